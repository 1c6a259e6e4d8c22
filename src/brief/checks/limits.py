"""Limit the number of names and parts of a record, and the length of names."""

from collections.abc import Iterator

from brief.locale import say
from brief.model.findings import Finding
from brief.model.kinds import KINDS, label
from brief.model.parts import Record
from brief.model.serialization import class_of
from brief.model.stated import fields_of_parts

MOST_NAMES = 1_000
"""Greatest number of other names (`also`) of one record."""
LONGEST_NAME = 1_000
"""Greatest length of a name or title in characters."""
LONGEST_SHORT = 60
"""Greatest length of a `short` title in characters."""
MOST_DIFFERENCES = 100
"""Greatest number of rival values (`differs`) of one record. Reports compare each with each field."""
MOST_PARTS = 1_000
"""Greatest number of roles, figures, provisions or log entries of one record."""


def names_within_limits(record: Record) -> Iterator[Finding]:
    """Find records with too many names, and names that are too long."""
    field = KINDS[record.KIND].title
    also = getattr(record, "also", ())
    if len(also) > MOST_NAMES:
        sentence: str = say(
            "`also` has {count:,} names; at most {most:,} are allowed", count=len(also), most=MOST_NAMES
        )
        yield Finding("too-many", sentence, say("keep those that readers use"), path="also")
    names = [("also" if len(also) == 1 else f"also.{index}", name) for index, name in enumerate(also)]
    for path, name in names if field == "text" else ((field, label(record)), *names):
        if len(name) > LONGEST_NAME:
            sentence = say(
                "this {field} has {length:,} characters; at most {most:,} are allowed",
                field=field,
                length=len(name),
                most=LONGEST_NAME,
            )
            yield Finding("too-long", sentence, say("shorten it, or move words into a `summary` or `note`"), path=path)


def parts_within_limits(record: Record) -> Iterator[Finding]:
    """Find records with too many parts."""
    for name in fields_of_parts(class_of(record)):
        count, most = len(getattr(record, name)), MOST_DIFFERENCES if name == "differs" else MOST_PARTS
        if count > most:
            sentence = say(
                "`{name}` has {count:,} entries; at most {most:,} are allowed", name=name, count=count, most=most
            )
            yield Finding("too-many", sentence, say("keep those that matter, or split the record"), path=name)


def short_titles(record: Record) -> Iterator[Finding]:
    """Find short titles that are too long for a table."""
    if record.short and len(record.short) > LONGEST_SHORT:
        sentence = say(
            "this `short` has {count} characters; at most {most} are allowed",
            count=len(record.short),
            most=LONGEST_SHORT,
        )
        yield Finding("too-long", sentence, say("shorten it: the title has the details"), path="short")
