"""What is not known: questions that someone flagged, and information that brief finds missing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brief.app import open_store
from brief.document import Document, Heading, Listing, Notice
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import Kind
from brief.model.agreements import Agreement
from brief.model.dates import Answer, Date, Precision
from brief.model.events import Event
from brief.model.parts import Citation, Difference, Role
from brief.reports.cited import IndependentSources
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.staleness import is_stale
from brief.stores import query, trust
from brief.stores.query import Store

QUARRY = """
dossier: {title: The quarry}
sources:
  mason: {title: The mason's book}
  wire: {title: The wire}
  echo: {title: An echo, derived_from: wire}
  far-echo: {title: An echo of the echo, derived_from: echo}
  other-echo: {title: Another echo, derived_from: wire}
people:
  bo-lind:
    name: Bo Lind
    roles:
    - {title: Foreman, seen: 2023-01-10, cite: mason p. 1}
    cite: mason p. 1
  eve-ash:
    name: Eve Ash
    roles:
    - {title: Clerk, from: 2019, to: 2020, cite: mason p. 2}
    cite: mason p. 2
  no-post: {name: Una Post, cite: mason p. 3}
organizations:
  quarry-board: {name: Quarry Board, cite: mason p. 1}
events:
  opened: {title: The quarry opens, date: 2020-05-01, place: hill, cite: [mason p. 4, wire ¶1]}
  echoed: {title: The quarry floods, date: 2021, cite: [wire ¶2, far-echo ¶2, other-echo ¶1]}
  signing:
    title: The lease is signed
    date: 2022-02-02
    place: hill
    who: {bo-lind: signatory, quarry-board: party}
    cite: [mason p. 5, echo ¶3]
  walk: {title: A walk, date: 2022-02-02/2022-02-03, place: hill, cite: [mason p. 5, echo ¶4]}
  unsourced: {title: Rocks fall}
places:
  hill: {name: The hill, cite: mason p. 1}
agreements:
  lease: {title: The lease, signed: signing, cite: [mason p. 5, echo ¶3]}
  handshake: {title: The handshake, cite: [mason p. 6, wire ¶4]}
commitments:
  fence:
    text: Put up a fence
    by: quarry-board
    due: 2023
    log:
    - {date: 2023, status: done, cite: mason p. 7}
    evidence: opened
    cite: [mason p. 7, wire ¶5]
  gate: {text: Hang a gate, by: quarry-board, due: 2023-06, cite: [mason p. 8, wire ¶5]}
questions:
  depth: {text: How deep is it?, flagged_by: source, cite: mason p. 9}
  owner: {text: Who owns it?}
  age: {text: How old is it?, answer: Since 1820.}
"""


@pytest.fixture
def quarry(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(QUARRY)


def found(store: Store, as_of: str | None = None, months: int = 12, limit: int | None = None) -> Document:
    day = Date.parse(as_of or "2024-01-01")
    return gaps(AsOf(store, day) if as_of else store, Gaps(day, months, limit))


def notices(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


def listed(document: Document, name: str) -> list[str]:
    return [
        item.text
        for block in document.blocks
        if isinstance(block, Listing) and block.name == name
        for item in block.items
    ]


def test_questions_stand_by_who_flagged_them_and_the_answered_apart(quarry: Store) -> None:
    document = found(quarry)
    assert listed(document, "flagged-by-source") == ["How deep is it?"]
    assert listed(document, "flagged-by-desk") == ["Who owns it?"]
    assert "Since 1820." in listed(document, "answered")[0]


def test_echoes_of_one_source_count_once(quarry: Store) -> None:
    assert listed(found(quarry), "one-witness-event") == [
        "The quarry floods, 2021",
        "Rocks fall, date unknown — no source given",
    ]


@pytest.mark.parametrize(
    ("cited", "count"),
    [
        (["wire"], 1),
        (["wire", "far-echo"], 1),
        (["far-echo", "other-echo"], 1),
        (["wire", "wire"], 1),
        (["far-echo", "mason"], 2),
        ([], 0),
    ],
)
def test_independent_sources_are_counted_through_every_echo(quarry: Store, cited: list[str], count: int) -> None:
    assert len(IndependentSources(quarry).of([Citation(source=id_) for id_ in cited])) == count


def test_a_source_that_repeats_two_others_takes_neither_away(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: T}\nsources:\n  a: {title: A}\n  b: {title: B}\n  both: {title: C, derived_from: [a, b]}\n"
    )
    assert len(IndependentSources(store).of([Citation(source=id_) for id_ in ("both", "a", "b")])) == 2


def test_sources_that_repeat_each_other_count_once(dossier_of: Callable[[str], Store]) -> None:
    text = "dossier: {title: T}\nsources:\n  a: {title: A, derived_from: b}\n  b: {title: B}\n"
    store = dossier_of(text)
    assert len(IndependentSources(store).of([Citation(source=id_) for id_ in ("a", "b")])) == 1


@pytest.mark.parametrize(
    ("seen", "rival", "day", "answer"),
    [
        ("2023-01-10", None, "2024-01-10", Answer.NO),
        ("2023-01-10", None, "2024-01-11", Answer.YES),
        ("2023", None, "2024-06-15", Answer.CANNOT_TELL),
        ("2023-01-10", None, "2024", Answer.CANNOT_TELL),
        ("2023-01-10", None, "2025", Answer.YES),
        ("2023-01-10", "2024", "2024-06-01", Answer.CANNOT_TELL),
        ("2023-02-28", None, "2024-02-29", Answer.NO),
        (None, None, "2024", Answer.CANNOT_TELL),
    ],
)
def test_a_role_is_stale_only_when_it_is_certain(seen: str | None, rival: str | None, day: str, answer: Answer) -> None:
    role = Role(title="Foreman", seen=(Date.parse(seen),) if seen else ())
    rivals = [Difference(field="roles.0.seen", value=rival)] if rival else []
    assert is_stale(role, rivals, Date.parse(day), 12) is answer


def test_a_role_that_ends_later_needs_no_confirming() -> None:
    role = Role(title="Foreman", from_=Date.parse("2001"), to=Date.parse("2030"))
    assert is_stale(role, [], Date.parse("2024"), 12) is Answer.NO


@pytest.mark.parametrize(("from_", "answer"), [("2001", Answer.NO), ("2025", Answer.CANNOT_TELL)])
def test_a_role_that_had_begun_and_is_seen_later_needs_no_confirming(from_: str, answer: Answer) -> None:
    role = Role(title="Foreman", from_=Date.parse(from_), seen=(Date.parse("2026"),))
    assert is_stale(role, [], Date.parse("2024"), 12) is answer


def test_roles_are_held_against_the_months_asked_for(quarry: Store) -> None:
    assert listed(found(quarry, months=6), "unconfirmed") == ["Bo Lind: Foreman; in post on 10 January 2023"]
    assert listed(found(quarry, months=12), "unconfirmed") == []


def test_a_commitment_says_which_of_the_two_it_lacks(quarry: Store) -> None:
    assert listed(found(quarry), "commitments") == ["Quarry Board: Hang a gate — nothing to show for it"]
    assert listed(found(quarry, as_of="2023-05"), "commitments") == []


def test_an_agreement_without_a_signing_is_listed_and_one_with_signatories_is_not(quarry: Store) -> None:
    assert listed(found(quarry), "agreements") == ["The handshake — no signatories, no date of signing"]


def test_events_say_whether_the_day_or_the_place_is_missing(quarry: Store) -> None:
    assert listed(found(quarry), "events") == [
        "The quarry floods, 2021 — no day, no place",
        "Rocks fall, date unknown — no date, no place",
    ]


def test_people_without_a_post_are_listed_with_the_last_one_known(quarry: Store) -> None:
    assert listed(found(quarry), "people") == [
        "Eve Ash: last known: Clerk; 2019 to 2020",
        "Una Post: no post given",
    ]
    assert listed(found(quarry, as_of="2019-07"), "people") == ["Una Post: no post given"]


@pytest.mark.parametrize(
    ("role", "day", "is_gap"),
    [
        ("from: 2021, to: 2027-03-31", "2026-11-29", False),
        ("from: 2021, to: 2027-03-31", "2027-04-01", True),
        ("to: 2026", "2026-11-29", False),
        ("from: 2028, to: 2030", "2026-11-29", False),
        ("from: 2019, to: 2024", "2026-11-29", True),
    ],
)
def test_a_post_that_is_not_over_by_the_day_is_one(
    dossier_of: Callable[[str], Store], role: str, day: str, is_gap: bool
) -> None:
    store = dossier_of(f"dossier: {{title: Term}}\npeople: {{dol: {{name: Dol, roles: [{{title: Head, {role}}}]}}}}\n")
    assert bool(listed(gaps(store, Gaps(Date.parse(day))), "people")) is is_gap


def test_headings_count_what_stands_below_them(quarry: Store) -> None:
    document = found(quarry)
    for heading, below in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(heading, Heading) and isinstance(below, Listing):
            assert heading.selection == str(len(below.items))
    assert ("Facts with a single source", "3 of 10") in [
        (block.text, block.selection) for block in document.blocks if isinstance(block, Heading)
    ]


def test_what_came_later_was_no_gap_then(quarry: Store) -> None:
    assert listed(found(quarry, as_of="2020-06"), "events") == ["Rocks fall, date unknown — no date, no place"]


def test_as_of_a_day_it_is_said_that_the_undated_cannot_be_told(quarry: Store) -> None:
    assert any("Undated facts" in line for line in notices(found(quarry, as_of="2020-06")))
    assert not any("Undated facts" in line for line in notices(found(quarry)))


def test_a_question_about_what_came_later_was_not_asked_then(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Pier}\nevents: {built: {title: The pier is built, date: 2010}}\n"
        "programs: {dive: {name: Diving, period: 2012/2013}}\n"
        "questions: {who-built: {text: Who built it?, about: built}, depth: {text: How deep is it?}}\n"
    )
    assert listed(found(store, as_of="2009"), "flagged-by-desk") == ["How deep is it?"]
    assert len(listed(found(store, as_of="2011"), "flagged-by-desk")) == 2
    assert listed(found(store, as_of="2011"), "one-witness-program") == []
    assert len(listed(found(store, as_of="2014"), "one-witness-program")) == 1


def test_of_many_lines_the_first_are_shown_and_the_others_counted(quarry: Store) -> None:
    assert listed(found(quarry, limit=1), "people") == [
        "Eve Ash: last known: Clerk; 2019 to 2020",
        "and more",
    ]
    assert listed(found(quarry, limit=2), "people") == listed(found(quarry), "people")


def test_with_a_limit_a_heading_counts_no_further_and_says_so(quarry: Store) -> None:
    blocks = found(quarry, limit=1).blocks
    headings: dict[str, str] = {block.text: block.selection for block in blocks if isinstance(block, Heading)}
    assert headings["People without a post"] == "more than 1"
    assert headings["Agreements without signatories or date"] == "1"
    assert headings["Facts with a single source"].startswith("more than ")


@pytest.mark.parametrize("limit", [1, 2, 3, 50])
@pytest.mark.parametrize("as_of", [None, "2021-06"])
def test_with_a_limit_the_first_lines_are_those_without(quarry: Store, limit: int, as_of: str | None) -> None:
    few, all_ = found(quarry, as_of, limit=limit), found(quarry, as_of)
    names = [block.name for block in all_.blocks if isinstance(block, Listing)]
    assert names == [block.name for block in few.blocks if isinstance(block, Listing)]
    for name in names:
        assert listed(few, name)[:limit] == listed(all_, name)[:limit]
        assert len(listed(few, name)) == min(limit + 1, len(listed(all_, name)))


def noting_what_is_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list to which the kind of each record is added when it is read."""
    decoded: list[str] = []
    decode = trust.decoded

    def noted(cls: type[Kind], body: str) -> Kind:
        decoded.append(cls.KIND)
        return decode(cls, body)

    monkeypatch.setattr(query, "decoded", noted)
    return decoded


def test_with_a_limit_no_more_records_are_read_than_tell_that_there_are_more(
    dossier_of: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    events = "".join(f"  e-{number}: {{title: Event {number}, cite: log p. 1}}\n" for number in range(300))
    store = dossier_of(f"dossier: {{title: Many}}\nsources:\n  log: {{title: Log}}\nevents:\n{events}")
    decoded = noting_what_is_read(monkeypatch)
    assert len(listed(found(store, limit=2), "events")) == 3
    assert decoded.count("event") <= 6


SOUND = """
dossier: {title: Sound}
sources: {log: {title: Log}, wire: {title: Wire}, echo: {title: Echo, derived_from: wire}}
places: {hill: {name: Hill}}
"""
CITED = "cite: [log p. 1, wire p. 1]"
SEEN = f"{{title: Clerk, seen: 2023-12-01, {CITED}}}"
KEPT = "log: [{date: 2021, status: done}], evidence: e-0"
MANY = {
    "people": f"{{name: Ann Lee, roles: [{SEEN}], {CITED}}}",
    "events": f"{{title: Event, date: 2020-01-02, place: hill, who: {{p-0: signatory}}, {CITED}}}",
    "agreements": f"{{title: Pact, signed: e-0, {CITED}}}",
    "commitments": f"{{text: Promise, by: p-0, due: 2022, {KEPT}, {CITED}}}",
}


def test_where_nothing_is_missing_nothing_is_read(
    dossier_of: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    sections = (
        f"{section}:\n" + "".join(f"  {section[0]}-{number}: {held}\n" for number in range(50))
        for section, held in MANY.items()
    )
    store = dossier_of(SOUND + "".join(sections))
    decoded = noting_what_is_read(monkeypatch)
    assert "Nothing is flagged" in notices(found(store, limit=2))[0]
    assert len(decoded) < 5


EDGES = """
dossier: {title: Edges}
sources: {log: {title: Log, published: 2024}}
places: {hill: {name: Hill, cite: log p. 1}}
events:
  day: {title: A day, date: 2020-01-02, place: hill, cite: log p. 1}
  about: {title: About a day, date: 2020-01-02~, place: hill, cite: log p. 1}
  rival: {title: A rival day, date: 2020, place: hill, cite: log p. 1, differs: [{field: date, value: 2020-03-04}]}
  only-rival: {title: Only a rival, place: hill, cite: log p. 1, differs: [{field: date, value: 2020-03-04}]}
  rival-year: {title: A rival year, date: 2020-01-02, place: hill, differs: [{field: date, value: 2021}]}
  within: {title: Within days, date: 2020-01-02/2020-01-05, place: hill, cite: log p. 1}
  open: {title: No end, date: 2020-01-02/.., place: hill, cite: log p. 1}
  nowhere: {title: Nowhere, date: 2020-01-02, cite: log p. 1}
"""


def test_what_the_store_holds_to_be_indefinite_is_what_the_report_does(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(EDGES)
    by_walking = {e.id for e in store.every(Event) if not (e.place and e.date and _is_to_the_day(e.date))}
    assert by_walking == {"rival", "only-rival", "open", "nowhere"}
    assert {event.id for event in store.having(Event, "indefinite")} == by_walking
    assert len(listed(found(store), "events")) == len(by_walking)


def _is_to_the_day(date: Date) -> bool:
    return all(side is not None and side.precision is Precision.DAY for side in (date.start, date.end))


def test_a_fact_is_thin_by_few_sources_or_by_echoes(quarry: Store) -> None:
    assert [held.id for held in quarry.having(Event, "thin")] == ["echoed", "signing", "walk", "unsourced"]
    assert [held.id for held in quarry.having(Agreement, "unsigned")] == ["handshake"]
    assert [held.id for held in KnownBy(quarry, Date.parse("2030")).having(Event, "thin")] == [
        event.id for event in quarry.every(Event)
    ]


def test_a_rival_of_a_question_stands_beside_it(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: T}\nsources: {log: {title: The log}}\n"
        "questions: {age: {text: How old?, differs: [{field: text, value: How new?, cite: log p. 1}]}}\n"
    )
    (line,) = listed(found(store), "flagged-by-desk")
    assert "How old?" in line
    assert "How new?" in line


def test_where_nothing_is_found_no_more_is_claimed_than_was_looked_through(
    dossier_of: Callable[[str], Store], tmp_path: Path
) -> None:
    assert notices(found(dossier_of("dossier: {title: T}\n")))[-1] == (
        "There are no records here that could have gaps."
    )
    sound = "dossier: {title: T}\norganizations: {board: {name: Board}}\n"
    assert notices(found(dossier_of(sound)))[-1].startswith("Nothing is flagged")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "dossier.yaml").write_text(f"{sound}events: {{lost: {{date: 2001}}}}\n", encoding="utf-8")
    broken = open_store(tmp_path / "broken")
    assert "part of the dossier could not be read" in notices(found(broken))[-1]
    broken.close()


@pytest.mark.parametrize(
    ("event", "signed", "told"),
    [
        ("kind: signing, agreements: pact", "", "no event of signing; perhaps Pact signed"),
        ("kind: visit, agreements: pact", "", "no signatories, no date of signing"),
        ("kind: signing", "", "no signatories, no date of signing"),
        ("kind: signing, agreements: pact", "signed: signing, ", "no signatories"),
    ],
)
def test_a_signing_that_names_an_agreement_is_offered_and_not_taken_for_its_own(
    dossier_of: Callable[[str], Store], event: str, signed: str, told: str
) -> None:
    store = dossier_of(
        "dossier: {title: Pact}\n"
        f"events: {{signing: {{title: Pact signed, date: 1994-06-03, {event}}}}}\n"
        f"agreements: {{pact: {{title: The pact, {signed}kind: treaty}}}}\n"
    )
    (line,) = listed(gaps(store, Gaps(Date.parse("2024"))), "agreements")
    assert line.rpartition(" — ")[2] == told


@pytest.mark.parametrize(
    ("part", "lacks"),
    [
        ("signed for the east", []),
        ("Signatory", []),
        ("signs", []),
        ("Unterzeichner", []),
        ("sign language interpreter", ["no signatories"]),
        ("signals officer", ["no signatories"]),
        ("witness of the signing", ["no signatories"]),
    ],
)
def test_only_a_part_that_says_signed_names_a_signatory(
    dossier_of: Callable[[str], Store], part: str, lacks: list[str]
) -> None:
    store = dossier_of(
        "dossier: {title: Pact, words: {signatory: Unterzeichner}}\n"
        f"events: {{rite: {{title: Pact signed, date: 1994-06-03, who: {{ada: {part}}}}}}}\n"
        "people: {ada: {name: Ada Moss}}\n"
        "agreements: {pact: {title: The pact, signed: rite, kind: treaty}}\n"
    )
    assert [line.rpartition(" — ")[2] for line in listed(found(store), "agreements")] == lacks


@pytest.mark.parametrize(
    ("questions", "promises", "shown"),
    [(12, 12, (5, 5)), (12, 2, (8, 2)), (3, 12, (3, 7)), (4, 4, (4, 4)), (0, 1, (0, 1))],
)
def test_a_short_page_has_ten_lines_of_questions_and_commitments(
    dossier_of: Callable[[str], Store], questions: int, promises: int, shown: tuple[int, int]
) -> None:
    asked = "".join(f"  q{number}: {{text: What is stone {number}?}}\n" for number in range(questions))
    owed = "".join(f"  c{number}: {{text: Bring stone {number}, made: 2020}}\n" for number in range(promises))
    store = dossier_of(f"dossier: {{title: Stones}}\nquestions:\n{asked}\ncommitments:\n{owed}")
    page = gaps(store, Gaps(Date.parse("2026-01-01")), full=False)
    found = {block.name: len(block.items) for block in page.blocks if isinstance(block, Listing)}
    assert (found.get("pressing", 0), found.get("unkept", 0)) == shown
    remarks = [block.text.text for block in page.blocks if isinstance(block, Notice)]
    cut = [(count, whole) for count, whole in zip(shown, (questions, promises), strict=True) if count < whole]
    assert [remark.partition(";")[0] for remark in remarks] == [f"{count} of {whole}" for count, whole in cut]


@pytest.mark.parametrize(
    ("cite", "lines"),
    [
        ("[log p. 1, tale p. 2]", 0),
        ("{title: log p. 1, date: tale p. 2}", 1),
        ("{title: [log p. 1, tale p. 2], date: log p. 1}", 0),
        ("{date: log p. 1, rest: tale p. 2}", 1),
    ],
)
def test_a_fact_has_the_sources_of_what_it_says(dossier_of: Callable[[str], Store], cite: str, lines: int) -> None:
    store = dossier_of(
        "dossier: {title: Coins}\nsources: {log: {title: Log}, tale: {title: Tale}}\n"
        f"events: {{talk: {{title: Talk on coins, date: 2024-05-01, cite: {cite}}}}}\n"
    )
    assert len(listed(found(store), "one-witness-event")) == lines
