"""The layout of a document as lines of text, shared by plain text and the terminal.

A part is a line or a grid of lines; a line is a list of spans, whose roles a terminal may colour. An empty line
separates groups of parts.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Content,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Pointer,
    Problem,
    Table,
    Timeline,
    phrase,
)
from brief.locale import say, say_many
from brief.model.dates import Date
from brief.model.dates.grammar import year_month_day
from brief.model.dates.words import year_and_day
from brief.named_tuple import NamedTuple
from brief.renderers.renderer import Renderer
from brief.renderers.words import (
    ASCII_SIGNS,
    SCREEN_SIGNS,
    legend,
    message,
    pieces_of,
    place,
    pointed,
    quoted,
    reference_line,
)

if TYPE_CHECKING:
    from brief.renderers.tree import Twig


class Span(NamedTuple):
    """A piece of a line and its role.

    At a `turn` a terminal begins a new line; it then omits the `close`.
    """

    text: str
    role: str = ""
    url: str = ""
    """Address that a terminal opens when the words are clicked."""


Line = list[Span]


class Prose(NamedTuple):
    """A line that may wrap, or must not."""

    line: Line
    indent: int = 0
    wraps: bool = True
    reference: Sequence[Span] = ()
    """The reference, right-aligned on a terminal, or after the line elsewhere."""
    lead: Sequence[Span] = ()
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


Part = Prose | Grid | Branch | Chart
_WEB = ("http://", "https://")
_ROLES = ("count", "command", "id")
"""Keys of table columns that are also roles of their words."""
_EMPTY_LINE = Prose([], wraps=False)


Encode = Callable[[str], str]
"""Replaces characters that a stream cannot represent."""


def parts(document: Document, encode: Encode = str) -> Iterator[Part]:
    """Yield the parts of the whole document, on demand, from its handling marking to its repetition at the end."""
    found = Layout(document if document.full else document.changed(_in_brief), encode).parts()
    return found if encode is str else (_encoded(part, encode) for part in found)


def _in_brief(block: Content) -> Iterable[Content]:
    """Return the blocks in the place of a block of a short page."""
    if not isinstance(block, Graph):
        return (block,)
    from brief.renderers.tree import in_brief

    return in_brief(block)


def _encoded(part: Part, encode: Encode) -> Part:
    def written(line: Sequence[Span]) -> Line:
        return [span if (text := encode(span.text)) == span.text else span._replace(text=text) for span in line]

    if isinstance(part, Grid):
        rows = [[written(line) for line in row] for row in part.rows]
        return part._replace(rows=rows, header=[written(line) for line in part.header])
    if isinstance(part, Branch):
        return Branch(written(part.line), encode(part.lead), encode(part.rest))
    if isinstance(part, Prose):
        return part._replace(line=written(part.line), reference=written(part.reference), lead=written(part.lead))
    return part


class Layout(Renderer[Part]):
    """Lays a document out as lines and grids."""

    def __init__(self, document: Document, encode: Encode = str) -> None:
        super().__init__(document)
        can_show = all(encode(sign) == sign for sign in SCREEN_SIGNS.values())
        self.signs = SCREEN_SIGNS if can_show else ASCII_SIGNS
        self._addresses = {
            found.source: found.url for found in document.bibliography if found.url.lower().startswith(_WEB)
        }

    def parts(self) -> Iterator[Part]:
        """Yield the whole document, with an empty line between its groups."""
        begun = False
        for group in self.groups():
            for index, part in enumerate(group):
                if begun and not index:
                    yield _EMPTY_LINE
                yield part
                begun = True

    def groups(self) -> Iterator[Iterator[Part]]:
        """Yield the groups; the first marking is on the line of the title, if there is one."""
        first, *rest = super().groups()
        return iter(rest if self.document.handling and self.document.title else [first, *rest])

    def marking(self) -> Iterator[Part]:
        """Yield the marking on a line of a full page."""
        if self.document.full:
            yield Prose([Span(self.document.handling, "handling")])

    def title(self) -> Iterator[Part]:
        """Yield the title with the marking right-aligned, and the subtitle below."""
        marking = [Span(self.document.handling, "handling")] if self.document.handling else []
        yield Prose([Span(self.document.title, "title")], reference=marking)
        if self.document.subtitle:
            yield Prose([Span(self.document.subtitle, "quiet")])

    def blocks(self) -> Iterator[Part]:
        """Yield the blocks, with empty lines between those that do not belong together."""
        previous: Block | None = None
        for block in self.document.body():
            laid_out = list(self.block(block))
            if laid_out and previous and not _follows(block, previous):
                yield _EMPTY_LINE
            yield from laid_out
            previous = block if laid_out else previous

    def heading(self, block: Heading) -> Iterator[Part]:
        """Yield a line, in capitals up to level 2."""
        selection = [Span(f"  {block.selection}", "quiet")] if block.selection else []
        yield Prose([Span(block.text.upper() if block.level <= 2 else block.text, "heading"), *selection])

    def paragraph(self, block: Paragraph) -> Iterator[Part]:
        """Yield one line of all sentences."""
        yield Prose(_joined(map(self.cited, block.cells), " "), reference=self.reference(*block.cells))

    def listing(self, block: Listing) -> Iterator[Part]:
        """Yield a line for each item, after a dash, its number or its signs."""
        leads = [f"{number}." if block.is_numbered else "-" for number, _ in enumerate(block.items, 1)]
        yield Grid([self.point(found, lead) for found, lead in zip(block.items, leads, strict=True)], [], gap=1)

    def point(self, found: Cell, lead: str) -> list[Line]:
        """Return a dash, a number or the signs, the words, and the reference."""
        if lead != "-" or (self.document.reference(found) == () and not self.document.full):
            return [[Span(lead)], self.cited(found), self.reference(found)]
        return [self.gutter(found) or [Span(lead)], self.cited(found, inline=False), self.reference(found)]

    def table(self, block: Table) -> Iterator[Part]:
        """Yield a grid with a header."""
        header = [[Span(column.title, "header")] for column in block.columns]
        roles = [column.key if column.key in _ROLES else "" for column in block.columns]
        rows = [[*map(self.cited, row.cells, roles), self.reference(*row.cells)] for row in block.rows]
        is_headed = any(column.title for column in block.columns)
        plain = frozenset(index for index, column in enumerate(block.columns) if column.is_plain)
        yield Grid(rows, [*header, []] if is_headed else [], indent=0 if is_headed else 2, plain=plain)

    def timeline(self, block: Timeline) -> Iterator[Part]:
        """Yield dates next to events, below a chart if requested."""
        if block.drawn:
            yield Chart(block.entries)
        if not self.document.full and any(entry.short for entry in block.entries):
            yield from self.years(block)
        else:
            yield Grid([[*self.entry(entry), []] for entry in block.entries], [])

    def years(self, block: Timeline) -> Iterator[Part]:
        """Yield a line for each entry: year, day, signs, event and reference; long gaps have a line of their own."""
        rows: list[list[Line]] = []
        times = Counter(entry.id for entry in block.entries)
        for before, after in pairwise((None, *block.entries)):
            if after is None:
                continue
            if before and not block.is_selection and (gap := _gap(before.date.date, after.date.date)) >= _LONG_GAP:
                rows.append([[], [], [Span("⋮ " + say_many("{count} year", "{count} years", gap), "quiet")], []])
            rows.append(self.short(after, is_alone=times[after.id] == 1))
        yield Grid(rows, [], gap=1)

    def short(self, entry: Entry, *, is_alone: bool) -> list[Line]:
        """Return date, marks of date and title, title with participants and place, and the reference of an entry.

        If the other dates of an event have no entries, because it `is_alone`, they follow at the end.
        """
        told = entry.short
        if told is None:
            return [_year_and_day(entry.date), [], self.entry(entry)[1], []]
        line = self.cited(told.what, "key" if told.is_key else "", inline=False)
        if told.who.text:
            line += [Span(" ("), *self.cited(told.who, "quiet"), Span(")")]
        if is_alone:
            others = (rival.uncited().with_dates(is_short=True) for mark in told.date.marks for rival in mark.rivals)
            line += [span for found in others for span in self.cited(phrase(say(", or "), found), "quiet")]
        main = (told.date.without_rivals(), told.what)
        cited = (told.date, told.what, told.who) if is_alone else (*main, told.who)
        return [_year_and_day(entry.date), self.gutter(*main), line, self.reference(*cited)]

    def entry(self, found: Entry) -> list[Line]:
        """Return a date and what happened, each claim with its own reference if they differ."""
        entry, shared = self.sharing(found)
        circumstances = [_joined(map(self.cited, entry.who), ", ")] if entry.who else []
        if entry.place:
            circumstances.append(self.cited(entry.place))
        line = self.cited(entry.what)
        if circumstances:
            line += [Span(" — ", "turn"), *_joined(circumstances, "; ")]
        line += self.pointed(shared)
        if entry.marks:
            marks = _joined((self.cited(mark, "mark") for mark in entry.marks), "; ")
            line += [Span(" (", "turn"), *marks, Span(")", "close")]
        return [self.cited(entry.date, "date"), line]

    def card(self, block: Card) -> Iterator[Part]:
        """Yield labels next to lines, below the title."""
        if block.title.text:
            yield Prose(self.cited(block.title, "name"), reference=self.reference(block.title))
        rows = []
        for field in block.fields:
            labels: list[list[Line]] = [[[Span(f"{field.label}:", "label")]], [[]]] if field.label else [[], []]
            rows += [
                [*labels[index > 0], self.cited(told), self.reference(told)] for index, told in enumerate(field.lines)
            ]
        if rows:
            yield Grid(rows, [], indent=2)

    def graph(self, block: Graph) -> Iterator[Part]:
        """Yield a tree of records and their relations."""
        from brief.renderers.tree import twigs

        yield from map(self.branch, twigs(block))

    def branch(self, twig: "Twig") -> Branch:
        """Return `party → Accord [1]`, or `party ← Republic [1]` if the relation points upwards."""
        line: Line = []
        if twig.edge:
            line = [*self.cited(twig.edge.what, "label"), Span(" → " if twig.forward else " ← ")]
        line += self.cited(twig.node.label, "" if twig.edge else "name")
        told = self.reference(*([twig.edge.what] if twig.edge else []), twig.node.label)
        line += [Span(" "), *told] if told else []
        from brief.renderers.tree import leads

        is_told = twig.elsewhere and self.document.full
        return Branch(line + ([Span(f" ({twig.elsewhere})", "quiet")] if is_told else []), *leads(twig))

    def notice(self, block: Notice) -> Iterator[Part]:
        """Yield a line after a word for its severity."""
        word = self.lead(block)
        lead = [Span(f"{word}: ", "warning")] if word else []
        yield Prose([*lead, *self.cited(block.text, "" if word else "quiet")], reference=self.reference(block.text))

    def problem(self, block: Problem) -> Iterator[Part]:
        """Yield the location, the message and the user's own line, none of them wrapped."""
        where = [Span(f"{place(block)}: ")] if place(block) else []
        severity = Span(block.severity, block.severity)
        yield Prose([*where, severity, Span(f": {message(block)}")], wraps=False)
        for line in pointed(block):
            yield Prose([Span(line)], indent=4, wraps=False)

    def ending(self) -> Iterator[Part]:
        """Yield the signs with the command that prints all on one line, and the sources below."""
        told = [f"{sign} {meaning}" for sign, meaning in legend(self.document, self.signs)]
        told += [say("more: {command}", command=self.document.more)] if self.document.more else []
        if not self.document.full and told:
            yield Prose(_joined(([Span(words, "legend")] for words in told), "   "))
        if self.document.bibliography:
            yield from self.sources()

    def sources(self) -> Iterator[Part]:
        """Yield each cited source on a line after its letter; a full page adds its address and quotes."""
        document = self.document
        told = [
            (Span(document.letter(found.source), "label", self._address(found.source)), found)
            for found in document.bibliography
        ]
        if not document.full:
            lines = [(letter, found.line or reference_line(document, found)) for letter, found in told]
            yield Grid([[[letter], [Span(text, "quiet")], []] for letter, text in lines], [])
            return
        quotes = quoted(document)
        yield Prose([Span(say("Sources").upper(), "heading")])
        wide = max(len(letter.text) for letter, _ in told)
        for letter, found in told:
            url = [Span(" "), Span(found.url, "url")] if found.url else []
            yield Prose(
                [Span(reference_line(document, found)), *url], lead=(letter, Span(" " * (wide + 2 - len(letter.text))))
            )
            for line in quotes.get(found.source, ()):
                yield Prose([Span(line)], indent=wide + 2)

    def cited(self, cell: Cell, role: str = "", *, inline: bool = True) -> Line:
        """Return the words of a cell with its references; `inline` adds its signs; rival values always have theirs."""
        line: Line = []
        for run in self.document.runs(cell):
            if run.mark:
                line += [Span(self.signs[run.mark.sign], "sign")] if inline or run.is_rival else []
            elif run.pointers:
                line += self.pointed(run.pointers)
            else:
                line.append(Span(run.text, "quiet" if run.is_rival else "strong" if run.is_strong else role))
        return line

    def gutter(self, *cells: Cell) -> Line:
        """Return the signs of a statement, each once."""
        signs = {mark.sign for cell in cells for mark in cell.marks} if not self.document.full else set()
        shown = "".join(sign for kind, sign in self.signs.items() if kind in signs)
        return [Span(shown, "sign")] if shown else []

    def reference(self, *cells: Cell) -> Line:
        """Return the sources of a statement on a short page; empty on a full one."""
        return self._letters(self.document.reference(*cells))

    def pointed(self, pointers: tuple[Pointer, ...]) -> Line:
        """Return an inline reference: ` [F ¶7]`."""
        if not pointers:
            return []
        ends = ("[", "]") if self.document.full else ("", "")
        return [Span(" "), *self._letters(pointers, *ends)]

    def _letters(self, pointers: tuple[Pointer, ...], opening: str = "", closing: str = "") -> Line:
        """Return a reference in unbreakable spans; the letter of a source links to its address."""
        found = [(each, pieces_of(each, compact=not self.document.full)) for each in pointers]
        told = [(piece, each.source) for each, pieces in found for piece in [*pieces[:-1], f"{pieces[-1]},"]]
        spans = [Span(piece, "note", self._address(source)) for piece, source in told]
        if spans:
            spans[0] = spans[0]._replace(text=f"{opening}{spans[0].text}")
            spans[-1] = spans[-1]._replace(text=f"{spans[-1].text.removesuffix(',')}{closing}")
        return _joined(([span] for span in spans), " ")

    def _address(self, source: str) -> str:
        """Return the web address of a source, for a terminal that can open it."""
        return self._addresses.get(source, "")


