"""A graph as a picture in SVG, next to a table with the same content.

A record's column is its distance from the subject or the parties, counted in relations.
"""

from collections.abc import Iterator
from itertools import accumulate

from brief.document import SIGNS, Cell, Graph, Sign
from brief.document.characters import curled
from brief.locale import say, say_many
from brief.named_tuple import NamedTuple
from brief.renderers.html_axis import Standalone, standalone_style
from brief.renderers.lanes import shortened
from brief.renderers.words import width as columns_of
from brief.system.templates import environment, resource

STYLE = resource(__package__, "templates/network.css")
"""Style of the picture; its colours are CSS variables of the page."""
_WIDTH = 720
_PITCH = 18
_TWO_LINES = 26
"""Height of a name in two lines."""
_MOST_TALL = 24
"""Maximum number of records in a column whose rows may all be this high."""
_LINE = 12
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
    lines: tuple[str, ...]
    """The name, in two lines if it does not fit in one."""

    @property
    def end(self) -> float:
        """Return the right end of the name."""
        return self.x + 8 + max(map(columns_of, self.lines)) * _LETTER

    @property
    def placed(self) -> list[tuple[float, str]]:
        """Return the lines, each with its height in the picture."""
        first = self.y + 4 - (len(self.lines) - 1) * _LINE / 2
        return [(first + index * _LINE, line) for index, line in enumerate(self.lines)]


class _Line(NamedTuple):
    """A relation between two records."""

    start: _Dot
    end: _Dot
    inferred: bool

    @property
    def path(self) -> str:
        """Return a curve from the end of the left name to the right dot; within one column it bends left."""
        left, right = sorted((self.start, self.end))
        x = left.x if left.x == right.x else left.end
        bend = x - 12 - abs(right.y - left.y) / 12 if left.x == right.x else (x + right.x) / 2
        return f"M{x:.0f} {left.y:.0f}C{bend:.0f} {left.y:.0f} {bend:.0f} {right.y:.0f} {right.x:.0f} {right.y:.0f}"


def network(graph: Graph, ink: str = "") -> Standalone | None:
    """Return the picture, with fixed colours if `ink` is given; None if the graph is too small or too large.

    Events are left out, unless the graph is about one.
    """
    whole = graph
    graph = _pictured(graph)
    columns = _columns(graph)
    rows = max(map(len, columns), default=0)
    if len(graph.nodes) < _FEWEST or len(columns) > _MOST_COLUMNS or rows > _MOST_ROWS:
        return None
    dots = _places(graph, columns, pitch := _pitch(graph, columns))
    lines = [_Line(dots[edge.source], dots[edge.target], edge.inferred) for edge in graph.edges]
    counts = say(
        "{records} and {relations}.",
        records=say_many("{count} record", "{count} records", len(graph.nodes)),
        relations=say_many("{count} relation", "{count} relations", len(graph.edges)),
    )
    is_part = len(graph.nodes) < len(whole.nodes)
    below = say("The table below has more.") if is_part else say("The table below tells the same in words.")
    described = f"{counts} {below}"
    seen = say("People, organizations and agreements; the table names the events, too") if is_part else ""
    inferred = say("inferred") if any(edge.inferred for edge in graph.edges) else ""
    height = _TOP + pitch * rows + (_PITCH if inferred else 0)
    style = standalone_style(STYLE, ink) if ink else ""
    macro = environment(__package__).get_template("network.html").module.picture  # type: ignore[attr-defined]
    svg = str(macro(_WIDTH, height, list(dots.values()), lines, inferred, described, style))
    return Standalone(svg, seen, described)


def _pictured(graph: Graph) -> Graph:
    """Return the graph of a picture: without events, and without records that are related only to events."""
    if not graph.nodes or graph.nodes[0].is_event:
        return graph
    shown = graph.without_events()
    related = shown.related
    nodes = (node for index, node in enumerate(shown.nodes) if index < shown.starts or node.id in related)
    return shown._replace(nodes=tuple(nodes))


def _columns(graph: Graph) -> list[list[str]]:
    """Return the records by distance from the starts; unreachable ones by distance from their own first record."""
    near: dict[str, list[str]] = {node.id: [] for node in graph.nodes}
    for edge in graph.edges:
        near[edge.source].append(edge.target)
        near[edge.target].append(edge.source)
    steps: dict[str, int] = {}
    ids = list(near)
    for roots in (ids[: graph.starts], *([id_] for id_ in ids[graph.starts :])):
        if roots[0] not in steps:
            queue = list(roots)
            steps.update(dict.fromkeys(roots, 0))
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


def _room(graph: Graph, columns: list[list[str]]) -> tuple[list[int], int]:
    """Return the length of the longest name of each column, and the number of letters that each may have in a line."""
    names = {node.id: node.label for node in graph.nodes}
    longest = [max(columns_of(_label(names[id_], _LONGEST)) for id_ in column) for column in columns]
    return longest, next((most for most in range(_LONGEST, 8, -1) if _length(longest, most) <= _WIDTH), 8)


def _pitch(graph: Graph, columns: list[list[str]]) -> int:
    """Return the height of a row: that of two lines if names need them and the page has room."""
    longest, room = _room(graph, columns)
    return _TWO_LINES if max(longest) > room and max(map(len, columns)) <= _MOST_TALL else _PITCH


def _places(graph: Graph, columns: list[list[str]], least: int) -> dict[str, _Dot]:
    names = {node.id: node.label for node in graph.nodes}
    longest, room = _room(graph, columns)
    wide = [_length([letters], room) for letters in longest]
    rows = max(map(len, columns))
    places = {}
    for column, start in zip(columns, accumulate([8.0, *wide]), strict=False):
        pitch = least * rows / len(column)
        for row, id_ in enumerate(column):
            lines = _lines(names[id_], room) if pitch >= _TWO_LINES else (_label(names[id_], room),)
            places[id_] = _Dot(start, _TOP + pitch * row + pitch / 2, lines)
    return places


def _length(letters: list[int], most: int) -> float:
    """Return the width of columns with names of these lengths, each cut to `most` letters."""
    return sum(min(each, most) * _LETTER + _BETWEEN for each in letters)


def _lines(found: Cell, room: int) -> tuple[str, ...]:
    """Return a record's name in one line or two, as much as fits."""
    sign = _sign(found)
    first, *words = shortened(curled(found.unsigned), 2 * _LONGEST - len(sign)).split(" ")
    while words and columns_of(f"{first} {words[0]}") <= room:
        first += f" {words.pop(0)}"
    if not words or columns_of(first) > room:
        return (_label(found, room),)
    return (first, shortened(" ".join(words), room - len(sign)) + sign)


def _label(found: Cell, room: int) -> str:
    """Return as much of a record's name as fits; a disputed one has a sign."""
    sign = _sign(found)
    return shortened(curled(found.unsigned), room - len(sign)) + sign


def _sign(found: Cell) -> str:
    """Return the sign of a disputed name, after a space; empty for any other."""
    return f" {SIGNS[Sign.DISPUTED]}" if any(mark.sign is Sign.DISPUTED for mark in found.marks) else ""
