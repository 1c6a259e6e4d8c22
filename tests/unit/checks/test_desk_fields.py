"""Fields in which the desk speaks have a maximum length, and need no source."""

from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.auditing import audited
from brief.checks.limits import LONGEST_SHORT
from brief.model.kinds import KINDS

HEAD = "dossier: {title: Crossings, cite: log p. 1}\nsources: {log: {title: The log, published: 2010}}\n"
REQUIRED = {"title": "title: Ferry", "name": "name: Ferry", "text": "text: A ferry"}
MORE = {"assessment": ", by: A passenger", "position": ", use: point"}


def found(root: Path, text: str) -> list[tuple[str, str, str]]:
    root.mkdir(exist_ok=True)
    (root / "dossier.yaml").write_text(HEAD)
    (root / "facts.yaml").write_text(text, encoding="utf-8")
    with closing(open_store(root)) as store:
        return [(one.code, one.record, one.path) for one in audited(root, store).findings()]


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def record(kind: str, more: str) -> str:
    held = REQUIRED[KINDS[kind].title] + MORE.get(kind, "")
    return f"{KINDS[kind].section}: {{one: {{{held}, {more}}}}}\n"


@pytest.mark.parametrize("kind", KINDS)
def test_any_record_may_have_them_and_they_need_no_source(kind: str, tmp_path: Path) -> None:
    stated = [KINDS[kind].title, *(["by"] if kind == "assessment" else [])]
    cite = "cite: log p. 2" if kind == "source" else f"cite: {{{', '.join(f'{name}: log p. 2' for name in stated)}}}"
    used = "topics: {ferries: {name: Ferries, cite: one p. 1}}\n" if kind == "source" else ""
    text = record(kind, f"short: Ferry, importance: high, handling: TLP:AMBER, {cite}")
    if kind == "topic":
        used = "events: {start: {title: It starts, topics: one, cite: log p. 1}}\n"
    assert found(tmp_path / "dossier", text + used) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("length", "codes"), [(LONGEST_SHORT, set()), (LONGEST_SHORT + 1, {"too-long"})])
def test_a_short_title_has_a_length_that_fits_a_table(kind: str, length: int, codes: set[str], tmp_path: Path) -> None:
    findings = found(tmp_path / "dossier", record(kind, f"short: {'ă' * length}, cite: log p. 2"))
    assert {code for code, _, path in findings if path == "short"} == codes


@pytest.mark.parametrize("field", ["importance: urgent", "importance: 1", "importance: High"])
def test_importance_has_three_degrees(field: str, tmp_path: Path) -> None:
    assert found(tmp_path / "dossier", record("topic", field)) == [("invalid-choice", "one", "importance")]


@pytest.mark.parametrize("status", ["done", "canceled", "planned visit"])
def test_an_event_has_one_of_four_statuses(status: str, tmp_path: Path) -> None:
    findings = found(tmp_path / "dossier", record("event", f"status: {status}, cite: log p. 1"))
    assert findings == [("invalid-choice", "one", "status")]


@pytest.mark.parametrize(
    ("key", "is_right"),
    [("F", True), ("FR", True), ("f", False), ("Fr", False), ("ABC", False), ("1", False), ("F1", False), ("É", False)],
)
def test_the_key_of_a_source_is_one_or_two_capital_letters(key: str, is_right: bool, tmp_path: Path) -> None:
    text = f"sources: {{tide: {{title: Tides, key: {key}}}}}\ntopics: {{tides: {{name: Tides, cite: tide p. 1}}}}\n"
    assert found(tmp_path / "dossier", text) == ([] if is_right else [("invalid-value", "tide", "key")])


def test_a_key_that_is_given_twice_is_found_when_any_file_changes(tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    text = "sources: {{tide: {{title: Tides, key: {}}}}}\ntopics: {{tides: {{name: Tides, cite: tide p. 1}}}}\n"
    root.mkdir()
    other = "sources: {map: {title: Map, key: M}}\ntopics: {maps: {name: Maps, cite: map p. 1}}\n"
    (root / "a.yaml").write_text(other)
    assert found(root, text.format("T")) == []
    assert found(root, text.format("M")) == [("duplicate-source-key", "tide", "key")]
    (root / "a.yaml").write_text(other.replace("key: M", "key: N"))
    assert found(root, text.format("M")) == []
