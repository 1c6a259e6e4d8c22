"""A dossier that is open: its records, its findings, and what a report sees of it."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from brief import app
from brief.library.held import Committed, Held, Served
from brief.library.records import Section
from brief.library.shown import Shown, shown
from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.stores.trust import Damaged, asking

if TYPE_CHECKING:
    from types import TracebackType

    from brief.document import Document
    from brief.images import Picture
    from brief.model.actors import Organization, Person
    from brief.model.agreements import Agreement, Program
    from brief.model.commitments import Commitment
    from brief.model.events import Event
    from brief.model.findings import Finding
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Record
    from brief.model.positions import Position
    from brief.model.provenance import State
    from brief.model.sources import Source
    from brief.model.statements import Assessment, Question
    from brief.model.subjects import Place, Topic
    from brief.stores.audit import AuditedStore

Answer = TypeVar("Answer")
Words = ParamSpec("Words")


class Dossier:
    """A dossier that is open. `brief.open` makes it; as a context manager it closes itself.

    It shows one state of the files, that of the moment when it was opened.
    """

    sources: "Section[Source]" = Section("source")
    people: "Section[Person]" = Section("person")
    organizations: "Section[Organization]" = Section("organization")
    places: "Section[Place]" = Section("place")
    topics: "Section[Topic]" = Section("topic")
    events: "Section[Event]" = Section("event")
    agreements: "Section[Agreement]" = Section("agreement")
    programs: "Section[Program]" = Section("program")
    commitments: "Section[Commitment]" = Section("commitment")
    assessments: "Section[Assessment]" = Section("assessment")
    questions: "Section[Question]" = Section("question")
    positions: "Section[Position]" = Section("position")

    def __init__(
        self,
        held: Held,
        today: Date,
        as_of: Date | None,
        known_by: Date | None,
        *,
        keep_going: bool,
        full: bool,
        release_to: str = "",
        counted: bool = True,
    ) -> None:
        """Use `brief.open`, or `view` of another dossier."""
        self._held = held
        self.today = today
        """The day of the reports, from which `overdue` and the like are reckoned."""
        self.as_of = as_of
        self.known_by = known_by
        self.release_to = release_to
        """The highest marking of what it shows; empty for all."""
        self.counted = counted
        """True if a release copy says how much is left out."""
        self.full = full
        """True if reports print rivals, reasons and citations beside each value; else they are short."""
        self.keeps_going = keep_going
        """True if records with errors are left out."""
        self._shown: Shown | None = None

    @property
    def root(self) -> Path:
        """The folder of the dossier; of a committed state, a temporary one with its files."""
        return self._held.root

    @property
    def has_files(self) -> bool:
        """False for a dossier on a server."""
        return not isinstance(self._held, Served)

    @property
    def state(self) -> "State | None":
        """The commit whose state it shows; None for the files as they are."""
        return self._held.state

    @property
    def day(self) -> Date:
        """The day of what it shows: the one that was asked for, that of the commit, or today."""
        if self.state is None:
            return self.today
        from brief.model.dates.comparison import end_of

        return min(Date.parse(self.state.day), self.today, key=end_of)

    @property
    def called(self) -> str:
        """What its state is called: the day and the commit, or the files in the folder."""
        if self.state:
            return say("{day} ({id})", day=self.day.human(), id=self.state.short)
        return self._held.called

    @property
    def words(self) -> str:
        """The words that name its state for `brief diff`: those of the commit, or the folder behind a slash."""
        words = self._held.words
        return words if self.state or not words or os.sep in words else os.path.join(os.curdir, words)

    def view(
        self,
        *,
        as_of: "Date | str | None" = None,
        known_by: "Date | str | None" = None,
        release_to: str = "",
        counted: bool = True,
    ) -> "Dossier":
        """Return the same dossier as of a day, with only what sources published by a day say, or as a release copy.

        Days are EDTF (`2019-01-24`, `2019-01`); raises `ValueError` for others. A release copy has nothing that is
        marked higher than `release_to` (`TLP:GREEN`); if `counted`, its pages say how much is left out. The view closes
        with the dossier.
        """
        return Dossier(
            self._held,
            self.today,
            date_of(as_of) or self.as_of,
            date_of(known_by) or self.known_by,
            keep_going=self.keeps_going,
            full=self.full,
            release_to=release_to or self.release_to,
            counted=counted and self.counted,
        )

    def close(self) -> None:
        """Release the compiled copy. What was read before stays usable."""
        self._held.close()

    def __enter__(self) -> "Dossier":
        """Return the dossier itself."""
        return self

    def __exit__(
        self, cls: type[BaseException] | None, error: BaseException | None, at: "TracebackType | None"
    ) -> None:
        """Close the dossier."""
        self.close()

    @property
    def header(self) -> "Header | None":
        """The head of the dossier: its title, parties, marking."""
        return self.read(lambda: self.shown.dossier.header)

    @property
    def findings(self) -> "list[Finding]":
        """All errors and warnings, in the order of the files, as `brief check` prints them."""
        return self.read(lambda: [*self.audited().findings()])

    def __len__(self) -> int:
        """Return how many records there are."""
        return self.read(lambda: sum(self.shown.dossier.counts().values()))

    def __bool__(self) -> bool:
        """A dossier without records is a dossier."""
        return True

    def __contains__(self, id_: object) -> bool:
        """Return whether a record has this id."""
        return isinstance(id_, str) and self.read(lambda: self.shown.dossier.get(id_)) is not None

    def __getitem__(self, id_: str) -> "Record":
        """Return the record of this id; raise `KeyError` if there is none."""
        record = self.read(lambda: self.shown.dossier.get(id_))
        if record is None:
            raise KeyError(id_)
        return record

    def ids(self, *kinds: str, beginning: str = "") -> Iterator[str]:
        """Yield the ids of these kinds, or of all; or those of them that begin with some letters."""
        return self.each(lambda: self.shown.dossier.ids(kinds, beginning))

    def find(self, words: str, *kinds: str) -> "list[Match]":
        """Return the records that these words name, best first, each with the reason; of some kinds, or of all."""
        return self.read(lambda: self.shown.dossier.find(words, kinds))

    def __repr__(self) -> str:
        """Name the folder, the days and the marking."""
        days = [f"{name}={day.text}" for name, day in (("as_of", self.as_of), ("known_by", self.known_by)) if day]
        marking = [f"release_to={self.release_to}"] if self.release_to else []
        return f"<Dossier {' '.join([self._held.shown, *days, *marking])}>"

    def ask(
        self,
        report: "Callable[Concatenate[Any, Words], Document]",
        /,
        *args: Words.args,
        **options: Words.kwargs,
    ) -> "Document":
        """Return what a report says of the dossier, below remarks on how it is seen."""
        document = self.read(lambda: self.shown.document(report(self.shown.dossier, *args, **options)))
        if self.release_to:
            from brief.document import Ref
            from brief.library.releasing import warn_of_positions

            ids = {span.id for found in document.printed for span in found.spans if isinstance(span, Ref)}
            self.read(lambda: warn_of_positions(self.shown.dossier, ids))
        return document.illustrated(self.picture)

    def picture(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier's folder; None for one that cannot be shown."""
        return self._held.pictures(path)

    def read(self, question: Callable[[], Answer]) -> Answer:
        """Return the answer to a question, which is asked again if the compiled copy is damaged."""
        try:
            with asking(self._held.store.is_proven):
                return question()
        except Damaged:
            self._held.renew()
            return question()

    def each(self, items: "Callable[[], Iterable[Answer]]") -> "Iterator[Answer]":
        """Yield items while they are read; raises `UserError` if the compiled copy proves damaged amid them."""
        count = 0
        try:
            with asking(self._held.store.is_proven):
                for count, item in enumerate(items(), 1):  # noqa: B007 - read below
                    yield item
        except Damaged as error:
            self._held.renew()
            if count:
                sentence = say("the answer breaks off, because the compiled copy was damaged")
                raise UserError(sentence, say("ask again")) from error
            yield from items()

    def audited(self) -> "AuditedStore":
        """Return the whole dossier as checks see it."""
        from brief.refresh import audited

        return audited(self.root, self._held.store)

    @property
    def shown(self) -> Shown:
        """What reports see of it; raises `BrokenDossier` if it has errors, unless told to keep going."""
        store = self._held.store
        if self._shown is None or self._shown.store is not store:
            copy = self._held.released(self.release_to) if self.release_to else None
            seen = copy.store if copy else store
            found = shown(seen, self.as_of, self.known_by, self.state, keep_going=self.keeps_going)
            remarks = (copy.remark(counted=self.counted), *found.remarks) if copy else found.remarks
            self._shown = found._replace(store=store, remarks=remarks)
        return self._shown


