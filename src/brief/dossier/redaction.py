"""Remove from a record the content that is not known yet."""

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from brief.dossier.moved import GONE, Items, moved, moved_citations, moved_paths, only
from brief.dossier.protocol import Kind
from brief.dossier.publication_filter import mentions
from brief.locale import say
from brief.model.dates import Answer, Date
from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.shape import Fields, fields, has_fields
from brief.model.stated import citations

if TYPE_CHECKING:
    from brief.dossier.publication_filter import Attested

Held = TypeVar("Held", bound=Fields)

_EDITORIAL = ("summary", "unclear", "note")
"""Editorial fields that may use all sources of a record."""
_WHOLLY_KNOWN = ("answer", "short")
"""Fields that are omitted until every citation in a record is known."""
_REMARK = say("A remark is withheld: it may depend on a source published later.")
"""Replacements for editorial text, so that a hedge does not vanish."""
_WITHHELD = say("the reason given may depend on a source published later")


def pruned(record: Kind, attested: "Attested") -> Kind:
    """Return a known record without unknown content.

    Editorial text is known once every citation in the record is known, and until then replaced by a remark. An answer
    and a short title are omitted instead. An inference note on a part is known once the citations of the part are. A
    reference to a fact is known once the fact is. A person, body, place or topic is known by name once it is known, or
    once something with only known citations refers to it.
    """
    return _Pruning(record, attested).record()


class _Pruning(Generic[Kind]):
    """Removes the unknown content of one known record."""

    def __init__(self, record: Kind, attested: "Attested") -> None:
        self._record = record
        self._attested = attested
        self._entire = _is_entire(record, attested)
        self._unread = bool(record.cite) and not attested.known(record.cite)
        self._places: dict[str, str | None] = {}
        """The new paths of the items of its fields; None for those that are gone."""

    def record(self) -> Kind:
        """Return the record with only its known content."""
        found = self._reduced(self._record, "")
        places = self._settled()
        found = found.replaced(cite=moved_citations(found.cite, places))
        return _marked(self._record, found, places, self._entire)

    def _reduced(self, value: Held, path: str) -> Held:
        """Return the record, or a part at a path in it, with only the known content of its fields."""
        attested = self._attested
        whole = not isinstance(value, Record | Part) or _is_whole(value, self._record, attested)
        named = mentions(value) if isinstance(value, Record | Part) else ()
        gone = {found for found in named if not attested.mentionable(found[1], whole=whole)}
        changes: dict[str, Any] = {}
        for name, item in fields(type(value)).items():
            held, at = getattr(value, item.attribute), f"{path}.{name}".lstrip(".")
            if not held or name in ("id", "inferred"):
                continue
            if isinstance(held, tuple | dict):
                changes[item.attribute] = self._items(value, name, held, at, gone, whole)
            elif self._is_unread(value, at) or (name, held) in gone or (not self._entire and name in _WHOLLY_KNOWN):
                changes[item.attribute] = held if item.is_required else item.default
            elif has_fields(held):
                changes[item.attribute] = self._reduced(held, at)
            elif not self._entire and name in _EDITORIAL:
                changes[item.attribute] = _REMARK
        return value.replaced(**changes)

    def _items(self, value: Fields, name: str, held: Items, at: str, gone: set[tuple[str, str]], whole: bool) -> Items:
        """Return the known items of a field, and note their new paths."""
        parts = isinstance(held, tuple) and has_fields(held[0])
        kept = [
            (parts or not self._is_unread(value, f"{at}.{step}"))
            and (name, found) not in gone
            and _is_known(found, value, self._attested, whole)
            and not self._lacks_required(found, f"{at}.{step}")
            for step, found in (enumerate(held) if isinstance(held, tuple) else zip(held, held, strict=True))
        ]
        self._places |= moved_paths(at, held, kept)
        if isinstance(held, dict):
            return only(held, kept)
        found = (
            self._part(item, f"{at}.{index}") if isinstance(item, Part) else item for index, item in enumerate(held)
        )
        return only(tuple(found), kept)

    def _part(self, part: Part, path: str) -> Part:
        """Return a part with only its known content."""
        found = self._reduced(part, path)
        found = found.replaced(cite=moved_citations(found.cite, self._below(path)))
        is_whole = _is_whole(part, self._record, self._attested)
        return found if is_whole or not found.inferred else found.replaced(inferred=_WITHHELD)

    def _below(self, path: str) -> dict[str, str | None]:
        """Return the new paths of what is below a path, as a part calls them."""
        return {
            old.removeprefix(f"{path}."): new and new.removeprefix(f"{path}.")
            for old, new in self._places.items()
            if old.startswith(f"{path}.")
        }

    def _is_unread(self, value: Fields, path: str) -> bool:
        """True if all citations of a field of the record, or of a part, are of sources that are not known."""
        cite = citations(self._record, path)
        return (bool(cite) and not self._attested.known(cite)) or (self._unread and value is self._record)

    def _settled(self) -> dict[str, str | None]:
        """Return the new paths of all items, those within parts that have moved among them."""
        settled: dict[str, str | None] = {}
        for old, new in self._places.items():
            field, number, *within = old.split(".")
            part = self._places.get(f"{field}.{number}")
            settled[old] = new and part and ".".join((part, *new.split(".")[2:])) if within else new
        return settled

    def _lacks_required(self, held: object, path: str) -> bool:
        """True if a part is not known yet, because only later sources state one of its required fields."""
        if not isinstance(held, Part) or isinstance(held, Difference):
            return False
        required = [name for name, item in fields(type(held)).items() if item.is_required]
        return any(self._is_unread(held, f"{path}.{name}") for name in required)


