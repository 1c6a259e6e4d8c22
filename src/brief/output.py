"""Write documents to files and streams: completely or not at all, in the encoding of the stream."""

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from stat import S_ISCHR, S_ISFIFO, S_ISREG
from typing import TYPE_CHECKING, TextIO

from brief.locale import say
from brief.model.user_error import UserError, next_step, reason
from brief.named_tuple import NamedTuple
from brief.renderers import ENDINGS, PLAIN, PRINTED, Encoder, Format, Paper, pages, printable, remarks, render

if TYPE_CHECKING:
    from brief.document import Document

_LONGEST_PART = 60
"""Greatest length of a title or a marking in the name of a file."""
_COLUMNS = 80
"""Default width of a terminal."""
_NO_PAGER = (126, 127)
"""Exit code of a shell for an unknown command (POSIX.1-2017, 2.8.2)."""

_LOSSY = (
    "{count} of the characters are written by number ({example}) because the encoding of this "
    "output, {encoding}, cannot write them (to keep them, write to a file with -o FILE, or set "
    "PYTHONUTF8=1)"
)


class Screen(NamedTuple):
    """The user's settings for the terminal."""

    width: int | None = None
    """Columns; None means the width of the terminal."""
    colour: bool = True
    forced: bool = False
    """Format for a terminal even if there is none."""
    pager: str = ""
    """Command of the pager; empty for no pager."""
    environment: "Mapping[str, str] | None" = None
    """Environment of the pager."""


def to_stream(stream: TextIO, document: "Document", format_: Format, screen: Screen, paper: Paper = PLAIN) -> None:
    """Write the document, formatted for reading if the stream is a terminal.

    Text uses the encoding of the stream. All other formats are UTF-8, in a pipe as in a file, because their standards
    or their readers require it.
    """
    encode = Encoder(stream.encoding or "utf-8")
    if format_ in PRINTED:
        if stream.isatty():
            raise UserError(say("this format is not for a terminal"), say("write it to a file with -o FILE"), 2)
        _pass_on(stream, _printed(document, format_, paper))
    elif format_ is Format.TEXT:
        _show(stream, _lines(stream, document, screen, encode), screen, encode)
    elif stream.isatty():
        _show(stream, [_text(document, format_, paper)], screen, encode)
    else:
        _pass_on(stream, _text(document, format_, paper).encode("utf-8", "surrogateescape"))


def _lines(stream: TextIO, document: "Document", screen: Screen, encode: Encoder) -> Iterator[str]:
    """Yield the document as text, some lines at a time, laid out in characters of the stream."""
    shown = str if encode.encoding == "utf-8" else encode  # UTF-8 has every character
    if not (screen.forced or stream.isatty()):
        from brief.renderers import text

        return text.pieces(document, shown)
    from brief.renderers import terminal

    return terminal.pieces(document, screen.width or _size(stream).columns or _COLUMNS, screen.colour, shown)


def _show(stream: TextIO, pieces: Iterable[str], screen: Screen, encode: Encoder) -> None:
    """Write the pieces, through the pager if they are longer than the screen."""
    if screen.pager and stream.isatty():
        text = "".join(pieces).removesuffix("\n")
        if text.count("\n") + 1 >= (_size(stream).lines or sys.maxsize) and _paged(stream, encode(text), screen):
            return
        pieces = [f"{text}\n"]
    _write(stream, pieces, encode)
    if encode.missing and stream is not sys.stderr:
        example = printable(min(encode.missing), encode.encoding)
        _aside(say(_LOSSY, count=len(encode.missing), example=example, encoding=encode.encoding))


def _paged(stream: TextIO, text: str, screen: Screen) -> bool:
    """Show the text in the pager until the reader quits it. Return False if there is no such pager."""
    import shlex
    import signal
    import subprocess

    from brief.system.programs import find

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
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # the pager handles the interrupt
    try:
        process.communicate(f"{text}\n".encode(encoding, "backslashreplace"))
    finally:
        signal.signal(signal.SIGINT, before)
    return process.returncode not in _NO_PAGER


