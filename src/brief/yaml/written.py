"""A record as it stands in its file, read once more for the places of all that it holds."""

from typing import Any

from brief.model.findings import Finding
from brief.yaml.lines import Lines
from brief.yaml.text import YamlText
from brief.yaml.values import Path, Span, Spans, Values


class Written:
    """What stands below a key of a file, read once more for the places of all that it holds."""

    def __init__(self, text: YamlText, line: str, key: Span, path: Path, left_out: int = 0, parser: Any = None) -> None:
        """`text` begins with spaces and the key, which stands in its `line` at `key` and in its file under `path`.

        There are as many spaces as characters before the key, or fewer by those `left_out`.
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
        """The last line of the value; comments that follow may be in it."""
        self._lines = Lines(text.kept())
        self.findings = [self.quoting(found, found) for found in builder.findings]

    def quoting(self, finding: Finding, span: Span | Finding) -> Finding:
        """The finding at this place, with the user's own line."""
        found = Lines(self.line_at(span.line)).put(finding, 1, span.column, span.width)
        return found._replace(line=span.line)

    def line_at(self, number: int) -> str:
        """The user's own line of this number."""
        return self._line if number == self.key.line else self._lines[number - self.key.line + 1]
