"""Shared parts of reports: the document, its remarks, lists and cards."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Cell,
    Content,
    Differences,
    Document,
    Field,
    Happening,
    Heading,
    Letterhead,
    Listing,
    Notice,
    Portrait,
    Reference,
    bare_day,
    cell,
    cells,
    known_as,
    sanitize,
)
from brief.dossier.protocol import Dossier
from brief.locale import Message, Wording, say
from brief.model.dates import Answer, Date
from brief.model.handling import head_marking
from brief.model.user_error import UserError
from brief.reports.bibliography import reference_of, source_keys
from brief.reports.markings import marking

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.header import Letterhead as Head


def document(
    dossier: Dossier,
    kind: str,
    title: Message,
    blocks: Sequence[Content],
    *,
    answers: bool = True,
    handling: str = "",
    data: object = None,
    one_page: bool | None = None,
    day: Date | None = None,
    subtitle: Wording = "",
    more: Wording = "",
    full: bool = True,
    author: str = "",
    about: Iterable[str] = (),
) -> Document:
    """Return a document with the bibliography of its citations and the highest handling marking of its contents.

    `day` is the day of the paper, and `author` replaces the dossier's author. `handling` is the marking of other papers
    or states that it repeats. `about` names records that occur only in its title.
    """
    if full:
        from brief.reports.inferences import inferences  # a short page has only signs

        blocks = (*blocks, *inferences(dossier, blocks))
    header = dossier.header
    own, called = (header.author or "", header.title) if header else ("", "")
    made = Document(
        kind,
        title,
        tuple(blocks),
        _references(dossier, _sources(blocks, full=full), in_brief=bool(one_page)),
        answers=answers,
        data=data,
        author=author or own,
        dossier=called,
        one_page=one_page,
        day=", ".join(_days(day, dossier.as_of, dossier.known_by)),
        subtitle=subtitle,
        more=more,
        full=full,
        letterhead=_letterhead(header.letterhead) if header and header.letterhead else None,
    )
    if dossier.dossiers:
        from brief.reports.printed_markings import named_in

        made = made.from_dossiers({id_: home for id_ in named_in(made) if (home := dossier.home(id_))})
    found = marking(dossier, made, about, handling)
    return made.marked(found, is_own=found in (head_marking(dossier.header), handling))


def _references(dossier: Dossier, sources: Mapping[str, None], *, in_brief: bool) -> list[Reference]:
    """Return the bibliography of these sources, each with its letter."""
    keys = source_keys(dossier) if sources else {}
    cited = (reference_of(dossier, id_, in_brief=in_brief) for id_ in sources)
    return [found._replace(key=keys.get(found.source, found.key)) for found in cited]


def _letterhead(held: "Head") -> Letterhead:
    """Return the letterhead in the form that a document carries."""
    return Letterhead(sanitize(held.name), sanitize(held.address or ""), held.colour or "", held.logo or "")


def portrait_of(person: "Person") -> Portrait:
    """Return the portrait of a person, or the name whose initials replace it."""
    return Portrait(sanitize(person.name), person.portrait or "")


def _sources(blocks: Sequence[Content], *, full: bool) -> dict[str, None]:
    """Return the sources of all that a page of these blocks prints, with the versions of disputed values.

    The data of a short page is that of a full one.
    """
    held = tuple(block for block in blocks if not isinstance(block, Differences))
    shown = [found for is_full in (True, *(() if full else (False,))) for found in cells(held, full=is_full)]
    disputes = (dispute for block in blocks if isinstance(block, Differences) for dispute in block.disputes)
    marks = chain((mark for found in shown for mark in found.marks), *disputes)
    versions = (found for mark in marks for found in (*([mark.about] if mark.about else []), *mark.versions))
    return dict.fromkeys(note.source for found in chain(shown, versions) for note in found.cites)


def _days(day: Date | None, as_of: Date | None, known_by: Date | None) -> Iterator[str]:
    """Yield the days that the foot of a page names."""
    if day and day != as_of:
        yield day.human()
    if as_of:
        yield say("as of {as_of}", as_of=as_of.human())
    if known_by:
        yield say("known by {known_by}", known_by=known_by.human())


def then(dossier: Dossier) -> Iterator[Block]:
    """Yield the remarks at the head of a paper with an `as_of` day; nothing without one."""
    if day := dossier.as_of:
        yield Notice(cell(say("As of {day}.", day=bare_day(day)), day))
    yield from undated(dossier)


def refuse_reversed(since: Date | None, until: Date | None) -> None:
    """Raise `UserError` for a period that the options --from and --to end before it begins."""
    if since and until and since.after(until) is Answer.YES:
        sentence = say("--from {since} is later than --to {until}", since=since, until=until)
        raise UserError(sentence, say("give --from the earlier date"), 2)


def undated(dossier: Dossier) -> Iterator[Block]:
    """Yield the remark that undated facts may not have been true on the day; nothing without a day."""
    if day := dossier.as_of:
        yield Notice(cell(say("Undated facts are as known today, not as of {day}.", day=bare_day(day)), day))


def listing(
    title: Message,
    name: str,
    lines: Sequence[Cell],
    level: int = 2,
    *,
    selection: Wording = "",
    is_numbered: bool = False,
) -> Iterator[Block]:
    """Yield a list under a heading, which may say that it is a selection; nothing if the list is empty."""
    if lines:
        yield Heading(title, level, selection=selection)
        yield Listing(name, tuple(lines), is_numbered=is_numbered)


def continued(shown: int, total: int, *, has_annex: bool = True) -> Wording:
    """Say that a list is cut, and that it continues in an annex if it does; empty if it is complete."""
    if shown >= total:
        return ""
    if not has_annex:
        return say("{shown} of {total:,}", shown=shown, total=total)
    return say("{shown} of {total}, the rest in the annexes", shown=shown, total=total)


def card_fields(
    facts: Iterable[tuple[str, Wording, Iterable[Cell]]], happenings: "Mapping[str, Happening] | None" = None
) -> tuple[Field, ...]:
    """Return the fields of a card from keys, labels and lines; empty lines, and fields without lines, are left out.

    `happenings` maps the key of a field to what happens on its dates.
    """
    told = ((key, label, tuple(line for line in lines if line.text)) for key, label, lines in facts)
    return tuple(Field(*found, (happenings or {}).get(found[0])) for found in told if found[2])


def title_of(dossier: Dossier) -> Message:
    """Return the title of the dossier, which is the subject of papers on the whole dossier."""
    header = dossier.header
    return known_as(header.title) if header else say("Dossier without a title")
