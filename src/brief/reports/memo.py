"""`memo`: a paper on the dossier or on one subject of it, in sections.

Apart from fixed labels, it contains only sentences from the dossier.
"""

from collections.abc import Iterable, Iterator, Sequence

from brief.document import Block, Content, Differences, Document, Heading, Notice, bare_day, cell, known_as, typed
from brief.dossier.protocol import Dossier, existing
from brief.dossier.with_former import WithFormer
from brief.locale import Message, say, series
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.dates.comparison import end_of
from brief.model.handling import head_marking
from brief.model.kinds import label
from brief.model.sections import LAYOUTS, Section, with_annexes
from brief.model.sentences import LONGEST_LINE, without_full_stop
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.reports.common import document, title_of, undated
from brief.reports.cut_titles import with_short_titles
from brief.reports.lookup import resolve
from brief.reports.memo_sections import section_blocks
from brief.reports.new_since import Since, new_since
from brief.reports.one_line import holder
from brief.reports.one_page import ONE_PAGE, TWO_PAGES, fitted, number_of_words
from brief.reports.particulars import ranked_name
from brief.reports.posts import posts
from brief.reports.related import Scope, selection
from brief.reports.rivals import is_opinion
from brief.reports.words import page_title


class Memo(NamedTuple):
    """Subject and header of a memo."""

    date: "Date"
    subject: str | None = None
    """The subject as the user named it; None for the whole dossier."""
    layout: str = "full"
    to: str = ""
    sender: str = ""
    title: str = ""
    """Replaces the name of the subject as title, if not empty."""
    limit: int | None = None
    """Maximum number of lines per section; replaces the limits of the layout."""
    today: "Date | None" = None
    """What the paper says is as of this day if the paper has an earlier date."""

    @property
    def day(self) -> "Date":
        """The day as of which the paper says what is current and what is to come, unless the dossier has one."""
        return max(self.date, self.today or self.date, key=end_of)


_KINDS = {
    "full": say("Memorandum"),
    "one-pager": say("One-pager"),
    "bio-note": say("Biographical note"),
    "scene-setter": say("Scene-setter"),
}
"""Names of the kinds of paper by layout; a dossier's own layout is a memorandum too."""


def memo(dossier: Dossier, wanted: Memo, *, since: Since | None = None, full: bool = True) -> Document:
    """Return the memo; raises `UserError` for an unknown record or layout, and for a marking that is too low.

    With `since`, a section lists the changes since an earlier state.
    """
    sections = _layout(dossier, wanted, full=full)
    id_ = resolve(dossier, wanted.subject) if wanted.subject is not None else None
    scope = Scope(dossier, id_, day=dossier.as_of or wanted.day)
    one_page = True if wanted.layout == "one-pager" and not full else None
    room = ONE_PAGE if one_page else TWO_PAGES if any(section.is_annex for section in sections) else None
    news = [*new_since(scope, since, wanted.date, wanted.limit)] if since and not _has_chapters(scope) else []
    drawn = [*_selection(scope, sections)] if id_ else []

    def paper(some: tuple[Section, ...], letters: int = LONGEST_LINE) -> Document:
        told = [*with_short_titles(dossier, _told(scope, some, news), letters)]
        return _paper(scope, wanted, told, drawn, since, full=full, one_page=one_page)

    is_cut = not full and room is not None and wanted.limit is None
    made = fitted(sections, paper, room) if is_cut and room else paper(sections)
    return made.too_long() if one_page and number_of_words(made) > ONE_PAGE.most_words else made


