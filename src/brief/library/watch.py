"""`check --watch`: checks a dossier again after each change, and reports what is new."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief.library import opening, reports
from brief.model.user_error import UserError
from brief.system.watching import changes

if TYPE_CHECKING:
    from brief.document import Document
    from brief.model.findings import Finding

_SECONDS = 0.4
"""Seconds between two scans of the files. A scan of 1,000 files takes 7 ms."""


def rounds(root: Path, rules: Sequence[str] = ()) -> "Iterator[Document]":
    """Yield all findings, then the effect of each change on them; nothing for a change without effect.

    If the dossier cannot be read for a while, for example without its header, the documents say so, and when it can be
    read again.
    """
    from brief.reports.check import unreadable, update

    known: list[Finding] | None = None
    is_readable = True
    for _ in changes(root, _pause):
        try:
            with opening.open(root, keep_going=True, searchable=False) as dossier:
                found = [finding for finding in dossier.findings if not rules or finding.code in rules]
                if known is None:
                    yield reports.check(dossier, rules=rules, folded=True)
        except UserError as error:
            is_readable = False
            yield unreadable(str(error))
            continue
        if known is not None:
            new, fixed = _difference(found, known), _difference(known, found)
            if new or fixed or not is_readable:
                yield update(found, new, len(fixed))
        known, is_readable = found, True


def _pause() -> None:
    time.sleep(_SECONDS)


def _difference(found: "list[Finding]", others: "list[Finding]") -> "list[Finding]":
    """Return the findings that are not among `others`; one that only moved to another line is the same."""
    left = Counter(map(_identity, others))
    new = []
    for finding in found:
        identity = _identity(finding)
        left[identity] -= 1
        if left[identity] < 0:
            new.append(finding)
    return new


def _identity(found: "Finding") -> tuple[str, ...]:
    return (found.code, found.severity, found.sentence, found.file, found.record, found.path)
