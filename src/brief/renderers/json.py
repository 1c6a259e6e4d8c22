"""JSON for programs: values instead of words, under stable names; a date is EDTF."""

import json
from collections.abc import Iterator

from brief.document import (
    UNSEEN,
    Card,
    Cell,
    Cite,
    Document,
    Entry,
    Graph,
    Heading,
    Listing,
    Notice,
    Paragraph,
    Problem,
    Rival,
    Table,
    Timeline,
)
from brief.renderers.renderer import Renderer


def render(document: Document) -> str:
    """Return one object: `document`, `title`, `handling`, `blocks`, `notes` and `sources`.

    A timeline entry and a table row give the notes of each value in `notes_of`, by the key of the value. Every key is
    always present except: `parts` and `what_parts`, for words whose parts have different citations; `signs`, for words
    that are inferred or disputed; and `short`, for an entry with a shorter title. A number in `notes` is the `number`
    of an object in the outer `notes`. For a document with `data`, the output is that data only.
    For several dossiers, `dossiers` has the name of the dossier of each record, by its id.
    """
    if document.data is not None:
        return _written(document.data)
    whole = {
        "document": document.kind,
        "title": document.title,
        "handling": document.handling,
        "blocks": list(Json(document).blocks()),
        "notes": [{"number": number, **note._asdict()} for number, note in enumerate(document.notes, start=1)],
        "sources": [
            {
                "id": reference.source,
                **({"key": reference.key} if reference.key else {}),
                "text": reference.text,
                "url": reference.url,
            }
            for reference in document.references
        ],
        **({"dossiers": document.homes} if document.homes else {}),
    }
    return _written(whole)


Shape = dict[str, object]


