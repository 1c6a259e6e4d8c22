"""The place where YAML's parser gave up, and findings that are put there."""

from brief.model.findings import Finding
from brief.named_tuple import NamedTuple
from brief.yaml.lines import Lines


class Stop(NamedTuple):
    """Where the parser gave up, and where the thing begins that it was reading then."""

    line: int
    column: int
    begun_line: int
    begun_column: int
    words: str
    lines: Lines

    @property
    def sign(self) -> str:
        """The character at which it gave up."""
        return self.lines[self.line][self.column - 1 : self.column]

    @property
    def begun_sign(self) -> str:
        """The character with which the thing begins that it was reading."""
        return self.lines[self.begun_line][self.begun_column - 1 : self.begun_column]

    @property
    def before(self) -> str:
        """What stands in the line before the place where it gave up."""
        return self.lines[self.line][: self.column - 1]

    @property
    def is_at_end(self) -> bool:
        """Whether it read to the end of the file."""
        rest = (self.lines[line] for line in range(self.line + 1, len(self.lines) + 1))
        return not self.lines[self.line][self.column - 1 :].strip() and not any(map(str.strip, rest))

    def at_last_line(self, sentence: str, hint: str) -> Finding:
        """The finding at the end of the last line that holds something."""
        line = next((n for n in range(len(self.lines), 0, -1) if self.lines[n].strip()), 1)
        column = max(1, len(self.lines[line].rstrip()))
        return self.lines.put(Finding("syntax", sentence, hint), line, column)

    def here(self, sentence: str, hint: str, width: int = 1) -> Finding:
        """The finding at the place where it gave up."""
        return self.lines.put(Finding("syntax", sentence, hint), self.line, self.column, width)

    def there(self, sentence: str, hint: str, width: int = 1) -> Finding:
        """The finding where the thing begins that it was reading."""
        return self.lines.put(Finding("syntax", sentence, hint), self.begun_line, self.begun_column, width)
