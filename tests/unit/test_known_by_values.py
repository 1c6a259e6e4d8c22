"""`--known-by`, value by value: each that is kept has a citation of a source known by then, or none at all."""

import random
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import yaml

from brief.app import open_store
from brief.dossier.as_of import AsOf
from brief.dossier.known import KnownBy
from brief.dossier.publication_filter import PublicationFilter
from brief.model.dates import Date
from brief.model.findings import Severity
from brief.model.kinds import KINDS
from brief.model.parts import DESK, Record
from brief.model.shape import Fields, fields
from brief.model.stated import citations

DAY = Date.parse("2015")
SOURCES = {
    "early": {"title": "An early one", "published": "2010"},
    "late": {"title": "A late one", "published": "2020"},
}


class Maker:
    """Records of words that each occur once, which chance cites as a whole, by part and by field."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._words = 0

    def word(self) -> str:
        self._words += 1
        return f"word {self._words}"

    def date(self) -> str:
        self._words += 1
        return f"{1000 + self._words}"

    def some(self, make: Any, most: int = 3) -> list[Any]:
        return [make() for _ in range(self._chance.randint(1, most))]

    def cites(self, held: dict[str, Any], often: float) -> dict[str, Any]:
        """The same, with citations as chance has it: of all, and of some fields."""
        if self._chance.random() > often:
            return held
        cite: list[dict[str, Any]] = []
        for _ in range(self._chance.randint(0, 1)):
            cite.append({"source": self._source(), "at": f"p. {len(cite) + 1}"})
        for _ in range(self._chance.randint(0, 5)):
            some = self._chance.sample([*below(held)], self._chance.randint(1, 2))
            cite.append({"source": self._source(), "at": f"p. {len(cite) + 1}", "for": some})
        return {**held, "cite": cite} if cite else held

    def _source(self) -> str:
        return self._chance.choice(("early", "late"))

    def role(self) -> dict[str, Any]:
        held = {"title": self.word(), "rank": self.word(), "seen": self.some(self.date)}
        return self.cites(held, 0.4)

    def person(self) -> dict[str, Any]:
        held = {
            "name": self.word(),
            "also": self.some(self.word),
            "languages": self.some(self.word),
            "pronounce": self.word(),
            "contact": {"phone": self.word(), "address": self.word()},
            "roles": self.some(self.role),
        }
        return self.cites(held, 0.9)

    def figure(self) -> dict[str, Any]:
        return self.cites({"what": self.word(), "value": self.word()}, 0.4)

    def event(self) -> dict[str, Any]:
        held = {
            "title": self.word(),
            "kind": self.word(),
            "date": self.date(),
            "who": {f"students of {self.word()}": "guests" for _ in range(2)},
            "figures": self.some(self.figure),
        }
        return self.cites(held, 0.9)


def below(held: Any, path: str = "") -> Iterator[str]:
    """The path of each field, part and item of a record as it is written."""
    inner = held.items() if isinstance(held, dict) else enumerate(held) if isinstance(held, list) else ()
    for step, value in inner:
        if step != "cite":
            yield f"{path}{step}"
            yield from below(value, f"{path}{step}.")


def values(held: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every value that sources may state, with its path."""
    if isinstance(held, tuple):
        for index, item in enumerate(held):
            yield from values(item, f"{path}.{index}")
    elif isinstance(held, dict):
        yield from ((key, f"{path}.{key}") for key in held)
    elif isinstance(held, Fields) and not isinstance(held, Date):
        for name, item in fields(type(held)).items():
            if name not in DESK | {"id", "cite", "differs"}:
                yield from values(getattr(held, item.attribute), f"{path}.{name}".lstrip("."))
    elif held is not None:
        yield getattr(held, "text", str(held)), path


@pytest.mark.parametrize("seed", range(30))
def test_each_value_that_is_kept_has_a_known_citation_or_none(seed: int, tmp_path: Path) -> None:
    made = Maker(seed)
    held = {
        "dossier": {"title": "Words"},
        "sources": SOURCES,
        "people": {f"p{number}": made.person() for number in range(3)},
        "events": {f"e{number}": made.event() for number in range(3)},
    }
    (tmp_path / "dossier.yaml").write_text(yaml.safe_dump(held, sort_keys=False))
    with closing(open_store(tmp_path)) as store:
        assert not [*store.findings(Severity.ERROR)]
        view, filter_ = KnownBy(store, DAY), PublicationFilter(store, DAY)
        for kind in ("person", "event"):
            known = {record.id: record for record in view.every(KINDS[kind].record)}
            for record in store.every(KINDS[kind].record):
                if record.id in known:
                    compare(record, known[record.id], filter_)


def compare(record: Record, known: Record, filter_: PublicationFilter) -> None:
    """Look at each value of a record that is known by the day."""
    stated = dict(values(record))
    kept = dict(values(known))
    assert kept.keys() <= stated.keys()
    for value, now in kept.items():
        if now == "name":  # a source of a role knows whose it is
            continue
        cite = citations(record, stated[value])
        assert not cite or filter_.known(cite), stated[value]
        now_cited = {(found.source, found.at) for found in citations(known, now)}
        assert now_cited == {(found.source, found.at) for found in filter_.known(cite)}, stated[value]


def test_citations_of_a_field_follow_it_when_an_earlier_part_is_gone(tmp_path: Path) -> None:
    role = {"title": "Pilot", "from": "2005"}
    ada = {
        "name": "Ada",
        "roles": [{"title": "Master", "from": "2018"}, role],
        "cite": {"roles.1.title": "early p. 2", "rest": "early p. 1"},
    }
    held = {"dossier": {"title": "Roles"}, "sources": SOURCES, "people": {"ada": ada}}
    (tmp_path / "dossier.yaml").write_text(yaml.safe_dump(held, sort_keys=False))
    with closing(open_store(tmp_path)) as store:
        known = AsOf(store, DAY).get("ada")
        assert known
        assert [found.at for found in citations(known, "roles.0.title")] == ["p. 2"]
        assert [found.at for found in citations(known, "name")] == ["p. 1"]
