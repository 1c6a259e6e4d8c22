"""Fields of single kinds: each is read, shown with its sources, found by its words, and refused if wrong."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.auditing import audited
from brief.document import Card, Document
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.protocol import Dossier
from brief.model.commitments import Commitment
from brief.model.dates import Date
from brief.reports.commitment_status import is_settled
from brief.reports.in_force import ended_cell
from brief.reports.show import show
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store

HEAD = """
dossier: {title: Quay, parties: [north, south]}
sources:
  log: {title: The log, published: 2010}
  late: {title: The late log, published: 2020}
organizations:
  north: {name: Northland, kind: country, cite: log p. 1}
  south: {name: Southland, kind: country, cite: log p. 1}
  league: {name: Harbour League, kind: party, cite: log p. 1}
"""
NEEDED = {
    "people": "name: Ada Finn",
    "organizations": "name: Quay Board",
    "places": "name: Gull Quay",
    "events": "title: The meeting",
    "agreements": "title: The pact",
    "programs": "name: The course",
    "commitments": "text: Build it",
    "positions": "text: Ask for it, use: point",
}
Opened = Callable[..., Store]


def written(section: str, more: str) -> str:
    return f"{section}: {{one: {{{NEEDED[section]}, {more}, cite: [log p. 2, late p. 3]}}}}\n"


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Opened:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def store(text: str, *, sound: bool = True) -> Store:
        root = tmp_path / "quay"
        root.mkdir(exist_ok=True)
        (root / "dossier.yaml").write_text(HEAD, encoding="utf-8")
        (root / "facts.yaml").write_text(text, encoding="utf-8")
        found = open_store(root, searchable=True)
        request.addfinalizer(found.close)
        errors = [finding.sentence for finding in found.findings() if finding.severity == "error"]
        assert bool(errors) is not sound, errors
        return found

    return store


def lines(document: Document, key: str) -> list[str]:
    (card,) = [block for block in document.blocks if isinstance(block, Card)]
    return [line.text for field in card.fields if field.key == key for line in field.lines]


SHOWN = [
    ("people", "died: 2011-05~", "died", ["about May 2011"], ""),
    ("people", "form_of_address: Your Worship", "form_of_address", ["Your Worship"], "worship"),
    ("people", "names: [{name: Ада Финн, language: ru, script: Cyrl}]", "names",
     ["Ада Финн; language: ru; script: Cyrl"], "Финн"),
    ("organizations", "names: [{name: Old Quay Board, to: 1990}]", "names", ["Old Quay Board; end: 1990"], "old board"),
    ("people", "memberships: [{org: league, from: 1990, to: 2001, end_reason: expelled}]", "memberships",
     ["Harbour League; beginning: 1990; end: 2001; end reason: expelled"], "expelled"),
    ("people", "roles: [{title: Deputy, constituency: Gull Shoals, to: 2001, end_reason: resigned}]", "roles",
     ["Deputy; constituency: Gull Shoals; end: 2001; end reason: resigned"], "shoals"),
    ("people", "identifiers: {wikidata: Q77, url: 'https://a.example/q'}", "identifiers",
     ["wikidata: Q77", "url: https://a.example/q"], "Q77"),
    ("people", "contact: {email: ada@quay.example, phone: +1 23}", "contact",
     ["email: ada@quay.example; phone: +1 23"], "ada@quay.example"),
    ("organizations", "contact: {address: 4 Rope Walk}", "contact", ["address: 4 Rope Walk"], "rope walk"),
    ("people", "links: 'https://a.example'", "links", ["https://a.example"], ""),
    ("people", "portrait: ada.png", "portrait", ["ada.png"], ""),
    ("organizations", "figures: [{what: pilots, value: about 40}]", "figures", ["pilots: about 40"], "pilots"),
    ("places", "coordinates: {latitude: -52.10, longitude: 4}", "coordinates",
     ["latitude: -52.10; longitude: 4"], ""),
    ("agreements", "in_force: 2001-03", "in_force", ["March 2001"], ""),
    ("agreements", "terminated: 2004", "terminated", ["2004"], ""),
    ("agreements", "registered: {register: Treaty Rolls, number: I-55, date: 2002}", "registered",
     ["Treaty Rolls; number: I-55; date: 2002"], "treaty rolls"),
    ("commitments", "figures: [{what: price, value: '3', currency: EUR, payer: north, payee: south}]", "figures",
     ["price: 3; currency: EUR; payer: Northland; payee: Southland"], "price"),
    ("programs", "figures: [{what: cost, value: '3', currency: EUR}]", "figures", ["cost: 3; currency: EUR"], "EUR"),
    ("events", "status: postponed", "status", ["postponed"], ""),
    ("events", "place: a hall in St. Gull", "place", ["a hall in St. Gull"], "hall"),
    ("events", "who: {north: host, students of St. Gull: guests}", "who",
     ["Northland (host)", "students of St. Gull (guests)"], "students"),
    ("commitments", "log: [{status: superseded, said_by: north, done_by: south}]", "log",
     ["superseded; said by: Northland; done by: Southland"], "superseded"),
    ("positions", "with: south", "with", ["Southland"], ""),
    ("positions", "valid: 2026-03/2026-06", "valid", ["March to June 2026"], ""),
    ("positions", "approved_by: 'Director, 2026-03-12'", "approved_by", ["Director, 2026-03-12"], "director"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "more", "key", "told", "words"), SHOWN)
def test_a_field_is_shown_and_its_words_are_found(
    section: str, more: str, key: str, told: list[str], words: str, opened: Opened
) -> None:
    store = opened(written(section, more))
    assert lines(show(store, "one"), key) == told
    if words:
        assert "one" in [found.id for found in store.search(words).found]


@pytest.mark.parametrize("use", ["objective", "point", "press-line", "do-not-raise"])
def test_a_position_says_what_it_is_for_and_needs_no_source(use: str, opened: Opened, tmp_path: Path) -> None:
    store = opened(f"positions: {{one: {{text: Ask for the boats., use: {use}}}}}\n")
    assert lines(show(store, "one"), "use") == [use.replace("-", " ")]
    assert lines(show(store, "one"), "cite") == []
    codes = [finding.code for finding in audited(tmp_path / "quay", store).findings()]
    assert set(codes) == {"unused-source"}
    assert [found.id for found in store.search("boats").found] == ["one"]


def test_a_response_says_to_what(opened: Opened) -> None:
    store = opened("positions: {one: {text: As agreed., use: response, if_raised: The price has doubled.}}\n")
    assert lines(show(store, "one"), "if_raised") == ["The price has doubled."]
    assert [found.id for found in store.search("price").found] == ["one"]


WRONG = [
    ("people", "names: [{name: A, script: cyrillic}]", "invalid-value", "`script` must be a script code of ISO 15924"),
    ("people", "contact: {email: nobody}", "invalid-value", "`email` must be an e-mail address"),
    ("people", "contact: {fax: 1}", "unknown-field", "`fax` is not a field of a contact"),
    ("people", "died: yesterday", "invalid-date", "`died`"),
    ("people", "memberships: [{from: 1990}]", "missing-field", "has no `memberships.0.org`"),
    ("people", "memberships: [{org: nobody}]", "unknown-id", "no organization has the id `nobody`"),
    ("people", "memberships: [{org: league, end_reason: expelled}]", "missing-field", "has `end_reason`, but no `to`"),
    ("people", "roles: [{title: MP, end_reason: died}]", "missing-field", "`roles.0` has `end_reason`, but no `to`"),
    ("people", "identifiers: Q1", "invalid-value", "`identifiers` must be a map"),
    ("places", "coordinates: {latitude: 90.5, longitude: 4}", "invalid-value", "from -90 to 90, but this is `90.5`"),
    ("places", "coordinates: {latitude: 9, longitude: -181}", "invalid-value", "from -180 to 180, but this is `-181`"),
    ("places", "coordinates: {latitude: 9}", "missing-field", "has no `coordinates.longitude`"),
    ("programs", "figures: [{what: cost, value: '3', currency: euro}]", "invalid-value", "a currency code of ISO 4217"),
    ("programs", "figures: [{what: cost, value: '3', payer: nobody}]", "unknown-id", "the id `nobody`"),
    ("agreements", "registered: {number: I-55}", "missing-field", "has no `registered.0.register`"),
    ("events", "status: maybe", "invalid-choice", "`maybe` is not a value of `status`"),
    ("events", "place: geneva", "unknown-id", "no place or organization has the id `geneva`"),
    ("events", "who: {students: guests}", "unknown-id", "no person or organization has the id `students`"),
    ("events", "who: {Ada-Finn: host}", "unknown-id", "the id `Ada-Finn`"),
    ("commitments", "log: [{status: broken}]", "invalid-choice", "`broken` is not a value of `status`"),
    ("commitments", "log: [{status: done, done_by: nobody}]", "unknown-id", "the id `nobody`"),
    ("positions", "if_raised: The price", "invalid-value", "`if_raised` belongs to a response"),
    ("positions", "with: nobody", "unknown-id", "the id `nobody`"),
]  # fmt: skip


@pytest.mark.parametrize(("section", "more", "code", "sentence"), WRONG)
def test_a_wrong_value_is_an_error_at_its_place(
    section: str, more: str, code: str, sentence: str, opened: Opened
) -> None:
    found = [
        finding for finding in opened(written(section, more), sound=False).findings() if finding.severity == "error"
    ]
    assert [finding.code for finding in found] == [code]
    assert sentence in found[0].sentence
    assert found[0].hint
    assert (found[0].file, found[0].line) == ("facts.yaml", 1)
    assert found[0].column > len(section)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("positions: {one: {text: Ask}}", "has no `use`"),
        ("positions: {one: {text: Ask, use: threat}}", "`threat` is not a value of `use`"),
        ("positions: {one: {text: Ask, use: response}}", "this response has no `if_raised`"),
    ],
)
def test_a_position_has_a_use(text: str, sentence: str, opened: Opened) -> None:
    (found,) = [one for one in opened(text, sound=False).findings() if one.severity == "error"]
    assert sentence in found.sentence


def seen_on(store: Dossier, day: str, key: str) -> list[str]:
    return lines(show(AsOf(store, Date.parse(day)), "one"), key)


@pytest.mark.parametrize(
    ("section", "more", "key", "before", "after"),
    [
        ("people", "died: 2011-05", "died", [], ["May 2011"]),
        ("agreements", "terminated: 2011-05", "terminated", [], ["May 2011"]),
        ("people", "memberships: [{org: league, from: 2000, to: 2011-05, end_reason: expelled}]", "memberships",
         ["Harbour League; since 2000"], ["Harbour League; beginning: 2000; end: May 2011; end reason: expelled"]),
        ("people", "roles: [{title: Deputy, from: 2000, to: 2011-05, end_reason: died}]", "roles",
         ["Deputy; since 2000"], ["Deputy; beginning: 2000; end: May 2011; end reason: died"]),
        ("people", "names: [{name: Ada Fenn, from: 2011-05}]", "names", [], ["Ada Fenn; since May 2011"]),
        ("agreements", "registered: {register: Rolls, date: 2011-05}", "registered", [], ["Rolls; date: May 2011"]),
    ],
)  # fmt: skip
def test_as_of_a_day_what_came_later_is_not_shown(
    section: str, more: str, key: str, before: list[str], after: list[str], opened: Opened
) -> None:
    store = opened(written(section, more))
    assert seen_on(store, "2010-01-01", key) == before
    assert seen_on(store, "2012-01-01", key) == after


@pytest.mark.parametrize(("rival", "told"), [("2012", []), ("2009", ["May 2011 (later than 1 January 2010)"])])
def test_a_death_is_later_only_if_all_claims_are(rival: str, told: list[str], opened: Opened) -> None:
    store = opened(written("people", f"died: 2011-05, differs: [{{field: died, value: {rival}, cite: late p. 9}}]"))
    assert bool(seen_on(store, "2010-01-01", "died")) is bool(told)
    assert len(seen_on(store, "2013-01-01", "died")) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("died", "2009"),
        ("contact", "{email: a@b.example}"),
        ("portrait", "ada.png"),
        ("form_of_address", "Your Worship"),
        ("links", "'https://a.example'"),
    ],
)
def test_what_only_a_later_source_says_is_not_known_by_an_earlier_day(field: str, value: str, opened: Opened) -> None:
    cite = f"cite: {{{field}: late p. 3, rest: log p. 2}}"
    store = opened(f"people: {{one: {{name: Ada Finn, {field}: {value}, {cite}}}}}\n")
    assert lines(show(store, "one"), field)
    assert lines(show(KnownBy(store, Date.parse("2015")), "one"), field) == []


def test_a_part_that_only_a_later_source_states_is_not_known_by_an_earlier_day(opened: Opened) -> None:
    parts = "memberships: [{org: league, cite: late p. 4}], names: [{name: Ada Fenn, cite: late p. 5}]"
    store = opened(f"people: {{one: {{name: Ada Finn, {parts}, cite: log p. 2}}}}\n")
    view = KnownBy(store, Date.parse("2015"))
    for field in ("memberships", "names"):
        assert lines(show(store, "one"), field)
        assert lines(show(view, "one"), field) == []


def test_participants_and_places_in_words_keep_their_rivals(opened: Opened) -> None:
    who = "who: {north: host, students of St. Gull: guests}, place: the old hall, date: 2001"
    rivals = (
        "differs: [{field: who.students of St. Gull, value: hosts, cite: log p. 7},"
        " {field: place, value: the new hall, cite: log p. 8}]"
    )
    store = opened(written("events", f"{who}, {rivals}"))
    assert lines(show(store, "one"), "who")[1:] == [
        "students of St. Gull (guests)",
        "students of St. Gull disputed: hosts",
    ]
    assert lines(show(store, "one"), "place") == ["the old hall", "place disputed: the new hall"]
    (entry,) = [entry for block in timeline(store, EventSelection()).blocks for entry in getattr(block, "entries", ())]
    assert entry.who[1].text == "students of St. Gull (guests); or: hosts (disputed)"
    assert entry.place.text == "the old hall or the new hall (disputed)"


def test_a_participant_in_words_of_a_later_source_goes_with_its_rival(opened: Opened) -> None:
    event = "title: It, who: {north: host, a choir of St. Gull: guests}"
    rival = "differs: [{field: who.a choir of St. Gull, value: hosts, cite: late p. 7}]"
    cite = "cite: {who.a choir of St. Gull: late p. 3, rest: log p. 2}"
    store = opened(f"events: {{one: {{{event}, {rival}, {cite}}}}}\n")
    assert lines(show(KnownBy(store, Date.parse("2015")), "one"), "who") == ["Northland (host)"]


@pytest.mark.parametrize(
    ("entry", "is_over"),
    [
        ("status: failed, said_by: league", True),
        ("status: superseded, said_by: league", True),
        ("status: standing", False),
        ("status: withdrawn, said_by: south", True),
        ("status: withdrawn, said_by: league", False),
        ("status: withdrawn, said_by: league, done_by: south", True),
        ("status: dropped, said_by: south, done_by: league", False),
    ],
)
def test_who_did_it_decides_and_who_reports_it_does_not(entry: str, is_over: bool, opened: Opened) -> None:
    store = opened(written("commitments", f"by: south, for: north, log: [{{{entry}}}]"))
    held = store.one(Commitment, "one")
    assert held
    assert is_settled(store, held) is is_over


@pytest.mark.parametrize(
    ("dates", "told"),
    [
        ("terminated: 2011-05", "ended May 2011"),
        ("terminated: 2013-05", ""),
        (
            "terminated: 2011-05, differs: [{field: terminated, value: 2013, cite: log p. 4}]",
            "perhaps ended May 2011 or 2013 (disputed)",
        ),
        ("terminated: 2011-05, period: 2000/2020", "ended May 2011"),
    ],
)
def test_an_agreement_ends_when_it_is_terminated_by_all_claims(dates: str, told: str, opened: Opened) -> None:
    store = opened(written("agreements", dates))
    record = store.get("one")
    assert record
    assert ended_cell(store, record, Date.parse("2012-06-01")).text == told


def test_the_head_has_a_side_and_a_letterhead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name, letterhead, errors in (
        ("right", '{name: Desk, address: Quay 1, logo: a.png, colour: "#1f3a5F"}', []),
        ("wrong", "{name: Desk, colour: blue}", ["`colour` must be a colour in hexadecimal, but this is `blue`"]),
    ):
        root = tmp_path / name
        root.mkdir()
        head = f"dossier: {{title: T, our_side: gull, letterhead: {letterhead}}}\nplaces: {{gull: {{name: Gull}}}}\n"
        (root / "dossier.yaml").write_text(head)
        with closing(open_store(root)) as store:
            assert [found.sentence for found in store.findings() if found.severity == "error"] == errors
            header = store.header
        if not errors:
            assert header
            assert header.our_side == "gull"
            assert header.letterhead
            assert (header.letterhead.name, header.letterhead.colour) == ("Desk", "#1f3a5F")
