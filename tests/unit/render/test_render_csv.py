"""CSV as programs and spreadsheets read it."""

import csv
import subprocess
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Doubt,
    Edge,
    Entry,
    Field,
    Graph,
    Heading,
    Listing,
    Mark,
    Node,
    Note,
    Row,
    Sign,
    Table,
    Timeline,
)
from brief.locale import say
from brief.model.dates import Date
from brief.renderers import Format, Paper, render
from documents import dated
from written import cell, phrase

WIRE = (Note("log", "p. 3"),)
DAYS = ["-0043-03-15", "'-0043-03-15", "-0043-03-15; =1", "-0043-03-15-1", "-0043-03-15; +12000-01-01"]
DEFUSED_DAYS = ["-0043-03-15", "''-0043-03-15", "'-0043-03-15; =1", "'-0043-03-15-1", "-0043-03-15; +12000-01-01"]
DOCUMENT = Document(
    "timeline",
    say("The lighthouse"),
    [
        Heading(say("Events")),
        Timeline(
            "events",
            (
                Entry(
                    dated("2025-02", "February 2025", WIRE),
                    cell('Lamp "lit", again', None, (*WIRE, Note("letter"))),
                    "lamp-lit",
                    (cell("Ada (keeper)", "ada"), cell("Đoàn", "doan")),
                    cell("灯台", "tower"),
                    (dated("2024", "2024").labelled(say("date disputed: also ")),),
                    (Doubt.DATE_DISPUTED,),
                ),
            ),
        ),
        Table(
            "bills",
            (Column("when", say("When")), Column("sum", say("Sum"))),
            (Row((dated("1925", "1925"), cell("-5")), "bill"),),
        ),
        Card(
            "commitment",
            cell("Pay"),
            (
                Field("due", say("Due"), (cell("2026; overdue", {"dates": [Date.parse("2026")], "overdue": "yes"}),)),
                Field("made", say("Made"), (dated("2021-06-04", "4 June 2021 (inferred)"),)),
                Field("count", say("Count"), (cell("1925 lamps", "1925-lamps", WIRE), cell("=2 of oil"))),
            ),
            "payment",
        ),
        Listing("points", tuple(map(cell, ["=1+1", "+1", "-1", "@sum", "'=1", "'quoted'", "a=b", "＝1", *DAYS]))),
    ],
    handling="TLP:CLEAR",
)
OWN = ["sum", "overdue", "made_from", "made_to", "made", "count"]
"""Return the columns of this document besides those of every report."""


def rows(file: str) -> list[dict[str, str]]:
    """Return the rows as a program reads them."""
    return list(csv.DictReader(StringIO(file, newline=""), strict=True))


def test_an_entry_is_a_row() -> None:
    (entry,) = [row for row in rows(render(DOCUMENT, Format.CSV)) if row["part"] == "timeline"]
    assert entry == {
        "part": "timeline",
        "block": "events",
        "section": "Events",
        "id": "lamp-lit",
        "date_from": "2025-02-01",
        "date_to": "2025-02-28",
        "date_text": "in February 2025",
        "other_dates": "in 2024",
        "text": 'Lamp "lit", again',
        "who": "Ada (keeper); Đoàn",
        "place": "灯台",
        "remarks": "",
        "inferred": "",
        "differs": "date",
        "sources": "log p. 3; letter",
    } | dict.fromkeys(OWN, "")


def test_each_column_of_a_table_and_each_field_of_a_card_has_a_column() -> None:
    found = rows(render(DOCUMENT, Format.CSV))
    assert list(found[0])[15:] == OWN
    (bill,) = [row for row in found if row["part"] == "table"]
    assert (bill["id"], bill["date_from"], bill["date_to"]) == ("bill", "1925-01-01", "1925-12-31")
    assert (bill["date_text"], bill["sum"], bill["text"]) == ("in 1925", "'-5", "")
    (card,) = [row for row in found if row["part"] == "card"]
    assert (card["id"], card["text"], card["sources"]) == ("payment", "Pay", "log p. 3")
    told = {name: card[name] for name in OWN if card[name]}
    assert told == {
        "overdue": "yes",
        "made_from": "2021-06-04",
        "made_to": "2021-06-04",
        "made": "4 June 2021 (inferred)",
        "count": "1925 lamps; =2 of oil",
    }
    assert (card["date_from"], card["date_to"], card["date_text"]) == ("2026-01-01", "2026-12-31", "in 2026")


