"""Each printed value is followed by the citations that state it, and by no others; each value here has its own."""

import json
import re
from collections.abc import Callable, Iterator
from csv import DictReader
from functools import cache, partial
from itertools import product

import pytest

from brief.document import Block, Cell, Cite, Document, Graph, Heading, Listing, Note, cells
from brief.document.blocks import statements
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import Difference, Record, Role
from brief.model.paths import found_at, is_date
from brief.model.stated import stated
from brief.renderers import Format, csv, render
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.countries import above
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import GraphSelection, graph
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.reports.people import everyone
from brief.reports.search import Search, search
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.reports.values import version, worded
from brief.reports.who import who
from brief.stores.query import Store

DAY = Date.parse("2026-01-01")
DOSSIER = """
dossier: {title: The bridge, parties: [kelm, dun]}
sources: {log: {title: The log, published: 2026}, wire: {title: The wire, published: 2026}}
organizations:
  kelm: {name: Kelmland, kind: country, cite: {name: log 1, kind: log 2}}
  dun: {name: Dunmere, kind: country, cite: {name: log 3, kind: log 4}}
  board:
    name: River Board
    part_of: dun
    cite: {name: log 5, part_of: log 6}
    differs: [{field: part_of, value: kelm, cite: wire 6}]
  corps:
    name: Survey Corps
    part_of: kelm
    figures: [{what: boats, value: "71", date: 1971}]
    contact: {email: desk@example.org, phone: "0071"}
    cite:
      {name: log 7, part_of: log 8, figures.0.what: log 9, figures.0.value: log 10, figures.0.date: log 11,
      contact.email: log 12, contact.phone: log 13, rest: log 99}
people:
  ben-cray:
    name: Ben Cray
    also: [Benny C., Ben of the Bridge]
    roles:
    - {title: Warden, rank: Captain, org: board, from: 1981, seen: 2025-12-11}
    - {title: Clerk, org: corps, from: 1961, to: 1962, end_reason: resigned}
    - {title: Diver, org: corps, seen: [1955, 1957]}
    cite:
      {name: log 14, also.0: log 76, also.1: log 77,
      roles.0.title: log 15, roles.0.rank: log 16, roles.0.org: log 17, roles.0.from: log 18,
      roles.0.seen: log 19, roles.1.title: log 20, roles.1.org: log 21, roles.1.from: log 22, roles.1.to: log 23,
      roles.1.end_reason: log 24, roles.2.title: log 64, roles.2.org: log 65, roles.2.seen.0: log 66,
      roles.2.seen.1: log 67, rest: log 99}
    differs:
    - {field: roles.0.org, value: corps, cite: wire 17}
    - {field: roles.1.to, value: "1963", cite: wire 23}
  ada-brook: {name: Ada Brook, cite: log 25}
  cal-dorn:
    name: Cal Dorn
    roles: [{title: Toll keeper, org: corps, seen: 2025-11-13}]
    cite: {name: log 68, roles.0.title: log 69, roles.0.org: log 70, roles.0.seen: log 71}
    differs: [{field: roles.0, value: Never in office, cite: wire 69}]
events:
  opening:
    title: The bridge opens
    date: 2025-06-15
    who: {ben-cray: host, ada-brook: guest}
    figures: [{what: flags, value: "300"}]
    cite:
      {title: log 26, date: log 27, who.ben-cray: log 28, who.ada-brook: log 29, figures.0.what: log 30,
      figures.0.value: log 31, rest: log 99}
    differs: [{field: date, value: 2025-06-29, cite: wire 27}]
  parade: {title: A parade, date: 2025-07-01, cite: {title: log 32, date: log 33}}
  feast: {title: A feast, cite: {title: log 34, rest: log 99}}
  fete:
    title: A fete on the flats
    date: 2025-11-20
    status: cancelled
    who: {ben-cray: null}
    cite: {title: log 72, date: log 73, status: log 74, who.ben-cray: log 75}
agreements:
  accord:
    title: The accord
    parties: [kelm, dun]
    signed: opening
    registered: [{register: Roll, number: "88"}]
    cite:
      {title: log 35, parties: log 36, signed: log 37, registered.0.register: log 38, registered.0.number: log 39}
    differs: [{field: signed, value: parade, cite: wire 37}, {field: registered.0.number, value: "89", cite: wire 39}]
  pledge:
    title: The pledge
    kind: bond
    parties: [kelm, dun]
    terminated: 2021-02-03
    provisions: [{text: Row on Sundays}]
    cite: {title: log 53, kind: log 63, parties: log 54, terminated: log 55, provisions.0.text: log 56}
    differs:
    - {field: kind, value: treaty, cite: wire 63}
    - {field: terminated, value: 2022-04-05, cite: wire 55}
    - {field: provisions.0.text, value: Row on Mondays, cite: wire 56}
programs:
  school:
    name: The school
    by: kelm
    for: dun
    period: 1972/1991
    cite: {name: log 57, by: log 58, for: log 59, period: log 60}
    differs: [{field: period, value: 1972/1993, cite: wire 60}]
assessments:
  view:
    text: It may pay
    by: ada-brook
    about: accord
    date: 2025-04-01
    cite: {text: log 40, by: log 41, about: log 42, date: log 43}
commitments:
  paint:
    text: Paint the railing
    by: kelm
    for: dun
    made: 2024-07-03
    due: 2025-08-01
    log: [{date: 2025-10-04, status: delayed, said_by: ada-brook, done_by: kelm}]
    cite:
      {text: log 44, by: log 45, for: log 46, made: log 47, due: log 48, log.0.date: log 49, log.0.status: log 50,
      log.0.said_by: log 51, log.0.done_by: log 52, figures.0.what: log 61, figures.0.value: log 62, rest: log 99}
    figures: [{what: buckets, value: "17"}]
    differs:
    - {field: figures.0.value, value: "19", cite: wire 62}
    - {field: due, value: 2025-11-01, cite: wire 48}
    - {field: log.0.said_by, value: ben-cray, cite: wire 51}
"""
IDS = ("corps", "ben-cray", "opening", "accord", "view", "paint", "board", "ada-brook", "pledge", "school", "cal-dorn")
WORDS = ("buckets", "flags", "Sundays", "school", "pledge", "survey", "toll")
Page = Callable[[Store], Document]
PAGES: dict[str, Page] = {
    "timeline": lambda store: timeline(store, EventSelection()),
    "commitments": lambda store: commitments(store, CommitmentSelection(), DAY),
    "memo": lambda store: memo(store, Memo(DAY)),
    "memo on a person": lambda store: memo(store, Memo(DAY, "ben-cray", layout="bio-note")),
    "meeting": lambda store: meeting(store, Meeting(("ada-brook", "ben-cray"), DAY)),
    "graph": lambda store: graph(store, GraphSelection()),
    "who": lambda store: everyone(store, DAY),
    "who cal-dorn": lambda store: who(store, "cal-dorn", DAY),
    "who ben-cray": lambda store: who(store, "ben-cray", DAY),
    "who ada-brook": lambda store: who(store, "ada-brook", DAY),
    "gaps": lambda store: gaps(store, Gaps(DAY)),
    **{f"show {id_}": partial(show, words=id_, today=DAY) for id_ in IDS},
    **{f"search {words} -v": partial(search, wanted=Search(words, today=DAY)) for words in WORDS},
}
SHORT: dict[str, Page] = {
    "timeline": lambda store: timeline(store, EventSelection(), full=False),
    "commitments": lambda store: commitments(store, CommitmentSelection(), DAY, full=False),
    "memo": lambda store: memo(store, Memo(DAY), full=False),
    "who ben-cray": lambda store: who(store, "ben-cray", DAY, full=False),
    "who ada-brook": lambda store: who(store, "ada-brook", DAY, full=False),
    "who cal-dorn": lambda store: who(store, "cal-dorn", DAY, full=False),
    "who": lambda store: everyone(store, DAY, full=False),
    "memo on a person": lambda store: memo(store, Memo(DAY, "cal-dorn", layout="bio-note"), full=False),
    "one-pager": lambda store: memo(store, Memo(DAY, layout="one-pager"), full=False),
    "meeting": lambda store: meeting(store, Meeting(("dun", "cal-dorn"), DAY), full=False),
    "graph": lambda store: graph(store, GraphSelection(), full=False),
    **{f"search {words}": partial(search, wanted=Search(words, today=DAY), full=False) for words in WORDS},
}
EACH = {**PAGES, **{f"{name}, short": page for name, page in SHORT.items()}}


