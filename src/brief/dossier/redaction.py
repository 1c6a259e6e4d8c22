"""Remove from a record the content that is not known yet."""

from typing import TYPE_CHECKING, Any, TypeVar, cast

from brief.dossier.moved import GONE, Items, moved, moved_paths, only
from brief.dossier.protocol import Kind
from brief.dossier.publication_filter import mentions
from brief.locale import say
from brief.model.dates import Answer, Date
from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.shape import fields, has_fields
from brief.model.stated import citations, of_field

if TYPE_CHECKING:
    from brief.dossier.publication_filter import Attested

Held = TypeVar("Held", bound=Record | Part)

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
    entire = _is_entire(record, attested)
    found, places = _reduced(record, record, attested, entire)
    return _marked(record, found, places, entire)


def _pruned_part(part: Part, record: Record | Part, attested: "Attested", entire: bool) -> Part:
    """Return a part without unknown content; `entire` if every citation in its record is known."""
    found, _ = _reduced(part, record, attested, entire)
    return found if _is_whole(part, record, attested) or not found.inferred else found.replaced(inferred=_WITHHELD)


def _reduced(
    value: Held, record: Record | Part, attested: "Attested", entire: bool
) -> tuple[Held, dict[str, str | None]]:
    """Return a record or part with only the known content of its fields, and the new paths of their items."""
    whole = _is_whole(value, record, attested)
    unread = bool(value.cite) and not attested.known(value.cite)
    by_field = any(found.for_ for found in value.cite)

    def is_unread(path: str) -> bool:
        """True if all citations of this field are unknown."""
        own = of_field(value.cite, path) if by_field else ()
        return unread or (bool(own) and not attested.known(own))

    gone = {mention for mention in mentions(value) if not attested.mentionable(mention[1], whole=whole)}
    changes: dict[str, Any] = {}
    places: dict[str, str | None] = {}
    for name, item in fields(type(value)).items():
        held = getattr(value, item.attribute)
        if not held or name in ("id", "inferred"):
            continue
        if isinstance(held, tuple | dict):
            parts = isinstance(held, tuple) and has_fields(held[0])
            kept = [
                (parts or not is_unread(f"{name}.{step}"))
                and (name, found) not in gone
                and _is_known(found, value, attested, whole)
                and not _lacks_required(found, f"{name}.{step}", record, attested)
                for step, found in (enumerate(held) if isinstance(held, tuple) else zip(held, held, strict=True))
            ]
            changes[item.attribute] = _inner(only(held, kept), value, attested, entire)
            places |= moved_paths(name, held, kept)
        elif is_unread(name) or (name, held) in gone or (not entire and name in _WHOLLY_KNOWN):
            changes[item.attribute] = held if item.is_required else item.default
        elif not entire and name in _EDITORIAL:
            changes[item.attribute] = _REMARK
    return cast("Held", value.replaced(**changes)), places


def _is_whole(value: Record | Part, record: Record | Part, attested: "Attested") -> bool:
    """True if all citations of a record or part are known; a part without any has those of its record."""
    cite = value.cite or record.cite
    return attested.known(cite) == cite


def _is_entire(record: Record, attested: "Attested") -> bool:
    """True if every citation in a record is known."""
    return all(attested.out(found.target) for found in references(record) if is_citation(found.path))


def _is_known(held: object, value: Record | Part, attested: "Attested", whole: bool) -> bool:
    """True if one item of a field is known."""
    if isinstance(held, Citation):
        return attested.out(held.source)
    if isinstance(held, Date):
        return whole or held.later_than(attested.day) is not Answer.YES
    if isinstance(held, Difference) and isinstance(value, Record) and not attested.mentions_known(held, value):
        return False
    return attested.rests(held, value) if isinstance(held, Part) else True


def _lacks_required(held: object, path: str, record: Record | Part, attested: "Attested") -> bool:
    """True if a part is not known yet, because only later sources state one of its required fields."""
    if not isinstance(held, Part) or isinstance(held, Difference) or not isinstance(record, Record):
        return False
    required = [name for name, item in fields(type(held)).items() if item.is_required]
    supports = [citations(record, f"{path}.{name}") for name in required]
    return any(cite and not attested.known(cite) for cite in supports)


def _inner(held: Items, value: Record | Part, attested: "Attested", entire: bool) -> Items:
    """Return the known items of a tuple or map, with parts pruned."""
    if isinstance(held, dict):
        return held
    return tuple(_pruned_part(item, value, attested, entire) if isinstance(item, Part) else item for item in held)


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
