"""Calendars, read back with a calendar library."""

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import (
    Block,
    Card,
    Document,
    Doubt,
    Entry,
    Field,
    Listing,
    Mark,
    Note,
    Notice,
    Reference,
    Sign,
    Timeline,
)
from brief.locale import say
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import Format, render
from documents import dated
from written import cell, phrase

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
LOG = (Note("log", "p. 3", "The lamp was lit."),)
REFERENCES = [Reference("log", "The log of the lighthouse; 1925")]


def events(*blocks: Any, kind: str = "timeline") -> list[Any]:
    """Return the events of the calendar made from these blocks."""
    document = Document(kind, say("The lighthouse"), list(blocks), REFERENCES, "TLP:CLEAR")
    return list(icalendar.Calendar.from_ical(render(document, Format.ICS)).walk("VEVENT"))


def entry(edtf: str, words: str = "then", **more: Any) -> Entry:
    """Return a timeline entry at this date."""
    return Entry(dated(edtf, words, LOG), cell(TITLE), "lamp-lit", **more)


TITLE = "Lamp lit; again, Đoàn 灯台 عرب"


@pytest.mark.parametrize(
    ("edtf", "first", "behind", "before", "status"),
    [
        ("2023-05-24", date(2023, 5, 24), date(2023, 5, 25), "", "CONFIRMED"),
        ("2023-05-03/2023-05-05", date(2023, 5, 3), date(2023, 5, 6), "", "CONFIRMED"),
        ("2022-05-03/2023-05-06", date(2022, 5, 3), date(2022, 5, 4), "3 May 2022 to 6 May 2023: ", "CONFIRMED"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 2), "some time in February 2024: ", "TENTATIVE"),
        ("2023-05-XX", date(2023, 5, 1), date(2023, 5, 2), "some time in May 2023: ", "TENTATIVE"),
        ("2023", date(2023, 1, 1), date(2023, 1, 2), "some time in 2023: ", "TENTATIVE"),
        ("2023-33", date(2023, 1, 1), date(2023, 1, 2), "some time in the first quarter of 2023: ", "TENTATIVE"),
        ("2023-21", date(2023, 1, 1), date(2023, 1, 2), "some time in spring 2023: ", "TENTATIVE"),
        ("2023-29", date(2023, 9, 1), date(2023, 9, 2), "some time in southern spring 2023: ", "TENTATIVE"),
        ("201X", date(2010, 1, 1), date(2010, 1, 2), "some time in the 2010s: ", "TENTATIVE"),
        ("2018~", date(2018, 1, 1), date(2018, 1, 2), "about 2018: ", "TENTATIVE"),
        ("2019-01-24?", date(2019, 1, 24), date(2019, 1, 25), "24 January 2019 (uncertain): ", "TENTATIVE"),
        ("2024/2025", date(2024, 1, 1), date(2024, 1, 2), "2024 to 2025: ", "TENTATIVE"),
        ("2024-03/2024-05-03", date(2024, 3, 1), date(2024, 3, 2), "March to 3 May 2024: ", "TENTATIVE"),
        ("2019-01-24/..", date(2019, 1, 24), date(2019, 1, 25), "24 January 2019 onward: ", "TENTATIVE"),
        ("../2019-01-24", date(2019, 1, 24), date(2019, 1, 25), "until 24 January 2019: ", "TENTATIVE"),
    ],
)
def test_days_known_exactly_are_shown_and_all_else_is_a_day_with_the_date_in_words(
    edtf: str, first: date, behind: date, before: str, status: str
) -> None:
    (found,) = events(Timeline("events", (entry(edtf),)))
    assert (found["dtstart"].dt, found["dtend"].dt) == (first, behind)
    assert str(found["summary"]) == before + TITLE
    assert found["status"] == status
    assert found["transp"] == "TRANSPARENT"


