"""The recipes of docs/architecture.md work: a copy of the package is changed as they say, and run."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_BLOCK = re.compile(r"^```\w+\n# (\S+?)(?:, (below: |at the end)([^\n]*))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
Copy = Callable[[str], Path]
BELLS = """
dossier: {title: Bells}
sources: {log: {title: The log}}
people: {ada: {name: Ada Moss, cite: log p. 2}}
topics: {bells: {name: Bells}}
events: {rung: {title: The bell is rung, cite: log p. 1}}
"""


def recipes() -> dict[str, str]:
    """Return the text of each recipe by what it adds."""
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return dict(
        re.findall(r"^### A new (.+?)\n(.*?)(?=^### |\Z)", text.split("## Recipes")[1], re.MULTILINE | re.DOTALL)
    )


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A function that returns a copy of the package, changed by the blocks of a recipe."""

    def made(recipe: str) -> Path:
        root = tmp_path / "copy"
        shutil.copytree(ROOT / "src", root / "src")
        blocks = _BLOCK.findall(recipes()[recipe])
        assert blocks
        for name, where, line, text in blocks:
            apply(root / name, where, line, text)
        return root

    return made


def apply(file: Path, where: str, line: str, text: str) -> None:
    """Add a block to a file: as a new file, at its end, or after the first line that contains these words."""
    if not where:
        assert not (ROOT / file).exists()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    at = len(lines) if not line else next(number for number, held in enumerate(lines, 1) if line in held)
    file.write_text("".join([*lines[:at], text, *lines[at:]]), encoding="utf-8")


@pytest.fixture
def changed(tmp_path: Path, environment: dict[str, str]) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """A function that runs the command of a changed copy on a small dossier."""

    def run(copy: Path, *words: str, dossier: str = BELLS) -> "subprocess.CompletedProcess[str]":
        root = tmp_path / "bells"
        root.mkdir(exist_ok=True)
        (root / "dossier.yaml").write_text(dossier, encoding="utf-8")
        own = {"PYTHONPATH": str(copy / "src"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
        command = [sys.executable, "-m", "brief", *words, "-d", str(root)]
        done = subprocess.run(
            command, env=environment | own, cwd=tmp_path, capture_output=True, encoding="utf-8", check=False
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done

    return run


Changed = Callable[..., "subprocess.CompletedProcess[str]"]


def test_every_recipe_has_an_example_but_those_of_a_trait_and_a_language() -> None:
    shown = {name for name, text in recipes().items() if _BLOCK.search(text)}
    assert shown == {*recipes()} - {"trait", "language"}
    assert len(shown) == 5
    for text in recipes().values():
        assert len(_BLOCK.findall(text)) == text.count("```") // 2


def test_a_field_is_read_and_shown(copy: Copy, changed: Changed) -> None:
    with_field = BELLS.replace("name: Bells}", "name: Bells, acronym: BLS}")
    done = changed(copy("field of a record"), "show", "bells", dossier=with_field)
    assert "BLS" in done.stdout
    assert done.returncode == 0


def test_a_kind_is_read_and_shown_and_refers_to_others(
    copy: Copy, changed: Changed, environment: dict[str, str]
) -> None:
    law = f"{BELLS}statutes: {{noise: {{title: Noise Act, topics: bells, cite: log p. 3}}}}\n"
    made = copy("kind of record")
    assert "Noise Act" in changed(made, "show", "noise", dossier=law).stdout
    assert "Noise Act" in changed(made, "show", "bells", dossier=law).stdout
    refused = changed(made, "show", "noise", dossier=law.replace("topics: bells", "topics: ada"))
    assert refused.returncode == 1
    assert "ada" in refused.stderr
    program = "import brief; print([law.title for law in brief.open('bells', keep_going=True).statutes])"
    own = {"PYTHONPATH": str(made / "src")}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment | own,
        cwd=made.parent,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "['Noise Act']\n"


def test_a_report_is_a_command_and_a_function(copy: Copy, changed: Changed) -> None:
    made = copy("report")
    assert "Ada Moss [A p. 2]" in changed(made, "roster").stdout
    assert json.loads(changed(made, "roster", "--json").stdout)["document"] == "roster"
    assert "roster" in changed(made, "roster", "--help").stdout


def test_a_format_is_chosen_by_name_and_by_the_end_of_a_file(copy: Copy, changed: Changed, tmp_path: Path) -> None:
    made = copy("format")
    printed = changed(made, "who", "ada", "--format", "outline").stdout
    assert printed.startswith("Ada Moss\n")
    assert changed(made, "memo", "-o", "memo.outline").returncode == 0
    assert "  - " in (tmp_path / "memo.outline").read_text(encoding="utf-8")


def test_a_check_finds_what_its_example_shows(copy: Copy, changed: Changed) -> None:
    made = copy("check")
    example = made / "tests" / "errors" / "one-word-title"
    assert (example / "about.txt").read_text(encoding="utf-8").endswith(".\n")
    done = changed(
        made, "check", dossier="dossier: {title: Bells}\n" + (example / "bad.yaml").read_text(encoding="utf-8")
    )
    assert "one-word-title: the title `Signing` is a single word (say who did what)" in done.stdout
    assert "one-word-title" not in changed(made, "check").stdout
