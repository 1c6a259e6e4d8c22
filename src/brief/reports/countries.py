"""The body and country that somebody acts for; for a post abroad, the side that sends, never the one that receives."""

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Sign, cell
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.names import Reason
from brief.model.stated import Stated, stated
from brief.model.vocabulary import in_english
from brief.reports.phrases import notes
from brief.reports.posts import posts
from brief.reports.values import said
from brief.reports.words import name, name_ref

if TYPE_CHECKING:
    from brief.model.actors import Organization, Person
    from brief.model.dates import Date
    from brief.model.parts import Difference, Record, Role
    from brief.model.subjects import Place

    Body = tuple[str, Organization | Place | None]
    """An id, with its record if there is one."""

_ABROAD = (
    *("ambassador", "high commissioner", "consul", "attache", "charge d affaires", "charge daffaires", "envoy"),
    *("nuncio", "permanent representative", "head of mission", "embassy", "consulate", "high commission", "legation"),
    "permanent mission",
)
"""Posts and missions abroad in folded words. Their record may name either side as its country."""
_DIRECTIONS = ("to", "in", "at", "of", "for")
"""Words before the sides that a title names: *to*, *in* or *at* one side, *of* the other; *for* a matter."""
_TOWARDS = ("to", "in", "at")
_OFFICES = ("ministry", "department", "office", "secretariat", "directorate", "bureau")
"""The first words of names that end with the subject of the body: Ministry of Energy."""
_KINDS = ("organization", "place")
_EXACT = (Reason.EXACT, Reason.CASE, Reason.ACCENTS)


def country(dossier: Dossier, person: "Person", day: "Date | None") -> list[Cell]:
    """Return the countries that a person acts for by the posts of a day, with the citations behind them.

    Without a post on that day, earlier posts decide. Empty if the dossier does not say.
    """
    found: dict[str, list[tuple[Stated, ...]]] = {}
    for role in _acting(dossier, person, day):
        bodies = sending(dossier, person, role)
        below = list(_way(dossier, person, role, bodies[0][0])) if bodies else []
        for id_, record in bodies:
            if is_country(record):
                found.setdefault(id_, []).append(tuple(below))
            below += [stated(record, "part_of")] if record else []
    return [_country(dossier, id_, ways) for id_, ways in found.items()]


def _way(dossier: Dossier, person: "Person", role: "Role", id_: str) -> Iterator[Stated]:
    """Yield the values that lead from a post to the body that it acts for.

    That is the body of the post, or the country named in the title of the post, or in the name of a body above it.
    """
    post = f"roles.{person.roles.index(role)}"
    if id_ != role.org and _is_sender(dossier, person, role.title, id_):
        yield stated(person, f"{post}.title")
        return
    yield stated(person, f"{post}.org")
    for other, record in above(dossier, role.org) if role.org and id_ != role.org else ():
        if record and _is_sender(dossier, record, record.name, id_):
            yield stated(record, "name")
            return
        if record and other != id_:
            yield stated(record, "part_of")


def _is_sender(dossier: Dossier, held: "Record", title: str, id_: str) -> bool:
    """True if the title of a post, or the name of a mission, says that it is one of this country."""
    directed = _directed(_without_post_abroad(f" {in_english(held.vocabulary, title)}"))
    return any(id_ in _named(dossier, side) for word, side in directed if word == "of")


def _country(dossier: Dossier, id_: str, ways: "list[tuple[Stated, ...]]") -> Cell:
    """Return a country and the rival countries that disputed steps lead to, each with the citations of its steps.

    The versions of each dispute are those of the step.
    """
    steps = dict.fromkeys(step for way in ways for step in way)
    own = cell(name_ref(dossier, id_))
    if all(any(step.inferred for step in way) for way in ways):
        own = own.followed(Mark(Sign.INFERRED, reason=_reason(ways[0])))
    told = own.citing(note for step in steps for note in notes(step.cite))
    for step in (step for step in steps if step.rivals):
        rivals = tuple(other for found in step.rivals for other in _led_to(dossier, found, id_))
        marks = (mark for mark in said(step.record, step.path, naming=dossier).marks if mark.versions)
        told = told.followed(*(mark._replace(rivals=rivals, between=say(" or ")) for mark in marks))
    return told._replace(value=id_)


def _led_to(dossier: Dossier, found: "Difference", known: str) -> Iterator[Cell]:
    """Yield the countries that a rival leads to, except for `known`, each with the citations of its steps."""
    cites = [*notes(found.cite)]
    for id_, record in above(dossier, found.value):
        if is_country(record) and id_ != known:
            yield cell(name_ref(dossier, id_)).citing(cites)
        cites += notes(stated(record, "part_of").cite) if record else ()


def _reason(steps: "tuple[Stated, ...]") -> str:
    """Return the reason for the first inferred step."""
    return next((step.inferred for step in steps if step.inferred), "")


def _acting(dossier: Dossier, person: "Person", day: "Date | None") -> "tuple[Role, ...]":
    """Return the posts by which somebody acts for a body: current ones, else earlier ones, else memberships."""
    now = posts(dossier, person, day)
    groups = (now.held, (*now.former, *now.earlier), now.memberships)
    return next((some for group in groups if (some := tuple(role for role in group if role.org))), ())


def acting_for(dossier: Dossier, person: "Person", day: "Date | None") -> "list[list[Body]]":
    """Return the bodies that somebody acts for: for each of these posts its body and all bodies above it."""
    return [bodies for role in _acting(dossier, person, day) if (bodies := sending(dossier, person, role))]


def sending(dossier: Dossier, person: "Person", role: "Role") -> "list[Body]":
    """Return the body of a post and all bodies above it; for a post abroad, those of the side that sends.

    Empty if the title leaves open which side sends.
    """
    return _sides(dossier, person, role)[0]


