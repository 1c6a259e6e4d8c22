"""Documents to files and streams: whole or not at all, and in letters that the stream can take."""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple, TextIO

from brief.document import Document
from brief.model.failure import Failure, reason
from brief.renderers import PLAIN, PRINTED, Format, Paper, escaped, pages, printable, render
from brief.system import files
from brief.system.programs import find

_COLUMNS = 80
"""The width of a terminal that does not tell it."""
_NO_PAGER = (126, 127)
"""What a shell leaves with that has no such command (POSIX.1-2017, 2.8.2)."""

_LOSSY = (
    "{count} of the characters are written by number ({example}) because the encoding of this output, {encoding}, "
    "lacks them (to keep them, write to a file with -o FILE, or set PYTHONUTF8=1)"
)


class Screen(NamedTuple):
    """What the user says of the terminal."""

    width: int | None = None
    """Columns; nothing: as the terminal says."""
    colour: bool = True
    forced: bool = False
    """Dress for a terminal even where there is none."""
    pager: str = ""
    """The command that long answers are read with; none: they are written at once."""
    environment: "Mapping[str, str] | None" = None
    """That of the pager."""


def to_stream(stream: TextIO, document: Document, format_: Format, screen: Screen, paper: Paper = PLAIN) -> None:
    """Write the document, for reading where the stream is a terminal.

    Text is written in the letters of the stream's encoding. All other formats are UTF-8, in a pipe as in a file:
    their standards or their readers take nothing else.
    """
    if format_ in PRINTED:
        if stream.isatty():
            raise Failure("this format is not for a terminal", "write it to a file with -o FILE", 2)
        _pass_on(stream, _printed(document, format_, paper))
    elif format_ is Format.TEXT:
        _show(stream, _lines(stream, document, screen), screen)
    elif stream.isatty():
        _show(stream, [render(document, format_)], screen)
    else:
        _pass_on(stream, render(document, format_).encode("utf-8", "surrogateescape"))


def _lines(stream: TextIO, document: Document, screen: Screen) -> Iterator[str]:
    """The document as text, some lines at a time."""
    if not (screen.forced or stream.isatty()):
        from brief.renderers import text

        return text.pieces(document)
    from brief.renderers import terminal

    return terminal.pieces(document, screen.width or _size(stream).columns or _COLUMNS, screen.colour)


def _show(stream: TextIO, pieces: Iterable[str], screen: Screen) -> None:
    """Write the pieces, or have them read in the pager where they are longer than the screen."""
    if screen.pager and stream.isatty():
        text = "".join(pieces).removesuffix("\n")
        if text.count("\n") + 1 >= (_size(stream).lines or sys.maxsize) and _paged(stream, text, screen):
            return
        pieces = [f"{text}\n"]
    missing = _write(stream, pieces)
    if missing and stream is not sys.stderr:
        example = printable(min(missing), stream.encoding)
        _aside(_LOSSY.format(count=len(missing), example=example, encoding=stream.encoding))


