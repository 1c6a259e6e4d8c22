"""Search: plain questions find the record that answers them, and the answer can be read by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.document import Card, Document, Notice
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.terms import calendar
from brief.dossier.terms.query_parser import asked
from brief.dossier.terms.spelling import terms
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import text
from brief.reports.search import Search, search
from brief.stores.query import Store

TOLLS = """
dossier: {title: Tolls}
sources:
  ledger: {title: The ledger, published: 2019}
  gazette: {title: The gazette, published: 2024}
organizations:
  board: {name: Board of Bells, cite: ledger p. 1}
  old-body: {name: Tower Union, also: [the Ringers], cite: ledger p. 1}
people:
  p7: {name: Łucja Østergård, cite: ledger p. 2}
places:
  norland: {name: Norlandia, cite: ledger p. 1}
agreements:
  pact: {title: Memorandum on Ropes (MoR), cite: ledger p. 3}
events:
  founded:
    title: A centre for the defence of bells is founded
    date: 1973
    who: {p7: founder}
    summary: The programme of neighbouring towns met with favour.
    cite: ledger p. 4
  day: {title: The great bell is hung, date: 2019-03-24, cite: ledger p. 5}
  year: {title: A bell cracks, date: 2019, cite: ledger p. 6}
  span: {title: The tower is closed, date: 2018-06/2020-02, cite: ledger p. 7}
  disputed:
    title: The small bell is cast
    date: 1990
    cite: ledger p. 8
    differs: [{field: date, value: "1991", cite: gazette p. 1}]
  un-course: {title: Ringers study Norlandian peals for the UN, cite: ledger p. 9}
assessments:
  fear:
    text: The rope may break.
    by: an unnamed ringer
    stance: risk
    cite: ledger p. 10
  late: {text: The rope held after all., by: the gazette, cite: gazette p. 2}
questions:
  rope-length: {text: How long is the rope?, cite: ledger p. 11}
"""


@pytest.fixture
def tolls(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(TOLLS)


def ids(store: Store | KnownBy, words: str, *kinds: str, limit: int = 20) -> list[str]:
    return [result.id for result in store.search(words, kinds, limit).found]


def cards(document: Document) -> dict[str, list[str]]:
    return {
        block.id: [block.title.text, *(line.text for line in block.fields[0].lines)]
        for block in document.blocks
        if isinstance(block, Card)
    }


def remarks(document: Document) -> list[str]:
    return [block.text.text for block in document.blocks if isinstance(block, Notice)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("defense center", "founded"),
        ("Defence Centres", "founded"),
        ("neighboring program", "founded"),
        ("neighbour programmes meeting favors", "founded"),
        ("Lucja OSTERGARD", "p7"),
        ("founder", "founded"),
        ("BoB", "board"),
        ("Board of Bells", "board"),
        ("ringers", "old-body"),
        ("tower union", "old-body"),
        ("mor", "pact"),
        ("studied Norlandian", "un-course"),
        ("un", "un-course"),
        ("norl andia", "norland"),
        ("neighbour ing towns", "founded"),
        ("gréat-bell", "day"),
        ("l'UN", "un-course"),
        ("what are the risks?", "fear"),
        ("how long is the rope", "rope-length"),
    ],
)
def test_words_meet_in_whatever_form(words: str, found: str, tolls: Store) -> None:
    assert found in ids(tolls, words)[:1]


def test_a_name_leads_to_what_mentions_the_id(tolls: Store) -> None:
    assert set(ids(tolls, "Łucja Østergård")) == {"p7", "founded"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("24 March 2025", []),
        ("24 March 2019", ["day", "span", "year", "ledger"]),
        ("March 24, 2019", ["day", "span", "year", "ledger"]),
        ("2019-03", ["day", "span", "year", "ledger"]),
        ("what happened in 2019?", ["span", "year", "day", "ledger"]),
        ("in 2020", ["span"]),
        ("2018-05", []),
        ("from 1990 to 1991", ["disputed"]),
        ("the 1970s", ["founded"]),
        ("until 1973", ["founded"]),
        ("bell 2019", ["year", "day", "span", "board", "ledger", "disputed", "founded"]),
        ("1991", ["disputed"]),
    ],
)
def test_dates_find_what_happened_then(words: str, found: list[str], tolls: Store) -> None:
    assert ids(tolls, words) == found


def test_what_cannot_be_told_is_said(tolls: Store) -> None:
    found = cards(search(tolls, Search("24 March 2019")))
    assert found["day"][0] == "event day"
    assert found["year"][0] == "event year, perhaps in 24 March 2019"


def test_the_answer_stands_by_itself(tolls: Store) -> None:
    document = search(tolls, Search("cast bell", limit=1))
    assert cards(document)["disputed"] == [
        "event disputed",
        "The small «bell» is «cast», 1990 or 1991 (disputed)",
    ]
    assert [note.at for note in document.notes] == ["p. 8", "p. 1"]
    assert [reference.source for reference in document.references] == ["ledger", "gazette"]


def test_an_opinion_keeps_its_holder(tolls: Store) -> None:
    found = cards(search(tolls, Search("break", ("assessments",))))
    assert found == {"fear": ["assessment fear", "an unnamed ringer (risk): The rope may «break»."]}


def test_the_passage_that_fits_is_shown(tolls: Store) -> None:
    found = cards(search(tolls, Search("towns")))
    assert found["founded"][2:] == ["The programme of neighbouring «towns» met with favour."]


ECHO = """
dossier: {title: Echo}
sources: {log: {title: The rope of the bell breaks, published: 2020}}
events:
  broke: {title: The rope of the bell breaks, note: A storm had worn it., cite: log p. 1}
  sold:
    title: The rope is sold
    cite: {source: log, at: p. 2, quote: "A stranger bargained for it until dusk."}
    inferred: {title: The ledger lists a buyer.}
