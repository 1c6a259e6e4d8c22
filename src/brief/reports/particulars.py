"""What helps to meet a person: rank and address, how to pronounce the name, languages, date of birth."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brief.document import Cell, Mark, Words, known_as, phrase, ref
from brief.dossier.protocol import Dossier
from brief.locale import Message, capitalized, say
from brief.model.actors import Organization, Person
from brief.model.dates import Date
from brief.model.kinds import short_form
from brief.model.paths import is_within
from brief.model.serialization import encode
from brief.model.shape import fields
from brief.model.stated import stated
from brief.reports.phrases import filled, joined, labelled
from brief.reports.values import said
from brief.reports.words import field_words, name_ref

if TYPE_CHECKING:
    from brief.model.parts import Role
    from brief.model.shape import Field


def rank_cell(person: Person | Organization, role: "Role") -> Cell:
    """Return the rank held with a post."""
    return said(person, f"roles.{person.roles.index(role)}.rank")


def ranked_name(person: Person, roles: "Sequence[Role]") -> Cell:
    """Return a person's name after the rank of the first of these posts."""
    name = said(person, "name")
    rank = rank_cell(person, roles[0]) if roles else Cell()
    return phrase(rank, " ", name) if rank.text else name


def short_form_cell(person: Person, *, cited: bool = True) -> Cell:
    """Return the short form of a name; empty if the person has none."""
    return _with_rank(person, said(person, "second_reference", cited=cited))


def address_cell(person: Person) -> Cell:
    """Return the form of address; empty if none is known."""
    return _with_rank(person, said(person, "form_of_address"))


def _with_rank(person: Person, told: Cell) -> Cell:
    """Add to a form of address the marks of the ranks in it."""
    return told.followed(*_marks(person, told.text))


def known_short_form(person: Person) -> Words:
    """Return a link to a person: by the short form of the name, or by the full name if the short form is in doubt.

    It is if sources differ on it or on the rank in it, or if the desk infers it.
    """
    short, of = short_form(person), stated(person, "second_reference")
    is_plain = short and not (of.inferred or of.rivals or any(_marks(person, short)))
    return ref(person.id, known_as(short if short and is_plain else person.name))


def _marks(person: Person, words: str) -> Iterator[Mark]:
    """Yield the mark of each disputed rank that occurs in these words."""
    disputed = {
        role.rank: [mark for mark in rank_cell(person, role).marks if mark.versions]
        for role in person.roles
        if role.rank and person.differs
    }
    if not any(disputed.values()):
        return
    from brief.model.names import fold

    told = f" {fold(words)} "
    for rank, marks in disputed.items():
        if f" {fold(rank)} " in told:
            yield from (mark._replace(rivals=()) for mark in marks)


_PARTICULARS = ("born", "died", "languages", "pronounce", "form_of_address", "memberships", "contact")


def particulars(
    dossier: Dossier, person: "Person", *, full: bool, has_reasons: bool = False
) -> "list[tuple[str, Message, list[Cell]]]":
    """Return the particulars of a person as fields of a card; each value has its marks and rivals.

    Only a full page has a line for each language, and `has_reasons` says if it gives the reasons for what is inferred.
    """
    told: list[tuple[str, Message, list[Cell]]] = []
    for item in (item for item in fields(type(person)).values() if item.attribute in _PARTICULARS):
        is_short = item.name == "languages" and not full
        lines = [_spoken(dossier, person)] if is_short else [*_lines(dossier, person, item)]
        lines += _reasons(person, item.name) if has_reasons else []
        told.append((item.name, capitalized(field_words(item.name)), lines))
    return told


_IN_PROSE = ("form_of_address", "pronounce", "born", "languages")
"""The particulars that a biographical note has in sentences."""


def sentences(dossier: Dossier, person: Person) -> Iterator[Cell]:
    """Yield the particulars that one needs to meet a person: `Addressed as Dr Dol, pronounced doll.`."""
    born = said(person, "born", naming=dossier)
    called, tongues = said(person, "pronounce", naming=dossier), _spoken(dossier, person)
    addressed = (
        say("Addressed as {first}, pronounced {second}."),
        say("Addressed as {first}."),
        say("Pronounced {second}."),
    )
    yield from _sentence(*addressed, address_cell(person), called)
    origin = (say("Born {first}, speaks {second}."), say("Born {first}."), say("Speaks {second}."))
    yield from _sentence(*origin, born, tongues)


def _spoken(dossier: Dossier, person: Person) -> Cell:
    """Return the languages of a person in one line."""
    return said(person, "languages", naming=dossier)


def _sentence(both: Message, one: Message, other: Message, first: Cell, second: Cell) -> Iterator[Cell]:
    """Yield the message for what is known: both, one, or the other."""
    if first.text or second.text:
        yield filled((both if second.text else one) if first.text else other, first=first, second=second)


def further_particulars(dossier: Dossier, person: Person) -> "list[tuple[str, Message, list[Cell]]]":
    """Return the particulars that are not in `sentences`, as fields of a card."""
    return [found for found in particulars(dossier, person, full=False) if found[0] not in _IN_PROSE]


def memberships(dossier: Dossier, person: Person) -> Cell:
    """Return the memberships of a person as a sentence: `Memberships: Green Group, since 2009.`; empty if none."""
    told = joined("; ", _lines(dossier, person, fields(Person)["memberships"]))
    return told.labelled(say("Memberships: ")).with_text("", ".") if told.text else told


def _membership(dossier: Dossier, person: "Person", path: str) -> Cell:
    """Return a membership: the body, its known duration, and why it ended: `Green Group, since 2009`."""
    held = person.memberships[int(path.rpartition(".")[2])]
    body = said(person, f"{path}.org", path, told=name_ref(dossier, held.org), naming=dossier)
    return joined(", ", (body, membership_time(dossier, person, path)))._replace(value=encode(held))


def membership_time(dossier: Dossier, person: "Person", path: str) -> Cell:
    """Return the known duration of the membership at a path, and why it ended: `from 1999, until 2010, expelled`."""
    held = person.memberships[int(path.rpartition(".")[2])]
    since = say("since {value}") if held.to is None else say("from {value}")
    began = labelled(since, said(person, f"{path}.from", naming=dossier))
    over = labelled(say("until {value}"), said(person, f"{path}.to", naming=dossier))
    seen = labelled(say("seen {value}"), said(person, f"{path}.seen", naming=dossier))
    reason = said(person, f"{path}.end_reason", naming=dossier)
    return joined(", ", (began, over, seen, reason))


def _lines(dossier: Dossier, person: "Person", item: "Field") -> Iterator[Cell]:
    """Yield a field line by line: each value of a list, then the rivals of the whole list."""
    held = getattr(person, item.attribute)
    values = {f"{item.name}.{index}": value for index, value in enumerate(held)} if isinstance(held, tuple) else {}
    for path, value in (values or {item.name: held}).items():
        if values and item.name == "memberships":
            yield _membership(dossier, person, path)
            continue
        below = [found.field for found in person.differs if held is None and is_within(found.field or "", path)]
        found = _with_rank(person, said(person, *dict.fromkeys((path, *below)), naming=dossier))
        yield found._replace(value=value if isinstance(value, Date) else encode(value))
    if values:
        yield said(person, item.name, told="", naming=dossier)


def _reasons(person: Person, field: str) -> "list[Cell]":
    """Return the reasons for what is inferred in a field."""
    from brief.reports.fields import reasons  # for full pages only

    return reasons(person, field, lambda path: is_within(path, field))
