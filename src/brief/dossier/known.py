"""The view of `--known-by`: only what sources published by a day say."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier, Kind, Name, Origin
from brief.dossier.publication_filter import Attested
from brief.dossier.redaction import pruned
from brief.dossier.view import View
from brief.locale import say
from brief.model.dates import Answer, Date
from brief.model.kinds import NAMED

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Difference, Record

_WITHHELD = say("withheld: it may depend on a source published later")


def known_by(dossier: Dossier, day: Date) -> "View":
    """Return a view of what was known of a dossier by a day.

    For an `--as-of` view, knowledge comes first: what was known decides whether something came later.
    """
    if isinstance(dossier, AsOf):
        return AsOf(known_by(dossier.dossier, day), dossier.as_of)
    return KnownBy(dossier, day)


class KnownBy(View):
    """A view of a dossier that shows what was known by a day.

    `brief.dossier.publication_filter` decides which records are known then, `brief.dossier.redaction` how much of each.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        super().__init__(dossier)
        self._attested = Attested(dossier, day)

    @property
    def known_by(self) -> Date:
        """The day of the view."""
        return self._attested.day

    @property
    def doubtful(self) -> list[str]:
        """Return the ids of sources that may have been published by the day, or later."""
        return [id_ for id_, answer in self._attested.published.items() if answer is Answer.CANNOT_TELL]

    @property
    def is_before_all(self) -> bool:
        """True if there are sources, and all were certainly published after the day."""
        return set(self._attested.published.values()) == {Answer.NO}

    def hides(self, record: "Record") -> bool:
        """True if a record is not known."""
        return not self._attested.holds(record)

    def cut(self, record: Kind) -> Kind:
        """Return the known content of a known record."""
        return pruned(record, self._attested)

    def shown_rivals(self, record: "Record") -> "list[Difference]":
        """Return the known rival values of a known record."""
        known = self._attested
        return [found for found in record.differs if known.rests(found, record) and known.mentions_known(found, record)]

    @property
    def header(self) -> "Header | None":
        """Return the head as it was known."""
        return self._known_head(self.dossier.header)

    @property
    def dossiers(self) -> "Mapping[str, Header | None]":
        """Return the joined dossiers, each with its head as it was known."""
        return {name: self._known_head(head) for name, head in self.dossier.dossiers.items()}

    def _known_head(self, head: "Header | None") -> "Header | None":
        """Return a head. Its summary is withheld unless all of its sources are known."""
        if head is None or len(self._attested.known(head.cite)) == len(head.cite):
            return head
        return head.replaced(summary=head.summary and f"The summary is {_WITHHELD}.", cite=())

    def name(self, id_: str) -> Name | None:
        """Return the name of a record; people, organizations, places and topics keep theirs."""
        found = self.dossier.name(id_)
        return found if found and found.kind in NAMED else super().name(id_)

    def origin(self, id_: str) -> Origin | None:
        """Return the file and line of a record. The line's text is withheld, because it may mention what came later."""
        found = self.dossier.origin(id_)
        return found and found._replace(withheld=_WITHHELD)
