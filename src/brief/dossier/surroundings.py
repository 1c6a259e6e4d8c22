"""Find the records related to a record: its parts, the records that refer to it, and statements about those."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.dossier.protocol import EventFilter
from brief.model.serialization import references

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier

_WIDENING = ("agreement", "event", "person", "program", "commitment")
"""Kinds that few statements are directly about: statements about their agreements and commitments count."""
_RING = ("agreement", "event", "program", "commitment")


def narrower(dossier: "Dossier", ids: Iterable[str]) -> list[str]:
    """Return these records and all their parts, each once."""
    found = dict.fromkeys(ids)
    waiting = list(found)
    for id_ in waiting:
        parts = [
            link.id for link in dossier.linked_to(id_, "part_of") if link.path == "part_of" and link.id not in found
        ]
        waiting += dict.fromkeys(parts)
        found |= dict.fromkeys(parts)
    return waiting


def steps(dossier: "Dossier", subjects: Iterable[str]) -> dict[str, int]:
    """Return the fewest steps from any of these subjects to each related record.

    What a subject builds on is one step away, with everything related to it.
    """
    return _nearest(_around(dossier, subject) for subject in subjects)


def _nearest(found: Iterable[dict[str, int]]) -> dict[str, int]:
    """Return the fewest steps to each id from several subjects."""
    fewest: dict[str, int] = {}
    for around in found:
        for id_, count in around.items():
            fewest[id_] = min(count, fewest.get(id_, count))
    return fewest


def _around(dossier: "Dossier", subject: str) -> dict[str, int]:
    grounds = getattr(dossier.get(subject), "builds_on", ())
    own = _surroundings(dossier, subject)
    beyond = ({id_: count + 1 for id_, count in _surroundings(dossier, ground).items()} for ground in grounds)
    return _nearest((own, *beyond))


def _surroundings(dossier: "Dossier", subject: str) -> dict[str, int]:
    """Return the steps: 0 for the subject, 1 for references in either direction, 2 for statements about those.

    Statements about an agreement that builds on the subject have 3.
    """
    core = narrower(dossier, [subject])
    near = {other for id_ in core for other in _neighbours(dossier, id_)}
    found = dossier.name(subject)
    kind = found.kind if found else ""
    if kind == "organization":
        near |= {claim.event.id for claim in dossier.events(EventFilter(organizations=(subject,)))}
    told = ("question", "assessment", "commitment") if kind in _WIDENING else ("question",)
    near |= {part for id_ in near if _kind(dossier, id_) == "event" for part in narrower(dossier, [id_])}
    further: set[str] = set()
    building = (link for id_ in core for link in dossier.linked_to(id_, "builds_on"))
    followers = {link.id for link in building if link.path.startswith("builds_on")}
    furthest: set[str] = set()
    for id_ in {id_ for id_ in (*core, *near) if _kind(dossier, id_) in _RING}:
        around = furthest if id_ in followers else further
        around |= {other for other in _neighbours(dossier, id_) if _kind(dossier, other) == "person"}
        around |= {link.id for link in dossier.linked_to(id_) if link.kind in told}
    return {
        **dict.fromkeys(furthest, 3),
        **dict.fromkeys(further, 2),
        **dict.fromkeys(near, 1),
        **dict.fromkeys(core, 0),
    }


def _neighbours(dossier: "Dossier", id_: str) -> Iterator[str]:
    for link in dossier.linked_to(id_):
        yield link.id
    record = dossier.get(id_)
    for reference in references(record) if record else ():
        if not reference.path.startswith("cite") and reference.path != "part_of":
            yield reference.target


def _kind(dossier: "Dossier", id_: str) -> str:
    found = dossier.name(id_)
    return found.kind if found else ""
