"""The rules of truth, checked on the reports of the beacons dossier."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from brief.app import open_store
from brief.document import Card, Cell, Document, Heading, Listing, Notice, Paragraph, Table, Timeline, cells
from brief.dossier.as_of import AsOf
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.parts import Role
from brief.model.user_error import UserError
from brief.reports.markings import raised
from brief.reports.memo import Memo, memo
from brief.reports.overview import overview
from brief.reports.posts import posts
from brief.reports.roles import lasting
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-03-24")


@pytest.fixture
def dossier(beacons: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    store = open_store(Path(beacons))
    yield store
    store.close()


def on(text: str) -> Date:
    return Date.parse(text)


def texts(document: Document) -> list[str]:
    return [cell.text for cell in cells(document.blocks)]


def listed(document: Document, name: str) -> list[Cell]:
    found = [
        item for block in document.blocks if isinstance(block, Listing) and block.name == name for item in block.items
    ]
    assert found, f"there is no listing {name}"
    return found


def entries(document: Document, id_: str) -> list[tuple[str, list[str]]]:
    """Return date and marks of each entry of an event."""
    return [
        (entry.date.text, [mark.text for mark in entry.marks])
        for block in document.blocks
        if isinstance(block, Timeline)
        for entry in block.entries
        if entry.id == id_
    ]


# Precision is never invented, and cannot tell is shown


def test_dates_are_as_precise_as_written(dossier: Store) -> None:
    shown = {
        entry.id: (entry.date.text, str(entry.date.value))
        for block in timeline(dossier, EventSelection()).blocks
        if isinstance(block, Timeline)
        for entry in block.entries
    }
    assert shown["first-light"] == ("1880s", "188X")
    assert shown["inspection"] == ("May 2022", "2022-05-XX")
    assert shown["refit"] == ("December 2021 to February 2022", "2021-12/2022-02")
    assert shown["visit-of-the-keeper"] == ("date unknown", "")


def test_what_may_lie_outside_the_period_is_shown_with_its_doubt(dossier: Store) -> None:
    document = timeline(dossier, EventSelection(since=on("2018-06"), until=on("2022-01")))
    assert entries(document, "horn-trial") == [("2018 (uncertain)", ["may lie outside the period"])]
    assert entries(document, "visit-of-the-keeper") == [("date unknown", [])]
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings == ["Undated: these may fall within the period"]


def test_as_of_a_day_within_an_event_says_that_it_cannot_tell(dossier: Store) -> None:
    document = timeline(AsOf(dossier, on("2021-12-24")), EventSelection())
    assert "may be later than 24 December 2021" in entries(document, "refit")[0][1]
    assert entries(document, "storm") == []


@pytest.mark.parametrize(("as_of", "doubted"), [("2021-12-24", True), ("2021-12", False), ("2021", False)])
def test_as_of_a_month_or_a_year_all_that_lies_in_it_is_no_later(dossier: Store, as_of: str, doubted: bool) -> None:
    (refit,) = entries(timeline(AsOf(dossier, on(as_of)), EventSelection()), "refit")
    assert any(remark.startswith("may be later") for remark in refit[1]) == doubted


def test_as_of_a_day_the_undated_may_be_later(dossier: Store) -> None:
    document = timeline(AsOf(dossier, on("2021")), EventSelection())
    assert entries(document, "visit-of-the-keeper")[0][1] == ["may be later than 2021"]


def test_a_doubtful_date_is_left_out_only_where_it_cannot_be_meant(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: The lamp}
events: {lit: {title: The lamp is lit, date: 2018~}}
""")

    def told(since: Date | None = None, until: Date | None = None, as_of: Date | None = None) -> object:
        return entries(timeline(AsOf(store, as_of) if as_of else store, EventSelection(since, until)), "lit")

    assert told(as_of=on("2017-06")) == [("about 2018", ["may be later than June 2017"])]
    assert told(as_of=on("2016")) == []
    assert told(since=on("2019-02")) == [("about 2018", ["may lie outside the period"])]
    assert told(since=on("2020")) == []
    assert told(until=on("2017")) == [("about 2018", ["may lie outside the period"])]


