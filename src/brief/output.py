"""Documents to files and streams: whole or not at all, and in letters that the stream can take."""

import contextlib
import os
from pathlib import Path
from typing import NamedTuple, TextIO

from brief.core.failure import Failure
from brief.document import Document
from brief.render import Format, printable, render


_COLUMNS = 80
"""The width of a terminal that does not tell it."""


class Screen(NamedTuple):
    """What the user says of the terminal."""

    width: int | None = None
    """Columns; nothing: as the terminal says."""
    colour: bool = True
    forced: bool = False
    """Dress for a terminal even where there is none."""


def to_stream(stream: TextIO, document: Document, format_: Format, screen: Screen) -> None:
    """Write the document; dressed for reading where the stream is a terminal."""
    if format_ is Format.TEXT and (screen.forced or stream.isatty()):
        from brief.render import terminal

        width = screen.width or _columns(stream)
        text = terminal.render(document, width, screen.colour)
    else:
        text = render(document, format_)
    remark(stream, text.removesuffix("\n"))


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _COLUMNS
    except (OSError, ValueError):
        return _COLUMNS


def remark(stream: TextIO, text: str) -> None:
    """Write a line or several, in letters that the stream can take."""
    stream.write(printable(text, stream.encoding or "utf-8") + "\n")
    stream.flush()


def to_file(path: Path, document: Document, format_: Format) -> None:
    """Write the document into a file: a whole new one, or the old one untouched."""
    content = render(document, format_).encode("utf-8", "surrogateescape")
    try:
        replace(path, content)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise Failure(f"--output: cannot write {path}: {reason}", "name a file in a folder that you may write to", 2) from error


def replace(path: Path, content: bytes) -> None:
    """Put the content at the path by way of a file beside it; raises OSError."""
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    import tempfile

    handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with open(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(handle)
        Path(aside).chmod(mode)
        Path(aside).replace(path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # not every system lets a folder be opened
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
