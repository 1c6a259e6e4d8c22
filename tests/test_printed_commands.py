"""The commands that pages print: a reader may type each of them as it stands."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import typer

import terminals
from brief.cli import hints
from brief.cli.main import run

Brief = Callable[..., "CompletedProcess[str]"]
OnTerminal = Callable[..., str]

PAGES = (
    "",
    "gaps",
    "gaps --limit 1",
    "timeline",
    "timeline --limit 1",
    "commitments",
    "commitments --limit 1",
    "conflicts",
    "who",
    "who --limit 1",
    "who NAME",
    "list",
    "list events --limit 1",
    "sources",
    "sources --limit 1",
    "search deadline, overdue, disputed, unknown, chronology or bibliography",
    "show",
    "show NAME",
    "show NAME --limit 1",
)
PRINTED = re.compile(r"""(?:^|[ ]{2}|`|:[ ])(brief(?:[ ](?:"[^"\n]*"|[^\s`"]+))+)(?=`|[ ]{2}|$)""", re.MULTILINE)
"""A command in backticks, in a column of its own, or after a colon at the end of a line."""
IN_2030 = {"SOURCE_DATE_EPOCH": "1893456000"}


VIEW = "--as-of 2026 --release-to TLP:CLEAR --no-count"
HINTED = re.compile(r"(?:^|[ ]{2}|: )(brief .+?)(?=[ ]{2}|$)", re.MULTILINE)
"""A command in a column of its own, or after a colon at the end of a line; not one that a sentence names."""
NO_VIEW = ("brief init", "brief meeting")
"""Commands that make no view of the open dossier as of a day."""


@pytest.fixture
def on_terminal(environment: dict[str, str], tmp_path: Path) -> OnTerminal:
    """A function that runs a command on a terminal, and returns the page."""

    def shown(*words: str, env: dict[str, str] | None = None) -> str:
        return terminals.shown(words, environment | (env or {}), tmp_path)

    return shown


@pytest.mark.parametrize(
    ("page", "hint"),
    [
        ("", "brief -v"),
        ("timeline --limit 1 --who thang", "brief timeline -v --who thang --limit 1"),
        ("commitments --limit 1 --by canada", "brief commitments --by canada"),
        ("commitments --limit 1 --by canada", "brief commitments -v --by canada --limit 1"),
        ("who pham-manh-thang", "brief who pham-manh-thang -v"),
        ("list events --limit 1", "brief list events -v --limit 1"),
        ("show", "brief show pham-manh-thang"),
        ("gaps", "brief gaps -v"),
    ],
)
def test_a_hint_gives_the_same_view(page: str, hint: str, on_terminal: OnTerminal, brief: Brief, shipped: str) -> None:
    words = shlex.split(f"{page} {VIEW} -d {shipped}")
    hints = {found for found in HINTED.findall(on_terminal(*words)) if not found.startswith(NO_VIEW)}
    assert hint in {found.split(" --as-of")[0] for found in hints}
    for found in hints:
        assert found.endswith(f" --as-of 2026 -d {shipped} --release-to TLP:CLEAR --no-count")
        shown = brief(*(word.replace("NAME", "thang") for word in shlex.split(found)[1:])).stdout
        assert "Release copy to TLP:CLEAR: what is marked higher is left out." in shown


def test_a_hint_names_several_dossiers(on_terminal: OnTerminal, shipped: str, beacons: str) -> None:
    page = on_terminal("gaps", "-d", shipped, "-d", beacons)
    assert f"more: brief gaps -v -d {shipped} -d {beacons}\n" in page


def test_a_hint_keeps_the_chart(on_terminal: OnTerminal, shipped: str) -> None:
    page = on_terminal("timeline", "--chart", "--limit", "3", env={"BRIEF_DOSSIER": shipped})
    assert "more: brief timeline -v --limit 3 --chart\n" in page


def test_a_file_names_no_folder(brief: Brief, shipped: str, tmp_path: Path) -> None:
    file = tmp_path / "copy.txt"
    assert brief("gaps", "-d", shipped, "-f", "text", "-o", str(file)).returncode == 0
    assert "more: brief gaps -v\n" in file.read_text(encoding="utf-8")
    assert shipped not in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ["", "gaps", "timeline --limit 1", "commitments --limit 1", "list", "show"])
def test_a_redirected_page_names_no_folder_and_no_marking(page: str, brief: Brief, shipped: str) -> None:
    copied = brief(*shlex.split(page), "-d", shipped, "--release-to", "TLP:GREEN").stdout
    assert re.search(r"brief .*", copied)
    assert shipped not in copied
    assert "--release-to" not in copied


def test_hints_of_a_page_ask_each_command_once_for_its_options(
    shipped: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[object] = []
    make = typer.main.get_command

    def counted(app: typer.Typer) -> object:
        made.append(app)
        return make(app)

    monkeypatch.setattr(typer.main, "get_command", counted)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "2000")
    hints._options.cache_clear()
    assert run(["show", "--no-pager", "-d", shipped]) == 0
    assert capsys.readouterr().out.count(f"-d {shipped}") > len(made) > 0
    assert len(made) == len(set(map(id, made)))


def test_data_and_pages_without_options_have_plain_commands(brief: Brief, shipped: str) -> None:
    env = {"BRIEF_DOSSIER": shipped}
    assert brief("timeline", env=env).stdout == brief("timeline", "--no-pager", env=env).stdout
    assert "--as-of" not in brief("--json", "--as-of", "2026", env=env).stdout


@pytest.mark.parametrize(
    ("dossier", "name", "days", "among_them"),
    [
        ("shipped", "pham-manh-thang", [{}], ("brief commitments", "brief gaps -v", 'brief who "Pham Manh Thang"')),
        (
            "beacons",
            "lucja-ostergard",
            [{}, IN_2030],
            (
                *("brief who NAME", "brief show strait-report", "brief list people"),
                *("brief commitments --overdue", "brief timeline", "brief sources"),
            ),
        ),
    ],
)
def test_every_command_on_a_page_can_be_typed(
    dossier: str,
    name: str,
    days: list[dict[str, str]],
    among_them: tuple[str, ...],
    brief: Brief,
    request: pytest.FixtureRequest,
) -> None:
    env = {"BRIEF_DOSSIER": request.getfixturevalue(dossier)}

    def run(words: str, day: dict[str, str]) -> "CompletedProcess[str]":
        return brief(*(name if word == "NAME" else word for word in shlex.split(words)), env=env | day)

    printed = {found for page in PAGES for day in days for found in PRINTED.findall(run(page, day).stdout)}
    assert printed.issuperset(among_them)
    refused = {words: done.stderr for words in sorted(printed) if (done := run(words[6:], {})).returncode == 2}
    assert not refused