@pytest.mark.parametrize(
    ("edtf", "begins"),
    [
        ("2024-08-14T09:00:00+07:00", "20240814T020000Z"),
        ("2024-08-14T23:30:00-05", "20240815T043000Z"),
        ("2024-08-14T09:00:00Z", "20240814T090000Z"),
        ("2024-08-14T09:00:00", "20240814T090000"),
        ("2016-12-31T23:59:60Z", "20161231T235959Z"),
    ],
)
def test_a_time_of_day_is_a_timed_entry_without_an_invented_end(edtf: str, begins: str) -> None:
    (found,) = events(Timeline("events", (entry(edtf),)))
    assert found["dtstart"].to_ical().decode() == begins
    assert "dtend" not in found
    assert (str(found["summary"]), found["status"]) == (TITLE, "CONFIRMED")


def test_a_time_that_no_calendar_can_show_in_utc_is_a_day() -> None:
    (found,) = events(Timeline("events", (entry("0001-01-01T00:00:00+07:00"),)))
    assert found["dtstart"].dt == date(1, 1, 1)


@given(st.dates(date(2, 1, 1), date(9990, 1, 1)), st.integers(0, 800), st.sampled_from(["", "?", "~"]))
def test_no_entry_lasts_a_year_and_none_is_confirmed_that_is_not_exact(first: date, days: int, mark: str) -> None:
    last = date.fromordinal(first.toordinal() + days)
    (found,) = events(Timeline("events", (entry(f"{first}/{last}{mark}"),)))
    assert (found["dtend"].dt - found["dtstart"].dt).days < 365
    assert found["status"] == ("TENTATIVE" if mark else "CONFIRMED")


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


def test_each_disputed_date_is_an_entry_of_its_own_that_names_the_others() -> None:
    dates = ("2023-05", "2025-03-04")
    held = [
        entry(own, marks=(dated(other, "date"),), doubts=(Doubt.DATE_DISPUTED,)) for own, other in (dates, dates[::-1])
    ]
    one, other = events(Timeline("events", tuple(held)))
    assert {one["status"], other["status"]} == {"TENTATIVE"}
    assert str(one["summary"]) == f"some time in May 2023, or 4 March 2025: {TITLE} (date disputed)"
    assert str(other["summary"]) == f"4 March 2025, or May 2023: {TITLE} (date disputed)"
    assert (one["uid"], other["uid"]) == ("lamp-lit.date.2023-05@brief", "lamp-lit.date.2025-03-04@brief")


@pytest.mark.parametrize(
    ("doubt", "ending"),
    [
        (Doubt.DATE_INFERRED, f"{TITLE} (date inferred)"),
        (Doubt.EXPECTED, f"{TITLE} (expected)"),
        (Doubt.DISPUTED, TITLE),
    ],
)
def test_what_is_inferred_or_disputed_is_tentative(doubt: Doubt, ending: str) -> None:
    (found,) = events(Timeline("events", (entry("2019-01-24", doubts=(doubt,)),)))
    assert found["status"] == "TENTATIVE"
    assert str(found["summary"]) == ending


_DATED = """
dossier: {title: Dates}
sources: {log: {title: The log, published: 2025}}
events:
  season: {title: A season, date: 2023-21, cite: log}
  northern: {title: A northern season, date: 2023-25, cite: log}
  decade: {title: A decade, date: 199X, cite: log}
  before: {title: Before, date: ../2024-05-03, cite: log}
  clock: {title: By the clock, date: "2024-05-03T14:30:00+07:00", cite: log}
  days: {title: Some days, date: 2024-05-03/2024-05-06, cite: log}
  planned: {title: Planned, date: 2027-05, status: planned, cite: log}
  cancelled: {title: Called off, date: 2024-06-03, status: cancelled, cite: log}
  visit: {title: A visit, date: 2024-06-04, kind: postponed visit, cite: log}
"""


