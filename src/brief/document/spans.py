"""The spans of a cell: words, names of records, dates, marks, labels, and their citations."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, Literal, get_args

from brief.document.characters import sanitize, spaced
from brief.locale import Message, say
from brief.model.dates import Date
from brief.named_tuple import NamedTuple


class Note(NamedTuple):
    """A citation in a document; its number is its position among the notes."""

    source: str
    """Id of the source."""
    at: str = ""
    """Locator within it."""
    quote: str = ""
    credibility: str = ""


class Text(NamedTuple):
    """Plain words."""

    text: str


class Ref(NamedTuple):
    """The name of a record, a link where records have pages; create one with `ref`."""

    id: str
    """Id of the record, or the name of a page."""
    text: str
    is_page: bool = False
    """True if it names a page about the whole dossier: `timeline`."""


class When(NamedTuple):
    """A date, which each format prints differently."""

    date: Date
    is_short: bool = False
    """True for `24 Mar 2025`, in a table or list."""

    @property
    def text(self) -> str:
        """The date in words."""
        return self.date.short() if self.is_short else self.date.human()


class Sign(StrEnum):
    """The meaning of a mark for the value before it."""

    INFERRED = "inferred"
    DISPUTED = "disputed"
    """The sources disagree on it."""
    LATER = "may be later than"
    """It may be later than the day of the mark."""


class Mark(NamedTuple):
    """A mark after a value: inferred, disputed, may be later.

    A short page prints it as one sign; a full one prints its words.
    """

    sign: Sign
    day: Date | None = None
    reason: str = ""
    """What an inferred value is inferred from."""
    rivals: "tuple[Cell, ...]" = ()
    """The other versions of a disputed value, as they follow it on a full page."""
    between: str = ""
    """The words before each rival: ` or ` for a date or a word, `; or: ` for a statement."""
    versions: "tuple[Cell, ...]" = ()
    """All versions of a disputed value, each followed by its own citations."""
    about: "Cell | None" = None
    """What the versions are about, where they do not say so themselves: a record and its field."""

    @property
    def text(self) -> str:
        """Its words after the rivals: ` or 2025 (disputed)`, ` (may be later than 2 May 2020)`."""
        return "".join([span.text for span in self.words()]) if self.rivals else self._phrase

    @property
    def _phrase(self) -> str:
        if self.day:
            return say(" (may be later than {day})", day=self.day.human())
        return say(" (inferred)") if self.sign is Sign.INFERRED else say(" (disputed)")

    @property
    def is_sign(self) -> bool:
        """True if a short page prints it as one sign; that a date may be later needs its day, in words."""
        return self.sign is not Sign.LATER

    @property
    def is_short(self) -> bool:
        """True if its rivals are a word or a date each, so that a short page has room for them in the line."""
        return bool(self.rivals) and self.between == say(" or ")

    def words(self) -> "tuple[Span, ...]":
        """Return the spans that a full page prints for it: the rivals with their citations, then the mark."""
        plain = Mark(self.sign, self.day, self.reason)
        if not self.rivals:
            return (plain,)
        spans: list[Span] = []
        for index, rival in enumerate(self.rivals):
            is_last = index == len(self.rivals) - 1
            before = (Text(self.between),) if self.between else ()
            spans += [*before, *(rival.followed(plain) if is_last else rival).flat]
        return tuple(spans)


class Rival(NamedTuple):
    """A rival value for programs: as the dossier has it, and the remark on it."""

    value: str
    note: str = ""


class Label(NamedTuple):
    """Fixed words before a value: `due `, `shown by: `; they can be removed from the value."""

    text: str


class Cite(NamedTuple):
    """The citations of the words before it."""

    notes: tuple[Note, ...]
    is_inline: bool = False
    """True if a short page, too, prints them here and not at the end of the statement."""

    @property
    def text(self) -> str:
        """Empty: citations have no words."""
        return ""


Words = Text | Ref | Mark | Label
"""A span with words. Dates are apart: a report has those of a record only as stated values."""
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
        """Only its words."""
        return "".join([span.text for span in self.spans])

    @property
    def flat(self) -> tuple[Span, ...]:
        """Its spans as a full page prints them: the rivals of a disputed value between its words and its mark."""
        if not any(isinstance(span, Mark) and span.rivals for span in self.spans):
            return self.spans
        return tuple(word for span in self.spans for word in (span.words() if isinstance(span, Mark) else (span,)))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Its marks, in the order of the words."""
        return tuple([span for span in self.spans if isinstance(span, Mark)])

    @property
    def signed(self) -> tuple[Mark, ...]:
        """The marks that a short page prints as signs: its own, and those of rivals in the line."""
        signs = [mark for mark in self.marks if mark.is_sign]
        return (*signs, *(sign for mark in signs if mark.is_short for own in mark.rivals for sign in own.signed))

    @property
    def unsigned(self) -> str:
        """Its words without the marks that a short page prints as signs."""
        return "".join([span.text for span in self.spans if not (isinstance(span, Mark) and span.is_sign)])

    @property
    def date(self) -> Date | None:
        """Return the date, if the cell is only a date: its value, or all of its words."""
        if self.value is not None:
            return self.value if isinstance(self.value, Date) else None
        words = [span for span in self.spans if not isinstance(span, Cite)]
        return words[0].date if len(words) == 1 and isinstance(words[0], When) else None

    @property
    def dates(self) -> tuple[Date, ...]:
        """Return its dates for programs: its own, or those within its value."""
        if isinstance(self.value, dict):
            found = [*self.value.get("dates", ()), self.value.get("date")]
            return tuple(date for date in found if isinstance(date, Date))
        return (self.date,) if self.date else ()

    def has(self, sign: Sign) -> bool:
        """True if one of its values has a mark with this sign."""
        return any(isinstance(span, Mark) and span.sign is sign for span in self.flat)

    @property
    def cites(self) -> tuple[Note, ...]:
        """Return all its citations, each once, in the order of the words."""
        found = [note for span in self.flat if isinstance(span, Cite) for note in span.notes]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def with_text(self, before: str = "", after: str = "") -> "Cell":
        """Return the cell with words before and after its own; its last citations support the words after it too."""
        found = self.followed(Text(after)) if after else self
        return Cell((Text(before), *found.spans), self.value) if before else found

    def followed(self, *words: Words) -> "Cell":
        """Return the cell with these spans after its words; its last citations support them too."""
        spans = self.spans
        end = len(spans) - 1 if spans and isinstance(spans[-1], Cite) else len(spans)
        return Cell((*spans[:end], *words, *spans[end:]), self.value)

    def labelled(self, words: str) -> "Cell":
        """Return the cell after a label; unchanged if it has no words."""
        return Cell((Label(words), *self.spans), self.value) if self.text else self

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

    def citing(self, notes: "Iterable[Note]") -> "Cell":
        """Return the words of the cell with only these citations after them."""
        cites = tuple(dict.fromkeys(notes))
        return Cell((*self.uncited().spans, *((Cite(cites),) if cites else ())), self.value)

    def citing_inline(self) -> "Cell":
        """Return the cell with citations that stay where they are on a short page, too."""
        spans = (span._replace(is_inline=True) if isinstance(span, Cite) else span for span in self.spans)
        return Cell(tuple(spans), self.value)


