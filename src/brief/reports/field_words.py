"""Fields and their values in words."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Label,
    Part,
    Value,
    bare_date,
    cell,
    phrase,
    verbatim,
)
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.dates import Date
from brief.model.parts import Part as Part_
from brief.model.paths import found_at
from brief.reports.name_words import name, name_ref
from brief.reports.phrases import unstopped

if TYPE_CHECKING:
    from brief.model.parts import Record
    from brief.model.shape import Shape


_SPOKEN = {
    "seen": say("confirmed"),
    "by": say("by whom"),
    "for": say("to whom"),
    "from": say("beginning"),
    "to": say("end"),
}
"""Words for fields whose names are unclear by themselves."""
_PARTS = {"provisions": say("provision")}
"""Words for parts that consist of a text alone."""


_LONG_NUMBER = re.compile(r"(?<![\w.,-])[1-9][0-9]{4,}(?![\w-]|[.,][0-9])")
"""A plain number of five digits or more; four digits may be a year."""

ORDERS = {"family-first": say("family name first"), "given-first": say("given name first")}
"""Words for the orders of a name."""


def in_words(value: object, shape: "Shape | None" = None, naming: Dossier | None = None) -> Part:
    """Return one value of a field of this shape in words; with `naming`, an id becomes a name."""
    if isinstance(value, Date):
        return bare_date(value)
    if isinstance(value, bool):
        return say("yes")
    if naming and shape and shape.mention:
        return name_ref(naming, str(value))
    return verbatim(str(value).replace("-", " ") if shape and shape.choices else str(value))


def grouped(path: str, value: object) -> object:
    """Return the value at a path, with thousands separators if it is that of a figure: `340,000`."""
    if not (isinstance(value, str) and path.startswith("figures.") and path.endswith(".value")):
        return value
    return _LONG_NUMBER.sub(lambda found: f"{int(found[0]):,}", value)


def spoken(field: str) -> str:
    """Return a field in words: `roles.0.seen` as `confirmed`, `second_reference` as `second reference`."""
    word = next((part for part in reversed(field.split(".")) if not part.isdigit()), "")
    return _SPOKEN.get(word, word.replace("_", " "))


def point_words(record: "Record", field: str, naming: Dossier | None = None, otherwise: str = "") -> Cell:
    """Return a disputed field in words, after the part or party that it belongs to: `Deputy, end`, `boats, date`.

    A participant is named without the field, and a person's only post is not named at all. `otherwise` are the words
    for a field whose part has no name; by default, those of the field.
    """
    head, _, entry = field.partition(".")
    if entry and isinstance(getattr(record, head, None), dict):
        who = name_ref(naming, entry) if naming else verbatim(entry)
        return cell(who) if naming and head == "who" else phrase(verbatim(spoken(head)), ", ", who)
    above, _, last = field.rpartition(".")
    part = target.value if above and (target := found_at(record, above)) else None
    called = next((name for name in ("title", "what", "text", "date") if getattr(part, name, None)), None)
    is_only = head == "roles" and len(getattr(record, head, ())) == 1
    if not isinstance(part, Part_) or called in (None, last) or is_only:
        return cell(verbatim(otherwise or (entry and _PARTS.get(head)) or _point(record, field)))
    is_amount = head == "figures" and last == "value"  # `stations: five`
    named = unstopped(cell(in_words(getattr(part, called)))).stating(Value(record.id, f"{above}.{called}"))
    return named if is_amount else phrase(named, ", ", verbatim(_point(record, field)))


def _point(record: "Record", field: str) -> str:
    """Return a disputed field in words: `in post` for the date at which a post is confirmed, `what kind` for a kind."""
    if record.KIND == "person" and field.endswith(".seen"):
        return say("in post")
    return say("what kind") if field == "kind" else spoken(field)


def spoken_of(record: "Record", field: str, naming: Dossier | None = None) -> str:
    """Return a field of a record in words; with `naming`, an entry such as `who.jane-doe` becomes a name."""
    head, _, key = field.partition(".")
    is_entry = key and isinstance(getattr(record, head, None), dict)
    return name(naming, key) if naming and is_entry else spoken(field)


def field_words(path: str) -> str:
    """Return a field as a label: `part_of` as `part of`, `roles.0.org` as `roles org`."""
    words = " ".join(step for step in path.replace("_", " ").split(".") if not step.isdigit())
    return say("web address") if path == "url" else words


def inferred_reasons(
    record: "Record", concerns: Callable[[str], bool] = bool, naming: Dossier | None = None
) -> list[Cell]:
    """Return each inferred field for which `concerns` is true, with the reason for the inference.

    With `naming`, participants appear by name: `who: Jane Doe — the reason`.
    """
    lines = []
    for field, reason in record.inferred.items():
        head, _, entry = field.partition(".")
        label: list[Part] = [Label(f"{spoken(field)}: ")]
        if naming and entry and isinstance(getattr(record, head, None), dict):
            label = [Label(f"{spoken(head)}: "), name_ref(naming, entry), " — "]
        lines += [cell(phrase(*label, verbatim(reason)), {field: reason})] if concerns(field) else []
    return lines
