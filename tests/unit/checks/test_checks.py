"""Errors and warnings on references between records; what is undecided gives no finding."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.auditing import audited
from brief.model.findings import Severity
from brief.model.locators import is_locator, nearest_locator

Check = Callable[[str], list[tuple[str, str]]]
SOURCE = "sources:\n  log:\n    title: Log\n"


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """A function that returns the codes of the findings in a dossier, each with the id of its record."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "dossier"
    root.mkdir()
    (root / "dossier.yaml").write_text("dossier:\n  title: Tides\n  cite: log title\n")

    def check(text: str) -> list[tuple[str, str]]:
        (root / "facts.yaml").write_text(SOURCE + text, encoding="utf-8")
        with closing(open_store(root)) as store:
            return [(item.code, item.record) for item in audited(root, store).findings()]

    return check


def person(id_: str, name: str, also: str = "[]", note: str = "") -> str:
    return f"  {id_}:\n    name: {name}\n    also: {also}\n    note: {note}\n    cite: log p. 1\n"


def test_a_record_that_cannot_be_read_still_has_its_broken_references_reported(found: Check) -> None:
    unread = """
people:
  ann:
    name: Ann
    born: 1970-13
    cite: [nosuch p. 1, log p. 2]
    roles:
      - {title: Clerk, org: nowhere}
      - {org: elsewhere, from: 2020}
      - nonsense
"""
    codes = ["invalid-date", "unknown-id", "unknown-id", "missing-field", "unknown-id", "invalid-value"]
    assert [code for code, _ in found(unread)] == codes
    organizations = "organizations: {nowhere: {name: A}, elsewhere: {name: B}}\n"
    assert [code for code, _ in found(unread + organizations) if code == "unknown-id"] == ["unknown-id"]
    assert [code for code, _ in found(unread.replace("nowhere", "'[a]'")) if code == "unknown-id"] != []
    assert "unknown-id" not in [code for code, _ in found(person("ann", "Ann"))]


def test_a_reference_by_a_former_id_is_not_broken_in_a_record_that_cannot_be_read(found: Check) -> None:
    text = "topics: {a: {name: A, was: b}}\nevents: {e: {title: E, date: x, topics: [b], cite: log p. 1}}\n"
    assert [code for code, _ in found(text)] == ["invalid-date"]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Ada Moor", "Ada Moor", True),
        ("Ada Moor", "Moor Ada", True),
        ("Đoàn Văn An", "Doan Van An", True),
        ("Đoàn Văn An", "đoàn văn an", True),
        ("Đoàn Văn An", "Doãn Văn An", False),
        ("Ada Moor", "Ada Moore", False),
        ("Moor", "Moor", True),
        ("Moor", "Ada Moor", False),
    ],
)
def test_same_person(found: Check, first: str, second: str, same: bool) -> None:
    findings = found("people:\n" + person("one", first) + person("two", second))
    assert findings == ([("same-person", "two")] if same else [])


def test_records_of_one_line_are_told_of_once(found: Check) -> None:
    tolls = ", ".join(f"t{number}: {{title: Toll, date: 1901-02-03, cite: log p. 1}}" for number in range(3))
    assert found(f"events: {{{tolls}}}\n") == [("same-event", "t1"), ("same-event", "t2")]


def test_one_shared_word_does_not_make_two_people_one(found: Check) -> None:
    people = person("one", "Ada Moor", "[Captain]") + person("two", "Ben Reed", "[Captain]")
    assert found("people:\n" + people) == []


@pytest.mark.parametrize("note", ["Not one, but its daughter.", "See one.", "(one)"])
def test_a_note_tells_two_people_apart(found: Check, note: str) -> None:
    people = person("one", "Ada Moor") + person("two", "Ada Moor", note=note)
    assert found("people:\n" + people) == []
    people = person("one", "Ada Moor") + person("two", "Ada Moor", note="Not one-eyed.")
    assert found("people:\n" + people) == [("same-person", "two")]


def event(id_: str, title: str, rest: str) -> str:
    return f"  {id_}:\n    title: {title}\n    cite: log p. 1\n    {rest}\n"