def is_received(dossier: Dossier, person: "Person", role: "Role") -> bool:
    """True if a post certainly belongs to another side than the body in its record, such as an envoy to that body."""
    return _sides(dossier, person, role)[1]


def _sides(dossier: Dossier, person: "Person", role: "Role") -> "tuple[list[Body], bool]":
    """Return the bodies that send, and whether the body in the record of a post only receives."""
    bodies = list(above(dossier, role.org)) if role.org else []
    named = [(record, record.name) for _, record in bodies if record and not is_country(record)]
    titles = [f" {in_english(held.vocabulary, text)}" for held, text in ((person, role.title), *named)]
    directions = [_without_post_abroad(title) for title in titles]
    abroad = directions != titles
    sides = [found for text in directions for found in _directed(text)]
    aims = [id_ for word, side in sides if word in (_TOWARDS if abroad else ("to",)) for id_ in _named(dossier, side)]
    receives = any(_lies_in(dossier, id_, bodies, abroad) for id_ in aims)
    senders = (id_ for word, side in sides if word == "of" for id_ in _named(dossier, side))
    if abroad or receives:
        for id_ in senders:
            if is_country(dossier.get(id_)):
                return list(above(dossier, id_)), id_ not in dict(bodies)
    is_bare = abroad and bool(bodies) and is_country(bodies[0][1]) and not sides
    return [] if receives or is_bare else bodies, receives


def _without_post_abroad(title: str) -> str:
    """Return the folded words of a title, each after a space, without those for a post or mission abroad."""
    title += " "
    for words in _ABROAD:
        title = title.replace(f" {words} ", "  ")
    return title[:-1]


def _directed(title: str) -> "Iterator[tuple[str, str]]":
    """Yield the sides that the folded words of a title name, each after the word before it: `to`, `kalam`."""
    words = title.split()
    places = [index for index, word in enumerate(words) if word in _DIRECTIONS]
    for place, end in pairwise([*places, len(words)]):
        if side := " ".join(words[place + 1 : end]).removeprefix("the "):
            yield words[place], side


def _lies_in(dossier: Dossier, id_: str, bodies: "list[Body]", abroad: bool) -> bool:
    """True if a destination is one of these bodies or, for a post abroad, part of one; else only countries count."""
    within = above(dossier, id_) if abroad else [(id_, dossier.get(id_))] if is_country(dossier.get(id_)) else []
    return any(part in dict(bodies) for part, _ in within)


def _named(dossier: Dossier, words: str) -> list[str]:
    """Return the ids of the bodies and places with this name."""
    return [match.id for match in dossier.find(words, _KINDS) if match.reason in _EXACT]


def is_country(record: "Record | None") -> bool:
    """True for an organization or place whose kind is `country`."""
    return record is not None and in_english(record.vocabulary, getattr(record, "kind", None)) == "country"


def above(dossier: Dossier, id_: str) -> "Iterator[Body]":
    """Yield a body or place and everything that it is part of, the narrowest first."""
    seen: set[str] = set()
    following: str | None = id_
    while following and following not in seen:
        seen.add(following)
        found = _body(dossier, following)
        yield following, found
        following = found.part_of if found else None


def untold(dossier: Dossier, id_: str, title: str) -> list[str]:
    """Return the bodies of `above` that neither the title of a post nor the name of a narrower body mentions.

    A title also names a body without the one above it: `Commander of the Coast Guard` covers the Northland Coast Guard.
    It covers a body by its subject, too: `Minister of Energy` covers the Ministry of Energy. A narrower body names its
    country by an adjective, too: the Canadian defence ministry is in Canada.
    """
    bodies = [other for other, _ in above(dossier, id_)]
    names = [name(dossier, other).casefold() for other in bodies]
    told = title.casefold()
    left: list[str] = []
    for index, (other, called) in enumerate(zip(bodies, names, strict=True)):
        own = called
        for wider in names[index + 1 :]:
            own = own.replace(wider, "").strip().removesuffix(" the").removesuffix(" of")
        if any(words in _spaced(told) for words in map(_spaced, (called, own, *_as_matter(own))) if words.strip()):
            continue
        if any(_is_of(printed, called) for printed in (names[bodies.index(id_)] for id_ in left)):
            continue
        left.append(other)
        told = f"{told}, {called}"
    return left


_STEM = 4
"""The fewest letters of a country's name that its adjective keeps, without the last one."""


def _is_of(narrower: str, called: str) -> bool:
    """True if a word in the name of a body is made of the name of the wider body: `Canadian`, of `Canada`."""
    stem = called[:-1]
    return len(stem) >= _STEM and " " not in stem and any(word.startswith(stem) for word in narrower.split())


def _spaced(words: str) -> str:
    """Return words with one space around each, so that one text is in another only if its words are."""
    letters = "".join(sign if sign.isalnum() else " " for sign in words)
    return f" {' '.join(letters.split())} "


def _as_matter(own: str) -> Iterator[str]:
    """Yield the ways in which a title names the subject of a body: `of energy`, `for the environment`."""
    office, _, rest = own.removeprefix("the ").partition(" ")
    linking, _, matter = rest.partition(" ")
    if office in _OFFICES and linking in ("of", "for"):
        matter = matter.removeprefix("the ")
        yield from (f"{word}{article}{matter}" for word in ("of", "for") for article in (" ", " the "))


def _body(dossier: Dossier, id_: str) -> "Organization | Place | None":
    from brief.model.actors import Organization

    if found := dossier.one(Organization, id_):
        return found
    from brief.model.subjects import Place

    return dossier.one(Place, id_)
