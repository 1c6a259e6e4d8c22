"""Comma-separated values: what programs and spreadsheets read there."""

import csv
import shutil
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from brief.document import (
    Card,
    Column,
    Document,
    Edge,
    Entry,
    Field,
    Graph,
    Heading,
    Listing,
    Node,
    Note,
    Row,
    Table,
    Timeline,
    cell,
)
from brief.render import Format, render

WIRE = (Note("log", "p. 3"),)
DOCUMENT = Document(
    "timeline",
    "The lighthouse",
    [
        Heading("Events"),
        Timeline(
            "events",
            (
                Entry(
                    cell("February 2025", "2025-02", WIRE),
                    cell('Lamp "lit", again', None, (*WIRE, Note("letter"))),
                    "lamp-lit",
                    (cell("Ada (keeper)", "ada"), cell("Đoàn", "doan")),
                    cell("灯台", "tower"),
                    (cell("date disputed: also 2024", "2024"),),
                ),
            ),
        ),
        Table(
            "bills", (Column("when", "When"), Column("sum", "Sum")), (Row((cell("1925", "1925"), cell("-5")), "bill"),)
        ),
        Card(
            "commitment",
            cell("Pay"),
            (
                Field("due", "Due", (cell("2026; overdue", {"dates": ["2026"], "overdue": "yes"}),)),
                Field("made", "Made", (cell("4 June 2021 (inferred)", "2021-06-04"),)),
                Field("count", "Count", (cell("1925 lamps", "1925-lamps", WIRE), cell("=2 of oil"))),
            ),
            "payment",
        ),
        Listing("points", tuple(map(cell, ["=1+1", "+1", "-1", "@sum", "'=1", "'quoted'", "a=b", "＝1"]))),
    ],
    handling="TLP:CLEAR",
)
OWN = ["Sum", "Due (date)", "Due", "Made (date)", "Made", "Count"]
"""The columns that this document has besides those of every report."""


def rows(file: str) -> list[dict[str, str]]:
    """The rows as a program reads them."""
    return list(csv.DictReader(StringIO(file, newline=""), strict=True))


def test_an_entry_is_a_row() -> None:
    (entry,) = [row for row in rows(render(DOCUMENT, Format.CSV)) if row["part"] == "timeline"]
    assert entry == {
        "part": "timeline",
        "block": "events",
        "section": "Events",
        "id": "lamp-lit",
        "date": "2025-02",
        "when": "",
        "text": 'Lamp "lit", again',
        "who": "Ada (keeper); Đoàn",
        "place": "灯台",
        "remarks": "date disputed: also 2024",
        "sources": "log p. 3; letter",
    } | dict.fromkeys(OWN, "")


def test_each_column_of_a_table_and_each_field_of_a_card_has_a_column() -> None:
    found = rows(render(DOCUMENT, Format.CSV))
    assert list(found[0])[11:] == OWN
    (bill,) = [row for row in found if row["part"] == "table"]
    assert (bill["id"], bill["date"], bill["Sum"], bill["text"]) == ("bill", "1925", "'-5", "")
    (card,) = [row for row in found if row["part"] == "card"]
    assert (card["id"], card["text"], card["sources"]) == ("payment", "Pay", "log p. 3")
    told = {name: card[name] for name in OWN if card[name]}
    assert told == {
        "Due (date)": "2026",
        "Due": "2026; overdue",
        "Made (date)": "2021-06-04",
        "Made": "4 June 2021 (inferred)",
        "Count": "1925 lamps; =2 of oil",
    }


def test_a_graph_is_a_row_for_each_relation() -> None:
    nodes = (Node("ada", cell("Ada; Miss")), Node("tower", cell("The tower")))
    graph = Graph("relations", nodes, (Edge("ada", "tower", cell("keeper; since 1925", None, WIRE)),))
    (row,) = [row for row in rows(render(Document("graph", "G", [graph]), Format.CSV)) if row["part"] == "table"]
    assert (row["From"], row["Relation"], row["To"]) == ("Ada; Miss", "keeper; since 1925", "The tower")
    assert row["sources"] == "log p. 3"


def test_a_formula_is_text_and_can_be_had_back() -> None:
    texts = [row["text"] for row in rows(render(DOCUMENT, Format.CSV)) if row["part"] == "list"]
    assert texts == ["'=1+1", "'+1", "'-1", "'@sum", "''=1", "'quoted'", "a=b", "'＝1"]


def test_the_marking_stands_first_and_last() -> None:
    found = [row["text"] for row in rows(render(DOCUMENT, Format.CSV)) if row["part"] == "handling"]
    assert found == ["TLP:CLEAR", "TLP:CLEAR"]


def test_a_file_has_the_mark_that_excel_needs_and_a_pipe_has_none(
    brief: "Callable[..., subprocess.CompletedProcess[str]]", beacons: str, tmp_path: Path
) -> None:
    assert brief("timeline", "-d", beacons, "-o", "events.csv").returncode == 0
    written = (tmp_path / "events.csv").read_bytes()
    piped = brief("timeline", "-d", beacons, "-f", "csv", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert written.startswith("\ufeffpart,block,".encode())
    assert written.decode("utf-8-sig").replace("\r\n", "\n") == piped.replace("\r\n", "\n")
    assert "Łucja Østergård" in piped


def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    file = tmp_path / "in.csv"
    file.write_text("\ufeff" + render(DOCUMENT, Format.CSV), encoding="utf-8", newline="")
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    for kind, name in (("ods", "in.csv"), ("csv:Text - txt - csv (StarCalc):44,34,76,1", "in.ods")):
        command = [
            office,
            home,
            "--headless",
            "--infilter=CSV:44,34,76,1",
            "--convert-to",
            kind,
            "--outdir",
            str(tmp_path / kind[:3]),
        ]
        source = file if kind == "ods" else tmp_path / "ods" / name
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=120)
    back = (tmp_path / "csv" / "in.csv").read_text(encoding="utf-8-sig")
    ours, theirs = rows(render(DOCUMENT, Format.CSV)), rows(back)
    assert [row["text"] for row in theirs] == [row["text"] for row in ours]
    assert theirs == ours