PARTIES = "organizations:\n" + "".join(f"  {name}:\n    name: {name}\n" for name in ("north", "south", "west"))


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("date: 2019-06", "date: 2019-06", False),
        ("date: 2019-06-01", "date: 2019-06-01", False),
        ("{day}, kind: visit, who: {{north: , south: }}", "{day}, kind: visit, who: {{south: , north: }}", True),
        (
            "{day}, kind: visit, who: {{north: , south: }}",
            "{day}, kind: visit, who: {{south: , north: , west: }}",
            True,
        ),
        ("{day}, kind: visit, who: {{north: , west: }}", "{day}, kind: visit, who: {{north: , south: }}", False),
        ("{day}, kind: visit, who: {{north: }}", "{day}, kind: visit, who: {{north: }}", False),
        ("{day}, kind: visit, who: {{north: , south: }}", "{day}, kind: talk, who: {{north: , south: }}", False),
        ("{day}, who: {{north: , south: }}", "{day}, who: {{north: , south: }}", False),
        ("{year}, kind: visit, who: {{north: , south: }}", "{year}, kind: visit, who: {{north: , south: }}", False),
        (
            "{day}, kind: visit, who: {{north: , south: }}",
            "{day}, kind: visit, who: {{north: , south: }}, part_of: one",
            False,
        ),
        (
            "{day}, kind: visit, who: {{north: , south: }}, place: south",
            "{day}, kind: visit, who: {{north: , south: }}, place: west",
            False,
        ),
    ],
)
def test_same_event(found: Check, first: str, second: str, same: bool) -> None:
    def one(id_: str, title: str, rest: str) -> str:
        held = rest.format(day="date: 2019-06-01", year="date: 2019")
        return f"  {id_}: {{title: {title}, cite: log p. 1, {held}}}\n"

    findings = found(PARTIES + "events:\n" + one("one", "Talks", first) + one("two", "Meeting", second))
    assert findings == ([("same-event", "two")] if same else [])


@pytest.mark.parametrize(
    ("first", "second", "signed", "same"),
    [
        ("agreements: tax", "agreements: air", "", False),
        ("agreements: [tax, air]", "agreements: air", "", True),
        ("agreements: tax", "summary: Signed at noon", "", True),
        ("agreements: tax", "summary: Signed at noon", "signed: two", False),
        ("summary: Signed at dawn", "summary: Signed at noon", "", True),
    ],
)
@pytest.mark.parametrize("titles", [("Tax treaty signed", "Air treaty signed"), ("Treaty signed", "Treaty signed")])
def test_two_agreements_signed_on_one_day_are_signed_at_two_events(
    found: Check, first: str, second: str, signed: str, same: bool, titles: tuple[str, str]
) -> None:
    one, two = (
        f"  {id_}: {{title: {title}, cite: log p. 1, date: 2019-06-01, kind: signing, "
        f"who: {{north: , south: }}, {rest}}}\n"
        for id_, title, rest in zip(("one", "two"), titles, (first, second), strict=True)
    )
    agreements = (
        f"agreements:\n  tax: {{title: Tax, cite: log p. 1}}\n  air: {{title: Air, cite: log p. 1, {signed}}}\n"
    )
    findings = found(PARTIES + "events:\n" + one + two + agreements)
    assert findings == ([("same-event", "two")] if same else [])


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("2019-06", "2019-06", True),
        ("2019", "2019", True),
        ("2019-06", "2019-06-01", False),
        ("2019", "2019-XX", False),
    ],
)
def test_same_title_and_date(found: Check, first: str, second: str, same: bool) -> None:
    one, two = event("one", "The Flood", f"date: {first}"), event("two", "the flood.", f"date: {second}")
    assert found("events:\n" + one + two) == ([("same-event", "two")] if same else [])


def test_undated_events_of_one_title_are_left_alone(found: Check) -> None:
    assert found("events:\n" + event("one", "Flood", "kind: flood") + event("two", "Flood", "kind: flood")) == []