def test_what_is_inferred_and_where_sources_differ_is_in_columns_of_their_own() -> None:
    guessed, disputed = (cell(phrase("Keeper", Mark(sign)), None, WIRE) for sign in (Sign.INFERRED, Sign.DISPUTED))
    blocks: list[Block] = [
        Table("posts", (Column("post", say("Post")), Column("rank", say("Rank"))), (Row((guessed, disputed), "row"),)),
        Card(
            "person",
            disputed,
            (
                Field("post", say("Post"), (cell("Clerk"), guessed)),
                Field("rank", say("Rank"), (disputed,)),
                Field("inferred", say("Inferred"), (cell("post: the letter says so"),)),
            ),
            "card",
        ),
        Listing("points", (guessed, disputed, cell("an (inferred) word"))),
        Timeline(
            "events",
            (
                Entry(dated("2025", "2025"), guessed, "one", (disputed,), guessed, (), (Doubt.DATE_INFERRED,)),
                Entry(dated("2025", "2025"), disputed, "two", doubts=(Doubt.INFERRED, Doubt.DISPUTED)),
                Entry(dated("2025", "2025"), cell("Sure"), "three", doubts=(Doubt.EXPECTED,)),
            ),
        ),
    ]
    found = rows(render(Document("who", say("W"), blocks), Format.CSV))
    assert [(row["inferred"], row["differs"]) for row in found if row["part"] != "source"] == [
        ("post", "rank"),
        ("post; post: the letter says so", "text; rank"),
        ("text", ""),
        ("", "text"),
        ("", ""),
        ("date; text; place", "who"),
        ("text", "text"),
        ("", ""),
    ]


def test_a_graph_is_a_row_for_each_relation() -> None:
    nodes = (Node("ada", cell("Ada; Miss", None, (Note("roll", "p. 9"),))), Node("tower", cell("The tower")))
    graph = Graph("relations", nodes, (Edge("ada", "tower", cell("keeper; since 1925", None, WIRE)),))
    found = [row for row in rows(render(Document("graph", say("G"), [graph]), Format.CSV)) if row["part"] == "table"]
    assert [[row[name] for name in ("from", "relation", "to", "sources")] for row in found] == [
        ["Ada; Miss", "keeper; since 1925", "The tower", "log p. 3"],
        ["Ada; Miss", "", "", "roll p. 9"],
        ["The tower", "", "", ""],
    ]


def test_a_formula_is_text_and_can_be_had_back() -> None:
    texts = [row["text"] for row in rows(render(DOCUMENT, Format.CSV)) if row["part"] == "list"]
    assert texts == ["'=1+1", "'+1", "'-1", "'@sum", "''=1", "'quoted'", "a=b", "'＝1", *DEFUSED_DAYS]


