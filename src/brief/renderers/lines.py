"""The parts of a page as lines of text: prose, grids, branches of a tree, charts.

A line is a list of styled pieces.
"""

from collections.abc import Callable, Iterable, Sequence

from brief.document import Entry
from brief.named_tuple import NamedTuple


class Styled(NamedTuple):
    """A piece of a line, with the role that its colour depends on.

    A terminal begins a new line at the role `turn`, and then omits the one with the role `close`.
    """

    text: str
    role: str = ""
    url: str = ""
    """Address that a terminal opens when the words are clicked."""


Line = list[Styled]


class Prose(NamedTuple):
    """A line that may wrap, or must not."""

    line: Line
    indent: int = 0
    wraps: bool = True
    reference: Sequence[Styled] = ()
    """The reference, right-aligned on a terminal, or after the line elsewhere."""
    lead: Sequence[Styled] = ()
    """Prefix of the first line; continuation lines align with the words after it."""


class Grid(NamedTuple):
    """Rows of lines in aligned columns, `gap` spaces apart; the last column is the reference, right-aligned."""

    rows: list[list[Line]]
    header: list[Line]
    indent: int = 0
    gap: int = 2
    plain: frozenset[int] = frozenset()
    """The columns whose words are clear without a title."""


class Branch(NamedTuple):
    """A line of a tree, with the prefixes of its first line and of its continuation lines."""

    line: Line
    lead: str
    rest: str


class Chart(NamedTuple):
    """Entries to draw over the years, across the screen."""

    entries: tuple[Entry, ...]


LinePart = Prose | Grid | Branch | Chart
Encode = Callable[[str], str]
"""Replaces characters that a stream cannot represent."""


def encoded(part: LinePart, encode: Encode) -> LinePart:
    """Return a part with characters that the stream can represent."""

    def written(line: Sequence[Styled]) -> Line:
        return [span if (text := encode(span.text)) == span.text else span._replace(text=text) for span in line]

    if isinstance(part, Grid):
        rows = [[written(line) for line in row] for row in part.rows]
        return part._replace(rows=rows, header=[written(line) for line in part.header])
    if isinstance(part, Branch):
        return Branch(written(part.line), encode(part.lead), encode(part.rest))
    if isinstance(part, Prose):
        return part._replace(line=written(part.line), reference=written(part.reference), lead=written(part.lead))
    return part


def is_count(line: Sequence[Styled]) -> bool:
    """True for a number, which is right-aligned in its column."""
    return bool(line) and all(span.role == "count" for span in line)


def is_signs(line: Sequence[Styled]) -> bool:
    """True for signs, which precede the words of the next cell."""
    return bool(line) and all(span.role == "sign" for span in line)


def words_of(line: Sequence[Styled]) -> str:
    """Return the words of a line."""
    return "".join(span.text for span in line)


def joined_lines(lines: Iterable[Line], separator: str) -> Line:
    """Join lines into one."""
    joined: Line = []
    for line in lines:
        joined += [Styled(separator), *line] if joined else line
    return joined
