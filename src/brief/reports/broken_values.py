"""The values of an issued paper that no longer hold, each in a line."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Part, Sign, Value, phrase, quoted
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.commitments import Commitment
from brief.model.papers import IssuedPaper, IssuedValue
from brief.model.renaming import Ids, in_path, is_id_of, plain_with_ids
from brief.model.sources import Source
from brief.reports.bottom_line import head_summary
from brief.reports.issued import issued_value
from brief.reports.one_line import evidence_cell
from brief.reports.phrases import filled, listed
from brief.reports.rivals import field_of
from brief.reports.short_records import status
from brief.reports.values import said, version
from brief.reports.words import name_short, point_words

if TYPE_CHECKING:
    from brief.model.parts import Record


def broken(dossier: Dossier, paper: IssuedPaper) -> Iterator[Cell]:
    """Yield a line for each value of a paper that no longer holds."""
    paper = _with_current_ids(dossier, paper)
    last = _last_reports(paper)
    yield from _missing(dossier, paper)
    for value in paper.values:
        line = _line(dossier, value)
        report = last.get(value.record, [])
        if not line and report[-1:] == [value]:
            line = _outdated(dossier, report)
        if line:
            yield line._replace(value=value.record)


def _with_current_ids(dossier: Dossier, paper: IssuedPaper) -> IssuedPaper:
    """Return a paper whose values have the current ids of records that were renamed or merged since."""
    ids = dossier.former_ids()
    return paper._replace(values=tuple(_renamed(dossier, value, ids) for value in paper.values)) if ids else paper


def _renamed(dossier: Dossier, value: IssuedValue, ids: Ids) -> IssuedValue:
    sources = tuple(ids.get(id_, id_) for id_ in value.sources)
    record = dossier.get(value.record)
    if record is None:
        return value._replace(sources=sources)
    cls, told = type(record), plain_with_ids(type(record), value.path, value.value, ids)
    if value.path.startswith("differs."):  # the paper does not say of which field it is a rival
        now = (rival.value for rival in record.differs if is_id_of(cls, rival.field))
        told = next((id_ for id_ in now if id_ == ids.get(str(told))), told)
    return value._replace(record=record.id, path=in_path(cls, value.path, ids), value=told, sources=sources)


def _line(dossier: Dossier, value: IssuedValue) -> Cell | None:
    """Return how a value no longer holds; None if it does."""
    record = dossier.get(value.record) if value.record else None
    if record is None:  # `_missing` lists all values of a deleted record at once
        return None if value.record else _of_head(dossier, value)
    if not value.printed:
        return _news(dossier, record, value)
    return (_rival if value.path.startswith("differs.") else _broken)(dossier, record, value)


def _last_reports(paper: IssuedPaper) -> dict[str, list[IssuedValue]]:
    """Return the printed values of the last report on each commitment, by its id."""
    found: dict[str, list[IssuedValue]] = {}
    for value in paper.values:
        if value.path.startswith("log."):
            before = found.setdefault(value.record, [])
            if before and _entry(before[0].path) != _entry(value.path):
                before.clear()
            before.append(value)
    return found


def _entry(path: str) -> str:
    """Return the log entry that a path points to or into: `log.0` for `log.0.date`."""
    return ".".join(path.split(".")[:2])


def _missing(dossier: Dossier, paper: IssuedPaper) -> Iterator[Cell]:
    """Yield a line for each deleted record, with all that the paper printed of it."""
    gone: dict[str, list[Part]] = {}
    for value in paper.values:
        if value.record and value.printed and (value.record in gone or dossier.get(value.record) is None):
            gone.setdefault(value.record, []).append(_quoted(value))
    for id_, printed in gone.items():
        yield filled(say("{values}: no longer in the dossier"), values=listed(printed))._replace(value=id_)


def _quoted(value: IssuedValue) -> Cell:
    return phrase(say("“"), quoted(value.printed), say("”"))


def _outdated(dossier: Dossier, report: list[IssuedValue]) -> Cell | None:
    """Return the current status of a commitment, if the report in the paper is no longer the latest one."""
    held = dossier.one(Commitment, report[0].record)
    if held is None or f"log.{len(held.log) - 1}" == _entry(_path_now(dossier, held, report[0])):
        return None
    printed = report[0]._replace(printed=", ".join(value.printed for value in report))
    return filled(_CHANGED, subject=name_short(held), now=status(dossier, held), printed=_quoted(printed))


_CHANGED = say("{subject}: now {now}; the paper says {printed}")
_GONE = say("{subject}: no longer given; the paper says {printed}")
_NEWS = {
    "answer": say("{subject}: answered since: {value}"),
    "status": say("{subject}: now {value}"),
    "log": say("{subject}: now {value}"),
    "evidence": say("{subject}: now shown by {value}"),
    "died": say("{subject}: died {value}"),
}
"""The words for what a paper could not know."""


def _news(dossier: Dossier, record: "Record", value: IssuedValue) -> Cell | None:
    """Return what a field says that was empty when the paper was issued; None if it still is.

    An event that did not take place shows no commitment carried out.
    """
    if not getattr(record, value.path):
        return None
    told = said(record, value.path, naming=dossier)
    if isinstance(record, Commitment):
        told = status(dossier, record) if value.path == "log" else evidence_cell(dossier, record)
    return filled(_NEWS[value.path], subject=name_short(record), value=told) if told.text else None


def _rival(dossier: Dossier, record: "Record", value: IssuedValue) -> Cell | None:
    """Return how another version of a value no longer holds: no source, or no known one, gives it; None if it holds."""
    path = _path_now(dossier, record, value)
    now = issued_value(dossier, Value(record.id, path), value.printed)
    if now is None or now.value != value.value:
        words = say("{subject}: no source now says {printed}")
        return filled(words, subject=name_short(record), printed=_quoted(value))
    rival = record.differs[int(path.split(".")[1])]
    subject = phrase(name_short(record), ", ", point_words(record, field_of(record, rival), dossier))
    remarks = _unsupported(dossier, value, now)
    return phrase(subject, ": ", version(record, rival, dossier), *remarks) if remarks else None


def _broken(dossier: Dossier, record: "Record", value: IssuedValue) -> Cell | None:
    """Return how a value of a record no longer holds: changed, newly disputed, without a source; None if it holds."""
    path = _path_now(dossier, record, value)
    now = issued_value(dossier, Value(record.id, path), value.printed)
    subject = phrase(name_short(record), ", ", point_words(record, path, dossier))
    if now is None:
        return filled(_GONE, subject=subject, printed=_quoted(value))
    told = said(record, path, naming=dossier)
    words: list[Part] = [told] if told.text else [say("changed")]
    if now.value != value.value and told.text != value.printed:
        return filled(_CHANGED, subject=subject, now=phrase(*words), printed=_quoted(value))
    if now.disputed and not value.disputed:
        return filled(say("{subject}: now disputed: {versions}"), subject=subject, versions=phrase(*_versions(told)))
    remarks = _unsupported(dossier, value, now)
    return phrase(subject, ": ", *words, *remarks) if remarks else None


def _versions(told: Cell) -> list[Part]:
    """Return a disputed value with its rivals in the line; long ones each followed by its own citations."""
    if all(mark.is_short for mark in told.marks if mark.versions):
        return [told]
    parts: list[Part] = []
    for found in (each for mark in told.marks for each in mark.versions):
        parts += [*([say("; or: ")] if parts else []), found.citing_inline()]
    return [*parts, Mark(Sign.DISPUTED)]


def _unsupported(dossier: Dossier, value: IssuedValue, now: IssuedValue) -> list[Message]:
    """Return a remark if the sources of a value are gone or no longer cited for it; else nothing."""
    if value.sources and not any(dossier.one(Source, id_) for id_ in value.sources):
        return [say("; its source is gone")]
    return [say("; no source supports it any more")] if value.sources and not now.sources else []


def _of_head(dossier: Dossier, value: IssuedValue) -> Cell | None:
    """Describe how the dossier's summary no longer holds; papers print no other value of the header."""
    now = head_summary(dossier.header)
    if now.text.strip() == value.printed:
        return None
    subject = say("Summary of the dossier")
    if not now.text:
        return filled(_GONE, subject=subject, printed=_quoted(value))
    return filled(_CHANGED, subject=subject, now=now, printed=_quoted(value))


def _path_now(dossier: Dossier, record: "Record", value: IssuedValue) -> str:
    """Return the current path of a value, which differs if items were inserted before it in a list."""
    place = re.search(r"\.(\d+)(?=\.|$)", value.path)
    held = getattr(record, value.path.partition(".")[0], ()) if place else ()
    begin, end = (value.path[: place.start()], value.path[place.end() :]) if place else ("", "")
    for path in (value.path, *(f"{begin}.{index}{end}" for index in range(len(held)))):
        now = issued_value(dossier, Value(record.id, path), value.printed)
        if now and now.value == value.value:
            return path
    return value.path
