"""Find valid values that may mean something else: `2022-23` is autumn 2022 in EDTF, but two years to most people."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from brief.locale import say
from brief.model.dates import Date, Precision
from brief.model.findings import Finding, Severity
from brief.model.parts import Part, Record
from brief.model.paths import found_at
from brief.model.serialization import class_of
from brief.model.shape import fields
from brief.model.sources import Source
from brief.model.stated import parts

_PARTS_OF_A_YEAR = frozenset((Precision.SEASON, Precision.QUARTER, Precision.HALF))
_UNCERTAIN = _PARTS_OF_A_YEAR | {Precision.INTERVAL}
_TO_NORTH, _TO_SOUTH = 4, 8
"""Offsets from the code of a season without a hemisphere to the northern and the southern code."""


def seasons_or_years(record: Record) -> Iterator[Finding]:
    """Find parts of a year that look like two years. A note that names the date silences the warning."""
    for path, date, part in _dates(record):
        if date.precision not in _UNCERTAIN:
            continue
        sides = (date.start, date.end) if date.is_interval else (date,)
        doubtful = [side.text.rstrip("?~%") for side in sides if side and _is_doubtful(side)]
        if doubtful and not any(doubtful[0] in (held.note or "") for held in (record, part)):
            written = doubtful[0]
            said = say(
                "{date}, or the years {first} to {last}",
                date=Date.parse(written).human(),
                first=_first(written),
                last=_last(written),
            )
            hint = say(
                "{corrections}, or name {written} in a `note` that says what is meant",
                corrections=", ".join(_ways(date, written)),
                written=written,
            )
            yield Finding(
                "season-or-years",
                say("{written} can mean {dates}", written=written, dates=said),
                hint,
                Severity.WARNING,
                path=path,
            )


def preprints(record: Record) -> Iterator[Finding]:
    """Find sources of type `article`, which CSL defines as a preprint. A note that says so silences the warning."""
    if isinstance(record, Source) and record.type == "article" and "preprint" not in (record.note or "").lower():
        hint = say(
            "write article-newspaper, article-magazine, article-journal, post-weblog or webpage, or say "
            "in `note` that it is a preprint"
        )
        sentence = say("bibliography programs read `article` as a preprint, not an article in a journal or newspaper")
        yield Finding("preprint", sentence, hint, Severity.WARNING, path="type")


def _is_doubtful(side: Date) -> bool:
    if side.precision not in _PARTS_OF_A_YEAR:
        return False
    year, part = side.text[:4], side.text[5:7]
    return year.isdigit() and part == _last(year)[2:]


def _first(written: str) -> str:
    return written[:4]


def _last(written: str) -> str:
    return f"{int(written[:4]) + 1:04d}"


def _ways(date: Date, written: str) -> Iterator[str]:
    """Yield hints: what to write for two years, and for a season of a hemisphere."""
    start, _, end = date.text.partition("/")
    start = _first(start) if date.start and _is_doubtful(date.start) else start
    end = _last(end or start) if date.end and _is_doubtful(date.end) else end
    yield say("write {start}/{end} for the years", start=start, end=end)
    if Date.parse(written).has_no_months:
        for hemisphere in (_TO_NORTH, _TO_SOUTH):
            season = Date.parse(f"{written[:5]}{int(written[5:]) + hemisphere}")
            yield say("{season} for {words}", season=season, words=season.human())


def _dates(record: Record) -> Iterator[tuple[str, Date, Record | Part]]:
    """Yield the dates of a record, its parts and its rival values: path, date, and where it is."""
    held_in: list[tuple[str, Any]] = [("", record), *((f"{path}.", part) for path, part in parts(record))]
    for path, part in held_in:
        held = vars(part)  # without omitted fields
        for name, attribute in _fields(class_of(part)):
            given = held.get(attribute)
            if isinstance(given, tuple):
                yield from ((f"{path}{name}.{index}", date, part) for index, date in enumerate(given))
            elif given:
                yield f"{path}{name}", given, part
    for index, rival in enumerate(record.differs):
        target = found_at(record, rival.field) if rival.field else None
        date = Date.read(rival.value) if target and target.item is Date else None
        if date:
            yield f"differs.{index}.value", date, rival


@cache
def _fields(cls: Any) -> tuple[tuple[str, str], ...]:
    """Return the fields with dates: name in YAML, and attribute."""
    return tuple((name, found.attribute) for name, found in fields(cls).items() if found.shape.one.type is Date)
