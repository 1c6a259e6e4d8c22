"""A file, safely: regular files only, of bounded size."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

from brief.locale import say
from brief.model.findings import Finding
from brief.model.user_error import reason

MAXIMUM_BYTES = 1 << 30
"""A file larger than this is refused."""
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Unreadable(Exception):
    """The file cannot be read as text; carries the finding."""

    def __init__(self, finding: Finding) -> None:
        """`finding` lacks only the file's name."""
        super().__init__(finding.sentence)
        self.finding = finding


def open_file(path: Path) -> BinaryIO:
    """A regular file, open to read; raises `Unreadable`."""
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        sentence = say("this file cannot be opened: {reason}", reason=reason(error))
        raise _unreadable(sentence, say("change its permissions so that you can read it")) from error
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode):
        os.close(handle)
        raise _unreadable(say("this is not a regular file"), say("put the file itself here"))
    if found.st_size > MAXIMUM_BYTES:
        os.close(handle)
        raise _unreadable(
            say("this file is larger than {maximum_bytes} MiB", maximum_bytes=MAXIMUM_BYTES >> 20),
            say("split it into several files"),
        )
    return os.fdopen(handle, "rb")


def read(path: Path) -> bytes:
    """The bytes of a regular file; raises `Unreadable`."""
    with open_file(path) as file:
        return file.read()


def _unreadable(sentence: str, hint: str) -> Unreadable:
    return Unreadable(Finding("unreadable-file", sentence, hint))