def _printed(document: "Document", format_: Format, paper: Paper) -> bytes:
    """Return the printed pages; remarks about them go to stderr."""
    printed = pages(document, format_, paper)
    for text in printed.remarks:
        _aside(text)
    return printed.content


def _text(document: "Document", format_: Format, paper: Paper) -> str:
    """Return the document in a text format; remarks about it go to stderr."""
    text = render(document, format_, paper)
    for told in remarks(document, format_, paper):
        _aside(told)
    return text


def _aside(text: str) -> None:
    """Print a remark about the document to stderr."""
    with contextlib.suppress(UserError):  # nobody reads stderr
        print_remark(text)


def _pass_on(stream: TextIO, content: bytes) -> None:
    """Write bytes for a file or another program."""
    with _reaching(stream):
        stream.flush()
        stream.buffer.write(content)
        stream.buffer.flush()


def _size(stream: TextIO) -> os.terminal_size:
    """Return columns and lines of the terminal, each 0 if unknown."""
    try:
        return os.get_terminal_size(stream.fileno())
    except (OSError, ValueError):
        return os.terminal_size((0, 0))


def print_remark(text: str) -> None:
    """Print a remark for the user to stderr, after the name of the program; raise `UserError` if that fails."""
    print_lines(sys.stderr, f"brief: {text}")


def print_lines(stream: TextIO, text: str) -> None:
    """Write one or more lines in the encoding of the stream, without passwords; raise `UserError` if that fails.

    A terminal gets lines of its width, broken between words.
    """
    from brief.document import concealed

    lines = concealed(text).split("\n")
    if columns := _size(stream).columns:
        lines = [part for line in lines for part in _broken(line, columns)]
    _write(stream, ["".join(f"{line}\n" for line in lines)], Encoder(stream.encoding or "utf-8"))


def _broken(line: str, columns: int) -> list[str]:
    """Break a line between words; a command in backticks stays whole, so that it can be copied."""
    if len(line) <= columns:
        return [line]
    from textwrap import wrap

    joint = "\0"
    whole = re.sub("`[^`]*`", lambda found: found[0].replace(" ", joint), line)
    parts = wrap(whole, columns, break_long_words=False, break_on_hyphens=False, expand_tabs=False)
    return [part.replace(joint, " ") for part in parts]


def _write(stream: TextIO, pieces: Iterable[str], encode: Encoder) -> None:
    """Write text, and escape characters that the encoding of the stream cannot represent."""
    with _reaching(stream):
        for piece in pieces:
            stream.write(encode(piece))
        stream.flush()


@contextlib.contextmanager
def _reaching(stream: TextIO) -> Iterator[None]:
    """Handle a stream that is closed at its other end, or cannot be written; raise `UserError`."""
    try:
        yield
    except BrokenPipeError:  # the reader has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except OSError as error:
        raise unwritable(error) from error


def unwritable(error: OSError) -> UserError:
    """Return the error for an answer that cannot be written to a stream."""
    hint = next_step(error, say("write it to a file with -o FILE"))
    return UserError(say("cannot write the answer: {reason}", reason=reason(error)), hint, 2)


class Target(NamedTuple):
    """The target of `--output`, checked once before any work, so that its meaning cannot change."""

    path: Path
    """The path as typed."""
    place: Path
    """The resolved path: links are followed now, not later."""
    passes_on: bool
    """True if it is a pipe, a terminal or the null device."""
    force: bool
    """True if an existing file is replaced."""

    def put(self, content: bytes) -> None:
        """Write the content to the file, completely or not at all, or to the pipe; raise `UserError` if that fails."""
        from brief.system import files

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
            hint = next_step(error, say("name a file in a folder that you may write to"))
            raise UserError(
                say("--output: cannot write {path}: {reason}", path=self.path, reason=reason(error)), hint, 2
            ) from error

    def taken(self) -> UserError:
        """Return the error for an existing file that must not be replaced."""
        return UserError(say("--output: {path} exists", path=self.path), say("use --force to replace it"), 2)


