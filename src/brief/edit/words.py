"""Values as a user types them: `field=value` words, read by the type of the field."""

from collections.abc import Iterable
from typing import Any

from brief.edit.values import shape_of
from brief.locale import say
from brief.model.dates import Date
from brief.model.shape import Shape
from brief.model.user_error import UserError
from brief.yaml.nodes import nodes, plain
from brief.yaml.read import Unreadable


def fields_of(cls: Any, words: Iterable[str]) -> dict[str, Any]:
    """Return the values of `field=value` words by path; those of a field that is repeated are a list.

    An empty value is None. Raise `UserError` for a word without `=`, and `PathError` for an unknown field.
    """
    found: dict[str, Any] = {}
    for word in words:
        path, equals, text = word.partition("=")
        if not equals or not path.strip():
            raise UserError(say("`{word}` is not field=value", word=word), say("such as date=2025-03-24"), 2)
        path = path.strip()
        value = value_of(shape_of(cls, path), text)
        if path in found:
            before = found[path]
            value = [*(before if isinstance(before, list) else [before]), value]
        found[path] = value
    return found


def value_of(shape: Shape, text: str) -> Any:
    """Return a typed text as a value of this shape: a list or map between brackets, a date in words, or the text.

    Raise `UserError` for brackets that are no YAML.
    """
    if not text.strip():
        return None
    one = shape.one
    if (shape.is_list or shape.is_map or shape.is_part) and text.lstrip()[0] in "[{":
        return _structure(text)
    if one.type is Date:
        return date_of(text.strip())
    return text


def date_of(text: str) -> str:
    """Return a date in EDTF, if the text can only mean one: `24 October 2017` is `2017-10-24`; else the text."""
    if Date.read(text) is not None:
        return text
    from brief.model.dates.suggestions import suggest

    _, candidates = suggest(text) or ("", ())
    return candidates[0] if len(candidates) == 1 else text


def _structure(text: str) -> Any:
    try:
        return plain(nodes(text))
    except Unreadable as error:
        raise UserError(f"`{text}`: {error.finding.sentence}", error.finding.hint, 2) from error
