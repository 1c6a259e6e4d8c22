"""A value with what supports it: its own citations, its rivals with theirs, and what it is inferred from."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from brief.model.parts import Citation, Difference, Part, Record
from brief.model.paths import found_at, is_within

if TYPE_CHECKING:
    from brief.model.paths import Target


class Stated(NamedTuple):
    """A value of a record as the dossier states it."""

    record: Record
    path: str
    """The field: `date`, `roles.0.rank`; empty for the record as a whole."""
    value: Any
    """What the record has there; None where the field is empty."""
    cite: tuple[Citation, ...]
    """The citations of this value; none where it is inferred, because no source states it."""
    rivals: tuple[Difference, ...]
    """What other passages say instead, each with citations of its own."""
    inferred: str | None
    """What the value is inferred from, if no source states it."""
    external: bool
    """Whether it comes from outside the dossier's main sources."""


def stated(record: Record, path: str = "") -> Stated:
    """The value at a path of a record; an empty path means the record as a whole.

    A rival of the whole record is a rival of the record alone, not of each field.
    """
    target = found_at(record, path) if path else None
    value = target.value if target else None
    rivals = tuple(found for found in record.differs if (found.field or "") == path)
    reason = inference(record, path, target)
    return Stated(record, path, value, () if reason else citations(record, path), rivals, reason, record.external)


def inference(record: Record, path: str, target: "Target | None" = None) -> str | None:
    """What a value is inferred from: by its own field, one above it, or the part that it is in."""
    for field in _above(path):
        if field in record.inferred:
            return record.inferred[field]
    part = target.part if target else None
    return part.inferred if isinstance(part, Part) else None


def is_inferred(record: Record, path: str) -> bool:
    """Whether the whole value at a path is inferred, so that no source states it."""
    return any(field in record.inferred for field in _above(path))


def _above(path: str) -> Iterator[str]:
    """A path, and each that it is within: `roles.0.rank`, `roles.0`, `roles`."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def citations(record: Record, path: str = "") -> tuple[Citation, ...]:
    """The citations that support the value at a path.

    They are those of the innermost part that has any, or else of the record. Among these a citation that names the
    field, or one above it, goes before citations that name none; citations of fields below it are added. For an empty
    path they are all citations of the record. A difference has only its own, because it says what the sources of the
    record do not say.
    """
    held, rest = record.cite, path
    for part, below in _parts_on(record, path):
        if part.cite or isinstance(part, Difference):
            held, rest = part.cite, below
    return of_field(held, rest)


def of_field(cite: tuple[Citation, ...], path: str) -> tuple[Citation, ...]:
    """Those of the citations of one record or part that support the value at a path within it."""
    if not path or not any(found.for_ for found in cite):
        return cite
    nearest = max((field for found in cite for field in found.for_ if is_within(path, field)), key=len, default=None)
    return tuple(
        found
        for found in cite
        if (nearest in found.for_ if nearest else not found.for_) or any(is_within(field, path) for field in found.for_)
    )


def _parts_on(record: Record, path: str) -> Iterator[tuple[Part, str]]:
    """The parts that a path leads through, the outermost first, each with the rest of the path."""
    steps = path.split(".")
    for index in range(1, len(steps) + 1):
        found = found_at(record, ".".join(steps[:index]))
        if found and isinstance(found.value, Part):
            yield found.value, ".".join(steps[index:])