Punctuation = Literal["", " ", ".", ": ", ", ", "; ", " — ", " (", ")"]
"""Punctuation between the parts of a statement."""
Part = Message | Punctuation | Words | Cell
"""The parts of a cell. Not `str` and `When`: they could be a value of a record without its rivals and citations."""
_SIGNS = frozenset(get_args(Punctuation))


def cell(told: Part, value: Any = None, cites: tuple[Note, ...] = ()) -> Cell:
    """A cell of data: its text made visible, and its citations behind it; raises `TypeError` for a `str`."""
    spans = _spans(verbatim(_checked(told)) if isinstance(told, str) else told)
    return Cell((*spans, Cite(cites)) if cites else spans, value)


def phrase(*parts: Part) -> Cell:
    """Several parts as one statement, which keep their citations; a message begins or ends with a space of its own."""
    return Cell(tuple(span for part in parts for span in _spans(part)))


def bare_date(date: Date, *, is_short: bool = False) -> Cell:
    """A date that is no value of a record, such as the day of a paper; `said` gives those of records."""
    return Cell((When(date, is_short),))


def _spans(part: Part) -> tuple[Span, ...]:
    if isinstance(part, Cell):
        return part.spans
    words = Text(spaced(_checked(part))) if isinstance(part, str) else part
    return (words,) if words.text else ()


def _checked(told: str) -> str:
    """The same if it is a message or a sign: the type checker sees no `str` in a record whose type is unknown."""
    if isinstance(told, Message) or told in _SIGNS:
        return told
    raise TypeError("a cell is made of a stated value, a name, a date or a message, and of no other text")


def verbatim(text: str) -> Text:
    """Text that is no value of a record: what a reader typed, a line of a file, a passage, a remark of the desk."""
    return Text(sanitize(text))


def ref(id_: str, words: str) -> Ref:
    """The name of a record, made visible."""
    return Ref(id_, sanitize(words))
