"""An open dossier: its records, its findings, and the view that reports have of it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from brief import app
from brief.library.backend import Backend
from brief.library.records import Section
from brief.library.shown import Seen, Shown, shown
from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.stores.trust import Damaged, asking

if TYPE_CHECKING:
    from types import TracebackType

    from brief.document import Document
    from brief.dossier.protocol import Dossier as Reported
    from brief.editing import Editor
    from brief.images import Picture
    from brief.model.actors import Organization, Person
    from brief.model.agreements import Agreement, Program
    from brief.model.commitments import Commitment
    from brief.model.events import Event
    from brief.model.findings import Finding
    from brief.model.header import Header
    from brief.model.names import Match
    from brief.model.parts import Citation, Record
    from brief.model.positions import Position
    from brief.model.provenance import State, Trail
    from brief.model.sources import Source
    from brief.model.statements import Assessment, Question
    from brief.model.subjects import Place, Topic
    from brief.stores.query import Store

Result = TypeVar("Result")
Words = ParamSpec("Words")


class Dossier:
    """An open dossier, made by `brief.open`. As a context manager, it closes itself.

    It is a snapshot of the files at the moment when it was opened.
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

    def __init__(self, backend: Backend, today: Date, seen: Seen) -> None:
        """Use `brief.open`, or `view` of another dossier."""
        self.backend = backend
        """The compiled store behind it, and what belongs to that: files, pictures, release copies."""
        self.today = today
        """The day that reports count as today, for example to decide what is overdue."""
        self.seen = seen
        """How much of it reports see, and how much they say."""
        self._shown: Shown | None = None

    @property
    def as_of(self) -> Date | None:
        """The day as of which it is read; None for all of time."""
        return self.seen.as_of

    @property
    def known_by(self) -> Date | None:
        """The day by which its sources were published; None for all sources."""
        return self.seen.known_by

    @property
    def release_to(self) -> str:
        """The highest marking that it shows; empty for no limit."""
        return self.seen.release_to

    @property
    def full(self) -> bool:
        """True if reports print rivals, reasons and citations with each value; else they are short."""
        return self.seen.full

    @property
    def root(self) -> Path:
        """The folder of the dossier; for a committed state, a temporary folder with its files."""
        return self.backend.root

    @property
    def has_files(self) -> bool:
        """False for a dossier on a server, and for several as one."""
        return self.backend.has_files

    @property
    def whole(self) -> "Store":
        """The compiled store of all that can be read; `shown` is what reports see of it."""
        return self.backend.store

    @property
    def names(self) -> list[str]:
        """The names of the dossiers that are open as one, which may precede ids; none for one alone."""
        return self.read(lambda: [*self.backend.store.dossiers])

    @property
    def state(self) -> "State | None":
        """The commit whose state it shows; None for the files as they are."""
        return self.backend.state

    def view(
        self,
        *,
        as_of: "Date | str | None" = None,
        known_by: "Date | str | None" = None,
        release_to: str = "",
        counted: bool = True,
        handling: str = "",
    ) -> "Dossier":
        """Return a view of the dossier: as of a day, limited to sources published by a day, or as a release copy.

        Days are EDTF (`2019-01-24`, `2019-01`); others raise `ValueError`. A release copy has nothing that is marked
        higher than `release_to` (`TLP:GREEN`); if `counted`, its pages say how much is left out. `handling` is a higher
        marking for its pages. The view closes with the dossier.
        """
        seen = self.seen._replace(
            as_of=date_of(as_of) or self.as_of,
            known_by=date_of(known_by) or self.known_by,
            release_to=release_to or self.release_to,
            counted=counted and self.seen.counted,
            handling=handling or self.seen.handling,
        )
        return Dossier(self.backend, self.today, seen)

    def close(self) -> None:
        """Close the compiled store. Records that were read before stay usable."""
        self.backend.close()

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
        """The header of the dossier: its title, parties, marking."""
        return self.read(lambda: self.shown.dossier.header)

    @property
    def findings(self) -> "list[Finding]":
        """All errors and warnings, in the order of the files, as `brief check` prints them."""
        return self.read(lambda: [*self.backend.audited().findings()])

    def __len__(self) -> int:
        """Return the number of records."""
        return self.read(lambda: sum(self.shown.dossier.counts().values()))

    def __bool__(self) -> bool:
        """Return True, even without records."""
        return True

    def __contains__(self, id_: object) -> bool:
        """Return True if a record has this id."""
        return isinstance(id_, str) and self.read(lambda: self.shown.dossier.get(id_)) is not None

    def __getitem__(self, id_: str) -> "Record":
        """Return the record with this id; raises `KeyError` if there is none."""
        record = self.read(lambda: self.shown.dossier.get(id_))
        if record is None:
            raise KeyError(id_)
        return record

    def ids(self, *kinds: str, beginning: str = "") -> Iterator[str]:
        """Yield the ids of these kinds, or of all kinds; only those that begin with `beginning`."""
        return self.each(lambda: self.shown.dossier.ids(kinds, beginning))

    def find(self, words: str, *kinds: str) -> "list[Match]":
        """Return the records that match these words, best first, each with the reason; `kinds` limits the kinds."""
        return self.read(lambda: self.shown.dossier.find(words, kinds))

    def __repr__(self) -> str:
        """Name the folder, the days and the marking."""
        days = [f"{name}={day.text}" for name, day in (("as_of", self.as_of), ("known_by", self.known_by)) if day]
        marking = [f"release_to={self.release_to}"] if self.release_to else []
        return f"<Dossier {' '.join([self.backend.place, *days, *marking])}>"

    def ask(
        self,
        report: "Callable[Concatenate[Any, Words], Document]",
        /,
        *args: Words.args,
        **options: Words.kwargs,
    ) -> "Document":
        """Return the document of a report, after remarks on the view of the dossier."""
        document = self.read(lambda: self.shown.answer(lambda: report(self.shown.dossier, *args, **options)))
        if self.release_to:
            from brief.document import Ref
            from brief.library.releasing import warn_of_positions

            ids = {span.id for found in document.printed for span in found.spans if isinstance(span, Ref)}
            self.read(lambda: warn_of_positions(self.shown.dossier, ids, self.released_to))
        return self.raised(document).illustrated(self.picture)

    def raised(self, document: "Document") -> "Document":
        """Return a page with the marking that was asked for; raises `UserError` if it is lower than what is printed."""
        wanted = self.seen.handling
        if not wanted:
            return document
        from brief.library.releasing import warn_of_marking
        from brief.reports.markings import raised

        header = self.read(lambda: self.shown.dossier.header)
        warn_of_marking(header, wanted)
        return raised(header, document, wanted)

    def picture(self, path: str) -> "Picture | None":
        """Return the image at a path of the dossier's folder; None if it cannot be shown."""
        return self.backend.pictures(path)

    def trail(self, seen: "Reported") -> "Trail":
        """Return the provenance of what reports see; that of a release copy has no passages that it leaves out."""
        if not self.release_to:
            return self.backend.trail(seen)
        from brief.dossier.released import Release

        whole = self.backend.store
        release = Release(whole, self.release_to)

        def left_out(source: "Source") -> "Iterator[Citation]":
            found = whole.get(source.id) or whole.get(f"{seen.home(source.id)}/{source.id}")
            return release.left_out(found.id) if found else iter(())

        return self.backend.trail(seen, left_out)

    def edit(self, change: "Callable[[Editor], Result]", *, dry_run: bool) -> Result:
        """Change the files, after which the dossier and its views show the new state.

        Raise `UserError` for a committed state and a dossier on a server, and for the one that comes with brief, unless
        it was opened by its path.
        """
        if self.state:
            raise UserError(say("a committed state cannot be changed"), say("open the files themselves"), 2)
        if not dry_run:
            self.refuse_example()
        found = app.editor(self.root)
        with self.backend.set_aside():
            return change(found)

    def refuse_example(self) -> None:
        """Raise `UserError` for the dossier that comes with brief, unless it was opened by its path."""
        if not self.backend.typed:
            app.refuse_example(self.root)

    def read(self, question: Callable[[], Result]) -> Result:
        """Return the answer to a question; if the compiled store is damaged, compile it again and ask once more."""
        return self.backend.read(question)

    def each(self, items: "Callable[[], Iterable[Result]]") -> "Iterator[Result]":
        """Yield items as they are read; raises `UserError` if the compiled store turns out damaged in between."""
        count = 0
        try:
            with asking(self.backend.store.is_proven):
                for count, item in enumerate(items(), 1):  # noqa: B007 - read below
                    yield item
        except Damaged as error:
            with self.backend.renewed():
                if count:
                    sentence = say("the answer is incomplete, because the compiled copy was damaged")
                    raise UserError(sentence, say("ask again")) from error
                yield from items()

    @property
    def released_to(self) -> str:
        """The marking of the release copy that is read, by choice or on a server; empty for the whole dossier."""
        copy = self.backend.released(self.release_to)
        return copy.marking if copy else ""

    @property
    def shown(self) -> Shown:
        """The view for reports; raises `BrokenDossier` if the dossier has errors, unless it keeps going."""
        store = self.backend.store
        if self._shown is None or self._shown.store is not store:
            copy = self.backend.released(self.release_to)
            found = shown(copy.store if copy else store, self.seen, self.state)
            remarks = (copy.remark(counted=self.seen.counted), *found.remarks) if copy else found.remarks
            self._shown = found._replace(store=store, remarks=remarks)
        return self._shown


def date_of(day: "Date | str | None") -> "Date | None":
    """Return a day, parsed if it is a string of EDTF; raises `DateError`, a `ValueError`."""
    return Date.parse(day) if isinstance(day, str) else day
