"""Locators written with other signs than the usual one."""

import json
from pathlib import Path

import pytest

from brief.cli.main import run
from brief.model.locators import Numbered, Unit, numbered
from brief.model.parts import Citation


@pytest.mark.parametrize("at", ["para 2", "par. 2", "Paragraph 2", "P2", "P 2", "#2", "¶2"])
def test_a_paragraph_by_any_sign_is_the_same(at: str) -> None:
    assert str(Citation("log", at)) == "log ¶2"
    assert numbered(at) == Numbered(Unit.PARAGRAPH, ((2, 2),))


@pytest.mark.parametrize("at", ["p. 2", "pp. 3-4", "p2", "#", "P.", "paris 2", "parsec 2", "Part 2", "", "x" * 300])
def test_what_is_no_paragraph_is_left_as_it_is(at: str) -> None:
    assert Citation("log", at).locator == at
    assert numbered(at) is None or numbered(at).unit is Unit.PAGE  # type: ignore[union-attr]


def test_two_spellings_of_a_place_are_printed_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Pier}\nsources: {log: {title: The log}}\n"
        "events:\n  opening: {title: The pier opens, cite: [log para 2, log ¶2, 'log #3']}\n",
        encoding="utf-8",
    )
    assert run(["timeline", "--json", "-d", str(tmp_path)]) == 0
    assert [note["at"] for note in json.loads(capsys.readouterr().out)["notes"]] == ["¶2", "¶3"]
    run(["show", "log", "-d", str(tmp_path)])
    assert "cited at ¶2, ¶3" in capsys.readouterr().out


def test_check_fix_writes_the_usual_sign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    before = "dossier: {title: Pier}\nsources: {log: {title: The log}}\nevents:\n  opening:  # as the log has it\n"
    after = "    title: The pier opens\n    cite: [log {}, 'log {}']\n"
    (tmp_path / "dossier.yaml").write_text(before + after.format("para 2", "#3-4"), encoding="utf-8")
    assert run(["check", "--strict", "--fix", "-d", str(tmp_path)]) == 0
    assert (tmp_path / "dossier.yaml").read_text(encoding="utf-8") == before + after.format("¶2", "¶3-4")
    assert "locator-spelling" in capsys.readouterr().err