@pytest.mark.parametrize(
    ("dates", "code"),
    [
        ("from: 2019, to: 2018", "reversed-role"),
        ("from: 2019, to: 2019", None),
        ("from: 2019-05, to: 2019", None),
        ("from: 2019~, to: 2018", None),
        ("from: 2019/.., to: 2018", "reversed-role"),
        ("from: 2019, seen: 2018-12-31", "seen-outside-role"),
        ("from: 2019-05, seen: 2019", None),
        ("from: 2019?, seen: 2018", None),
        ("to: 2019, seen: 2020-01-01", "seen-outside-role"),
        ("to: 2019, seen: [2019, 2018]", None),
        ("seen: 2019", None),
    ],
)
def test_dates_of_a_role(found: Check, dates: str, code: str | None) -> None:
    text = f"people:\n  ada:\n    name: Ada\n    roles: [{{title: Pilot, cite: log p. 1, {dates}}}]\n"
    assert found(text) == ([(code, "ada")] if code else [])


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        ("born: 1980, died: 1970", 1),
        ("born: 1980, died: 1970, differs: [{field: died, value: 2010, cite: log p. 2}]", 0),
        ("born: 1980, died: 1980", 0),
        ("born: 198X, died: 1985", 0),
        ("died: 1999, roles: [{title: Clerk, seen: 2010, cite: log p. 1}]", 1),
        ("died: 1999, roles: [{title: Clerk, from: 1998, seen: 1999, cite: log p. 1}]", 0),
        ("died: 1999, memberships: [{org: guild, from: 2001, cite: log p. 1}]", 1),
        ("born: 1980, roles: [{title: Clerk, from: 1950, to: 1960, cite: log p. 1}]", 1),
    ],
)
def test_nobody_dies_before_birth_or_holds_a_post_outside_life(found: Check, dates: str, count: int) -> None:
    guild = "organizations: {guild: {name: Guild, cite: log p. 1}}\n"
    text = f"{guild}people: {{ann: {{name: Ann, {dates}, cite: log p. 1}}}}\n"
    assert found(text).count(("contradicting-dates", "ann")) == count


@pytest.mark.parametrize(
    ("dates", "is_told"),
    [
        ("in_force: 2020, terminated: 2019", True),
        ("in_force: 2019, terminated: 2019", False),
        ("terminated: 2019", False),
    ],
)
def test_no_agreement_ends_before_it_is_in_force(found: Check, dates: str, is_told: bool) -> None:
    assert (
        ("contradicting-dates", "pact") in found(f"agreements: {{pact: {{title: Pact, {dates}, cite: log p. 1}}}}\n")
    ) is is_told


@pytest.mark.parametrize(
    ("figure", "codes"),
    [
        ("value: 3 million, currency: EUR, payer: guild", []),
        ("value: 3 million, currency: DEM", []),
        ("value: 3 million, currency: ZZZ", ["unknown-code"]),
        ("value: CAD 3 million, currency: CAD", ["odd-amount"]),
        ("value: 3 millionCAD, currency: CAD", []),
        ("value: '3', payer: guild", ["odd-amount"]),
        ("value: '3', payee: guild", ["odd-amount"]),
        ("value: '3'", []),
    ],
)
def test_an_amount_has_one_currency_that_exists(found: Check, figure: str, codes: list[str]) -> None:
    guild = f"  guild: {{name: Guild, figures: [{{what: cost, {figure}, cite: log p. 1}}], cite: log p. 1}}\n"
    assert [code for code, id_ in found(f"organizations:\n{guild}") if id_ == "guild"] == codes


@pytest.mark.parametrize(
    ("language", "is_told"),
    [("en", False), ("fr-CA", False), ("zh-Hant-TW", False), ("x-own", False), ("en us", True), ("English", True)],
)
def test_a_language_is_a_tag(found: Check, language: str, is_told: bool) -> None:
    name = f"names: [{{name: Anna, language: {language}, cite: log p. 1}}]"
    assert (("unknown-code", "ann") in found(f"people: {{ann: {{name: Ann, {name}, cite: log p. 1}}}}\n")) is is_told


