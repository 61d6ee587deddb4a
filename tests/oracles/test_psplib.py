"""Project scheduling instances of the research library PSPLIB: the length of the longest path."""

from itertools import pairwise
from pathlib import Path

import networkx
import pytest
from oracle_support import files, needs_oracles

from programme_check.schedule import Calendar
from programme_check.schedule.engine import ELAPSED, Net, schedule_net

pytestmark = needs_oracles
WITH_HEADER = [*files("psplib/*/*.sm"), *files("psplib/*/*.mm")]
Instance = tuple[dict[int, int], list[tuple[int, int]]]


def name(path: Path) -> str:
    """How a test names a file."""
    return f"{path.parent.name}-{path.stem}"


def section(lines: list[str], title: str, below: int) -> list[list[int]]:
    """The rows of numbers some lines below a title, up to the next rule of stars."""
    first = next(number for number, line in enumerate(lines) if line.startswith(title)) + below
    rows = []
    for line in lines[first:]:
        if line.startswith("*"):
            break
        rows.append([int(word) for word in line.split()])
    return rows


def read_instance(path: Path) -> tuple[int, Instance]:
    """The length in the header, the shortest duration of each job, and the pairs of jobs."""
    lines = path.read_text("latin-1").splitlines()
    length = section(lines, "PROJECT INFORMATION", 2)[0][5]
    links = [(row[0], succ) for row in section(lines, "PRECEDENCE RELATIONS", 2) for succ in row[3:]]
    durations: dict[int, int] = {}
    job, previous = 0, 0
    resources = len(section(lines, "RESOURCEAVAILABILITIES", 2)[0])
    for row in section(lines, "REQUESTS/DURATIONS", 3):
        job = row[0] if len(row) == resources + 3 else job
        assert job >= previous
        duration = row[-resources - 1]
        durations[job] = min(durations.get(job, duration), duration)
        previous = job
    return length, (durations, links)


def length(instance: Instance) -> int:
    """The length of the longest path, with a minute for each unit of time."""
    durations, links = instance
    net = Net()
    numbers = {job: net.add(str(job), Calendar(), minutes, axis=ELAPSED) for job, minutes in durations.items()}
    for pred, succ in links:
        net.link(numbers[pred], numbers[succ])
    passes = schedule_net(net)
    assert all(passes.computed)
    critical = [node for node in passes.order if passes.late[node] == passes.early[node]]
    assert critical[0] == numbers[min(durations)]
    return passes.end


def test_there_are_instances() -> None:
    assert len(WITH_HEADER) >= 60


@pytest.mark.parametrize("path", WITH_HEADER, ids=name)
def test_length_equals_the_header(path: Path) -> None:
    expected, instance = read_instance(path)
    assert length(instance) == expected


def patterson(path: Path) -> Instance:
    """A Patterson instance, which is one stream of numbers whatever its lines."""
    numbers = iter([int(word) for word in path.read_text("latin-1").split()])
    jobs, resources = next(numbers), next(numbers)
    for _ in range(resources):
        next(numbers)
    durations, links = {}, []
    for job in range(1, jobs + 1):
        durations[job] = next(numbers)
        for _ in range(resources):
            next(numbers)
        links += [(job, next(numbers)) for _ in range(next(numbers))]
    return durations, links


@pytest.mark.parametrize("path", files("psplib/patterson/*.rcp"), ids=name)
def test_patterson_agrees_with_networkx(path: Path) -> None:
    durations, links = patterson(path)
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from((pred, succ, durations[pred]) for pred, succ in links)
    path_found = networkx.dag_longest_path(graph)
    expected = sum(durations[pred] for pred, _ in pairwise(path_found)) + durations[path_found[-1]]
    assert length((durations, links)) == expected


@pytest.mark.parametrize("path", files("psplib/ubo10/*.sch"), ids=name)
def test_maximal_time_lags_are_loops_and_are_refused(path: Path) -> None:
    rows = [line.split() for line in path.read_text("latin-1").splitlines()]
    count = int(rows[0][0])
    jobs = [[int(word) for word in row if not word.startswith("[")] for row in rows[1 : count + 3]]
    net = Net()
    for job in jobs:
        net.add(str(job[0]), Calendar(), 0, axis=ELAPSED)
    for job, row in zip(jobs, rows[1:], strict=False):
        lags = [int(word.strip("[]")) for word in row if word.startswith("[")]
        for succ, lag in zip(job[3:], lags, strict=True):
            net.link(job[0], succ, "SS", lag)
    passes = schedule_net(net)
    assert not all(passes.computed)
    assert {job[0] for job in jobs} - set(passes.order)
