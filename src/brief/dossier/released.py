"""Decide what a release copy contains: nothing marked higher, and nothing that only marked content supports."""

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from brief.dossier.publication_filter import STATEMENTS, lacks_subject, needed_citations
from brief.dossier.trimmed import Piece, Rule, trimmed
from brief.model.handling import is_at_least, own_scheme
from brief.model.kinds import KINDS, NAMED
from brief.model.parts import Difference
from brief.model.paths import is_citation, named_by
from brief.model.serialization import references
from brief.model.stated import all_citations, citations

if TYPE_CHECKING:
    from brief.dossier.protocol import Catalogue, Kind
    from brief.model.header import Header
    from brief.model.parts import Citation, Record
    from brief.model.serialization import Reference

_MENTIONED = (*NAMED, "source")
"""Kinds that may be in a dossier only because something else mentions or cites them."""
HEAD = ""
"""Stands for the head of the dossier among ids."""


class Release:
    """The part of a dossier that readers with a marking may see.

    - Records and citations are left out if their marking is higher, or cannot be compared. So is everything that only
      such citations and sources support: records, parts, fields, rival values.
    - References to omitted records are left out, and so are parts that require them.
    - A statement is left out if its `by`, `for`, `about` or `with` loses all its records. Another fact without a source
      is left out if it loses all records that it refers to, except topics.
    - A person, body, place, topic or source without a visible citation of its own is left out if only omitted content
      mentions it.
    """

    def __init__(self, dossier: "Catalogue", marking: str, withheld: "Collection[str]" = ()) -> None:
        """`marking` is the highest that may be shown; `withheld` are ids that are left out too, `HEAD` the summary."""
        self.marking = marking
        self._dossier = dossier
        self._scheme = own_scheme(dossier.header)
        self._covered: dict[str, bool] = {}
        marked = [record for kind in KINDS.values() for record in dossier.having(kind.record, "marked")]
        self.hidden = {record.id for record in marked if not self._covers(record.handling)}
        self.hidden |= {record.id for record in self._found(withheld)} | ({HEAD} & {*withheld})
        """Ids of the records that are left out."""
        self.touched = {record.id for record in marked if any(map(self._is_out, _all_cited(record)))}
        """Ids of the records that cite or mention what is left out."""
        self._follow()

    def known(self, cite: "Iterable[Citation]") -> "tuple[Citation, ...]":
        """Return the citations that may be shown."""
        return tuple(found for found in cite if not self._is_out(found))

    def shown(self, record: "Kind") -> "Kind | None":
        """Return what may be shown of a record; None if it is left out."""
        if record.id in self.hidden:
            return None
        return trimmed(record, AsReleased(record, self)) if record.id in self.touched else record

    @property
    def header(self) -> "Header | None":
        """Return the head of the dossier as far as it may be shown."""
        return self.head(self._dossier.header) if self._dossier.header else None

    def head(self, head: "Header") -> "Header":
        """Return a head, without its summary if all sources of the summary are left out."""
        cite = () if HEAD in self.hidden else self.known(head.cite)
        return head.replaced(
            parties=tuple(id_ for id_ in head.parties if id_ not in self.hidden),
            our_side=head.our_side if head.our_side not in self.hidden else None,
            summary=head.summary if cite or not (head.cite or HEAD in self.hidden) else None,
            cite=cite,
        )

    def left_out(self, source: str) -> "Iterator[Citation]":
        """Yield the citations of a source that are left out, with their records or alone."""
        head = self._dossier.header
        told = [(head.cite, self.head(head).cite)] if head else []
        for record in self._found(dict.fromkeys(link.id for link in self._dossier.linked_to(source))):
            shown = self.shown(record)
            told.append((tuple(_all_cited(record)), tuple(_all_cited(shown)) if shown else ()))
        for cite, kept in told:
            still = [cited.replaced(for_=()) for cited in kept]
            yield from (found for found in cite if found.source == source and found.replaced(for_=()) not in still)

    def cuts_summary(self) -> bool:
        """True if a citation of the dossier's summary is left out."""
        return any(map(self._is_out, self._dossier.header.cite)) if self._dossier.header else False

    def _covers(self, handling: str | None) -> bool:
        if not handling:
            return True
        if handling not in self._covered:
            self._covered[handling] = bool(is_at_least(self.marking, handling, self._scheme))
        return self._covered[handling]

    def _is_out(self, cited: "Citation") -> bool:
        return cited.source in self.hidden or not self._covers(cited.handling)

    def _is_unsupported(self, record: "Record") -> bool:
        """True if everything that supports a record is left out."""
        return not all(map(self.known, needed_citations(record)))

    def _follow(self) -> None:
        """Hide the records that depend on hidden ones, until there are no more."""
        new = {*self.hidden}
        while new or self.touched:
            self.touched |= {link.id for id_ in new for link in self._dossier.linked_to(id_)}
            found = self._found(self.touched - self.hidden)
            new = {record.id for record in found if self._is_unsupported(record) or self._says_nothing(record)}
            new = new or self._forgotten() - self.hidden
            if not new:
                break
            self.hidden |= new

    def _found(self, ids: "Iterable[str]") -> "list[Record]":
        return [record for id_ in ids if (record := self._dossier.get(id_))]

    def _remaining(self, id_: str) -> set[str]:
        """Return the ids that the visible part of a record refers to."""
        record = self._dossier.get(id_)
        shown = self.shown(record) if record else None
        return _targets(shown) if shown else set()

    def _forgotten(self) -> set[str]:
        """Return the records that only omitted content mentions or cites."""
        lost = {id_ for record in self._found(self.hidden | self.touched) for id_ in _targets(record)}
        lost -= self.hidden
        doubtful = _reached(lost, self._beyond)
        named = _targets(self.header) if self.header else set()
        named |= {id_ for id_ in doubtful if self._is_named_outside(id_, doubtful)}
        return doubtful - _reached(named & doubtful, lambda id_: self._beyond(id_) if id_ in doubtful else None)

    def _beyond(self, id_: str) -> set[str] | None:
        """Return the ids that a record refers to, if it is shown only when mentioned; None for other records."""
        record = self._dossier.get(id_)
        if record is None or record.KIND not in _MENTIONED or id_ in self.hidden:
            return None
        return None if any(self.known(_all_cited(record))) else self._remaining(id_)

    def _is_named_outside(self, id_: str, doubtful: set[str]) -> bool:
        others = (link.id for link in self._dossier.linked_to(id_))
        return any(id_ in self._remaining(other) for other in dict.fromkeys(others) if other not in doubtful)

    def _says_nothing(self, record: "Record") -> bool:
        """True if a record has lost references that it requires."""
        if record.KIND in STATEMENTS:
            return lacks_subject(record, lambda id_: id_ not in self.hidden)
        gone: dict[str, bool] = {}
        for found in references(record):
            field = found.path.partition(".")[0]
            if not is_citation(found.path) and field not in ("topics", "differs"):
                gone[field] = gone.get(field, True) and found.target in self.hidden
        is_fact = record.KIND not in _MENTIONED and not any(_all_cited(record))
        return is_fact and bool(gone) and all(gone.values())


