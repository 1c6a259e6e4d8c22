"""The marks of values are in the columns of CSV, in every report."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from brief.document import Document
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-01-01")
LIGHTS = """
dossier: {title: Lights}
sources:
  log: {title: The log}
places:
  isle: {name: Isle}
people:
  ada:
    name: Ada
    second_reference: Miss A
    inferred: {second_reference: The letter.}
    cite: log p. 1
    differs: [{field: name, value: Ida, cite: log p. 2}]
events:
  lit:
    title: The lamp is lit
    date: 2019
    place: isle
    inferred: {place: The lamp is there.}
    cite: log p. 3
    differs: [{field: title, value: The lamp is put out, cite: log p. 4}, {field: date, value: 2020, cite: log p. 4}]
commitments:
  oil:
    text: Send oil
    by: ada
    due: 2020
    inferred: {due: The season.}
    cite: log p. 5
    differs: [{field: by, value: Ida, cite: log p. 6}]
"""


@pytest.mark.parametrize(
    ("report", "inferred", "differs"),
    [
        (lambda store: who(store, "ada", DAY), {"Short form", "second reference: The letter."}, {"Name"}),
        (lambda store: timeline(store, EventSelection()), {"place"}, {"text", "date"}),
        (lambda store: commitments(store, CommitmentSelection(), DAY), {"Due", "due: The season."}, {"By"}),
        (lambda store: show(store, "lit"), {"Place"}, {"Title", "Date"}),
        (lambda store: search(store, Search("lamp")), {"Says"}, {"Says"}),
    ],
)
def test_marks_are_in_columns(
    dossier_of: Callable[[str], Store], report: Callable[[Store], Document], inferred: set[str], differs: set[str]
) -> None:
    file = StringIO(render(report(dossier_of(LIGHTS)), Format.CSV), newline="")
    found = next(row for row in csv.DictReader(file) if row["part"] in ("card", "timeline"))
    assert set(filter(None, found["inferred"].split("; "))) == inferred
    assert set(filter(None, found["differs"].split("; "))) == differs