DATES = [
    # EDTF, first day, last day, words
    ("2025", "2025-01-01", "2025-12-31", "in 2025"),
    ("2025-02", "2025-02-01", "2025-02-28", "in February 2025"),
    ("2025-02-03", "2025-02-03", "2025-02-03", "on 3 February 2025"),
    ("2025-02-03T09:00:00+07:00", "2025-02-03", "2025-02-03", "on 3 February 2025, 09:00 (UTC+07:00)"),
    ("2018~", "2018-01-01", "2018-12-31", "about 2018"),
    ("2018-05?", "2018-05-01", "2018-05-31", "May 2018 (uncertain)"),
    ("201X", "2010-01-01", "2019-12-31", "2010s"),
    ("2024-21", "2024-01-01", "2024-12-31", "spring 2024"),
    ("2024-29", "2024-09-01", "2024-11-30", "southern spring 2024"),
    ("2024/2025-03", "2024-01-01", "2025-03-31", "2024 to March 2025"),
    ("2024/..", "2024-01-01", "", "2024 onward"),
    ("../2024", "", "2024-12-31", "until 2024"),
    ("0079-08-24", "0079-08-24", "0079-08-24", "on 24 August AD 79"),
    ("-0043", "-0043-01-01", "-0043-12-31", "in 44 BC"),
    ("Y17000", "+17000-01-01", "+17000-12-31", "in 17000"),
]


def entries(*dates: str) -> Document:
    """Return a timeline with an entry at each of these dates."""
    held = [Entry(dated(date), cell("Lamp lit")) for date in dates]
    return Document("timeline", say("The lighthouse"), [Timeline("events", tuple(held))])


@pytest.mark.parametrize(("edtf", "first", "last", "words"), DATES)
def test_a_date_is_its_first_and_last_day_and_its_words(edtf: str, first: str, last: str, words: str) -> None:
    (row,) = rows(render(entries(edtf), Format.CSV))
    assert (row["date_from"], row["date_to"], row["date_text"]) == (first, last, words)


def test_several_dates_of_a_field_reach_from_the_first_to_the_last() -> None:
    def due(*dates: str) -> tuple[str, str]:
        field = Field("due", say("Due"), (cell("x", {"dates": list(map(Date.parse, dates))}),))
        (row,) = rows(render(Document("c", say("C"), [Card("commitment", cell("Pay"), (field,))]), Format.CSV))
        return row["date_from"], row["date_to"]

    assert due("2026", "2025-05") == ("2025-05-01", "2026-12-31")
    assert due("2026", "../2027") == ("", "2027-12-31")
    assert due() == ("", "")


def test_every_row_is_data_and_bears_the_marking_if_a_column_is_wanted() -> None:
    found = rows(render(DOCUMENT, Format.CSV))
    assert {row["part"] for row in found} == {"timeline", "table", "card", "list", "source"}
    assert "TLP:CLEAR" not in {text for row in found for text in row.values()}
    wanted = rows(render(DOCUMENT, Format.CSV, Paper(marking_column=True)))
    assert {row["marking"] for row in wanted} == {"TLP:CLEAR"} and len(wanted) == len(found)


