"""The spans of a cell: words, names of records, dates, marks, labels, and their citations."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from brief.locale import Message, Wording, say
from brief.model.dates import Date
from brief.named_tuple import NamedTuple

_FEW = 2
"""Maximum number of words of a rival that a short page prints in the line."""


class Note(NamedTuple):
    """A citation in a document; its number is its position among the notes."""

    source: str
    """Id of the source."""
    at: str = ""
    """Locator within it."""
    quote: str = ""
    credibility: str = ""


class Value(NamedTuple):
    """A record's value, as printed by some words."""

    record: str
    """Id of the record; empty for the head of the dossier."""
    path: str
    """The field: `date`, `roles.0.rank`."""


class Text(NamedTuple):
    """Plain words."""

    text: Wording
    of: Value | None = None
    """The value that they print, or are part of."""


class Ref(NamedTuple):
    """The name of a record, which is a link if records have pages; create one with `ref`."""

    id: str
    """Id of the record, or the name of a page."""
    text: Message
    is_page: bool = False
    """True if it names a page about the whole dossier: `timeline`."""
    of: Value | None = None
    """The value that it prints, or is part of."""


class When(NamedTuple):
    """A date, which each format prints differently."""

    date: Date
    is_short: bool = False
    """True for `24 Mar 2025`, in a table or list."""
    of: Value | None = None
    """The value that it prints, or is part of."""

    @property
    def text(self) -> str:
        """Return the date in words."""
        return self.date.short() if self.is_short else self.date.human()


class Sign(StrEnum):
    """The meaning of a mark for the value before it."""

    INFERRED = "inferred"
    DISPUTED = "disputed"
    """The sources disagree on it."""
    LATER = "later than"
    """It is later than the day of the mark."""
    MAY_BE_LATER = "may be later than"


SIGNS = {Sign.INFERRED: "†", Sign.DISPUTED: "‡"}
"""Signs on paper and on web pages."""


class Mark(NamedTuple):
    """A mark after a value: inferred, disputed, later.

    A short page prints it as one sign; a full one prints its words.
    """

    sign: Sign
    day: Date | None = None
    reason: str = ""
    """What an inferred value is inferred from."""
    rivals: "tuple[Cell, ...]" = ()
    """The other versions of the value, as they follow it in the line."""
    between: Wording = ""
    """The words before each rival: ` or ` for a date or a word, `; or: ` for a statement."""
    versions: "tuple[Cell, ...]" = ()
    """All versions of a disputed value, each followed by its own citations."""
    about: "Cell | None" = None
    """What the versions are about, if they do not say so themselves: a record and its field."""
    is_bracketed: bool = False
    """True if the value is already in brackets: `(2019; may be later than 2018)`."""
    is_silent: bool = False
    """True if another mark before it has the same words."""

    @property
    def text(self) -> str:
        """Return its words after the rivals: ` or 2025 (disputed)`, ` (may be later than 2 May 2020)`."""
        return "".join([span.text for span in self.words()]) if self.rivals else self._phrase

    @property
    def _phrase(self) -> str:
        if self.is_silent:
            return ""
        if self.day:
            day = self.day.human()
            if self.sign is Sign.LATER:
                return say("; later than {day}", day=day) if self.is_bracketed else say(" (later than {day})", day=day)
            inner = say("; may be later than {day}", day=day)
            return inner if self.is_bracketed else say(" (may be later than {day})", day=day)
        return say(" (inferred)") if self.sign is Sign.INFERRED else say(" (disputed)")

    @property
    def is_sign(self) -> bool:
        """True if a short page prints it as one sign; a later date needs the day in words."""
        return self.sign in SIGNS

    @property
    def is_of_rivals(self) -> bool:
        """True if the record has no value of its own, so that the words before the mark are a rival."""
        return bool(self.versions) and isinstance(self.versions[0].value, Rival)

    @property
    def is_short(self) -> bool:
        """True if each rival is a date, a name or a few words, which fit into the line on a short page."""
        return bool(self.rivals) and self.between == say(" or ") and all(map(_is_brief, self.rivals))

    def words(self) -> "tuple[Span, ...]":
        """Return the spans that a full page prints for it: the rivals with their citations, then the mark."""
        plain = Mark(self.sign, self.day, self.reason, is_bracketed=self.is_bracketed, is_silent=self.is_silent)
        if not self.rivals:
            return (plain,)
        spans: list[Span] = []
        for index, rival in enumerate(self.rivals):
            is_last = index == len(self.rivals) - 1
            before = (Text(self.between),) if self.between else ()
            told = rival.flat
            cited = next((at for at, span in enumerate(told) if isinstance(span, Cite)), len(told))
            spans += [*before, *told[:cited], *([plain] if is_last else []), *told[cited:]]
        return tuple(spans)


def _is_brief(rival: "Cell") -> bool:
    """True if it has few words; a date or a name counts as one."""
    words = [span.text.split() if isinstance(span, Text) else [span] for span in rival.spans if span.text.strip()]
    return sum(map(len, words)) <= _FEW


