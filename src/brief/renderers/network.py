"""A graph as a picture in SVG, next to a table with the same content.

A record's column is its distance from the first record, counted in relations.
"""

from collections.abc import Iterator
from itertools import accumulate

from brief.document import Cell, Graph, Sign
from brief.locale import say
from brief.named_tuple import NamedTuple
from brief.renderers.html_axis import Standalone, standalone_style
from brief.renderers.lanes import shortened
from brief.renderers.words import SIGNS
from brief.renderers.words import width as columns_of
from brief.system.templates import environment, resource

STYLE = resource(__package__, "templates/network.css")
"""Style of the picture; its colours are CSS variables of the page."""
_WIDTH = 720
_PITCH = 18
_TOP = 12
_LETTER = 6.0
"""Average width of an 11-pixel letter in a wide font."""
_MOST_COLUMNS = 5
_MOST_ROWS = 48
"""Maximum number of columns, and of records in a column, that fit on a page."""
_LONGEST = 44
"""Maximum number of letters of a name."""
_BETWEEN = 44
"""Space between columns for the lines."""
_FEWEST = 4
"""Minimum number of records for a picture."""


class _Dot(NamedTuple):
    """A record at its position."""

    x: float
    y: float
    label: str


class _Line(NamedTuple):
    """A relation between two records."""

    start: _Dot
    end: _Dot
    inferred: bool

    @property
    def path(self) -> str:
        """Return a curve from the end of the left name to the right dot; within one column it bends left."""
        left, right = sorted((self.start, self.end))
        x = left.x if left.x == right.x else left.x + 8 + columns_of(left.label) * _LETTER
        bend = x - 12 - abs(right.y - left.y) / 12 if left.x == right.x else (x + right.x) / 2
        return f"M{x:.0f} {left.y:.0f}C{bend:.0f} {left.y:.0f} {bend:.0f} {right.y:.0f} {right.x:.0f} {right.y:.0f}"


def network(graph: Graph, ink: str = "") -> Standalone | None:
    """Return the picture, with fixed colours if `ink` is given; None if the graph is too small or too large."""
    columns = _columns(graph)
    rows = max(map(len, columns), default=0)
    if len(graph.nodes) < _FEWEST or len(columns) > _MOST_COLUMNS or rows > _MOST_ROWS:
        return None
    dots = _places(graph, columns)
    lines = [_Line(dots[edge.source], dots[edge.target], edge.inferred) for edge in graph.edges]
    words = "{nodes} records and {edges} relations. The table below tells the same in words."
    described = say(words, nodes=len(graph.nodes), edges=len(graph.edges))
    inferred = say("inferred") if any(edge.inferred for edge in graph.edges) else ""
    height = _TOP + _PITCH * rows + (_PITCH if inferred else 0)
    style = standalone_style(STYLE, ink) if ink else ""
    macro = environment(__package__).get_template("network.html").module.picture  # type: ignore[attr-defined]
    svg = str(macro(_WIDTH, height, list(dots.values()), lines, inferred, described, style))
    return Standalone(svg, "", described)


def _columns(graph: Graph) -> list[list[str]]:
    """Return the records by distance from the first; unreachable ones by distance from their own first record."""
    near: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    steps: dict[str, int] = {}
    for root in near:
        if root not in steps:
            steps[root] = 0
            queue = [root]
            for id_ in queue:  # breadth first
                for other in near[id_]:
                    if other not in steps:
                        steps[other] = steps[id_] + 1
                        queue.append(other)
    columns: list[list[str]] = [[] for _ in range(max(steps.values(), default=-1) + 1)]
    for id_, step in steps.items():
        columns[step].append(id_)
    return list(_untangled(columns, near))


def _untangled(columns: list[list[str]], near: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each column sorted by the average position of its neighbours in the previous column."""
    before: dict[str, int] = {}
    for column in columns:
        ranks = {id_: [before[other] for other in near[id_] if other in before] for id_ in column}
        middles = {id_: sum(found) / max(1, len(found)) for id_, found in ranks.items()}
        ordered = sorted(column, key=middles.__getitem__)
        before = {id_: index for index, id_ in enumerate(ordered)}
        yield ordered


def _places(graph: Graph, columns: list[list[str]]) -> dict[str, _Dot]:
    names = {node.id: node.label for node in graph.nodes}
    longest = [max(columns_of(_label(names[id_], _LONGEST)) for id_ in column) for column in columns]
    room = next((most for most in range(_LONGEST, 8, -1) if _length(longest, most) <= _WIDTH), 8)
    wide = [_length([letters], room) for letters in longest]
    rows = max(map(len, columns))
    places = {}
    for column, start in zip(columns, accumulate([8.0, *wide]), strict=False):
        pitch = _PITCH * rows / len(column)
        for row, id_ in enumerate(column):
            places[id_] = _Dot(start, _TOP + pitch * row + pitch / 2, _label(names[id_], room))
    return places


def _length(letters: list[int], most: int) -> float:
    """Return the width of columns with names of these lengths, each cut to `most` letters."""
    return sum(min(each, most) * _LETTER + _BETWEEN for each in letters)


def _label(found: Cell, room: int) -> str:
    """Return as much of a record's name as fits; a disputed one has a sign."""
    if any(mark.sign is Sign.DISPUTED for mark in found.marks):
        return f"{shortened(found.unsigned, room - 2)} {SIGNS[Sign.DISPUTED]}"
    return shortened(found.unsigned, room)