def test_the_name_of_a_file_in_a_folder_bears_the_marking(
    brief: "Callable[..., subprocess.CompletedProcess[str]]", shipped: str, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    done = brief("timeline", "-d", shipped, "-f", "csv", "-o", "out")
    (file,) = (tmp_path / "out").iterdir()
    assert file.name == "timeline-vietnam-canada-defence-and-un-peacekeeping-TLP-CLEAR.csv"
    assert file.name in done.stderr and done.returncode == 0
    assert len(rows(file.read_text("utf-8-sig"))) > 20
    again = brief("timeline", "-d", shipped, "-f", "csv", "-o", "out/")
    assert again.returncode == 2 and "exists" in again.stderr
    assert brief("timeline", "-d", shipped, "-f", "csv", "-o", "out/", "--force").returncode == 0
    assert brief("who", "Thang", "-d", shipped, "-f", "markdown", "-o", "out").returncode == 0
    assert (tmp_path / "out/who-pham-manh-thang-TLP-CLEAR.md").is_file()


def test_a_table_whose_marking_is_nowhere_says_so(
    brief: "Callable[..., subprocess.CompletedProcess[str]]", shipped: str
) -> None:
    assert "TLP:CLEAR" in brief("timeline", "-d", shipped, "-o", "timeline.csv").stderr
    done = brief("timeline", "-d", shipped, "-f", "csv", "--marking-column")
    assert done.stderr == "" and {row["marking"] for row in rows(done.stdout)} == {"TLP:CLEAR"}
    assert "--marking-column changes nothing" in brief("timeline", "-d", shipped, "--marking-column").stderr


def test_what_is_remarked_on_the_document_is_said_beside_the_data(
    brief: "Callable[..., subprocess.CompletedProcess[str]]", beacons: str
) -> None:
    done = brief("timeline", "-d", beacons, "--from", "2021", "-f", "csv")
    assert {row["part"] for row in rows(done.stdout)} == {"timeline", "source"}
    assert done.stderr == "brief: Only events from 2021.\n"


def test_a_file_has_the_mark_that_excel_needs_and_a_pipe_has_none(
    brief: "Callable[..., subprocess.CompletedProcess[str]]", beacons: str, tmp_path: Path
) -> None:
    assert brief("timeline", "-d", beacons, "-o", "events.csv").returncode == 0
    written = (tmp_path / "events.csv").read_bytes()
    piped = brief("timeline", "-d", beacons, "-f", "csv", env={"PYTHONIOENCODING": "ascii"}).stdout
    assert written.startswith("\ufeffpart,block,".encode())
    assert written.decode("utf-8-sig").replace("\r\n", "\n") == piped.replace("\r\n", "\n")
    assert "Łucja Østergård" in piped


def test_libreoffice_reads_the_same(office: list[str], tmp_path: Path) -> None:
    ours = rows(render(DOCUMENT, Format.CSV))
    theirs = rows(through_libreoffice(render(DOCUMENT, Format.CSV), office, tmp_path, LITERAL))
    assert theirs == ours


@pytest.mark.parametrize("language", ["1033", "1031"], ids=["American", "German"])
def test_a_spreadsheet_that_looks_for_dates_makes_none_of_a_year_or_a_month(
    office: list[str], tmp_path: Path, language: str
) -> None:
    document = entries(*(edtf for edtf, *_ in DATES))
    options = LOOKING_FOR_DATES.format(language=language)
    theirs = rows(through_libreoffice(render(document, Format.CSV), office, tmp_path, options))
    found = [(row["date_from"], row["date_to"], row["date_text"]) for row in theirs]
    # LibreOffice reads a day after 9999 as a date, and prints it without its sign.
    assert found == [(first.lstrip("+"), last.lstrip("+"), words) for _, first, last, words in DATES]


LITERAL = "44,34,76,1"
LOOKING_FOR_DATES = LITERAL + ",,{language},false,true"
"""Import options: comma, quote, UTF-8, first line; then the language, and detection of numbers such as dates."""


def through_libreoffice(text: str, office: list[str], folder: Path, options: str) -> str:
    """Return the text as LibreOffice writes it after reading it as a spreadsheet."""
    file = folder / "in.csv"
    file.write_text("\ufeff" + text, encoding="utf-8", newline="")
    kind = f"csv:Text - txt - csv (StarCalc):{LITERAL}"
    convert = [*office, f"--infilter=CSV:{options}", "--convert-to", kind, "--outdir", str(folder / "csv"), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)
    return (folder / "csv" / "in.csv").read_text(encoding="utf-8-sig")


def test_the_words_of_a_date_without_a_value_are_kept() -> None:
    entry = Entry(cell("when the ice broke", ""), cell("The ferry sails"), "sails")
    assert ",when the ice broke,,The ferry sails," in render(
        Document("timeline", say("Ferry"), [Timeline("events", (entry,))]), Format.CSV
    )


def test_an_item_of_a_list_has_the_id_of_its_record() -> None:
    items = (cell("Who?", "who-pays"), cell("It sails", {"id": "sails"}), cell("All", 2), cell("Two", ["a", "b"]))
    rows = csv.DictReader(StringIO(render(Document("gaps", say("Ferry"), [Listing("questions", items)]), Format.CSV)))
    assert [row["id"] for row in rows] == ["who-pays", "sails", "", "a; b"]
