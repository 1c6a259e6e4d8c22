"""Charts of timelines."""

import pytest

from brief.document import Document, Doubt, Entry, Timeline
from brief.locale import say
from brief.renderers import Format, printable, render, terminal
from brief.renderers.chart import drawn
from brief.renderers.words import width
from documents import dated
from written import cell


def entry(edtf: str, title: str = "Lit", *doubts: Doubt) -> Entry:
    """Return an entry at this date."""
    return Entry(dated(edtf, "" if edtf else "unknown"), cell(title), doubts=doubts)


def test_every_possible_day_of_a_date_is_drawn() -> None:
    told = [entry("1900"), entry("1900/1909"), entry("1905~"), *(entry("1909", "Lit", doubt) for doubt in Doubt)]
    doubtful = len(Doubt)
    lines = drawn(told, 40)
    assert lines[0] == "1900    1904    1909"
    assert [line.partition("Lit")[0].rstrip() for line in lines[2 : 5 + doubtful]] == [
        "██",
        "████████████████████",
        "          ▒▒",
        *["                  ▒▒"] * doubtful,
    ]
    assert lines[1][:20] == "▂▂▁▁▁▁▁▁▁▁▂▂▁▁▁▁▁▁██"


@pytest.mark.parametrize(("onward", "until"), [("1905/..", "../1904"), ("1905/", "/1904")])
def test_an_open_or_unknown_side_is_in_doubt_up_to_what_is_told(onward: str, until: str) -> None:
    lines = drawn([entry("1900"), entry(onward), entry(until), entry("1909")], 40)
    assert lines[3].startswith("          ██▒▒▒▒▒▒▒>")
    assert lines[4].startswith("<▒▒▒▒▒▒███  ")


def test_what_has_no_date_is_not_drawn() -> None:
    assert drawn([entry("")], 40) == []
    assert len(drawn([entry(""), entry("1900")], 40)) == 3


def test_years_before_our_era_and_a_single_day_can_be_drawn() -> None:
    assert drawn([entry("-0043"), entry("2025")], 60)[0].startswith("44 BC ")
    assert drawn([entry("2025-03-24")], 60)[0] == "2025"


def test_no_line_is_wider_than_asked_and_a_cut_is_said() -> None:
    entries = [entry("1900", "灯台" * 40), entry("2000", "A long title " * 9)]
    for columns in (20, 40, 80, 120):
        lines = drawn(entries, columns)
        assert max(map(width, lines)) <= columns
        assert lines[2].endswith("..")


def test_a_chart_stands_above_the_entries_and_other_formats_have_these_alone() -> None:
    blocks = [Timeline("events", (entry("1900"), entry("2000")), drawn=True)]
    document = Document("timeline", say("Title"), list(blocks))
    plain = Document("timeline", say("Title"), [blocks[0]._replace(drawn=False)])
    assert "█" in render(document, Format.TEXT)
    assert "\x1b" not in terminal.render(document, 80)
    assert "█" in terminal.render(document, 80)
    assert render(document, Format.MARKDOWN) == render(plain, Format.MARKDOWN)
    assert render(document, Format.JSON) == render(plain, Format.JSON)


def test_an_ascii_terminal_gets_signs_of_the_same_width() -> None:
    shown = render(Document("t", say("T"), [Timeline("e", (entry("1900"), entry("2000~")), drawn=True)]), Format.TEXT)
    assert [len(line) for line in printable(shown, "ascii").split("\n")] == [len(line) for line in shown.split("\n")]
