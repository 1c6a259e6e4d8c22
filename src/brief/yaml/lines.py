"""The lines of a file, as findings quote them."""

from functools import cached_property

from brief.model.findings import Finding

LONGEST_LINE = 2_000
"""Of a longer line no more is kept, lest a file of one line be stored once for each finding."""


class Lines:
    """The lines of one file, counted from 1; the text is cut up when the first is asked for."""

    def __init__(self, text: str) -> None:
        """`text` has no line break but the line feed."""
        self._text = text

    @cached_property
    def _all(self) -> list[str]:
        return self._text.split("\n")

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, line: int) -> str:
        """The line with this number; an empty one beyond the file."""
        return self._all[line - 1] if 0 < line <= len(self._all) else ""

    def put(self, finding: Finding, line: int, column: int = 0, width: int = 1) -> Finding:
        """The finding at this place, with the user's own line."""
        text = self[line]
        excerpt = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE] if column < LONGEST_LINE else ""
        return finding._replace(line=line, column=column, width=width, excerpt=excerpt)