def _paged(stream: TextIO, text: str, screen: Screen) -> bool:
    """Show the text in the pager until the reader leaves it; whether there is such a pager."""
    import shlex
    import signal
    import subprocess

    stream.flush()
    environment = screen.environment or {}
    try:
        name, *words = shlex.split(screen.pager)
        program = find(name, environment)
        if program is None:
            return False
        process = subprocess.Popen([program, *words], stdin=subprocess.PIPE, stdout=stream, env=environment)
    except (OSError, ValueError):
        return False
    encoding = stream.encoding or "utf-8"
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the pager
    try:
        process.communicate(f"{printable(text, encoding)}\n".encode(encoding, "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in _NO_PAGER


def _printed(document: Document, format_: Format, paper: Paper) -> bytes:
    """The printed pages; what is to be known of them is said on stderr."""
    printed = pages(document, format_, paper)
    for text in printed.remarks:
        _aside(text)
    return printed.content


def _aside(text: str) -> None:
    """Say something about the document on stderr."""
    with contextlib.suppress(Failure):  # nobody reads stderr
        remark(sys.stderr, f"brief: {text}")


def _pass_on(stream: TextIO, content: bytes) -> None:
    """Write bytes, which are for a file or another program."""
    with _reaching(stream):
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()


def _size(stream: TextIO) -> os.terminal_size:
    """Columns and lines of the terminal, each 0 where it is not told."""
    try:
        return os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return os.terminal_size((0, 0))


def remark(stream: TextIO, text: str) -> None:
    """Write a line or several, in letters that the stream can take; raises `Failure` where it takes none."""
    _write(stream, [f"{text}\n"])


def _write(stream: TextIO, pieces: Iterable[str]) -> set[str]:
    """Write text, of which some characters may be escaped: those that the encoding of the stream lacks."""
    encoding = stream.encoding or "utf-8"
    missing: set[str] = set()
    with _reaching(stream):
        for piece in pieces:
            written = printable(piece, encoding)
            if written is not piece:
                missing |= escaped(piece, encoding)
            stream.write(written)
        stream.flush()
    return missing


@contextlib.contextmanager
def _reaching(stream: TextIO) -> Iterator[None]:
    """Writing to a stream that may be closed at its other end, or not be written to; raises `Failure`."""
    try:
        yield
    except BrokenPipeError:  # the reader has all it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        raise Failure(f"cannot write the answer: {reason(error)}") from error


class Target(NamedTuple):
    """Where a file is to be written, looked at once before any work is done, so that nothing changes its meaning."""

    path: Path
    """As the user names it."""
    place: Path
    """Where it leads: links are followed now and not later."""
    passes_on: bool
    """What is written there is kept by no file: a pipe, a terminal, the null device."""
    force: bool
    """Whether a file that is there is replaced."""

    def put(self, content: bytes) -> None:
        """Put the content into the file, whole or not at all, or into the pipe; raises `Failure`."""
        try:
            if self.passes_on:
                _pour(self.place, content)
            elif self.force:
                files.replace(self.place, content)
            else:
                files.create(self.path, content)
        except FileExistsError as error:
            raise self.taken() from error
        except OSError as error:
            hint = "name a file in a folder that you may write to"
            raise Failure(f"--output: cannot write {self.path}: {reason(error)}", hint, 2) from error

    def taken(self) -> Failure:
        """What is said of a file that is there and is not to be replaced."""
        return Failure(f"--output: {self.path} exists", "use --force to replace it", 2)


def target(path: Path, force: bool) -> Target:
    """What the path means now; raises `Failure` for an existing file without `force`, and for what is no file."""
    found = Target(path, path.resolve() if force else path, path.is_fifo() or path.is_char_device(), force)
    if found.passes_on:
        return found
    if path.exists() and not path.is_file():
        raise Failure(f"--output: {path} is not a regular file", "name another", 2)
    if (path.exists() or path.is_symlink()) and not force:
        raise found.taken()
    return found


def _pour(path: Path, content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), open(os.open(path, os.O_WRONLY), "wb") as file:
        if S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileExistsError
        file.write(content)


def to_file(target: Target, document: Document, format_: Format, paper: Paper = PLAIN) -> None:
    """Write the document into a file: a whole new one, or the old one untouched."""
    if format_ in PRINTED:
        target.put(_printed(document, format_, paper))
    else:
        # Excel takes a file of values for one of an old code page unless it begins with this mark.
        mark = "\ufeff" if format_ is Format.CSV else ""
        target.put((mark + render(document, format_)).encode("utf-8", "surrogateescape"))


def to_new_folder(folder: Path, contents: dict[str, bytes]) -> None:
    """Put the files into a folder that is new or empty, all of them or none; raises `Failure`."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise Failure(f"{folder} is not empty", "name a new folder")
        if folder.exists() and not folder.is_dir():
            raise Failure(f"{folder} is a file", "name a new folder")
        files.build_folder(folder.resolve(), contents)
    except OSError as error:
        hint = "name a folder where you may write"
        raise Failure(f"cannot write {folder}: {reason(error)}", hint) from error
