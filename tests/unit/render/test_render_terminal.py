"""Text on a screen: wrapped, aligned, with few colours."""

import re

import pytest

from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Paragraph,
    Reference,
    Row,
    Table,
    Timeline,
    problem,
)
from brief.locale import say
from brief.renderers import Encoder, text
from brief.renderers.terminal import render
from written import cell

LOG = (Note("harbour-log", "p. 3"),)
TIMELINE = Timeline(
    "timeline",
    (
        Entry(
            cell("24 March 1925", None, LOG),
            cell("The lamp of the north tower is lit for the first time", None, LOG),
            who=(cell("Ada Finn (keeper)", None, LOG), cell("Bo Lind (guest)", None, LOG)),
            marks=(cell("disputed: also 1926"),),
        ),
        Entry(cell("May 1926"), cell("Fog [/bold] :smile:")),
    ),
)
TABLE = Table(
    "ships",
    (Column("name", say("Name")), Column("cargo", say("Cargo"))),
    (
        Row((cell("Gull"), cell("Oil for the lamp, rope, and a new pane of glass"))),
        Row((cell("灯台丸"), cell(""))),
    ),
)


def screen(block: Block, width: int) -> list[str]:
    """Return the lines of a block without its sources."""
    shown = render(Document("test", "", [block]), width)
    return shown.split("\n\nSOURCES\n")[0].rstrip("\n").split("\n")


def test_wide_screen_shows_what_a_pipe_gets() -> None:
    card = Card(
        "person", cell("Ada"), (Field("a", say("A"), (cell("x"), cell("y"))), Field("b", say("Long"), (cell("z"),)))
    )
    blocks: list[Block] = [
        Heading(say("What")),
        TABLE,
        card,
        Listing("l", (cell("p"),)),
        Paragraph((cell("q"),)),
    ]
    document = Document("test", say("Title"), blocks)
    assert render(document, 140) == text.render(document)


def test_the_marking_is_at_the_right_edge_of_the_title() -> None:
    document = Document("test", say("Title"), [Paragraph((cell("Lit."),))], handling="TLP:RED")
    assert render(document, 30) == f"Title{'TLP:RED':>25}\n\nLit.\n\nTLP:RED\n"
    short = Document("test", say("Title"), [Paragraph((cell("Lit."),))], handling="TLP:RED", full=False)
    assert render(short, 30) == f"Title{'TLP:RED':>25}\n\nLit.\n"


def test_timeline_wraps_beside_its_dates() -> None:
    assert screen(TIMELINE, 80) == [
        "24 March 1925  The lamp of the north tower is lit for the first time",
        "               Ada Finn (keeper), Bo Lind (guest) [A p. 3]",
        "               disputed: also 1926",
        "May 1926       Fog [/bold] :smile:",
    ]


def test_timeline_on_a_narrow_screen_is_a_list() -> None:
    assert screen(TIMELINE, 20) == [
        "24 March 1925",
        "  The lamp of the",
        "  north tower is lit",
        "  for the first time",
        "  Ada Finn (keeper),",
        "  Bo Lind (guest)",
        "  [A p. 3]",
        "  disputed: also",
        "  1926",
        "May 1926",
        "  Fog [/bold]",
        "  :smile:",
    ]


def test_table_wraps_within_its_columns() -> None:
    table = Table(
        "ships",
        (Column("name", say("Name")), Column("cargo", say("Cargo"))),
        (
            Row((cell("Gull"), cell("Oil for the lamp, rope, and a new pane of glass from the works at Bay"))),
            Row((cell("灯台丸"), cell("Rope"))),
        ),
    )
    assert screen(table, 60) == [
        "Name    Cargo",
        "Gull    Oil for the lamp, rope, and a new pane of glass from",
        "        the works at Bay",
        "灯台丸  Rope",
    ]


