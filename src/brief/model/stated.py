"""Values with their support: citations, rival values and inference notes."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from brief.model.parts import DESK, Citation, Difference, Part, Record
from brief.model.paths import found_at, is_within
from brief.model.serialization import class_of
from brief.model.shape import Fields, fields
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.header import Header
    from brief.model.paths import Target


def parts(record: "Record") -> list[tuple[str, Part]]:
    """Return the parts of a record, each with its path: `roles.0`, `differs.1`."""
    held = vars(record)  # without omitted fields
    found: list[tuple[str, Part]] = []
    for name in fields_of_parts(class_of(record)):
        if name in held:
            found += [(f"{name}.{index}", part) for index, part in enumerate(held[name])]
    return found


def all_citations(record: "Record") -> "list[tuple[str, Citation]]":
    """Return every citation of a record and its parts, with its path: `cite.0`, `roles.0.cite.1`."""
    found = [(f"cite.{index}", citation) for index, citation in enumerate(record.cite)]
    for path, part in parts(record):
        found += [(f"{path}.cite.{index}", citation) for index, citation in enumerate(part.cite)]
    return found


@cache
def fields_of_parts(cls: Any) -> tuple[str, ...]:
    """Return the fields of a class that contain parts."""
    return tuple(name for name, found in fields(cls).items() if _is_part(found.shape.one.type))


def _is_part(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Part)


def rivals_by_field(record: Record) -> dict[str, list[Difference]]:
    """Return the rival values of a record by the field that they name; those of the record as a whole have no name."""
    found: dict[str, list[Difference]] = {}
    for rival in record.differs:
        found.setdefault(rival.field or "", []).append(rival)
    return found


class Stated(NamedTuple):
    """A value of a record with its support."""

    record: Record
    path: str
    """The field: `date`, `roles.0.rank`; empty for the record as a whole."""
    value: Any
    """The value; None if the field is empty."""
    inferred: str | None
    """What the value is inferred from, if no source states it."""

    @property
    def cite(self) -> tuple[Citation, ...]:
        """The citations of this value; none if it is inferred."""
        return () if self.inferred else citations(self.record, self.path)

    @property
    def rivals(self) -> tuple[Difference, ...]:
        """Rival values, each with its own citations. A rival of the whole record is not one of each field."""
        return tuple(found for found in self.record.differs if (found.field or "") == self.path)


def stated(record: Record, path: str = "") -> Stated:
    """Return the value at a path; an empty path means the whole record."""
    target = found_at(record, path) if path else None
    return Stated(record, path, target.value if target else None, inference(record, path, target))


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


def is_in_doubt(record: Record, path: str) -> bool:
    """True if sources differ on a value or on one below it, or the desk infers one of these."""
    fields = (*record.inferred, *(found.field for found in record.differs if found.field))
    return any(is_within(field, path) for field in fields)


def _above(path: str) -> Iterator[str]:
    """Yield a path and its parents: `roles.0.rank`, `roles.0`, `roles`."""
    while path:
        yield path
        path = path.rpartition(".")[0]


def citations(record: "Record | Header", path: str = "") -> tuple[Citation, ...]:
    """Return the citations that support the value at a path; none if the field is empty, or has its default.

    These are the citations of the innermost part that has any, with those of the record that name its fields; otherwise
    those of the record. A value of several fields has those of each that is filled: a citation that names the field, or
    one above it, takes precedence over citations that name none. Editorial fields have only those that name them. An
    empty path gives all citations of the record. A difference has only its own, because it says what the sources of the
    record do not say.
    """
    owner: Record | Header | Part = record
    rest = innermost = path
    cite = record.cite
    for part, below in _parts_on(record, path):
        innermost = below
        if part.cite or isinstance(part, Difference):
            above = rest.removesuffix(below).rstrip(".")
            owner, rest, cite = part, below, (*part.cite, *_of_part(cite, f"{above}."))
    target = found_at(owner, rest) if rest else None
    value = target.value if target else None if rest else owner
    is_stated = value not in (*_EMPTY, _default(owner, rest)) or _is_key(owner, rest)
    if not is_stated or innermost.partition(".")[0] in _UNSTATED:
        return tuple(found for found in cite if any(is_within(rest, field) for field in found.for_))
    if isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
        return tuple(
            dict.fromkeys(found for index, _ in enumerate(value) for found in citations(record, f"{path}.{index}"))
        )
    if (owner is record and not rest) or not any(found.for_ for found in cite):
        return cite
    filled = list(_filled(rest, value))
    return tuple(found for found in cite if any(_supports(found, cite, field) for field in filled))


def _of_part(cite: tuple[Citation, ...], part: str) -> Iterator[Citation]:
    """Yield the citations of a record that name fields of one of its parts, as if the part had them."""
    for found in cite:
        if names := tuple(name.removeprefix(part) for name in found.for_ if name.startswith(part)):
            yield found.replaced(for_=names)


_EMPTY: tuple[object, ...] = (None, (), {})
_UNSTATED = DESK - {"short"}
"""Fields that no source states. A short title rests on all that the record rests on: it may reveal any of it."""


def _default(owner: Fields, name: str) -> object:
    """Return the value of a field of a record or part if it is omitted."""
    return found.default if (found := fields(type(owner)).get(name)) else None


def _is_key(owner: Fields, path: str) -> bool:
    """True if a path is an entry of a map, such as `who.jane-doe`, which says something even without a word."""
    head, _, key = path.partition(".")
    held = getattr(owner, head, None) if key else None
    return isinstance(held, dict) and key in held


def _filled(path: str, value: object) -> Iterator[str]:
    """Yield the paths of all that sources state in a value: the fields of parts, the items of lists and maps."""
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _filled(f"{path}.{index}", item)
    elif isinstance(value, dict):
        yield from (f"{path}.{key}" for key in value)
    elif isinstance(value, Fields) and not isinstance(value, Citation):
        for name, item in fields(type(value)).items():
            held = getattr(value, item.attribute)
            if held != item.default and name not in _NOT_STATED:
                yield from _filled(f"{path}.{name}".lstrip("."), held)
    else:
        yield path


_NOT_STATED = DESK | {"id", "cite", "differs"}
"""Fields that no source states."""


def of_field(cite: tuple[Citation, ...], path: str) -> tuple[Citation, ...]:
    """Return the citations of one record or part that support the field at a path in it."""
    return tuple(found for found in cite if not path or _supports(found, cite, path))


def _supports(found: Citation, cite: tuple[Citation, ...], path: str) -> bool:
    """True if a citation supports the field at a path, by naming it or, if no citation does, by naming none."""
    nearest = max((field for each in cite for field in each.for_ if is_within(path, field)), key=len, default=None)
    if any(is_within(field, path) for field in found.for_):
        return True
    return nearest in found.for_ if nearest else not found.for_


def _parts_on(record: "Record | Header", path: str) -> Iterator[tuple[Part, str]]:
    """Yield the parts on a path, outermost first, each with the rest of the path."""
    if "." not in path:
        return
    steps = path.split(".")
    head = fields(type(record)).get(steps[0])
    if not head or not _is_part(head.shape.one.type):
        return
    for index in range(2, len(steps) + 1):
        found = found_at(record, ".".join(steps[:index]))
        if found and isinstance(found.value, Part):
            yield found.value, ".".join(steps[index:])