@pytest.mark.parametrize(
    ("made", "dates", "codes"),
    [
        ("2018", ["2019", "2020"], []),
        ("2018", ["2019", "2019"], []),
        ("2018", ["2019", "2019-05", "2019"], []),
        ("2018", ["2020", "2019"], ["log-out-of-order"]),
        ("2018", ["2020", "", "2019"], ["log-out-of-order"]),
        ("2018-05", ["2018"], []),
        ("2018-05", ["2018-04"], ["log-before-made"]),
        ("2018~", ["2017"], []),
    ],
)
def test_a_log_is_in_order(found: Check, made: str, dates: list[str], codes: list[str]) -> None:
    log = "".join(f"    - {{date: {date}, status: pledged, cite: log p. 1}}\n" for date in dates)
    text = f"commitments:\n  dredge:\n    text: Dredge\n    cite: log p. 1\n    made: {made}\n    log:\n{log}"
    assert found(text) == [(code, "dredge") for code in codes]


@pytest.mark.parametrize(
    ("due", "status", "date", "rival", "late"),
    [
        ("2019", "done", "2020", None, True),
        ("2019", "done", "2019-12", None, False),
        ("2019", "done", "2019/2020", None, False),
        ("2019", "partly-done", "2020", None, False),
        ("2019", "done", "2020", "2018", False),
        ("2019", "done", "2020", "2021", True),
    ],
)
def test_late_evidence(found: Check, due: str, status: str, date: str, rival: str | None, late: bool) -> None:
    differs = f'[{{field: date, value: "{rival}", cite: log p. 2}}]' if rival else "[]"
    text = (
        f"commitments:\n  dredge: {{text: Dredge, cite: log p. 1, due: {due}, evidence: dredging,"
        f" log: [{{status: {status}, cite: log p. 1}}]}}\n"
        f"events:\n  dredging: {{title: Dredging, date: {date}, cite: log p. 1, differs: {differs}}}\n"
    )
    assert found(text) == ([("evidence-after-due", "dredge")] if late else [])


@pytest.mark.parametrize(
    ("own", "other", "codes"),
    [
        ("2019", "2018", []),
        ("2019", "2019-05", []),
        ("2018", "2019", ["builds-on-later"]),
        ("2018~", "2019", []),
    ],
)
def test_agreements_build_on_earlier_ones(found: Check, own: str, other: str, codes: list[str]) -> None:
    text = (
        "agreements:\n"
        "  pact: {title: Pact, cite: log p. 1, signed: pact-signing, builds_on: treaty, period: 2010/..}\n"
        "  treaty: {title: Treaty, cite: log p. 1, signed: treaty-signing}\n"
        "events:\n"
        f"  pact-signing: {{title: Pact signed, date: {own}, cite: log p. 1}}\n"
        f"  treaty-signing: {{title: Treaty signed, date: {other}, cite: log p. 1}}\n"
    )
    assert found(text) == [(code, "pact") for code in codes]


def test_a_chain_of_any_length_is_no_cycle_and_its_ring_is_found(found: Check) -> None:
    links = [f"  t{number}: {{name: Topic {number}, part_of: t{number + 1}}}\n" for number in range(3000)]
    assert found("topics:\n" + "".join(links) + "  t3000: {name: Last}\n") == []
    ring = "topics:\n" + "".join(links) + "  t3000: {name: Last, part_of: t2998}\n"
    assert found(ring) == [("cycle", "t2998")]


def test_two_ways_to_one_agreement_are_no_cycle(found: Check) -> None:
    pact = "{{title: {0}, cite: log p. 1, builds_on: [{1}]}}"
    text = "agreements:\n" + "".join(
        f"  {id_}: {pact.format(id_, below)}\n" for id_, below in (("a", "b, c"), ("b", "d"), ("c", "d"), ("d", ""))
    )
    assert found(text) == []


def test_who_needs_a_source(found: Check) -> None:
    text = """
people:
  with-role: {name: A, roles: [{title: Pilot, cite: log p. 1}]}
  bare: {name: B}
organizations:
  guild: {name: Guild}
topics:
  tides: {name: Tides}
assessments:
  opinion: {text: The tide turns}
questions:
  ours: {text: When?}
  theirs: {text: Where?, flagged_by: source}
programs:
  course: {name: Course, inferred: {name: It is called so.}, external: true}
agreements:
  pact: {title: Pact, cite: log p. 1, provisions: [{text: Peace}, {text: Trade, cite: log p. 2}]}
  treaty: {title: Treaty, provisions: [{text: Peace}]}
"""
    expected = ["bare", "opinion", "theirs", "course", "treaty"]
    assert sorted(found(text)) == sorted(("uncited", id_) for id_ in expected)


