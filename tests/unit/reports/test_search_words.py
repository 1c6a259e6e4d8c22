"""Search: inflected words, names that are not on file as such, and remarks on the results."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.app import open_store
from brief.document import Card, Notice
from brief.dossier.terms.spelling import terms
from brief.model import serialization
from brief.model.kinds import KINDS
from brief.model.user_error import UserError
from brief.reports.search import Search, search
from brief.stores.query import Store

PAPERS = """
dossier: {title: Papers}
sources: {log: {title: Log}}
organizations:
  realm: {name: Realm of Ost, kind: country, also: [United Realm], cite: log p. 1}
  low: {name: Lowland, kind: country, cite: log p. 1}
agreements:
  brolands: {title: The Brolands under Lowland Administration - Text of Trusteeship Agreement, cite: log p. 1}
  togia: {title: Togia under United Realm Trusteeship, cite: log p. 1}
  estates: {title: Liquidation of foreign estates, signed: notes, parties: [low, realm], cite: log p. 2}
events:
  notes: {title: Exchange of notes at Orton, date: 1932-07-26, cite: log p. 2}
  mail: {title: E-mail about COVID-19 and two F-16s, cite: log p. 3}
  keeping: {title: Peace-keeping and co-operation, cite: log p. 3}
  price: {title: "The bill of 1,250 crowns", cite: log p. 3}
  plain: {title: The email of the frigate F18, cite: log p. 3}
  health: {title: The WHO sends doctors, cite: log p. 4}
  states: {title: A US delegation leaves, cite: log p. 4}
  it: {title: An IT firm is founded, cite: log p. 4}
people:
  rare: {name: Quillon Vandermoor, cite: log p. 5}
questions:
  q: {text: Who pays the crew of the ferry?, cite: log p. 6}
"""


@pytest.fixture
def papers(dossier_of: Callable[[str], Store]) -> Store:
    return dossier_of(PAPERS)


def ids(store: Store, words: str, *kinds: str, limit: int = 10) -> list[str]:
    return [result.id for result in store.search(words, kinds, limit).found]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("email", {"mail", "plain"}),
        ("e-mail", {"mail", "plain"}),
        ("covid19", {"mail"}),
        ("COVID-19", {"mail"}),
        ("covid 19", {"mail"}),
        ("F16", {"mail"}),
        ("F-18", {"plain"}),
        ("cooperations", {"keeping"}),
        ("co-operations", {"keeping"}),
        ("peacekeeping", {"keeping"}),
        ("1250", {"price"}),
        ("1,250 crowns", {"price"}),
    ],
)
def test_a_sign_within_a_word_makes_no_difference(words: str, found: set[str], papers: Store) -> None:
    assert set(ids(papers, words)[: len(found)]) == found


def test_a_word_that_fits_as_one_is_marked_as_one(papers: Store) -> None:
    (card,) = [block for block in search(papers, Search("email", limit=1)).blocks if isinstance(block, Card)]
    assert "«" in card.fields[0].lines[0].text
    document = search(papers, Search("covid19"))
    assert [card.fields[0].lines[0].text for card in document.blocks if isinstance(card, Card)] == [
        "E-mail about «COVID-19» and two F-16s, date unknown"
    ]


@pytest.mark.parametrize(
    ("words", "first"),
    [("WHO", "health"), ("US", "states"), ("IT", "it"), ("US delegation", "states"), ("IT firm", "it")],
)
def test_capitals_keep_an_acronym_that_is_also_a_word(words: str, first: str, papers: Store) -> None:
    assert ids(papers, words)[0] == first


@pytest.mark.parametrize("words", ["us", "who", "it"])
def test_small_letters_are_a_word_of_the_sentence(words: str, papers: Store) -> None:
    with pytest.raises(UserError, match="is too common a word to search for"):
        search(papers, Search(words))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("Brolands trusteeship agreement", "brolands"),
        ("United Realm trusteeship Togia", "togia"),
        ("trusteeship agreement Lowland administration", "brolands"),
        ("Trusteeship of Togia, United Realm of Ost", "togia"),
    ],
)
def test_no_record_need_hold_a_name_of_the_question_as_that_name(words: str, first: str, papers: Store) -> None:
    document = search(papers, Search(words))
    assert ids(papers, words)[0] == first
    assert not any(note.startswith("No record") for note in notices(document.blocks))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("foreign estates 26 July 1932", ["estates", "notes"]),
        ("exchange of notes 1932", ["notes", "estates"]),
        ("26 July 1932", ["notes", "estates"]),
    ],
)
def test_an_agreement_is_found_by_the_day_on_which_it_was_signed(words: str, first: list[str], papers: Store) -> None:
    assert ids(papers, words)[:2] == first
    assert ids(papers, words, "agreement")[:1] == ["estates"]


def test_a_rare_name_always_brings_its_bearer(dossier_of: Callable[[str], Store]) -> None:
    held = "".join(
        f"  e{n}: {{title: 'The harbour board meets on tolls, ropes and the night ferry {n}', cite: log p. 1}}\n"
        for n in range(30)
    )
    store = dossier_of(PAPERS.replace("events:\n", f"events:\n{held}"))
    question = "What did Vandermoor tell the harbour board on tolls, ropes and the night ferry?"
    assert "rare" in ids(store, question, limit=5)
    assert len(ids(store, question, limit=20)) == 20


def test_a_list_is_filled_and_a_kind_narrows_it(papers: Store) -> None:
    assert ids(papers, "Togia crew")[0] == "togia"
    assert set(ids(papers, "Togia crew")) == {"togia", "q"}
    assert ids(papers, "Togia crew", "question") == ["q"]
    document = search(papers, Search("Togia crew", ("question",)))
    assert "No record within these limits contains all these words; these contain the most of them." in notices(
        document.blocks
    )


WISHES = """
dossier: {title: Tolls}
sources: {book: {title: Tolls of the north}}
events:
  e: {title: Tolls rise, cite: book p. 1}
  d:
    title: The gates and the tolls of the northern bridge are moved inland
    date: 2001
    cite: book p. 2
    differs: [{field: date, value: 2002, cite: book p. 3}]
