"""Lines of a file, which findings quote."""

from functools import cached_property

from brief.model.findings import Finding

LONGEST_LINE = 2_000
"""Greatest length of an excerpt. Otherwise a file of one long line would be stored once for each finding."""


class Lines:
    """The lines of one file, numbered from 1; the text is split at first use."""

    def __init__(self, text: str) -> None:
        """Use a text whose only line breaks are line feeds."""
        self._text = text

    @cached_property
    def _all(self) -> list[str]:
        return self._text.split("\n")

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, line: int) -> str:
        """Return the line with this number; empty if there is none."""
        return self._all[line - 1] if 0 < line <= len(self._all) else ""

    def put(self, finding: Finding, line: int, column: int = 0, width: int = 1) -> Finding:
        """Return the finding with this position (from 1, in characters) and the line as excerpt."""
        text = self[line]
        excerpt = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] if column < LONGEST_LINE else ""
        return finding._replace(line=line, column=column, width=width, excerpt=excerpt)
