"""The text of a YAML file as a stream: in UTF-8, with line feeds for line ends, never all of it in memory."""

import codecs
import re
from bisect import bisect_left, bisect_right
from io import IncrementalNewlineDecoder
from typing import Any, BinaryIO

from brief.document import is_plain
from brief.locale import say
from brief.model.findings import Finding
from brief.yaml.capped import Capped
from brief.yaml.lines import LONGEST_LINE, Lines
from brief.yaml.read import Unreadable

MAXIMUM_RECORD = 1 << 26
"""How many characters one record may take in its file, with the comments in it and behind it."""
_PIECE = 1 << 17
"""How many bytes are read at a time."""
_OLD_BREAKS = ("\x85", "\u2028", "\u2029")
_CONFLICT = re.compile(r"^(?:<{7} .*|={7}|>{7} .*)$", re.MULTILINE)
"""What git puts around two versions of a file that it could not merge."""
COMMENT = re.compile(r"(?<=\S) #(?=\w| \d)")
"""A comment after one space that may be a part of the value before it: `working group #4`, `group # 4 of five`."""


class YamlText:
    """What a parser reads of a file, and as much of what it has read as it may be asked about again.

    What YAML 1.1 took for line breaks and 1.2 does not (NEL, LS, PS) becomes a space, so that lines are
    counted as editors count them.
    """

    def __init__(self, file: BinaryIO, digest: Any = None, piece: int = _PIECE) -> None:
        """`file` is read from its beginning, so many bytes a `piece`; `digest` is a hash that is given all of them."""
        self.hidden = Capped()
        """The hidden characters in what was read."""
        self.is_parked = False
        """Whether the parser was given other characters than those of the file."""
        self._is_plain = True
        """Whether what was passed on last holds nothing but letters, signs and line feeds."""
        self._file = file
        self._piece = piece
        self._digest = digest
        self._decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder("utf-8-sig")(), translate=True)
        self._begun = ""
        """The beginning of a line, read and not passed on yet."""
        self._ended = False
        self._lines = 0
        """How many lines were passed on."""
        self._forget()

    def _forget(self) -> None:
        """Let go of all that was passed on; what is passed on next is the beginning of the text."""
        self._kept: list[str] = []
        self._starts: list[int] = []
        """The place of the first character of each piece kept."""
        self._comments: list[int] = []
        self.length = 0
        """How many characters were passed on."""
        self._wanted = 0

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
        text = self._advance()
        if self._is_plain:
            return text
        from brief.yaml.hidden import parked

        shown = parked(text)
        self.is_parked = self.is_parked or shown is not text
        return shown

    def _advance(self) -> str:
        """The same as it stands in the file."""
        text = self._next_lines()
        self._is_plain = is_plain(text.replace("\n", ""))
        if not self._is_plain:
            text = self._inspected(text)
        if "<<<<<<< " in text or ">>>>>>> " in text or "=======" in text:
            self._refuse_conflict(text)
        if " #" in text:
            self._comments += [self.length + found.start() for found in COMMENT.finditer(text)]
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
        """The text with spaces for old line breaks; notes what is hidden in it."""
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
            finding = Finding(
                "merge-conflict", sentence, say("choose one, and delete the lines `<<<`, `===` and `>>>`")
            )
            placed = Lines(found[0]).put(finding, 1, 1, len(found[0]))
            raise Unreadable(placed._replace(line=self._lines + before + 1))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def keep_from(self, index: int) -> None:
        """Nothing before this character of the text will be asked for any more."""
        self._wanted = index
        starts = self._starts
        if len(starts) > 1 and starts[1] <= index:
            gone = bisect_right(starts, index) - 1
            del self._kept[:gone], starts[:gone]
            del self._comments[: bisect_left(self._comments, index)]

    def between(self, start: int, end: int) -> str:
        """The characters of the text from one to before another."""
        first, last = (max(0, bisect_right(self._starts, place) - 1) for place in (start, end))
        offset = self._starts[first] if self._starts else 0
        kept = self._kept[first] if first == last and self._kept else "".join(self._kept[first : last + 1])
        return kept[start - offset : end - offset]

    def line_from(self, start: int) -> str:
        """The line that begins at this character, no more of it than a finding shows."""
        return self.between(start, start + LONGEST_LINE + 1).partition("\n")[0]

    def has_comment(self, start: int, end: int) -> bool:
        """Whether a comment between these characters may have been meant for a part of a value."""
        comments = self._comments
        return bool(comments) and bisect_left(comments, start) < bisect_left(comments, end)

    def kept(self) -> str:
        """All that was read and not yet let go."""
        return "".join(self._kept)

    def skip(self, lines: int) -> str | None:
        """Go on behind so many lines; the line that follows, as it will be read, or nothing at the end."""
        while text := self._advance():
            self._forget()
            found = text.count("\n")
            if lines < found or (lines == found and (self._begun or not text.endswith("\n"))):
                rest = text.split("\n", lines)[lines]
                self._begun = rest + self._begun
                if "\n" not in self._begun:  # the line goes on in the next piece
                    self._begun = self._advance() + self._begun
                self._forget()
                return self._begun.partition("\n")[0]
            lines -= found
        return None

    def blank(self, count: int) -> None:
        """Put spaces in the place of so many of the characters that come next."""
        line = self._advance()
        self._begun = " " * count + line[count:] + self._begun
        self._forget()

    def whole(self) -> Lines:
        """All lines of the file, to explain what a parser objects to."""
        self._file.seek(0)
        text = YamlText(self._file)
        pieces = []
        while piece := text._advance():
            pieces.append(piece)
            text.keep_from(text.length)
        return Lines("".join(pieces))

    def _too_long(self) -> Unreadable:
        """The exception for a record without an end."""
        line = self._lines - sum(kept.count("\n") for kept in self._kept) + 1
        before = self.between(self._starts[0] if self._starts else 0, self._wanted)
        sentence = say("what begins here is longer than {maximum_record:,} characters", maximum_record=MAXIMUM_RECORD)
        finding = Finding("too-long", sentence, say("close the quote or bracket, or split the file"))
        shown = self.line_from(self._wanted) or self._begun[:LONGEST_LINE]
        placed = Lines(shown).put(finding, 1, len(shown) - len(shown.lstrip()) + 1)
        return Unreadable(placed._replace(line=line + before.count("\n")))

    def _fault(self) -> Unreadable:
        """The exception for the first place that is no text."""
        from brief.yaml.encoding import fault

        return Unreadable(fault(self._file))