def _year_and_day(date: Cell) -> Line:
    """Return a date with its year first, so that a terminal can print each year once."""
    year, day = year_and_day(date.date) if date.date else ("", date.text)
    return [Span(year, "year"), Span(f" {day}".rstrip(), "date")] if year else [Span(day, "year")]


_LONG_GAP = 10
"""Number of empty years from which a gap is named."""


def _gap(before: "Date | None", after: "Date | None") -> int:
    """Return how many years lie between two dates; 0 if unknown."""
    ends = (before.latest if before else None, after.earliest if after else None)
    if ends[0] is None or ends[1] is None:
        return 0
    return year_month_day(ends[1])[0] - year_month_day(ends[0] - 1)[0]


def _follows(block: Block, previous: Block | None) -> bool:
    """True if no empty line precedes a block: content below its heading, or remarks in a row."""
    if isinstance(block, Notice | Problem):
        return isinstance(previous, type(block) | Heading)
    return isinstance(previous, Heading) and not isinstance(block, Heading)


def is_count(line: Sequence[Span]) -> bool:
    """True for a number, which is right-aligned in its column."""
    return bool(line) and all(span.role == "count" for span in line)


def is_signs(line: Sequence[Span]) -> bool:
    """True for signs, which precede the words of the next cell."""
    return bool(line) and all(span.role == "sign" for span in line)


def words_of(line: Sequence[Span]) -> str:
    """Return the words of a line."""
    return "".join(span.text for span in line)


def _joined(lines: Iterable[Line], separator: str) -> Line:
    joined: Line = []
    for line in lines:
        joined += [Span(separator), *line] if joined else line
    return joined
