"""Values as a user types them: `field=value` words, read by the type of the field."""

import json
from collections.abc import Iterable
from typing import Any

from brief.edit.values import shape_of, with_field
from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.suggestions import only_reading
from brief.model.locators import usual
from brief.model.parts import Citation
from brief.model.paths import PathError
from brief.model.shape import ID, Shape
from brief.model.user_error import UserError
from brief.yaml.nodes import nodes, plain
from brief.yaml.read import Unreadable


def fields_of(cls: Any, words: Iterable[str]) -> dict[str, Any]:
    """Return the values of `field=value` words by path; those of a field that is repeated are a list.

    An empty value is None. Raise `UserError` for a word without `=`, and for an unknown field.
    """
    found: dict[str, Any] = {}
    for word in words:
        path, equals, text = word.partition("=")
        if not equals or not path.strip():
            raise UserError(say("`{word}` is not field=value", word=word), say("such as date=2025-03-24"), 2)
        path = path.strip()
        try:
            value = value_of(shape_of(cls, path), text)
        except PathError as error:
            raise UserError(error.sentence, error.hint, 2) from error
        if path in found:
            before = found[path]
            value = [*(before if isinstance(before, list) else [before]), value]
        found[path] = value
    return found


def record_of(cls: Any, words: Iterable[str]) -> dict[str, Any]:
    """Return the values of a new record from `field=value` words; raise `UserError` for an unknown field."""
    found: dict[str, Any] = {}
    try:
        for path, value in fields_of(cls, words).items():
            if value is None:
                raise UserError(say("`{path}` has no value", path=path), say("write one, or leave it out"), 2)
            found = with_field(found, cls, path, value)
    except PathError as error:
        raise UserError(error.sentence, error.hint, 2) from error
    return found


def record_from(content: bytes) -> dict[str, Any]:
    """Return the values of a new record from a map of its fields in YAML or JSON; raise `UserError` for others."""
    text = content.decode("utf-8-sig", "replace")
    try:
        found = json.loads(text, parse_int=str, parse_float=str)
    except ValueError:
        found = _structure(text)
    if not isinstance(found, dict) or not found:
        raise UserError(
            say("there are no fields to read"), say("give `field=value` words, or a map in YAML or JSON"), 2
        )
    return {key: _as_written(value) for key, value in found.items()}


def _as_written(value: Any) -> Any:
    """Return a value of JSON as YAML has it."""
    if isinstance(value, dict):
        return {key: _as_written(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value


def value_of(shape: Shape, text: str) -> Any:
    """Return a typed text as a value of this shape.

    A list or map is written between brackets, ids of a list also with commas between them. Dates may be in words, and
    locators in any known spelling. Raise `UserError` for brackets that are no YAML.
    """
    if not text.strip():
        return None
    one = shape.one
    if (shape.is_list or shape.is_map or shape.is_part) and text.lstrip()[0] in "[{":
        return _structure(text)
    if one.type is Date:
        return date_of(text.strip())
    if one.type is Citation:
        source, space, at = text.strip().partition(" ")
        return f"{source}{space}{usual(at.strip())}"
    if shape.is_list and one.ref and "," in text:
        ids = [part.strip() for part in text.split(",")]
        return ids if all(map(ID.fullmatch, ids)) else text
    return text


def date_of(text: str) -> str:
    """Return a date in EDTF, if the text can only mean one; else the text."""
    return only_reading(text) or text


def _structure(text: str) -> Any:
    try:
        return plain(nodes(text))
    except Unreadable as error:
        raise UserError(error.finding.sentence, error.finding.hint, 2) from error
