"""What can be read of a record that cannot be read whole."""

from typing import Any, TypeVar

from brief.model.marks import OneOrMore
from brief.model.shape import Fields, Shape, fields
from brief.yaml.validation import Invalid, read_as

Read = TypeVar("Read", bound=Fields)


def salvaged(cls: type[Read], value: Any) -> Read:
    """Return the record or part without its wrong fields; a required one that is wrong or missing is None."""
    written = cls.fields(value)
    known = fields(cls)
    given = {name: item for name, item in written.items() if name in known} if isinstance(written, dict) else {}
    missing: dict[str, Any] = {field.attribute: None for field in known.values() if field.is_required}
    return cls.of(missing | {known[name].attribute: _held(known[name].shape, item) for name, item in given.items()})


def _held(shape: Shape, value: Any) -> Any:
    """Return as much of a value as can be read, in its own type. A list with a wrong item that is no part is empty."""
    try:
        return read_as(shape, value)
    except Invalid:
        pass
    if shape.is_part:
        return salvaged(shape.type, value)
    if shape.is_list and shape.one.is_part:
        mark = next((mark for mark in shape.marks if isinstance(mark, OneOrMore)), None)
        many = mark.listed(value) if mark else value
        return tuple(salvaged(shape.one.type, one) for one in many) if isinstance(many, list) else ()
    if shape.is_map:
        return dict.fromkeys(value) if isinstance(value, dict) else {}
    return () if shape.is_list else None
