"""Reads values as users type them: `field=value` words, by the type of the field."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from brief.edit.structure import bracketed, from_json, structure
from brief.edit.values import shape_of, value_at, with_field
from brief.locale import say
from brief.model.dates import Date, Precision
from brief.model.dates.suggestions import only_reading
from brief.model.locators import usual
from brief.model.marks import OneOrMore, parts_of_id
from brief.model.parts import Citation, CitedByField
from brief.model.paths import PathError
from brief.model.quotation_marks import SIGNS
from brief.model.shape import Shape, fields
from brief.model.user_error import UserError
from brief.system.encodings import NotUtf8, decoded

Values = Mapping[str, object] | Iterable[str]
"""Values by field or path (`date`, `roles.0.rank`): text, dates, numbers, and lists and maps of these; or words as a
user types them (`date=24 October 2017`)."""
PARTS_OF_A_YEAR = (Precision.SEASON, Precision.QUARTER, Precision.HALF)


def values_of(cls: Any, given: Values) -> dict[str, Any]:
    """Return values by path as YAML has them, with dates in EDTF and locators in their usual spelling.

    Raise `UserError` for a word that is not `field=value`, and `PathError` for an unknown field.
    """
    if not isinstance(given, Mapping):
        return _fields_of(cls, [given] if isinstance(given, str) else given)
    return {path: spelled_value(shape_of(cls, path), _plain(value)) for path, value in given.items()}


def _plain(value: Any) -> Any:
    """Return a value as YAML has it: texts, and lists and maps of them."""
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str):
        return value
    return value.text if isinstance(value, Date) else str(value)


def _fields_of(cls: Any, words: Iterable[str]) -> dict[str, Any]:
    """Return the values of `field=value` words by path; a repeated field gives a list.

    An empty value is None. Raise `UserError` for a word without `=`, and for an unknown field.
    """
    found: dict[str, Any] = {}
    given = [*words]
    for at, word in enumerate(given):
        path, equals, text = word.partition("=")
        if not equals or not path.strip():
            raise UserError(say("`{word}` is not field=value", word=word), _quoted(given, at), 2)
        path = path.strip()
        try:
            shape = shape_of(cls, path)
            _check_form(path, shape, text.strip())
            value = _value_of(shape, text)
        except PathError as error:
            raise UserError(error.sentence, error.hint, 2) from error
        if path in found:
            if not shape_of(cls, path).is_list:
                raise UserError(say("`{path}` is given twice, but takes one value", path=path), code=2)
            before = found[path]
            value = [*(before if isinstance(before, list) else [before]), value]
        found[path] = value
    return found


def _quoted(words: list[str], at: int) -> str:
    """Return the next step for a word without a field, which a shell may have cut from the words before it."""
    if not at:
        return say("such as date=2025-03-24")
    cut = takewhile(lambda word: "=" not in word, words[at:])
    whole = re.sub(f"[{SIGNS}]", "", " ".join((words[at - 1], *cut)))
    return say("put straight quotes around a value of several words: `'{whole}'`", whole=whole)


def _check_form(path: str, shape: Shape, text: str) -> None:
    """Raise `PathError` for plain text in place of a map or of parts, which have fields of their own."""
    if not text or text[0] == "{" or (text[0] == "[" and not shape.is_map):
        return
    if shape.is_map:
        first = re.split(r"[\[\], ]+", text.strip(f"[] {SIGNS}"))[0]
        key = first if shape.key and shape.key.ref and parts_of_id(first)[1] else "KEY"
        raise PathError(say("`{path}` has keys", path=path), say("write {path}.{key}=... for each", path=path, key=key))
    if shape.one.is_part and not isinstance(shape.one.type.fields(text), dict):
        inner = fields(shape.one.type)
        first = next((name for name, field in inner.items() if field.is_required), next(iter(inner)))
        below = f"{path}.0.{first}" if shape.is_list else f"{path}.{first}"
        raise PathError(
            say("`{path}` has fields", path=path), say("write each of them, such as {below}=...", below=below)
        )


def record_of(cls: Any, given: Values) -> dict[str, Any]:
    """Return the values of a new record; raise `UserError` for an unknown field, and for one without a value."""
    found: dict[str, Any] = {}
    try:
        for path, value in values_of(cls, given).items():
            if value is None:
                raise UserError(say("`{path}` has no value", path=path), say("write one, or leave it out"), 2)
            found = with_field(found, cls, path, value)
    except PathError as error:
        raise UserError(error.sentence, error.hint, 2) from error
    return with_rival_dates(cls, found, None)


def map_of(content: bytes) -> dict[str, Any]:
    """Return a map in YAML or JSON; raise `UserError` for other input."""
    try:
        text = decoded(content, "").removeprefix("\ufeff")
    except NotUtf8 as error:
        raise UserError(say("{file}: {why}", file="-", why=error.sentence), error.hint, 2) from error
    try:
        found = from_json(text)
    except (ValueError, RecursionError):
        found = structure(text)
    if not isinstance(found, dict) or not found:
        raise UserError(
            say("there are no fields to read"), say("give `field=value` words, or a map in YAML or JSON"), 2
        )
    return found


def _value_of(shape: Shape, text: str) -> Any:
    """Return a typed text as a value of this shape; None for an empty text.

    Lists and maps have brackets; a list of ids may instead have only commas. Dates may be in words, and locators in any
    known spelling. Raise `UserError` if the text in brackets is not valid YAML.
    """
    if not text.strip():
        return None
    one = shape.one
    if (shape.is_list or shape.is_map or shape.is_part) and text.lstrip()[0] in "[{":
        found = spelled_value(shape, bracketed(text))
        is_one = shape.is_list and one.is_part and not shape.has(OneOrMore)
        return [found] if is_one and isinstance(found, dict) else found
    if shape.is_list and one.ref and "," in text:
        ids = [part.strip() for part in text.split(",")]
        return ids if all(parts_of_id(id_)[1] for id_ in ids) else text
    return spelled_value(shape, text)


def spelled_value(shape: Shape, value: Any) -> Any:
    """Return a value with its dates in EDTF and its locators in their usual spelling."""
    one = shape.one
    if isinstance(value, list):
        return [spelled_value(one, item) for item in value]
    if isinstance(value, dict):
        found = {key: spelled_value(below, held) if below else held for key, held, below in _shaped(shape, value)}
        is_located = one.type is Citation and isinstance(found.get("at"), str)
        return {**found, "at": usual(found["at"])} if is_located else found
    if isinstance(value, str) and one.type is Citation:
        source, space, at = value.strip().partition(" ")
        return f"{source}{space}{usual(at.strip())}"
    return date_of(value.strip()) if isinstance(value, str) and one.type is Date else value


def _shaped(shape: Shape, value: dict[str, Any]) -> Iterator[tuple[str, Any, Shape | None]]:
    """Yield the keys and values of a map, each with its shape if it has one."""
    is_by_field = shape.has(CitedByField) and "source" not in value
    known = {name: field.shape for name, field in fields(shape.one.type).items()} if shape.one.is_part else {}
    for key, held in value.items():
        if known and held is None and key not in known and not is_by_field:
            hint = say('put quotes around a value with a comma in it, such as `value: "60,000"`')
            raise UserError(say("a comma ends a value between brackets, and `{rest}` is left", rest=key), hint, 2)
        yield key, held, shape if is_by_field else shape.item if shape.is_map else known.get(key)


def with_rival_dates(cls: Any, values: Mapping[str, Any], held: Any) -> dict[str, Any]:
    """Return values by path with rival dates in EDTF; `held` is the existing record."""
    found = dict(values)
    for path, value in values.items():
        above, _, step = path.rpartition(".")
        if path == "differs":
            found[path] = [_with_date(cls, rival) for rival in value] if isinstance(value, list) else value
        elif above == "differs":
            found[path] = _with_date(cls, value)
        elif above.startswith("differs.") and step == "value" and isinstance(value, str):
            field = values.get(f"{above}.field") or value_at(held, f"{above}.field")
            found[path] = date_of(value) if _holds_dates(cls, field) else value
    return found


def _with_date(cls: Any, rival: Any) -> Any:
    """Return a rival with its date in EDTF, if its field is a date."""
    is_date = isinstance(rival, dict) and _holds_dates(cls, rival.get("field"))
    return {**rival, "value": date_of(str(rival.get("value") or ""))} if is_date else rival


def _holds_dates(cls: Any, path: Any) -> bool:
    try:
        return isinstance(path, str) and _is_date(cls, path)
    except PathError:
        return False


def date_of(text: str) -> str:
    """Return a date in EDTF if the text is unambiguous; else the text, such as `2024-13-03`."""
    return text if _IN_DIGITS.search(text) else only_reading(text) or text


_IN_DIGITS = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
"""A date written as year, month and day: if it is not one, it is a mistake, and nobody knows which part is wrong."""


def parts_of_a_year(cls: Any, values: Mapping[str, Any]) -> list[Date]:
    """Return the dates among values by path that look like a month but are a season, quarter or half: `2026-31`."""
    dates = [Date.read(text) for path, text in values.items() if isinstance(text, str) and _is_date(cls, path)]
    return [date for date in dates if date and date.precision in PARTS_OF_A_YEAR]


def _is_date(cls: Any, path: str) -> bool:
    return shape_of(cls, path).one.type is Date
