"""A warning for a comma between brackets that probably belongs to a number or a name."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.yaml import values

DOSSIER = "dossier: {{title: D}}\ntopics:\n  t: {{name: T, also: {items}}}\n"


@pytest.fixture(params=["as installed", "in Python"])
def hints(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], list[str]]]:
    """A function that returns the values that `brief check` wants to be quoted."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    if request.param == "in Python":
        monkeypatch.setattr(values, "Parser", values.PythonParser)

    def of(items: str) -> list[str]:
        (tmp_path / "dossier.yaml").write_text(DOSSIER.format(items=items), encoding="utf-8")
        with closing(open_store(tmp_path)) as store:
            found = [finding.hint for finding in store.findings() if finding.code == "cut-value"]
        return [hint.partition("`")[2].partition("`;")[0] for hint in found]

    yield of


@pytest.mark.parametrize(
    ("items", "whole"),
    [
        ("[Ships 1,250, X]", ['"Ships 1,250"']),
        ("[a, Smith, Jr.]", ['"Smith, Jr."']),
        ("[Smith, Jr., Reed, III, X]", ['"Smith, Jr."', '"Reed, III"']),
        ("[over 1,250,000 tons, X]", ['"over 1,250,000 tons"']),
        ("[Ann Roy, Ph.D.]", ['"Ann Roy, Ph.D."']),
    ],
)
def test_a_value_that_a_comma_seems_to_have_cut_is_shown_in_quotes(
    hints: Callable[[str], list[str]], items: str, whole: list[str]
) -> None:
    assert hints(items) == whole


@pytest.mark.parametrize(
    "items",
    [
        '["Ships 1,250", X]',
        "[1, 250]",
        "[a1,b2]",
        "[2024,250]",
        "[1,2500]",
        "[Jr., X]",
        '[Smith, "Jr."]',
        "[Mary, John]",
    ],
)
def test_items_that_are_meant_apart_are_left_alone(hints: Callable[[str], list[str]], items: str) -> None:
    assert hints(items) == []