def test_what_a_source_tells_as_past_is_no_later_than_what_was_published_by_the_day(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of("""
dossier: {title: The lamp}
sources:
  report: {title: The report, published: 2019-01-27/2019-02-03}
  echo: {title: The echo, published: 2020}
events:
  lit: {title: The lamp is lit, date: 2018~, cite: report p. 1}
  trimmed: {title: The lamp is trimmed, date: 2018~, cite: echo p. 1}
  planned: {title: The lamp is to be moved, date: 2019~, cite: report p. 1}
""")
    document = timeline(AsOf(store, on("2019-06")), EventSelection())
    doubted = {id_: entries(document, id_)[0][1] for id_ in ("lit", "trimmed", "planned")}
    remark = ["may be later than June 2019"]
    assert doubted == {"lit": [], "trimmed": remark, "planned": remark}


def test_a_limit_says_that_there_is_more(dossier: Store) -> None:
    document = timeline(dossier, EventSelection(limit=2))
    assert any(isinstance(block, Notice) and "latest 2" in block.text.text for block in document.blocks)
    whole = timeline(dossier, EventSelection(limit=99))
    assert len([entry for block in whole.blocks if isinstance(block, Timeline) for entry in block.entries]) > 5
    assert not any(isinstance(block, Notice) for block in whole.blocks)


def test_nothing_found_is_an_answer_that_says_so(dossier: Store) -> None:
    document = timeline(dossier, EventSelection(until=on("1700"), kinds=("works",)))
    assert not document.answers
    assert "No events match." in texts(document)


# Posts


ROLES = (
    Role(title="pilot", from_=on("2012"), to=on("2019")),
    Role(title="chief", from_=on("2020-03"), seen=(on("2021-06-04"), on("2023"))),
    Role(title="adviser", seen=(on("2011"),)),
    Role(title="patron"),
)
PERSON = Person(id="p", name="P", roles=ROLES)


def test_a_post_without_an_end_was_last_confirmed_and_is_never_present(dossier: Store) -> None:
    said = [lasting(PERSON, role).text for role in ROLES]
    assert len(said) == 4
    assert said[1:] == ["since March 2020, in post in 2023", "in post in 2011", "time unknown"]
    assert not any(word in " ".join(said) for word in ("present", "current", "today"))


@pytest.mark.parametrize(
    ("as_of", "held", "former", "earlier", "later"),
    [
        (None, ["chief", "adviser", "patron"], [], ["pilot"], []),
        ("2012-06", ["pilot", "adviser", "patron"], [], [], []),
        ("2015", ["pilot", "patron"], ["adviser"], [], []),
        ("2019-06", ["pilot", "patron"], ["adviser"], [], []),
        ("2022", ["chief", "patron"], ["adviser"], ["pilot"], []),
        ("2026", ["patron"], ["adviser", "chief"], ["pilot"], []),
        ("2010", ["patron"], [], [], ["adviser"]),
    ],
)
def test_posts_as_of_a_day(
    dossier: Store, as_of: str | None, held: list[str], former: list[str], earlier: list[str], later: list[str]
) -> None:
    found = posts(dossier, PERSON, on(as_of) if as_of else None)
    assert sorted(role.title for role in found.held) == sorted(held)
    assert sorted(role.title for role in found.former) == sorted(former)
    assert [role.title for role in found.earlier] == earlier
    assert [role.title for role in found.later] == later


def test_as_of_a_day_only_what_was_seen_by_then_confirms(dossier: Store) -> None:
    assert lasting(PERSON, ROLES[1], on("2022")).text == "since March 2020, in post on 4 June 2021"


# Rivals


@pytest.mark.parametrize("id_", ["accord-signed"])
def test_a_disputed_date_stands_at_both_places_each_with_the_other(dossier: Store, id_: str) -> None:
    first, second = entries(timeline(dossier, EventSelection()), id_)
    assert first[0] == "4 June 2021"
    assert "date disputed: also 5 June 2021" in first[1]
    assert second[0] == "5 June 2021"
    assert "date disputed: also 4 June 2021" in second[1]


def test_a_disputed_rank_is_not_printed_alone(dossier: Store) -> None:
    document = who(dossier, "lucja-ostergard", DAY)
    ranked = [text for text in texts(document) if "Commodore" in text]
    assert ranked
    assert all("Captain" in text for text in ranked)


def test_every_disagreement_is_listed_in_a_memo(dossier: Store) -> None:
    shown = " ".join(cell.text for cell in listed(memo(dossier, Memo(DAY, limit=30)), "differences"))
    for rival in (
        "Captain",
        "May 2020",
        "5 June 2021",
        "initialled",
        "No light was ever out",
        "2021 to 2026",
        "set aside",
    ):
        assert rival in shown


# Opinions


def test_likelihood_and_confidence_share_no_sentence(dossier: Store) -> None:
    (line,) = [text for text in texts(who(dossier, "lucja-ostergard", DAY)) if "Likelihood" in text]
    assert "Likelihood: likely" in line
    assert "Confidence: moderate" in line
    assert not any("Likelihood" in sentence and "Confidence" in sentence for sentence in line.split(". "))


# Names


def test_several_people_are_a_table_and_no_card(dossier: Store) -> None:
    document = who(dossier, "Minh", DAY)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert {row.id for row in table.rows} == {"doan-minh-with-stroke", "doan-minh-with-tilde"}
    assert not document.answers
    assert not any(isinstance(block, Card) for block in document.blocks)


@pytest.mark.parametrize("words", ["xyzzy", "", "Doanh Minh Xyz"])
def test_nobody_is_a_failure_that_names_who_was_asked_for(dossier: Store, words: str) -> None:
    with pytest.raises(UserError, match="no person has the name"):
        who(dossier, words, DAY)


def test_a_guess_at_a_name_is_said(dossier: Store) -> None:
    (notice, *_) = [block.text.text for block in who(dossier, "Ostergrad", DAY).blocks if isinstance(block, Notice)]
    assert "“Ostergrad”" in notice
    assert "(similar spelling)" in notice


# Memos


def test_a_memo_bears_the_day_it_is_given(dossier: Store) -> None:
    document = memo(dossier, Memo(DAY))
    assert document.subtitle == "Memorandum · 24 March 2026 · from Desk 3"
    assert document.title == "Ostmark & Đảo Sương - beacons, <b>buoys</b> | fog signals [draft]"


def test_a_layout_of_the_dossier_has_its_sections_in_its_order(dossier: Store) -> None:
    document = memo(dossier, Memo(DAY, layout="night-sheet"))
    assert [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2] == [
        "The setting",
        "Open questions",
    ]


def test_a_memo_as_of_a_day_knows_the_status_of_that_day(dossier: Store) -> None:
    def status(as_of: str | None) -> str:
        document = memo(AsOf(dossier, on(as_of)) if as_of else dossier, Memo(DAY))
        tables = (block for block in document.blocks if isinstance(block, Table) and block.name == "commitments")
        rows = [" ".join(cell.text for cell in row.cells) for table in tables for row in table.rows]
        return next(row for row in rows if "Renew the northern lamp" in row)

    assert "delayed" in status(None)
    assert "pledged" in status("2022")


@pytest.mark.parametrize(
    "subject", ["beacon-accord", "horns", "Board of Beacons", "lucja-ostergard", "storm", "watch-course"]
)
def test_a_memo_can_be_on_anything(dossier: Store, subject: str) -> None:
    document = memo(dossier, Memo(DAY, subject))
    assert document.answers
    assert len(document.blocks) > 3


# Traces


def reports(dossier: Store) -> list[Document]:
    people = [who(dossier, person.id, DAY) for person in dossier.records("person")]
    return [overview(dossier, DAY), timeline(dossier, EventSelection()), memo(dossier, Memo(DAY)), *people]


def test_every_event_printed_leads_to_a_source(dossier: Store) -> None:
    found = 0
    for document in reports(dossier):
        for block in document.blocks:
            for entry in block.entries if isinstance(block, Timeline) else ():
                assert document.numbers(entry.what)
                found += 1
    assert found > 20


def test_every_citation_has_its_line_in_the_bibliography(dossier: Store) -> None:
    documents = reports(dossier)
    assert len(documents) > 5
    for document in documents:
        assert {note.source for note in document.notes} == {reference.source for reference in document.references}
        assert document.notes


def test_the_summary_is_the_only_running_text(dossier: Store) -> None:
    said = {
        cell.text
        for document in reports(dossier)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.name in ("summary", "bottom-line") and document.kind != "meeting"
        for cell in block.cells
    }
    assert dossier.header and said == {dossier.header.summary}


def test_every_paper_bears_the_handling_of_the_dossier(dossier: Store) -> None:
    assert dossier.header and {document.handling for document in reports(dossier)} == {dossier.header.handling}


@pytest.mark.parametrize(
    ("own", "wanted", "why"),
    [
        ("TLP:AMBER", "TLP:GREEN", "TLP:GREEN is lower than the dossier's own marking, TLP:AMBER"),
        ("SECRET", "OFFICIAL", "OFFICIAL is lower than the dossier's own marking, SECRET"),
        ("SECRET", "TLP:RED", "TLP:RED cannot be compared with the dossier's own marking, SECRET"),
        ("TLP:AMBER", "tlp:amber", ""),
        ("TLP:AMBER", "TLP:AMBER+STRICT", ""),
        ("", "anything", ""),
    ],
)
def test_a_paper_bears_no_lower_marking_than_its_dossier(
    dossier_of: Callable[[str], Store], own: str, wanted: str, why: str
) -> None:
    store = dossier_of(f"dossier: {{title: The strait, handling: '{own}'}}\n")
    if not why:
        assert raised(store.header, memo(store, Memo(DAY)), wanted).handling == wanted
        return
    with pytest.raises(UserError) as failure:
        raised(store.header, memo(store, Memo(DAY)), wanted)
    assert failure.value.sentence == f"--handling: {why}"
    assert failure.value.hint == "leave --handling out, or change `handling` in dossier.yaml"
    assert failure.value.code == 2


def test_reports_are_the_same_each_time(dossier: Store) -> None:
    assert [document.blocks for document in reports(dossier)] == [document.blocks for document in reports(dossier)]


BRIDGE = """
dossier: {title: The bridge, summary: It stands., cite: log ¶1}
sources: {log: {title: The log, published: 2030}}
events:
  begun: {title: Work begins, date: 2019, cite: log ¶1}
  visited: {title: A visit, date: 2020, cite: log ¶2}
  raised: {title: The arch is raised, date: 2020-03-01, cite: log ¶3}
  opened: {title: The bridge opens, date: 2021, cite: log ¶4}
"""


def test_what_may_be_later_than_the_latest_event_says_so_at_a_glance(dossier_of: Callable[[str], Store]) -> None:
    def told(day: str | None = None) -> list[str]:
        document = overview(AsOf(store, Date.parse(day)) if day else store, Date.parse("2020-12-31"))
        (latest,) = (block for block in document.blocks if isinstance(block, Timeline) and block.name == "latest")
        return [f"{entry.what.text}, {entry.date.text}" for entry in latest.entries]

    store = dossier_of(BRIDGE)
    assert told() == ["The arch is raised, 1 March 2020", "A visit, 2020", "Work begins, 2019"]
    assert told("2019") == ["Work begins, 2019"]
    early = str([cell.text for cell in cells(overview(AsOf(store, Date.parse("2019")), DAY).blocks)])
    assert "It stands." not in early
    assert "As of 2019." in early
