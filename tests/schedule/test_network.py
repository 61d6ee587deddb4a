"""Declared links: workstreams as ends, loops, and what leads to what."""

import itertools
import time
from collections.abc import Callable

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from programme_check.schedule import Plan
from programme_check.schedule.network import kahn, shortest_loop, spread

PlanOf = Callable[..., Plan]

STREAMS = """
workstreams:
  design:
    name: Design
    kind: other
    activities:
      d1: {name: D1, kind: other, start: 2027-02-01, finish: 2027-02-05}
      d2: {name: D2, kind: other, start: 2027-02-03, finish: 2027-02-12}
      d3: {name: D3, kind: other, start: 2027-01-04, finish: 2027-03-05, status: complete, actual: {finish: 2027-01-08}}
      d4: {name: D4, kind: other, start: 2027-02-03, finish: 2027-03-12, status: cancelled}
  build:
    name: Build
    kind: other
    depends_on: [design, "design SS+2d"]
    activities:
      b1: {name: B1, kind: other}
      b2: {name: B2, kind: other, depends_on: [b1 FF]}
      b3: {name: B3, kind: other, depends_on: [d4]}
  empty: {name: Empty, kind: other}
gates:
  g: {name: G, kind: exit, depends_on: [build, empty, {on: b2, type: FF, lag: 1w, kind: hard}]}
"""


def test_a_workstream_stands_for_its_activities(plan_of: PlanOf) -> None:
    plan = plan_of(STREAMS)
    assert [(link.pred, link.succ, link.type, link.via, link.into) for link in plan.links] == [
        ("d2", "b1", "FS", "design", "build"),
        ("d2", "b3", "FS", "design", "build"),
        ("d3", "b1", "SS", "design", "build"),
        ("d3", "b3", "SS", "design", "build"),
        ("b1", "b2", "FF", None, None),
        ("b1", "g", "FS", "build", None),
        ("b2", "g", "FF", None, None),
    ]
    last = plan.links[-1]
    assert last.path == ("gates", "g", "depends_on", 2)
    assert (last.kind, last.lag and last.lag.iso()) == ("hard", "1w")


def test_paths_lead_through_workstreams(plan_of: PlanOf) -> None:
    plan = plan_of(STREAMS)
    assert plan.reaches("d1", "g")
    assert plan.reaches("d1", "b2")
    assert not plan.reaches("b2", "d1")
    assert not plan.reaches("d4", "b3")
    assert not plan.reaches("nobody", "g")
    assert not plan.reaches("g", "g")
    assert plan.cycles == []


@pytest.mark.parametrize(
    ("activities", "loops"),
    [
        ("a: {name: A, kind: other, depends_on: [a]}", [["a"]]),
        ("a: {name: A, kind: other, depends_on: [main]}", [["a", "main"]]),
        (
            """a: {name: A, kind: other, depends_on: [c]}
            b: {name: B, kind: other, depends_on: [a]}
            c: {name: C, kind: other, depends_on: [b]}
            d: {name: D, kind: other, depends_on: [c, e]}
            e: {name: E, kind: other, depends_on: [d, e]}
            f: {name: F, kind: other, depends_on: [e]}""",
            [["a", "b", "c"], ["e"], ["d", "e"]],
        ),
        (
            """a: {name: A, kind: other, depends_on: [b]}
            b: {name: B, kind: other, status: cancelled, depends_on: [a]}""",
            [],
        ),
    ],
)
def test_one_shortest_loop_per_knot(activities_of: PlanOf, activities: str, loops: list[list[str]]) -> None:
    plan = activities_of(activities)
    assert plan.cycles == loops
    assert all(link.pred != link.succ for link in plan.links)


def test_a_workstream_that_waits_for_itself(plan_of: PlanOf) -> None:
    plan = plan_of(
        """
workstreams:
  one: {name: One, kind: other, depends_on: [one], activities: {a: {name: A, kind: other}}}
  two: {name: Two, kind: other, depends_on: [b], activities: {b: {name: B, kind: other}}}
"""
    )
    assert plan.cycles == [["a", "one"], ["b", "two"]]
    assert plan.links == []


def test_what_is_on_a_loop_still_leads_somewhere(activities_of: PlanOf) -> None:
    plan = activities_of(
        """a: {name: A, kind: other, depends_on: [b]}
        b: {name: B, kind: other, depends_on: [a]}
        c: {name: C, kind: other, depends_on: [b]}
        d: {name: D, kind: other}"""
    )
    assert plan.reaches("a", "b")
    assert plan.reaches("a", "c")
    assert not plan.reaches("c", "a")
    assert not plan.reaches("d", "c")


graphs = st.integers(1, 9).flatmap(
    lambda size: st.lists(st.lists(st.integers(0, size - 1), max_size=3, unique=True), min_size=size, max_size=size)
)


@given(graphs)
def test_order_and_loops_agree_with_networkx(after: list[list[int]]) -> None:
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(after)))
    graph.add_edges_from((node, other) for node, others in enumerate(after) for other in others)
    order, left = kahn(after)
    place = {node: number for number, node in enumerate(order)}
    assert bool(left) == (not networkx.is_directed_acyclic_graph(graph))
    assert all(place[one] < place[two] for one, two in graph.edges if one in place and two in place)
    if not left:
        reached = spread(range(len(after)), order, after)
        for first, last in itertools.permutations(range(len(after)), 2):
            assert bool(reached.get(last, 0) >> first & 1) == networkx.has_path(graph, first, last)
    for knot in networkx.strongly_connected_components(graph):
        if len(knot) > 1:
            loop = shortest_loop(sorted(knot), after)
            inside = [c for c in networkx.simple_cycles(graph.subgraph(knot)) if len(c) > 1]
            assert len(loop) == min(map(len, inside))
            assert all(graph.has_edge(one, two) for one, two in zip(loop, [*loop[1:], loop[0]], strict=True))
            assert loop[0] == min(loop)


def test_a_very_long_chain_and_a_very_long_loop_take_no_recursion() -> None:
    size = 20_000
    chain: list[list[int]] = [[node + 1] for node in range(size - 1)] + [[]]
    began = time.process_time()
    assert kahn(chain)[0] == list(range(size))
    chain[-1] = [0]
    assert len(shortest_loop(list(range(size)), chain)) == size
    assert time.process_time() - began < 20


def test_the_shortest_way_is_shown_by_its_ids(plan_of: PlanOf) -> None:
    network = plan_of(STREAMS).network
    assert network.way("b1", "b2") == ["b1", "b2"]
    assert network.way("d2", "g") == ["d2", "design", "build", "b1", "b2", "g"]
    assert network.way("g", "b1") == []
    assert network.way("b1", "d4") == []
