"""The position where YAML's parser failed, and findings at that position."""

from brief.model.findings import Finding
from brief.named_tuple import NamedTuple
from brief.yaml.lines import Lines


class Stop(NamedTuple):
    """The position where the parser failed, and where the construct begins that it was reading (both from 1)."""

    line: int
    column: int
    begun_line: int
    begun_column: int
    words: str
    lines: Lines

    @property
    def sign(self) -> str:
        """The character at which it failed; empty at the end of a line."""
        return self.lines[self.line][self.column - 1 : self.column]

    @property
    def begun_sign(self) -> str:
        """The first character of the construct that it was reading."""
        return self.lines[self.begun_line][self.begun_column - 1 : self.begun_column]

    @property
    def before(self) -> str:
        """The text of the line before the position where it failed."""
        return self.lines[self.line][: self.column - 1]

    @property
    def is_at_end(self) -> bool:
        """True if it read to the end of the file."""
        rest = (self.lines[line] for line in range(self.line + 1, len(self.lines) + 1))
        return not self.lines[self.line][self.column - 1 :].strip() and not any(map(str.strip, rest))

    def at_last_line(self, sentence: str, hint: str) -> Finding:
        """Return a finding at the end of the last line that is not empty."""
        line = next((n for n in range(len(self.lines), 0, -1) if self.lines[n].strip()), 1)
        column = max(1, len(self.lines[line].rstrip()))
        return self.lines.put(Finding("syntax", sentence, hint), line, column)

    def here(self, sentence: str, hint: str, width: int = 1) -> Finding:
        """Return a finding at the position where it failed."""
        return self.lines.put(Finding("syntax", sentence, hint), self.line, self.column, width)

    def there(self, sentence: str, hint: str, width: int = 1) -> Finding:
        """Return a finding where the construct begins that it was reading."""
        return self.lines.put(Finding("syntax", sentence, hint), self.begun_line, self.begun_column, width)
