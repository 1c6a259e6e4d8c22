"""Documents to files and streams: whole or not at all, and in letters that the stream can take."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TextIO

from brief.core.failure import Failure, reason
from brief.document import Document
from brief.render import EXCHANGED, PLAIN, PRINTED, Format, Paper, pages, printable, render

_COLUMNS = 80
"""The width of a terminal that does not tell it."""
_NO_PAGER = (126, 127)
"""What a shell leaves with that has no such command (POSIX.1-2017, 2.8.2)."""


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
    before_pager: Callable[[], object] = lambda: None
    """Called when the whole answer is there, before the pager keeps it for as long as somebody reads."""


def to_stream(stream: TextIO, document: Document, format_: Format, screen: Screen, paper: Paper = PLAIN) -> None:
    """Write the document; dressed for reading where the stream is a terminal."""
    if format_ is Format.TEXT:
        _show(stream, _lines(stream, document, screen), screen)
    elif format_ in PRINTED:
        if stream.isatty():
            raise Failure("this format is not for a terminal", "write it to a file with -o FILE", 2)
        _pass_on(stream, _printed(document, format_, paper))
    elif format_ in EXCHANGED:
        _pass_on(stream, render(document, format_).encode("utf-8", "surrogateescape"))
    else:
        text = render(document, format_)
        if format_ is Format.JSON:
            from brief.render.json import within

            text = within(text, stream.encoding or "utf-8")
        elif format_ is Format.HTML:
            from brief.render.html import within as referring

            text = referring(text, stream.encoding or "utf-8")
        _show(stream, [text], screen)


def _lines(stream: TextIO, document: Document, screen: Screen) -> Iterator[str]:
    """The document as text, some lines at a time."""
    if not (screen.forced or stream.isatty()):
        from brief.render import text

        return text.pieces(document)
    from brief.render import terminal

    return terminal.pieces(document, screen.width or _size(stream).columns or _COLUMNS, screen.colour)


def _show(stream: TextIO, pieces: Iterable[str], screen: Screen) -> None:
    """Write the pieces, or have them read in the pager where they are longer than the screen."""
    if screen.pager and stream.isatty():
        text = "".join(pieces).removesuffix("\n")
        screen.before_pager()
        if text.count("\n") + 1 >= (_size(stream).lines or sys.maxsize) and _paged(stream, text, screen):
            return
        pieces = [f"{text}\n"]
    _write(stream, pieces)


def _paged(stream: TextIO, text: str, screen: Screen) -> bool:
    """Show the text in the pager until the reader leaves it; whether there is such a pager."""
    import shlex
    import signal
    import subprocess

    stream.flush()
    try:
        command = shlex.split(screen.pager)
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=stream, env=screen.environment)
    except (OSError, ValueError, IndexError):
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
        with contextlib.suppress(Failure):  # nobody reads stderr
            remark(sys.stderr, f"brief: {text}")
    return printed.content


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


def _write(stream: TextIO, pieces: Iterable[str]) -> None:
    with _reaching(stream):
        for piece in pieces:
            stream.write(printable(piece, stream.encoding or "utf-8"))
        stream.flush()


@contextlib.contextmanager
def _reaching(stream: TextIO) -> Iterator[None]:
    """Writing to a stream that may be closed at its other end, or not be written to; raises `Failure`."""
    try:
        yield
    except BrokenPipeError:  # the reader has all it wanted
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        raise Failure(f"cannot write the answer: {reason(error)}") from error


def to_file(path: Path, document: Document, format_: Format, paper: Paper = PLAIN) -> None:
    """Write the document into a file: a whole new one, or the old one untouched."""
    if format_ in PRINTED:
        save(path, _printed(document, format_, paper))
    else:
        # Excel takes a file of values for one of an old code page unless it begins with this mark.
        mark = "\ufeff" if format_ is Format.CSV else ""
        save(path, (mark + render(document, format_)).encode("utf-8", "surrogateescape"))


def save(path: Path, content: bytes) -> None:
    """Put the content into a file, whole or not at all, or into a pipe; raises `Failure`."""
    try:
        if passes_on(path):
            _pour(path, content)
        else:
            replace(path, content)
    except OSError as error:
        hint = "name a file in a folder that you may write to"
        raise Failure(f"--output: cannot write {path}: {reason(error)}", hint, 2) from error


def passes_on(path: Path) -> bool:
    """Whether what is written there is kept by no file: a pipe, a terminal, the null device."""
    return path.is_fifo() or path.is_char_device()


def _pour(path: Path, content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), open(os.open(path, os.O_WRONLY), "wb") as file:
        file.write(content)


def replace(path: Path, content: bytes) -> None:
    """Put the content at the path, or where a link there leads, by way of a file beside it; raises OSError."""
    path = path.resolve()
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


def to_new_folder(folder: Path, files: dict[str, bytes]) -> None:
    """Put the files into a folder that is new or empty, all of them or none; raises `Failure`."""
    try:
        if folder.is_dir() and any(folder.iterdir()):
            raise Failure(f"{folder} is not empty", "name a new folder")
        if folder.exists() and not folder.is_dir():
            raise Failure(f"{folder} is a file", "name a new folder")
        _build(folder.resolve(), files)
    except OSError as error:
        hint = "name a folder where you may write"
        raise Failure(f"cannot write {folder}: {reason(error)}", hint) from error


def _build(folder: Path, files: dict[str, bytes]) -> None:
    """Write all files aside, within the nearest folder that exists, and move them to their place."""
    import shutil
    import tempfile

    within = next(above for above in (folder, *folder.parents) if above.is_dir())
    aside = Path(tempfile.mkdtemp(prefix=".brief-", dir=within))
    placed: list[Path] = []
    try:
        (aside / folder.relative_to(within)).mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            with (aside / folder.relative_to(within) / name).open("xb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for name in files if folder == within else folder.relative_to(within).parts[:1]:
            (aside / name).rename(within / name)
            placed.append(within / name)
    except BaseException:
        for path in placed:
            path.unlink()
        raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
