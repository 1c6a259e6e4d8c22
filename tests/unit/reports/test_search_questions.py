"""Search quality, measured with questions on the starter, on invented dossiers and on the shipped one."""

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest

from brief.app import open_store
from brief.stores.query import Store

ROOT = Path(__file__).parents[3]
STARTER = {
    "Who runs the harbour?": "mira-oldcastle oxmere-harbour-board",
    "town clerk": "venn-tolo",
    "When did the boat first sail after dark?": "first-crossing",
    "how many travellers were on board the first night": "first-crossing",
    "second crew": "winter-crew",
    "Has Tarnholm kept its promise?": "winter-crew",
    "What does Oldcastle think of the ferry?": "ferry-pays mira-oldcastle",
    "third winter payment": "third-winter",
    "ferry memorandum 2021": "ferry-agreement ferry-agreement-signed",
    "Where was the agreement signed?": "ferry-agreement-signed gull-quay",
    "training of crews": "crew-training ferry-agreement",
    "How long is the agreement valid?": "ferry-agreement",
    "interview with the clerk": "clerk-interview",
    "newspaper article on the ferry": "lantern-article",
    "17 May 2021": "ferry-agreement-signed",
}
DAM = {
    "How high is the dam?": "height",
    "minister of energy": "ilse-brandt",
    "Who is Tomas Okafor": "tomas-okafor",
    "How close was the vote in parliament?": "vote",
    "minimum flow promised downstream": "minimum-flow",
    "How much water must be let through?": "minimum-flow",
    "sturgeon extinction": "sturgeon-doomed",
    "fish ladder": "fish-ladder",
    "Why was the fish passage delayed?": "fish-ladder",
    "How many boats took part in the blockade?": "fishers-march",
    "Who lent money for the turbines?": "loan loan-signed",
    "guarantee for the loan": "who-guarantees",
    "village under water": "old-mell other-villages",
    "When were families resettled?": "first-families",
    "Has Marovia been warned a year in advance?": "notice-given river-treaty",
    "lowest water level": "dry-summer",
    "ARC": "river-commission",
    "sediments in the delta": "mud-trapped silt",
}
TREATIES = {
    "Lower Isles trusteeship agreement": "trust-isles",
    "Tressia under United Cantons administration": "trust-tressia",
    "trusteeship agreement United Cantons": "trust-tressia",
    "exchange of notes 1911 lepers": "lepers",
    "lighthouse dues": "lighthouse",
    "14 March 1926": "opium",
    "opium convention 1926": "opium",
    "treaty on the transport of corpses": "corpses",
    "Which treaty regulates the hunting of whales?": "whales",
    "double taxation of shipping profits 1934": "shipping-tax",
    "Norvia Quill frontier river": "frontier-river",
    "agreement about the tomb of the unknown sailor": "tomb",
    "recognition of driving permits": "permits",
    "abolition of visas for seamen": "seamen",
}
"""Questions and the records that answer them; one of these must be among the first three results."""
MISSED = {
    ("starter", "Is the ferry profitable?"): "ferry-pays",
    ("starter", "cancelled trips because of bad weather"): "crossings-in-storms",
    ("dam", "problems found by the auditors"): "fund-badly-kept",
}
"""Questions that share no word with their answers: "pay for itself", "called off in storms", "books are incomplete"."""
BY_HAND = {
    "trust-isles": "The Lower Isles under Velden Administration - Text of Trusteeship Agreement; 1946-12-13",
    "trust-tressia": "Tressia under United Cantons Trusteeship; 1946-12-13",
    "lepers": "Exchange of notes respecting the repatriation of lepers; 1911-05",
    "lighthouse": "Convention concerning the maintenance of the light at Cape Gannet; 1908-02-01",
    "opium": "International Opium Convention; 1926-03-14",
    "corpses": "Arrangement concerning the conveyance of corpses; 1937-02-10",
    "whales": "Convention for the Regulation of Whaling; 1931-09-24",
    "shipping-tax": "Exchange of notes for the reciprocal exemption from income tax of profits of shipping; 1934-06-30",
    "frontier-river": "Protocol on the boundary between Norvia and Quill in the bed of the Ulm; 1929-11-02",
    "tomb": "Agreement concerning the grave of an unidentified sailor; 1922-08-19",
    "permits": "Convention on the mutual recognition of licences to drive motor vehicles; 1949-01-07",
    "seamen": "Exchange of notes abolishing visas for members of crews of merchant ships; 1951-03-30",
}
COUNTRIES = ("Norvia", "Ostmark", "Velden", "Caldria", "Sarrow", "Tressia", "United Cantons", "Lower Isles", "Quill")
FORMS = ("Exchange of notes", "Convention", "Treaty", "Protocol", "Agreement", "Declaration", "Trade agreement")
MATTERS = (
    "extradition", "commercial travellers", "the protection of trade marks", "postal orders", "the tariff on hops",
    "air services", "legal proceedings in civil and commercial matters", "money orders", "telephone lines",
    "the settlement of claims", "the railway between their capitals", "cultural relations", "fisheries in the Narrows",
    "passports", "the exchange of official publications", "the frontier", "military service", "double taxation",
    "the war graves of their soldiers", "the use of the port of Brenn", "loans of gold", "insurance of seafarers",
)  # fmt: skip


