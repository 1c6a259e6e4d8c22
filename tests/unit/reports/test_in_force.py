"""What is in force on a day comes first; what has ended is listed apart, with its end."""

from collections.abc import Callable

import pytest

from brief.document import Cite, Document, Table
from brief.dossier.as_of import AsOf
from brief.dossier.protocol import existing
from brief.model.dates import Date
from brief.reports.in_force import ended_cell
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.who import who
from brief.stores.query import Store
from documents import sections

DossierOf = Callable[[str], Store]
DAY = Date.parse("2024-06-01")
TREATIES = """
dossier: {title: The strait, parties: [exland, wyland]}
organizations:
  exland: {name: Exland, kind: country}
  wyland: {name: Wyland, kind: country}
people:
  ann: {name: Ann Lee, roles: [{title: Clerk, org: exland, seen: 2024-01}]}
agreements:
  old: {title: Old treaty, period: 1908/1949, parties: [exland, wyland], provisions: [{text: Bells ring}]}
  undated: {title: Undated understanding, parties: [exland, wyland]}
  pact: {title: Pact, period: 2001/.., parties: [exland, wyland], provisions: [{text: Lamps are lit}]}
  guessed:
    title: Guessed note
    period: 1990/2000
    parties: [exland, wyland]
    inferred: {period: From the archive.}
    differs: [{field: period, value: 1990/2003}]
  open:
    title: Note in doubt
    period: 2010/2020
    parties: [exland, wyland]
    differs: [{field: period, value: 2010/2040}]
  signed: {title: Signed accord, signed: signing, parties: [exland, wyland]}
  broken: {title: Broken accord, period: 2005/.., parties: [exland, wyland]}
  next: {title: Next treaty, period: 2030/2040, parties: [exland, wyland]}
programs:
  course: {name: Course, by: exland, for: wyland, under: pact, period: 2002/2003}
  school: {name: School, by: exland, for: wyland, under: pact, period: 2020/..}
events:
  signing: {title: Accord signed, date: 2015-03-04, kind: signing, who: {ann: signatory}, agreements: [signed]}
  end: {title: Accord denounced, date: 2012-05-06, kind: Denunciation, agreements: [broken]}
  talk: {title: Talks on an end, date: 2013, kind: talks, agreements: [pact]}
"""
CURRENT = [
    "Signed accord; signed 4 March 2015",
    "Note in doubt; covers 2010 to 2020 or 2010 to 2040 (disputed)",
    "Pact; covers 2001 onward",
    "Undated understanding",
    "Program: School; by Exland; for Wyland; 2020 onward",
]
ENDED = [
    "Broken accord; covers 2005 onward; ended 6 May 2012",
    "Guessed note; covers 1990 to 2000 (inferred) or 1990 to 2003 (disputed); ended 2000 (inferred) or 2003 (disputed)",
    "Old treaty; covers 1908 to 1949; ended 1949",
    "Program: Course; by Exland; for Wyland; 2002 to 2003; ended 2003",
]
COMING = ["Next treaty; covers 2030 to 2040"]


def standing(document: Document) -> list[str]:
    """Return the agreements and programs in the status table, in order."""
    (table,) = [block for block in document.blocks if isinstance(block, Table) and block.name == "status"]
    return [_told(*(cell.text for cell in row.cells)) for row in table.rows]


def _told(state: str, title: str) -> str:
    """Return the title, with the state if it is an end."""
    return f"{title}, {state}" if state.startswith("ended") else title


@pytest.fixture
def store(dossier_of: DossierOf) -> Store:
    return dossier_of(TREATIES)


@pytest.mark.parametrize("layout", ["full", "one-pager"])
def test_what_has_ended_says_so(store: Store, layout: str) -> None:
    for document in (
        memo(store, Memo(DAY, layout=layout, limit=20)),
        meeting(store, Meeting(("exland",), DAY, limit=20)),
    ):
        found = standing(document)
        assert "Old treaty, ended 1949" in found
        assert "Pact" in found