class Json(Renderer[Shape]):
    """Makes an object of each block."""

    KEEPS_EMPTY = True

    def heading(self, block: Heading) -> Iterator[Shape]:
        """Yield its text and level, and how many of how many items it shows."""
        selection = {"selection": block.selection} if block.selection else {}
        yield {"type": "heading", "text": block.text, "level": block.level, **selection}

    def paragraph(self, block: Paragraph) -> Iterator[Shape]:
        """Yield its cells."""
        yield {"type": "paragraph", "name": block.name, "cells": list(map(self.cell, block.cells))}

    def listing(self, block: Listing) -> Iterator[Shape]:
        """Yield its items."""
        yield {"type": "listing", "name": block.name, "items": list(map(self.cell, block.items))}

    def table(self, block: Table) -> Iterator[Shape]:
        """Yield its columns, and each row as an object with the keys of the columns."""
        columns = [{"key": column.key, "title": column.title} for column in block.columns]
        yield {"type": "table", "name": block.name, "columns": columns, "rows": list(self.rows(block))}

    def rows(self, block: Table) -> Iterator[Shape]:
        """Yield each row as an object with the keys of its columns."""
        for row in block.rows:
            values: Shape = {}
            for column, cell in zip(block.columns, row.cells, strict=True):
                values |= {column.key: _value(cell), **self.apart(cell, f"{column.key}_parts")}
            told = {column.key: cell for column, cell in zip(block.columns, row.cells, strict=True)}
            notes = {"notes": self.document.numbers(*row.cells), "notes_of": self.notes_of(told)}
            yield {"id": row.id, **values, **notes, **self.marks(*row.cells)}

    def notes_of(self, cells: dict[str, Cell]) -> Shape:
        """Return the notes of each value that has any, by its key."""
        return {key: numbers for key, cell in cells.items() if (numbers := self.document.numbers(cell))}

    def timeline(self, block: Timeline) -> Iterator[Shape]:
        """Yield its entries."""
        yield {"type": "timeline", "name": block.name, "entries": list(map(self.entry, block.entries))}

    def entry(self, entry: Entry) -> Shape:
        """Return a date as EDTF and in words, with what happened."""
        place = (entry.place,) if entry.place else ()
        return {
            "id": entry.id,
            "date": _value(entry.date),
            "date_text": entry.date.text,
            "what": entry.what.text,
            **self.apart(entry.what, "what_parts"),
            **({"short": entry.short.what.text} | self.apart(entry.short.what, "short_parts") if entry.short else {}),
            **self.marks(entry.short.date if entry.short else entry.date, entry.what),
            "who": list(map(self.named, entry.who)),
            "place": self.named(entry.place) if entry.place else None,
            "marks": list(map(self.cell, entry.marks)),
            "notes": self.document.numbers(entry.date, entry.what, *entry.who, *place),
            "notes_of": self.notes_of({"date": entry.date, "what": entry.what}),
        }

    def card(self, block: Card) -> Iterator[Shape]:
        """Yield its fields by their keys."""
        fields: dict[str, list[Shape]] = {}
        for field in block.fields:
            fields.setdefault(field.key, []).extend(map(self.cell, field.lines))
        yield {
            "type": "card",
            "name": block.name,
            "id": block.id,
            "title": block.title.text,
            **self.apart(block.title, "title_parts"),
            **self.marks(block.title),
            "notes": self.document.numbers(block.title),
            "fields": fields,
        }

    def graph(self, block: Graph) -> Iterator[Shape]:
        """Yield its nodes and edges."""
        nodes = [self.named(node.label._replace(value=node.id)) for node in block.nodes]
        edges = [
            {"source": edge.source, "target": edge.target, **self.cell(edge.what), "inferred": edge.inferred}
            for edge in block.edges
        ]
        yield {"type": "graph", "name": block.name, "nodes": nodes, "edges": edges}

    def notice(self, block: Notice) -> Iterator[Shape]:
        """Yield its text and severity."""
        notes = self.document.numbers(block.text)
        yield {"type": "notice", "severity": block.severity, "text": block.text.text, "notes": notes}

    def problem(self, block: Problem) -> Iterator[Shape]:
        """Yield all fields of a finding."""
        yield {"type": "problem", **block._asdict()}

    def cell(self, cell: Cell) -> Shape:
        """Return words, value, notes and marks of a cell, and its parts if they have different notes."""
        value = cell.unsigned if cell.marks and _value(cell) == cell.text else _value(cell)
        told = {"text": cell.text, "value": value, "notes": self.document.numbers(cell)}
        return told | self.apart(cell, "parts") | self.marks(cell)

    def marks(self, *cells: Cell) -> Shape:
        """Return the marks of cells, if any: each inference with its reason, and every version of a disputed value."""
        found = [
            {
                "sign": mark.sign,
                **({"day": mark.day} if mark.day else {}),
                **({"reason": mark.reason} if mark.reason else {}),
                **({"about": mark.about.text} if mark.about else {}),
                **({"versions": list(map(self.version, mark.versions))} if mark.versions else {}),
            }
            for cell in cells
            for mark in cell.marks
        ]
        return {"signs": found} if found else {}

    def version(self, cell: Cell) -> Shape:
        """Return one version of a disputed value; a rival also has its value and the remark on it."""
        told: Shape = {"text": cell.text, "notes": self.document.numbers(cell)}
        return told | {key: text for key, text in _rival(cell).items() if text} | self.marks(cell)

    def apart(self, cell: Cell, key: str) -> Shape:
        """Return the parts of a cell under this key, if they have different notes."""
        parts = list(self.parts(cell))
        return {key: parts} if len(parts) > 1 else {}

    def parts(self, cell: Cell) -> Iterator[Shape]:
        """Yield the words of a cell up to each group of citations, with their note numbers."""
        text = ""
        for span in cell.flat:
            text += span.text
            if isinstance(span, Cite):
                yield {"text": text, "notes": self.document.numbers(Cell((span,)))}
                text = ""
        if text:
            yield {"text": text, "notes": ()}

    def named(self, cell: Cell) -> Shape:
        """Return a person or place, with its id if the dossier has a record of it."""
        told = {"id": cell.value, "text": cell.text, "notes": self.document.numbers(cell)}
        return told | self.apart(cell, "parts") | self.marks(cell)


def _rival(cell: Cell) -> dict[str, str]:
    return cell.value._asdict() if isinstance(cell.value, Rival) else {}


def _written(value: object) -> str:
    return _escaped(json.dumps(value, ensure_ascii=False, indent=2, default=str)) + "\n"


def _escaped(text: str) -> str:
    """Return JSON with control and invisible characters as `\\u202e`: the same data, safe to view."""
    hidden = (sign for sign in set(text) if (not sign.isprintable() and sign != "\n") or sign in UNSEEN)
    return text.translate({ord(sign): json.dumps(sign)[1:-1] for sign in hidden})


def _value(cell: Cell) -> object:
    found = cell.value if cell.value is not None else cell.date
    return cell.text if found is None else found