def _is_whole(value: Record | Part, record: Record, attested: "Attested") -> bool:
    """True if all citations of a record or part are known; a part without any has those of its record."""
    cite = value.cite or record.cite
    return attested.known(cite) == cite


def _is_entire(record: Record, attested: "Attested") -> bool:
    """True if every citation in a record is known."""
    return all(attested.out(found.target) for found in references(record) if is_citation(found.path))


def _is_known(held: object, value: Fields, attested: "Attested", whole: bool) -> bool:
    """True if one item of a field is known."""
    if isinstance(held, Citation):
        return attested.out(held.source)
    if isinstance(held, Date):
        return whole or held.later_than(attested.day) is not Answer.YES
    if isinstance(held, Difference) and isinstance(value, Record) and not attested.mentions_known(held, value):
        return False
    return attested.rests(held, value) if isinstance(held, Part) and isinstance(value, Record) else True


def _marked(value: Record, found: Kind, places: dict[str, str | None], whole: bool) -> Kind:
    """Update the paths of the differences and inferences of a pruned record."""
    differs = [(other, moved(other.field, places)) for other in found.differs]
    known_fields = fields(type(value)).items()
    emptied = {
        name for name, item in known_fields if getattr(value, item.attribute) and not getattr(found, item.attribute)
    }
    reasons = {moved(field, places): reason for field, reason in value.inferred.items() if field not in emptied}
    known = found.replaced(
        differs=tuple(other.replaced(field=field) for other, field in differs if field != GONE),
        inferred={
            field: reason if whole else _WITHHELD for field, reason in reasons.items() if field and field != GONE
        },
    )
    return _with_known_dates(value, known)


def _with_known_dates(value: Record, known: Kind) -> Kind:
    """Replace a date that only later sources state by a known rival date."""
    for name, item in fields(type(value)).items():
        if isinstance(getattr(value, item.attribute), Date) and getattr(known, item.attribute) is None:
            rivals = [found for found in known.differs if found.field == name and Date.read(found.value)]
            for rival in rivals[:1]:
                cite = (*known.cite, *(cited.replaced(for_=(name,)) for cited in rival.cite))
                others = tuple(found for found in known.differs if found is not rival)
                changes: dict[str, Any] = {item.attribute: Date.read(rival.value), "differs": others, "cite": cite}
                known = known.replaced(**changes)
    return known