questions:
  why: {text: Why does the rope of the bell break?, flagged_by: source, cite: log p. 3}
  who: {text: Who bought the rope?, answer: A farmer, cite: log p. 4}
"""


def test_what_tells_something_comes_before_what_echoes_the_question(dossier_of: Callable[[str], Store]) -> None:
    assert ids(dossier_of(ECHO), "Does the rope of the bell break?")[:3] == ["broke", "log", "why"]


@pytest.mark.parametrize(
    ("words", "id_", "told"),
    [
        ("Why did the bell break?", "broke", "A storm had worn it."),
        ("sold", "sold", "inferred: The ledger lists a buyer."),
        ("stranger", "sold", "“A «stranger» bargained for it until dusk.”"),
        ("buyer", "sold", "inferred: The ledger lists a «buyer»."),
    ],
)
def test_a_hit_shows_the_remark_the_reason_or_the_quote_that_answers(
    words: str, id_: str, told: str, dossier_of: Callable[[str], Store]
) -> None:
    assert told in cards(search(dossier_of(ECHO), Search(words)))[id_]


def test_an_open_question_is_not_known_until_it_is_answered(dossier_of: Callable[[str], Store]) -> None:
    found = cards(search(dossier_of(ECHO), Search("rope")))
    assert found["why"][1].startswith("Not known, according to the source: Why does the «rope» of the bell break?")
    assert found["who"][1].startswith("Who bought the «rope»? Answer: A farmer")


def test_all_words_then_some(tolls: Store) -> None:
    document = search(tolls, Search("great bell hung"))
    assert next(iter(cards(document))) == "day" and set(cards(document)) >= {"day", "disputed", "year", "founded"}
    assert remarks(document) == [f"1 of {len(cards(document))} contains all these words or similar ones."]
    document = search(tolls, Search("great bell drowned"))
    assert next(iter(cards(document))) == "day"
    assert remarks(document) == [
        "No record contains “drowned”.",
        "No record contains all these words; these contain the most of them.",
    ]
    document = search(tolls, Search("the great rope"))
    assert remarks(document) == ["No record contains all these words; these contain the most of them."]


def test_kinds_narrow_and_a_wrong_one_is_put_right(tolls: Store) -> None:
    assert set(ids(tolls, "bell", "event")) == {"founded", "day", "year", "disputed"}
    assert "board" in ids(tolls, "bell")
    document = search(tolls, Search("rope", ("questions",)))
    assert list(cards(document)) == ["rope-length"]
    assert remarks(document) == ["Only records of the kind question."]
    with pytest.raises(UserError, match="did you mean `person`"):
        search(tolls, Search("rope", ("persn",)))


def test_more_than_were_wanted_are_not_hidden(tolls: Store) -> None:
    document = search(tolls, Search("bell", limit=2))
    assert len(cards(document)) == 2
    assert remarks(document) == ["Only the best 2 are shown; there are more. Show more with --limit 4."]


DEEDS = """
dossier: {title: Deeds}
sources: {log: {title: Log}}
organizations:
  norland: {name: Norland, kind: country, summary: The papers also call its government Vestby., cite: log p. 1}
  southmark: {name: Southmark, kind: country, cite: log p. 1}
  guild: {name: Guild of Bells, kind: ministry, part_of: norland, cite: log p. 1}
  other-guild: {name: Guild of Ropes, kind: ministry, part_of: southmark, cite: log p. 1}
