"""Findings: the errors and warnings about a dossier, as values."""

from enum import StrEnum
from typing import Literal, get_args

from brief.named_tuple import NamedTuple

Rule = Literal[
    "after-sources",
    "alias",
    "anchor",
    "builds-on-later",
    "changed-copy",
    "contradicting-dates",
    "cut-value",
    "cut-word",
    "cycle",
    "described-record",
    "due-before-made",
    "duplicate-former-id",
    "duplicate-id",
    "duplicate-key",
    "duplicate-source-key",
    "evidence-after-due",
    "former-id",
    "hidden-character",
    "in-two-dossiers",
    "invalid-choice",
    "invalid-date",
    "invalid-id",
    "invalid-value",
    "key-not-text",
    "locator-spelling",
    "log-before-made",
    "log-out-of-order",
    "marked-name",
    "marked-quote",
    "merge-conflict",
    "merge-key",
    "misquoted",
    "misspelled-marking",
    "missing-field",
    "no-head",
    "no-locator",
    "no-records",
    "no-such-place",
    "not-a-map",
    "not-a-regular-file",
    "not-read",
    "odd-amount",
    "old-summary",
    "other-end",
    "preprint",
    "quote-elsewhere",
    "reserved-id",
    "reversed-role",
    "same-event",
    "same-name",
    "same-person",
    "same-value",
    "season-or-years",
    "second-document",
    "second-head",
    "seen-outside-role",
    "signed-after-period",
    "syntax",
    "tag",
    "too-deep",
    "too-long",
    "too-many",
    "uncited",
    "unfinished-edit",
    "unknown-code",
    "unknown-field",
    "unknown-id",
    "unknown-locator",
    "unknown-section",
    "unmarked-position",
    "unreadable-copy",
    "unreadable-file",
    "unreadable-folder",
    "unreadable-register",
    "unreadable-text",
    "unusable-image",
    "unused-source",
    "wrong-kind",
]
"""The rules of `brief check`. Each has an entry in the error gallery."""
RULES: tuple[Rule, ...] = get_args(Rule)


class Severity(StrEnum):
    """An error stops every command that reads; a warning is for `brief check`."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """One finding: place, severity, message and next step."""

    code: Rule
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
