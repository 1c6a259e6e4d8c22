"""How many names a record may have, and how long they may be."""

from collections.abc import Iterator

from brief.core.findings import Finding
from brief.core.model import KINDS, label
from brief.core.model.parts import Record

MOST_NAMES = 1_000
"""So many other names (`also`) a record may have."""
LONGEST_NAME = 1_000
"""So many characters a name or title may have."""


def names_within_limits(record: Record) -> Iterator[Finding]:
    """Names that are too many, or too long to be names."""
    field = KINDS[record.KIND].title
    also = getattr(record, "also", ())
    if len(also) > MOST_NAMES:
        sentence = f"`also` has {len(also):,} names; at most {MOST_NAMES:,} are allowed"
        yield Finding("too-many", sentence, "keep those that readers use", path="also")
    names = [("also" if len(also) == 1 else f"also.{index}", name) for index, name in enumerate(also)]
    for path, name in names if field == "text" else ((field, label(record)), *names):
        if len(name) > LONGEST_NAME:
            sentence = f"this {field} has {len(name):,} characters; at most {LONGEST_NAME:,} are allowed"
            yield Finding("too-long", sentence, "shorten it, or move words into a `summary` or `note`", path=path)