@pytest.mark.parametrize(
    "text",
    [
        "people: {ada: {name: Ada{cite}, roles: [{title: Pilot}, {title: Master, cite: log p. 2}]}}",
        "organizations: {guild: {name: Guild{cite}, roles: [{title: member}]}}",
        "commitments: {dredge: {text: Dredge{cite}, log: [{status: done}]}}",
        "events: {flood: {title: Flood{cite}, figures: [{what: boats, value: '2'}]}}",
    ],
)
def test_parts_inherit_the_citations_of_their_record(found: Check, text: str) -> None:
    (uncited,) = found(text.replace("{cite}", "") + "\n")
    assert uncited[0] == "uncited"
    assert found(text.replace("{cite}", ", cite: log p. 1") + "\n") == []


def test_what_contradicts_a_record_does_not_inherit_its_sources(found: Check) -> None:
    differs = "differs: [{field: date, value: '2019'}]"
    assert found(f"events: {{flood: {{title: Flood, date: 2018, cite: log p. 1, {differs}}}}}\n") == [
        ("uncited", "flood")
    ]


@pytest.mark.parametrize(("type_", "needed"), [("webpage", False), ("post", False), ("report", True), ("", True)])
def test_a_single_page_needs_no_place(found: Check, type_: str, needed: bool) -> None:
    source = f"  page: {{title: Page, type: {type_}}}\n"
    roles = "roles: [{title: Pilot, cite: page}]"
    person = f"people: {{ada: {{name: Ada, cite: [log p. 1, page], {roles}}}}}\n"
    text = f"{source}{person}events: {{e: {{title: E, cite: page}}}}\n"
    expected = [("no-locator", "ada"), ("no-locator", "ada"), ("no-locator", "e")]
    assert found(text) == (expected if needed else [])


@pytest.mark.parametrize(
    "locator",
    [
        *("¶7", "¶3-5", "¶3, 5", "¶ 7", "p. 12", "pp. 3-4", "pp. 3, 7-9", "§ 2", "§2a", "ch. 3", "art. 5", "col. 2"),
        *("fol. 3r", "fol. 3r-4v", "n. 4", "line 7", "lines 7-9", "table 2", "fig. 1", "slide 4", "12:30"),
        *(
            "1:02:03",
            "12:30-13:00",
            "ch. 3, p. 12",
            "vol. 2, pp. 3-4, n. 1",
            "title",
            "headline",
            "preamble",
            "p. xii",
            "annex A",
        ),
    ],
)
def test_known_locators(locator: str) -> None:
    assert is_locator(locator)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("page 12", "p. 12"),
        ("p12", "p. 12"),
        ("p. 3–4", "pp. 3-4"),
        ("pages 3–4", "pp. 3-4"),
        ("12", "p. 12"),
        ("3-4", "pp. 3-4"),
        ("para 7", "¶7"),
        ("Chapter 3; page 12", "ch. 3, p. 12"),
        ("section 2", "§ 2"),
        ("Article 5", "art. 5"),
        ("somewhere", ""),
        ("", ""),
    ],
)
def test_the_nearest_locator(typed: str, meant: str) -> None:
    assert nearest_locator(typed) == meant
    assert not meant or is_locator(meant)


def test_a_source_that_only_the_head_cites_is_used(found: Check) -> None:
    assert found("") == []


def test_an_unused_source_is_a_warning(found: Check, tmp_path: Path) -> None:
    assert found("  chart:\n    title: Chart\n") == [("unused-source", "chart")]
    with closing(open_store(tmp_path / "dossier")) as store:
        (finding,) = audited(tmp_path / "dossier", store).findings()
    assert finding.severity is Severity.WARNING
    assert (finding.file, finding.line, finding.excerpt) == ("facts.yaml", 4, "  chart:")


def test_a_holder_in_words_needs_no_record(found: Check) -> None:
    text = "assessments:\n  opinion: {{text: The tide turns, cite: log p. 1, by: {}}}\n"
    assert found(text.format("the harbour master")) == []
    assert found(text.format("harbour-master")) == [("unknown-id", "opinion")]
    assert found(text.format("log")) == [("wrong-kind", "opinion")]