def _treaty(chance: random.Random) -> str:
    """Return a title and the day of the signature."""
    one, other = chance.sample(COUNTRIES, 2)
    title = f"{chance.choice(FORMS)} between {one} and {other} concerning {chance.choice(MATTERS)}"
    return f"{title}; {chance.randint(1905, 1955)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"


def treaties() -> str:
    """Return three hundred treaties with similar titles, and twelve to search for."""
    chance = random.Random(7)
    held = {"organizations": "", "agreements": "", "events": ""}
    slug = {country: country.lower().replace(" ", "-") for country in COUNTRIES}
    for country in COUNTRIES:
        held["organizations"] += f"  {slug[country]}: {{name: {country}, kind: country}}\n"
    listed = {f"t{number}": _treaty(chance) for number in range(300)}
    for id_, (title, date) in {key: told.split("; ") for key, told in (listed | BY_HAND).items()}.items():
        parties = [slug[country] for country in COUNTRIES if country in title]
        held["agreements"] += f'  {id_}: {{title: "{title}", signed: {id_}-signed, parties: [{", ".join(parties)}]}}\n'
        held["events"] += f"  {id_}-signed: {{title: Signature at {chance.choice(COUNTRIES)}, date: {date}}}\n"
    return "dossier: {title: Treaties}\n" + "".join(f"{section}:\n{text}" for section, text in held.items())


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Store]]:
    folder = tmp_path_factory.mktemp("treaties")
    (folder / "dossier.yaml").write_text(treaties(), encoding="utf-8")
    folders = {"starter": ROOT / "data/starter", "dam": ROOT / "tests/fixtures/dam", "treaties": folder}
    with pytest.MonkeyPatch.context() as patch, ExitStack() as opened:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        held = {name: open_store(where, searchable=True) for name, where in folders.items()}
        for store in held.values():
            opened.callback(store.close)
        yield held


FIGURES = {"starter": (12, 14), "herring": (26, 27), "tram": (25, 27), "vietnam-canada": (78, 104)}
"""Minimum number of questions in `benchmarks/questions` with an answer first, and among the first five."""
QUESTIONS = [
    (name, question, answers)
    for name, asked in (("starter", STARTER), ("dam", DAM), ("treaties", TREATIES))
    for question, answers in asked.items()
]


@pytest.mark.parametrize(("name", "question", "answers"), QUESTIONS)
def test_an_answer_is_among_the_first_three(name: str, question: str, answers: str, stores: dict[str, Store]) -> None:
    found = [result.id.removesuffix("-signed") for result in stores[name].search(question, (), 20).found][:3]
    assert not {answer.removesuffix("-signed") for answer in answers.split()}.isdisjoint(found)


@pytest.mark.xfail(reason="only a thesaurus of the whole language would find it")
@pytest.mark.parametrize(("name", "question"), MISSED)
def test_an_answer_in_other_words_is_missed(name: str, question: str, stores: dict[str, Store]) -> None:
    assert MISSED[name, question] in [result.id for result in stores[name].search(question, (), 3).found]


@pytest.mark.parametrize("name", FIGURES)
def test_as_many_questions_are_answered_as_were_measured(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    bench = import_module("search")
    with closing(open_store(bench.folder(name), searchable=True)) as store:
        done = list(bench.measured(bench.questions()[name], partial(bench.ids, store)))
    sys.modules.pop("search")
    missed = [asked.question for asked in done if asked.rank != 1]
    first, some = FIGURES[name]
    assert len(done) - len(missed) >= first, missed
    assert sum(asked.rank > 0 for asked in done) >= some, missed
