"""Writes the YAML front matter of a page, as Obsidian, MkDocs and static site generators read it."""

import json
import re
from collections.abc import Iterator
from typing import Any

from brief.document import sanitize
from brief.model.dates import Date
from brief.model.kinds import KINDS, full_names, label
from brief.model.names import fold
from brief.model.shape import fields

_TEMPLATE = re.compile("(?<=[{<%])[{%#]")
"""The second character of a template tag (Jinja, Templater), which would be replaced even in front matter."""


def front_matter(record: Any, handling: str = "") -> str:
    """Return id, kind, title, aliases, dates and tags of a record as front matter.

    Texts are quoted as in JSON, which is a subset of YAML 1.2. Disputed fields are listed in `disputed`; aliases, dates
    and tags include their rival values.
    """
    title = KINDS[record.KIND].title
    aliases = dict.fromkeys((*full_names(record)[1:], *_rivals(record, title)))
    held: dict[str, str | list[str]] = {
        "id": record.id,
        "kind": record.KIND,
        "title": label(record),
        "aliases": list(aliases),
        "dates": list(dict.fromkeys(_dates(record))),
        "tags": list(dict.fromkeys(_tags(record))),
        "disputed": list(dict.fromkeys(found.field or "record" for found in record.differs)),
        "handling": handling,
    }
    return "---\n" + "".join(f"{key}: {_plain(value)}\n" for key, value in held.items() if value) + "---\n"


def _plain(value: str | list[str]) -> str:
    shown = sanitize(value) if isinstance(value, str) else [sanitize(item) for item in value]
    return _TEMPLATE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(shown, ensure_ascii=False))


def _rivals(record: Any, field: str) -> Iterator[str]:
    yield from (found.value for found in record.differs if found.field == field)


def _dates(record: Any) -> Iterator[str]:
    """Yield every date of the record itself in EDTF, and their rival values."""
    for name, item in fields(type(record)).items():
        held = getattr(record, item.attribute)
        if isinstance(held, Date):
            yield held.text
        if isinstance(held, Date) or name == "date":
            yield from _rivals(record, name)


def _tags(record: Any) -> Iterator[str]:
    """Yield kind of record, the record's own `kind`, and topics as valid tags; only digits are not a valid tag."""
    yield record.KIND
    for words in (*_rivals(record, "kind"), getattr(record, "kind", None), *getattr(record, "topics", ())):
        tag = re.sub(r"[^\w/-]+", "-", fold(words or "")).strip("-")
        if tag:
            yield f"topic-{tag}" if tag.isdigit() else tag
