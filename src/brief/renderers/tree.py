"""A graph as a tree: every relation once, and every record expanded once, at its smallest distance from the root."""

from collections.abc import Iterator

from brief.document import Content, Edge, Graph, Node, Notice, cell
from brief.locale import Message, say, say_many
from brief.named_tuple import NamedTuple


class Twig(NamedTuple):
    """A line of the tree."""

    lasts: tuple[bool, ...]
    """For each step from the root, True if it is the last of its siblings; empty for a root."""
    edge: Edge | None
    forward: bool
    """True if the relation points from the line above to this one."""
    node: Node
    elsewhere: Message
    """Words that say where else in the tree the record is expanded; empty if it is here."""


_MANY_RELATIONS = 40
"""Number of relations beyond which a short page shows only those between people, organizations and agreements."""


def in_brief(graph: Graph) -> Iterator[Content]:
    """Yield the graph of a short page; a large one without its events, and a remark that says so."""
    smaller = graph if len(graph.edges) <= _MANY_RELATIONS else graph.without_events()
    shown = smaller if smaller.edges else graph
    yield shown
    if left := len(graph.nodes) - len(shown.nodes):
        yield Notice(cell(say_many("{count} event is not shown.", "{count} events are not shown.", left)))


def twigs(graph: Graph) -> Iterator[Twig]:
    """Yield the lines of the tree below the first record, then of trees for records that it does not reach."""
    nodes = {node.id: node for node in graph.nodes}
    touching: dict[str, list[int]] = {}
    for index, edge in enumerate(graph.edges):
        for end in dict.fromkeys((edge.source, edge.target)):
            touching.setdefault(end, []).append(index)
    opened: set[str] = set()
    for root in nodes:
        if root not in opened:
            yield from _tree(graph, nodes, touching, root, opened)


def _tree(
    graph: Graph, nodes: dict[str, Node], touching: dict[str, list[int]], root: str, opened: set[str]
) -> Iterator[Twig]:
    below: dict[str, list[tuple[int, str, bool]]] = {}
    above = {*opened, root}
    opened.add(root)
    used: set[int] = set()
    queue = [root]
    for id_ in queue:  # breadth first, so that each record is expanded at its smallest distance from the root
        for index in touching.get(id_, ()):
            if index not in used:
                used.add(index)
                edge = graph.edges[index]
                other = edge.target if edge.source == id_ else edge.source
                below.setdefault(id_, []).append((index, other, other in opened))
                if other not in opened:
                    opened.add(other)
                    queue.append(other)
    yield Twig((), None, True, nodes[root], Message())
    stack: list[tuple[str, int, tuple[bool, ...]]] = [(root, 0, ())]
    while stack:
        id_, position, lasts = stack.pop()
        children = below.get(id_, [])
        if position == len(children):
            continue
        index, other, again = children[position]
        stack.append((id_, position + 1, lasts))
        edge = graph.edges[index]
        here = (*lasts, position + 1 == len(children))
        elsewhere = Message() if not again else say("again") if other in above else say("see below")
        yield Twig(here, edge, edge.source == id_, nodes[other], elsewhere)
        if not again:
            above.add(other)
            stack.append((other, 0, here))


def leads(twig: Twig) -> tuple[str, str]:
    """Return the prefix of a twig's first line, and of its continuation lines."""
    if not twig.lasts:
        return "", ""
    stem = "".join("   " if last else "│  " for last in twig.lasts[:-1])
    return stem + ("└─ " if twig.lasts[-1] else "├─ "), stem + ("   " if twig.lasts[-1] else "│  ")