def target(path: Path, force: bool) -> Target:
    """Resolve a path; raise `UserError` for an existing file without `force`, and for anything but a file or pipe."""
    found = Target(path, Path(os.path.realpath(path)) if force else path, _passes_on(path), force)
    if found.passes_on:
        return found
    if _is_read(Path(os.path.realpath(path))):
        sentence = say("--output: {path} is the name of a file of the dossier", path=path)
        raise UserError(sentence, say("name another file"), 2)
    if os.path.exists(path) and not os.path.isfile(path):
        raise UserError(say("--output: {path} is not a regular file", path=path), say("name another"), 2)
    if os.path.lexists(path) and not force:
        raise found.taken()
    return found


def _passes_on(path: Path) -> bool:
    """True for a pipe, a terminal or the null device."""
    try:
        mode = path.stat().st_mode
    except OSError:  # it does not exist, or cannot be written
        return False
    return S_ISFIFO(mode) or S_ISCHR(mode)


def _is_read(path: Path) -> bool:
    """True if brief would read the file as part of a dossier: records, a head, a register, a kept source."""
    from brief.dossier.protocol import HEAD_FILE, REGISTER_FILE, SOURCES_FOLDER

    if path.name == HEAD_FILE:
        return True
    roots = [folder for folder in path.parents if os.path.exists(folder / HEAD_FILE)]
    if path.name == REGISTER_FILE:
        return path.parent in roots
    return bool(roots) if path.suffix == ".yaml" else any(path.is_relative_to(root / SOURCES_FOLDER) for root in roots)


def refuse_records(folder: Path) -> None:
    """Raise `UserError` for a folder with records or sources of a dossier: pages would be written between them."""
    place = Path(os.path.realpath(folder))
    records = place.rglob("*.yaml") if _is_read(place / "new.yaml") else place.glob("*.yaml")
    if any(map(_is_read, (place / "index.html", *(records if os.path.isdir(place) else ())))):
        sentence = say("files of a dossier are in {folder}", folder=folder)
        raise UserError(sentence, say("name a new folder"), 2)


def _pour(path: Path, content: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), open(os.open(path, os.O_WRONLY), "wb") as file:
        if S_ISREG(os.fstat(file.fileno()).st_mode):
            raise FileExistsError
        file.write(content)


def file_name(document: "Document", format_: Format) -> str:
    """Return the name of a file for the document: the report, its title and its marking."""
    from brief.model.names import fold

    words = (re.sub(r"[^\w]+", "-", part).strip("-_")[:_LONGEST_PART] for part in (document.kind, fold(document.title)))
    marking = re.sub(r"[^\w]+", "-", document.handling).strip("-_")[:_LONGEST_PART]
    return "-".join(dict.fromkeys(filter(None, (*words, marking)))) + ENDINGS[format_]


def to_file(target: Target, document: "Document", format_: Format, paper: Paper = PLAIN) -> None:
    """Write the document to a file, completely; after an error, an old file is unchanged."""
    if format_ in PRINTED:
        target.put(_printed(document, format_, paper))
    else:
        # Without this mark, Excel reads CSV in an old code page.
        mark = "\ufeff" if format_ is Format.CSV else ""
        target.put((mark + _text(document, format_, paper)).encode("utf-8", "surrogateescape"))


def to_new_folder(folder: Path, contents: dict[str, bytes]) -> None:
    """Write all files into a new or empty folder, or none; raise `UserError` if that fails.

    A folder with only a git repository counts as empty.
    """
    from brief.system import files

    try:
        if os.path.isdir(folder) and any(path.name != ".git" for path in folder.iterdir()):
            raise UserError(say("{folder} is not empty", folder=folder), say("name a new folder"), 2)
        if os.path.exists(folder) and not os.path.isdir(folder):
            raise UserError(say("{folder} is a file", folder=folder), say("name a new folder"), 2)
        files.build_folder(Path(os.path.realpath(folder)), contents)
    except OSError as error:
        hint = next_step(error, say("name a folder where you may write"))
        raise UserError(say("cannot write {folder}: {reason}", folder=folder, reason=reason(error)), hint, 2) from error
