"""The view of `--known-by`: only what sources published by a day say."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier, Kind, Origin
from brief.dossier.publication_filter import PublicationFilter, is_from_author
from brief.dossier.trimmed import Piece, Rule, trimmed
from brief.dossier.view import View
from brief.locale import say
from brief.model.actors import Membership
from brief.model.dates import Answer, Date
from brief.model.parts import Difference, Part, Role
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.stated import all_citations, citations

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.parts import Citation, Record
    from brief.model.serialization import Reference
    from brief.model.shape import Fields

_WITHHELD = say("withheld: it may depend on a source published later")
"""Why a summary or a line of a file is not printed."""
_EDITORIAL = ("summary", "unclear", "note")
"""Editorial fields that may use all sources of a record."""
_WHOLLY_KNOWN = ("answer", "short")
"""Fields that are omitted until every citation in a record is known."""
_KEPT = ("handling", "importance")
"""Fields that stay if a record is known by its name only."""
_REMARK = say("A remark is withheld: it may depend on a source published later.")
"""Replaces editorial text, so that a hedge does not vanish."""
_DAYS = ("from", "to", "end_reason", "seen")
"""The days of a role or membership, and why it ended."""
_NO_REASON = say("the reason given may depend on a source published later")
"""Replaces what a value is inferred from."""


def known_by(dossier: Dossier, day: Date) -> "View":
    """Return a view of what was known of a dossier by a day.

    For an `--as-of` view, knowledge comes first: what was known decides whether something came later.
    """
    if isinstance(dossier, AsOf):
        return AsOf(known_by(dossier.dossier, day), dossier.as_of)
    return KnownBy(dossier, day)


class KnownBy(View):
    """A view of a dossier that shows what was known by a day.

    `brief.dossier.publication_filter` decides which records are known then, `KnownThen` how much of each.
    """

    def __init__(self, dossier: Dossier, day: Date) -> None:
        """`day` may be a partial date: its last possible day counts."""
        super().__init__(dossier)
        self._filter = PublicationFilter(dossier, day)

    @property
    def known_by(self) -> Date:
        """The day of the view."""
        return self._filter.day

    @property
    def doubtful(self) -> list[str]:
        """Return the ids of sources that may have been published by the day, or later."""
        return [id_ for id_, answer in self._filter.published.items() if answer is Answer.CANNOT_TELL]

    @property
    def is_before_all(self) -> bool:
        """True if there are sources, and all were certainly published after the day."""
        return set(self._filter.published.values()) == {Answer.NO}

    def hides(self, record: "Record") -> bool:
        """True if a record is not known."""
        return not self._filter.knows(record)

    def cut(self, record: Kind) -> Kind:
        """Return the known content of a known record."""
        found = trimmed(record, KnownThen(record, self._filter))
        is_cited = not record.cite or any(True for _ in all_citations(found))
        return found if is_cited else found.replaced(cite=self._filter.named_in(record))

    def shown_rivals(self, record: "Record") -> list[Difference]:
        """Return the known rival values of a known record."""
        return [found for found in record.differs if self._filter.is_known_rival(found, record)]

    @cached_property
    def header(self) -> "Header | None":
        """The head as it was known."""
        return self._known_head(self.dossier.header)

    @property
    def dossiers(self) -> "Mapping[str, Header | None]":
        """Return the joined dossiers, each with its head as it was known."""
        return {name: self._known_head(head) for name, head in self.dossier.dossiers.items()}

    def _known_head(self, head: "Header | None") -> "Header | None":
        """Return a head with the parties that may be named. Its summary is withheld until all its sources are known."""
        if head is None:
            return None
        may_name = self._filter.mentionable
        head = head.replaced(
            parties=tuple(filter(may_name, head.parties)),
            our_side=head.our_side if head.our_side and may_name(head.our_side) else None,
        )
        cite = citations(head, "summary")
        if len(self._filter.known(cite)) == len(cite):
            return head.replaced(cite=tuple(self._filter.known(head.cite)))
        return head.replaced(summary=head.summary and say("The summary is {reason}.", reason=_WITHHELD), cite=())

    def origin(self, id_: str) -> Origin | None:
        """Return the file and line of a record. The line's text is withheld, because it may mention what came later."""
        found = self.dossier.origin(id_)
        return found and found._replace(withheld=_WITHHELD)


class KnownThen(Rule):
    """Decides how much of a known record was known by a day.

    - A value is known once one of its citations is.
    - Editorial text is known once every citation in the record is known, and until then replaced by a remark. An answer
      and a short title are omitted instead. An inference note on a part is known once the citations of the part are.
    - A reference to a record is known once the record is.
    """

    def __init__(self, record: "Record", filter_: PublicationFilter) -> None:
        """`filter_` decides which sources and records are known."""
        super().__init__(record)
        self._filter = filter_
        cited = [found.target for found in references(record) if is_citation(found.path)]
        self._is_entire = all(map(filter_.is_published, cited))
        self._is_unread = bool(record.cite) and not filter_.known(record.cite) and not is_from_author(record)

    def kept_citations(self, cite: "tuple[Citation, ...]") -> "tuple[Citation, ...]":
        """Return the citations of known sources."""
        return self._filter.known(cite)

    def keeps_reference(self, found: "Reference") -> bool:
        """True if the record, or its part that refers to another, may name it."""
        return self._filter.mentionable(found.target)

    def keeps_value(self, piece: Piece) -> bool:
        """True if a value, or a part, is known."""
        if isinstance(piece.value, Difference):
            return self._filter.is_known_rival(piece.value, self.record)
        if isinstance(piece.value, Part):
            return piece.owner is not self.record or self._filter.rests(piece.value, self.record)
        if piece.field in _WHOLLY_KNOWN and not self._is_entire:
            return False
        if self._is_unread and piece.owner is self.record and piece.field not in _KEPT:
            return False
        cite = citations(self.record, piece.path)
        return (not cite or bool(self.kept_citations(cite))) and not self._is_later(piece)

    def text_in_place(self, piece: Piece) -> str:
        """Return a text; if it may use sources that are not known, return a remark that says so."""
        if piece.field in _EDITORIAL and not self._is_entire:
            return _REMARK
        is_known = self._is_entire if piece.owner is self.record else self._is_whole(piece.owner)
        return _NO_REASON if piece.field == "inferred" and not is_known else str(piece.value)

    def _is_later(self, piece: Piece) -> bool:
        """True for a day of a role or membership that no known source can tell of, and for the reason of such an end.

        If all that is cited for it is known, it may be a day that was planned.
        """
        if not isinstance(piece.owner, Role | Membership) or piece.field not in _DAYS or self._is_whole(piece.owner):
            return False
        date = piece.owner.to if piece.field == "end_reason" else piece.value
        cite = self.kept_citations(citations(self.record, piece.path) or piece.owner.cite or self.record.cite)
        return isinstance(date, Date) and not any(self._filter.may_tell(found.source, date) for found in cite)

    def _is_whole(self, owner: "Fields") -> bool:
        """True if all citations of a record or part are known; a part without any has those of its record."""
        cite = getattr(owner, "cite", ()) or self.record.cite
        return self.kept_citations(cite) == cite
