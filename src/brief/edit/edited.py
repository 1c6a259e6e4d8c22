"""The result of an edit with its diff, or the errors for which it is refused."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from brief.locale import say
from brief.model.dates import Date
from brief.model.findings import Finding
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.system.transaction import Change

if TYPE_CHECKING:
    from brief.document import Document

_NONE = "/dev/null"
"""The name of a file that does not exist, in a diff."""
_COMMENT = re.compile(r"(?m)(?:^|(?<=\s))#\s.*$")


class Edited(NamedTuple):
    """The result of an edit."""

    changes: dict[str, Change]
    """By path of the file."""
    findings: list[Finding]
    """New findings: warnings, and errors that an unreadable record hid before."""
    id: str = ""
    """Id of the record that was added."""
    seasons: tuple[Date, ...] = ()
    """Dates given as a season, quarter or half, such as `2026-31`, which looks like a month or two years."""
    gone: tuple[str, ...] = ()
    """Paths in removed items that had a rival value, a citation or an inference, which are removed too."""
    dropped: Mapping[str, Any] = MappingProxyType({})
    """Editorial values of a merged record that are left out, because the one that stays has others."""
    disputed: tuple[tuple[str, Any], ...] = ()
    """Values of a merged record that are rivals now, each with its path."""
    fixed: tuple[Finding, ...] = ()
    """The findings whose only right value is written."""
    copy: str = ""
    """Path of the copy of a removed source; the file stays."""

    def lost_comments(self) -> list[str]:
        """Return the comments that the changed files had and no longer have."""
        before, after = Counter[str](), Counter[str]()
        for change in self.changes.values():
            before.update(_COMMENT.findall("".join(_lines(change.before))))
            after.update(_COMMENT.findall("".join(_lines(change.after))))
        return [*(before - after).elements()]

    def diff(self) -> str:
        """Return the changes as a unified diff."""
        from difflib import unified_diff

        lines: list[str] = []
        for path, (before, after) in self.changes.items():
            old, new = f"a/{path}" if before is not None else _NONE, f"b/{path}" if after is not None else _NONE
            lines += unified_diff(_lines(before), _lines(after), old, new)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


class Refused(UserError):
    """An edit would cause new errors in the dossier."""

    def __init__(self, findings: list[Finding]) -> None:
        """Use the list of these errors."""
        super().__init__(say("nothing is written, because the dossier would have errors"), say("correct the values"))
        self.findings = findings

    def document(self) -> "Document":
        """Return a document with the errors, which quote the lines after the edit."""
        from brief.reports.check import findings_alone

        return findings_alone(self.findings)


def together(edits: Iterable[Edited]) -> Edited:
    """Return several edits in a row as one, without `findings`."""
    changes: dict[str, Change] = {}
    fixed: list[Finding] = []
    for edited in edits:
        fixed += edited.fixed
        for path, change in edited.changes.items():
            changes[path] = Change(changes.get(path, change).before, change.after)
    return Edited(changes, [], fixed=tuple(fixed))


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)
