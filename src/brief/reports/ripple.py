"""`ripple`: printed values of issued papers that no longer hold, by paper, and the correction of one paper."""

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Cell,
    Document,
    Heading,
    Listing,
    Mark,
    Notice,
    Part,
    Sign,
    Value,
    cell,
    phrase,
    verbatim,
)
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.model.handling import highest, own_scheme
from brief.model.papers import IssuedPaper, IssuedValue
from brief.model.sources import Source
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.bottom_line import head_summary
from brief.reports.common import document, title_of
from brief.reports.issued import issued_value
from brief.reports.phrases import listed
from brief.reports.rivals import field_of
from brief.reports.short_records import status
from brief.reports.values import said, version
from brief.reports.words import name_short, point_words

if TYPE_CHECKING:
    from brief.model.parts import Record


class Ripple(NamedTuple):
    """What the user asks of the register."""

    papers: Sequence[IssuedPaper]
    """All papers, in the order of issue."""
    today: Date
    file: str | None = None
    """The paper to correct; None for all papers."""
    strict: bool = False
    """True if any value that no longer holds makes the answer no."""


def ripple(dossier: Dossier, wanted: Ripple, copy: "Callable[[str], Dossier]", *, full: bool = True) -> Document:
    """Report what no longer holds in the papers; with a `file`, draft its correction.

    `copy` returns the release copy to a marking, with which a paper that was released is compared.
    """
    papers = newest(wanted.papers)
    if wanted.file is not None:
        return _correction(dossier, wanted, paper_of(papers, wanted.file), full=full)
    issues = _issues(papers)
    blocks: list[Block] = []
    for issue in issues:
        if lines := {line.text: line for paper in issue for line in _lines(dossier, paper, copy)}:
            files = ", ".join(paper.file for paper in issue)
            blocks += [Heading(_called(issue[0]), selection=files), Listing("broken", tuple(lines.values()))]
    count = sum(isinstance(block, Heading) for block in blocks)
    if not papers:
        blocks.append(Notice(cell(say("No paper is noted. With `register: true` in dossier.yaml, -o notes each one."))))
    elif not blocks:
        blocks.append(Notice(cell(_all_hold(len(issues)))))
    one, several = "{count} of {all} needs a correction", "{count} of {all} need a correction"
    some = say_many(one, several, count, all=len(issues))
    return document(
        dossier,
        "ripple",
        title_of(dossier),
        blocks,
        answers=not (count and wanted.strict),
        day=wanted.today,
        subtitle=say("Issued papers · {some}", some=some) if count else say("Issued papers"),
        handling=_highest(dossier, papers),
        full=full,
    )


def _lines(dossier: Dossier, paper: IssuedPaper, copy: "Callable[[str], Dossier]") -> Sequence[Cell]:
    """Return what no longer holds in a paper, or why there is no release copy with which to compare it."""
    try:
        return tuple(broken(copy(paper.released_to) if paper.released_to else dossier, paper))
    except UserError as refused:
        return (cell(verbatim(refused.sentence)),)


def newest(papers: Sequence[IssuedPaper]) -> list[IssuedPaper]:
    """Return the papers, without those that a later one with the same file and reader replaced."""
    found: dict[tuple[str, str], IssuedPaper] = {}
    for paper in papers:
        found.pop((paper.file, paper.to), None)
        found[paper.file, paper.to] = paper
    return list(found.values())


def _issues(papers: Sequence[IssuedPaper]) -> list[list[IssuedPaper]]:
    """Return the papers, newest first, each with the files that print the same for the same reader in other formats."""
    found: dict[tuple[str, ...], list[IssuedPaper]] = {}
    for paper in reversed(papers):
        key = (PurePath(paper.file).stem, paper.kind, paper.title, paper.day, paper.to)
        found.setdefault(key, []).append(paper)
    return list(found.values())


def broken(dossier: Dossier, paper: IssuedPaper) -> Iterator[Cell]:
    """Yield a line for each value of a paper that no longer holds."""
    last = _last_reports(paper)
    yield from _missing(dossier, paper)
    for value in paper.values:
        line = _line(dossier, value)
        report = last.get(value.record, [])
        if not line and report[-1:] == [value]:
            line = _outdated(dossier, report)
        if line:
            yield line._replace(value=value.record)


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
        yield phrase(listed(printed), say(": no longer in the dossier"))._replace(value=id_)


