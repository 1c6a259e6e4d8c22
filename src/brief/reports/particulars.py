"""Personal particulars: form of address, pronunciation, languages, dates of birth and death, memberships."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from brief.document import Cell
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.dates import Date
from brief.model.paths import is_within
from brief.model.serialization import encode
from brief.model.shape import fields
from brief.reports.address import with_rank
from brief.reports.date_words import doubted
from brief.reports.field_words import field_words
from brief.reports.fields import reasons
from brief.reports.name_words import name_ref
from brief.reports.values import joined, labelled, said

if TYPE_CHECKING:
    from brief.model.actors import Person
    from brief.model.shape import Field

_PARTICULARS = ("born", "died", "languages", "pronounce", "form_of_address", "memberships", "contact")


def particulars(dossier: Dossier, person: "Person") -> "list[tuple[str, str, list[Cell]]]":
    """Return the particulars of a person as fields of a card; each value has its marks and rivals."""
    shown = [item for item in fields(type(person)).values() if item.attribute in _PARTICULARS]
    return [(item.name, field_words(item.name).capitalize(), [*_lines(dossier, person, item)]) for item in shown]


def _membership(dossier: Dossier, person: "Person", path: str) -> Cell:
    """Return a membership: the body, its known duration, and why it ended: `Green Group, since 2009`."""
    held = person.memberships[int(path.rpartition(".")[2])]
    body = said(person, f"{path}.org", path, told=name_ref(dossier, held.org), naming=dossier)
    since = say("since ") if held.to is None else say("from ")
    began = labelled(since, said(person, f"{path}.from", naming=dossier))
    over = labelled(say("until "), said(person, f"{path}.to", naming=dossier))
    seen = labelled(say("seen "), said(person, f"{path}.seen", naming=dossier))
    reason = said(person, f"{path}.end_reason", naming=dossier)
    return joined(", ", (body, began, over, seen, reason))._replace(value=encode(held))


def _lines(dossier: Dossier, person: "Person", item: "Field") -> Iterator[Cell]:
    """Yield a field line by line: each value of a list, then the rivals of the whole list."""
    held = getattr(person, item.attribute)
    values = {f"{item.name}.{index}": value for index, value in enumerate(held)} if isinstance(held, tuple) else {}
    for path, value in (values or {item.name: held}).items():
        if values and item.name == "memberships":
            yield _membership(dossier, person, path)
            continue
        below = [found.field for found in person.differs if found.field != path and is_within(found.field or "", path)]
        found = with_rank(person, said(person, path, *dict.fromkeys(below), naming=dossier))
        dates = [value] if isinstance(value, Date) else []
        yield doubted(found, dates, dossier.as_of)._replace(value=value if dates else encode(value))
    if values:
        yield said(person, item.name, told=Message(""), naming=dossier)
    yield from reasons(person, item.name, lambda field: is_within(field, item.name))