class AsReleased(Rule):
    """Decides how much of a record may be shown: no reference to a hidden one, no value that only hidden ones support.

    Fields that the author fills have no sources, and stay unless a citation names them.
    """

    def __init__(self, record: "Record", release: Release) -> None:
        """`release` decides what is hidden."""
        super().__init__(record)
        self._release = release

    def kept_citations(self, cite: "tuple[Citation, ...]") -> "tuple[Citation, ...]":
        """Return the citations that may be shown."""
        return self._release.known(cite)

    def keeps_reference(self, found: "Reference") -> bool:
        """True if another record may be shown."""
        return found.target not in self._release.hidden

    def keeps_value(self, piece: Piece) -> bool:
        """True if a visible citation supports a value, or if it has none."""
        if isinstance(piece.value, Difference) and self._release.hidden & {*named_by(self.record, piece.value)}:
            return False
        cite = citations(self.record, piece.path)
        return not cite or bool(self.kept_citations(cite))


def _all_cited(record: "Record") -> "Iterator[Citation]":
    return (citation for _, citation in all_citations(record))


def _targets(record: "Record | Header") -> set[str]:
    return {found.target for found in references(record)}


def _reached(start: "Iterable[str]", beyond: "Callable[[str], set[str] | None]") -> set[str]:
    """Return the ids reachable through `beyond`; an id for which it returns None does not count."""
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        id_ = waiting.pop()
        if id_ not in found and (more := beyond(id_)) is not None:
            found.add(id_)
            waiting += more
    return found