commitments: {c: {text: The tolls of the old gate fall in spring, cite: book p. 4}}
questions: {q: {text: Who sets the tolls?}}
"""


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("who wrote on tolls", "book"),
        ("sources on tolls", "book"),
        ("is it unclear who pays for tolls", "q"),
        ("what is unknown about tolls", "q"),
        ("what do we not know about tolls", "q"),
        ("on which tolls do the sources contradict each other", "d"),
        ("where do sources disagree", "d"),
        ("what was promised on tolls", "c"),
        ("tolls", "e"),
    ],
)
def test_a_question_may_ask_for_sources_rivals_promises_and_what_is_unknown(
    words: str, first: str, dossier_of: Callable[[str], Store]
) -> None:
    assert ids(dossier_of(WISHES), words)[0] == first


SCRIPTS = """
dossier: {title: Scripts}
sources: {log: {title: Log}}
events:
  brakes: {title: 听证会上说明了制动系统的故障, cite: log p. 1}
  tower: {title: 東京タワーへ行く, cite: log p. 2}
  boat: {title: เรือข้ามฟากกลางคืน, cite: log p. 3}
people:
  right: {name: H. Růžička, cite: log p. 4}
  left: {name: H. Ruzicka, cite: log p. 4}
"""


@pytest.mark.parametrize(
    ("words", "first", "told"),
    [
        ("制动", "brakes", "听证会上说明了«制动»系统的故障"),
        ("系", "brakes", "听证会上说明了制动«系统»的故障"),
        ("障", "brakes", "故«障»"),
        ("タワー", "tower", "東京«タワー»へ行く"),
        ("ข้ามฟาก", "boat", "เรือ«ข้ามฟาก»กลางคืน"),
    ],
)
def test_words_of_unspaced_scripts_are_found(
    words: str, first: str, told: str, dossier_of: Callable[[str], Store]
) -> None:
    (card,) = [block for block in search(dossier_of(SCRIPTS), Search(words)).blocks if isinstance(block, Card)]
    assert card.id == first and told in card.fields[0].lines[0].text


@pytest.mark.parametrize(("words", "order"), [("Růžička", ["right", "left"]), ("Ruzicka", ["left", "right"])])
def test_accents_as_typed_are_preferred(words: str, order: list[str], dossier_of: Callable[[str], Store]) -> None:
    assert ids(dossier_of(SCRIPTS), words) == order


@pytest.mark.parametrize(("words", "order"), [("Muller", ["b", "a"]), ("Müller", ["a", "b"]), ("Jan", ["a", "b"])])
def test_what_is_typed_exactly_comes_before_what_is_spelled_with_accents(
    words: str, order: list[str], dossier_of: Callable[[str], Store]
) -> None:
    people = "a: {name: Jan Müller, cite: log p. 1}, b: {name: Jan Muller, cite: log p. 1}"
    text = f"dossier: {{title: D}}\nsources: {{log: {{title: The log}}}}\npeople: {{{people}}}\n"
    assert ids(dossier_of(text), words) == order


def test_a_person_is_found_by_how_the_name_is_pronounced(dossier_of: Callable[[str], Store]) -> None:
    people = "people: {a: {name: Oskar Tarn, pronounce: OSS-kar tahn, cite: log p. 1}}\n"
    store = dossier_of(f"dossier: {{title: D}}\nsources: {{log: {{title: The log}}}}\n{people}")
    assert [ids(store, words) for words in ("OSS-kar", "tahn")] == [["a"], ["a"]]


def test_a_misspelled_word_brings_what_has_the_right_one(papers: Store) -> None:
    document = search(papers, Search("Vandermor"))
    assert notices(document.blocks)[0] == "No record contains “Vandermor”; showing similar words: Vandermoor."
    assert ids(papers, "Vandermor") == ["rare"] and not document.answers


def test_a_question_of_too_many_words_is_refused(papers: Store) -> None:
    for words in ("tolls " * 65, "a-b-c-d-e " * 20):
        with pytest.raises(UserError, match="words is too long") as failed:
            search(papers, Search(words))
        assert failed.value.code == 2


@pytest.fixture(scope="module")
def dam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        store = open_store(Path(__file__).parents[2] / "fixtures" / "dam", searchable=True)
    yield store
    store.close()


BELLS = """
dossier: {title: Bells, synonyms: {horn: [siren, fog signal]}}
sources: {log: {title: Log}}
events:
  first: {title: The siren is tried, cite: log p. 1}
  second: {title: A fog signal is bought, cite: log p. 2}
  third: {title: The horn falls silent, cite: log p. 3}
  other: {title: The lamp is lit, cite: log p. 4}
