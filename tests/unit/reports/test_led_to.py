"""What a page says of one record because of another has the doubts about both, and about whether it took place."""

import csv
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from string import Template

import pytest

from brief.document import Document, Timeline
from brief.dossier.protocol import existing
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.renderers.drawn_events import events_of
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.in_force import is_ended
from brief.reports.list import RecordSelection, list_records
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DossierOf = Callable[[str], Store]
DAY = Date.parse("2026-06-01")
DOSSIER = """
dossier: {title: The ferry, parties: [orm, vey], our_side: orm}
sources:
  log: {title: Log, published: 2026-05}
  diary: {title: Diary, published: 2026-05}
organizations:
  orm: {name: Orm, kind: country, cite: log p. 1}
  vey: {name: Vey, kind: country, cite: log p. 1}
people:
  ada: {name: Ada Lee, roles: [{title: Clerk, org: orm, seen: 2026-01, cite: log p. 2}], cite: log p. 2}
  bo: {name: Bo Orr, roles: [{title: Pilot, org: vey, seen: 2026-01, cite: log p. 3}], cite: log p. 3}
events:
  rite: {title: Rite of pens, date: $day, kind: signing, who: {ada: , bo: }, agreements: pact, cite: log p. 4, $signing}
  other: {title: Rite of ink, date: 2025-02-01, kind: signing, cite: log p. 5}
  fall: {title: Fall of seals, date: $end, kind: termination, agreements: pact, cite: log p. 6, $ending}
  dawn: {title: Dawn of lamps, date: 2025-03-04, kind: works, who: {ada: }, cite: log p. 7, $works}
  dusk: {title: Dusk of lamps, date: 2025-04-05, kind: works, who: {ada: }, cite: log p. 8}
agreements:
  pact: {title: Ferry pact, parties: [orm, vey], signed: rite, cite: log p. 9, $pact}
  code: {title: Ferry code, parties: [orm, vey], cite: log p. 10}
commitments:
  light: {text: Light lamps, by: orm, for: vey, made: 2025-01, due: 2025-12, evidence: dawn, cite: log p. 11, $light}
"""
RIVAL = "differs: [{{{of}value: {value}, cite: diary p. 99}}]"
GUESS = "inferred: {{{field}: The hall smells of wax.}}"
NOT_HELD = {
    "status: held, " + RIVAL.format(of="field: status, ", value="cancelled"): "cancelled",
    "status: held, " + GUESS.format(field="status"): "held",
    RIVAL.format(of="", value="Nothing took place"): "Nothing took place",
}
"""What casts doubt on whether an event took place, and the words for it on a full page."""
OTHER = {
    "pact": {RIVAL.format(of="field: signed, ", value="other"): "Rite of ink", GUESS.format(field="signed"): ""},
    "ending": {
        RIVAL.format(of="field: kind, ", value="notice"): "notice",
        RIVAL.format(of="field: agreements, ", value="code"): "Ferry code",
        RIVAL.format(of="field: agreements.0, ", value="code"): "Ferry code",
        GUESS.format(field="kind"): "",
        GUESS.format(field="agreements"): "",
    },
    "light": {
        RIVAL.format(of="field: evidence, ", value="dusk"): "Dusk of lamps",
        RIVAL.format(of="field: evidence.0, ", value="dusk"): "Dusk of lamps",
        GUESS.format(field="evidence"): "",
    },
}
"""What casts doubt on a field that leads to an event, by the place of the doubt in the dossier."""
_SIGNED = r"sign(ed|ing) 2 Jan|Ferry pact +(\[.*\] +)?2 Jan"
_SHOWN = r"(Light lamps|Done so far).*Dawn of lamps"
OF_PLACE = {"signing": _SIGNED, "pact": _SIGNED, "ending": "ended 3 Feb", "works": _SHOWN, "light": _SHOWN}
"""The words that rest on a place of the dossier."""
CASES = [
    *((place, doubt, words) for place in ("signing", "ending", "works") for doubt, words in NOT_HELD.items()),
    *((place, doubt, words) for place, doubts in OTHER.items() for doubt, words in doubts.items()),
]
PAGES: dict[str, Callable[[Store, bool], Document]] = {
    "memo": lambda store, full: memo(store, Memo(DAY), full=full),
    "memo on the agreement": lambda store, full: memo(store, Memo(DAY, "pact"), full=full),
    "one-pager": lambda store, full: memo(store, Memo(DAY, layout="one-pager"), full=full),
    "meeting": lambda store, full: meeting(store, Meeting(("ada",), DAY), full=full),
    "who": lambda store, full: who(store, "ada", DAY, full=full),
    "list": lambda store, full: list_records(store, RecordSelection("agreement"), full=full),
    "search": lambda store, full: search(store, Search("ferry"), full=full),
    "commitments": lambda store, full: commitments(store, CommitmentSelection(), DAY, full=full),
    "gaps": lambda store, full: gaps(store, Gaps(DAY), full=full),
    "timeline": lambda store, full: timeline(store, EventSelection(), full=full),
    "show": lambda store, _: show(store, "pact", today=DAY),
}