def test_a_calendar_of_a_dossier_says_what_is_known_and_what_did_not_take_place(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text(_DATED, encoding="utf-8")
    done = brief("timeline", "-f", "ics")
    calendar: Any = icalendar.Calendar.from_ical(done.stdout)
    found = {str(each["summary"]): (str(each["dtstart"].dt), str(each["status"])) for each in calendar.walk("VEVENT")}
    assert found == {
        "some time in spring 2023: A season": ("2023-01-01", "TENTATIVE"),
        "some time in northern spring 2023: A northern season": ("2023-03-01", "TENTATIVE"),
        "some time in the 1990s: A decade": ("1990-01-01", "TENTATIVE"),
        "until 3 May 2024: Before": ("2024-05-03", "TENTATIVE"),
        "By the clock": ("2024-05-03 07:30:00+00:00", "CONFIRMED"),
        "Some days": ("2024-05-03", "CONFIRMED"),
        "some time in May 2027: Planned (planned)": ("2027-05-01", "TENTATIVE"),
        "Called off (cancelled)": ("2024-06-03", "CANCELLED"),
        "A visit (postponed visit)": ("2024-06-04", "TENTATIVE"),
    }


def test_an_inferred_deadline_is_tentative() -> None:
    fields = (
        Field("inferred", say("Inferred"), (cell("end: the budget ends", {"due": "The budget ends."}),)),
        Field("due", say("Due"), (cell(phrase("2026", Mark(Sign.INFERRED)), Date.parse("2026")),), "due"),
    )
    (found,) = events(Card("commitment", cell("Renew the lamp"), fields, "renew"))
    assert (found["status"], str(found["summary"])) == (
        "TENTATIVE",
        "Due some time in 2026: Renew the lamp (date inferred)",
    )


def test_the_same_entry_is_the_same_for_ever() -> None:
    block = Timeline("events", (entry("2023-05"),))
    (found,) = events(block, block)
    assert found["uid"] == "lamp-lit.date@brief"


def uid(dossier: str) -> str:
    """Return the UID of the same entry in a dossier with this title."""
    document = Document("timeline", say("T"), [Timeline("events", (entry("2023"),))], dossier=dossier)
    (found,) = icalendar.Calendar.from_ical(render(document, Format.ICS)).walk("VEVENT")
    return str(found["uid"])


def test_two_dossiers_do_not_share_an_entry_and_a_title_may_be_respelled() -> None:
    assert uid("The lighthouse") != uid("The harbour")
    assert uid("The lighthouse of Đoàn") == uid("the Lighthouse, of Doan")
    assert uid("The lighthouse").startswith("lamp-lit.date@")


def test_deadlines_and_meetings_have_their_own_categories() -> None:
    due = Card(
        "commitment",
        cell("Renew the lamp"),
        (Field("due", say("Due"), (cell("2026", {"dates": [Date.parse("2026")]}, LOG),), "due"),),
        "renew",
    )
    (found,) = events(due)
    assert (found["uid"], found["categories"].cats) == ("renew.due@brief", ["DUE"])
    assert str(found["summary"]) == "Due some time in 2026: Renew the lamp"
    head = Card(
        "head",
        cell(""),
        (
            Field("with", say("With"), (cell("Ada", ["ada"]),)),
            Field("on", say("On"), (dated("2026-02-03", "x"),), "meeting"),
        ),
    )
    (meeting,) = events(head)
    assert (meeting["uid"], meeting["categories"].cats) == ("ada.meeting.2026-02-03@brief", ["MEETING"])
    assert str(meeting["summary"]) == "Meeting with Ada"


def test_a_meeting_without_a_date_is_in_no_calendar() -> None:
    head = Card(
        "head",
        cell(""),
        (Field("with", say("With"), (cell("Ada", ["ada"]),)), Field("date", say("Date"), (dated("2026-02-03", "x"),))),
    )
    (found,) = events(head, Timeline("timeline", (entry("2025"),)))
    assert found["categories"].cats == ["EVENT"]
    with pytest.raises(UserError, match=r"no date .*`meeting --on`"):
        events(head)


def test_what_has_no_place_in_a_calendar_is_listed_in_it() -> None:
    blocks: list[Block] = [
        Notice(cell("Only events of 2023.")),
        Timeline("events", (entry("2023"), entry("", "date unknown")._replace(id="bell"), entry("-0044", "44 BC"))),
    ]
    document = Document("timeline", say("The lighthouse"), blocks)
    calendar = icalendar.Calendar.from_ical(render(document, Format.ICS))
    assert str(calendar["description"]).count("Not in this calendar: Lamp lit") == 2
    assert "Only events of 2023." in str(calendar["description"])
    assert len(calendar.walk("VEVENT")) == 1


def test_a_document_without_a_date_says_which_have_one() -> None:
    with pytest.raises(UserError, match=r"no date .*`timeline`"):
        events(Listing("points", (cell("Lit in 1925."),)))
