"""Values with their support: citations, rival values and inference notes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import found_at, is_within
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.paths import Target


class Stated(NamedTuple):
    """A value of a record with its support."""

    record: Record
    path: str
    """The field: `date`, `roles.0.rank`; empty for the record as a whole."""
    value: Any
    """The value; None if the field is empty."""
    cite: tuple[Citation, ...]
    """The citations of this value; none if it is inferred."""
    rivals: tuple[Difference, ...]
    """Rival values, each with its own citations."""
    inferred: str | None
    """What the value is inferred from, if no source states it."""
    external: bool
    """True if it comes from outside the dossier's main sources."""


def stated(record: Record, path: str = "") -> Stated:
    """Return the value at a path; an empty path means the whole record.

    A rival of the whole record is not a rival of each field.
    """
    target = found_at(record, path) if path else None
    value = target.value if target else None
    rivals = tuple(found for found in record.differs if (found.field or "") == path)
    reason = inference(record, path, target)
    return Stated(record, path, value, () if reason else citations(record, path), rivals, reason, record.external)


def inference(record: Record, path: str, target: "Target | None" = None) -> str | None:
    """Return what a value is inferred from: the note on its own field, on one above it, or on its part."""
    for field in _above(path):
        if field in record.inferred:
            return record.inferred[field]
    part = target.part if target else None
    return part.inferred if isinstance(part, Part) else None


def is_inferred(record: Record, path: str) -> bool:
    """True if the whole value at a path is inferred, so that no source states it."""
    return any(field in record.inferred for field in _above(path))


def _above(path: str) -> Iterator[str]:
    """Yield a path and its parents: `roles.0.rank`, `roles.0`, `roles`."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def citations(record: Record, path: str = "") -> tuple[Citation, ...]:
    """Return the citations that support the value at a path.

    These are the citations of the innermost part that has any, otherwise of the record. A citation that names the
    field, or one above it, takes precedence over citations that name none. Citations of fields below it are added.
    An empty path gives all citations of the record. A difference has only its own, because it says what the sources
    of the record do not say.
    """
    held, rest = record.cite, path
    for part, below in _parts_on(record, path):
        if part.cite or isinstance(part, Difference):
            held, rest = part.cite, below
    return of_field(held, rest)


def of_field(cite: tuple[Citation, ...], path: str) -> tuple[Citation, ...]:
    """Return the citations of one record or part that support the value at a path in it."""
    if not path or not any(found.for_ for found in cite):
        return cite
    nearest = max((field for found in cite for field in found.for_ if is_within(path, field)), key=len, default=None)
    return tuple(
        found
        for found in cite
        if (nearest in found.for_ if nearest else not found.for_) or any(is_within(field, path) for field in found.for_)
    )


def _parts_on(record: Record, path: str) -> Iterator[tuple[Part, str]]:
    """Yield the parts on a path, outermost first, each with the rest of the path."""
    steps = path.split(".")
    for index in range(1, len(steps) + 1):
        found = found_at(record, ".".join(steps[:index]))
        if found and isinstance(found.value, Part):
            yield found.value, ".".join(steps[index:])
