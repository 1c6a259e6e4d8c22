"""A person on one short page: introduction, latest events, related commitments, opinions, open questions."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Part,
    Row,
    Table,
    Timeline,
    When,
    cell,
    code,
    phrase,
)
from brief.dossier.protocol import Claim, Dossier, EventFilter, of_class
from brief.dossier.rival_dates import certainly_later, claimed
from brief.locale import Message, say
from brief.model.actors import Person
from brief.model.commitments import Commitment
from brief.model.events import Event
from brief.model.statements import Assessment, Question
from brief.reports.common import card_fields, portrait_of
from brief.reports.countries import above, untold
from brief.reports.event_values import participant
from brief.reports.offices import of_office
from brief.reports.one_line import ANSWERED, question_cell
from brief.reports.particulars import (
    address_cell,
    further_particulars,
    memberships,
    particulars,
    ranked_name,
    sentences,
    short_form_cell,
)
from brief.reports.phrases import beginning, cited_apart, filled, labelled, listed, unstopped
from brief.reports.posts import former_by, posts
from brief.reports.ranking import Selected, best, promises
from brief.reports.related import people_met, withheld
from brief.reports.roles import bodies_cell, died_cell, doubted, held_on, lasting, title_cell
from brief.reports.short_events import short_date_of
from brief.reports.short_records import dated_opinion, short, short_opinion
from brief.reports.tied import tied
from brief.reports.timeline_entries import entries, once
from brief.reports.tracker import tracker
from brief.reports.values import external_remark, led_to, said

if TYPE_CHECKING:
    from brief.model.dates import Date
    from brief.model.parts import Record, Role

_MOST = 5
"""Number of lines in each section."""
_FEW = 3
"""The most opinions and commitments on a biographical note."""


def person_page(dossier: Dossier, person: "Person", day: "Date") -> Iterator[Block]:
    """Yield the page of a person as of a day."""
    person = withheld(dossier, person)
    claims = list(dossier.events(EventFilter(who=(person.id,))))
    told = [*introduction(dossier, person, day), memberships(dossier, person)]
    yield Paragraph(tuple(found for found in told if found.text), "introduction", portrait_of(person))
    yield from _posts(dossier, person, day)
    yield from _latest(dossier, person, claims, day)
    yield from _met(dossier, person, claims)
    every = say("brief who {id} -v", id=code(person.id))
    found = tied(dossier, person, (claim.event for claim in claims), day)
    owed = list(of_class(dossier, Commitment, found["commitment"]))
    if owed:
        promised = promises(dossier, owed, day, _MOST)
        yield Heading(say("Related commitments"))
        yield from tracker(dossier, promised.shown, day)
        yield from promised.remark(every)
    opinions = list(of_class(dossier, Assessment, found["assessment"]))
    for title, held in (
        (say("Opinions about them"), [held for held in opinions if person.id in held.about]),
        (say("Opinions by them"), [held for held in opinions if person.id in held.by]),
    ):
        chosen = best(dossier, held, day, _MOST)
        yield from _section(title, "opinions", [_opinion(dossier, each, person) for each in chosen.shown])
        yield from chosen.remark(every)
    asked = list(of_class(dossier, Question, found["question"]))
    questions = best(dossier, (held for held in asked if not held.answer), day, _MOST)
    yield from _section(say("Open questions"), "questions", [short(held, dossier) for held in questions.shown])
    yield from questions.remark(every)
    answered = best(dossier, (held for held in asked if held.answer), day, _MOST)
    yield from _section(ANSWERED, "answered", [question_cell(dossier, held) for held in answered.shown])
    yield from answered.remark(every)


def biography(dossier: Dossier, person: "Person", day: "Date", *, full: bool = False) -> Iterator[Block]:
    """Yield half a page on a person: some sentences, posts, latest events, commitments by or for them.

    A full page has all particulars as fields.
    """
    person = withheld(dossier, person)
    claims = list(dossier.events(EventFilter(who=(person.id,))))
    told = [*introduction(dossier, person, day, is_addressed=False)]
    told += [] if full else sentences(dossier, person)
    missing = [*_missing(person)]
    unknown = [phrase(say("Not known: "), listed(missing), ".")] if missing else []
    yield Paragraph((*told, *([] if full else unknown)), "introduction", portrait_of(person))
    facts = particulars(dossier, person, full=True, has_reasons=True) if full else further_particulars(dossier, person)
    if fields := card_fields(facts):
        yield Card("person", cell(""), fields, person.id)
    yield from map(Notice, unknown if full else [])
    yield from _posts(dossier, person, day)
    yield from _latest(dossier, person, claims, day, full=True)
    spoken = [held for held in _linked(dossier, [person.id]) if isinstance(held, Assessment) and person.id in held.by]
    lines = [_opinion(dossier, held, person) for held in best(dossier, spoken, day, _FEW).shown]
    yield from _section(say("What they say"), "opinions", lines)
    own = (each for each in dossier.every(Commitment) if person.id in (*each.by, *each.for_))
    held = {each.id: each for each in (*own, *of_office(dossier, person, day))}
    if held:
        yield Heading(say("Commitments"))
        yield from tracker(dossier, promises(dossier, held.values(), day, _FEW).shown, day)


def _missing(person: "Person") -> Iterator[Message]:
    """Yield what the dossier does not say although one needs it to meet a person."""
    known = {found.field for found in person.differs}
    for fields, words in (
        (("form_of_address",), say("form of address")),
        (("pronounce",), say("pronunciation")),
        (("languages",), say("languages")),
        (("born",), say("date of birth")),
    ):
        if not any(getattr(person, field) or field in known for field in fields):
            yield words


def person_line(dossier: Dossier, person: "Person", day: "Date") -> Cell:
    """Return a person with rank and post in one line."""
    return unstopped(next(introduction(dossier, person, day)))._replace(value=person.id)


_TELLING = 4
"""A title of more words than this says what a post is about without the body that it is in."""


def person_row(dossier: Dossier, person: "Person", day: "Date") -> Row:
    """Return a person in post as a row of a table: name with rank, short post, when last seen in it."""
    role = posts(dossier, person, day).unended[0]
    bodies = _in_brief(dossier, untold(dossier, role.org, role.title) if role.org else [], role)
    if len(role.title.split()) > _TELLING:
        bodies = bodies[-1:]
    told = doubted(dossier, person, role, _titled_post(dossier, person, role, bodies))
    seen = held_on(person, role, day)
    return Row((ranked_name(person, [role]), cited_apart(told), seen), person.id)


def introduction(
    dossier: Dossier, person: "Person", day: "Date | None", *, is_addressed: bool = True
) -> Iterator[Cell]:
    """Yield sentences: name, post and its dates, death; form of address; short form, other names; the desk's summary.

    The form of address is left out where the particulars have it.
    """
    held = posts(dossier, person, day)
    role = next(iter(held.known), None)
    ranked = ranked_name(person, held.known)
    remarks = [found for found in (died_cell(person), *external_remark(person)) if found.text]
    ends: list[Part] = [part for found in remarks for part in ("; ", found)]
    if role is None:
        yield phrase(ranked, say(": no post is known"), *ends, ".")
    else:
        unknown = say("post unknown; ") if role in held.memberships else Message()
        yield cited_apart(phrase(ranked, ", ", unknown, post(dossier, person, role, day), *ends, "."))
    for label, found in (
        (say("Addressed as {value}"), address_cell(person) if is_addressed else Cell()),
        (say("Short form: "), short_form_cell(person)),
    ):
        if found.text:
            yield labelled(label, found).with_text("", ".")
    if person.also:
        forms = [said(person, f"also.{place}") for place, _ in enumerate(person.also)]
        yield cited_apart(filled(say("Also written {names}."), names=unstopped(listed(forms))))
    if person.summary:
        told = beginning(said(person, "summary"))
        yield told if told.text.endswith((".", "?", "!")) else told.with_text("", ".")


def post(dossier: Dossier, person: "Person", role: "Role", day: "Date | None", *, in_brief: bool = False) -> Cell:
    """Return a post with the bodies that its title does not name, and how long it is known to have lasted."""
    bodies = untold(dossier, role.org, role.title) if role.org else []
    title = _titled_post(dossier, person, role, _in_brief(dossier, bodies, role) if in_brief else bodies)
    time = lasting(person, role, day, former=former_by(dossier, person, role, day))
    return cited_apart(doubted(dossier, person, role, phrase(title, ", ", time) if time.text else title))


def _in_brief(dossier: Dossier, bodies: "list[str]", role: "Role") -> "list[str]":
    """Return of some bodies of a post that of the post itself and the topmost."""
    topmost = [id_ for id_, _ in above(dossier, bodies[0])][-1] if bodies else ""
    return [id_ for id_ in bodies if id_ in (role.org, topmost)]


def _titled_post(dossier: Dossier, person: "Person", role: "Role", bodies: "list[str]") -> Cell:
    """Return the title of a post with these of its bodies."""
    org = bodies_cell(dossier, person, role, bodies)
    title = title_cell(person, role)
    return phrase(title, ", ", org) if org.text else title


def _posts(dossier: Dossier, person: "Person", day: "Date") -> Iterator[Block]:
    """Yield all posts, latest first, if there is more than one."""
    held = posts(dossier, person, day)
    roles = held.known
    if len(roles) > 1:
        yield Heading(say("Posts"))
        columns = (Column("post", say("Post")), Column("time", say("In post")))
        yield Table("posts", columns, tuple(_post_row(dossier, person, role, day) for role in roles))


def _post_row(dossier: Dossier, person: "Person", role: "Role", day: "Date") -> Row:
    """Return a post with its bodies, and how long it is known to have lasted."""
    title = _titled_post(dossier, person, role, untold(dossier, role.org, role.title) if role.org else [])
    time = lasting(person, role, day, former=former_by(dossier, person, role, day))
    return Row((cited_apart(doubted(dossier, person, role, title)), cited_apart(time)))


def _latest(
    dossier: Dossier, person: "Person", claims: "list[Claim]", day: "Date", *, full: bool = False
) -> Iterator[Block]:
    """Yield the latest events with a person, and then those that are certainly later than the day."""
    ordered = sorted(once(claims), key=lambda claim: claim.date.sort_ints if claim.date else (0, 0), reverse=True)
    coming = [claim for claim in ordered if certainly_later(claimed(claim.event), day)]
    past = [claim for claim in ordered if claim not in coming]
    for title, name, held in ((say("Latest events"), "events", past), (say("Coming events"), "coming", coming[::-1])):
        if held:
            yield Heading(title)
            yield Timeline(name, entries(dossier, held[:_MOST], full=full, about=person.id))
        yield from Selected([claim.event for claim in held[:_MOST]], len(held)).remark(
            say("brief timeline --who {id}", id=code(person.id))
        )


def _met(dossier: Dossier, person: "Person", claims: "list[Claim]") -> Iterator[Block]:
    """Yield the participants of the same events, each with the latest of these events."""
    met = people_met(dossier, person.id, (claim.event for claim in claims))
    lines = []
    for other, (*_, event) in list(met.items())[:_MOST]:
        told = led_to(dossier, event, f"who.{person.id}", participant(dossier, event, other))
        date = said(event, "date", told=_words(event), naming=dossier)
        lines.append(cited_apart(listed([told, *([date] if date.text else [])])))
    if lines:
        yield Heading(say("Has met"))
        yield Listing("met", tuple(lines))


def _words(event: Event) -> "When | Message":
    return short_date_of(event.date) if event.date else Message()


def _linked(dossier: Dossier, ids: "Iterable[str]") -> "list[Record]":
    """Return the records that refer to these ids, except for those that only cite them."""
    links = (link for id_ in ids for link in dossier.linked_to(id_) if not link.path.startswith(("cite", "differs")))
    return [record for id_ in dict.fromkeys(link.id for link in links) if (record := dossier.get(id_))]


def _opinion(dossier: Dossier, held: Assessment, person: "Person") -> Cell:
    """Return an opinion, with its holder unless that is certainly only the person of the page."""
    is_theirs = held.by == (person.id,) and not said(held, "by").marks
    return led_to(dossier, held, "by", dated_opinion(dossier, held)) if is_theirs else short_opinion(dossier, held)


def _section(title: Message, key: str, lines: list[Cell]) -> Iterator[Block]:
    if lines:
        yield Heading(title)
        yield Listing(key, tuple(lines))
