"""`gaps`: what is not known: flagged questions, and information that is missing in the dossier itself."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Document, Heading, Listing, Notice, bare_day, cell
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.findings import Severity
from brief.reports.common import document, title_of, undated
from brief.reports.gap_finders import FINDERS, Gap, Gaps, unconfirmed_posts
from brief.reports.ranking import Kind, Selected, best
from brief.reports.related import Scope, open_questions, unkept
from brief.reports.short_records import short
from brief.reports.words import value_of

if TYPE_CHECKING:
    from brief.model.parts import Record

_LOOKED_THROUGH = ("question", "commitment", "agreement", "event", "program", "person", "organization")


def gaps(dossier: Dossier, wanted: Gaps, *, full: bool = True, is_listed: bool = False) -> Document:
    """Report flagged questions, then missing information; the short page has counts and the most important questions.

    With a limit, the search stops at the first item beyond it. A page that `is_listed`, or is only about posts, has
    everything, with signs for what is inferred or disputed.
    """
    wanted = wanted._replace(day=dossier.as_of or wanted.day)
    is_listed |= wanted.posts
    scope = Scope(dossier)
    blocks: list[Block] = list(undated(dossier))
    searched = wanted if full or is_listed else wanted._replace(limit=_MOST_COUNTED)
    finders = (unconfirmed_posts,) if wanted.posts else FINDERS
    found = [gap for find in finders for gap in find(scope, searched) if gap.lines]
    if full or is_listed:
        for gap in found:
            blocks.append(Heading(gap.title, gap.level, selection=gap.number or _count(gap.lines, wanted)))
            blocks += [Listing(gap.name, tuple(_first(gap.lines, wanted)))] if gap.name != "one-witness" else []
    elif found:
        from brief.reports.gap_counts import counts

        numbers = {gap.name: _number(dossier, gap, searched) for gap in _merged(found)}
        blocks.append(counts(scope, wanted.day, wanted.months, numbers))
        blocks += _pressing(scope, wanted)
    if not found:
        blocks.append(Notice(cell(say("Every post is confirmed.") if wanted.posts else _nothing(scope))))
    return document(
        dossier,
        "gaps",
        title_of(dossier),
        blocks,
        day=wanted.day,
        subtitle=say("What is not known · as of {day}", day=bare_day(wanted.day)),
        more=say("brief gaps -v"),
        full=full,
    )


_MOST_COUNTED = 1_000
"""Counting stops at this number on a short page."""
_FEW = 10
"""Number of questions and commitments on a short page."""


def _merged(found: list[Gap]) -> Iterator[Gap]:
    """Yield the gaps to count: all open questions as one, without the answered ones."""
    asked = [line for gap in found if gap.name.startswith("flagged-by-") for line in gap.lines]
    if asked:
        yield Gap("questions", say("Open questions"), asked)
    yield from (
        gap for gap in found if gap.level == 2 and not gap.name.startswith("flagged-by-") and gap.name != "answered"
    )


def _number(dossier: Dossier, gap: Gap, wanted: Gaps) -> tuple[int, Cell]:
    """Return the count of a gap, and its words, which rest on the records that have it and on posts and their ends."""
    from brief.reports.overview import counting, titling

    records = list(filter(None, (dossier.get(str(line.value)) for line in gap.lines)))
    ends = [value_of(held, f"roles.{at}.to") for held in records if gap.name == "people" for at in _ended(held)]
    words = gap.number or _count(gap.lines, wanted)
    posts = [text.of for line in gap.lines for text in line.unworded() if text.of and text.of.path.endswith(".title")]
    return len(gap.lines), counting(dossier, cell(words), (*map(titling, records), *posts, *ends))


def _ended(holder: "Record") -> Iterator[int]:
    """Yield the places of the posts that ended."""
    return (at for at, role in enumerate(getattr(holder, "roles", ())) if role.to)


def _pressing(scope: Scope, wanted: Gaps) -> Iterator[Block]:
    """Yield the first open questions and commitments with nothing to show; each kind takes what the other leaves."""
    promised = best(scope.dossier, islice(unkept(scope, wanted.day), _MOST_COUNTED), wanted.day)
    asked = best(scope.dossier, islice(open_questions(scope), _MOST_COUNTED), wanted.day)
    most = wanted.limit or _FEW
    few = min(promised.total, max(most // 2, most - asked.total))
    questions = asked._replace(shown=asked.shown[: most - few])
    promises = promised._replace(shown=promised.shown[:few])
    yield from _selection(scope.dossier, "pressing", say("Open questions"), questions, say("brief gaps -v"))
    title = say("Commitments with nothing to show for them")
    yield from _selection(scope.dossier, "unkept", title, promises, say("brief gaps -v"))


def _selection(
    dossier: Dossier, name: str, title: Message, found: "Selected[Kind]", command: Message
) -> Iterator[Block]:
    """Yield the first records of a list under a heading, and the command that lists all; nothing without records."""
    if found.shown:
        yield Heading(title)
        yield Listing(name, tuple(short(held, dossier) for held in found.shown))
        yield from found.remark(command)


def _count(lines: list[Cell], wanted: Gaps) -> Message:
    if wanted.has_more(lines):
        return say("more than {limit}", limit=wanted.limit or 0)
    return say("{count}", count=len(lines))


def _first(lines: list[Cell], wanted: Gaps) -> list[Cell]:
    """Return the wanted lines, and a remark if there are more."""
    return [*lines[:-1], cell(say("and more"))] if wanted.has_more(lines) else lines


def _nothing(scope: Scope) -> Message:
    """Say what is certain if no gap is found."""
    if any(scope.dossier.findings(Severity.ERROR)):
        return say("No gaps found, but part of the dossier could not be read.")
    if not any(True for kind in _LOOKED_THROUGH for _ in scope.records(kind)):
        return say("There are no records here that could have gaps.")
    return say("Nothing is flagged, and nothing that brief looks for is missing.")