"""


@pytest.mark.parametrize("asked", ["horns", "sirens", "fog signals", "What became of the Horn?"])
def test_the_words_of_a_dossier_that_mean_the_same_find_each_other(
    asked: str, dossier_of: Callable[[str], Store]
) -> None:
    found = {result.id for result in dossier_of(BELLS).search(asked).found}
    assert found == {"first", "second", "third"}
    without = dossier_of(BELLS.replace(", synonyms: {horn: [siren, fog signal]}", ""))
    assert len({result.id for result in without.search(asked).found}) == 1


def notices(blocks: object) -> list[str]:
    return [block.text.text for block in blocks if isinstance(block, Notice)]  # type: ignore[attr-defined]


def words_of(value: object) -> set[str]:
    """Return all words of a record, at any depth, except for ids of sources."""
    if isinstance(value, str):
        return set(terms(value))
    if isinstance(value, dict):
        value = [held for key, held in value.items() if key != "cite"]
    return {word for part in value for word in words_of(part)} if isinstance(value, list) else set()


WORDS = """
fish ladder sturgeon wall silt loan turbines Northbank Selt Marovia treaty water Arran Brandt minister flood houses
boats court audit fund village Mell talks vote commission study gauges spring tunnel Okafor dam notice year Calder
"""


@settings(max_examples=50)
@given(wanted=st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=5, unique=True), limit=st.integers(1, 10))
def test_that_no_record_contains_all_words_is_true(wanted: list[str], limit: int, dam: Store) -> None:
    said = notices(search(dam, Search(" ".join(wanted), limit=limit)).blocks)
    asked_for = {word for each in wanted for word in terms(each)}
    if any(note.startswith("No record contains all these words") for note in said):
        for kind in KINDS:
            for record in dam.records(kind):
                assert not words_of(serialization.encode(record)) >= asked_for, record.id


@pytest.mark.parametrize(
    "question", ["what don't we know of the ferry", "what’s a ferry", "They're on the ferry, aren't they?"]
)
def test_contractions_are_words_of_a_question(papers: Store, question: str) -> None:
    document = search(papers, Search(question))
    assert not any("No record" in notice for notice in notices(document.blocks))
    assert "q" in ids(papers, question)


def test_capitals_before_a_possessive_are_a_name(papers: Store) -> None:
    assert ids(papers, "the US's delegation")[0] == "states"
    assert ids(papers, "US's") == ids(papers, "US")


def test_a_similar_word_is_suggested_once_and_as_it_is_written(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(
        "dossier: {title: Papers}\norganizations: {canada: {name: Canada}}\n"
        "events: {visit: {title: The visit is Canada's first}}\n"
    )
    assert (
        notices(search(store, Search("Kanada")).blocks)[0]
        == "No record contains “Kanada”; showing similar words: Canada."
    )
