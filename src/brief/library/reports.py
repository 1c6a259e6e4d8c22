"""The reports as functions: each takes an open dossier and a question, and returns a document.

Names of records need not be exact. Words that match no record, or several, raise `UserError`. Days are EDTF:
`2019-01-24`, `2019-01`, `2019~`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from brief.library.opened import Dossier, date_of
from brief.locale import say
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.document import Block, Document
    from brief.dossier.protocol import Dossier as Reported
    from brief.model.dates import Date

    Day = Date | str | None

Names = str | Iterable[str]
"""One name, or several."""
_LAST = "last"
"""The state of the day on which one last met."""


def _many(names: Names) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def overview(dossier: Dossier) -> "Document":
    """Return the dossier at a glance, and commands to try."""
    from brief.reports.overview import overview

    return dossier.ask(overview, dossier.today, full=dossier.full)


def timeline(
    dossier: Dossier,
    *,
    since: "Day" = None,
    until: "Day" = None,
    who: Names = (),
    organizations: Names = (),
    topics: Names = (),
    kinds: Names = (),
    limit: int | None = None,
    chart: bool = False,
) -> "Document":
    """Return the events in order of time, each with its sources.

    Every argument is a filter; one with several names accepts any of them. `chart` also draws the years.
    """
    from brief.reports.timeline import EventSelection, timeline

    question = EventSelection(
        date_of(since),
        date_of(until),
        _many(who),
        _many(organizations),
        _many(topics),
        _many(kinds),
        limit,
        chart,
    )
    return dossier.ask(timeline, question, full=dossier.full)


def who(dossier: Dossier, name: str | None = None, *, limit: int | None = None) -> "Document":
    """Return a person: post, rank, history, events, people met, commitments, sources; without a name, all people."""
    if name is None:
        from brief.reports.people import everyone

        return dossier.ask(everyone, dossier.today, limit, full=dossier.full)
    from brief.reports.who import who

    return dossier.ask(who, name, dossier.today, full=dossier.full)


def show(dossier: Dossier, name: str | None = None, *, limit: int | None = None) -> "Document":
    """Return a whole record with its backlinks; without a name, what can be shown."""
    if name is None:
        from brief.reports.showable import showable

        return dossier.ask(showable)
    from brief.reports.show import show

    return dossier.ask(show, name, limit, dossier.today)


def list(
    dossier: Dossier,
    kind: str | None = None,
    *,
    topics: Names = (),
    who: Names = (),
    sources: Names = (),
    since: "Day" = None,
    until: "Day" = None,
    limit: int | None = None,
) -> "Document":
    """Return the records of a kind, or of all, with id, title, date and place; at most `limit` of each kind."""
    from brief.reports.list import RecordSelection, list_records

    question = RecordSelection(kind, _many(topics), _many(who), _many(sources), date_of(since), date_of(until), limit)
    return dossier.ask(list_records, question, full=dossier.full)


def memo(
    dossier: Dossier,
    subject: str | None = None,
    *,
    layout: str = "full",
    to: str = "",
    sender: str = "",
    date: "Day" = None,
    title: str = "",
    handling: str = "",
    limit: int | None = None,
    since: str | None = None,
) -> "Document":
    """Return a memo on the dossier, or on a topic, agreement, organization, event or person.

    `since` is a git revision or a day; a section lists the changes after it.
    """
    from brief.reports.memo import Memo, memo

    if since == _LAST:
        sentence = say("`--since last` is for `brief meeting`: since you last met")
        raise UserError(sentence, say("name a git revision, or a day such as 2026-03-12"), 2)
    day = date_of(date) or dossier.today
    wanted = Memo(day, subject, layout, to, sender, title, limit, dossier.today)
    from brief.library.comparing import earlier_state

    with earlier_state(dossier, since) as earlier:
        return dossier.view(handling=handling).ask(memo, wanted, since=earlier, full=dossier.full)


def meeting(
    dossier: Dossier,
    with_: Names,
    *,
    on: "Day" = None,
    at: str = "",
    purpose: str = "",
    limit: int | None = None,
    since: str | None = None,
) -> "Document":
    """Return a read-ahead: who they are, last contact, open commitments, points, questions.

    `since` is a git revision, a day, or `last` for the day of the last contact; a section lists the changes after it.
    """
    from brief.reports.last_met import last_day
    from brief.reports.meeting import Meeting, meeting

    day = date_of(on)
    wanted = Meeting(_many(with_), day or dossier.today, at, purpose, dossier.today, day is not None, limit)
    is_last = since == _LAST
    if is_last:
        since = dossier.read(lambda: last_day(dossier.shown.dossier, wanted.with_, wanted.on, dossier.today))
    from brief.library.comparing import earlier_state

    with earlier_state(dossier, since, or_first=is_last) as earlier:
        return dossier.ask(meeting, wanted, since=earlier, full=dossier.full)


def commitments(
    dossier: Dossier,
    *,
    by: str | None = None,
    for_: str | None = None,
    status: str | None = None,
    overdue: bool = False,
    due_by: "Day" = None,
    limit: int | None = None,
) -> "Document":
    """Return commitments: what was promised, its latest status, evidence, deadline, and whether it is overdue.

    `due_by` selects by the deadline alone, so commitments that were kept are included.
    """
    from brief.reports.commitments import CommitmentSelection, commitments

    question = CommitmentSelection(by, for_, status, limit, overdue, date_of(due_by))
    return dossier.ask(commitments, question, dossier.today, full=dossier.full)


def conflicts(dossier: Dossier) -> "Document":
    """Return the points on which sources disagree: every version side by side, and what depends on it."""
    from brief.reports.conflicts import conflicts

    return dossier.ask(conflicts, full=dossier.full)


def gaps(dossier: Dossier, *, months: int = 12, posts: bool = False, limit: int | None = None) -> "Document":
    """Return what is not known, or only the `posts` not confirmed for a number of months."""
    from brief.reports.gap_finders import Gaps
    from brief.reports.gaps import gaps

    return dossier.ask(gaps, Gaps(dossier.known_by or dossier.today, months, limit, posts), full=dossier.full)


def diff(dossier: Dossier, before: Dossier, *, limit: int | None = None, strict: bool = False) -> "Document":
    """Return what changed in a dossier since `before`, another state of it: `brief.open(path, at="HEAD~3")`.

    With `strict`, any change makes the answer no.
    """
    from brief.library.comparing import compared, day_of_state, name_of_state, typed_state
    from brief.reports.changes import Days
    from brief.reports.diff import Span, diff

    days = Days(day_of_state(before), day_of_state(dossier))
    words = " ".join(filter(None, (typed_state(before), dossier.state and typed_state(dossier))))
    with compared(dossier, before) as sides:
        span = Span(name_of_state(before), name_of_state(dossier), days, limit, words, strict, sides.is_limited)
        return dossier.ask(lambda _: diff(sides.now, sides.before, span, full=dossier.full))


def ripple(dossier: Dossier, file: str | None = None, *, strict: bool = False) -> "Document":
    """Return the values printed in issued papers that no longer hold, or the draft correction of one paper.

    With `strict`, any such value makes the answer no.
    """
    _refuse_copy(dossier, say("the register has printed values of any marking"))
    from brief.library.issuing import as_issued
    from brief.register import papers
    from brief.reports.ripple import Ripple, ripple

    def copy(marking: str) -> "Reported":
        return dossier.view(release_to=marking).shown.dossier

    wanted = Ripple(papers(dossier.root), dossier.today, file, strict)
    return as_issued(dossier, file).ask(ripple, wanted, copy, full=dossier.full)


def search(dossier: Dossier, words: str, *, kinds: Names = (), limit: int = 10) -> "Document":
    """Return the records that match words or a plain question, best first."""
    from brief.reports.search import Search, search

    dossier.backend.need_words()
    return dossier.ask(search, Search(words, _many(kinds), limit, dossier.today), full=dossier.full)


def graph(dossier: Dossier, subject: str | None = None, *, steps: int = 2, limit: int = 200) -> "Document":
    """Return the relations between people, organizations, agreements and events."""
    from brief.reports.graph import GraphSelection, graph

    return dossier.ask(graph, GraphSelection(subject, steps, limit, dossier.today), full=dossier.full)


def sources(dossier: Dossier, *, limit: int | None = None) -> "Document":
    """Return the bibliography with what rests on each source, or the `limit` most used; its JSON is CSL-JSON."""
    from brief.reports.sources import sources

    return dossier.ask(sources, limit, full=dossier.full)


def why(dossier: Dossier, name: str) -> "Document":
    """Return the provenance of a record or field (`jane-doe.roles.0.rank`): line, citations, passage, last commit."""
    from brief.reports.why import why

    if (dossier.as_of or dossier.known_by or dossier.release_to) and re.search(r"\.\d+(\.|$)", name):
        option = "--known-by" if dossier.known_by else "--as-of" if dossier.as_of else "--release-to"
        sentence = say("{option}: some items may be left out, which changes the numbers of the others", option=option)
        raise UserError(sentence, say("name the field as a whole"), 2)
    return dossier.ask(lambda seen: why(seen, name, dossier.trail(seen)))


def read_source(dossier: Dossier, name: str, places: Names = ()) -> "Document":
    """Return the text of a source, or its paragraphs at `places` (`¶3`, `3-5`), numbered as `check` counts them."""
    from brief.reports.source_text import source_text

    return dossier.ask(lambda seen: source_text(seen, name, _many(places), dossier.trail(seen)))


def verify_sources(dossier: Dossier, name: str | None = None) -> "Document":
    """Verify that copies of sources are there, unchanged, and contain the quotes; the answer is no if not."""
    _refuse_copy(dossier, say("all copies and quotes are compared"))
    from brief.reports.verification import verification

    return dossier.raised(dossier.read(lambda: verification(dossier.backend.audited(), name, dossier.backend.verified)))


def check(
    dossier: Dossier,
    *,
    strict: bool = False,
    rules: Names = (),
    limit: int | None = None,
    folded: bool = False,
    streamed: bool = False,
    from_top: bool = False,
) -> "Document":
    """Return every problem of the dossier; the answer is no if there are errors or, if `strict`, warnings.

    Open a dossier that may have errors with `keep_going`. `rules` limits the problems to these rules, and `folded`
    shows only the first of each rule. A `streamed` document finds the problems while it is written, so the dossier must
    stay open. With `from_top`, file names begin at the top of the git repository, if the dossier is in one.
    """
    _refuse_copy(dossier, say("a check reads the whole dossier"))
    from brief.reports.check import Selection
    from brief.reports.check import check as report

    path = dossier.backend.path_from_top if from_top else str
    selection = Selection(_many(rules), limit, folded, path)  # type: ignore[arg-type]  # the report accepts any string
    if streamed:
        return dossier.raised(_streamed(dossier, lambda: report(dossier.backend.audited(), strict, selection)))
    return dossier.raised(dossier.read(lambda: report(dossier.backend.audited(), strict, selection).gathered()))


def _streamed(dossier: Dossier, check: "Callable[[], Document]") -> "Document":
    """Return the document of a check that finds the problems while it is written, anew for each rendering."""
    from brief.document import Findings

    found = check()

    def body() -> "Iterator[Block]":
        nonlocal found
        found = check()
        return found.body()

    return Findings(
        "check",
        "",
        [],
        handling=found.handling,
        answers=lambda: found.answers,
        reading=lambda: dossier.each(body),
    )


def _refuse_copy(dossier: Dossier, why: str) -> None:
    """Raise `UserError` if the dossier is a release copy."""
    if dossier.release_to:
        raise UserError(f"--release-to: {why}", say("leave it out"), 2)
