"""Reads maps and lists that a user types or pipes in, as strictly as the files of a dossier."""

import json
from io import BytesIO
from typing import Any

from brief.locale import say
from brief.model.findings import Severity
from brief.model.user_error import UserError
from brief.yaml.build import Builder
from brief.yaml.discovery import Unreadable
from brief.yaml.text import YamlText


def structure(text: str) -> Any:
    """Read a map or list in YAML; raise `UserError` if it has an error, or a value that a comma may have cut."""
    builder = Builder(YamlText(BytesIO(text.encode())))
    found: Any = None
    try:
        for entry in builder.entries():
            if not entry.section:
                found = entry.value
            elif entry.id is None:
                found = {**(found or {}), entry.section: entry.value}
            else:
                found[entry.section][entry.id] = entry.value
        errors = [each for each in builder.findings if each.severity is Severity.ERROR or each.code == "cut-value"]
    except Unreadable as error:
        errors = [error.finding]
    if errors:
        where = say("line {line}: ", line=errors[0].line) if "\n" in text.strip() else ""
        raise UserError(f"{where}{errors[0].sentence}", errors[0].hint, 2)
    return found


def bracketed(text: str) -> Any:
    """Read one map or list in brackets; raise `UserError` if it has an error, or more text follows."""
    try:
        items = structure(f"[{text}]")
    except UserError:
        structure(text)  # its error does not name the brackets around it
        raise
    if len(items) != 1:
        raise UserError(say("there are several values here"), say("put `[` and `]` around a list"), 2)
    return items[0]


def from_json(text: str) -> Any:
    """Read a value in JSON as if from YAML; raise `ValueError` if it is not JSON, `UserError` for a duplicate key."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        held = dict(pairs)
        if len(held) < len(pairs):
            twice = next(key for index, (key, _) in enumerate(pairs) if key in dict(pairs[:index]))
            raise UserError(say("`{value}` appears twice in this map", value=twice), say("leave one of them out"), 2)
        return held

    return _as_written(json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=once))


def _as_written(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_written(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_as_written(item) for item in value]
    return str(value).lower() if isinstance(value, bool) else value
