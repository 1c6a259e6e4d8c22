"""The view that reports have of a store: the whole or a part, remarks on it, or an error if the dossier is broken."""

from typing import TYPE_CHECKING

from brief.document import Block, Document, Findings, Notice, Paragraph, bare_day, cell, code, phrase
from brief.locale import enumerated, say, say_many, series
from brief.model.findings import Finding, Severity
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.dossier.known import KnownBy
    from brief.dossier.protocol import Dossier
    from brief.model.dates import Date
    from brief.model.provenance import State
    from brief.stores.query import Store

_MOST = 20
"""Maximum number of errors shown to a reader who did not ask for them."""


class BrokenDossier(UserError):
    """Raised if the dossier has errors: an error message is better than a brief with an unmarked gap."""

    def __init__(self, errors: list[Finding], state: "State | None" = None) -> None:
        """Create the error; `errors` are shown with the user's own lines, and `state` is the commit that has them."""
        count = say_many("an error", "{count:,} errors", len(errors))
        sentence: str = say("the dossier has {count}", count=count)
        hint = say_many(
            "fix it, or use --keep-going to print the rest",
            "fix them, or use --keep-going to print the rest",
            len(errors),
        )
        if state:
            from brief.model.dates import Date

            day = Date.parse(state.day).human()
            sentence = say("the dossier of {day}, commit {id}, has {count}", day=day, id=state.short, count=count)
            hint = say("choose another state, or use --keep-going to leave out the errors")
        super().__init__(sentence, hint)
        self.errors = errors

    def document(self) -> Document:
        """Return the first errors as a document, and how many more there are."""
        from brief.reports.check import problems

        blocks: list[Block] = [*problems(self.errors[:_MOST])]
        if (more := len(self.errors) - _MOST) > 0:
            blocks.append(Paragraph((cell(say("And {more:,} more: `brief check` lists them.", more=more), more),)))
        return Findings("check", "", blocks)


class Seen(NamedTuple):
    """How much of a dossier reports see, and how much they say."""

    as_of: "Date | None" = None
    known_by: "Date | None" = None
    release_to: str = ""
    """The highest marking that is shown; empty for no limit."""
    counted: bool = True
    """True if a release copy says how much is left out."""
    handling: str = ""
    """The marking of the pages, if it is higher than that of what they print."""
    keeps_going: bool = False
    """True if records with errors are left out; else they are an error."""
    full: bool = True
    """True if reports print rivals, reasons and citations with each value; else they are short."""


class Shown(NamedTuple):
    """A dossier as reports see it."""

    store: "Store"
    dossier: "Dossier"
    """The dossier as of the chosen day, and as known by one, if any."""
    remarks: tuple[Notice, ...] = ()
    """What a reader must know: that it is incomplete, or limited to what was known by a day."""
    answers: bool = True
    """False if it is empty, because all of its sources were published later."""
    errors: int = 0
    """The number of errors that left records out."""

    def answer(self, report: "Callable[[], Document]") -> Document:
        """Return the document of a report, after the remarks; its error says if records were left out."""
        try:
            found = report()
        except UserError as error:
            if not self.errors or error.code != 1 or isinstance(error, BrokenDossier):
                raise
            way = say("records with errors are left out: `brief check` shows them")
            raise UserError(error.sentence, "; ".join(filter(None, (error.hint, way)))) from error
        return found.preceded_by(*self.remarks, answers=self.answers) if self.remarks else found


def shown(store: "Store", seen: Seen, state: "State | None" = None) -> Shown:
    """Return the dossier as reports see it; raises `BrokenDossier` if it has errors, unless it keeps going.

    `state` is the commit that it shows, if any.
    """
    errors = list(store.findings(Severity.ERROR))
    if errors and not seen.keeps_going:
        raise BrokenDossier(errors, state)
    _refuse_ambiguous(store, errors)
    remarks = [_incomplete(len(errors))] if errors else []
    if seen.known_by is None:
        return Shown(store, _as_of(store, seen.as_of), tuple(remarks), errors=len(errors))
    from brief.dossier.known import KnownBy

    known = KnownBy(store, seen.known_by)
    return Shown(store, _as_of(known, seen.as_of), (*remarks, *_known_by(known)), not known.is_before_all, len(errors))


def _as_of(dossier: "Dossier", day: "Date | None") -> "Dossier":
    if day is None:
        return dossier
    from brief.dossier.as_of import AsOf

    return AsOf(dossier, day)


def _refuse_ambiguous(store: "Store", errors: list[Finding]) -> None:
    """Raise `UserError` if records of several kinds have the same id."""
    for found in errors:
        if found.code == "duplicate-id" and len(kinds := store.kinds_of(found.record)) > 1:
            from brief.model.names import with_article

            named = enumerated(map(with_article, kinds), say(" and "))
            sentence = say("`{record}` is the id of {kinds}", record=found.record, kinds=named)
            raise UserError(
                say("{sentence}: references to it are ambiguous", sentence=sentence),
                say("give one of them another id"),
            )


def _incomplete(errors: int) -> Notice:
    some = say_many("one error", "{count:,} errors", errors)
    missing = say("Where an id is printed instead of a name, the record is missing.")
    return Notice(
        cell(
            say(
                "Incomplete: records are left out because of {some} in the dossier. {missing}",
                some=some,
                missing=missing,
            )
        ),
        "warning",
    )


def _known_by(view: "KnownBy") -> list[Notice]:
    """Return the remarks on a dossier as it was known by a day."""
    none = say(" Every source of the dossier was published later.")
    day = view.known_by
    text = say("Known by {day}: uses only sources published by then.", day=bare_day(day))
    notices = [Notice(cell(phrase(text, *([none] if view.is_before_all else [])), day.text))]
    if view.doubtful:
        doubtful = series(map(code, view.doubtful))
        text = say("These sources may have been published by then, so they are included: {sources}.", sources=doubtful)
        notices.append(Notice(cell(text)))
    return notices
