"""Remove from a record what is not known yet."""

from dataclasses import is_dataclass, replace
from typing import TYPE_CHECKING, Any

from brief.dossier.moved import GONE, moved, moved_paths, only
from brief.dossier.publication_filter import mentions
from brief.locale import say
from brief.model.dates import Answer, Date
from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import is_citation
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.stated import citations, of_field

if TYPE_CHECKING:
    from brief.dossier.publication_filter import Attested

_BY_THE_DESK = ("summary", "unclear", "note")
"""Editorial fields that may use all sources of a record."""
_WHOLLY_KNOWN = ("answer", "short")
"""Fields that are omitted until every citation in a record is known."""
_REMARK = say("A remark is withheld: it may rest on a source published later.")
"""Replacements for editorial text, so that a hedge does not vanish."""
_WITHHELD = say("the reason given may rest on a source published later")


def pruned(value: Any, attested: "Attested", record: Record | None = None, *, entire: bool = False) -> Any:
    """Return a known record or part without what is not known.

    Editorial text is known once every citation in the record is known, and until then replaced by a remark. An answer
    and a short title are omitted instead. An inference note on a part is known once the citations of the part are. A
    reference to a fact is known once the fact is. A person, body, place or topic is known by name once it is known, or
    once something with only known citations refers to it. For a part, `record` says whether every citation in its
    record is known.
    """
    cite = value.cite or (record.cite if record else ())
    whole = attested.known(cite) == cite
    entire = entire if record else _is_entire(value, attested)
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
            parts = isinstance(held, tuple) and is_dataclass(held[0])
            kept = [
                (parts or not is_unread(f"{name}.{step}"))
                and (name, found) not in gone
                and _is_known(found, value, attested, whole)
                and not _lacks_required(found, f"{name}.{step}", record or value, attested)
                for step, found in (enumerate(held) if isinstance(held, tuple) else zip(held, held, strict=True))
            ]
            changes[item.attribute] = _inner(only(held, kept), value, attested, entire)
            places |= moved_paths(name, held, kept)
        elif is_unread(name) or (name, held) in gone or (not entire and name in _WHOLLY_KNOWN):
            changes[item.attribute] = held if item.is_required else item.default
        elif not entire and name in _BY_THE_DESK:
            changes[item.attribute] = _REMARK
    return _marked(value, replace(value, **changes), places, whole if isinstance(value, Part) else entire)


def _is_entire(value: Record | Part, attested: "Attested") -> bool:
    """True if every citation in a record is known."""
    return all(attested.out(found.target) for found in references(value) if is_citation(found.path))


def _is_known(held: Any, value: Any, attested: "Attested", whole: bool) -> bool:
    """True if one item of a field is known."""
    if isinstance(held, Citation):
        return attested.out(held.source)
    if isinstance(held, Date):
        return whole or held.later_than(attested.day) is not Answer.YES
    return attested.rests(held, value) if isinstance(held, Part) else True


def _lacks_required(held: Any, path: str, record: Any, attested: "Attested") -> bool:
    """True if a part is not known yet, because only later sources state one of its required fields."""
    if not isinstance(held, Part) or isinstance(held, Difference) or not isinstance(record, Record):
        return False
    required = [name for name, item in fields(type(held)).items() if item.is_required]
    supports = [citations(record, f"{path}.{name}") for name in required]
    return any(cite and not attested.known(cite) for cite in supports)


def _inner(held: Any, value: Any, attested: "Attested", entire: bool) -> Any:
    """Return the known items of a tuple or map, with parts pruned."""
    if isinstance(held, dict):
        return held
    return tuple(pruned(item, attested, value, entire=entire) if isinstance(item, Part) else item for item in held)


def _marked(value: Any, found: Any, places: dict[str, str | None], whole: bool) -> Any:
    """Update the paths of the differences and inferences of a pruned record or part."""
    if isinstance(value, Part):
        return found if whole or not found.inferred else replace(found, inferred=_WITHHELD)
    if not isinstance(value, Record):
        return found
    differs = [(other, moved(other.field, places)) for other in found.differs]
    known_fields = fields(type(value)).items()
    emptied = {
        name for name, item in known_fields if getattr(value, item.attribute) and not getattr(found, item.attribute)
    }
    reasons = {moved(field, places): reason for field, reason in value.inferred.items() if field not in emptied}
    known = replace(
        found,
        differs=tuple(replace(other, field=field) for other, field in differs if field != GONE),
        inferred={
            field: reason if whole else _WITHHELD for field, reason in reasons.items() if field and field != GONE
        },
    )
    return _with_known_dates(value, known)


def _with_known_dates(value: Record, known: Any) -> Any:
    """Replace a date that only later sources state by a known rival date."""
    for name, item in fields(type(value)).items():
        if isinstance(getattr(value, item.attribute), Date) and getattr(known, item.attribute) is None:
            rivals = [found for found in known.differs if found.field == name and Date.read(found.value)]
            for rival in rivals[:1]:
                cite = (*known.cite, *(replace(cited, for_=(name,)) for cited in rival.cite))
                others = tuple(found for found in known.differs if found is not rival)
                known = replace(known, **{item.attribute: Date.read(rival.value), "differs": others, "cite": cite})
    return known
