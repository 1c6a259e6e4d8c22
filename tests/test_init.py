"""`brief init`: a dossier of the user's own, whole or not at all."""

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from brief import output
from brief.model.kinds import SECTIONS
from brief.model.user_error import UserError

_OF_THE_DESK = ("short:", "importance:", "handling:", "status: held", "key:", "born:", "languages:", "pronounce:")
Brief = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"" for path in folder.rglob("*")}


def test_the_new_dossier_has_no_finding(here: Path, brief: Brief) -> None:
    assert brief("init", "mine", cwd=here).returncode == 0
    done = brief("check", "--strict", "--dossier", "mine", cwd=here)
    assert done.returncode == 0
    assert done.stdout.startswith("No problems: ")


def test_it_shows_every_kind_of_record_and_every_form_of_doubt(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    texts = [path.read_text(encoding="utf-8") for path in sorted((here / "mine").glob("*.yaml"))]
    sections = [section for text in texts for section in yaml.safe_load(text)]
    assert set(sections) == {"dossier", *SECTIONS}
    for field in ("differs:", "inferred:", "unclear:", "seen:", "figures:", "log:", *_OF_THE_DESK):
        assert any(field in text for text in texts), field


def test_editors_find_the_schema_beside_each_file(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    files = sorted((here / "mine").glob("*.yaml"))
    assert len(files) == 5
    for file in files:
        first = file.read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=schema.json"
    assert (here / "mine" / "schema.json").read_text(encoding="utf-8") == brief("schema", cwd=here).stdout


def test_what_it_says_to_type_next_works(here: Path, brief: Brief) -> None:
    lines = brief("init", "mine", cwd=here).stdout.splitlines()
    commands = [shlex.split(line.strip().split("   ")[0]) for line in lines if line.startswith("  ")]
    assert commands[0] == ["cd", "mine"]
    assert len(commands) > 3
    for command, *words in commands[1:]:
        done = brief(*words, cwd=here / "mine")
        assert (command, done.returncode, done.stderr) == ("brief", 0, "")


def test_folders_on_the_way_are_made(here: Path, brief: Brief) -> None:
    assert brief("init", "papers/two towns", cwd=here).returncode == 0
    assert (here / "papers" / "two towns" / "dossier.yaml").is_file()
    assert sorted(path.name for path in here.iterdir()) == ["papers"]


@pytest.mark.parametrize("words", [".", "../here"])
def test_an_empty_folder_is_filled(here: Path, words: str, brief: Brief) -> None:
    assert brief("init", words, cwd=here).returncode == 0
    assert brief("check", "--strict", cwd=here).returncode == 0
    assert not [path for path in here.iterdir() if path.name.startswith(".")]


def test_a_folder_that_holds_anything_is_left_alone(here: Path, brief: Brief) -> None:
    (here / "mine").mkdir()
    (here / "mine" / ".hidden").write_text("kept", encoding="utf-8")
    before = _tree(here)
    done = brief("init", "mine", cwd=here)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "brief: mine is not empty (name a new folder)\n"
    assert _tree(here) == before


def test_a_file_is_left_alone(here: Path, brief: Brief) -> None:
    (here / "mine").write_text("kept", encoding="utf-8")
    assert brief("init", "mine", cwd=here).returncode == 1
    assert brief("init", "mine/deeper", cwd=here).returncode == 1
    assert _tree(here) == {"mine": b"kept"}


def test_no_dossier_is_begun_within_another(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    before = _tree(here)
    done = brief("init", "deeper/one", cwd=here / "mine")
    assert done.returncode == 1
    assert "would be inside the dossier" in done.stderr
    assert _tree(here) == before


@pytest.mark.parametrize("exists", [False, True], ids=["new", "empty"])
@pytest.mark.parametrize("failing", ["fsync", "rename"])
def test_a_failure_on_the_way_leaves_nothing_behind(
    here: Path, exists: bool, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = here / "mine" if exists else here / "deeper" / "mine"
    if exists:
        folder.mkdir()
    before = _tree(here)
    calls: list[object] = []
    working = {"fsync": os.fsync, "rename": Path.rename}[failing]

    def fail_in_the_end(*words: object) -> object:
        calls.append(words)
        if len(calls) == (2 if exists or failing == "fsync" else 1):
            raise OSError(28, "No space left on device")
        return working(*words)  # type: ignore[operator]

    monkeypatch.setattr({"fsync": os, "rename": Path}[failing], failing, fail_in_the_end)
    with pytest.raises(UserError, match="no space left on device"):
        output.to_new_folder(folder, {"one.yaml": b"1", "two.yaml": b"2"})
    assert _tree(here) == before


def test_a_schema_is_written_into_a_file_but_over_none(here: Path, brief: Brief) -> None:
    assert brief("schema", "--output", "schema.json", cwd=here).returncode == 0
    (here / "schema.json").write_text("mine", encoding="utf-8")
    done = brief("schema", "-o", "schema.json", cwd=here)
    assert (done.returncode, (here / "schema.json").read_text(encoding="utf-8")) == (2, "mine")
    assert brief("schema", "-o", "schema.json", "--force", cwd=here).returncode == 0
    assert (here / "schema.json").read_text(encoding="utf-8") == brief("schema", cwd=here).stdout


def test_what_a_new_dossier_shows_can_be_copied_for_any_text() -> None:
    """Between braces a comma would end a text, so that no example has any."""
    starter = Path(__file__).parents[1] / "data" / "starter"
    lines = [line for file in starter.glob("*.yaml") for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert [line for line in lines if "{" in line] == []
