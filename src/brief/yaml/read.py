"""Opens files safely: only regular files of limited size."""

import os
from pathlib import Path
from typing import BinaryIO

from brief.locale import say
from brief.model.findings import Finding
from brief.model.user_error import reason
from brief.system.reading import NotRegular, open_regular

MAXIMUM_BYTES = 1 << 30
"""Greatest size of a file, in bytes."""


class Unreadable(Exception):
    """A file that cannot be read as text, with the finding that explains why."""

    def __init__(self, finding: Finding) -> None:
        """Use a finding that is complete except for the file."""
        super().__init__(finding.sentence)
        self.finding = finding


def open_file(path: Path) -> BinaryIO:
    """Open a regular file to read; raises `Unreadable`."""
    try:
        file = open_regular(path)
    except NotRegular as error:
        raise _unreadable(say("this is not a regular file"), say("put the file itself here")) from error
    except OSError as error:
        sentence = say("this file cannot be opened: {reason}", reason=reason(error))
        raise _unreadable(sentence, say("change its permissions so that you can read it")) from error
    if os.fstat(file.fileno()).st_size > MAXIMUM_BYTES:
        file.close()
        raise _unreadable(
            say("this file is larger than {maximum_bytes} MiB", maximum_bytes=MAXIMUM_BYTES >> 20),
            say("split it into several files"),
        )
    return file


def read(path: Path) -> bytes:
    """Return the bytes of a regular file; raises `Unreadable`."""
    with open_file(path) as file:
        return file.read()


def _unreadable(sentence: str, hint: str) -> Unreadable:
    return Unreadable(Finding("unreadable-file", sentence, hint))
