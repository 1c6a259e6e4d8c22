"""Handles characters that are invisible, or that affect the characters next to them.

YAML allows most of them, but libyaml fails at some. So a parser gets a placeholder for each of those ("parked"), and
its output is converted back ("unparked").
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from brief.document import HIDDEN
from brief.locale import say
from brief.model.findings import Finding, Severity
from brief.yaml.lines import Lines

_REFUSED = [*range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF]
"""Characters at which libyaml fails, although quotes may contain them (https://yaml.org/spec/1.2.2/, section 5.1)."""
_SPARE = [*range(0xFDD0, 0xFDF0), 0x1FFFE, 0x1FFFF, 0x2FFFE, 0x2FFFF]
"""The same number of Unicode noncharacters as placeholders. If a file contains one, U+FFFD replaces it."""
_PARKED = dict.fromkeys(_SPARE, 0xFFFD) | dict(zip(_REFUSED, _SPARE, strict=True))
_UNPARKED = dict(zip(_SPARE, _REFUSED, strict=True))
_HIDDEN = f"{HIDDEN}|[\u2028\u2029]"
_ESCAPE = re.compile(r"\\(x..|u.{4}|U.{8}|.)", re.DOTALL)
_SHORT = {"0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "N": "\x85", "L": "\u2028", "P": "\u2029"}
"""The hidden characters that have a short escape (https://yaml.org/spec/1.2.2/, section 5.7)."""
_REFUSED_SIGN = re.compile(f"[{''.join(map(chr, [*_REFUSED, *_SPARE]))}]")


def parked(text: str) -> str:
    """Return a text with placeholders for the characters at which libyaml fails."""
    return text.translate(_PARKED) if _REFUSED_SIGN.search(text) else text


def unparked(value: Any) -> Any:
    """Return a value, map or list with the original characters of the file."""
    if isinstance(value, str):
        return value.translate(_UNPARKED)
    if isinstance(value, tuple):
        return tuple(map(unparked, value))
    if isinstance(value, dict):
        return {unparked(key): unparked(held) for key, held in value.items()}
    return [unparked(item) for item in value] if isinstance(value, list) else value


def escaped(written: str) -> Iterator[Finding]:
    """Yield a finding for each escape in double quotes that stands for a hidden character; its first line is 1."""
    text, end, escapes = "", 0, {}
    for found in _ESCAPE.finditer(written):
        text += written[end : found.start()]
        escapes[len(text)] = found
        text += chr(int(found[1][1:], 16)) if found[1][1:] else _SHORT.get(found[1], " ")
        end = found.end()
    for sign in re.finditer(_HIDDEN, text + written[end:]):
        if escape := escapes.get(sign.start()):
            line = written.count("\n", 0, escape.start()) + 1
            column = escape.start() - written.rfind("\n", 0, escape.start())
            yield _finding(sign[0])._replace(line=line, column=column, width=len(escape[0]))


def hidden(text: str, line: int) -> Iterator[Finding]:
    """Yield a finding for each hidden character in a text; `line` is the number of its first line."""
    lines, number, counted = Lines(text), 1, 0
    for found in re.finditer(_HIDDEN, text):
        number += text.count("\n", counted, found.start())
        counted = found.start()
        column = counted - text.rfind("\n", 0, counted)
        yield lines.put(_finding(found[0]), number, column)._replace(line=line + number - 1)


def _finding(sign: str) -> Finding:
    """Return the finding for one character, without its position."""
    code = f"U+{ord(sign):04X}"
    if name := unicodedata.name(sign, "").lower():
        sentence = say("this character is invisible: {code}, {name}", code=code, name=name)
        hint: str = say("write a space, or a new line") if sign in "\u2028\u2029" else say("delete it")
        return Finding("hidden-character", sentence, hint, Severity.WARNING)
    if ord(sign) > 0xFF:
        return Finding(
            "hidden-character", say("{code} is not a character", code=code), say("delete it"), Severity.WARNING
        )
    letter = bytes([ord(sign)]).decode("windows-1252", "ignore")
    hint = (
        say("write `{letter}`, which is this byte in Windows-1252", letter=letter)
        if letter.isprintable() and letter
        else say("delete it")
    )
    return Finding("hidden-character", say("this is the control character {code}", code=code), hint, Severity.WARNING)
