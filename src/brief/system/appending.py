"""Append to a file that other processes append to as well."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from brief.system.locking import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO


class IncompleteLine(Exception):
    """The last line of a file is incomplete, as a killed process may leave it."""


def append_line(path: Path, line: str, is_whole: "Callable[[bytes], bool]") -> None:
    """Append a line to a file completely or not at all, with a lock; raises `OSError`.

    Raises `IncompleteLine` if the last line has no line break, unless it `is_whole` without it.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(handle, "r+b", buffering=0) as file, locked(handle):
        content = file.readall()
        begin = content.rfind(b"\n") + 1
        end = len(content)
        if begin < end and not is_whole(content[begin:]):
            raise IncompleteLine
        try:
            _write(file, (b"\n" if begin < end else b"") + line.encode() + b"\n")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def _write(file: "FileIO", content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
