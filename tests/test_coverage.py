"""Every paragraph of the shipped dossier's sources is cited, or listed as containing no fact."""

import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parents[1] / "docs"


@pytest.fixture(scope="module")
def made() -> dict[str, Any]:
    return runpy.run_path(str(DOCS / "generate_coverage.py"))


def test_every_paragraph_is_cited_or_carries_no_fact(made: dict[str, Any]) -> None:
    found = made["coverage"]()
    assert len(found) == 37
    assert {place for place, ids in found.items() if not ids} == set(made["NO_FACT"])


def test_the_shipped_dossier_holds_as_much_as_it_did(made: dict[str, Any]) -> None:
    counts = made["counts"]()
    least = {"source": 2, "person": 5, "organization": 11, "event": 22, "agreement": 6, "program": 8}
    least |= {"commitment": 10, "assessment": 57, "question": 36, "topic": 22, "place": 5}
    assert {kind: counts[kind] for kind in least if counts[kind] < least[kind]} == {}
    assert set(counts) == {*least, "position"}


def test_what_is_printed_in_lists_has_a_short_title(made: dict[str, Any]) -> None:
    listed = {"event", "agreement", "program", "commitment", "question", "assessment"}
    records = [record for found, _ in made["_files"]() for record in found if record.KIND in listed]
    assert [record.id for record in records if not record.short] == []


def test_few_records_are_important_and_each_source_has_a_key(made: dict[str, Any]) -> None:
    records = [record for found, _ in made["_files"]() for record in found]
    assert 8 <= sum(record.importance == "high" for record in records) <= 12
    assert {record.key for record in records if record.KIND == "source"} == {"F", "D"}


def test_the_page_of_coverage_is_fresh(made: dict[str, Any], pytestconfig: pytest.Config) -> None:
    page = DOCS / "coverage.md"
    if pytestconfig.getoption("--update"):
        page.write_text(made["generate"](), encoding="utf-8")
    assert page.read_text(encoding="utf-8") == made["generate"]()