places:
  bay: {name: South Bay, part_of: southmark, cite: log p. 2}
people:
  odo: {name: Odo Lamm, roles: [{title: Deputy Keeper, org: guild, seen: 2020, cite: log p. 2}]}
  ida: {name: Ida Rost, roles: [{title: Deputy Keeper, org: other-guild, seen: 2020, cite: log p. 2}]}
agreements:
  pact:
    title: Pact on bells
    parties: [norland, southmark]
    period: 2020/2022
    cite: log p. 3
    provisions:
    - {text: Casting in common, cite: log p. 3}
    - {text: Ropes for all, note: The last of the main fields., cite: log p. 4}
assessments:
  wordy: {text: The pact on bells was long in the making., by: the log, cite: log p. 5}
commitments:
  together: {text: Ring a bell, by: [norland, southmark], for: [southmark], cite: log p. 6}
  single: {text: Send a great many yards of good rope over the hills, by: [norland], for: [southmark], cite: log p. 6}
  opposite: {text: Pay for the rope, by: [southmark], for: [norland], cite: log p. 6}
events:
  day: {title: The bell is talked about, date: 2020-05-04, cite: log p. 7}
  year: {title: Bells discussed, date: 2020, cite: log p. 7}
  cooperation: {title: Cooperation begins, cite: log p. 8}
  hosts: {title: An operation with a co-host, figures: [{what: ringers, value: "15", cite: log p. 8}], cite: log p. 8}
"""


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How long does the pact on bells last?", ["pact", "wordy"]),
        ("co-operation", ["cooperation"]),
        ("fifteen ringers", ["hosts"]),
    ],
)
def test_who_does_it_how_long_and_on_which_day(
    question: str, first: list[str], dossier_of: Callable[[str], Store]
) -> None:
    assert ids(dossier_of(DEEDS), question)[: len(first)] == first


def test_a_note_on_one_of_several_passages_shows_them_all(dossier_of: Callable[[str], Store]) -> None:
    found = cards(search(dossier_of(DEEDS), Search("main fields of the pact")))
    assert found["pact"][2:] == ["Casting in common", "Ropes for all (The last of the «main fields».)"]


@pytest.mark.parametrize(
    ("words", "told", "answers"),
    [
        ("Is Norland in the South Cape Union?", "No record contains “Cape” or “Union”.", False),
        ("Does Norland sail?", "No record contains “sail”.", False),
        ("Odo Lamb", "No record contains “Lamb”. Similar words: Lamm.", True),
        ("deadline", "`brief commitments` shows what is promised, what is due and what is overdue.", False),
        ("What is overdue?", "`brief commitments --overdue` shows what is overdue.", False),
        ("Where do the sources disagree?", "`brief conflicts` shows where sources disagree.", False),
        ("unanswered", "`brief gaps` shows what is not known.", False),
        ("als", "No record contains “als”.", False),
    ],
)
def test_what_nothing_speaks_of_is_no_answer(
    words: str, told: str, answers: bool, dossier_of: Callable[[str], Store]
) -> None:
    document = search(dossier_of(DEEDS), Search(words))
    assert told in remarks(document)
    assert document.answers == answers


def test_nothing_found_is_an_answer_with_the_nearest_words(tolls: Store) -> None:
    document = search(tolls, Search("centr"))
    assert not document.answers
    assert remarks(document)[0].startswith("No record contains “centr”; showing similar words: centre")
    document = search(tolls, Search("rope", ("people",)))
    assert remarks(document) == ["Only records of the kind person.", "No record within these limits matches “rope”."]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        *((words, "there is no word to look for in") for words in ("", "  ", "?!", "…")),
        *((word, "is too common a word to search for alone") for word in ("thing", "will", "can", "one", "all")),
        *((words, "are words too common to search for alone") for words in ("the of and", "who is who?")),
    ],
)
def test_without_a_word_to_look_for_it_says_what_to_type(words: str, why: str, tolls: Store) -> None:
    with pytest.raises(UserError, match="type a name, a date or another word") as failed:
        search(tolls, Search(words))
    assert why in failed.value.sentence
    assert failed.value.code == 2


IDS = """
dossier: {title: Tolls}
sources:
  gazette-2019: {title: The gazette, published: 2024}
  gazette: {title: Another, published: 2024}
