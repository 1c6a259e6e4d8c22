"""`who`: a person, with posts, events and sources."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import Block, Document, Notice, bare_day, cell, code, typed
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.actors import Person
from brief.reports.common import document, undated
from brief.reports.lookup import explained, lookup, not_found
from brief.reports.words import page_title

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.reports.people import Holder


def who(dossier: Dossier, words: str, today: "Date", *, full: bool = True) -> Document:
    """Show the person that the words name, or list the candidates; raises `UserError` if nothing matches."""
    day = dossier.as_of or today
    found = lookup(dossier, words, ("person",))
    in_post = [] if found.is_whole else _holders(dossier, words, day)
    if len(in_post) > 1:
        from brief.reports.people import by_post

        return by_post(dossier, words, in_post, day)
    person: Person | None
    if in_post:
        person = in_post[0].person
        remarks = _by_post(words, in_post[0])
    elif not found.matches:
        raise not_found(dossier, words, ("person",))
    elif not (found.one and (person := dossier.one(Person, found.one.id))):
        from brief.reports.people import namesakes

        return namesakes(dossier, words, found.matches, day)
    else:
        remarks = explained(words, found.one, found.others)
    return document(
        dossier,
        "who",
        page_title(person),
        [*remarks, *undated(dossier), *_told(dossier, person, day, full=full)],
        day=day,
        subtitle=say("Person · as of {day}", day=bare_day(day)),
        more=say("brief who {id} -v", id=code(person.id)),
        full=full,
    )


def _holders(dossier: Dossier, words: str, day: "Date") -> "list[Holder]":
    from brief.reports.people import holders

    return holders(dossier, words, day)


def _told(dossier: Dossier, person: Person, day: "Date", *, full: bool) -> Iterable[Block]:
    """Return what is said of a person, all of it or what fits a short page; only that page is imported."""
    if full:
        from brief.reports.person_card import card

        return card(dossier, person, day)
    from brief.reports.person_page import person_page

    return person_page(dossier, person, day)


def _by_post(words: str, holder: "Holder") -> Iterator[Notice]:
    """Say that a person is shown whose name differs, but who holds a post with this title."""
    asked, name = typed(words), page_title(holder.person)
    if holder.is_former:
        told = say("Nobody is called “{words}”; showing {name}, who held this post.", words=asked, name=name)
    else:
        told = say("Nobody is called “{words}”; showing {name}, who holds this post.", words=asked, name=name)
    yield Notice(cell(told))
