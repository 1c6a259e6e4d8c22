"""The timeline of a dossier: seasons, times of day, and expected events."""

from collections.abc import Callable

import icalendar
import pytest

from brief.document import Document, Entry, Notice, Timeline
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store


def entries(document: Document) -> list[Entry]:
    return [entry for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]


def test_what_only_later_sources_could_report_is_tentative(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: The lighthouse}
sources: {log: {title: The log, published: 2020-05-01}, later: {title: Another, published: 2021}}
events:
  lit: {title: Lit, date: 2020-04-30, cite: log p. 1}
  to-be-lit: {title: To be lit, date: 2020-06-01, cite: log p. 2}
  seen: {title: Seen, date: 2020-06-02, cite: [log p. 2, later p. 1]}
""")
    calendar = icalendar.Calendar.from_ical(render(timeline(store, EventSelection()), Format.ICS))
    assert "description" not in calendar
    found = {str(event["summary"]): event["status"] for event in calendar.walk("VEVENT")}
    assert found == {"Lit": "CONFIRMED", "To be lit (expected)": "TENTATIVE", "Seen": "CONFIRMED"}


VISIT = """
dossier: {title: A visit}
sources: {programme: {title: The programme, published: 2024-08-20}}
events:
  call: {title: Call on the minister, date: "2024-08-14T15:30:00+07:00", cite: programme p. 1}
  lunch: {title: Lunch, date: "2024-08-14T12:00:00", cite: programme p. 1}
  arrival: {title: Arrival, date: "2024-08-14T09:00:00+07:00", cite: programme p. 1}
  day: {title: First day, date: 2024-08-14, cite: programme p. 1}
"""


def test_a_programme_is_in_the_order_of_the_clock(dossier_of: Callable[[str], Store]) -> None:
    document = timeline(dossier_of(VISIT), EventSelection())
    assert [(entry.date.text, entry.what.text) for entry in entries(document)] == [
        ("14 August 2024", "First day"),
        ("14 August 2024, 09:00 (UTC+07:00)", "Arrival"),
        ("14 August 2024, 12:00", "Lunch"),
        ("14 August 2024, 15:30 (UTC+07:00)", "Call on the minister"),
    ]


@pytest.mark.parametrize("format_", [Format.TEXT, Format.MARKDOWN, Format.HTML, Format.JSON, Format.CSV])
def test_a_time_of_day_is_in_every_form(dossier_of: Callable[[str], Store], format_: Format) -> None:
    text = render(timeline(dossier_of(VISIT), EventSelection()), format_)
    assert "14 August 2024, 15:30 (UTC+07:00)" in text
    if format_ in (Format.HTML, Format.JSON):
        assert '"2024-08-14T15:30:00+07:00"' in text


TALKS = """
dossier: {title: Talks}
sources: {gazette: {title: The gazette, published: 2024-05-20}}
events:
  spring-talks: {title: Talks in spring, date: 2023-21, cite: gazette p. 1}
  southern: {title: Talks in the southern spring, date: 2023-29, cite: gazette p. 1}
  northern: {title: Talks in the northern spring, date: 2023-25, cite: gazette p. 1}
"""


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (("2023-09", "2023-11"), {"spring-talks": True, "southern": False}),
        (("2023-03", "2023-05"), {"spring-talks": True, "northern": False}),
        (("2023", "2023"), {"spring-talks": False, "southern": False, "northern": False}),
        (("2023-09", None), {"spring-talks": True, "southern": False}),
        (("2024-01", None), {}),
    ],
)
def test_a_season_without_a_hemisphere_is_in_every_period_of_its_year_perhaps(
    dossier_of: Callable[[str], Store], period: tuple[str, str | None], found: dict[str, bool]
) -> None:
    since, until = (Date.parse(day) if day else None for day in period)
    document = timeline(dossier_of(TALKS), EventSelection(since=since, until=until))
    doubts = {
        entry.id: "may lie outside the period" in [mark.text for mark in entry.marks] for entry in entries(document)
    }
    assert doubts == found


TAKING_PART = """
dossier: {title: The ferry}
sources: {log: {title: The log}}
people: {ann: {name: Ann Ray}, ben: {name: Ben Holt}, cy: {name: Cy Moss, second_reference: Minister Moss}}
places: {quay: {name: The quay}, pier: {name: The pier}}
events:
  note: {title: A note is handed over, date: 2001, who: {ann: recipient, cy: minister}, cite: log p. 1}
  signing: {title: Pact signed, date: 2002, place: quay, who: {ann: signatory, ben: signatory}, cite: log p. 2,
    differs: [{field: place, value: pier, cite: log p. 3}]}
  visit: {title: Ann Ray visits, date: 2003, who: {ann: visitor, ben: host}, cite: log p. 4,
    differs: [{field: who.ann, value: absent, cite: log p. 5}]}
  talks: {title: Talks, date: 2004, who: {ben: chair}, inferred: {who.ben: He chaired the last ones.}, cite: log p. 6}
