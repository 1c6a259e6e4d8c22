"""Writes values as YAML in the style of the surrounding text."""

import json
import re
import textwrap
from typing import Any

from brief.edit.other_types import is_of_other_type
from brief.named_tuple import NamedTuple
from brief.yaml.discovery import Unreadable
from brief.yaml.nodes import nodes, plain

WIDTH = 120
"""Greatest length of a line; longer texts and lists are wrapped."""
_NARROW = 40
"""Least width of a wrapped text, whatever its indentation."""
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


class Written(NamedTuple):
    """A value in YAML, to write after its key or dash."""

    head: str
    """The part on the line of the key."""
    lines: tuple[str, ...] = ()
    """The lines below it, indented."""


class Style(NamedTuple):
    """The indentation of a file."""

    indent: int = 2
    """Columns that a map is indented relative to its key."""
    dash: int = 0
    """Columns that the dashes of a list are indented relative to its key."""


class Place(NamedTuple):
    """Where a value is written."""

    column: int
    """Column of its key or dash."""
    key: str = ""
    """Its key; empty in a list."""
    style: Style = Style()
    quote: str = ""
    """The quote of the text that it replaces."""
    used: int = 0
    """Columns of its first line that are already used."""


def written(value: Any, place: Place) -> Written:
    """Return a value as YAML in block style: maps and lists of maps have lines of their own."""
    column = place.column
    if isinstance(value, dict) and value:
        return Written("", tuple(map_lines(value, column + place.style.indent, place.style)))
    if isinstance(value, list) and value:
        line = flow(value)
        if not any(isinstance(item, dict | list) for item in value) and place.used + len(line) <= WIDTH:
            return Written(line)
        items = (item_lines(item, column + place.style.dash, place.style) for item in value)
        return Written("", tuple(line for lines in items for line in lines))
    if isinstance(value, str):
        return _text(value, place)
    return Written(flow(value))


def map_lines(value: dict[str, Any], column: int, style: Style) -> list[str]:
    """Return the entries of a map as lines, indented to this column."""
    lines = []
    for key, held in value.items():
        begun = f"{' ' * column}{name(key)}:"
        found = written(held, Place(column, key, style, used=len(begun) + 1))
        lines += [f"{begun} {found.head}" if found.head else begun, *found.lines]
    return lines


def item_lines(item: Any, column: int, style: Style) -> list[str]:
    """Return an item of a list as lines, with its dash in this column."""
    begun = f"{' ' * column}- "
    if isinstance(item, dict) and item:
        first, *rest = map_lines(item, column + 2, style)
        return [begun + first.lstrip(" "), *rest]
    if isinstance(item, list):
        return [begun + flow(item)]
    found = written(item, Place(column, style=style, used=column + 2))
    return [begun + found.head, *found.lines]


def flow(value: Any, key: str = "", quote: str = "") -> str:
    """Return a value as YAML in flow style, in one line."""
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name(each)}: {flow(held, each)}' for each, held in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(flow, value))}]"
    return "" if value is None else scalar(value, key, quote, is_flow=True)


def name(key: str) -> str:
    """Return a key as YAML."""
    is_plain = _reads(f"{key}: x\n", {key: "x"}) and _reads(f"{{{key}: x}}", {key: "x"})
    is_plain = is_plain and not is_of_other_type(key, "key")
    return key if is_plain else _quoted(key, "")


def scalar(text: str, key: str = "", quote: str = "", *, is_flow: bool = False) -> str:
    """Return a text as YAML in one line: plain if brief and other programs read that as the same text."""
    if text and not quote and "#" not in text[:1] and not is_of_other_type(text, key) and _is_plain(text, key, is_flow):
        return text
    return _quoted(text, quote)


def _text(text: str, place: Place) -> Written:
    """Return a text in one line if possible; a long one is folded, and one with several lines is literal."""
    line = scalar(text, place.key, place.quote)
    if "\n" in text and not place.quote:
        return _literal(text, place.column) or Written(line)
    if place.used + len(line) > WIDTH and not place.quote:
        return _folded(text, place.column) or Written(line)
    return Written(line)


def _folded(text: str, column: int) -> Written | None:
    """Return a text as a folded block scalar; None if it would be read as another text."""
    if not text or text != " ".join(text.split()):
        return None
    indent = " " * (column + 2)
    lines = textwrap.wrap(text, max(_NARROW, WIDTH - len(indent)), break_long_words=False, break_on_hyphens=False)
    if len(lines) < 2:
        return None
    return _kept(Written(">-", tuple(indent + line for line in lines)), text)


def _literal(text: str, column: int) -> Written | None:
    """Return a text as a literal block scalar; None if it would be read as another text."""
    indent = " " * (column + 2)
    head, lines = ("|", text[:-1]) if text.endswith("\n") else ("|-", text)
    return _kept(Written(head, tuple((indent + line).rstrip(" ") for line in lines.split("\n"))), text)


def _kept(found: Written, text: str) -> Written | None:
    whole = "\n".join([f"x: {found.head}", *found.lines, ""])
    return found if not _ESCAPED.search(text.replace("\n", "")) and _reads(whole, {"x": text}) else None


def _is_plain(text: str, key: str, is_flow: bool) -> bool:
    """True if a text without quotes is read as itself, as any of several values."""
    if _ESCAPED.search(text) or text != text.strip():
        return False
    if not key:
        return _reads(f"[{text}, {text}]" if is_flow else f"- {text}\n- {text}\n", [text, text])
    first, second = name(key), name(f"{key}0")
    shown = f"{{{first}: {text}, {second}: {text}}}" if is_flow else f"{first}: {text}\n{second}: {text}\n"
    return _reads(shown, {key: text, f"{key}0": text})


def _reads(yaml: str, value: Any) -> bool:
    """True if a YAML text is read as this value."""
    try:
        return bool(plain(nodes(yaml)) == value)
    except Unreadable:
        return False


def _quoted(text: str, quote: str) -> str:
    """Return a text in quotes: double ones, unless it has some and needs no escapes."""
    if not _ESCAPED.search(text) and (quote == "'" or (not quote and ('"' in text or "\\" in text))):
        return "'" + text.replace("'", "''") + "'"
    return _ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