def _quoted(value: IssuedValue) -> Cell:
    return phrase(say("“"), verbatim(value.printed), say("”"))


def _outdated(dossier: Dossier, report: list[IssuedValue]) -> Cell | None:
    """Return the current status of a commitment, if the report in the paper is no longer the latest one."""
    held = dossier.one(Commitment, report[0].record)
    if held is None or f"log.{len(held.log) - 1}" == _entry(_path_now(dossier, held, report[0])):
        return None
    printed = ", ".join(value.printed for value in report)
    told = phrase(name_short(held), say(": now "), status(dossier, held), say("; the paper says "))
    return phrase(told, _quoted(report[0]._replace(printed=printed)))


_NEWS = {
    "answer": say(": answered since: "),
    "status": say(": now "),
    "log": say(": now "),
    "evidence": say(": now shown by "),
    "died": say(": died "),
}
"""The words before what a paper could not know."""


def _news(dossier: Dossier, record: "Record", value: IssuedValue) -> Cell | None:
    """Return what a field says that was empty when the paper was issued; None if it still is."""
    if not getattr(record, value.path):
        return None
    told = said(record, value.path, naming=dossier)
    if isinstance(record, Commitment) and value.path == "log":
        told = status(dossier, record)
    return phrase(name_short(record), _NEWS[value.path], told)


def _rival(dossier: Dossier, record: "Record", value: IssuedValue) -> Cell | None:
    """Return how another version of a value no longer holds: no source, or no known one, gives it; None if it holds."""
    path = _path_now(dossier, record, value)
    now = issued_value(dossier, Value(record.id, path), value.printed)
    if now is None or now.value != value.value:
        return phrase(name_short(record), say(": no source now says "), _quoted(value))
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
        return phrase(subject, say(": no longer given; the paper says "), _quoted(value))
    told = said(record, path, naming=dossier)
    words: list[Part] = [told] if told.text else [say("changed")]
    if now.value != value.value and told.text != value.printed:
        return phrase(subject, say(": now "), *words, say("; the paper says "), _quoted(value))
    if now.disputed and not value.disputed:
        return phrase(subject, say(": now disputed: "), *_versions(told))
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
    words: list[Part] = [say("now "), now] if now.text else [say("no longer given")]
    return phrase(say("Summary of the dossier: "), *words, say("; the paper says "), _quoted(value))


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


def _correction(dossier: Dossier, wanted: Ripple, paper: IssuedPaper, *, full: bool) -> Document:
    """Draft a correction: what the paper says, and what the sources say now."""
    lines = tuple(broken(dossier, paper))
    blocks: list[Block] = [Listing("broken", lines)] if lines else [Notice(cell(_all_hold(1)))]
    reader = say(", for {reader}", reader=paper.to) if paper.to else ""
    line = say("Correction of {file}, issued {day}{reader}", file=paper.file, day=_human(paper.day), reader=reader)
    return document(
        dossier,
        "correction",
        paper.title,
        blocks,
        answers=not (lines and wanted.strict),
        day=wanted.today,
        subtitle=line,
        handling=_highest(dossier, [paper]),
        full=full,
    )


def paper_of(papers: Sequence[IssuedPaper], file: str) -> IssuedPaper:
    """Return the last paper with the name of this file; raises `UserError` if there is none."""
    name = PurePath(file).name
    found = next((paper for paper in reversed(papers) if paper.file == name), None)
    if found:
        return found
    from brief.model.names import hint

    files = list(dict.fromkeys(paper.file for paper in papers))
    otherwise = (
        say("`brief ripple` lists them")
        if files
        else say("the register has no paper; `brief memo -o FILE` adds one, if the head has `register: true`")
    )
    raise UserError(say("no paper `{file}` was issued", file=file), hint(name, files, otherwise), 2)


def _highest(dossier: Dossier, papers: Sequence[IssuedPaper]) -> str:
    """Return the highest marking of papers whose words are repeated."""
    return highest((paper.marking for paper in papers), own_scheme(dossier.header))


def _called(paper: IssuedPaper) -> str:
    parts = [paper.title, _human(paper.day), say("for {reader}", reader=paper.to) if paper.to else ""]
    return ", ".join(filter(None, parts))


def _human(day: str) -> str:
    date = Date.read(day)
    return date.human() if date else day


def _all_hold(count: int) -> Message:
    return say_many("All that the paper printed still holds.", "All that {count} papers printed still holds.", count)