def test_a_rival_date_must_be_a_date(found: Check) -> None:
    text = "events:\n  flood: {{title: Flood, cite: log p. 1, differs: [{{field: {}, value: {}, cite: log p. 1}}]}}\n"
    assert found(text.format("date", "spring")) == [("invalid-date", "flood")]
    assert found(text.format("date", "2019-21")) == []
    assert found(text.format("title", "spring")) == []
    assert found(text.format("figures.0.date", "2019")) == [("unknown-field", "flood")]
    assert found(text.format("tilte", "spring")) == [("unknown-field", "flood")]


@pytest.mark.parametrize(
    ("made", "due", "found_there"),
    [
        ("2025-02", "2020-01-01", True),
        ("2025-02", "2025", False),
        ("2025-02", "2025-02", False),
        ("2025", "2024", True),
    ],
)
def test_a_deadline_before_the_promise(found: Check, made: str, due: str, found_there: bool) -> None:
    text = f"commitments:\n  dredge: {{text: Dredge, made: {made}, due: {due}, cite: log p. 1}}\n"
    assert found(text) == ([("due-before-made", "dredge")] if found_there else [])


def test_a_deadline_that_may_stand_by_another_source_is_no_finding(found: Check) -> None:
    rivals = "[{field: made, value: '2019', cite: log p. 2}]"
    text = f"  dredge: {{text: Dredge, made: 2025, due: 2024, cite: log p. 1, differs: {rivals}}}\n"
    assert found(f"commitments:\n{text}") == []


@pytest.mark.parametrize(
    ("cite", "more", "found_there"),
    [
        ("early p. 1", "", True),
        ("[early p. 1, early p. 2]", "", True),
        ("early p. 1", ", note: Only expected.", False),
        ("early p. 1", ", status: planned", False),
        ("early p. 1", ", status: held", True),
        ("[early p. 1, late p. 1]", "", False),
        ("[early p. 1, log p. 1]", "", False),
        ("same p. 1", "", False),
    ],
)
def test_an_event_that_none_of_its_sources_can_report(found: Check, cite: str, more: str, found_there: bool) -> None:
    published = {"early": "2024-01-01", "late": "2025-04", "same": "2025-03"}
    sources = "".join(f"  {id_}: {{title: {id_}, published: {day}}}\n" for id_, day in published.items())
    everything = "  all: {name: All, cite: [early p. 1, late p. 1, same p. 1]}\n"
    events = f"events:\n  talks: {{title: Talks, date: 2025-03, cite: {cite}{more}}}\n"
    assert found(f"{sources}topics:\n{everything}{events}") == ([("after-sources", "talks")] if found_there else [])


@pytest.mark.parametrize("cite", ["early p. 1", "late p. 1", "[early p. 1, late p. 1]"])
@pytest.mark.parametrize("more", ["", ", note: They expected it."])
@pytest.mark.parametrize(
    ("section", "fields"),
    [
        ("assessments", "text: It holds, date: 2025-03"),
        ("commitments", "text: Dredge, made: 2025-03"),
        ("commitments", "text: Dredge, log: [{status: done, date: 2025-03 MORE}]"),
        ("people", "name: Bo, born: 2025-03"),
        ("people", "name: Bo, roles: [{title: Pilot, seen: [2020, 2025-03] MORE}]"),
        ("people", "name: Bo, memberships: [{org: log-club, seen: 2025-03 MORE}]"),
        ("organizations", "name: Crew, roles: [{title: member, org: log-club, seen: 2025-03 MORE}]"),
        ("assessments", "text: It holds, date: 2023-03"),
        ("commitments", "text: Dredge, due: 2025-03"),
        ("people", "name: Bo, roles: [{title: Pilot, from: 2025-03}]"),
    ],
)
def test_what_none_of_its_sources_can_report(found: Check, section: str, fields: str, cite: str, more: str) -> None:
    part, whole = (more, "") if "MORE" in fields else ("", more)
    sources = "  early: {title: Early, published: 2024-01-01}\n  late: {title: Late, published: 2025-04}\n"
    everything = "topics: {all: {name: All, cite: [early p. 1, late p. 1]}}\n"
    club = "  log-club: {name: Club, cite: log p. 1}\n"
    told = f"  it: {{{fields.replace('MORE', part)}, cite: {cite}{whole}}}\n"
    held = f"organizations:\n{club}" + (told if section == "organizations" else f"{section}:\n{told}")
    is_past = "2025-03" in fields and "due" not in fields and "from" not in fields
    codes = [code for code, _ in found(f"{sources}{everything}{held}") if code == "after-sources"]
    assert codes == (["after-sources"] if is_past and not more and cite == "early p. 1" else [])


