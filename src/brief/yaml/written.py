"""Reads a record again to find the positions of all its keys and values."""

from typing import Any

from brief.model.findings import Finding
from brief.yaml.event_findings import Span
from brief.yaml.lines import Lines
from brief.yaml.text import YamlText
from brief.yaml.values import Path, Spans, Values


class Written:
    """The value of a key, with the positions of everything in it."""

    def __init__(self, text: YamlText, line: str, key: Span, path: Path, left_out: int = 0, parser: Any = None) -> None:
        """Read a text that begins with spaces and the key; `key` is its position in the file, in this `line`.

        `path` is the path of the key. The spaces replace the characters before the key, except for `left_out` of them.
        """
        self.path = path
        self.key = key
        self.spans: Spans = {}
        self._line = line
        builder = Values(text, spans=self.spans, before=(key.line - 1, left_out), parser=parser)
        end = builder.first(path)
        if text.is_parked:
            from brief.yaml.hidden import unparked

            self.spans = {tuple(map(unparked, place)): span for place, span in self.spans.items()}
        self.last = key.line + text.kept()[:end].rstrip().count("\n")
        """Number of the last line of the value; may include comments that follow."""
        self._lines = Lines(text.kept())
        self._own = Lines(text.kept()[:end])
        self.findings = [self.quoting(found, found) for found in builder.findings]

    def quoting(self, finding: Finding, span: Span | Finding) -> Finding:
        """Return the finding with this position, and with the line of the file as excerpt."""
        found = Lines(self.line_at(span.line)).put(finding, 1, span.column, span.width)
        return found._replace(line=span.line)

    def line_at(self, number: int) -> str:
        """Return the line of the file with this number."""
        return self._line if number == self.key.line else self._lines[number - self.key.line + 1]

    def own_line(self, number: int) -> str:
        """Return the line of the file with this number, without the records before and after this one."""
        line, own = self.line_at(number), self._own[number - self.key.line + 1].rstrip()
        begin, end = (self.key.column - 1 if number == self.key.line else 0), len(own)
        begin -= line[:begin].endswith(("'", '"'))  # the quote before the key
        is_alone = not line[:begin].strip() and line[end:].strip()[:1] in ("", "#")
        return line if is_alone else line[begin:end].strip()
