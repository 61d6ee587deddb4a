"""Driving paths: the chain of work and links that decides when something happens."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from programme_check.schedule.engine.net import Net
from programme_check.schedule.engine.passes import Passes

Into = list[list[int]]


def driving(
    net: Net,
    passes: Passes,
    into: Into,
    node: int,
    *,
    inside: Callable[[int], bool] | None = None,
    anyway: bool = False,
) -> list[int]:
    """The links that decide the early start of a node, all of those that tie, in the order in which they were added.

    No link where something else holds it, such as its own planned date; `anyway`: those that would decide without that.
    `inside` asks of links from some nodes only.
    """
    if node in net.held:
        return []
    early, preds = passes.early, net.pred
    links = [link for link in into[node] if passes.computed[preds[link]] and (inside is None or inside(preds[link]))]
    reached = [(net.earliest(link, early[preds[link]]), link) for link in links]
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
    links = driving(net, passes, into, last, inside=inside, anyway=anyway or past_dates)
    while links:
        path.append(net.pred[links[0]])
        if not past_dates and net.shrunk(path[-1], passes.early[path[-1]]):
            break  # its own end decides, whatever uses it up
        links = driving(net, passes, into, path[-1], inside=inside, anyway=past_dates)
    path.reverse()
    return path


def latest_along(net: Net, nodes: Sequence[int], place: int) -> int:
    """Where the first of a path can start at the latest, for its last one to start at a place.

    A workstream that stands between two of them is passed through.
    """
    for pred, succ in reversed(list(pairwise(nodes))):
        starts = [net.newest(link, place) for link in net.out[pred] if net.succ[link] == succ]
        for link in net.out[pred]:
            hub = net.succ[link]
            if hub in net.aside:
                starts += [net.newest(link, net.newest(on, place)) for on in net.out[hub] if net.succ[on] == succ]
        place = min(starts, default=place)
    return place


def after(net: Net, firsts: Iterable[int]) -> set[int]:
    """Some nodes and all that follow them."""
    found = set(firsts)
    queue = list(found)
    while queue:
        for link in net.out[queue.pop()]:
            other = net.succ[link]
            if other not in found:
                found.add(other)
                queue.append(other)
    return found


def upstream(net: Net, into: Into, lasts: Iterable[int]) -> tuple[set[int], list[int]]:
    """Some nodes with all that precede them, and the links between them."""
    found = set(lasts)
    queue, links = list(found), []
    while queue:
        for link in into[queue.pop()]:
            links.append(link)
            other = net.pred[link]
            if other not in found:
                found.add(other)
                queue.append(other)
    return found, links


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
            if net.shrunk(node, passes.early[node]):
                continue
            queue += [net.pred[link] for link in driving(net, passes, into, node)]
    return found