@pytest.mark.parametrize(
    ("dates", "is_wrong"),
    [
        ("terminated: 2020", True),
        ("terminated: 2022", False),
        ("terminated: 2021", False),
        ("terminated: 2020, differs: [{field: terminated, value: 2022, cite: log p. 2}]", False),
    ],
)
@pytest.mark.parametrize("begun", ["signed: signing", "period: 2021-06/2023", "in_force: 2021-06"])
def test_an_agreement_terminated_before_it_began(found: Check, dates: str, begun: str, is_wrong: bool) -> None:
    text = f"agreements:\n  deal: {{title: Deal, {begun}, {dates}, cite: log p. 1}}\n"
    event = "events:\n  signing: {title: Signing, date: 2021-06, cite: log p. 1}\n"
    assert found(text + event) == ([("contradicting-dates", "deal")] if is_wrong else [])


@pytest.mark.parametrize("apart", [1, 2, 1_000])
@pytest.mark.parametrize("piece", [7, 16, 1 << 17])
@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r"])
def test_every_finding_has_its_place_wherever_the_file_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, apart: int, piece: int, break_: str
) -> None:
    monkeypatch.setattr("brief.yaml.positions._APART", apart)
    monkeypatch.setattr("brief.yaml.text._PIECE", piece)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    people = "".join(f"  person-{number}: {{name: Ada Moor, cite: log p. 1}}\n" for number in range(12))
    text = f"dossier:\n  title: Tides\n{SOURCE}people:\n{people}"
    (tmp_path / "dossier.yaml").write_bytes(text.replace("\n", break_).encode())
    with closing(open_store(tmp_path)) as store:
        places = [(item.line, item.column, item.excerpt[:11]) for item in audited(tmp_path, store).findings()]
    assert sorted(places) == [(7 + number, 3, f"  person-{number}: {{"[:11]) for number in range(1, 12)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("events: {flood: {title: Flood, date: 1901, cite: {date: log p. 1}}}", 1),
        ("events: {flood: {title: Flood, date: 1901, cite: {date: log p. 1, title: log p. 2}}}", 0),
        ("events: {flood: {title: Flood, date: 1901, cite: {date: log p. 1, rest: log p. 2}}}", 0),
        ("events: {flood: {title: Flood, date: 1901, cite: {date: log p. 1}, inferred: {title: The log.}}}", 0),
        ("people: {ada: {name: Ada, roles: [{title: Pilot, rank: Major, cite: {title: log p. 1}}]}}", 1),
    ],
)
def test_a_value_that_no_citation_supports_is_uncited(found: Check, text: str, codes: int) -> None:
    assert [code for code, _ in found(f"{text}\n")] == ["uncited"] * codes


@pytest.mark.parametrize(
    ("stated", "date", "differs"),
    [
        ("terminated: 2022-12-31", "2022-06-30", True),
        ("terminated: 2022-12-31", "2023", True),
        ("terminated: 2022-12", "2022-12-31", False),
        ("terminated: 2022", "2022-06-30", False),
        ("period: 2001/2010", "2012", True),
        ("period: 2001/2010", "2008", False),
        ("in_force: 2001", "2008", False),
    ],
)
def test_an_event_that_ends_an_agreement_on_another_day(found: Check, stated: str, date: str, differs: bool) -> None:
    text = (
        f"agreements:\n  deal: {{title: Deal, cite: log p. 1, {stated}}}\n"
        f"events:\n  end: {{title: The end, date: {date}, kind: expiry, agreements: deal, cite: log p. 1}}\n"
    )
    assert found(text) == ([("other-end", "deal")] if differs else [])