def _whole(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return the sections of a built-in layout without their limits, each once."""
    first = {section.name: section for section in reversed(sections)}
    return tuple(
        first[name]._replace(most=None, has_annex=False, is_current=False, beyond=0)
        for name in dict.fromkeys(section.name for section in sections)
    )


def _paper(
    scope: Scope,
    wanted: Memo,
    told: Sequence[Content],
    drawn: Sequence[Block],
    since: Since | None,
    *,
    full: bool = False,
    one_page: bool | None = None,
) -> Document:
    """Return the paper with these sections and, before the annexes, what it is `drawn` from."""
    dossier, id_ = scope.dossier, scope.subject
    answers = not all(isinstance(block, Heading | Notice | Differences) for block in told)
    blocks: list[Content] = [*undated(dossier), *told]
    if not answers:
        blocks.append(Notice(cell(say("Nothing is on record here."))))
    at = next((at for at, block in enumerate(blocks) if isinstance(block, Heading) and block.is_annex), len(blocks))
    blocks[at:at] = drawn
    return document(
        WithFormer(dossier, since.before) if since else dossier,
        "memo",
        typed(wanted.title) if wanted.title else _subject(scope, wanted.layout),
        blocks,
        handling=head_marking(since.before.header) if since else "",
        about=[id_, *_holders(dossier, id_)] if id_ else [],
        answers=answers,
        one_page=one_page,
        day=wanted.date,
        subtitle=_line(dossier, wanted),
        full=full,
        author=wanted.sender,
    )


def _has_chapters(scope: Scope) -> bool:
    """True if a paper is on several dossiers as a whole, with a chapter for each."""
    return bool(scope.dossier.dossiers) and not scope.subject


def _told(scope: Scope, some: Sequence[Section], news: Sequence[Block]) -> list[Content]:
    """Return these sections and the news, or the chapters."""
    sections = with_annexes(some)
    if _has_chapters(scope):
        from brief.reports.visit_book import chapters

        return [*chapters(scope, sections)]
    first, *others = (section_blocks(scope, section) for section in sections)
    opening = [*first, *news] if sections[0].name == "bottom-line" else [*news, *first]
    return [*opening, *(block for each in others for block in each)]


def _subject(scope: Scope, layout: str) -> Message:
    """Return the title: the name of the record (an opinion after its holder), or that of the dossier.

    The title of a biographical note includes the person's rank, unless sources differ on it.
    """
    dossier = scope.dossier
    record = existing(dossier, scope.subject) if scope.subject else None
    if record is None:
        return title_of(dossier)
    if isinstance(record, Person) and layout == "bio-note":
        ranked = ranked_name(record, posts(dossier, record, scope.day).known)
        return page_title(record, None if ranked.marks else ranked.message)
    called = known_as(without_full_stop(label(record)))
    if is_opinion(record):
        called = say("{holder}: {opinion}", holder=cell(holder(dossier, record)).message, opinion=called)
    return page_title(record, called)


def _holders(dossier: Dossier, id_: str) -> tuple[str, ...]:
    """Return the holders of an opinion, whom the title of a memo on it names."""
    record = dossier.get(id_)
    return record.by if record and is_opinion(record) else ()


def _line(dossier: Dossier, wanted: Memo) -> Message:
    """Return the kind of paper, its dates, reader and author: `Memorandum · 2 April 2026 · from Desk 3`."""
    header = dossier.header
    sender = wanted.sender or (header.author if header and header.author else "")
    day = dossier.as_of
    parts = [_KINDS.get(wanted.layout, _KINDS["full"]), bare_day(wanted.date)]
    parts += [say("as of {day}", day=bare_day(day))] if day and day != wanted.date else []
    parts += [say("for {reader}", reader=typed(wanted.to))] if wanted.to else []
    parts += [say("from {sender}", sender=typed(sender))] if sender else []
    return series(parts, say(" · "))


def _selection(scope: Scope, sections: Iterable[Section]) -> Iterator[Block]:
    """Say how much of the dossier a memo on one subject uses, and how that was chosen."""
    found = scope.dossier.name(scope.subject or "")
    is_person = found is not None and found.kind == "person"
    alone = "biography" if is_person else ""
    kinds = dict.fromkeys(kind for section in sections if section.name != alone for kind in _OF.get(section.name, ()))
    chosen = say("what mentions the subject, what that mentions, and what is said about these")
    if is_person:
        chosen = say(
            "what mentions the subject, what that mentions, what is said about these, and commitments of the office"
        )
    yield from selection(scope, kinds, chosen)


_OF = {
    "status": ("agreement", "program"),
    "people": ("person",),
    "biography": ("person",),
    "timeline": ("event",),
    "since": ("event",),
    "commitments": ("commitment",),
    "watch": ("commitment", "question"),
    "assessments": ("assessment",),
    "questions": ("question",),
}
"""Kinds of record in each section."""


def _layout(dossier: Dossier, wanted: Memo, *, full: bool) -> tuple[Section, ...]:
    """Return the sections of the layout, cut to the user's limit; raises `UserError` for an unknown layout.

    With a limit, annexes are cut too, and those that continue a section would only repeat it.

    A full page does not cut a built-in layout: only a limit or the dossier's own layout does.
    """
    own = {
        name: tuple(Section(each.section, each.most, each.heading or "") for each in sections)
        for name, sections in (dossier.header.memos if dossier.header else {}).items()
    }
    built_in = {name: _whole(sections) for name, sections in LAYOUTS.items()} if full else LAYOUTS
    layouts = {**built_in, **own}
    if wanted.layout not in layouts:
        from brief.model.names import hint

        nearest = hint(wanted.layout, layouts, say("there are {layouts}", layouts=", ".join(layouts)))
        raise UserError(say("--layout: there is no layout `{wanted}`", wanted=wanted.layout), nearest, 2)
    found = tuple(section._replace(is_whole=full) for section in layouts[wanted.layout])
    if wanted.limit is None:
        return found
    whole = {section.name for section in found if not section.is_annex}
    continued = {section.name for section in found if section.is_annex} & whole
    return tuple(
        section._replace(most=wanted.limit, at_need=0, has_annex=section.has_annex and section.name not in continued)
        for section in found
        if not (section.is_annex and section.name in continued)
    )