assessments:
  plain: {text: The gazette of 2019 was read., by: author of gazette-2019, cite: gazette-2019 p. 1}
  other: {text: The rope is new., by: "author of gazette-2019, quoting the gazette", cite: [gazette-2019, gazette]}
"""


def test_the_id_of_a_source_is_no_word(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(IDS)
    assert ids(store, "2019", "assessment") == ["plain"]
    assert set(ids(store, "gazette", "assessment")) == {"plain", "other"}
    found = cards(search(store, Search("gazette 2019", ("assessment",))))
    assert found["plain"][1] == "author of gazette-2019: The «gazette» of «2019» was read."


RANKED = """
dossier: {title: Tolls}
sources: {log: {title: Log}}
people:
  keeper: {name: Odo Lamm, roles: [{title: Keeper of the rope, seen: 2020-05, cite: log p. 1}]}
topics:
  rope: {name: Rope matters}
  upkeep: {name: Care of clappers}
events:
  hung: {title: The rope is hung, date: 2020, who: {keeper: hanger}, cite: log p. 2}
  sold: {title: The rope is sold, cite: log p. 3}
  oiled: {title: Oil arrives, topics: [upkeep], cite: log p. 4}
  counted: {title: The rope is long, figures: [{what: yards, value: "9", cite: log p. 5}], cite: log p. 5}
  placed: {title: The rope is there, place: tower, cite: log p. 6}
places:
  tower: {name: Tower}
assessments:
  doubt: {text: The rope might not hold for ever and ever., by: the ringers, stance: risk, cite: log p. 7}
"""


def test_a_question_that_one_record_holds_is_also_answered_by_others(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(RANKED)
    for question in ("rope yards", "Which rope has yards?"):
        document = search(store, Search(question, limit=20))
        assert list(cards(document))[:1] == ["counted"] and len(cards(document)) > 1
        assert remarks(document) == [f"1 of {len(cards(document))} contains all these words or similar ones."]


def test_what_certainly_came_later_is_left_out(tolls: Store) -> None:
    document = search(AsOf(tolls, Date.parse("2019-02")), Search("bell", ("event",)))
    assert set(cards(document)) == {"founded", "disputed", "year"}
    assert cards(document)["year"][0] == "event year, perhaps later than February 2019"
    assert cards(document)["disputed"][0] == "event disputed"
    assert remarks(document) == [
        "Only records of the kind event.",
        "As of February 2019.",
        "Undated facts are as known today, not as of February 2019.",
    ]
    assert list(cards(search(AsOf(tolls, Date.parse("1980")), Search("bell", ("event",), 1)))) == ["founded"]


def test_what_is_disputed_stands_with_its_rival(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of("""
dossier: {title: Tolls}
sources: {log: {title: Log}, book: {title: Book}}
places: {tower: {name: Tower}}
events:
  hung:
    title: The rope is hung
    date: 2020
    place: tower
    cite: log p. 1
    differs: [{field: title, value: The rope is cut, cite: book p. 1}]