def test_an_agreement_without_parties_is_between_those_who_signed(dossier_of: DossierOf) -> None:
    unnamed = TREATIES.replace("signed: signing, parties: [exland, wyland]", "signed: signing")
    for who_signed, is_listed in (("{exland: party, wyland: party}", True), ("{exland: party}", False)):
        store = dossier_of(unnamed.replace("{ann: signatory}", who_signed))
        found = standing(meeting(store, Meeting(("wyland",), DAY, limit=20)))
        assert any(line.startswith(CURRENT[0].partition(";")[0]) for line in found) == is_listed


def test_what_is_in_force_depends_on_the_day(store: Store) -> None:
    found = standing(memo(AsOf(store, Date.parse("1930")), Memo(DAY, limit=20)))
    assert "Old treaty" in found
    then = standing(meeting(store, Meeting(("exland",), Date.parse("2011"), limit=20)))
    assert "Broken accord" in then


def test_the_card_of_a_person_says_what_ended(dossier_of: DossierOf) -> None:
    store = dossier_of(TREATIES.replace("agreements: [signed]", "agreements: [signed, broken]"))
    assert sections(who(store, "ann", DAY))["Agreements tied to these"] == [CURRENT[0], ENDED[0]]


@pytest.mark.parametrize(
    ("stated", "event", "day", "told"),
    [
        ("terminated: 2022-12-31", "2022-06-30, kind: termination", "2022-10-01", "Deal"),
        ("terminated: 2022-12-31", "2022-06-30, kind: termination", "2023-01-01", "Deal, ended 31 December 2022"),
        ("terminated: 2022-12-31", "2023-06-30, kind: termination", "2024-01-01", "Deal, ended 31 December 2022"),
        ("period: 2001/2010", "2012, kind: expiry", "2024-01-01", "Deal, ended 2010"),
        ("period: 2001/2010", "2008, kind: denunciation", "2024-01-01", "Deal, ended 2008"),
        ("in_force: 2001", "2022-06-30, kind: termination", "2022-10-01", "Deal, ended 30 June 2022"),
    ],
)
def test_a_stated_end_holds_against_an_event(
    stated: str, event: str, day: str, told: str, dossier_of: DossierOf
) -> None:
    text = (
        "dossier: {title: Two banks, parties: [exland]}\norganizations:\n  exland: {name: Exland, kind: country}\n"
        f"agreements:\n  deal: {{title: Deal, parties: [exland], {stated}}}\n"
        f"events:\n  end: {{title: Notice given, agreements: deal, date: {event}}}\n"
    )
    store = dossier_of(text)
    views = (AsOf(store, Date.parse(day)), store) if day == "2022-10-01" else (store,)
    for dossier in views:
        assert standing(memo(dossier, Memo(Date.parse(day)))) == [told]


@pytest.mark.parametrize(
    ("stated", "rivals", "told"),
    [
        (
            "terminated: 2019-06-05",
            {"terminated": ["2021-09-01"]},
            "5 June 2019 [a] or 1 September 2021 (disputed) [b0]",
        ),
        ("terminated: 2019-06, period: 2010/2030", {}, "June 2019 [a]"),
        ("period: 1990/2000, inferred: {period: Why.}", {}, "2000 (inferred)"),
        (
            "period: 1990/2000, inferred: {period: A guess.}",
            {"period": ["1990/2003"]},
            "2000 (inferred) or 2003 (disputed) [b0]",
        ),
        ("period: 1990/2000", {"period": ["1991/2000"]}, "2000 [a, b0]"),
        ("period: 1990/2000", {"period": ["1991/2000", "2002"]}, "2000 [a, b0] or 2002 (disputed) [b1]"),
        ("period: 1990/2000", {"period": ["2001", "2001"]}, "2000 [a] or 2001 (disputed) [b0, b1]"),
        ("kind: treaty", {"terminated": ["2021-09-01"]}, "1 September 2021 (disputed) [b0]"),
    ],
)
def test_an_end_has_the_marks_citations_and_rivals_of_what_states_it(
    stated: str, rivals: dict[str, list[str]], told: str, dossier_of: DossierOf
) -> None:
    field = stated.partition(":")[0]
    differs = [
        f"{{field: {name}, value: {value}, cite: log b{index}}}"
        for name, values in rivals.items()
        for index, value in enumerate(values)
    ]
    store = dossier_of(
        "dossier: {title: Two banks}\nsources: {log: {title: Log}}\nagreements:\n"
        f"  deal: {{title: Deal, {stated}, differs: [{', '.join(differs)}], cite: {{{field}: log a, rest: log c}}}}\n"
    )
    ended = ended_cell(store, existing(store, "deal"), DAY)
    assert (
        "".join(
            f" [{', '.join(note.at for note in span.notes)}]" if isinstance(span, Cite) else span.text
            for span in ended.flat
        )
        == f"ended {told}"
    )


