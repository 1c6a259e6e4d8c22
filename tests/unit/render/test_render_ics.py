"""Calendars, read back by the library that reads them elsewhere."""

from datetime import date
from typing import Any

import icalendar
import pytest

from brief.core.failure import Failure
from brief.document import Block, Card, Document, Doubt, Entry, Field, Listing, Note, Notice, Reference, Timeline, cell
from brief.render import Format, render

LOG = (Note("log", "p. 3", "The lamp was lit."),)
REFERENCES = [Reference("log", "The log of the lighthouse; 1925")]


def events(*blocks: Any, kind: str = "timeline") -> list[Any]:
    """The entries of the calendar made of these blocks."""
    document = Document(kind, "The lighthouse", list(blocks), REFERENCES, "TLP:CLEAR")
    return list(icalendar.Calendar.from_ical(render(document, Format.ICS)).walk("VEVENT"))


def entry(edtf: str, words: str = "then", **more: Any) -> Entry:
    """An event of the timeline at this date."""
    return Entry(cell(words, edtf, LOG), cell("Lamp lit; again, Đoàn 灯台 عرب"), "lamp-lit", **more)


@pytest.mark.parametrize(
    ("edtf", "first", "behind", "summary", "status"),
    [
        ("2023-05-24", date(2023, 5, 24), date(2023, 5, 25), "", "CONFIRMED"),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), " (February 2024)", "CONFIRMED"),
        ("2023", date(2023, 1, 1), date(2024, 1, 1), " (2023)", "CONFIRMED"),
        ("2018~", date(2018, 1, 1), date(2019, 1, 1), " (about 2018)", "TENTATIVE"),
        ("2019-01-24?", date(2019, 1, 24), date(2019, 1, 25), " (24 January 2019 (uncertain))", "TENTATIVE"),
        ("2024/2025", date(2024, 1, 1), date(2026, 1, 1), " (2024 to 2025)", "CONFIRMED"),
        ("2019-01-24/..", date(2019, 1, 24), date(2019, 1, 25), " (24 January 2019 onward)", "TENTATIVE"),
        ("2023-05-24T10:00:00", date(2023, 5, 24), date(2023, 5, 25), "", "CONFIRMED"),
    ],
)
def test_a_date_is_a_span_of_whole_days(edtf: str, first: date, behind: date, summary: str, status: str) -> None:
    (found,) = events(Timeline("events", (entry(edtf),)))
    assert (found["dtstart"].dt, found["dtend"].dt) == (first, behind)
    assert str(found["summary"]) == "Lamp lit; again, Đoàn 灯台 عرب" + summary
    assert found["status"] == status
    assert found["transp"] == "TRANSPARENT"


def test_an_entry_says_who_where_and_on_what_it_rests() -> None:
    who = (cell("Ada (keeper)", "ada", (Note("letter", "p. 1"),)),)
    (found,) = events(
        Timeline("events", (entry("2023", "2023", who=who, place=cell("Tower"), marks=(cell("inferred: date"),)),))
    )
    description = str(found["description"]).split("\n")
    assert description == [
        "When: 2023",
        "Who: Ada (keeper)",
        "Inferred: date.",
        "[log p. 3 “The lamp was lit.”] The log of the lighthouse; 1925",
        "[letter p. 1]",
        "TLP:CLEAR",
    ]
    assert str(found["location"]) == "Tower"
    assert found["categories"].cats == ["EVENT"]


def test_each_disputed_date_is_an_entry_of_its_own() -> None:
    doubts = (Doubt.DATE_DISPUTED,)
    one, other = events(Timeline("events", (entry("2023-05", doubts=doubts), entry("2025", doubts=doubts))))
    assert {one["status"], other["status"]} == {"TENTATIVE"}
    assert str(one["summary"]).endswith("(May 2023; date disputed)")
    assert (one["uid"], other["uid"]) == ("lamp-lit.date.2023-05@brief", "lamp-lit.date.2025@brief")


