"""Names of records for their ids."""

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
    """Return the name of a record; text that is not an id, such as a described holder, is returned as it is."""
    found = dossier.name(id_)
    return found.label if found else id_


def name_ref(dossier: Dossier, id_: str) -> Words:
    """Return the name of a record as a link to it; text that is not an id gets no link."""
    found = dossier.name(id_)
    return ref(id_, found.label) if found else Text(sanitize(id_))


def name_short(record: "Record") -> Words:
    """Return the short title of a record as a link to it."""
    return ref(record.id, without_full_stop(short_label(record)))


def name_refs(dossier: Dossier, ids: Iterable[str]) -> Cell:
    """Return several names in one line, each as a link to its record."""
    return listed([name_ref(dossier, id_) for id_ in ids])


def undisputed_name(dossier: Dossier, id_: str) -> str:
    """Return the name of a record, or its id if it has no name or sources differ on the name."""
    record = dossier.get(id_)
    title = KINDS[record.KIND].title if record else "text"
    disputed = title == "text" or any(found.field in (None, title) for found in (record.differs if record else ()))
    return id_ if disputed else name(dossier, id_)


def names(dossier: Dossier, ids: Iterable[str]) -> str:
    """Return several names in one line."""
    return ", ".join(name(dossier, id_) for id_ in ids)
