"""`show` prints a whole record of any kind: each value with its rivals, and its backlinks."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.document import Card, Cell, Document, Heading, Listing, Notice, Table
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.user_error import UserError
from brief.renderers import Format, render
from brief.reports.show import show
from brief.stores.query import Store

HARBOUR = """
dossier: {title: Harbour, summary: A harbour., cite: [log p. 1, log p. 9]}
sources:
  log: {title: The harbour log}
  copy: {title: A copy of the log, derived_from: log}
people:
  ada:
    name: Ada Finn
    roles:
    - {title: Pilot, rank: Mate, org: harbour, seen: 2001, cite: log p. 2}
    - {title: Master, org: harbour, from: 2010, cite: log p. 3}
    inferred: {roles.0.rank: From her cap., name: From a badge.}
    differs:
    - {field: roles.0.rank, value: Captain, cite: copy p. 2, note: A later hand.}
    cite: log p. 2
organizations:
  harbour: {name: Harbour Board, cite: log p. 1}
  port: {name: Port, part_of: harbour, external: true, note: Seen from afar., cite: log p. 1}
events:
  opening:
    title: The harbour opens
    date: 2002
    place: harbour
    who: {harbour: host, ada: null}
    cite: log p. 4
    differs:
    - {field: place, value: port, cite: copy p. 4}
    - {field: who.ada, value: absent, cite: copy p. 5}
    - {value: It never opened, cite: copy p. 6}
  closing: {title: The harbour closes, date: 2012, who: {harbour: host}, cite: log p. 8}
  rumour: {title: A rumour, who: {ada: teller}}
commitments:
  dredge:
    text: Dredge the harbour
    by: harbour
    made: 2003
    log:
    - {date: 2004, status: under-way, said_by: harbour, cite: log p. 5}
    - {date: 2011, status: dropped, said_by: harbour, cite: log p. 7}
    cite: log p. 5
positions:
  depth: {text: Ask how deep it is., use: point, with: harbour}
assessments:
  deep: {text: It is deep enough., by: [an old pilot, ada], about: dredge, cite: log p. 6}
