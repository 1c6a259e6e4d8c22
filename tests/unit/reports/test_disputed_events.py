"""Disputed values of an event are marked on every short page, and their versions are listed at its end."""

from collections.abc import Callable, Iterator

import pytest

from brief.dossier.as_of import AsOf
from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DossierOf = Callable[[str], Store]
DAY = Date.parse("2024-06-01")
TALKS = """
dossier: {{title: The strait, parties: [exland, wyland], our_side: wyland}}
sources:
  log: {{title: Log, published: 2024-05}}
  diary: {{title: Diary, published: 2024-05}}
organizations:
  exland: {{name: Exland, kind: country, cite: log p. 1}}
  wyland: {{name: Wyland, kind: country, cite: log p. 1}}
places:
  quay: {{name: Old Quay, cite: log p. 1}}
  mole: {{name: New Mole, cite: log p. 1}}
people:
  ann: {{name: Ann Lee, roles: [{{title: Clerk, org: exland, seen: 2024-01, cite: log p. 1}}]}}
  bea: {{name: Bea Orr, roles: [{{title: Pilot, org: exland, seen: 2024-01, cite: log p. 1}}]}}
events:
  talks:
    title: Talks on lamps
    date: 2024-03
    who: {{ann: speaker, bea: }}
    cite: log p. 2
    {more}
    differs: [{{field: {field}, value: {value}, cite: diary p. 9}}]
"""
CASES = [
    ("place: quay", "place", "mole", "Talks on lamps, place: Old Quay", "New Mole"),
    ("status: cancelled", "status", "postponed", "Talks on lamps, status: cancelled", "postponed"),
    ("status: held", "status", "cancelled", "Talks on lamps, status: held", "cancelled"),
    ("topics: []", "status", "cancelled", "Talks on lamps, status: cancelled", ""),
    ("kind: planned talks", "kind", "quarrel", "Talks on lamps, what kind: planned talks", "quarrel"),
    ("topics: []", "who.ann", "absent", "Talks on lamps, Ann Lee: speaker", "absent"),
    ("topics: []", "who.bea", "absent", "Talks on lamps, Bea Orr: took part", "absent"),
    ("short: Ann Lee and Bea Orr", "who", "all", "Ann Lee and Bea Orr, who: Ann Lee, Bea Orr", "all"),
    ("topics: []", "who", "only the clerks", "Talks on lamps, who:", "only the clerks"),
]


def texts(store: Store) -> Iterator[str]:
    """Yield the short pages that print the event, as text."""
    for document in (
        timeline(store, EventSelection(), full=False),
        timeline(store, EventSelection(who=("ann",)), full=False),
        memo(store, Memo(DAY), full=False),
        memo(store, Memo(DAY, "ann", layout="bio-note"), full=False),
        meeting(store, Meeting(("ann",), DAY), full=False),
        who(store, "ann", DAY, full=False),
        who(store, "bea", DAY, full=False),
    ):
        yield render(document, Format.TEXT)


@pytest.mark.parametrize(("more", "field", "value", "own", "rival"), CASES)
def test_what_is_disputed_of_an_event_is_marked(
    more: str, field: str, value: str, own: str, rival: str, dossier_of: DossierOf
) -> None:
    store = dossier_of(TALKS.format(more=more, field=field, value=value))
    called = own.partition(",")[0]
    for page in texts(store):
        lines = [line for line in page.splitlines() if called in line and not line.startswith(f"- {called},")]
        assert all("≠" in line for line in lines) and lines, page
        (told,) = [line for line in page.splitlines() if line.startswith(f"- {own}")]
        assert rival in told
        assert "who, " not in told


@pytest.mark.parametrize(
    ("more", "told"),
    [("topics: []", "Ann Lee: speaker, Bea Orr≠"), ("short: Ann Lee and Bea Orr", "Ann Lee, Bea Orr≠")],
)
def test_the_names_of_those_who_took_part_come_before_what_another_source_says(
    more: str, told: str, dossier_of: DossierOf
) -> None:
    store = dossier_of(TALKS.format(more=more, field="who", value="Only the clerks"))
    page = render(timeline(store, EventSelection(), full=False), Format.TEXT)
    assert f"({told})" in page and "(Only the clerks" not in page, page


def test_a_meeting_that_is_disputed_is_marked_among_those_met(dossier_of: DossierOf) -> None:
    store = dossier_of(TALKS.format(more="topics: []", field="who.ann", value="absent"))
    for person, other in (("ann", "Bea Orr"), ("bea", "Ann Lee")):
        page = render(who(store, person, DAY, full=False), Format.TEXT)
        assert f"≠ {other}, Mar 2024" in page
    page = render(who(store, "ann", DAY), Format.TEXT)
    (line,) = [line for line in page.splitlines() if line.startswith("- Bea Orr")]
    assert "Ann Lee: speaker [" in line
    assert "; or: absent (disputed) [" in line