@pytest.mark.parametrize("width", range(20, 90, 7))
@pytest.mark.parametrize("full", [True, False])
def test_a_line_wraps_between_the_places_of_a_reference_and_never_within_one(width: int, full: bool) -> None:
    cited = cell("Fog", None, tuple(Note("harbour-log", f"p. {page}") for page in range(1, 130)))
    lines = render(Document("test", "", [Listing("l", (cited,))], full=full), width).split("\n\n")[0].split("\n")
    places = " ".join(f"p. {page}" for page in range(1, 130))
    whole = f"- Fog [A {places}]" if full else f"- Fog A {places}"
    assert " ".join(" ".join(lines).split()) == whole
    assert all(line[-1].isdigit() or line.endswith(("]", "Fog")) for line in lines)
    assert all(len(line) <= width for line in lines)


def test_table_on_a_narrow_screen_is_a_list_that_names_its_columns() -> None:
    assert screen(TABLE, 20) == [
        "Gull",
        "  Cargo: Oil for the",
        "  lamp, rope, and a",
        "  new pane of glass",
        "灯台丸",
    ]


def test_table_whose_row_holds_too_much_for_columns_is_a_list() -> None:
    columns = (Column("what", say("What")), Column("why", say("Why")))
    long = Row((cell("Lamp lit"), cell("because of fog " * 20)))
    short = Row((cell("Lamp out"), cell("no fog")))
    assert screen(Table("t", columns, (short, long)), 80)[:2] == ["Lamp out", "  Why: no fog"]
    assert screen(Table("t", columns, (short, long)), 120)[0].split() == ["What", "Why"]


def test_card_and_listing_wrap_under_themselves() -> None:
    card = Card("person", cell("Ada Finn"), (Field("rank", say("Rank"), (cell("Keeper of the north tower"),)),))
    assert screen(card, 120) == ["Ada Finn", "  Rank:  Keeper of the north tower"]
    assert screen(card, 30) == ["Ada Finn", "  Rank:  Keeper of the north", "         tower"]
    assert screen(Listing("l", (cell("Ask for the key of the tower"),)), 20) == [
        "- Ask for the key of",
        "  the tower",
    ]


def test_addresses_and_findings_stay_whole() -> None:
    url = "https://example.org/a/very/long/path/to/the/log/of/the/harbour"
    excerpt = "who: {ada-fin: keeper of the lamp and of the log}"
    found = problem(
        "error",
        "unknown-id",
        "No person has that id",
        "",
        "a.yaml",
        line=1,
        column=7,
        width=7,
        excerpt=excerpt,
    )
    document = Document(
        "test",
        "",
        [found, Paragraph((cell("Lit.", None, LOG),))],
        [Reference("harbour-log", "Harbour log, with a long title of its own.", url)],
    )
    shown = render(document, 40)
    assert f"\nA  Harbour log, with a long title of its\n   own.\n   {url}\n" in shown
    assert f"a.yaml:1:7: error: unknown-id: No person has that id\n    {excerpt}\n          ^^^^^^^\n" in shown


def test_severity_and_dates_have_colour_and_text_says_the_same_without() -> None:
    document = Document("test", say("Title"), [TIMELINE, TABLE, problem("error", "c", "s")])
    coloured = render(document, 80, color=True)
    assert "\x1b[1;31merror\x1b[0m: c: s" in coloured
    assert "\x1b[36mMay 1926\x1b[0m" in coloured
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert bare == render(document, 80)
    assert "\x1b" not in bare


