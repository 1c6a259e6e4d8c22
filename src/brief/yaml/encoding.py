"""Explains bytes that are not text in UTF-8: the position of the first one, and the likely encoding of the file."""

import codecs
import re
from typing import BinaryIO

from brief.locale import say
from brief.model.findings import Finding
from brief.system.encodings import how_to_convert, wide_encoding
from brief.yaml.lines import Lines

CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters that YAML does not allow, not even in quotes."""
_BREAK = re.compile(b"\r\n|\r|\n")
_SAMPLE = 1 << 12
_OLD = "WINDOWS-1252"
"""The encoding that Windows calls "ANSI" in western locales; Latin-1 has the same letters."""


def fault(file: BinaryIO, path: str) -> Finding:
    """Return the finding for the first byte or character that YAML does not allow; read the file from its beginning.

    The hint repeats the path of the file.
    """
    file.seek(0)
    if finding := _wide(file.read(_SAMPLE), path):
        return finding
    file.seek(0)
    line = 0
    is_utf8 = False
    for raw in file:
        for part in _BREAK.split(raw.removeprefix(codecs.BOM_UTF8) if not line else raw):
            line += 1
            if finding := _fault_in(part, path, is_utf8):
                return finding._replace(line=line)
            is_utf8 = is_utf8 or not part.isascii()
        line -= 1  # the part after the last break belongs to the next line
    return Finding("unreadable-file", say("this file changed while it was read"), say("read it again"))


def _wide(head: bytes, path: str) -> Finding | None:
    """Return a finding if the file is in UTF-16 or UTF-32."""
    if not (encoding := wide_encoding(head)):
        return None
    first = head.decode(encoding, "replace").partition("\n")[0].rstrip("\r")
    sentence = say("this file is in {encoding}", encoding=encoding[:6])
    return Lines(first).put(
        Finding("unreadable-file", sentence, how_to_convert(encoding, path, is_of_dossier=True)), 1, 1
    )


def _fault_in(line: bytes, path: str, is_utf8: bool) -> Finding | None:
    """Return the finding for a line that is not valid text, without the line number; None if it is valid."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line[: error.start].decode("utf-8")) + 1
        finding = _not_utf8(line[error.start :][:1], path, is_utf8 or not line[: error.start].isascii())
        return Lines(line.decode("utf-8", "backslashreplace")).put(finding, 1, column)
    if not (found := CONTROLS.search(text)):
        return None
    sentence = say("the control character U+{code:04X} is not allowed in YAML", code=ord(found[0]))
    return Lines(text).put(Finding("unreadable-file", sentence, say("delete it")), 1, found.start() + 1)


def _not_utf8(byte: bytes, path: str, is_utf8: bool) -> Finding:
    """Return the finding for an invalid byte: another encoding, or a damaged letter if the file `is_utf8` before it."""
    sentence: str = say("byte 0x{byte:02X} is not UTF-8", byte=byte[0])
    letter = byte.decode(_OLD, "ignore")
    if is_utf8 or not letter:
        return Finding("unreadable-file", sentence, say("type the letter again, and save the file as UTF-8"))
    sentence += say("; in Windows-1252 and Latin-1 it is `{letter}`", letter=letter)
    return Finding("unreadable-file", sentence, how_to_convert(_OLD, path, is_of_dossier=True))
