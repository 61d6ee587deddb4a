"""An order in which every item comes after all it waits for, items that wait for one another together."""

from collections.abc import Sequence

from programme_check.schedule.network import kahn


def groups(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The items of pairs (first, then) in order of work; those on a loop form one group."""
    number: dict[str, int] = {}
    for pair in pairs:
        for id in pair:
            number.setdefault(id, len(number))
    names = list(number)
    after: list[list[int]] = [[] for _ in names]
    for first, then in pairs:
        after[number[first]].append(number[then])
    order, left = kahn(after)
    if not left:
        return [[names[node]] for node in order]
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(range(len(names)))
    graph.add_edges_from((node, other) for node, others in enumerate(after) for other in others)
    parts = networkx.condensation(graph)
    return [[names[node] for node in sorted(parts.nodes[part]["members"])] for part in networkx.topological_sort(parts)]
