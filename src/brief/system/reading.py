"""Open the files of a stranger's folder safely: regular files only, within the folder."""

import os
import stat
from pathlib import Path
from typing import BinaryIO

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class NotRegular(Exception):
    """A path leads to a folder, a pipe or a device."""


def open_regular(path: Path) -> BinaryIO:
    """Return a regular file, open to read; raise `NotRegular`, and `OSError` for links and what cannot be opened."""
    handle = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise NotRegular(path)
    return os.fdopen(handle, "rb")


def within(folder: Path, name: str) -> Path | None:
    """Return the path of a file in a folder, without links; None if it leads out of the folder.

    Raises `OSError`, `RuntimeError` or `ValueError` for a cycle of links, or a name that the system does not allow.
    """
    path = (folder / name).resolve()
    return path if path.is_relative_to(folder.resolve()) else None
