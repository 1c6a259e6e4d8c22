"""Append to a file that other processes append to as well."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from brief.system.locking import locked

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import FileIO


def append_line(path: Path, line: str, is_whole: "Callable[[bytes], bool]") -> None:
    """Append a line to a file completely or not at all, with a lock; raises OSError.

    A killed process may leave an incomplete last line. It is deleted, unless it `is_whole` without its line break.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0), 0o666)
    with open(handle, "r+b", buffering=0) as file, locked(handle):
        content = file.readall()
        begin = content.rfind(b"\n") + 1
        is_kept = begin < len(content) and is_whole(content[begin:])
        end = len(content) if is_kept else begin
        file.truncate(end)
        file.seek(end)
        try:
            _write(file, (b"\n" if is_kept else b"") + line.encode() + b"\n")
            os.fsync(file.fileno())
        except OSError:
            file.truncate(end)
            raise


def _write(file: "FileIO", content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]
