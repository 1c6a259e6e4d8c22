"""Reads, sets, adds and removes records in the text of a file."""

from typing import Any

from brief.edit.changes import replace
from brief.edit.text import Edit, Page
from brief.edit.writing import Place, map_lines
from brief.locale import say
from brief.model.header import Header
from brief.model.kinds import SECTIONS
from brief.model.shape import Shape
from brief.yaml.build import HEAD
from brief.yaml.discovery import Unreadable
from brief.yaml.nodes import Mapped, nodes, plain


class NotEditable(Exception):
    """The text of a record cannot be edited by position without other changes."""


def sections(text: str) -> dict[str, dict[str, Any]]:
    """Return the records of a file as plain values, by section and id; raise `Unreadable`.

    The head of the dossier is a section with one record, which has an empty id.
    """
    root = plain(nodes(text))
    found = {}
    for section, records in root.items() if isinstance(root, dict) else ():
        if section == HEAD:
            found[section] = {"": records}
        elif section in SECTIONS and isinstance(records, dict):
            found[section] = records
    return found


def with_record(text: str, section: str, id_: str, record: dict[str, Any] | None) -> str:
    """Return the text with this record, which replaces the one with its id, or is added; None removes it.

    The rest of the text stays the same, byte for byte. Raise `Unreadable`, or `NotEditable` if that is impossible.
    """
    page = Page(text)
    root = plain(page.root)
    before = root if isinstance(root, dict) else {}
    records = {key: held for key, held in (before.get(section) or {}).items() if key != id_ or record is not None}
    changed = {**records, id_: record} if record is not None else records
    after = {**before, section: record if section == HEAD else changed}
    if not after[section]:
        del after[section]
    return _proven(page.applied(_edits(page, section, after)), after)


def _edits(page: Page, section: str, after: dict[str, Any]) -> list[Edit]:
    outer = Place(-1, style=page.style)
    if not isinstance(page.root, Mapped) or not page.root.fields:
        if page.root is not None:
            raise NotEditable
        gap = page.newline if page.text.strip() else ""
        lines = map_lines(after, 0, page.style)
        return [Edit(len(page.text), len(page.text), gap + "".join(line + page.newline for line in lines))]
    held = page.root.fields.get(section)
    if held is None or section not in after:
        return list(replace(page, page.root, after, Shape(dict), outer, 0))
    key, node = held
    shape = Shape(Header) if section == HEAD else Shape(dict, Shape(SECTIONS[section].record))
    if page.root.is_flow:
        return list(replace(page, page.root, after, Shape(dict), outer, 0))
    place = Place(page.column(key.start), section, page.style)
    return list(replace(page, node, after[section], shape, place, page.colon(key)))


def _proven(text: str, wanted: dict[str, Any]) -> str:
    """Return a text if it has exactly the wanted values; else raise `NotEditable`."""
    try:
        found = plain(nodes(text))
    except Unreadable as error:
        raise NotEditable from error
    if (found or {}) != wanted:
        raise NotEditable(say("the text of this record cannot be edited by position"))
    return text
