"""Reads a YAML file as a stream of text: decodes UTF-8, normalizes line ends, and never keeps the whole file."""

import codecs
import re
from bisect import bisect_left, bisect_right
from io import IncrementalNewlineDecoder
from typing import Any, BinaryIO

from brief.document import is_plain
from brief.locale import say
from brief.model.findings import Finding
from brief.yaml.capped import Capped
from brief.yaml.discovery import Unreadable
from brief.yaml.lines import LONGEST_LINE, Lines

MAXIMUM_RECORD = 1 << 26
"""Greatest length of a record in its file, in characters, with the comments in and after it."""
_PIECE = 1 << 17
"""Number of bytes read at once."""
_OLD_BREAKS = ("\x85", "\u2028", "\u2029")
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
"""The conflict markers of git, around two versions that it could not merge."""
COMMENT = re.compile(r"(?<=\S) #(?=\w| \d)")
"""A comment after only one space, which may be a part of the value: `working group #4`, `group # 4 of five`."""
_SUSPECT = re.compile(rf"{COMMENT.pattern}|\\[0abexuUNLP]")
"""What makes a record worth a second look: such a comment, or an escape, which may stand for a hidden character."""


class YamlText:
    """The input stream of a parser, with a buffer of the text that may be needed again.

    Line breaks of YAML 1.1 that YAML 1.2 no longer has (NEL, LS, PS) become spaces, so that line numbers are those of
    editors.
    """

    def __init__(self, file: BinaryIO, digest: Any = None, piece: int = _PIECE, path: str = "") -> None:
        """Read a file from its beginning, `piece` bytes at once; `digest` is a hash object to update with them.

        `path` is for hints.
        """
        self.hidden = Capped()
        """Findings for the hidden characters read so far."""
        self.is_parked = False
        """True if the parser got replacement characters: see `brief.yaml.hidden`."""
        self._is_plain = True
        """True if the last piece has only printable characters and line feeds."""
        self._file = file
        self._path = path
        self._piece = piece
        self._digest = digest
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8-sig")(), translate=True)
        self._begun = ""
        """The beginning of a line that is read, but not yet returned."""
        self._ended = False
        self._lines = 0
        """Number of lines returned."""
        self._forget()

    def _forget(self) -> None:
        """Clear the buffer; the text then begins with the next piece."""
        self._kept: list[str] = []
        self._starts: list[int] = []
        """Index of the first character of each piece in the buffer."""
        self._suspects: list[int] = []
        self.length = 0
        """Number of characters returned."""
        self._wanted = 0

    @property
    def digest(self) -> bytes:
        """The digest of the bytes read so far."""
        return bytes(self._digest.digest()) if self._digest is not None else b""

    @property
    def position(self) -> int:
        """Number of bytes read."""
        return self._file.tell()

    def read(self, size: int = -1) -> str:
        """Return the next complete lines, about one piece, whatever the `size`; raises `Unreadable`."""
        text = self._advance()
        if self._is_plain:
            return text
        from brief.yaml.hidden import parked

        shown = parked(text)
        self.is_parked = self.is_parked or shown is not text
        return shown

    def _advance(self) -> str:
        """Return the next lines without replacement characters, and add them to the buffer."""
        text = self._next_lines()
        self._is_plain = is_plain(text.replace("\n", ""))
        if not self._is_plain:
            text = self._inspected(text)
        if "<<<<<<< " in text or ">>>>>>> " in text or "=======" in text:
            self._refuse_conflict(text)
        if " #" in text or "\\" in text:
            self._suspects += [self.length + found.start() for found in _SUSPECT.finditer(text)]
        if text:
            self._kept.append(text)
            self._starts.append(self.length)
            self.length += len(text)
            self._lines += text.count("\n")
        return text

    def _next_lines(self) -> str:
        pieces, length = [self._begun], len(self._begun)
        self._begun = ""
        while not self._ended:
            if self.length + length - self._wanted > MAXIMUM_RECORD:
                raise self._too_long()
            raw = self._file.read(self._piece)
            self._ended = not raw
            if self._digest is not None:
                self._digest.update(raw)
            try:
                piece = self._decoder.decode(raw, final=self._ended)
            except UnicodeDecodeError:
                raise self._fault() from None
            whole, break_, begun = piece.rpartition("\n")
            if break_:
                pieces += (whole, break_)
                self._begun = begun
                break
            pieces.append(begun)
            length += len(begun)
        return "".join(pieces)

    def _inspected(self, text: str) -> str:
        """Return a text with spaces for old line breaks, and report its hidden characters."""
        from brief.yaml.encoding import CONTROLS
        from brief.yaml.hidden import hidden

        if CONTROLS.search(text):
            raise self._fault()
        for finding in hidden(text, self._lines + 1):
            self.hidden.add(finding)
        for old in _OLD_BREAKS:
            text = text.replace(old, " ")
        return text

    def _refuse_conflict(self, text: str) -> None:
        if found := _CONFLICT.search(text):
            before = text.count("\n", 0, found.start())
            sentence = say("unfinished merge: git left both versions here")
            way = say("keep what is right of them, and delete the lines `<<<`, `===` and `>>>`")
            finding = Finding("merge-conflict", sentence, way)
            placed = Lines(found[0]).put(finding, 1, 1, len(found[0]))
            raise Unreadable(placed._replace(line=self._lines + before + 1))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def keep_from(self, index: int) -> None:
        """Allow the buffer to drop the text before this index."""
        self._wanted = index
        starts = self._starts
        if len(starts) > 1 and starts[1] <= index:
            gone = bisect_right(starts, index) - 1
            del self._kept[:gone], starts[:gone]
            del self._suspects[: bisect_left(self._suspects, index)]

    def between(self, start: int, end: int) -> str:
        """Return the characters of the buffered text from one index up to another."""
        first, last = (max(0, bisect_right(self._starts, place) - 1) for place in (start, end))
        offset = self._starts[first] if self._starts else 0
        kept = self._kept[first] if first == last and self._kept else "".join(self._kept[first : last + 1])
        return kept[start - offset : end - offset]

    def line_from(self, start: int) -> str:
        """Return the line that begins at this index, at most as much as a finding shows."""
        return self.between(start, start + LONGEST_LINE + 1).partition("\n")[0]

    def is_suspect(self, start: int, end: int) -> bool:
        """True if a comment between these indexes may be a part of a value, or an escape may hide a character."""
        suspects = self._suspects
        return bool(suspects) and bisect_left(suspects, start) < bisect_left(suspects, end)

    def kept(self) -> str:
        """Return the buffered text."""
        return "".join(self._kept)

    def skip(self, lines: int) -> str | None:
        """Skip lines, and return the next one without consuming it; None at the end of the file."""
        while text := self._advance():
            self._forget()
            found = text.count("\n")
            if lines < found or (lines == found and (self._begun or not text.endswith("\n"))):
                rest = text.split("\n", lines)[lines]
                self._begun = rest + self._begun
                if "\n" not in self._begun:  # the line continues in the next piece
                    self._begun = self._advance() + self._begun
                self._forget()
                return self._begun.partition("\n")[0]
            lines -= found
        return None

    def blank(self, count: int) -> None:
        """Replace the next characters by spaces."""
        line = self._advance()
        self._begun = " " * count + line[count:] + self._begun
        self._forget()

    def whole(self) -> Lines:
        """Return all lines of the file, to explain a syntax error."""
        self._file.seek(0)
        text = YamlText(self._file)
        pieces = []
        while piece := text._advance():
            pieces.append(piece)
            text.keep_from(text.length)
        return Lines("".join(pieces))

    def _too_long(self) -> Unreadable:
        """Return the exception for a record that is too long."""
        line = self._lines - sum(kept.count("\n") for kept in self._kept) + 1
        before = self.between(self._starts[0] if self._starts else 0, self._wanted)
        sentence = say("what begins here is longer than {most:,} characters", most=MAXIMUM_RECORD)
        finding = Finding("too-long", sentence, say("close the quote or bracket, or split the file"))
        shown = self.line_from(self._wanted) or self._begun[:LONGEST_LINE]
        placed = Lines(shown).put(finding, 1, len(shown) - len(shown.lstrip()) + 1)
        return Unreadable(placed._replace(line=line + before.count("\n")))

    def _fault(self) -> Unreadable:
        """Return the exception for the first bytes that are not valid text."""
        from brief.yaml.encoding import fault

        return Unreadable(fault(self._file, self._path))
