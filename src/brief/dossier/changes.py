"""Find the differences between two states of a dossier: record by record, and value by value."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from brief.dossier.value_changes import Point, points, wild
from brief.model.kinds import KINDS
from brief.model.locators import usual
from brief.model.parts import Difference, Part
from brief.model.stated import parts
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier
    from brief.dossier.renamed import Renamed
    from brief.model.parts import Citation, Record


class Pair(NamedTuple):
    """A record in both states; None if it is missing in one."""

    before: "Record | None"
    now: "Record | None"
    into: str = ""
    """Id of the record that a missing one has become part of, if any."""

    @property
    def record(self) -> "Record":
        """The record as it is now, or was last."""
        found = self.now or self.before
        assert found
        return found


class Changes(NamedTuple):
    """What differs in a record that both states have."""

    before: "Record"
    now: "Record"
    points: tuple[Point, ...]
    """Facts that differ."""
    desk: tuple[Point, ...]
    """Fields of the author that differ, such as the short title."""
    disputes: "tuple[Difference, ...]"
    """Rival values that are new."""
    settled: "tuple[Difference, ...]"
    """Rival values that are gone."""
    inferred: tuple[str, ...]
    """Fields that are now inferred, and were not."""
    stated: tuple[str, ...]
    """Fields that were inferred, and are not now."""
    cited: "tuple[Citation, ...]"
    """Citations of places that the record did not cite before."""
    uncited: "tuple[Citation, ...]"
    """Citations that it no longer has."""


def pairs(before: "Renamed", now: "Dossier") -> Iterator[Pair]:
    """Yield the records that differ, grouped by kind. A record whose id changed counts as one record."""
    for kind in KINDS:
        left = {record.id: record for record in before.records(kind)}
        for record in now.records(kind):
            former = left.pop(before.id_before(record.id), None)
            if former != record:
                yield Pair(former, record)
        yield from (Pair(record, None, before.current.get(record.id, "")) for record in left.values())


def changes(pair: Pair) -> Changes:
    """Return what differs in a record that both states have."""
    before, now, _ = pair
    assert before
    assert now
    found = list(points(before, now))
    disputes, settled = (_rivals(*ends) for ends in ((now, before), (before, now)))
    inferred, stated = (_inferred(*ends) for ends in ((now, before), (before, now)))
    cited, uncited = (_citations(*ends) for ends in ((now, before), (before, now)))
    facts, desk = (tuple(point for point in found if point.is_of_desk is wanted) for wanted in (False, True))
    return Changes(before, now, facts, desk, disputes, settled, inferred, stated, cited, uncited)


def _rivals(record: "Record", other: "Record") -> "tuple[Difference, ...]":
    """Return the rival values of a record that are missing in the other state."""
    missing = Counter((wild(found.field or ""), found.value) for found in other.differs)
    shown = []
    for found in record.differs:
        key = (wild(found.field or ""), found.value)
        if not missing[key]:
            shown.append(found)
        missing[key] -= missing[key] > 0
    return tuple(shown)


def _inferred(record: "Record", other: "Record") -> tuple[str, ...]:
    """Return the fields that are inferred in this state but not in the other."""
    there = {wild(path) for path in reasons(other)}
    return tuple(path for path in reasons(record) if wild(path) not in there)


def reasons(record: "Record") -> Mapping[str, str]:
    """Return the inference note of each inferred field or part."""
    found = dict(record.inferred)
    for path, part in stated_parts(record):
        if part.inferred:
            found[path] = part.inferred
    return found


def stated_parts(record: "Record") -> Iterator[tuple[str, Part]]:
    """Yield the parts of a record that state facts, such as roles, each with its path; rival values are excluded."""
    return ((path, part) for path, part in parts(record) if not isinstance(part, Difference))


def _citations(record: "Record", other: "Record") -> "tuple[Citation, ...]":
    """Return the citations of locators that the other state of a record does not cite."""
    there = {(cited.source, usual(cited.at or "")) for cited in own_citations(other)}
    found = {(cited.source, usual(cited.at or "")): cited for cited in own_citations(record)}
    return tuple(cited for key, cited in found.items() if key not in there)


def own_citations(record: "Record") -> Iterator["Citation"]:
    """Yield the citations of a record and of its parts; those of rival values are not its own."""
    yield from record.cite
    for _, part in stated_parts(record):
        yield from part.cite