def ferry(
    dossier_of: DossierOf, place: str = "", doubt: str = "", day: str = "2025-01-02", end: str = "2026-02-03"
) -> Store:
    """Return the dossier with a doubt in one of its places."""
    places = dict.fromkeys(OF_PLACE, "topics: []") | {"day": day, "end": end, place: doubt}
    return dossier_of(Template(DOSSIER).substitute(places))


def _lines(store: Store, page: str, words: str, *, full: bool) -> list[str]:
    """Return the lines of a page that have these words."""
    lines = render(PAGES[page](store, full), Format.TEXT).splitlines()
    return [line for line in lines if re.search(words, line) and not line.startswith("- Light lamps, evidence")]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("place", "doubt", "words"), CASES)
def test_words_because_of_another_record_have_the_doubts_about_it(
    place: str, doubt: str, words: str, page: str, dossier_of: DossierOf
) -> None:
    store = ferry(dossier_of, place, doubt)
    for line in _lines(store, page, OF_PLACE[place], full=True):
        assert ("(inferred)" if "inferred" in doubt else "disputed)") in line, line
        assert words in line and ("p. 99" in line or "inferred" in doubt), line
    if page == "show":
        return
    short = render(PAGES[page](store, False), Format.TEXT)
    for line in _lines(store, page, OF_PLACE[place], full=False):
        assert ("~" if "inferred" in doubt else "≠") in line and "~~" not in line and "≠≠" not in line, line
        assert "p. 99" in short or "inferred" in doubt, short


@pytest.mark.parametrize("full", [True, False])
def test_the_pages_have_these_words_as_fact_without_doubts(dossier_of: DossierOf, full: bool) -> None:
    store = ferry(dossier_of)
    found = {
        (page, place): _lines(store, page, OF_PLACE[place], full=full)
        for page in PAGES
        for place in ("signing", "ending", "works")
    }
    counts = Counter(place for (_, place), lines in found.items() if lines)
    assert len(counts) == 3 and min(counts.values()) >= 3, counts
    lines = [line for lines in found.values() for line in lines]
    assert not [line for line in lines if any(sign in line for sign in ("≠", "~", "(", "perhaps", "signing"))]


@pytest.mark.parametrize("doubt", [doubt for place, doubt, _ in CASES if place == "ending" and "differs" in doubt])
def test_what_only_some_sources_end_has_not_certainly_ended(doubt: str, dossier_of: DossierOf) -> None:
    store = ferry(dossier_of, "ending", doubt)
    assert not is_ended(store, existing(store, "pact"), DAY)
    assert _lines(store, "show", "State: +perhaps ended 3 Feb", full=True)
    assert is_ended(ferry(dossier_of), existing(store, "pact"), DAY)


@pytest.mark.parametrize(
    ("doubt", "told"),
    [
        ("status: planned", "to be signed 7 Aug 2026"),
        ("status: planned, " + GUESS.format(field="status"), "signing 7 Aug 2026 (planned~)"),
        ("status: planned, " + RIVAL.format(of="field: status, ", value="cancelled"), "(planned or cancelled≠)"),
        (RIVAL.format(of="", value="Nothing will take place"), "to be signed 7 Aug 2026≠"),
    ],
)
def test_what_is_to_be_signed_has_the_doubts_about_it(doubt: str, told: str, dossier_of: DossierOf) -> None:
    text = render(memo(ferry(dossier_of, "signing", doubt, "2026-08-07", "2027"), Memo(DAY), full=False), Format.TEXT)
    assert told in text, text