@pytest.mark.parametrize("more", ["place: quay", "place: quay, who: {ann: speaker}", "topics: []"])
def test_a_row_cites_the_dates_in_it_and_a_version_only_its_own_source(dossier_of: DossierOf, more: str) -> None:
    """The row has both dates, and so the sources of both; below, the other date has only the source that gives it."""
    text = TALKS.replace("    who: {{ann: speaker, bea: }}\n", "").format(
        more=more.replace(", who", "\n    who"), field="date", value="2024-04"
    )
    lines = render(timeline(dossier_of(text), EventSelection(), full=False), Format.TEXT).splitlines()
    rows = [line for line in lines if "Talks on lamps" in line and line.startswith("2024")]
    letters = {name: next(line[0] for line in lines if f"  {name}, May 2024" in line) for name in ("Log", "Diary")}
    assert [row.rpartition("  ")[2] for row in rows] == [f"{letters['Log']} p. 2, {letters['Diary']} p. 9"]
    assert [line.partition("; or: ")[2] for line in lines if "; or: " in line] == [
        f"April 2024 {letters['Diary']} p. 9"
    ]


@pytest.mark.parametrize(
    ("inferred", "gutter", "told"),
    [
        ("date", "~", "Talks on lamps (Ann Lee: speaker, Old Quay)"),
        ("title", "~", "Talks on lamps (Ann Lee: speaker, Old Quay)"),
        ("place", " ", "Talks on lamps (Ann Lee: speaker, Old Quay~)"),
        ("who.ann", " ", "Talks on lamps (Ann Lee: speaker~, Old Quay)"),
    ],
)
def test_a_mark_is_beside_what_is_inferred(dossier_of: DossierOf, inferred: str, gutter: str, told: str) -> None:
    """A date that a source states has no mark because a place is inferred."""
    more = f"place: quay\n    inferred: {{{inferred}: by its sound}}"
    text = TALKS.format(more=more, field="x", value="y").replace("{ann: speaker, bea: }", "{ann: speaker}")
    text = "\n".join(line for line in text.splitlines() if "differs" not in line) + "\n"
    page = render(timeline(dossier_of(text), EventSelection(), full=False), Format.TEXT)
    assert f"2024 Mar {gutter} {told}  " in page.replace("2024 Mar Talks", "2024 Mar   Talks")


FAIRS = """
dossier: {title: The fairs}
sources: {log: {title: Log, published: 2027}}
events:
  fair: {title: Fair, cite: log p. 1, FIELDS, differs: [{field: date, value: RIVAL, cite: log p. 2}]}
"""


@pytest.mark.parametrize(
    ("fields", "rival", "day", "line", "date"),
    [
        ("date: 2023", "2021", "", "2023 ≠ Fair, or 2021  A p. 1", "2023 or 2021‡"),
        ("date: 2023, inferred: {date: so}", "2021", "", "2023 ~≠ Fair, or 2021  A p. 1", "2023† or 2021‡"),
        (
            "date: 2023",
            "2021",
            "2023-06",
            "2023 ≠ Fair (may be later than June 2023), or 2021  A p. 1",
            "2023 or 2021‡",
        ),
        (
            *("date: 2023", "2025", "2023-06"),
            "2023 ≠ Fair (may be later than June 2023), or 2025 (later than June 2023)  A p. 1",
            "2023 or 2025 (later than June 2023)‡",
        ),
        (
            *("date: 2021", "2023", "2023-06"),
            "2021 ≠ Fair, or 2023 (may be later than June 2023)  A p. 1",
            "2021 or 2023 (may be later than June 2023)‡",
        ),
        (
            *("date: 2023, inferred: {date: so}", "2021", "2023-06"),
            "2023 ~≠ Fair (may be later than June 2023), or 2021  A p. 1",
            "2023† or 2021‡",
        ),
        (
            *("date: 2025", "2021", "2023-06"),
            "2021 ≠ Fair, or 2025 (later than June 2023)  A p. 1 p. 2",
            "2021 or 2025 (later than June 2023)‡",
        ),
    ],
)
def test_a_date_is_no_rival_of_itself_and_each_has_its_own_doubt(
    dossier_of: DossierOf, fields: str, rival: str, day: str, line: str, date: str
) -> None:
    held = dossier_of(FAIRS.replace("FIELDS", fields).replace("RIVAL", rival))
    document = timeline(AsOf(held, Date.parse(day)) if day else held, EventSelection(), full=False)
    assert line in render(document, Format.TEXT)
    assert f"- **{date}**: Fair" in render(document, Format.MARKDOWN)
