"""A dossier as it could be known on a day: only what sources published by then say."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from brief.dossier.as_of import AsOf
from brief.dossier.attested import NAMED, Attested
from brief.dossier.protocol import Dossier, Name, Origin
from brief.dossier.pruned import pruned
from brief.dossier.view import View
from brief.model.dates import Answer, Date

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Part, Record

_WITHHELD = "withheld: it may tell of a source published later"


def known_by(dossier: Dossier, day: Date) -> "View":
    """What is known of a dossier by a day.

    Of a dossier as of a day, knowledge comes first: whether something came later is judged by what is known.
    """
    if isinstance(dossier, AsOf):
        return AsOf(known_by(dossier.dossier, day), dossier.as_of)
    return KnownBy(dossier, day)


class KnownBy(View):
    """The view of a dossier that a day allows.

    `brief.dossier.attested` decides which records are known then, `brief.dossier.pruned` how much of each.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        super().__init__(dossier)
        self._attested = Attested(dossier, day)

    @property
    def known_by(self) -> Date:
        """The day by which what it says was known."""
        return self._attested.day

    @property
    def doubtful(self) -> list[str]:
        """Ids of the sources that may have been published by the day, or later."""
        return [id_ for id_, answer in self._attested.published.items() if answer is Answer.CANNOT_TELL]

    @property
    def is_before_all(self) -> bool:
        """Whether there are sources, and all were certainly published after the day."""
        return set(self._attested.published.values()) == {Answer.NO}

    def hides(self, record: "Record") -> bool:
        """Whether a record is not known."""
        return not self._attested.holds(record)

    def cut(self, record: Any) -> Any:
        """A known record as far as it is known."""
        return pruned(record, self._attested)

    def shows(self, part: "Part", record: "Record") -> bool:
        """Whether a part of a known record is known."""
        return self._attested.rests(part, record)

    @property
    def header(self) -> "Header | None":
        """The head; its summary is withheld unless all that it rests on is known."""
        head = self.dossier.header
        if head is None or len(self._attested.known(head.cite)) == len(head.cite):
            return head
        return replace(head, summary=head.summary and f"The summary is {_WITHHELD}.", cite=())

    def name(self, id_: str) -> Name | None:
        """What the record of this id is called; people, organizations, places and topics keep their names."""
        found = self.dossier.name(id_)
        return found if found and found.kind in NAMED else super().name(id_)

    def origin(self, id_: str) -> Origin | None:
        """Where the record of this id is; what is written there may tell what came later."""
        found = self.dossier.origin(id_)
        return found and found._replace(withheld=_WITHHELD)
