"""The result of an edit, and its diff."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from brief.model.dates import Date
from brief.model.findings import Finding
from brief.named_tuple import NamedTuple
from brief.system.transaction import Change

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


def together(edits: Iterable[Edited]) -> Edited:
    """Return several edits in a row as one, without their findings."""
    changes: dict[str, Change] = {}
    for edited in edits:
        for path, change in edited.changes.items():
            changes[path] = Change(changes.get(path, change).before, change.after)
    return Edited(changes, [])


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").replace("\r\n", "\n").splitlines(keepends=True)
