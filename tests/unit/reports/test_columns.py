"""The marks of values are in the columns of CSV, in every report."""

import csv
import re
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
        (lambda store: who(store, "ada", DAY), {"short_form", "second reference: The letter."}, {"name"}),
        (lambda store: timeline(store, EventSelection()), {"place"}, {"text", "date"}),
        (lambda store: commitments(store, CommitmentSelection(), DAY), {"date", "due: The season."}, {"by"}),
        (lambda store: show(store, "lit"), {"place"}, {"title", "date"}),
        (lambda store: search(store, Search("lamp")), {"says"}, {"says"}),
    ],
)
def test_marks_are_in_columns(
    dossier_of: Callable[[str], Store], report: Callable[[Store], Document], inferred: set[str], differs: set[str]
) -> None:
    file = StringIO(render(report(dossier_of(LIGHTS)), Format.CSV), newline="")
    found = next(row for row in csv.DictReader(file) if row["part"] in ("card", "timeline"))
    assert set(filter(None, found["inferred"].split("; "))) == inferred
    assert set(filter(None, found["differs"].split("; "))) == differs


SEVERAL_DATES = """
dossier: {title: Lights}
sources:
  log: {title: The log}
events:
  lit:
    title: The lamp is lit
    date: 2019
    cite: log p. 1
    differs: [{field: date, value: 2017-04, cite: log p. 2}, {field: date, value: 2020, cite: log p. 3}]
  moved:
    title: The lamp is moved
    cite: log p. 4
    differs: [{field: date, value: 2018-05-06, cite: log p. 5}]
  sold: {title: The lamp is sold, cite: log p. 6}
commitments:
  oil: {text: Send oil, due: 2020, cite: log p. 7, differs: [{field: due, value: 2021-02, cite: log p. 8}]}
  wicks: {text: Send wicks, cite: log p. 9, differs: [{field: due, value: 2022, cite: log p. 10}]}
  glass: {text: Send glass, due: 2023, log: [{date: 2022, status: delayed, cite: log p. 11}], cite: log p. 11}
  paint: {text: Send paint, cite: log p. 12}
"""


def rows(document: Document) -> list[dict[str, str]]:
    """Return the rows of a report that are no sources."""
    file = StringIO(render(document, Format.CSV), newline="")
    return [row for row in csv.DictReader(file) if row["part"] != "source"]


def dates(row: dict[str, str]) -> tuple[str, ...]:
    """Return the id of a row, and its dates."""
    return tuple(row[name] for name in ("id", "date_from", "date_to", "date_text", "other_dates"))


def test_an_event_is_one_row_at_its_own_date(dossier_of: Callable[[str], Store]) -> None:
    found = rows(timeline(dossier_of(SEVERAL_DATES), EventSelection()))
    assert sorted(map(dates, found)) == [
        ("lit", "2019-01-01", "2019-12-31", "in 2019", "in April 2017; in 2020"),
        ("moved", "", "", "unknown", "on 6 May 2018"),
        ("sold", "", "", "", ""),
    ]
    assert {row["id"]: row["differs"] for row in found} == {"lit": "date", "moved": "date", "sold": ""}
    assert not any(row["remarks"] for row in found)


def test_an_event_that_is_selected_by_another_date_is_one_row_at_its_own_date(
    dossier_of: Callable[[str], Store],
) -> None:
    period = EventSelection(Date.parse("2017"), Date.parse("2017"))
    (found,) = [row for row in rows(timeline(dossier_of(SEVERAL_DATES), period)) if row["id"] == "lit"]
    assert dates(found)[:4] == ("lit", "2019-01-01", "2019-12-31", "in 2019")
    assert set(found["other_dates"].split("; ")) == {"in April 2017", "in 2020"}


def test_the_date_of_a_commitment_is_its_deadline_and_unknown_values_are_empty(
    dossier_of: Callable[[str], Store],
) -> None:
    found = {row["id"]: row for row in rows(commitments(dossier_of(SEVERAL_DATES), CommitmentSelection(), DAY))}
    assert sorted(map(dates, found.values())) == [
        ("glass", "2023-01-01", "2023-12-31", "in 2023", ""),
        ("oil", "2020-01-01", "2020-12-31", "in 2020", "in February 2021"),
        ("paint", "", "", "", ""),
        ("wicks", "", "", "", "in 2022"),
    ]
    assert [found[id_]["overdue"] for id_ in ("glass", "oil", "paint", "wicks")] == ["yes", "yes", "", "yes"]
    assert (found["glass"]["status"], found["paint"]["status"]) == ("delayed", "")
    said = {name: text for name, text in found["paint"].items() if text}
    assert said == {"part": "card", "block": "commitment", "id": "paint", "text": "Send paint", "sources": "log p. 12"}


def test_names_of_columns_are_lower_case_words(dossier_of: Callable[[str], Store]) -> None:
    for page in (commitments(dossier_of(LIGHTS), CommitmentSelection(), DAY), show(dossier_of(LIGHTS), "lit")):
        header = render(page, Format.CSV).splitlines()[0].split(",")
        assert len(set(header)) == len(header)
        assert [name for name in header if not re.fullmatch(r"[a-z]+(_[a-z0-9]+)*", name)] == []