def test_each_row_says_how_it_stands_the_latest_first_and_what_ended_last(dossier_of: DossierOf) -> None:
    store = dossier_of("""
dossier: {title: Two banks}
events:
  signing: {title: Signing, date: 2024-03}
  course: {title: A course, date: 2023-05, programs: school}
agreements:
  old: {title: Old, period: 2001/2005}
  new: {title: New, signed: signing}
  valid: {title: Valid, in_force: 2010}
  vague: {title: Vague}
programs:
  school: {name: School}
  years: {name: Years, period: 2020/2030}
""")
    page = memo(store, Memo(DAY, limit=20), full=False)
    (table,) = [block for block in page.blocks if isinstance(block, Table) and block.name == "status"]
    assert [" | ".join(cell.text for cell in row.cells) for row in table.rows] == [
        "signed Mar 2024 | New",
        "last event May 2023 | School",
        "runs 2020–2030 | Years",
        "in force since 2010 | Valid",
        "no date | Vague",
        "ended 2005 | Old",
    ]


@pytest.mark.parametrize(
    ("stated", "event", "told"),
    [
        ("terminated: 2023-03, differs: [{field: terminated, value: 2024-05, cite: log p. 2}]", "", "March 2023"),
        ("terminated: 2024-05, differs: [{field: terminated, value: 2023-03, cite: log p. 2}]", "", "May 2024"),
        ("terminated: 2023", "", "2023 (may be later than 1 June 2023)"),
        ("period: 2001/2010, differs: [{field: period, value: 2001/2030, cite: log p. 2}]", "", "2010"),
        ("in_force: 2001", "date: 2023, kind: expiry", "2023 (may be later than 1 June 2023)"),
        ("in_force: 2001", "date: 2024, kind: expiry", ""),
        ("period: 2021/2023", "", ""),
        ("terminated: 2024", "", ""),
    ],
)
def test_what_may_have_ended_says_so_with_its_sources(
    stated: str, event: str, told: str, dossier_of: DossierOf
) -> None:
    end = f"events: {{end: {{title: End, agreements: deal, cite: log p. 2, {event}}}}}" if event else ""
    store = dossier_of(f"""
dossier: {{title: A deal}}
sources: {{log: {{title: The log, published: 2025}}}}
{end}
agreements: {{deal: {{title: Deal, {stated}, cite: {{title: log p. 1, rest: log p. 2}}}}}}
""")
    view = AsOf(store, Date.parse("2023-06-01"))
    for full in (True, False):
        page = memo(view, Memo(DAY, limit=20), full=full)
        (table,) = [block for block in page.blocks if isinstance(block, Table) and block.name == "status"]
        ((state, title),) = [row.cells for row in table.rows]
        assert title.text == "Deal"
        assert ("perhaps ended" in state.text) == bool(told)
        if told:
            assert state.text.partition("perhaps ended ")[2].startswith(told)
            assert "p. 2" in {note.at for span in state.flat if isinstance(span, Cite) for note in span.notes}