@pytest.mark.parametrize("variable", ["FORCE_COLOR", "NO_COLOR", "TTY_COMPATIBLE", "COLUMNS"])
def test_the_environment_changes_nothing(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    document = Document("test", say("Title"), [TIMELINE])
    plain, coloured = render(document, 80), render(document, 80, color=True)
    monkeypatch.setenv(variable, "1")
    assert render(document, 80) == plain
    assert render(document, 80, color=True) == coloured


def test_an_ascii_screen_gets_ascii_within_its_width() -> None:
    block = Paragraph((cell("Đoàn — “lit” on the quay, and the log says so…"),))
    shown = render(Document("test", "", [block]), 30, encode=Encoder("ascii"))
    assert shown == '\\u0110o\\xe0n - "lit" on the\nquay, and the log says so...\n'


def test_no_line_ends_in_blanks_in_colour_either() -> None:
    blocks = (
        Card("c", cell("a name that is longer than the screen is wide"), ()),
        Heading(say("and so is the heading " * 3), 3),
    )
    printed = render(Document("test", "", blocks), 20, color=True)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", printed).splitlines()
    assert len(plain) > 4
    assert [line for line in plain if line != line.rstrip()] == []


def test_the_column_with_most_words_has_most_room() -> None:
    columns = (Column("what", say("What")), Column("by", say("By")), Column("shown", say("Shown by")))
    row = Row((cell("Provide equipment for the training of the keepers"), cell("Bo"), cell("The log of the harbour")))
    lines = render(Document("t", "", [Table("t", columns, (row, row))], full=False), 60).splitlines()
    assert lines[1:3] == [
        "Provide equipment for the training    Bo  The log of the",
        "of the keepers                            harbour",
    ]


def test_a_count_stays_with_what_it_counts_on_a_narrow_screen() -> None:
    columns = (Column("count", ""), Column("what", ""), Column("command", ""))
    row = Row((cell("35"), cell("open questions"), cell("brief gaps, and more words")))
    shown = render(Document("t", "", [Table("needs", columns, (row,))], full=False), 32)
    assert shown.splitlines() == ["  35 open questions", "    brief gaps, and more words"]


def test_counts_end_at_the_right_of_their_column_and_commands_stand_out() -> None:
    columns = (Column("count", ""), Column("what", ""), Column("command", ""))
    rows = tuple(Row((cell(count), cell("open"), cell("brief gaps"))) for count in ("8", "35"))
    document = Document("t", "", [Table("needs", columns, rows)], full=False)
    assert render(document, 80) == "   8  open  brief gaps\n  35  open  brief gaps\n"
    assert text.render(document) == render(document, 80)
    assert "\x1b[36mbrief gaps\x1b[0m" in render(document, 80, color=True)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 160])
def test_an_id_is_never_divided(width: int) -> None:
    ids = ["first-meeting-of-the-joint-river-commission-on-water", "second-meeting-of-the-joint-river-commission", "x"]
    title = "The joint river commission meets in Donauschifffahrtsgesellschaft for the first time"
    columns = (
        Column("id", say("Id")),
        Column("title", say("Title")),
        Column("date", say("Date")),
        Column("file", say("File")),
    )
    rows = tuple(Row((cell(id_), cell(title, None, LOG), cell("24 Mar 2026"), cell("events.yaml:4"))) for id_ in ids)
    shown = "\n".join(screen(Table("events", columns, rows), width))
    assert [id_ for id_ in ids if id_ not in shown.split()] == []
    if width == 160:
        assert re.search(r"^Id +Title +Date +File *$", shown, re.MULTILINE)


def test_a_table_with_ids_becomes_a_list_before_its_titles_are_squeezed() -> None:
    columns = (Column("id", say("Id")), Column("title", say("Title")), Column("file", say("File")))
    id_, title = "meeting-of-the-river-commission-on-waterways", "The commission meets on the water"
    table = Table("events", columns, (Row((cell(id_), cell(title), cell("e.yaml:4"))),))
    assert screen(table, 67) == [id_, f"  Title: {title}", "  File: e.yaml:4"]
    assert screen(table, 100)[1].split("  ") == [id_, title, "e.yaml:4"]


def test_a_table_with_plain_columns_is_a_list_of_two_lines_a_row_where_that_is_shorter() -> None:
    columns = (Column("what", say("What")), Column("who", say("Who"), is_plain=True), Column("due", say("Due")))
    long = Row(
        (
            cell("Send the levels and the outflows of the dam every hour"),
            cell("Dolmark → Sarvia, the Commission and Veresh"),
            cell("May"),
        )
    )
    short = Row((cell("Pay"), cell("Sarvia"), cell("")))
    narrow = Table("t", columns, (long, long, long, short))
    assert screen(narrow, 60) == [
        *[
            "Send the levels and the outflows of the dam every hour",
            "  Dolmark → Sarvia, the Commission and Veresh; Due: May",
        ]
        * 3,
        "Pay",
        "  Sarvia",
    ]
    assert screen(narrow, 120)[0].split() == ["What", "Who", "Due"]
    assert screen(narrow, 40)[-2:] == ["Pay", "  Sarvia"]
