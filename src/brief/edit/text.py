"""Applies edits to a text by position."""

import re
from collections.abc import Iterable

from brief.edit.writing import Style
from brief.named_tuple import NamedTuple
from brief.yaml.nodes import Listed, Mapped, Node, Scalar, nodes

_BREAK = re.compile(r"\r\n|\r|\n")


class Edit(NamedTuple):
    """A replacement of the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def applied(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with all edits, which must not overlap. Edits at the same position are applied in their order."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < done:
            raise ValueError("the edits overlap")
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


class Page:
    """The text of a file with its nodes. Its last line ends with a line break."""

    def __init__(self, text: str) -> None:
        """Parse the text; raise `Unreadable` if it is not valid YAML."""
        found = _BREAK.search(text)
        self.newline = found[0] if found else "\n"
        self.text = text if text.endswith(("\n", "\r")) or not text else text + self.newline
        self._added = len(self.text) - len(text)
        self.root: Node | None = nodes(self.text)
        self.style = Style(*_style(self, self.root))

    def applied(self, edits: Iterable[Edit]) -> str:
        """Return the text with all edits; it ends with a line break only if it did before."""
        found = applied(self.text, edits)
        return found.removesuffix(self.newline) if self._added else found

    def line_start(self, index: int) -> int:
        """Return the index of the first character of a line."""
        index -= self.text[index - 1 : index + 1] == "\r\n"
        return max(self.text.rfind("\n", 0, index), self.text.rfind("\r", 0, index)) + 1

    def line_end(self, index: int) -> int:
        """Return the index of the line break of a line, or the end of the text."""
        found = _BREAK.search(self.text, index)
        return found.start() if found else len(self.text)

    def next_line(self, index: int) -> int:
        """Return the index of the first character of the next line, or the end of the text."""
        found = _BREAK.search(self.text, index)
        return found.end() if found else len(self.text)

    def line(self, index: int) -> int:
        """Return the number of a line, from 1."""
        return len(_BREAK.findall(self.text, 0, index)) + 1

    def column(self, index: int) -> int:
        """Return the column of a character, from 0."""
        return index - self.line_start(index)

    def begins_line(self, index: int) -> bool:
        """True if only spaces are before this character in its line."""
        return not self.text[self.line_start(index) : index].strip()

    def is_blank(self, start: int) -> bool:
        """True if a line, which begins here, is empty."""
        return start < len(self.text) and not self.text[start : self.line_end(start)].strip()

    def colon(self, key: Scalar) -> int:
        """Return the index after the colon of a key."""
        return self.text.index(":", key.end) + 1

    def dash(self, listed: Listed, index: int) -> int:
        """Return the index of the dash of an item in block style."""
        if index == 0:
            return listed.start
        column = self.column(listed.start)
        found = re.compile(rf"[\r\n] {{{column}}}(-)").search(self.text, listed.items[index - 1].end)
        return found.start(1) if found else listed.start


def _style(page: Page, root: Node | None) -> tuple[int, int]:
    """Return the indentation of the first map and of the first list in the file, relative to their keys."""
    indent, dash = 0, -1
    waiting = [root] if isinstance(root, Mapped) else []
    while waiting and (not indent or dash < 0):
        node = waiting.pop()
        for key, held in node.fields.values():
            if isinstance(held, Mapped) and held.fields and not held.is_flow:
                indent = indent or page.column(held.start) - page.column(key.start)
                waiting.append(held)
            elif isinstance(held, Listed) and held.items and not held.is_flow and dash < 0:
                dash = page.column(held.start) - page.column(key.start)
    return indent if indent > 0 else 2, max(0, dash)
