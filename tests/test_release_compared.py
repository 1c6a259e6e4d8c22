"""A comparison under a marking tells nothing that is known only from what is marked higher in one of the states."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

import brief
from brief.last_remarks import last_remarks
from brief.model.kinds import KINDS
from brief.model.user_error import UserError
from marked import PLAIN, Dossier
from repository import Repository

MARKING = "TLP:GREEN"
WORDS = ("name", "title", "text", "rank", "what", "summary")
"""Fields whose texts get a word of their own."""
FORMATS = ("text", "json", "markdown", "html", "csv")
QUESTIONS: dict[str, Callable[[brief.Dossier], Any]] = {
    "memo": lambda now: brief.memo(now, since="HEAD~1"),
    "memo on a body": lambda now: brief.memo(now, "board", since="HEAD~1"),
    "meeting": lambda now: brief.meeting(now, ["board"], on="2022-01-02", since="HEAD~1"),
    "meeting since last": lambda now: brief.meeting(now, ["board"], on="2022-01-02", since="last"),
}


@pytest.fixture(autouse=True)
def _apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Use a cache of its own, and leave no remarks on positions to the next test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    yield
    last_remarks()


def maps(value: Any) -> Iterator[dict[str, Any]]:
    """Yield a map and all maps in it."""
    if isinstance(value, dict):
        yield value
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from maps(item)


def worded() -> Dossier:
    """Return the plain dossier, with a word of its own in each text."""
    held = deepcopy(PLAIN)
    for number, (found, key) in enumerate((found, key) for found in maps(held) for key in WORDS if key in found):
        if isinstance(found[key], str):
            found[key] += f" q{number}q"
    return held


def raised(held: Dossier, chance: random.Random) -> Dossier:
    """Return a later state: some records and citations are marked higher, some others are edited."""
    later = deepcopy(held)
    marked = set()
    for section, records in later.items():
        for id_, record in records.items() if section != "dossier" else ():
            if chance.random() < 0.12:
                record["handling"] = "TLP:AMBER"
                marked.add(id_)
            elif chance.random() < 0.3:
                record["note"] = "Revised"
    for found in maps(later):
        if "cite" in found and "handling" not in found:
            cites = found["cite"] if isinstance(found["cite"], list) else [found["cite"]]
            found["cite"] = [raised_citation(cited, chance) for cited in cites]
        if "who" in found and chance.random() < 0.5:
            found["who"] = {id_: role for id_, role in found["who"].items() if id_ not in marked}
    return later


def raised_citation(cited: Any, chance: random.Random) -> Any:
    if chance.random() > 0.15:
        return cited
    held = cited if isinstance(cited, dict) else dict(zip(("source", "at"), cited.split(" ", 1), strict=True))
    return {**held, "handling": "TLP:AMBER"}


def committed(root: Path, *states: Dossier) -> Repository:
    root.mkdir()
    repository = Repository(root)
    for number, held in enumerate(states, 1):
        text = yaml.safe_dump(held, sort_keys=False)
        repository.commit(text, "State", f"2020-0{number}-03T12:00:00Z", name="dossier.yaml")
    return repository


def tokens(text: str) -> set[str]:
    return set(re.findall(r"q\d+q", text))


def opened(root: Path, at: str | None = None) -> brief.Dossier:
    return brief.open(root, at=at, today="2023-06-01", release_to=MARKING)


def rendered(documents: Any, formats: Iterable[str]) -> str:
    told = []
    for document in documents:
        for form in formats:
            try:
                told.append(str(brief.render(document, form)))
            except UserError:  # the document has no such format
                assert form == "csv"
    return "\n".join(told)


@pytest.mark.parametrize("seed", range(4))
def test_only_words_of_the_release_copy_are_told(tmp_path: Path, seed: int) -> None:
    held = worded()
    root = tmp_path / "quay"
    repository = committed(root, held, raised(held, random.Random(seed)))
    with opened(root) as now, opened(root, "HEAD~1") as before:
        open_words = tokens(repr([record for kind in KINDS for record in now.shown.dossier.records(kind)]))
        open_words |= tokens(repr(now.header))
        assert tokens(repr(held)) > open_words
        reports = [brief.diff(now, before), brief.diff(before, now)]
        for question in QUESTIONS.values():
            try:
                reports.append(question(now))
            except UserError as refused:
                assert "board" in str(refused)
        told = rendered(reports, FORMATS if seed == 0 else FORMATS[:2])
        assert tokens(told) <= open_words
        commits = repository.git("rev-list", "HEAD").split()
        assert not [words for words in (*(commit[:7] for commit in commits), "quay", "HEAD") if words in told]


def pair(before: Dossier, now: Dossier, folder: Path) -> str:
    """Return what a comparison of the later with the earlier of two states prints."""
    repository = committed(folder / "quay", before, now)
    with opened(repository.root) as later, opened(repository.root, "HEAD~1") as earlier:
        return str(brief.render(brief.diff(later, earlier)))


SMALL: Dossier = {
    "dossier": {"title": "Ferries", "summary": "Zinnia pays.", "cite": "log p. 1"},
    "sources": {"log": {"title": "The log"}, "cable": {"title": "Zinnia cable"}},
    "people": {"ada": {"name": "Ada Orr", "born": "1961", "cite": "log p. 1"}, "bo": {"name": "Zinnia Vane"}},
    "events": {"tea": {"title": "Tea with Zinnia", "who": {"bo": "host"}, "cite": ["log p. 2", "cable p. 1"]}},
    "topics": {"fares": {"name": "Fares"}},
}


def with_(path: str, value: Any) -> Dossier:
    section, id_, field = (*path.split("."), "")[:3]
    held = deepcopy(SMALL)
    if field:
        held[section][id_][field] = value
    else:
        held[section][id_] = value
    return held


@pytest.mark.parametrize(
    "now",
    [
        with_("people.bo.handling", "TLP:RED"),
        with_("events.tea.handling", "TLP:RED"),
        with_("sources.cable.handling", "TLP:RED"),
        with_("dossier.cite", {"source": "log", "at": "p. 1", "handling": "TLP:RED"}),
        with_("people.ada.cite", ["log p. 1", {"source": "log", "at": "p. 9", "for": "born", "handling": "TLP:RED"}]),
    ],
)
def test_what_is_marked_since_was_not_removed(tmp_path: Path, now: Dossier) -> None:
    for folder, states in (("on", (SMALL, now)), ("back", (now, SMALL))):
        (tmp_path / folder).mkdir()
        told = pair(*states, tmp_path / folder)
        assert "left out of the comparison" in told
        assert told.endswith("\nNote: Nothing changed.\n")


def test_a_renamed_record_that_is_marked_since_is_not_told(tmp_path: Path) -> None:
    now = deepcopy(SMALL)
    now["people"]["agent"] = {**now["people"].pop("bo"), "was": "bo", "handling": "TLP:RED"}
    now["events"]["tea"]["who"] = {"agent": "host"}
    assert "Zinnia" not in pair(SMALL, now, tmp_path)


def test_open_changes_are_told_still(tmp_path: Path) -> None:
    now = with_("people.bo.handling", "TLP:RED")
    now["topics"]["fares"]["name"] = "Fares and tolls"
    now["topics"]["tides"] = {"name": "Tides"}
    told = pair(SMALL, now, tmp_path)
    assert "Fares and tolls (before: Fares)" in told
    assert "Tides" in told
    assert "From 3 January 2020 to 1 June 2023" in told
