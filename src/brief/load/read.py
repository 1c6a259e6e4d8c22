"""One file to text, safely: regular files only, of bounded size, in UTF-8."""

import codecs
import os
import re
import stat
from pathlib import Path

from brief.core.failure import reason
from brief.core.findings import Finding
from brief.load.lines import Lines

MAXIMUM_BYTES = 1 << 30
"""A file larger than this is refused."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
_OLD_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Unreadable(Exception):
    """The file cannot be read as text; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        """`finding` lacks only the file's name."""
        super().__init__(finding.sentence)
        self.finding = finding


def read(path: Path) -> bytes:
    """The bytes of a regular file; raises `Unreadable`."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        sentence = f"this file cannot be opened: {reason(error)}"
        raise _unreadable(sentence, "give yourself the right to read it") from error
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise _unreadable("this is not a regular file", "put the file itself here")
        if found.st_size > MAXIMUM_BYTES:
            raise _unreadable(f"this file is larger than {MAXIMUM_BYTES >> 20} MiB", "split it into several files")
        return file.read()


def text_of(content: bytes) -> str:
    """The text of a YAML file with line feeds for line ends; raises `Unreadable` with the first bad place.

    What YAML 1.1 took for line breaks and 1.2 does not (NEL, LS, PS) becomes a space, so that lines are
    counted as editors count them.
    """
    content = content.removeprefix(codecs.BOM_UTF8)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = content[content.rfind(b"\n", 0, error.start) + 1 :].partition(b"\n")[0]
        sentence = f"byte 0x{content[error.start]:02X} is not UTF-8"
        shown = line.decode("utf-8", "backslashreplace")
        raise _unreadable(sentence, "save the file as UTF-8", before, shown) from error
    if found := _FORBIDDEN.search(text):
        before = text[: found.start()]
        sentence = f"the character U+{ord(found[0]):04X} may not stand in a dossier"
        line_ = text[before.rfind("\n") + 1 :].partition("\n")[0]
        raise _unreadable(sentence, "delete it", before, line_)
    return text if text.isascii() else text.translate(_OLD_BREAKS)


def _unreadable(sentence: str, hint: str, before: str | None = None, line: str = "") -> Unreadable:
    """The exception for what follows the text `before`, or for the file as a whole."""
    finding = Finding("unreadable-file", sentence, hint)
    if before is not None:
        column = len(before) - before.rfind("\n")
        finding = Lines(line).put(finding, 1, column)._replace(line=before.count("\n") + 1)
    return Unreadable(finding)