@pytest.mark.parametrize(
    ("doubt", "ending"),
    [(Doubt.DATE_INFERRED, "again, Đoàn 灯台 عرب (date inferred)"), (Doubt.DISPUTED, "again, Đoàn 灯台 عرب")],
)
def test_what_is_inferred_or_disputed_is_tentative(doubt: Doubt, ending: str) -> None:
    (found,) = events(Timeline("events", (entry("2019-01-24", doubts=(doubt,)),)))
    assert found["status"] == "TENTATIVE"
    assert str(found["summary"]).endswith(ending)


def test_an_inferred_deadline_is_tentative() -> None:
    fields = (
        Field("due", "Due", (cell("2026 (inferred)", {"dates": ["2026"]}),)),
        Field("inferred", "Inferred", (cell("end: the budget ends", {"due": "The budget ends."}),)),
    )
    (found,) = events(Card("commitment", cell("Renew the lamp"), fields, "renew"))
    assert (found["status"], str(found["summary"])) == ("TENTATIVE", "Due: Renew the lamp (2026; date inferred)")


def test_the_same_entry_is_the_same_for_ever() -> None:
    block = Timeline("events", (entry("2023-05"),))
    (found,) = events(block, block)
    assert found["uid"] == "lamp-lit.date@brief"


def uid(dossier: str) -> str:
    """That of the same entry in a dossier with this title."""
    document = Document("timeline", "T", [Timeline("events", (entry("2023"),))], dossier=dossier)
    (found,) = icalendar.Calendar.from_ical(render(document, Format.ICS)).walk("VEVENT")
    return str(found["uid"])


def test_two_dossiers_do_not_share_an_entry_and_a_title_may_be_respelled() -> None:
    assert uid("The lighthouse") != uid("The harbour")
    assert uid("The lighthouse of Đoàn") == uid("the Lighthouse, of Doan")
    assert uid("The lighthouse").startswith("lamp-lit.date@")


def test_deadlines_and_meetings_have_their_own_categories() -> None:
    due = Card(
        "commitment", cell("Renew the lamp"), (Field("due", "Due", (cell("2026", {"dates": ["2026"]}, LOG),)),), "renew"
    )
    (found,) = events(due)
    assert (found["uid"], found["categories"].cats) == ("renew.due@brief", ["DUE"])
    assert str(found["summary"]) == "Due: Renew the lamp (2026)"
    head = Card(
        "head",
        cell(""),
        (Field("with", "With", (cell("Ada", ["ada"]),)), Field("on", "On", (cell("x", "2026-02-03"),))),
    )
    (meeting,) = events(head, kind="meeting")
    assert (meeting["uid"], meeting["categories"].cats) == ("ada.meeting.2026-02-03@brief", ["MEETING"])
    assert str(meeting["summary"]) == "Meeting with Ada"


def test_a_meeting_without_a_date_is_in_no_calendar() -> None:
    head = Card(
        "head",
        cell(""),
        (Field("with", "With", (cell("Ada", ["ada"]),)), Field("date", "Date", (cell("x", "2026-02-03"),))),
    )
    (found,) = events(head, Timeline("timeline", (entry("2025"),)), kind="meeting")
    assert found["categories"].cats == ["EVENT"]
    with pytest.raises(Failure, match=r"no date .*`meeting --on`"):
        events(head, kind="meeting")


def test_what_has_no_place_in_a_calendar_is_listed_in_it() -> None:
    blocks: list[Block] = [
        Notice(cell("Only events of 2023.")),
        Timeline("events", (entry("2023"), entry("", "date unknown")._replace(id="bell"), entry("-0044", "44 BC"))),
    ]
    document = Document("timeline", "The lighthouse", blocks)
    calendar = icalendar.Calendar.from_ical(render(document, Format.ICS))
    assert str(calendar["description"]).count("Not in this calendar: Lamp lit") == 2
    assert "Only events of 2023." in str(calendar["description"])
    assert len(calendar.walk("VEVENT")) == 1


def test_a_document_without_a_date_says_which_have_one() -> None:
    with pytest.raises(Failure, match=r"no date .*`timeline`"):
        events(Listing("points", (cell("Lit in 1925."),)))
