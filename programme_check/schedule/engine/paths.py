"""Driving paths: the chain of work and links that decides when something happens."""

from collections.abc import Callable, Iterable

from programme_check.schedule.engine.net import Net
from programme_check.schedule.engine.passes import Passes

Into = list[list[int]]


def driving(net: Net, passes: Passes, into: Into, node: int, *, anyway: bool = False) -> list[int]:
    """The links that decide the early start of a node, all of those that tie, in the order in which they were added.

    No link where something else holds it, such as its own planned date; `anyway`: those that would decide without that.
    """
    if node in net.held:
        return []
    early = passes.early
    reached = [
        (net.earliest(link, early[net.pred[link]]), link) for link in into[node] if passes.computed[net.pred[link]]
    ]
    if not reached:
        return []
    latest = max(place for place, _ in reached)
    if not anyway and latest < early[node]:
        return []
    return [link for place, link in reached if place == latest]


def path_to(
    net: Net,
    passes: Passes,
    into: Into,
    last: int,
    *,
    inside: Callable[[int], bool] | None = None,
    anyway: bool = False,
    past_dates: bool = False,
) -> list[int]:
    """The driving path that ends with a node, in order of work.

    Of links that tie the first added counts. `inside` keeps the path among some nodes; `anyway` looks past what holds
    the last node itself, as one does for a go-live that waits for its planned date; `past_dates` past what holds any.
    """
    path = [last]
    links = driving(net, passes, into, last, anyway=anyway or past_dates)
    while True:
        before = [net.pred[link] for link in links]
        if inside is not None:
            before = [node for node in before if inside(node)]
        if not before:
            break
        path.append(before[0])
        links = driving(net, passes, into, before[0], anyway=past_dates)
    path.reverse()
    return path


def on_paths(net: Net, passes: Passes, into: Into, lasts: Iterable[tuple[int, bool]]) -> set[int]:
    """Every node on a driving path to one of these, ties included; each with whether to look past what holds it."""
    found: set[int] = set()
    queue = []
    for last, anyway in lasts:
        found.add(last)
        queue += [net.pred[link] for link in driving(net, passes, into, last, anyway=anyway)]
    while queue:
        node = queue.pop()
        if node not in found:
            found.add(node)
            queue += [net.pred[link] for link in driving(net, passes, into, node)]
    return found
