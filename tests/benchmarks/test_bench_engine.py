"""The passes in pairs with networkx, with reading the same file, and with themselves at other sizes."""

import gc
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import networkx
import pytest
from bench_support import ROUNDS, programme, ratio

from programme_check.document import read
from programme_check.model import build
from programme_check.model.links import LinkType
from programme_check.schedule import Calendar, Plan
from programme_check.schedule.engine import Change, Net, free_floats, schedule, schedule_net
from programme_check.settings import Settings

pytestmark = pytest.mark.bench
Network = tuple[list[int], list[tuple[int, int, LinkType, int]]]


def network(size: int) -> Network:
    """Durations, and two links to each activity from those shortly before it."""
    chance = random.Random(1)
    types: list[LinkType] = ["FS", "FS", "FS", "SS", "FF", "SF"]
    links = [
        (chance.randrange(max(0, succ - 50), succ), succ, chance.choice(types), chance.choice([0, 0, 480, -480]))
        for succ in range(1, size)
        for _ in range(2)
    ]
    return [chance.randrange(1, 30) * 480 for _ in range(size)], links


def spent(work: Callable[[], object]) -> float:
    """Processor seconds of one call."""
    gc.collect()
    began = time.process_time()
    work()
    return time.process_time() - began


def ours(minutes: list[int], links: list[tuple[int, int, LinkType, int]]) -> list[int]:
    """Build the network, run both passes and work out both floats."""
    calendar, net = Calendar(), Net()
    for length in minutes:
        net.add("", calendar, length)
    for pred, succ, link_type, lag in links:
        net.link(pred, succ, link_type, lag)
    passes = schedule_net(net)
    free_floats(net, passes)
    return passes.early


def theirs(minutes: list[int], links: list[tuple[int, int, LinkType, int]]) -> list[int]:
    """The same with the graph of networkx and dictionaries."""
    graph: Any = networkx.MultiDiGraph()
    for node, length in enumerate(minutes):
        graph.add_node(node, minutes=length)
    for pred, succ, link_type, lag in links:
        graph.add_edge(pred, succ, type=link_type, lag=lag)

    def offset(pred: int, succ: int, link: dict[str, Any]) -> int:
        before, after = graph.nodes[pred]["minutes"], graph.nodes[succ]["minutes"]
        found: int = {"FS": before, "SS": 0, "FF": before - after, "SF": -after}[link["type"]] + link["lag"]
        return found

    early: dict[int, int] = {}
    order = list(networkx.topological_sort(graph))
    for node in order:
        reached = [early[pred] + offset(pred, node, link) for pred, _, link in graph.in_edges(node, data=True)]
        early[node] = max([0, *reached])
    end = max(early[node] + minutes[node] for node in order)
    late: dict[int, int] = {}
    free: dict[int, int] = {}
    for node in reversed(order):
        late[node] = free[node] = end - minutes[node]
        for _, succ, link in graph.out_edges(node, data=True):
            late[node] = min(late[node], late[succ] - offset(node, succ, link))
            free[node] = min(free[node], early[succ] - offset(node, succ, link) - early[node])
    return [early[node] for node in range(len(minutes))]


def test_network_and_passes_against_networkx() -> None:
    made = network(10_000)
    assert ours(*made) == theirs(*made)
    assert ratio(lambda: spent(lambda: ours(*made)), lambda: spent(lambda: theirs(*made))) <= 0.4


def test_growth_per_activity() -> None:
    def per_activity(size: int) -> float:
        made = network(size)
        return statistics.median(spent(lambda: ours(*made)) for _ in range(ROUNDS)) / size

    assert per_activity(100_000) / per_activity(10_000) <= 1.5


def plan_of(size: int) -> tuple[bytes, Plan]:
    """A programme file of that many activities, and its plan with what the rules ask for anyway."""
    text = programme(size).encode()
    document, _ = read(text, "benchmark.yaml")
    assert document is not None
    built, problems = build(document)
    assert built is not None, problems
    plan = Plan(built, Settings())
    for id in built.work:
        plan.dates(id)
    assert plan.links
    return text, plan


@pytest.mark.parametrize("size", [1_000, 10_000, 100_000])
def test_forecast_of_a_plan_against_reading_its_file(size: int) -> None:
    text, plan = plan_of(size)
    rounds = ROUNDS if size < 100_000 else 3
    found = ratio(
        lambda: spent(lambda: schedule(plan, implied="none")), lambda: spent(lambda: read(text, "b.yaml")), rounds
    )
    assert found <= 1.0


def test_effect_of_one_change_against_a_full_pass() -> None:
    # One chain through all of it, the worst there can be: a change half way moves five thousand.
    head = "schema_version: 1\nprogramme: {name: Chain, types: [general], status_date: 2027-01-15}\n"
    chain = [
        f"      a{number}: {{name: A, kind: other, duration: 2h, depends_on: [{f'a{number - 1}' if number else ''}]}}\n"
        for number in range(10_000)
    ]
    text = head + "workstreams:\n  main:\n    name: Main\n    kind: other\n    activities:\n" + "".join(chain)
    document, _ = read(text.encode(), "chain.yaml")
    assert document is not None
    built, problems = build(document)
    assert built is not None, problems
    plan = Plan(built, Settings())
    forecast = schedule(plan, implied="none")
    ids = forecast.ids[::97]
    last = "a9999"
    assert len(forecast.passes.order) == 10_000

    def effects() -> None:
        for id in ids:
            forecast.ripple.effect(Change(id=id, longer_days=40), last)

    def full() -> None:
        schedule(plan, implied="none")

    assert ratio(lambda: spent(effects) / len(ids), lambda: spent(full)) <= 0.3
