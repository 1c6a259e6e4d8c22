"""How many names and parts a record may have, and how long names may be."""

from collections.abc import Iterator

from brief.locale import say
from brief.model import KINDS, label
from brief.model.cites import fields_of_parts
from brief.model.codec import class_of
from brief.model.findings import Finding
from brief.model.parts import Record

MOST_NAMES = 1_000
"""So many other names (`also`) a record may have."""
LONGEST_NAME = 1_000
"""So many characters a name or title may have."""
LONGEST_SHORT = 60
"""So many characters the `short` title of a record may have."""
MOST_DIFFERENCES = 100
"""So many things that are said instead (`differs`) a record may have: a report compares each with each field."""
MOST_PARTS = 1_000
"""So many roles, figures, provisions or entries of a log a record may have."""


def names_within_limits(record: Record) -> Iterator[Finding]:
    """Names that are too many, or too long to be names."""
    field = KINDS[record.KIND].title
    also = getattr(record, "also", ())
    if len(also) > MOST_NAMES:
        sentence = say(
            "`also` has {also:,} names; at most {most_names:,} are allowed", also=len(also), most_names=MOST_NAMES
        )
        yield Finding("too-many", sentence, say("keep those that readers use"), path="also")
    names = [("also" if len(also) == 1 else f"also.{index}", name) for index, name in enumerate(also)]
    for path, name in names if field == "text" else ((field, label(record)), *names):
        if len(name) > LONGEST_NAME:
            sentence = say(
                "this {field} has {name:,} characters; at most {longest_name:,} are allowed",
                field=field,
                name=len(name),
                longest_name=LONGEST_NAME,
            )
            yield Finding("too-long", sentence, say("shorten it, or move words into a `summary` or `note`"), path=path)


def parts_within_limits(record: Record) -> Iterator[Finding]:
    """Parts that are too many for one record."""
    for name in fields_of_parts(class_of(record)):
        count, most = len(getattr(record, name)), MOST_DIFFERENCES if name == "differs" else MOST_PARTS
        if count > most:
            sentence = say(
                "`{name}` has {count:,} entries; at most {most:,} are allowed", name=name, count=count, most=most
            )
            yield Finding("too-many", sentence, say("keep those that matter, or split the record"), path=name)


def short_titles(record: Record) -> Iterator[Finding]:
    """Short titles that are too long for a table."""
    if record.short and len(record.short) > LONGEST_SHORT:
        sentence = say(
            "this `short` has {count} characters; at most {most} are allowed",
            count=len(record.short),
            most=LONGEST_SHORT,
        )
        yield Finding("too-long", sentence, say("shorten it: the title has the details"), path="short")