"""

Show = Callable[..., Document]


@pytest.fixture
def harbour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    (tmp_path / "harbour").mkdir()
    (tmp_path / "harbour" / "dossier.yaml").write_text(HARBOUR, encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    store = open_store(tmp_path / "harbour")
    assert [finding.sentence for finding in store.findings() if finding.severity == "error"] == []
    yield store
    store.close()


@pytest.fixture
def signals(beacons: str) -> Iterator[Store]:
    with closing(open_store(Path(beacons))) as store:
        yield store


def card(document: Document) -> dict[str, list[Cell]]:
    (found,) = [block for block in document.blocks if isinstance(block, Card)]
    return {field.key: list(field.lines) for field in found.fields}


def texts(document: Document, key: str) -> list[str]:
    return [line.text for line in card(document).get(key, [])]


def referring(document: Document) -> dict[str, list[str]]:
    return {block.name: [item.text for item in block.items] for block in document.blocks if isinstance(block, Listing)}


def cited(line: Cell) -> list[str]:
    return [f"{note.source} {note.at}" for note in line.cites]


def test_every_field_that_holds_something_is_shown(harbour: Store, signals: Store) -> None:
    kinds = set()
    for store in (harbour, signals):
        for kind in KINDS:
            for record in store.records(kind):
                kinds.add(kind)
                given = (
                    item
                    for item in fields(type(record)).values()
                    if getattr(record, item.attribute) not in (item.default, (), {})
                )
                held = {item.name.rstrip("_") for item in given}
                apart = {"cite", "differs", "inferred"}
                assert held - apart <= card(show(store, record.id)).keys(), record.id
    assert kinds == set(KINDS)


def test_every_citation_and_every_rival_of_a_record_is_printed(harbour: Store, signals: Store) -> None:
    rivals = 0
    for store in (harbour, signals):
        for kind in KINDS:
            for record in store.records(kind):
                document = show(store, record.id)
                sources = {found.target for found in references(record) if "cite" in found.path.split(".")}
                assert sources <= {note.source for note in document.notes}, record.id
                lines = [line for held in card(document).values() for line in held]
                for found in record.differs:
                    rivals += 1
                    assert [line for line in lines if line.value == {"field": found.field, "value": found.value}]
    assert rivals > 10


def test_dates_are_words_and_ids_are_names(harbour: Store) -> None:
    document = show(harbour, "opening")
    assert [(line.text, str(line.value)) for line in card(document)["date"]] == [("2002", "2002")]
    first = card(document)["place"][0]
    assert (first.text, first.value) == ("Harbour Board", "harbour")
    assert cited(card(document)["place"][0]) == ["log p. 4"]


def test_rivals_stand_under_what_they_dispute(harbour: Store) -> None:
    document = show(harbour, "opening")
    assert texts(document, "differs") == ["It never opened"]
    assert texts(document, "place") == ["Harbour Board", "place disputed: Port"]
    assert texts(document, "who") == ["Harbour Board (host)", "Ada Finn", "Ada Finn disputed: absent"]
    assert cited(card(document)["place"][1]) == ["copy p. 4"]


def test_a_part_has_a_line_with_its_own_citations(harbour: Store) -> None:
    document = show(harbour, "ada")
    pilot = "Pilot; rank: Mate; org: Harbour Board; confirmed: 2001"
    assert texts(document, "roles") == [
        pilot,
        "rank disputed: Captain (A later hand.)",
        "rank inferred: From her cap.",
        "Master; org: Harbour Board; since 2010",
    ]
    assert [cited(line) for line in card(document)["roles"]] == [["log p. 2"], ["copy p. 2"], [], ["log p. 3"]]
    assert texts(document, "name") == ["Ada Finn (inferred)", "inferred: From a badge."]
    assert [cited(line) for line in card(document)["name"]] == [[], []]


def test_the_desks_marks_are_shown(harbour: Store) -> None:
    document = show(harbour, "port")
    assert texts(document, "external") == ["yes: from outside the dossier's main sources"]
    assert texts(document, "note") == ["Seen from afar."]
    assert cited(card(document)["note"][0]) == []
    assert texts(show(harbour, "rumour"), "cite") == ["no source is given"]


def test_what_refers_to_a_record_says_how(harbour: Store) -> None:
    found = referring(show(harbour, "harbour"))
    assert list(found) == ["person", "organization", "event", "commitment", "log", "position"]
    assert found["organization"] == ["Port — part of"]
    assert found["event"] == [
        "The harbour opens; or: It never opened (disputed), 2002 — place; or: Port (disputed); who: host",
        "The harbour closes, 2012 — who: host",
    ]
    (line,) = found["person"]
    assert "roles: Pilot; rank: Mate; confirmed: 2001; rank disputed: Captain" in line
    assert "roles: Master; since 2010" in line
    (line,) = found["commitment"]
    assert line.endswith("— by; log")


def test_each_thing_said_of_a_promise_has_a_line_with_its_own_citation(harbour: Store) -> None:
    document = show(harbour, "harbour")
    (said,) = [block.items for block in document.blocks if isinstance(block, Listing) and block.name == "log"]
    assert [(line.text, cited(line)) for line in said] == [
        ("reported under way (Harbour Board, 2004) — Dredge the harbour", ["log p. 5"]),
        ("dropped (Harbour Board, 2011) — Dredge the harbour", ["log p. 7", "log p. 5"]),
    ]


def test_an_opinion_that_refers_carries_its_holder(harbour: Store) -> None:
    (line,) = referring(show(harbour, "dredge"))["assessment"]
    assert line.startswith("an old pilot, Ada Finn: ")
    assert referring(show(harbour, "ada"))["assessment"][0].endswith("— by")


def test_a_source_shows_what_rests_on_it(harbour: Store) -> None:
    document = show(harbour, "copy")
    headings = [block.text for block in document.blocks if isinstance(block, Heading)]
    assert headings[0] == "Used for"
    found = referring(document)
    assert found["person"] == ["Ada Finn — cited for another version (Pilot, rank) at p. 2"]
    assert found["event"][0].endswith(
        "— cited for another version (place) at p. 4; cited for another version (Ada Finn) at p. 5; "
        "cited for another version at p. 6"
    )
    assert {note.source for note in document.notes} == {"copy"}
    log = referring(show(harbour, "log"))
    assert log["source"] == ["A copy of the log — derived from"]
    assert log["person"] == ["Ada Finn — cited at p. 2; cited for roles at p. 2, p. 3"]
    assert log["dossier"] == ["Summary of the dossier — cited at p. 1, p. 9"]


def test_as_of_a_date_what_came_later_is_left_out(harbour: Store) -> None:
    day = Date.parse("2005")
    assert texts(show(AsOf(harbour, day), "ada"), "roles")[-1] == "rank inferred: From her cap."
    assert texts(show(AsOf(harbour, day), "dredge"), "log") == ["under way; date: 2004; said by: Harbour Board"]
    found = referring(show(AsOf(harbour, day), "harbour"))
    assert len(found["event"]) == 1
    assert "Master" not in found["person"][0]
    assert found["log"] == ["reported under way (Harbour Board, 2004) — Dredge the harbour"]
    with pytest.raises(UserError, match="has the name `closing` as of 2005"):
        show(AsOf(harbour, day), "closing")


def test_as_of_a_date_what_cannot_be_told_is_said(harbour: Store) -> None:
    document = show(AsOf(harbour, Date.parse("1999")), "ada")
    assert texts(document, "roles")[0] == (
        "Pilot; rank: Mate; org: Harbour Board; confirmed: 2001 (may be later than 1999)"
    )
    assert any("Undated facts" in line for line in notices(document))
    assert texts(show(AsOf(harbour, Date.parse("2002-05")), "opening"), "date") == ["2002 (may be later than May 2002)"]
    assert texts(show(AsOf(harbour, Date.parse("2003")), "opening"), "date") == ["2002"]
    assert not any("Undated facts" in line for line in notices(show(harbour, "ada")))


def test_as_of_a_date_mentions_of_what_came_later_are_left_out(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Pier}\n"
        "events:\n  built: {title: The pier is built, date: 2010}\n"
        "commitments:\n"
        "  build: {text: Build a pier, made: 2005, evidence: built, inferred: {evidence: By its stones.}}\n"
    )
    assert texts(show(AsOf(store, Date.parse("2007")), "build"), "evidence") == []
    assert texts(show(AsOf(store, Date.parse("2011")), "build"), "evidence") == [
        "The pier is built (inferred)",
        "inferred: By its stones.",
    ]


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


def test_as_it_could_be_known_parts_are_counted_anew(signals: Store) -> None:
    store = KnownBy(signals, Date.parse("2021-12"))
    shown = 0
    for kind in KINDS:
        for record in store.records(kind):
            shown += bool(show(store, record.id).blocks)
    assert shown > 5


@pytest.mark.parametrize("words", ["the Harbour Board", "HB", "hb", "the harbour board", "harbour"])
def test_a_record_is_found_by_what_people_call_it(harbour: Store, words: str) -> None:
    assert show(harbour, words).title == "Harbour Board"


def test_how_a_record_was_found_is_said_unless_the_words_are_in_its_name(harbour: Store) -> None:
    assert notices(show(harbour, "fin")) == ["No exact match for “fin”; showing Ada Finn (beginning of the name)."]
    assert notices(show(harbour, "finn")) == []


def test_of_several_none_is_picked(harbour: Store) -> None:
    document = show(harbour, "the harbour")
    assert not document.answers
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [column.key for column in table.columns] == ["id", "name", "kind", "reason"]
    assert {(row.id, row.cells[2].text) for row in table.rows} >= {("opening", "event"), ("closing", "event")}


def test_of_many_the_nearest_are_listed_and_the_others_counted(harbour: Store) -> None:
    whole = show(harbour, "the harbour", limit=99)
    (every,) = [block for block in whole.blocks if isinstance(block, Table)]
    assert len(every.rows) > 2
    document = show(harbour, "the harbour", limit=2)
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert table.rows == every.rows[:2]
    assert notices(document) == [f"Use the id to choose one. Not listed: {len(every.rows) - 2} more."]
    assert notices(whole) == ["Use the id to choose one."]


def test_a_heading_says_that_the_name_is_disputed(harbour: Store, dossier_of: Callable[[str], Store]) -> None:
    assert show(harbour, "opening").title == "The harbour opens (disputed)"
    store = dossier_of(
        "dossier: {title: T}\npeople: {jo: {name: Jo, differs: [{field: name, value: Joe, note: On a bill.}]}}\n"
    )
    assert show(store, "jo").title == "Jo (name disputed)"


def test_of_none_the_nearest_is_named(harbour: Store) -> None:
    with pytest.raises(UserError, match="no record has the name `Board of Ada`") as caught:
        show(harbour, "Board of Ada")
    assert "Harbour Board" in caught.value.hint
    assert caught.value.code == 1


MANY = """
dossier: {title: Many}
sources: {log: {title: Log}}
topics: {fish: {name: Fish}, tides: {name: Tides}}
"""


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A topic with many events in two files, the second of which is compiled first, and with a commitment."""
    root = tmp_path / "many"
    root.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (root / "dossier.yaml").write_text(MANY)
    for name, numbers in (("b", range(70, 140)), ("a", range(70))):
        events = "".join(
            f"  e-{number}: {{title: Event {number}, date: {1900 + number}, topics: [fish, tides], cite: log p. 1}}\n"
            for number in numbers
        )
        (root / f"{name}.yaml").write_text(f"events:\n{events}")
        open_store(root).close()
    (root / "c.yaml").write_text(
        "organizations: {club: {name: Club, cite: log p. 1}}\n"
        "commitments: {net: {text: Mend the net, topics: fish, by: club, cite: log p. 1,"
        " log: [{date: 2001, status: done, said_by: club, cite: log p. 1}]}}\n"
    )
    store = open_store(root)
    yield store
    store.close()