def open(
    path: "Path | str | None" = None,
    *,
    as_of: "Date | str | None" = None,
    known_by: "Date | str | None" = None,
    today: "Date | str | None" = None,
    keep_going: bool = False,
    full: bool = True,
    remarks: bool = False,
    at: str | None = None,
    release_to: str = "",
    counted: bool = True,
) -> Dossier:
    """Open the dossier in a folder; without a path the one that the command `brief` would take.

    A dossier with errors raises `BrokenDossier`, unless told to `keep_going`: then the records with errors are left
    out, and every document says so. `as_of`, `known_by`, `release_to` and `counted` are those of `Dossier.view`, and
    `today` is the day from which reports reckon, by default that of the clock. Reports are `full`, or else short enough
    to be read in a minute; data such as JSON needs full ones. With `remarks`, what the command says while it opens a
    dossier is written to stderr.

    `at` opens the dossier as it was committed: a git revision (`HEAD~3`, `v2`), or a day, for the last commit by its
    end. In a bare repository, or if the dossier was in another folder then, name that: `v2:desk`.
    """
    days = [date_of(day) for day in (as_of, known_by, today)]
    chosen = Path(path) if path is not None and not app.server_address(path) else path
    if at is None and (address := app.server_address(chosen)):
        held: Held = Served(address)
    elif at is None:
        held = Held(app.find_dossier(chosen, remarks=remarks), remarks=remarks, words=str(path or ""))
    else:
        held = Committed(app.find_history(chosen), at)
    dossier = Dossier(
        held,
        days[2] or app.today(),
        days[0],
        days[1],
        keep_going=keep_going,
        full=full,
        release_to=release_to,
        counted=counted,
    )
    if not keep_going or release_to:
        try:
            dossier.read(lambda: dossier.shown)
        except BaseException:
            dossier.close()
            raise
    return dossier


def date_of(day: "Date | str | None") -> "Date | None":
    """Return a day that may be written as EDTF; raises `DateError`, a `ValueError`."""
    return Date.parse(day) if isinstance(day, str) else day