@pytest.mark.parametrize(
    ("place", "field", "page", "told"),
    [
        ("pact", "signed", "list", "Ferry pact, signed"),
        ("light", "evidence", "memo", "Light lamps, evidence"),
        ("ending", "kind", "memo on the agreement", "Fall of seals, what kind"),
        ("ending", "agreements", "memo on the agreement", "Fall of seals, agreements"),
        ("ending", "status", "memo on the agreement", "Fall of seals, status"),
    ],
)
def test_a_reason_follows_the_record_whose_field_leads_to_another(
    place: str, field: str, page: str, told: str, dossier_of: DossierOf
) -> None:
    doubt = GUESS.format(field=field) if field != "status" else "status: held, " + GUESS.format(field=field)
    text = render(PAGES[page](ferry(dossier_of, place, doubt), True), Format.TEXT)
    assert f"- {told}: The hall smells of wax" in text, text


STATUSES = [
    ("status: held, " + RIVAL.format(of="field: status, ", value="cancelled"), "held or cancelled (disputed)"),
    ("status: planned, " + RIVAL.format(of="field: status, ", value="held"), "planned or held (disputed)"),
    ("status: cancelled, " + RIVAL.format(of="field: status, ", value="held"), "cancelled or held (disputed)"),
    ("status: postponed, " + GUESS.format(field="status"), "postponed (inferred)"),
    ("status: cancelled, " + GUESS.format(field="status"), "cancelled (inferred)"),
    ("status: held, " + GUESS.format(field="status"), "held (inferred)"),
    ("status: cancelled", "cancelled"),
    ("status: planned", "planned"),
]
"""Statuses of an event, and the words for them in data and pictures."""


@pytest.mark.parametrize(("status", "words"), STATUSES)
def test_a_calendar_says_the_status_as_the_sources_do(status: str, words: str, dossier_of: DossierOf) -> None:
    store = ferry(dossier_of, "signing", status)
    text = render(timeline(store, EventSelection(), full=True), Format.ICS).replace("\r\n ", "")
    entry = text.split("SUMMARY:Rite of pens")[1].split("END:VEVENT")[0]
    assert entry.startswith(f" ({words})\r\n")
    assert ("STATUS:CANCELLED" if words == "cancelled" else "STATUS:TENTATIVE") in entry


@pytest.mark.parametrize(("status", "words"), STATUSES)
@pytest.mark.parametrize("full", [True, False])
def test_a_picture_says_the_status_as_the_sources_do(
    status: str, words: str, dossier_of: DossierOf, full: bool
) -> None:
    held = timeline(ferry(dossier_of, "signing", status), EventSelection(), full=full)
    (events,) = (events_of(block) for block in held.body() if isinstance(block, Timeline))
    (label,) = (event.label for event in events if "Rite of pens" in event.label)
    assert label == f"{'‡ ' if 'disputed' in words else ''}{words}: Rite of pens"


@pytest.mark.parametrize(("status", "words"), STATUSES)
def test_csv_has_the_status_of_a_signing_apart_from_its_date(status: str, words: str, dossier_of: DossierOf) -> None:
    row = _csv_row(ferry(dossier_of, "signing", status))
    assert (row["date_from"], row["other_dates"], row["remarks"]) == ("2025-01-02", "", words)
    assert row["differs"] == ("remarks" if "disputed" in words else "")
    assert row["inferred"] == ("remarks" if "inferred" in words else "")


@pytest.mark.parametrize(
    ("place", "doubt", "other", "remark", "column"),
    [
        ("signing", RIVAL.format(of="field: date, ", value="2025-01-09"), "on 9 January 2025", "", "date"),
        ("signing", RIVAL.format(of="", value="It was a dinner"), "", "or: It was a dinner (disputed)", "remarks"),
        (
            "pact",
            RIVAL.format(of="field: signed, ", value="other"),
            "",
            "or, signed: Rite of ink (disputed)",
            "remarks",
        ),
    ],
)
def test_csv_has_no_other_dates_that_are_none(
    place: str, doubt: str, other: str, remark: str, column: str, dossier_of: DossierOf
) -> None:
    row = _csv_row(ferry(dossier_of, place, doubt))
    assert (row["other_dates"], row["remarks"], row["differs"]) == (other, remark, column)


def _csv_row(store: Store) -> dict[str, str]:
    """Return the row of the agreement in a list of agreements."""
    text = render(list_records(store, RecordSelection("agreement")), Format.CSV)
    return next(row for row in csv.DictReader(StringIO(text)) if row["id"] == "pact")