def below(document: Document, name: str) -> list[str]:
    return [
        item.text
        for block in document.blocks
        if isinstance(block, Listing) and block.name == name
        for item in block.items
    ]


def test_of_many_that_refer_to_it_the_first_of_each_kind_are_listed_and_the_others_counted(many: Store) -> None:
    lines = below(show(many, "fish"), "event")
    assert len(lines) == 101
    assert lines[0].startswith("Event 0,")
    assert lines[99].startswith("Event 99,")
    assert lines[100] == "and 40 more, of 140"
    assert [
        line.startswith(f"Event {number},") for number, line in enumerate(below(show(many, "fish", limit=140), "event"))
    ] == [True] * 140
    document = show(many, "fish", limit=2)
    assert below(document, "event")[2:] == ["and 138 more, of 140"]
    assert len(below(document, "commitment")) == 1


def test_no_more_of_them_are_read_than_are_listed(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    get = many.get

    def noted(id_: str) -> object:
        read.append(id_)
        return get(id_)

    monkeypatch.setattr(many, "get", noted)
    show(many, "fish", limit=3)
    assert sum(id_.startswith("e-") for id_ in read) == 3


def test_as_of_a_day_the_others_are_counted_at_most(many: Store) -> None:
    assert below(show(AsOf(many, Date.parse("1950")), "fish", 3), "event")[3:] == ["and up to 137 more, of 140"]
    assert len(below(show(AsOf(many, Date.parse("1950")), "fish", 140), "event")) == 51


def test_counts_are_those_of_the_mentions(many: Store, signals: Store) -> None:
    for view in (many, signals, KnownBy(signals, Date.parse("2021-12"))):
        for id_ in view.ids():
            others = dict.fromkeys((link.kind, link.id) for link in view.linked_to(id_) if link.id != id_)
            counts = view.referring_counts(id_)
            assert sum(counts.values()) == len(others)
            for kind, count in counts.items():
                told = [other for found, other in others if found == kind]
                assert list(view.referring(id_, kind)) == told
                assert len(told) == count


FILED = """
dossier: {title: Filed}
sources: {log: {title: The log}}
topics: {ferry: {name: Ferry}}
events:
  sails: {title: The ferry sails, date: 2024, topics: [ferry], cite: CITE}
questions:
  asked: {text: Who sails?, about: sails, cite: log p. 2}
"""


@pytest.mark.parametrize(
    ("cite", "told"), [("log p. 1", "Ferry"), ("{topics: log p. 3, rest: log p. 1}", "Ferry [A p. 3]")]
)
def test_no_source_is_cited_for_topics_unless_a_citation_names_them(
    dossier_of: Callable[[str], Store], cite: str, told: str
) -> None:
    page = render(show(dossier_of(FILED.replace("CITE", cite)), "sails"), Format.TEXT)
    assert f"Topics:  {told}\n" in page
    assert "Date:    2024 [A p. 1]\n" in page
    assert "- Who sails? [A p. 2]\n" in page.replace(" (open question)", "")
