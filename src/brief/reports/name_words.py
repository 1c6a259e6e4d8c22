"""Ids as names."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.document import (
    Cell,
    Text,
    Words,
    ref,
    sanitize,
)
from brief.dossier.protocol import Dossier
from brief.model.kinds import KINDS, short_label
from brief.model.sentences import without_full_stop
from brief.reports.phrases import listed

if TYPE_CHECKING:
    from brief.model.parts import Record


def name(dossier: Dossier, id_: str) -> str:
    """What a record is called; a holder described in words is called by them."""
    found = dossier.name(id_)
    return found.label if found else id_


def name_ref(dossier: Dossier, id_: str) -> Words:
    """The name of a record, which leads to it; a holder described in words is called by them and leads nowhere."""
    found = dossier.name(id_)
    return ref(id_, found.label) if found else Text(sanitize(id_))


def name_short(record: "Record") -> Words:
    """The short title of a record, which leads to it."""
    return ref(record.id, without_full_stop(short_label(record)))


def name_refs(dossier: Dossier, ids: Iterable[str]) -> Cell:
    """Several names in one line, each of which leads to its record."""
    return listed([name_ref(dossier, id_) for id_ in ids])


def undisputed_name(dossier: Dossier, id_: str) -> str:
    """What a record is called; by its id where it has no name but its words, or where sources part over the name."""
    record = dossier.get(id_)
    title = KINDS[record.KIND].title if record else "text"
    disputed = title == "text" or any(found.field in (None, title) for found in (record.differs if record else ()))
    return id_ if disputed else name(dossier, id_)


def names(dossier: Dossier, ids: Iterable[str]) -> str:
    """Several names in one line."""
    return ", ".join(name(dossier, id_) for id_ in ids)
