"""`brief init`: a new dossier for the user, created completely or not at all."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from brief import output
from brief.model.kinds import SECTIONS
from brief.model.user_error import UserError
from conftest import needed

_OF_THE_DESK = ("short:", "importance:", "handling:", "status: held", "key:", "born:", "languages:", "pronounce:")
TEAM = {".gitattributes", ".github", ".gitignore", ".pre-commit-config.yaml"}
"""Files of a new dossier for teams."""
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
    texts = [path.read_text(encoding="utf-8") for path in sorted((here / "mine").glob("[!.]*.yaml"))]
    sections = [section for text in texts for section in yaml.safe_load(text)]
    assert set(sections) == {"dossier", *SECTIONS}
    for field in ("differs:", "inferred:", "unclear:", "seen:", "figures:", "log:", *_OF_THE_DESK):
        assert any(field in text for text in texts), field


def test_editors_find_the_schema_beside_each_file(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    files = sorted((here / "mine").glob("[!.]*.yaml"))
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
    assert {path.name for path in here.iterdir() if path.name.startswith(".")} == TEAM


def test_a_folder_that_holds_anything_is_left_alone(here: Path, brief: Brief) -> None:
    (here / "mine").mkdir()
    (here / "mine" / ".hidden").write_text("kept", encoding="utf-8")
    before = _tree(here)
    done = brief("init", "mine", cwd=here)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "brief: mine is not empty (name a new folder)\n"
    assert _tree(here) == before


def test_a_file_is_left_alone(here: Path, brief: Brief) -> None:
    (here / "mine").write_text("kept", encoding="utf-8")
    assert brief("init", "mine", cwd=here).returncode == 2
    assert brief("init", "mine/deeper", cwd=here).returncode == 2
    assert _tree(here) == {"mine": b"kept"}


def test_no_dossier_is_begun_within_another(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    before = _tree(here)
    done = brief("init", "deeper/one", cwd=here / "mine")
    assert done.returncode == 2
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
    """In flow style (braces) a comma ends a text, so no example has texts in braces."""
    starter = Path(__file__).parents[1] / "data" / "starter"
    lines = [line for file in starter.glob("[!.]*.yaml") for line in file.read_text(encoding="utf-8").splitlines()]
    assert lines
    assert [line for line in lines if "{" in line] == []


# A blank dossier


def uncommented(text: str) -> str:
    """Return the text with its examples enabled: their lines begin with `#`, those of prose with `#` and one space."""
    return re.sub(r"^#(?=  |[a-z])", "", text, flags=re.MULTILINE)


def test_a_blank_dossier_says_how_to_begin(here: Path, brief: Brief) -> None:
    brief("init", "--blank", "mine", cwd=here)
    assert "brief add event" in brief(cwd=here / "mine").stdout
    assert "brief init" not in brief(cwd=here / "mine").stdout


def test_a_blank_dossier_has_no_records_and_no_finding(here: Path, brief: Brief) -> None:
    done = brief("init", "--blank", "river-towns", cwd=here)
    assert (done.returncode, done.stderr) == (0, "")
    assert "dossier without records" in done.stdout
    assert brief("check", "--strict", cwd=here / "river-towns").stdout == "No problems: 0 records in 1 file.\n"
    for words in ([], ["gaps"]):
        assert brief(*words, cwd=here / "river-towns").returncode == 0
    assert brief("timeline", cwd=here / "river-towns").stdout.startswith("River towns\n")


@pytest.mark.parametrize("name", ['quo"te: x', "7", "null", "Đảo Sương"])
def test_a_blank_dossier_is_called_like_its_folder(here: Path, brief: Brief, name: str) -> None:
    assert brief("init", "--blank", name, cwd=here).returncode == 0
    assert brief("check", "--strict", cwd=here / name).returncode == 0
    assert brief("timeline", cwd=here / name).stdout.startswith(f"{name[0].upper()}{name[1:]}\n")


def test_the_examples_of_a_blank_dossier_have_every_kind_and_no_finding(here: Path, brief: Brief) -> None:
    brief("init", "--blank", "mine", cwd=here)
    file = here / "mine" / "dossier.yaml"
    text = uncommented(file.read_text(encoding="utf-8"))
    assert set(yaml.safe_load(text)) == {"dossier", *SECTIONS}
    file.write_text(text, encoding="utf-8")
    assert brief("check", "--strict", cwd=here / "mine").stdout.startswith("No problems: 13 records")


def test_the_examples_of_a_blank_dossier_need_only_those_above(here: Path, brief: Brief) -> None:
    brief("init", "--blank", "mine", cwd=here)
    file = here / "mine" / "dossier.yaml"
    head, *sections = re.split(r"(?=^#[a-z]+:$)", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(sections) == len(SECTIONS)
    for count in range(1, len(sections) + 1):
        file.write_text(head + "".join(map(uncommented, sections[:count])), encoding="utf-8")
        assert brief("check", cwd=here / "mine").returncode == 0, sections[count - 1]


# For teams


@pytest.mark.parametrize("words", [[], ["--blank"]], ids=["example", "blank"])
def test_a_new_dossier_has_what_a_team_needs(here: Path, brief: Brief, words: list[str]) -> None:
    brief("init", "mine", *words, cwd=here)
    assert {path.name for path in (here / "mine").iterdir() if path.name.startswith(".")} == TEAM
    workflow = yaml.safe_load((here / "mine" / ".github" / "workflows" / "check.yml").read_text(encoding="utf-8"))
    steps = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert steps[-1] == "brief check -f github"
    assert brief(*steps[-1].split()[1:], cwd=here / "mine").returncode == 0


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_ignores_what_commands_leave_for_a_while(here: Path, brief: Brief) -> None:
    brief("init", "mine", cwd=here)
    mine = here / "mine"
    subprocess.run(["git", "init", "-q"], cwd=mine, check=True)
    left = [".before-events.yaml", ".brief-unfinished/plan.json", "more/.draft-people.yaml"]
    done = subprocess.run(
        ["git", "check-ignore", *left, "events.yaml"], cwd=mine, check=True, capture_output=True, text=True
    )
    assert done.stdout.split() == left


def test_an_empty_repository_may_become_a_dossier(here: Path, brief: Brief) -> None:
    (here / ".git").mkdir()
    assert brief("init", ".", cwd=here).returncode == 0
    assert (here / ".git").is_dir()
    assert brief("init", ".", cwd=here).stderr == "brief: . is not empty (name a new folder)\n"


def test_pre_commit_takes_the_hook_and_the_configuration(here: Path, brief: Brief) -> None:
    needed("pre-commit")
    brief("init", "mine", cwd=here)
    config = here / "mine" / ".pre-commit-config.yaml"
    manifest = Path(__file__).parents[1] / ".pre-commit-hooks.yaml"
    for validates, file in (("validate-config", config), ("validate-manifest", manifest)):
        subprocess.run([sys.executable, "-m", "pre_commit", validates, file], check=True)
    (repository,) = yaml.safe_load(config.read_text(encoding="utf-8"))["repos"]
    (hook,) = yaml.safe_load(manifest.read_text(encoding="utf-8"))
    for found in (*repository["hooks"], hook):
        assert (found["id"], found["pass_filenames"]) == ("brief-check", False)
        assert brief(*found["entry"].split()[1:], cwd=here / "mine").returncode == 0


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_git_marks_two_new_records_as_a_conflict_and_mixes_none(
    here: Path, brief: Brief, environment: dict[str, str]
) -> None:
    """With `merge=union`, the two visits would become one and a half."""
    git = GitIn(here / "mine", environment)
    brief("init", "--blank", "mine", cwd=here)
    file = here / "mine" / "dossier.yaml"
    head = f"{file.read_text(encoding='utf-8')}\nsources: {{log: {{title: The log}}}}\nevents:\n"
    visit = "    date: 2021-05-01\n    status: held\n    kind: visit\n    importance: high\n    cite: log p. 2\n"
    git("init", "-q", "-b", "main")
    file.write_text(head, encoding="utf-8")
    git.commit()
    git("checkout", "-q", "-b", "other")
    file.write_text(f"{head}  ada-visits:\n    title: Ada visits\n{visit}", encoding="utf-8")
    git.commit()
    git("checkout", "-q", "main")
    file.write_text(f"{head}  bo-visits:\n    title: Bo visits\n{visit}", encoding="utf-8")
    git.commit()
    assert git("merge", "-q", "other", code=1)
    done = brief("check", cwd=here / "mine")
    assert done.returncode == 1
    assert "merge-conflict" in done.stdout


class GitIn:
    """Git in a folder, without the settings of the developer."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self._folder = folder
        names = {
            f"GIT_{who}_{what}": "desk@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
        }
        self._environment = environment | names | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}

    def __call__(self, *words: str, code: int = 0) -> str:
        done = subprocess.run(
            ["git", *words],
            cwd=self._folder,
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def commit(self) -> None:
        self("add", ".")
        self("commit", "-q", "-m", "A change")
