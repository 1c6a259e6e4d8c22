"""A pseudo-terminal for tests of what a user sees, and a pipe does not get."""

import os
import pty
import re
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

import command

COLOUR = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^;\x1b]*;(?:https?://[^\s\x1b]*)?\x1b\\")
"""A colour, or the start or end of a link to a web address (OSC 8)."""
_WIDE = 2000


def read(handle: int) -> str:
    """Read everything that is written to a terminal until all writers have closed it."""
    pieces: list[bytes] = []
    while True:
        try:
            piece = os.read(handle, 65536)
        except OSError:  # Linux raises an error at the end
            piece = b""
        if not piece:
            return b"".join(pieces).decode()
        pieces.append(piece)


def shown(words: Sequence[str], environment: Mapping[str, str], folder: Path) -> str:
    """Return what a command shows on a terminal so wide that no line is wrapped, without its colours."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, _WIDE))
    wanted = {**environment, "TERM": "xterm-256color"}
    with command.on_terminal([*words, "--no-pager"], wanted, folder, theirs):
        page = read(ours)
    os.close(ours)
    return COLOUR.sub("", page).replace("\r\n", "\n")
