"""The parts of a record, and all citations in it, each with its path."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, get_args, get_origin

from brief.model.codec import class_of, unwrap
from brief.model.parts import Part

if TYPE_CHECKING:
    from brief.model.parts import Citation, Record


def parts(record: "Record") -> Iterator[tuple[str, Part]]:
    """The parts of a record, each with its path: `roles.0`, `differs.1`."""
    for name in fields_of_parts(class_of(record)):
        for index, part in enumerate(getattr(record, name)):
            yield f"{name}.{index}", part


def all_citations(record: "Record") -> "Iterator[tuple[str, Citation]]":
    """Every citation of a record and its parts, with its path: `cite.0`, `roles.0.cite.1`."""
    for index, citation in enumerate(record.cite):
        yield f"cite.{index}", citation
    for path, part in parts(record):
        for index, citation in enumerate(part.cite):
            yield f"{path}.cite.{index}", citation


@cache
def fields_of_parts(cls: Any) -> tuple[str, ...]:
    """The fields of a class of records that hold parts."""
    found: dict[str, Any] = {item.name: item.type for item in fields(cls)}
    items = {name: get_args(bare)[0] for name in found if get_origin(bare := unwrap(found[name])[1]) is tuple}
    return tuple(name for name, item in items.items() if isinstance(item, type) and issubclass(item, Part))
