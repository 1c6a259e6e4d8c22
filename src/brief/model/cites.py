"""The parts of a record, and all citations in it, each with its path."""

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from brief.model.parts import Part
from brief.model.serialization import class_of
from brief.model.shape import fields

if TYPE_CHECKING:
    from brief.model.parts import Citation, Record


def parts(record: "Record") -> Iterator[tuple[str, Part]]:
    """Yield the parts of a record, each with its path: `roles.0`, `differs.1`."""
    for name in fields_of_parts(class_of(record)):
        for index, part in enumerate(getattr(record, name)):
            yield f"{name}.{index}", part


def all_citations(record: "Record") -> "Iterator[tuple[str, Citation]]":
    """Yield every citation of a record and its parts, with its path: `cite.0`, `roles.0.cite.1`."""
    for index, citation in enumerate(record.cite):
        yield f"cite.{index}", citation
    for path, part in parts(record):
        for index, citation in enumerate(part.cite):
            yield f"{path}.cite.{index}", citation


@cache
def fields_of_parts(cls: Any) -> tuple[str, ...]:
    """Return the fields of a class that contain parts."""
    return tuple(name for name, found in fields(cls).items() if _is_part(found.shape.one.type))


def _is_part(type_: Any) -> bool:
    return isinstance(type_, type) and issubclass(type_, Part)