""")
    assert cards(search(store, Search("rope")))["hung"][1] == (
        "The «rope» is hung; or: The «rope» is cut (disputed), 2020; place: Tower"
    )


def test_it_is_said_when_more_fits_than_is_ranked(tolls: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.stores.matches.MOST", 2)
    monkeypatch.setattr("brief.stores.search.MOST", 2)
    told = "More records match than can be ranked (2). Add a word to narrow the search."
    assert told in remarks(search(tolls, Search("bell")))
    assert told not in remarks(search(tolls, Search("hung")))


def test_what_was_not_known_is_not_found(tolls: Store) -> None:
    view = KnownBy(tolls, Date.parse("2020"))
    assert "late" in ids(tolls, "rope")
    assert "late" not in ids(view, "rope")
    assert ids(view, "1991") == []
    document = search(view, Search("rope", ("assessment",), limit=1))
    assert list(cards(document)) == ["fear"]
    assert remarks(document) == ["Only records of the kind assessment."]


@pytest.fixture(scope="module")
def beacons_store(cache: Path) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        store = open_store(Path(__file__).parents[2] / "fixtures" / "beacons", searchable=True)
    yield store
    store.close()


SIGNS = ['"', "*", "^", "(", ")", "{title}", ":", "-", "+", "/", "..", "\x00", "\ud800", "'"]
WORDS = ["NEAR", "AND", "NOT", "OR", "UN", "rope", "May", "2019", "2019/", "0000", "999X", "the"]


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=80) | st.lists(st.sampled_from(SIGNS + WORDS), max_size=20).map(" ".join))
def test_no_text_is_read_as_syntax(words: str, beacons_store: Store) -> None:
    try:
        assert search(beacons_store, Search(words)).blocks
    except UserError as failure:
        assert failure.sentence


@given(st.integers(1, 1_000_000), st.integers(1, 5000), st.integers(1, 1_000_000), st.integers(1, 5000))
def test_cells_find_what_intervals_share(first: int, days: int, second: int, others: int) -> None:
    from brief.model.dates.date import day_of

    one = Date.parse(f"{day_of(first)}/{day_of(first + days)}")
    other = Date.parse(f"{day_of(second)}/{day_of(second + others)}")
    found = not set(calendar.tokens([one])).isdisjoint((*calendar.within(other), *calendar.around(other)))
    assert found == (first <= second + others and second <= first + days)


def test_terms_are_one_spelling() -> None:
    british = "organisation labour theatre dialogue programme defence analysed women's U.N. offences"
    american = "organization labor theater dialog program defense analyzed womens UN offenses"
    assert terms(british) == terms(american)
    assert terms("our hour, four tours") == ["our", "hour", "4", "tours"]


def test_a_question_is_taken_apart() -> None:
    found = asked("Who met the WHO in May 2023?")
    assert [(word.term, word.is_significant) for word in found.words] == [
        *(("who", False), ("meet", True), ("the", False), ("who", True), ("in", False))
    ]
    assert found.dates == [([Date.parse("2023-05")], ["may", "2023"])]


FLEET = """
dossier: {title: Fleet}
sources: {log: {title: The log}}
organizations: {isle: {name: Isle of Skerry, cite: log p. 1}}
people:
  odo:
    name: Odo Lamm
    roles: [{title: Envoy, org: isle, note: The Isle sends no envoys., cite: log p. 2}]
    cite: log p. 1
events:
  round: {title: Next round of talks, status: planned, note: Only expected., cite: log p. 3}
commitments:
  lamps:
    text: Fit lamps to all trawlers
    figures: [{what: trawlers with lamps, value: "41", cite: log p. 4}, {what: trawlers, value: "64", cite: log p. 4}]
    cite: log p. 5
positions:
  reply: {text: 41 of our trawlers have lamps., use: press-line}
"""


def test_the_authors_note_has_no_source(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(search(dossier_of(FLEET), Search("next round")))
    assert "Only expected.\n" in page


def test_a_part_names_the_records_that_it_mentions_and_its_note_follows_its_source(
    dossier_of: Callable[[str], Store],
) -> None:
    page = text.render(search(dossier_of(FLEET), Search("sends envoys", ("person",))))
    assert "«Envoy», Isle of Skerry [A p. 2] (The Isle «sends» no «envoys».)" in page


def test_a_figure_that_answers_stands_with_its_source_before_what_no_source_states(
    dossier_of: Callable[[str], Store],
) -> None:
    store = dossier_of(FLEET)
    assert ids(store, "How many trawlers have lamps?")[:2] == ["lamps", "reply"]
    page = text.render(search(store, Search("How many trawlers have lamps?")))
    assert "«trawlers» with «lamps»: 41 [A p. 4]" in page
    assert "64" not in page


def test_a_question_for_a_reason_shows_the_summary_of_a_hit_first(dossier_of: Callable[[str], Store]) -> None:
    told = ECHO.replace("note: A storm had worn it.", "note: Nobody saw it., summary: A storm had worn it.")
    store = dossier_of(told)
    for words, first in (("Why did the bell break?", "A storm"), ("When did the bell break?", "The «rope»")):
        page = text.render(search(store, Search(words.replace("bell", "rope of the bell")), full=False))
        assert f"event broke {first}" in " ".join(page.split())


@pytest.mark.parametrize(
    ("words", "is_why"),
    [
        ("Why did the bell break?", True),
        ("WHY? The bell", True),
        ("“Why”, in 1990, did it break", True),
        ("How come it broke", True),
        ("What is the reason that it broke?", True),
        ("what were the reasons of the bell", True),
        ("For what reason did it break", True),
        ("What is the bell, and why", False),
        ("What is reasonable", False),
        ("Whyte", False),
        ("", False),
    ],
)
def test_a_question_for_a_reason_is_known_by_its_first_words(words: str, is_why: bool) -> None:
    assert asked(words).is_why == is_why
