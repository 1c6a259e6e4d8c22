"""The text of a YAML file as a stream: in UTF-8, with line feeds for line ends, never all of it in memory."""

import codecs
import re
from io import IncrementalNewlineDecoder
from typing import Any, BinaryIO

from brief.core.findings import Finding
from brief.load.lines import Lines
from brief.load.read import Unreadable

_PIECE = 1 << 17
"""So many bytes are read at a time."""
_OLD_BREAKS = ("\x85", "\u2028", "\u2029")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""What is no character of YAML's, of those that UTF-8 may hold; named one by one, because all others take 3 ms."""


class YamlText:
    """What a parser reads of a file, and as much of what it has read as it may be asked about again.

    What YAML 1.1 took for line breaks and 1.2 does not (NEL, LS, PS) becomes a space, so that lines are
    counted as editors count them.
    """

    def __init__(self, file: BinaryIO, digest: Any = None, piece: int = _PIECE) -> None:
        """`file` is read from its beginning, so many bytes a `piece`; `digest` is a hash that is given all of them."""
        self._file = file
        self._piece = piece
        self._digest = digest
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8-sig")(), translate=True)
        self._begun = ""
        """The beginning of a line, read and not passed on yet."""
        self._ended = False
        self._kept = ""
        self._dropped = 0

    @property
    def digest(self) -> bytes:
        """The digest of what was read; of the whole file once all of it was."""
        return bytes(self._digest.digest()) if self._digest is not None else b""

    @property
    def position(self) -> int:
        """How many bytes of the file were read."""
        return self._file.tell()

    def read(self, size: int = -1) -> str:
        """The next whole lines, about as many as make a piece; raises `Unreadable`."""
        pieces = [self._begun]
        while not self._ended:
            raw = self._file.read(self._piece)
            self._ended = not raw
            if self._digest is not None:
                self._digest.update(raw)
            try:
                piece = self._decoder.decode(raw, final=self._ended)
            except UnicodeDecodeError:
                raise self._fault() from None
            if _FORBIDDEN.search(piece):
                raise self._fault()
            for old in () if piece.isascii() else _OLD_BREAKS:
                piece = piece.replace(old, " ")
            whole, break_, begun = piece.rpartition("\n")
            if break_:
                pieces += (whole, break_)
                self._begun = begun
                break
            pieces.append(begun)
            self._begun = ""
        else:
            self._begun = ""
        text = "".join(pieces)
        self._kept += text
        return text

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def keep_from(self, index: int) -> None:
        """Nothing before this character of the text will be asked for any more."""
        if index - self._dropped > _PIECE:
            self._kept = self._kept[index - self._dropped :]
            self._dropped = index

    def between(self, start: int, end: int) -> str:
        """The characters of the text from one to before another."""
        return self._kept[start - self._dropped : end - self._dropped]

    def line_from(self, start: int) -> str:
        """The line that begins at this character."""
        begin = start - self._dropped
        end = self._kept.find("\n", begin)
        return self._kept[begin : end if end >= 0 else None]

    def kept(self) -> str:
        """All that was read and not yet let go."""
        return self._kept

    def skip(self, lines: int) -> str | None:
        """Go on behind so many lines; the line that follows, as it will be read, or nothing at the end."""
        while text := self.read():
            found = text.count("\n")
            if lines < found or (lines == found and (self._begun or not text.endswith("\n"))):
                rest = text.split("\n", lines)[lines]
                self._begun = rest + self._begun
                if "\n" not in self._begun:  # the line goes on in the next piece
                    self._begun = self.read() + self._begun
                self._kept = ""
                return self._begun.partition("\n")[0]
            lines -= found
        return None

    def blank(self, count: int) -> None:
        """Put spaces in the place of so many of the characters that come next."""
        line = self.read()
        self._begun = " " * count + line[count:] + self._begun
        self._kept = ""

    def whole(self) -> Lines:
        """All lines of the file, to explain what a parser objects to."""
        self._file.seek(0)
        text = YamlText(self._file)
        return Lines("".join(iter(text.read, "")))

    def _fault(self) -> Unreadable:
        """The exception for the first place that is no text; the file is read anew for it, line by line."""
        self._file.seek(0)
        before = 0
        for raw in self._file:
            for line in re.split(b"\r\n|\r|\n", raw.removeprefix(codecs.BOM_UTF8) if not before else raw):
                before += 1
                if finding := _fault_in(line):
                    return Unreadable(finding._replace(line=before))
            before -= 1  # what follows the last break is the next line
        return Unreadable(Finding("unreadable-file", "this file was changed while it was read", "read it again"))


def _fault_in(line: bytes) -> Finding | None:
    """What makes a line no text; its place lacks the number of the line."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        sentence = f"byte 0x{line[error.start]:02X} is not UTF-8"
        finding = Finding("unreadable-file", sentence, "save the file as UTF-8")
        column = len(line[: error.start].decode("utf-8")) + 1
        return Lines(line.decode("utf-8", "backslashreplace")).put(finding, 1, column)
    if not (found := _FORBIDDEN.search(text)):
        return None
    sentence = f"the character U+{ord(found[0]):04X} may not stand in a dossier"
    finding = Finding("unreadable-file", sentence, "delete it")
    return Lines(text).put(finding, 1, found.start() + 1)
