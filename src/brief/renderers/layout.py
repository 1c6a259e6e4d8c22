"""The layout of a document as lines of text, shared by plain text and the terminal.

An empty line separates groups of parts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
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
from brief.renderers.lines import Branch, Chart, Encode, Grid, Line, LinePart, Prose, Styled, encoded, joined_lines
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


_WEB = ("http://", "https://")
_ROLES = ("count", "command", "id")
"""Keys of table columns that are also roles of their words."""
_EMPTY_LINE = Prose([], wraps=False)


def parts(document: Document, encode: Encode = str) -> Iterator[LinePart]:
    """Yield the parts of the whole document, on demand, from its handling marking to its repetition at the end."""
    found = Layout(document if document.full else document.changed(_in_brief), encode).parts()
    return found if encode is str else (encoded(part, encode) for part in found)


def _in_brief(block: Content) -> Iterable[Content]:
    """Return the blocks in the place of a block of a short page."""
    if not isinstance(block, Graph):
        return (block,)
    from brief.renderers.tree import in_brief

    return in_brief(block)


class Layout(Renderer[LinePart]):
    """Lays a document out as lines and grids."""

    def __init__(self, document: Document, encode: Encode = str) -> None:
        super().__init__(document)
        can_show = all(encode(sign) == sign for sign in SCREEN_SIGNS.values())
        self.signs = SCREEN_SIGNS if can_show else ASCII_SIGNS
        self._addresses = {
            found.source: found.url for found in document.bibliography if found.url.lower().startswith(_WEB)
        }

    def parts(self) -> Iterator[LinePart]:
        """Yield the whole document, with an empty line between its groups."""
        begun = False
        for group in self.groups():
            for index, part in enumerate(group):
                if begun and not index:
                    yield _EMPTY_LINE
                yield part
                begun = True

    def groups(self) -> Iterator[Iterator[LinePart]]:
        """Yield the groups; the first marking is on the line of the title, if there is one."""
        first, *rest = super().groups()
        return iter(rest if self.document.handling and self.document.title else [first, *rest])

    def marking(self) -> Iterator[LinePart]:
        """Yield the marking on a line of a full page."""
        if self.document.full:
            yield Prose([Styled(self.document.handling, "handling")])

    def title(self) -> Iterator[LinePart]:
        """Yield the title with the marking right-aligned, and the subtitle below."""
        marking = [Styled(self.document.handling, "handling")] if self.document.handling else []
        yield Prose([Styled(self.document.title, "title")], reference=marking)
        if self.document.subtitle:
            yield Prose([Styled(self.document.subtitle, "quiet")])

    def blocks(self) -> Iterator[LinePart]:
        """Yield the blocks, with empty lines between those that do not belong together."""
        previous: Block | None = None
        for block in self.document.body():
            laid_out = list(self.block(block))
            if laid_out and previous and not _follows(block, previous):
                yield _EMPTY_LINE
            yield from laid_out
            previous = block if laid_out else previous

    def heading(self, block: Heading) -> Iterator[LinePart]:
        """Yield a line, in capitals up to level 2."""
        selection = [Styled(f"  {block.selection}", "quiet")] if block.selection else []
        yield Prose([Styled(block.text.upper() if block.level <= 2 else block.text, "heading"), *selection])

    def paragraph(self, block: Paragraph) -> Iterator[LinePart]:
        """Yield one line of all sentences."""
        yield Prose(joined_lines(map(self.cited, block.cells), " "), reference=self.reference(*block.cells))

    def listing(self, block: Listing) -> Iterator[LinePart]:
        """Yield a line for each item, after a dash, its number or its signs."""
        leads = [f"{number}." if block.is_numbered else "-" for number, _ in enumerate(block.items, 1)]
        yield Grid([self.point(found, lead) for found, lead in zip(block.items, leads, strict=True)], [], gap=1)

    def point(self, found: Cell, lead: str) -> list[Line]:
        """Return a dash, a number or the signs, the words, and the reference."""
        if lead != "-" or (self.document.reference(found) == () and not self.document.full):
            return [[Styled(lead)], self.cited(found), self.reference(found)]
        return [self.gutter(found) or [Styled(lead)], self.cited(found, inline=False), self.reference(found)]

    def table(self, block: Table) -> Iterator[LinePart]:
        """Yield a grid with a header."""
        header = [[Styled(column.title, "header")] for column in block.columns]
        roles = [column.key if column.key in _ROLES else "" for column in block.columns]
        rows = [[*map(self.cited, row.cells, roles), self.reference(*row.cells)] for row in block.rows]
        is_headed = any(column.title for column in block.columns)
        plain = frozenset(index for index, column in enumerate(block.columns) if column.is_plain)
        yield Grid(rows, [*header, []] if is_headed else [], indent=0 if is_headed else 2, plain=plain)

    def timeline(self, block: Timeline) -> Iterator[LinePart]:
        """Yield dates next to events, below a chart if requested."""
        if block.drawn:
            yield Chart(block.entries)
        if not self.document.full and any(entry.short for entry in block.entries):
            yield from self.years(block)
        else:
            yield Grid([[*self.entry(entry), []] for entry in block.entries], [])

    def years(self, block: Timeline) -> Iterator[LinePart]:
        """Yield a line for each entry: year, day, signs, event and reference; long gaps have a line of their own."""
        rows: list[list[Line]] = []
        times = Counter(entry.id for entry in block.entries)
        for before, after in pairwise((None, *block.entries)):
            if after is None:
                continue
            if before and not block.is_selection and (gap := _gap(before.date.date, after.date.date)) >= _LONG_GAP:
                rows.append([[], [], [Styled("⋮ " + say_many("{count} year", "{count} years", gap), "quiet")], []])
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
            line += [Styled(" ("), *self.cited(told.who, "quiet"), Styled(")")]
        if is_alone:
            others = (rival.uncited().with_dates(is_short=True) for mark in told.date.marks for rival in mark.rivals)
            line += [span for found in others for span in self.cited(phrase(say(", or "), found), "quiet")]
        main = (told.date.without_rivals(), told.what)
        cited = (told.date, told.what, told.who) if is_alone else (*main, told.who)
        return [_year_and_day(entry.date), self.gutter(*main), line, self.reference(*cited)]

    def entry(self, found: Entry) -> list[Line]:
        """Return a date and what happened, each claim with its own reference if they differ."""
        entry, shared = self.sharing(found)
        circumstances = [joined_lines(map(self.cited, entry.who), ", ")] if entry.who else []
        if entry.place:
            circumstances.append(self.cited(entry.place))
        line = self.cited(entry.what)
        if circumstances:
            line += [Styled(" — ", "turn"), *joined_lines(circumstances, "; ")]
        line += self.pointed(shared)
        if entry.marks:
            marks = joined_lines((self.cited(mark, "mark") for mark in entry.marks), "; ")
            line += [Styled(" (", "turn"), *marks, Styled(")", "close")]
        return [self.cited(entry.date, "date"), line]

    def card(self, block: Card) -> Iterator[LinePart]:
        """Yield labels next to lines, below the title."""
        if block.title.text:
            yield Prose(self.cited(block.title, "name"), reference=self.reference(block.title))
        rows = []
        for field in block.fields:
            labels: list[list[Line]] = [[[Styled(f"{field.label}:", "label")]], [[]]] if field.label else [[], []]
            rows += [
                [*labels[index > 0], self.cited(told), self.reference(told)] for index, told in enumerate(field.lines)
            ]
        if rows:
            yield Grid(rows, [], indent=2)

    def graph(self, block: Graph) -> Iterator[LinePart]:
        """Yield a tree of records and their relations."""
        from brief.renderers.tree import twigs

        yield from map(self.branch, twigs(block))

    def branch(self, twig: "Twig") -> Branch:
        """Return `party → Accord [1]`, or `party ← Republic [1]` if the relation points upwards."""
        line: Line = []
        if twig.edge:
            line = [*self.cited(twig.edge.what, "label"), Styled(" → " if twig.forward else " ← ")]
        line += self.cited(twig.node.label, "" if twig.edge else "name")
        told = self.reference(*([twig.edge.what] if twig.edge else []), twig.node.label)
        line += [Styled(" "), *told] if told else []
        from brief.renderers.tree import leads

        is_told = twig.elsewhere and self.document.full
        return Branch(line + ([Styled(f" ({twig.elsewhere})", "quiet")] if is_told else []), *leads(twig))

    def notice(self, block: Notice) -> Iterator[LinePart]:
        """Yield a line after a word for its severity."""
        word = self.lead(block)
        lead = [Styled(f"{word}: ", "warning")] if word else []
        yield Prose([*lead, *self.cited(block.text, "" if word else "quiet")], reference=self.reference(block.text))

    def problem(self, block: Problem) -> Iterator[LinePart]:
        """Yield the location, the message and the user's own line, none of them wrapped."""
        where = [Styled(f"{place(block)}: ")] if place(block) else []
        severity = Styled(block.severity, block.severity)
        yield Prose([*where, severity, Styled(f": {message(block)}")], wraps=False)
        for line in pointed(block):
            yield Prose([Styled(line)], indent=4, wraps=False)

    def ending(self) -> Iterator[LinePart]:
        """Yield the signs with the command that prints all on one line, and the sources below."""
        told = [f"{sign} {meaning}" for sign, meaning in legend(self.document, self.signs)]
        told += [say("more: {command}", command=self.document.more)] if self.document.more else []
        if not self.document.full and told:
            yield Prose(joined_lines(([Styled(words, "legend")] for words in told), "   "))
        if self.document.bibliography:
            yield from self.sources()

    def sources(self) -> Iterator[LinePart]:
        """Yield each cited source on a line after its letter; a full page adds its address and quotes."""
        document = self.document
        told = [
            (Styled(document.letter(found.source), "label", self._address(found.source)), found)
            for found in document.bibliography
        ]
        if not document.full:
            lines = [(letter, found.line or reference_line(document, found)) for letter, found in told]
            yield Grid([[[letter], [Styled(text, "quiet")], []] for letter, text in lines], [])
            return
        quotes = quoted(document)
        yield Prose([Styled(say("Sources").upper(), "heading")])
        wide = max(len(letter.text) for letter, _ in told)
        for letter, found in told:
            url = [Styled(" "), Styled(found.url, "url")] if found.url else []
            yield Prose(
                [Styled(reference_line(document, found)), *url],
                lead=(letter, Styled(" " * (wide + 2 - len(letter.text)))),
            )
            for line in quotes.get(found.source, ()):
                yield Prose([Styled(line)], indent=wide + 2)

    def cited(self, cell: Cell, role: str = "", *, inline: bool = True) -> Line:
        """Return the words of a cell with its references; `inline` adds its signs; rival values always have theirs."""
        line: Line = []
        for run in self.document.runs(cell):
            if run.mark:
                line += [Styled(self.signs[run.mark.sign], "sign")] if inline or run.is_rival else []
            elif run.pointers:
                line += self.pointed(run.pointers)
            else:
                line.append(Styled(run.text, "quiet" if run.is_rival else "strong" if run.is_strong else role))
        return line

    def gutter(self, *cells: Cell) -> Line:
        """Return the signs of a statement, each once."""
        signs = {mark.sign for cell in cells for mark in cell.marks} if not self.document.full else set()
        shown = "".join(sign for kind, sign in self.signs.items() if kind in signs)
        return [Styled(shown, "sign")] if shown else []

    def reference(self, *cells: Cell) -> Line:
        """Return the sources of a statement on a short page; empty on a full one."""
        return self._letters(self.document.reference(*cells))

    def pointed(self, pointers: tuple[Pointer, ...]) -> Line:
        """Return an inline reference: ` [F ¶7]`."""
        if not pointers:
            return []
        ends = ("[", "]") if self.document.full else ("", "")
        return [Styled(" "), *self._letters(pointers, *ends)]

    def _letters(self, pointers: tuple[Pointer, ...], opening: str = "", closing: str = "") -> Line:
        """Return a reference in unbreakable spans; the letter of a source links to its address."""
        found = [(each, pieces_of(each, compact=not self.document.full)) for each in pointers]
        told = [(piece, each.source) for each, pieces in found for piece in [*pieces[:-1], f"{pieces[-1]},"]]
        spans = [Styled(piece, "note", self._address(source)) for piece, source in told]
        if spans:
            spans[0] = spans[0]._replace(text=f"{opening}{spans[0].text}")
            spans[-1] = spans[-1]._replace(text=f"{spans[-1].text.removesuffix(',')}{closing}")
        return joined_lines(([span] for span in spans), " ")

    def _address(self, source: str) -> str:
        """Return the web address of a source, for a terminal that can open it."""
        return self._addresses.get(source, "")


def _year_and_day(date: Cell) -> Line:
    """Return a date with its year first, so that a terminal can print each year once."""
    year, day = year_and_day(date.date) if date.date else ("", date.text)
    return [Styled(year, "year"), Styled(f" {day}".rstrip(), "date")] if year else [Styled(day, "year")]


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