class Rival(NamedTuple):
    """A rival value for programs: as the dossier has it, and the remark on it."""

    value: str
    note: str = ""


class Label(NamedTuple):
    """Fixed words before a value: `due `, `shown by: `; they can be removed from the value."""

    text: Wording
    is_strong: bool = False
    """True if they are in bold: the topic of a point."""
    of: Value | None = None
    """The name of a record that they contain."""


class Hint(NamedTuple):
    """Words for users at a terminal: the command that lists the rest. Paper formats omit or replace them."""

    text: Message
    is_command: bool = False
    """True for a command to type, to which a terminal adds the options of the view."""
    on_paper: Message = Message()
    """The words on paper."""


class Cite(NamedTuple):
    """The citations of the words before it."""

    notes: tuple[Note, ...]
    is_inline: bool = False
    """True if a short page, too, prints them here instead of at the end of the statement."""

    @property
    def text(self) -> str:
        """Return an empty text: citations have no words."""
        return ""


Words = Text | Ref | Mark | Label | Hint
"""A span with words. Dates are separate, because a report gets those of a record only as stated values."""
Span = Words | When | Cite


class Cell(NamedTuple):
    """A statement as spans: its words, each part followed by its citations.

    Create one with `cell`, which cleans the text.
    """

    spans: tuple[Span, ...] = ()
    value: Any = None
    """The value for JSON and CSV if it is not the text: a date, an id, a number."""

    @property
    def text(self) -> str:
        """Return only its words."""
        return "".join([span.text for span in self.spans])

    @property
    def message(self) -> Message:
        """Return the same for a place of a message: a value in doubt has its mark, in words, but no citations."""
        return str.__new__(Message, self.text)

    @property
    def flat(self) -> tuple[Span, ...]:
        """Return its spans as a full page prints them: the rivals of a disputed value precede its mark."""
        if not any(isinstance(span, Mark) and span.rivals for span in self.spans):
            return self.spans
        return tuple(word for span in self.spans for word in (span.words() if isinstance(span, Mark) else (span,)))

    @property
    def printed(self) -> "tuple[Span, ...]":
        """Return its spans as a short page prints them: only inline rivals are included."""
        spans: list[Span] = []
        for span in self.spans:
            rivals = span.rivals if isinstance(span, Mark) and span.is_short else ()
            spans += [span, *(word for rival in rivals for word in rival.printed)]
        return tuple(spans)

    @property
    def is_unknown(self) -> bool:
        """True if it only tells people that nothing is known."""
        words = [span for span in self.spans if not isinstance(span, Cite)]
        return bool(words) and all(isinstance(span, Label) for span in words)

    def without_days(self) -> "Cell":
        """Return the cell without the marks that name a day."""
        spans = (span for span in self.spans if not (isinstance(span, Mark) and span.day))
        return Cell(tuple(spans), self.value)

    def without_rivals(self) -> "Cell":
        """Return the cell with its signs, but without inline rivals."""
        spans = (span._replace(rivals=()) if isinstance(span, Mark) else span for span in self.spans)
        return Cell(tuple(spans), self.value)

    def naming_no_value(self) -> "Cell":
        """Return the cell with `; or: ` before each rival: its words do not name the value, so ` or ` would mislead."""
        wrong, right = say(" or "), say("; or: ")
        spans = (
            span._replace(between=right) if isinstance(span, Mark) and span.between == wrong else span
            for span in self.spans
        )
        return Cell(tuple(spans), self.value)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return its marks, in the order of the words."""
        return tuple([span for span in self.spans if isinstance(span, Mark)])

    @property
    def signed(self) -> tuple[Mark, ...]:
        """Return the marks that a short page prints as signs: its own, and those of inline rivals."""
        signs = [mark for mark in self.marks if mark.is_sign]
        return (*signs, *(sign for mark in signs if mark.is_short for own in mark.rivals for sign in own.signed))

    @property
    def unsigned(self) -> str:
        """Return its words without the marks that a short page prints as signs."""
        return "".join([span.text for span in self.spans if not (isinstance(span, Mark) and span.is_sign)])

    @property
    def with_signs(self) -> str:
        """Return its words with a sign for each mark, as the label of a picture has it."""
        return "".join([SIGNS.get(span.sign, "") if isinstance(span, Mark) else span.text for span in self.spans])

    @property
    def date(self) -> Date | None:
        """Return the date, if the cell is only a date: its value, or all of its words except the signs after them."""
        if self.value is not None:
            return self.value if isinstance(self.value, Date) else None
        words = [
            span
            for span in self.spans
            if span.text and not (isinstance(span, Cite) or (isinstance(span, Mark) and span.is_sign))
        ]
        is_own = not any(mark.is_of_rivals for mark in self.marks)
        return words[0].date if is_own and len(words) == 1 and isinstance(words[0], When) else None

    @property
    def dates(self) -> tuple[Date, ...]:
        """Return its dates for programs: its own, or all that are within its value."""
        if isinstance(self.value, dict):
            found = dict.fromkeys((self.value.get("date"), *self.value.get("dates", ())))
            return tuple(date for date in found if isinstance(date, Date))
        return (self.date,) if self.date else ()

    @property
    def own_dates(self) -> tuple[Date, ...]:
        """Return its dates without rivals: if its value names a date as its own, only that."""
        if isinstance(self.value, dict) and "date" in self.value:
            return (self.value["date"],) if isinstance(self.value["date"], Date) else ()
        return self.dates

    def has(self, sign: Sign) -> bool:
        """True if one of its values has a mark with this sign."""
        return any(isinstance(span, Mark) and span.sign is sign for span in self.flat)

    @property
    def cites(self) -> tuple[Note, ...]:
        """Return all its citations, each once, in the order of the words."""
        found = [note for span in self.flat if isinstance(span, Cite) for note in span.notes]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def with_text(self, before: Wording = "", after: Wording = "") -> "Cell":
        """Return the cell with words before and after its own; its last citations support the words after it too."""
        found = self.followed(Text(after)) if after else self
        return Cell((Text(before), *found.spans), self.value) if before else found

    def followed(self, *words: Words) -> "Cell":
        """Return the cell with these spans after its words; its last citations support them too, except for rivals.

        A mark with rivals, which have their own citations, comes after those of the cell.
        """
        spans = self.spans
        end = len(spans) - 1 if spans and isinstance(spans[-1], Cite) else len(spans)
        own = next((at for at, word in enumerate(words) if isinstance(word, Mark) and word.rivals), len(words))
        return Cell((*spans[:end], *words[:own], *spans[end:], *words[own:]), self.value)

    def labelled(self, words: Message) -> "Cell":
        """Return the cell in the `{value}` of a label, else after the label; unchanged if it has no words."""
        if not self.text:
            return self
        before, _, after = words.partition("{value}")
        found = self.followed(Text(after)) if after else self
        return Cell((Label(before), *found.spans), self.value)

    def unlabelled(self) -> "Cell":
        """Return the cell without its label."""
        return Cell(self.spans[1:], self.value) if self.spans and isinstance(self.spans[0], Label) else self

    def uncited(self) -> "Cell":
        """Return the cell without its citations; the versions of a disputed value keep theirs."""
        spans = [
            span._replace(rivals=tuple(rival.uncited() for rival in span.rivals)) if isinstance(span, Mark) else span
            for span in self.spans
            if not isinstance(span, Cite)
        ]
        return Cell(tuple(spans), self.value)

    def with_dates(self, *, is_short: bool) -> "Cell":
        """Return the cell with the months of its dates in three letters, or in full."""
        spans = (span._replace(is_short=is_short) if isinstance(span, When) else span for span in self.spans)
        return Cell(tuple(spans), self.value)

    def stating(self, value: Value) -> "Cell":
        """Return the cell with `value` recorded as what its words print; words with another value keep theirs."""
        return Cell(tuple([_stating(span, value) for span in self.spans]), self.value)

    def unworded(self) -> "tuple[Text, ...]":
        """Return what the cell states without its words: for a cell beside a title or label that has them."""
        found = (getattr(span, "of", None) for span in self.spans)
        return tuple(Text(Message(), of) for of in found if of)

    def resting(self, *values: Value) -> "Cell":
        """Return the cell with values that it rests on without printing them, such as the death that ended a post."""
        return self.followed(*(Text(Message(), value) for value in values))

    def unstated(self) -> "Cell":
        """Return the cell without recorded values, so that equal words are equal."""
        return Cell(tuple([_stating(span, None) for span in self.spans]), self.value)

    def citing(self, notes: "Iterable[Note]") -> "Cell":
        """Return the words of the cell with only these citations after them."""
        cites = tuple(dict.fromkeys(notes))
        return Cell((*self.uncited().spans, *((Cite(cites),) if cites else ())), self.value)

    def supported(self, notes: "Iterable[Note]") -> "Cell":
        """Return the cell with these citations after its words, unless some of the words have their own."""
        return self if self.cites else self.citing(notes)

    def citing_inline(self) -> "Cell":
        """Return the cell with citations that stay inline on a short page, too."""
        spans = (span._replace(is_inline=True) if isinstance(span, Cite) else span for span in self.spans)
        return Cell(tuple(spans), self.value)


def _stating(span: Span, value: Value | None) -> Span:
    """Return words with the value that they print; None removes it."""
    kind = type(span)
    if kind is Text or kind is Ref or kind is When:  # faster than `isinstance` and `_replace`, for every value printed
        # mypy narrows no type by a class that a name holds
        return span if span.of and value else kind(*span[:-1], value)  # type: ignore[union-attr, call-arg]
    return span
