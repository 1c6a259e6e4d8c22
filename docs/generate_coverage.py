"""Makes docs/coverage.md from the shipped dossier: `.venv/bin/python docs/generate_coverage.py`."""

import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from brief.locale import series
from brief.model.kinds import KINDS
from brief.model.parts import Citation
from brief.model.serialization import references
from brief.reports.phrases import counted
from brief.yaml.discovery import walk
from brief.yaml.file import read_file

TARGET = Path(__file__).with_name("coverage.md")
DOSSIER = Path(__file__).parents[1] / "data" / "vietnam-canada"
PARAGRAPHS = {"framework-2025": 30, "dialogue-2019": 7}
"""How many paragraphs each source has: its lines that are not empty, without those of advertising and subscription."""
NO_FACT = {("framework-2025", number): "a heading; its section says the same" for number in (4, 8, 12, 15, 19, 23, 27)}
"""Paragraphs on which nothing rests, each with the reason."""

_INTRODUCTION = """\
# From paragraph to record

<!-- Made by docs/generate_coverage.py from data/vietnam-canada; edit those. -->

This page lists, for each paragraph of the two sources, the records of the shipped dossier that cite it. A test fails
if a paragraph has neither a record nor a reason for having none. Paragraphs are the lines of a text that are not
empty, counted from 1. The headline and other headings count; advertising and the subscription form do not.
"""


def coverage() -> dict[tuple[str, int], list[str]]:
    """The ids of the records that cite each paragraph, the dossier's own head as `dossier`."""
    found: dict[tuple[str, int], list[str]] = {
        (source, number): [] for source, count in PARAGRAPHS.items() for number in range(1, count + 1)
    }
    for id_, source, number in _cited():
        if id_ not in found[source, number]:
            found[source, number].append(id_)
    return found


def counts() -> dict[str, int]:
    """How many records of each kind there are."""
    kinds = [record.KIND for records, _ in _files() for record in records]
    return {kind: kinds.count(kind) for kind in KINDS}


def generate() -> str:
    """The whole page."""
    held = counts()
    total = f"The dossier has {sum(held.values())} records: "
    total += series(counted(count, kind) for kind, count in held.items() if count) + "."
    parts = [_INTRODUCTION, total, ""]
    found = coverage()
    for source, count in PARAGRAPHS.items():
        parts += [f"## {source}", "", "| paragraph | records |", "| --- | --- |"]
        for number in range(1, count + 1):
            ids = ", ".join(f"`{id_}`" for id_ in found[source, number])
            parts.append(f"| ¶{number} | {ids or NO_FACT[source, number]} |")
        parts.append("")
    return "\n".join(parts)


def _files() -> Iterator[tuple[list[Any], Any]]:
    """The records of each file, and the head in it."""
    for stamp in walk(DOSSIER).stamps:
        with closing(read_file(DOSSIER, stamp.path, lambda _: iter(()))) as reading:
            yield [placed.record for placed in reading.records()], reading.header


def _cited() -> Iterator[tuple[str, str, int]]:
    """Who cites which paragraph of which source."""
    for records, header in _files():
        holders: list[tuple[str, Any]] = [(record.id, record) for record in records]
        holders += [("dossier", header)] if header else []
        for id_, holder in holders:
            for citation in _citations(holder):
                first, _, last = re.sub(r"[^\d-]", "", citation.at).partition("-")
                for number in range(int(first), int(last or first) + 1):
                    yield id_, citation.source, number


def _citations(holder: Any) -> Iterator[Citation]:
    """Every citation of a record and of its parts."""
    for found in references(holder):
        if found.path.endswith(".source"):
            held: Any = holder
            for step in found.path.split(".")[:-1]:
                held = held[int(step)] if step.isdigit() else getattr(held, step)
            yield held


if __name__ == "__main__":
    TARGET.write_text(generate(), encoding="utf-8")
