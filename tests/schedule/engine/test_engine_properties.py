"""What must hold for every network, and sizes that a careless engine does not survive."""

import time
from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programme_check.model.links import TYPES, LinkType
from programme_check.schedule import Calendar
from programme_check.schedule.engine import Net, Passes, free_floats, schedule_net

WEEKDAYS = Calendar()
SIX = Calendar([[(480, 720), (780, 1020)]] * 6 + [[]])
ROUND = Calendar([[(0, 1440)]] * 7)
BEGIN = 740_000 * 1440

Links = list[tuple[int, int, LinkType, int]]


@st.composite
def networks(draw: st.DrawFn, types: tuple[LinkType, ...] = TYPES, lags: bool = True) -> tuple[list[int], Links]:
    """Durations in minutes, and links from earlier to later nodes."""
    minutes = draw(st.lists(st.integers(0, 40).map(lambda n: n * 120), min_size=2, max_size=14))
    pairs = [(pred, succ) for succ in range(len(minutes)) for pred in range(succ)]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=25, unique=True))
    lag = st.integers(-6, 10).map(lambda n: n * 120) if lags else st.just(0)
    return minutes, [(pred, succ, draw(st.sampled_from(types)), draw(lag)) for pred, succ in chosen]


def net_of(minutes: list[int], links: Links, calendars: tuple[Calendar, ...] = (WEEKDAYS,)) -> Net:
    """The network, with the calendars in turn."""
    net = Net()
    for number, length in enumerate(minutes):
        calendar = calendars[number % len(calendars)]
        net.add(f"n{number}", calendar, length, calendar.work_minutes(BEGIN))
    for pred, succ, link_type, lag in links:
        net.link(pred, succ, link_type, lag)
    return net


@given(networks(("FS",), lags=False))
def test_longest_path_agrees_with_networkx(network: tuple[list[int], Links]) -> None:
    minutes, links = network
    net = net_of(minutes, links)
    passes = schedule_net(net)
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(minutes)))
    graph.add_edges_from((pred, succ) for pred, succ, *_ in links)
    early = dict.fromkeys(graph, 0)
    for node in networkx.topological_sort(graph):
        for succ in graph[node]:
            early[succ] = max(early[succ], early[node] + minutes[node])
    begin = WEEKDAYS.work_minutes(BEGIN)
    assert [place - begin for place in passes.early] == list(early.values())
    assert WEEKDAYS.work_minutes(passes.end) - begin == max(early[node] + minutes[node] for node in graph)
    assert all(early_place <= late for early_place, late in zip(passes.early, passes.late, strict=True))


@given(networks())
def test_links_hold_and_something_drives_every_node(network: tuple[list[int], Links]) -> None:
    net = net_of(*network, (WEEKDAYS, SIX, ROUND))
    passes = schedule_net(net)
    for link, (pred, succ) in enumerate(zip(net.pred, net.succ, strict=True)):
        assert passes.early[succ] >= net.earliest(link, passes.early[pred])
    for node, link in enumerate(passes.driver):
        if link < 0:
            assert passes.early[node] == net.low[node]
        else:
            assert passes.early[node] == net.earliest(link, passes.early[net.pred[link]])


@given(networks())
def test_floats_on_one_calendar(network: tuple[list[int], Links]) -> None:
    net = net_of(*network)
    passes = schedule_net(net)
    total = [late - early for early, late in zip(passes.early, passes.late, strict=True)]
    last = max(range(len(net)), key=lambda node: passes.early[node] + net.minutes[node])
    assert total[last] == 0
    for node, room in enumerate(free_floats(net, passes)):
        for link in net.out[node]:
            # What one can move alone lies within what all after it can move with it.
            assert (
                total[node]
                <= total[net.succ[link]] + net.newest(link, passes.early[net.succ[link]]) - passes.early[node]
            )
            assert room <= net.newest(link, passes.early[net.succ[link]]) - passes.early[node]


def early_and_end(net: Net) -> tuple[list[int], int]:
    """Early starts and the end."""
    passes = schedule_net(net)
    return passes.early, passes.end


@given(networks(), st.data())
@settings(max_examples=60)
def test_a_longer_lag_never_brings_a_date_forward(network: tuple[list[int], Links], data: st.DataObject) -> None:
    minutes, links = network
    calendars = (WEEKDAYS, SIX)
    before, end = early_and_end(net_of(minutes, links, calendars))
    if links:
        place = data.draw(st.integers(0, len(links) - 1))
        pred, succ, link_type, lag = links[place]
        after, later = early_and_end(
            net_of(minutes, [*links[:place], (pred, succ, link_type, lag + 480), *links[place + 1 :]], calendars)
        )
        assert all(one <= other for one, other in zip(before, after, strict=True))
        assert end <= later


@given(networks(("FS", "SS")), st.data())
@settings(max_examples=60)
def test_a_longer_duration_never_brings_a_date_forward(network: tuple[list[int], Links], data: st.DataObject) -> None:
    minutes, links = network
    before, end = early_and_end(net_of(minutes, links, (WEEKDAYS, ROUND)))
    place = data.draw(st.integers(0, len(minutes) - 1))
    longer = [length + 480 * (number == place) for number, length in enumerate(minutes)]
    after, later = early_and_end(net_of(longer, links, (WEEKDAYS, ROUND)))
    assert all(one <= other for one, other in zip(before, after, strict=True))
    assert end <= later


@given(networks())
def test_removing_a_link_that_does_not_drive_changes_no_early_date(network: tuple[list[int], Links]) -> None:
    minutes, links = network
    passes = schedule_net(net_of(minutes, links, (WEEKDAYS, SIX)))
    driving = set(passes.driver)
    kept = [link for number, link in enumerate(links) if number in driving]
    assert early_and_end(net_of(minutes, kept, (WEEKDAYS, SIX))) == (passes.early, passes.end)


def timed(net: Net) -> Passes:
    """The passes of a network, and of a second one of the same size, in reasonable time."""
    began = time.process_time()
    passes = schedule_net(net)
    free_floats(net, passes)
    assert time.process_time() - began < 10
    return passes


def test_a_chain_of_a_hundred_thousand() -> None:
    net = net_of([480] * 100_000, [])
    for pred, succ in pairwise(range(100_000)):
        net.link(pred, succ)
    passes = timed(net)
    assert passes.early[-1] - passes.early[0] == 99_999 * 480
    assert passes.late == passes.early


@pytest.mark.parametrize("inwards", [True, False])
def test_a_fan_of_fifty_thousand(inwards: bool) -> None:
    net = net_of([480] * 50_001, [])
    for node in range(1, 50_001):
        net.link(*((node, 0) if inwards else (0, node)))
    passes = timed(net)
    assert len(passes.order) == 50_001
    assert passes.late == passes.early


def test_a_loop_keeps_only_what_is_on_and_after_it_from_being_placed() -> None:
    net = net_of([480] * 6, [(0, 1, "FS", 0), (1, 2, "FS", 0), (2, 1, "SS", 0), (2, 3, "FS", 0), (4, 5, "FS", 0)])
    passes = schedule_net(net)
    assert passes.computed == [True, False, False, False, True, True]
    assert passes.order == [0, 4, 5]
    assert free_floats(net, passes)[0] == 480
