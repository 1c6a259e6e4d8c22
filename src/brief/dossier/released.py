"""Decide what of a dossier a release copy holds: nothing that is marked higher, nor what only that tells."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from brief.dossier.publication_filter import NAMED, naming_citations
from brief.dossier.released_parts import Cut
from brief.model.cites import all_citations
from brief.model.handling import is_at_least, own_scheme
from brief.model.kinds import KINDS
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.stated import of_field

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier, Kind
    from brief.model.header import Header
    from brief.model.parts import Citation, Record
    from brief.model.serialization import Reference

_MENTIONED = (*NAMED, "source")
"""Kinds that may be in a dossier only because something else mentions or cites them."""
_STATEMENTS = ("assessment", "question", "position", "commitment")
"""Kinds that somebody says to or about others."""
_SUBJECTS = ("by", "for", "about", "with")
"""Their fields that must not lose all that they hold."""


class Release:
    """What readers of a marking may see of a dossier.

    - What is marked higher, or with a marking that no scheme orders, is left out: records and citations. What only
      such citations and sources support is left out too: records, parts, fields, rival values.
    - References to what is left out are left out, and with them parts that need them.
    - A statement goes if all that it is by, for, with or about goes; another fact without a source, if everything goes
      that it refers to, topics apart.
    - A person, body, place, topic or source without a citation of its own goes if only what is left out mentions it.
    """

    def __init__(self, dossier: "Dossier", marking: str) -> None:
        """`marking` is the highest that may be shown."""
        self.marking = marking
        self._dossier = dossier
        self._scheme = own_scheme(dossier.header)
        self._covered: dict[str, bool] = {}
        self.hidden = {record.id for record in self._records() if not self._covers(record.handling)}
        """Ids of the records that are left out."""
        self.hidden |= {record.id for record in self._records() if self._is_unsupported(record)}
        self._touched = {record.id for record in self._records() if any(map(self._is_out, _all_cited(record)))}
        while more := self._following() - self.hidden:
            self.hidden |= more

    def known(self, cite: "Iterable[Citation]") -> "tuple[Citation, ...]":
        """Return the citations that may be shown."""
        return tuple(found for found in cite if not self._is_out(found))

    def shown(self, record: "Kind") -> "Kind | None":
        """Return what may be shown of a record; None if it is left out."""
        if record.id in self.hidden:
            return None
        is_whole = record.id not in self._touched and not any(map(self._is_hidden, references(record)))
        return record if is_whole else Cut(record, self).record()

    @property
    def header(self) -> "Header | None":
        """The head. Its summary is left out if only sources support it that are left out."""
        head = self._dossier.header
        if head is None:
            return None
        cite = self.known(head.cite)
        return head.replaced(
            parties=tuple(id_ for id_ in head.parties if id_ not in self.hidden),
            our_side=head.our_side if head.our_side not in self.hidden else None,
            summary=head.summary if cite or not head.cite else None,
            cite=cite,
        )

    def _records(self) -> "Iterator[Record]":
        for kind in KINDS:
            yield from self._dossier.records(kind)

    def _covers(self, handling: str | None) -> bool:
        if not handling:
            return True
        if handling not in self._covered:
            self._covered[handling] = bool(is_at_least(self.marking, handling, self._scheme))
        return self._covered[handling]

    def _is_out(self, cited: "Citation") -> bool:
        return cited.source in self.hidden or not self._covers(cited.handling)

    def _is_hidden(self, found: "Reference") -> bool:
        return found.target in self.hidden

    def _is_unsupported(self, record: "Record") -> bool:
        """True if a record rests on what is left out alone."""
        if record.KIND == "source":
            return False
        cite = list(naming_citations(record))
        asked = of_field(record.cite, "flagged_by") if record.KIND == "question" else ()
        return any(held and not self.known(held) for held in (cite, asked))

    def _following(self) -> set[str]:
        """Return the records that go because of those that are left out, and perhaps others that went before."""
        silent: set[str] = set()
        lost: set[str] = set()
        named = _targets(self.header) if self.header else set()
        beyond: dict[str, set[str]] = {}
        for record in self._records():
            shown = self.shown(record)
            remaining = _targets(shown) if shown else set()
            lost |= _targets(record) - remaining
            if shown and record.KIND in _MENTIONED and not any(_all_cited(shown)):
                beyond[record.id] = remaining
            else:
                named |= remaining
            if shown and self._says_nothing(record):
                silent.add(record.id)
        doubtful = _reached(lost, beyond)
        named = named.union(*(targets for id_, targets in beyond.items() if id_ not in doubtful))
        kept = _reached(named, {id_: targets for id_, targets in beyond.items() if id_ in doubtful})
        return silent | (doubtful - kept)

    def _says_nothing(self, record: "Record") -> bool:
        """True if a visible record refers to nothing that is shown, although it must."""
        gone: dict[str, bool] = {}
        for found in references(record):
            field = found.path.partition(".")[0]
            if not is_citation(found.path) and field not in ("topics", "differs"):
                gone[field] = gone.get(field, True) and self._is_hidden(found)
        if record.KIND in _STATEMENTS:
            return any(gone.get(field, False) for field in _SUBJECTS)
        is_fact = record.KIND not in _MENTIONED and not any(_all_cited(record))
        return is_fact and bool(gone) and all(gone.values())


def _all_cited(record: "Record") -> "Iterator[Citation]":
    return (citation for _, citation in all_citations(record))


def _targets(record: "Record | Header") -> set[str]:
    return {found.target for found in references(record)}


def _reached(start: "Iterable[str]", beyond: "Mapping[str, set[str]]") -> set[str]:
    """Return which of these records are reached from some ids by references between them."""
    waiting = [id_ for id_ in start if id_ in beyond]
    found = set(waiting)
    while waiting:
        more = {id_ for id_ in beyond[waiting.pop()] if id_ in beyond} - found
        found |= more
        waiting += more
    return found