@pytest.fixture
def bridge(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(DOSSIER)


@cache
def page_of(store: Store, name: str) -> Document:
    """Return a page, which several tests read."""
    return EACH[name](store)


def records(store: Store) -> Iterator[Record]:
    return (record for kind in KINDS for record in store.records(kind) if kind != "source")


@cache
@cache
def stating(store: Store) -> dict[Note, list[str]]:
    """Return for each citation the words in which a page may print the value."""
    told: dict[Note, list[str]] = {}
    for record in records(store):
        for cited in record.cite:
            for path in cited.for_ or ("",):
                told[Note(cited.source, cited.at)] = words(store, record, path)
        for found in record.differs:
            (cited,) = found.cite
            rival = Date.read(found.value) if is_date(record, found.field) else None
            other = [version(record, found, store).text, *wider(store, found.field or "", found.value)]
            told[Note(cited.source, cited.at)] = both(rival) if rival else other
    return told


def words(store: Store, record: Record, path: str) -> list[str]:
    found = stated(record, path or KINDS[record.KIND].title)
    dates = found.value if isinstance(found.value, tuple) else (found.value,)
    if found.value and all(isinstance(date, Date) for date in dates):
        return [text for date in dates for text in both(date)]
    return [*worded(found, store).text.split(", "), *wider(store, path, found.value), str(found.value)]


def wider(store: Store, path: str, value: str) -> list[str]:
    """Return the names of everything that a body is part of, which follow from the body."""
    found = [store.name(id_) for id_, _ in above(store, value)] if path.endswith(("org", "part_of")) else []
    return [called.label for called in found if called]


@cache
def relations(store: Store) -> dict[Note, list[str]]:
    """Return for each citation the field or participant that it supports, by which pages name a relation."""
    paths = {(cited.source, cited.at): path for each in records(store) for cited in each.cite for path in cited.for_}
    called = {place: store.name(path.partition(".")[2]) for place, path in paths.items()}
    return {
        Note(*place): [found.label, "Last met"] if (found := called[place]) else [path.replace("_", " ")]
        for place, path in paths.items()
    }


def both(date: Date) -> list[str]:
    """Return a date as tables and sentences have it; a line on what is over has only the end of a period."""
    return [date.human(), date.short(), *([date.end.human()] if date.end else [])]


def segments(found: Cell) -> Iterator[tuple[str, tuple[Note, ...]]]:
    """Yield the words of a cell up to each group of citations, with that group."""
    text = ""
    for span in found.flat:
        text += span.text
        if isinstance(span, Cite):
            yield text, span.notes
            text = ""


def has(text: str, words: list[str]) -> bool:
    plain = text.replace("«", "").replace("»", "")
    return any(re.search(rf"(?<!\w){re.escape(each)}(?!\w)", plain, re.IGNORECASE) for each in words if each)


def cited_beside_the_point(store: Store, page: Document) -> list[tuple[str, str]]:
    told, related = stating(store), relations(store)
    return [
        (text, note.at)
        for block in page.blocks
        for statement in statements(block)
        for found in statement
        for text, notes in segments(found)
        for note in notes
        if not has(f"{text} {page.title} {ends(block, statement)}", [*told[note], *related.get(note, ())])
    ]


def ends(block: Block, statement: tuple[Cell, ...]) -> str:
    """Return the names at the ends of a relation, if the block is a graph."""
    return " ".join(found.text for found in statement) if isinstance(block, Graph) else ""


@pytest.mark.parametrize("name", PAGES)
def test_on_a_full_page_citations_follow_the_value_that_they_state(bridge: Store, name: str) -> None:
    assert cited_beside_the_point(bridge, page_of(bridge, name)) == []


@pytest.mark.parametrize("name", SHORT)
def test_a_short_line_cites_the_words_on_it(bridge: Store, name: str) -> None:
    page, told, related = SHORT[name](bridge), stating(bridge), relations(bridge)
    above = ""
    for block in page.blocks:
        above = block.text if isinstance(block, Heading) else above
        for statement in statements(block, full=False):
            line = " ".join(page_words(page, found) for found in statement)
            cited = [note for pointer in page.reference(*statement) for note in noted(pointer.source, pointer.places)]
            assert [
                (line, note.at)
                for note in cited
                if not has(f"{line} {above} {page.title}", [*told[note], *related.get(note, ())])
            ] == []


def page_words(page: Document, found: Cell) -> str:
    return "".join(run.text for run in page.runs(found))


def noted(source: str, places: tuple[str, ...]) -> list[Note]:
    return [Note(source, place) for place in places]


@pytest.mark.parametrize("name", EACH)
def test_each_source_has_its_letter_and_title_on_every_page(dossier_of: Callable[[str], Store], name: str) -> None:
    """A source for each citation: one that only the short form of a page cites is described like any other."""
    cited = sorted({*re.findall(r"\b(?:log|wire) \d+", DOSSIER)})
    keys = map("".join, product("QRSTUVWXYZ", repeat=2))
    sources = ", ".join(
        f"{each.replace(' ', '-')}: {{title: The {each}, key: {key}}}" for key, each in zip(keys, cited, strict=False)
    )
    text = re.sub(r"\b(log|wire) (\d+)", r"\1-\2", DOSSIER)
    store = dossier_of(re.sub(r"^sources: .*", f"sources: {{{sources}}}", text, flags=re.MULTILINE))
    page = EACH[name](store)
    for again in (page, page.gathered(), page.linked(lambda _: ""), page.changed(lambda block: (block, block))):
        assert [each for each in again.bibliography if not each.text or again.letter(each.source) != each.key] == []


@pytest.mark.parametrize("name", EACH)
def test_what_a_value_states_is_cited_wherever_a_page_prints_it(bridge: Store, name: str) -> None:
    """Checks dates, ranks, numbers and other details, which are no names, so that a page only prints them as values."""
    page = page_of(bridge, name)
    told = {note: texts for note, texts in stating(bridge).items() if note in details(bridge)}
    for block in page.blocks:
        for statement in statements(block, full=page.full):
            cited = {note for found in statement for note in found.cites}
            line = " ".join(page_words(page, found) for found in statement)
            assert [(line, note.at) for note, texts in told.items() if has(line, texts) and note not in cited] == []


@cache
def details(store: Store) -> set[Note]:
    """Return the citations that support a date, a rank, a number or a similar detail."""
    return {note for note in stating(store) if is_a_detail(store, note)}


def is_a_detail(store: Store, note: Note) -> bool:
    """True if a citation supports a date, a rank, a number or a similar detail."""
    for record in records(store):
        paths = [path for cited in record.cite if Note(cited.source, cited.at) == note for path in cited.for_]
        target = found_at(record, paths[0]) if paths else None
        if target:
            is_word = isinstance(target.value, str) and not target.refers and len(target.value) > 1
            is_name = paths[0].rpartition(".")[2] in (KINDS[record.KIND].title, "title", "what", "register")
            is_named = paths[0].startswith(("who.", "log.0.date"))
            return (is_word or target.item is Date) and not is_name and not is_named
    return False


@pytest.mark.parametrize("name", EACH)
def test_a_page_that_prints_a_disputed_value_prints_its_rivals(bridge: Store, name: str) -> None:
    page = page_of(bridge, name)
    lines = [found for block in page.blocks for statement in statements(block, full=page.full) for found in statement]
    text = " ".join(found.text for found in (*lines, *page.differences))
    disputed = [(record, other) for record in records(bridge) for other in record.differs if is_known(record, other)]
    told = [other.value for record, other in disputed if has(text, words(bridge, record, named_by(record, other)))]
    assert [value for value in told if not has(text, [value, *both_of(value)])] == []


def is_known(record: Record, found: Difference) -> bool:
    """True if a page that prints the value prints a text or date that is nowhere else in this dossier."""
    target = found_at(record, found.field or "")
    is_part = isinstance(target.value, Role) if target else False
    return is_part or bool(target and target.value and (target.item in (str, Date)) and not target.refers)


def named_by(record: Record, found: Difference) -> str:
    """Return the field by which a page names a disputed value: for a post, its title."""
    target = found_at(record, found.field or "")
    return f"{found.field}.title" if target and isinstance(target.value, Role) else found.field or ""


def both_of(value: str) -> list[str]:
    date = Date.read(value)
    return both(date) if date else []


@pytest.mark.parametrize("name", EACH)
def test_no_page_calls_a_record_by_its_id(bridge: Store, name: str) -> None:
    page = page_of(bridge, name)
    shown = [found.text for found in (*cells(page.blocks, full=page.full), *page.differences)]
    ids = {"ben-cray", "ada-brook"}
    printed = [re.sub(r"brief \w+ [-\w ]+", "", text) for text in shown if text not in ids]
    assert [text for text in printed for id_ in ids if id_ in text] == []


def test_the_versions_of_a_relation_are_what_each_side_says_and_no_dispute_is_told_twice(bridge: Store) -> None:
    page = graph(bridge, GraphSelection(), full=False)
    assert "The accord, signed: The bridge opens; or: A parade" in [found.text for found in page.differences]
    paper = SHORT["memo"](bridge)
    listings = [block.items for block in paper.blocks if isinstance(block, Listing)]
    told = [found.text for items in (*listings, paper.differences) for found in items]
    assert len([text for text in told if "or: Ben Cray" in text]) == 1


@pytest.mark.parametrize(
    ("own", "rival", "first", "last", "text"),
    [
        ("2025-08-01", "2025-11-01", "2025-08-01", "2025-08-01", "1 August 2025 or 1 November 2025 (disputed)"),
        ("2025-08", "2024", "2025-08-01", "2025-08-31", "August 2025 or 2024 (disputed)"),
        ("", "2024", "", "", "2024 (disputed)"),
    ],
)
def test_the_days_of_a_table_are_those_of_the_record_itself(
    dossier_of: Callable[[str], Store], own: str, rival: str, first: str, last: str, text: str
) -> None:
    for field in ("due", "made"):
        held = f"{field}: {own}, " if own else ""
        promise = f"{{text: Pay, {held}cite: log, differs: [{{field: {field}, value: {rival}, cite: log}}]}}"
        store = dossier_of(
            "dossier: {title: Days}\nsources: {log: {title: Log, type: webpage}}\n"
            f"commitments: {{pay: {promise}}}\n"
        )
        table = csv.render(commitments(store, CommitmentSelection(), Date.parse("2023")))
        (row,) = [row for row in DictReader(table.splitlines()) if row["part"] == "card"]
        names = ("date_from", "date_to") if field == "due" else ("made_from", "made_to")
        assert tuple(row.get(name, "") for name in names) == (first, last)
        assert field == "due" or row["made"].startswith(text)
        assert ("date" if field == "due" else "made") in row["differs"]


def referred(page: Document, words: str) -> set[str]:
    """Return the locators behind the line of a page with these words."""
    printed = (statement for block in page.blocks for statement in statements(block, full=False))
    (line,) = (each for each in printed if words in " ".join(page_words(page, found) for found in each))
    return {place for pointer in page.reference(*line) for place in pointer.places}


@pytest.mark.parametrize(
    ("name", "words", "places"),
    [
        ("who ben-cray, short", "Ada Brook, ", {"28", "29", "27"}),  # whom he met
        ("who ben-cray, short", "A fete on the flats", {"72", "73", "74", "75"}),  # where he was
        ("who ada-brook, short", "It may pay", {"40", "41", "43"}),  # her opinion
    ],
)
def test_what_a_heading_says_of_a_line_is_cited_too(bridge: Store, name: str, words: str, places: set[str]) -> None:
    assert referred(page_of(bridge, name), words) == places


def test_another_date_in_a_line_is_cited_there(bridge: Store) -> None:
    told = render(EACH["timeline, short"](bridge), Format.TEXT)
    (line,) = (line for line in told.splitlines() if ", or 29 Jun 2025" in line)
    assert re.search(r"A26 27 28 29, B27", line), line


def test_the_name_of_a_disputed_part_has_its_own_citations(bridge: Store) -> None:
    page = EACH["memo, short"](bridge)
    listed = [item for block in page.blocks if isinstance(block, Listing) for item in block.items]
    (told,) = (found for found in (*listed, *page.differences) if "Roll" in found.text)
    assert [(text, [note.at for note in notes]) for text, notes in segments(told)] == [
        ("The accord, Roll", ["38"]), (", number: 88", ["39"]), ("; or: 89", ["39"])
    ]  # fmt: skip


def test_json_says_which_value_each_note_belongs_to(bridge: Store) -> None:
    found = json.loads(render(timeline(bridge, EventSelection()), Format.JSON))
    places = {note["number"]: note["at"] for note in found["notes"]}
    (parade,) = [entry for entry in found["blocks"][0]["entries"] if entry["id"] == "parade"]
    told = {key: [places[number] for number in numbers] for key, numbers in parade["notes_of"].items()}
    assert told == {"date": ["33"], "what": ["32"]}
    found = json.loads(render(memo(bridge, Memo(DAY)), Format.JSON))
    places = {note["number"]: note["at"] for note in found["notes"]}
    (table,) = [block for block in found["blocks"] if block.get("name") == "commitments"]
    (row,) = table["rows"]
    told = {key: sorted(places[number] for number in numbers) for key, numbers in row["notes_of"].items()}
    assert told == {
        "what": ["44"],
        "between": ["45", "46"],
        "status": ["49", "50", "51", "51", "52"],
        "due": ["48", "48"],
    }
    found = json.loads(render(graph(bridge, GraphSelection()), Format.JSON))
    (opening,) = [node for node in found["blocks"][0]["nodes"] if node["id"] == "opening"]
    assert [part["text"] for part in opening["parts"]] == [
        "The bridge opens",
        ", 15 June 2025",
        " or 29 June 2025 (disputed)",
    ]
    found = json.loads(render(commitments(bridge, CommitmentSelection(), DAY), Format.JSON))
    assert found["blocks"][0]["title"] == "Paint the railing"
    assert "title_parts" not in found["blocks"][0]
