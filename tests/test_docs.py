"""The documentation is true: its commands print what it shows, and its generated parts are up to date."""

import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
from itertools import takewhile
from pathlib import Path

import pytest

import brief
import command
from brief.cli.commands import COMMANDS
from brief.model.locators import is_locator

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_SAVED = r"^Save this as `(?P<file>[\w./-]+)`[^`]*\n```\w+\n(?P<content>.*?)^```$"
"""A file that readers of a page are told to save."""
_STEP = re.compile(f"{_SAVED}|{_BLOCK.pattern}", _BLOCK.flags)
_PYTHON = re.compile(r"^```python\n((?:(?!```).*\n)*)```\n\n```text\n((?:(?!```).*\n)*)```$", re.MULTILINE)
_FOR_A_SHELL = re.compile(r"[|&;<>()$`*?\[~{#]")
"""Signs for which a line needs a shell."""
_FIRST = re.compile(r"(?<=/brief timeline\n```\n\n```text\n).*?\n(?=\.\.\.\n)", re.DOTALL)


class Session:
    """Runs the commands of one page, each in the folder that the one before it left."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.commands = 0
        kept = {name: os.environ[name] for name in ("SYSTEMROOT", "COVERAGE_PROCESS_START") if name in os.environ}
        self.environment = kept | {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "XDG_CACHE_HOME": str(folder / ".cache"),
            "SOURCE_DATE_EPOCH": "1774310400",  # 24 March 2026
            "COLUMNS": "80",
            "LC_ALL": "C.UTF-8",
        }

    def step(self, match: re.Match[str]) -> str:
        """Save a file, or run a block and return it with the output of its commands."""
        if match["file"]:
            (self.folder / match["file"]).write_text(match["content"], encoding="utf-8")
            return match[0]
        return self.block(match)

    def block(self, match: re.Match[str]) -> str:
        """Run the commands of a block, and return it with their output."""
        lines = match[0].split("\n")[:-1]
        assert lines[0].startswith("$ "), f"a console block begins with a command, and not with {lines[0]!r}"
        shown: list[str] = []
        while lines:
            line = lines.pop(0)
            expected = list(takewhile(lambda line: not line.startswith("$ "), lines))
            del lines[: len(expected)]
            printed = self.run(line.removeprefix("$ "))
            if expected and expected[-1] == "...":
                assert len(printed) >= len(expected), f"{line} prints too little to be cut"
                printed = [*printed[: len(expected) - 1], "..."]
            shown += [line, *printed]
        return "\n".join(shown) + "\n"

    def python(self, match: re.Match[str]) -> str:
        """Run a program, and return it with its output."""
        done = subprocess.run(
            [sys.executable, "-c", match[1]],
            check=True,
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        printed, expected = done.stdout.splitlines(), match[2].splitlines()
        if expected and expected[-1] == "...":
            assert len(printed) >= len(expected), "the program prints too little to be cut"
            printed = [*printed[: len(expected) - 1], "..."]
        shown = "".join(f"{line}\n" for line in printed)
        return f"```python\n{match[1]}```\n\n```text\n{shown}```"

    def first(self, match: re.Match[str]) -> str:
        """Return the output of the first command of the README, which also installs brief."""
        printed = self.run("brief timeline 2>&1")
        return "\n".join(printed[: match[0].count("\n")]) + "\n"

    def run(self, words: str) -> list[str]:
        self.commands += 1
        if words.startswith("cd "):
            self.folder = self.folder / words.removeprefix("cd ")
            return []
        done = self.done(words)
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout.rstrip("\n").split("\n") if done.stdout else []

    def done(self, words: str) -> "subprocess.CompletedProcess[str]":
        """Run a line in a shell, or without one if it has nothing that a shell replaces or redirects."""
        if words.startswith("brief ") and not _FOR_A_SHELL.search(words):
            return command.run_here(shlex.split(words)[1:], self.environment, self.folder)
        return subprocess.run(
            words,
            shell=True,
            check=False,
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
        )


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_shows_is_what_its_commands_print(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    written = page.read_text(encoding="utf-8")
    if re.search(r"^\$ git ", written, re.MULTILINE) and not shutil.which("git"):
        pytest.skip("git is not installed")
    session = Session(tmp_path)
    true = _STEP.sub(session.step, _FIRST.sub(session.first, written))
    true = _PYTHON.sub(session.python, true)
    if request.config.getoption("--update") and true != written:
        page.write_text(true, encoding="utf-8")
        return
    assert written.splitlines() == true.splitlines()


def test_the_readme_shows_its_commands_at_work() -> None:
    assert len(_FIRST.findall((ROOT / "README.md").read_text(encoding="utf-8"))) == 1
    shown = "".join(_BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8")))
    for name in ("timeline", "who", "memo", "check", "init"):
        assert f"$ brief {name}" in shown


def test_the_examples_of_the_library_are_run() -> None:
    text = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    assert len(_PYTHON.findall(text)) == text.count("```python") > 3
    for name in brief.__all__:
        assert re.search(rf"\b{name}\b", text) or name in ("Date", "Document", "Dossier", "Records"), name


def test_the_readme_shows_how_the_tests_end() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8").split("/pytest\n```\n\n```text\n")[1].split("```")[0]
    assert re.fullmatch(r"\.\.\.\n=+ \d{4} passed, (\d skipped, )?3 xfailed in [\d.]+s( \([\d:]+\))? =+\n", shown)


def test_the_readme_names_every_command() -> None:
    rows = re.findall(r"^\| `brief ?([a-z]*)[^`]*` \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(set(rows)) == sorted(["", *COMMANDS])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_points_to_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    links = [link for link in re.findall(r"(?:\]\(|src=\")([^)#\s\"]+)", text) if "://" not in link]
    paths = re.findall(r"`((?:src|tests|docs|data|benchmarks|\.ci)/[\w./-]+)`", text)
    missing = [link for link in links if not (page.parent / link).exists()]
    missing += [path for path in paths if "NAME" not in path and not (ROOT / path).exists()]
    assert missing == []


def test_every_picture_is_shown() -> None:
    shown = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [file.name for file in (ROOT / "docs" / "gallery").iterdir() if f"gallery/{file.name}" not in shown] == []


def _generated(name: str) -> str:
    made: str = runpy.run_path(str(ROOT / "docs" / f"generate_{name}.py"))["generate"]()
    return made


def test_the_reference_of_the_format_is_fresh(request: pytest.FixtureRequest) -> None:
    page, made = ROOT / "docs" / "format.md", _generated("format")
    if request.config.getoption("--update"):
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8").splitlines() == made.splitlines()


def test_the_manual_page_is_fresh(request: pytest.FixtureRequest) -> None:
    page, made = ROOT / "docs" / "brief.1", _generated("man")
    if request.config.getoption("--update"):
        page.write_text(made, encoding="utf-8")
    assert page.read_text(encoding="utf-8").splitlines() == made.splitlines()


def test_the_manual_page_names_every_command_and_is_sound() -> None:
    page = ROOT / "docs" / "brief.1"
    text = page.read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"\n.SS brief {command} " not in text] == []
    groff = shutil.which("groff")
    if not groff:
        pytest.skip("groff is not installed")
    done = subprocess.run([groff, "-man", "-Kutf8", "-ww", "-z", page], capture_output=True, check=True)
    assert done.stderr == b""


def test_the_pictures_of_the_terminal_are_fresh(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made = runpy.run_path(str(ROOT / "docs" / "generate_terminal.py"))["generate"]()
    assert made
    for name, picture in made.items():
        file = ROOT / "docs" / "gallery" / name
        written = file.read_text(encoding="utf-8")
        if request.config.getoption("--update") and _words(written) != _words(picture):
            file.write_text(picture, encoding="utf-8")
            written = picture
        assert _words(written) == _words(picture)
        assert len(_words(written)) > 10
        assert "url(http" not in written


def _words(picture: str) -> list[str]:
    """Return the text of the picture, because its drawing depends on Rich."""
    return re.findall(r"<text [^>]*>(.+?)</text>", picture)


def test_every_place_that_the_reference_calls_known_is_known() -> None:
    text = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    rows = text.split("| form | place |")[1].split("\n\n")[0].splitlines()[2:]
    forms = [form for row in rows for form in re.findall("`([^`]+)`", row.split("|")[1])]
    assert len(forms) > 10
    assert [form for form in forms if not is_locator(form)] == []