"""


def short_lines(document: Document) -> list[str]:
    """Return the lines of a timeline on a short page, without the dates."""
    (block,) = (block for block in document.blocks if isinstance(block, Timeline))
    shorts = [entry.short for entry in block.entries if entry.short]
    return [f"{short.what.text} ({short.who.text})" for short in shorts]


def test_a_part_stands_with_a_name_and_what_is_doubtful_is_marked_not_left_out(
    dossier_of: Callable[[str], Store],
) -> None:
    found = timeline(dossier_of(TAKING_PART), EventSelection(), full=False)
    assert short_lines(found) == [
        "A note is handed over (Ann Ray: recipient, Minister Moss)",
        "Pact signed (Ann Ray, Ben Holt, The quay or The pier (disputed))",
        "Ann Ray visits (Ann Ray: visitor; or: absent (disputed), Ben Holt: host)",
        "Talks (Ben Holt: chair (inferred))",
    ]


@pytest.mark.parametrize(
    ("limit", "shown", "remark"),
    [
        (1, ["c"], ["Only the latest event; there are more."]),
        (2, ["b", "c"], ["Only the latest 2 events; there are more."]),
        (3, ["a", "b", "c"], ["Only the latest 3 events; there are more."]),
        (4, ["a", "b", "c", "undated"], []),
    ],
)
def test_a_limit_counts_events_and_keeps_the_latest(
    dossier_of: Callable[[str], Store], limit: int, shown: list[str], remark: list[str]
) -> None:
    differs = "[{field: date, value: 2003, cite: log p. 1}, {field: date, value: 2004, cite: log p. 1}]"
    events = f"  b: {{title: B, date: 2002, differs: {differs}}}\n  c: {{title: C, date: 2005, differs: {differs}}}\n"
    sources = "sources: {log: {title: The log}}\n"
    text = f"dossier: {{title: T}}\n{sources}events:\n  a: {{title: A, date: 2001}}\n{events}  undated: {{title: U}}\n"
    found = timeline(dossier_of(text), EventSelection(limit=limit))
    ids = {entry.id for block in found.blocks if isinstance(block, Timeline) for entry in block.entries}
    assert sorted(ids) == shown
    assert [block.text.text for block in found.blocks if isinstance(block, Notice)] == remark
    assert found.subtitle.startswith(f"Timeline · {limit} event")


@pytest.mark.parametrize(
    ("limit", "remark"), [(1, "Only one event; there are more."), (2, "Only 2 events; there are more.")]
)
def test_a_limit_does_not_call_events_without_a_date_the_latest(
    dossier_of: Callable[[str], Store], limit: int, remark: str
) -> None:
    events = "".join(f"  {each}: {{title: {each.upper()}}}\n" for each in "abc")
    found = timeline(dossier_of(f"dossier: {{title: T}}\nevents:\n{events}"), EventSelection(limit=limit))
    assert next(block.text.text for block in found.blocks if isinstance(block, Notice)) == remark


@pytest.mark.parametrize(("second", "words"), [("2025-06", "2 events, 2025"), ("2026", "2 events, 2025–2026")])
def test_the_years_are_counted_as_one_where_they_are_one(
    dossier_of: Callable[[str], Store], second: str, words: str
) -> None:
    events = f"{{a: {{title: A, date: 2025-03, cite: log}}, b: {{title: B, date: {second}, cite: log}}}}"
    store = dossier_of(
        f"dossier: {{title: Years}}\nsources: {{log: {{title: Log, type: webpage}}}}\nevents: {events}\n"
    )
    assert timeline(store, EventSelection()).subtitle.split(" · ")[1] == words


def test_on_a_short_page_an_event_with_two_dates_has_one_row_with_the_other_in_it(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(
        "dossier: {title: Bells}\nsources: {log: {title: Log}, roll: {title: Roll}}\nevents:\n"
        "  cast: {title: Bell cast, date: 2016/2022, cite: log p. 1,"
        " differs: [{field: date, value: 2017, cite: roll p. 2}]}\n"
    )
    assert len(_entries(timeline(store, EventSelection()))) == 2
    page = timeline(store, EventSelection(), full=False)
    assert len(_entries(page)) == 1
    assert "≠ Bell cast, or 2017  A p. 1" in render(page, Format.TEXT)
    assert "1 event, 2016–2022 · 1 told two ways" in page.subtitle


def _entries(page: Document) -> list[Entry]:
    return [entry for block in page.blocks if isinstance(block, Timeline) for entry in block.entries]


@pytest.mark.parametrize(
    ("differs", "told"),
    [
        (
            "differs: [{field: figures.0.date, value: 2024-02, cite: roll p. 3}]",
            "or February 2024 (disputed) [B p. 3]))",
        ),
        (
            "differs: [{field: figures, value: none, cite: roll p. 4}]",
            "(boats: 40 [A p. 1]; or: none (disputed) [B p. 4])",
        ),
    ],
)
def test_no_rival_of_a_figure_is_lost(differs: str, told: str, dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Boats}\nsources: {log: {title: Log}, roll: {title: Roll}}\nevents:\n"
        "  count: {title: Count, date: 2024-03, cite: log p. 1,"
        f" figures: [{{what: boats, value: '40', date: 2024-03}}], {differs}}}\n"
    )
    page = render(timeline(store, EventSelection()), Format.TEXT)
    assert told in page


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("187X 1920", "2 events, 1870s–1920"),
        ("1870 1920-05", "2 events, 1870–1920"),
        ("1870-01/1871 1868", "2 events, 1868–1871"),
        ("18XX 1999", "2 events, 1800s–1999"),
        ("1999-03 1999-05", "2 events, 1999"),
        ("/1850 1900/..", "2 events, 1850–1900"),
    ],
)
def test_the_years_of_a_timeline_are_those_of_its_dates(
    dossier_of: Callable[[str], Store], dates: str, told: str
) -> None:
    events = "".join(f"  e{at}: {{title: E, date: {date}}}\n" for at, date in enumerate(dates.split()))
    page = timeline(dossier_of(f"dossier: {{title: T}}\nevents:\n{events}"), EventSelection(), full=False)
    assert page.subtitle == f"Timeline · {told}"
