"""Findings: the errors and warnings about a dossier, as values."""

from enum import StrEnum
from typing import TYPE_CHECKING

from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.model.rules import Rule


class Severity(StrEnum):
    """An error stops every command that reads; a warning is for `brief check`."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One finding: place, severity, message and next step."""

    code: "Rule"
    """Name of the rule, such as `unknown-id`."""
    sentence: str
    """What is wrong."""
    hint: str = ""
    """The next step, or the nearest correct word."""
    severity: Severity = Severity.ERROR
    file: str = ""
    """Path relative to the dossier's folder."""
    line: int = 0
    """Counted from 1; 0 for the whole file."""
    column: int = 0
    """Counted from 1, in characters; 0 for the whole line."""
    width: int = 1
    """How many characters the caret covers."""
    excerpt: str = ""
    """The user's own line."""
    record: str = ""
    """Id of the record, if the finding is about one."""
    path: str = ""
    """Field of the record (`roles.0.org`), used to find its place in the file."""
    fix: str | None = None
    """The new value of the field, if only one can be right: `brief check --fix` writes it."""

    def place(self) -> tuple[str, int, int]:
        """Return file, line and column, the sort key of findings."""
        return self.file, self.line, self.column
