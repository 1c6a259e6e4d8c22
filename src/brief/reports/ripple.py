"""`ripple`: printed values of issued papers that no longer hold, by paper, and the correction of one paper."""

from collections.abc import Callable, Sequence
from pathlib import PurePath

from brief.document import Block, Cell, Document, Heading, Listing, Notice, bare_day, cell, code, quoted, typed
from brief.dossier.protocol import Dossier
from brief.locale import Message, say, say_many, series
from brief.model.dates import Date
from brief.model.handling import highest, own_scheme
from brief.model.papers import IssuedPaper
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.broken_values import broken
from brief.reports.common import document, title_of


class Ripple(NamedTuple):
    """What the user asks of the register."""

    papers: Sequence[IssuedPaper]
    """All papers, in the order of issue."""
    today: Date
    file: str | None = None
    """The paper to correct; None for all papers."""
    strict: bool = False
    """True if any value that no longer holds makes the answer no."""


def ripple(dossier: Dossier, wanted: Ripple, copy: Callable[[str], Dossier], *, full: bool = True) -> Document:
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
            files = series(code(paper.file) for paper in issue)
            blocks += [Heading(_called(issue[0]), selection=files), Listing("broken", tuple(lines.values()))]
    count = sum(isinstance(block, Heading) for block in blocks)
    if not papers:
        blocks.append(
            Notice(cell(say("The register is empty. With `register: true` in dossier.yaml, `-o` adds each paper.")))
        )
    elif not blocks:
        blocks.append(Notice(cell(_all_hold(len(issues)))))
    some = say_many("{count} of {all} needs a correction", "{count} of {all} need a correction", count, all=len(issues))
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


def _lines(dossier: Dossier, paper: IssuedPaper, copy: Callable[[str], Dossier]) -> Sequence[Cell]:
    """Return what no longer holds in a paper, or why there is no release copy with which to compare it."""
    try:
        return tuple(broken(copy(paper.released_to) if paper.released_to else dossier, paper))
    except UserError as refused:
        return (cell(quoted(refused.sentence)),)


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


def _correction(dossier: Dossier, wanted: Ripple, paper: IssuedPaper, *, full: bool) -> Document:
    """Draft a correction: what the paper says, and what the sources say now."""
    lines = tuple(broken(dossier, paper))
    blocks: list[Block] = [Listing("broken", lines)] if lines else [Notice(cell(_all_hold(1)))]
    reader = say(", for {reader}", reader=typed(paper.to)) if paper.to else Message()
    line = say(
        "Correction of {file}, issued {day}{reader}", file=code(paper.file), day=_human(paper.day), reader=reader
    )
    return document(
        dossier,
        "correction",
        typed(paper.title),
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
    raise UserError(say("no paper `{file}` was issued", file=file), hint(name, files, otherwise))


def _highest(dossier: Dossier, papers: Sequence[IssuedPaper]) -> str:
    """Return the highest marking of papers whose words are repeated."""
    return highest((paper.marking for paper in papers), own_scheme(dossier.header))


def _called(paper: IssuedPaper) -> Message:
    reader = say("for {reader}", reader=typed(paper.to)) if paper.to else Message()
    return series(filter(None, [typed(paper.title), _human(paper.day), reader]))


def _human(day: str) -> Message:
    date = Date.read(day)
    return bare_day(date) if date else code(day)


def _all_hold(count: int) -> Message:
    return say_many(
        "Everything that the paper printed still holds.",
        "Everything that the {count} papers printed still holds.",
        count,
    )
