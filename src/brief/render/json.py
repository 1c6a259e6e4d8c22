"""JSON for programs: values, not words, under names that stay."""

import json
from collections.abc import Iterator
from typing import Any

from brief.document import (
    UNSEEN,
    Block,
    Card,
    Cell,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Problem,
    Row,
    Table,
    Timeline,
)


def render(document: Document) -> str:
    """One object: `document`, `title`, `handling`, `blocks`, `notes` and `sources`.

    Every key is always there but `parts`, which a cell has whose parts have different citations; a number in `notes`
    is the `number` of an object in the outer `notes`. A document with `data` is that alone.
    """
    if document.data is not None:
        return _written(document.data)
    whole = {
        "document": document.kind,
        "title": document.title,
        "handling": document.handling,
        "blocks": [_block(document, block) for block in document.body()],
        "notes": [{"number": number, **note._asdict()} for number, note in enumerate(document.notes, start=1)],
        "sources": [
            {"id": reference.source, "text": reference.text, "url": reference.url} for reference in document.references
        ],
    }
    return _written(whole)


def _written(value: Any) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False, indent=2, default=str)) + "\n"


def _escaped(text: str) -> str:
    """JSON in which what acts or hides is written as `\\u202e`: the same data, safe to look at."""
    hidden = (sign for sign in set(text) if (not sign.isprintable() and sign != "\n") or sign in UNSEEN)
    return text.translate({ord(sign): json.dumps(sign)[1:-1] for sign in hidden})


def _block(document: Document, block: Block) -> dict[str, Any]:
    shape: dict[str, Any]
    match block:
        case Heading(text, level):
            shape = {"type": "heading", "text": text, "level": level}
        case Paragraph(cells, name):
            shape = {"type": "paragraph", "name": name, "cells": [_cell(document, cell) for cell in cells]}
        case Listing(name, items):
            shape = {"type": "listing", "name": name, "items": [_cell(document, cell) for cell in items]}
        case Table(name, columns, rows):
            shape = {
                "type": "table",
                "name": name,
                "columns": [column._asdict() for column in columns],
                "rows": [_row(document, block, row) for row in rows],
            }
        case Timeline(name, entries):
            shape = {
                "type": "timeline",
                "name": name,
                "entries": [_entry(document, entry) for entry in entries],
            }
        case Card():
            shape = _card(document, block)
        case Graph(name, nodes, edges):
            shape = {
                "type": "graph",
                "name": name,
                "nodes": [
                    {"id": node.id, "text": node.label.text, "notes": document.numbers(node.label)} for node in nodes
                ],
                "edges": [
                    {
                        "source": edge.source,
                        "target": edge.target,
                        **_cell(document, edge.what),
                        "inferred": edge.inferred,
                    }
                    for edge in edges
                ],
            }
        case Notice(text, severity):
            shape = {
                "type": "notice",
                "severity": severity,
                "text": text.text,
                "notes": document.numbers(text),
            }
        case Problem():
            shape = {"type": "problem", **block._asdict()}
    return shape


def _row(document: Document, table: Table, row: Row) -> dict[str, Any]:
    values = {column.key: _value(cell) for column, cell in zip(table.columns, row.cells, strict=True)}
    return {"id": row.id, **values, "notes": document.numbers(*row.cells)}


def _entry(document: Document, entry: Entry) -> dict[str, Any]:
    place = (entry.place,) if entry.place else ()
    return {
        "id": entry.id,
        "date": _value(entry.date),
        "date_text": entry.date.text,
        "what": entry.what.text,
        "who": [_linked(document, cell) for cell in entry.who],
        "place": _linked(document, entry.place) if entry.place else None,
        "marks": [_cell(document, cell) for cell in entry.marks],
        "notes": document.numbers(entry.date, entry.what, *entry.who, *place),
    }


def _card(document: Document, card: Card) -> dict[str, Any]:
    fields: dict[str, list[dict[str, Any]]] = {}
    for field in card.fields:
        fields.setdefault(field.key, []).extend(_cell(document, cell) for cell in field.lines)
    return {
        "type": "card",
        "name": card.name,
        "id": card.id,
        "title": card.title.text,
        "notes": document.numbers(card.title),
        "fields": fields,
    }


def _cell(document: Document, cell: Cell) -> dict[str, Any]:
    told = {"text": cell.text, "value": _value(cell), "notes": document.numbers(cell)}
    parts = list(_parts(document, cell))
    return {**told, "parts": parts} if len(parts) > 1 else told


def _parts(document: Document, cell: Cell) -> Iterator[dict[str, Any]]:
    """The words of a cell up to each group of citations, with the numbers of these."""
    text = ""
    for run in document.runs(cell):
        text += run.text
        if run.numbers:
            yield {"text": text, "notes": run.numbers}
            text = ""
    if text:
        yield {"text": text, "notes": ()}


def _linked(document: Document, cell: Cell) -> dict[str, Any]:
    """A person or place: its id, where the dossier has a record of it."""
    return {"id": cell.value, "text": cell.text, "notes": document.numbers(cell)}


def _value(cell: Cell) -> Any:
    return cell.text if cell.value is None else cell.value
