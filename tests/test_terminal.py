"""On a real terminal: no line is too wide, dates are aligned, colour is optional."""

import os
import pty
import re
import subprocess
import sys
import termios
from collections import Counter
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

import command
from brief.renderers.words import width
from terminals import COLOUR, read

Screen = Callable[..., str]
WIDTHS = (20, 40, 80, 120)
COMMANDS = {
    "overview": [],
    "timeline": ["timeline"],
    "who": ["who", "oneill"],
    "memo": ["memo"],
    "check": ["check"],
    "wide letters": ["who", "灯田花子"],
    "several": ["who", "Minh"],
}


@pytest.fixture(scope="module")
def compiled(cache: Path, shipped: str, beacons: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The compiled dossiers: compiling takes so long on some machines that the progress would be shown."""
    environment = {"XDG_CACHE_HOME": str(cache), "LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]}
    for dossier in (shipped, beacons):
        done = command.run(["check", "--dossier", dossier], environment, tmp_path_factory.getbasetemp())
        assert done.returncode == 0


@pytest.fixture
def screen(compiled: None, environment: dict[str, str], shipped: str, beacons: str, tmp_path: Path) -> Screen:
    """A function that runs `brief` on a terminal with this number of columns, and returns what it shows."""

    def run(words: list[str], columns: int = 80, env: dict[str, str] | None = None, code: int = 0) -> str:
        ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (24, columns))
        dossier = beacons if words[-1:] in (["灯田花子"], ["Minh"]) else shipped
        wanted = environment | {"TERM": "xterm-256color", "BRIEF_DOSSIER": dossier} | (env or {})
        with command.on_terminal(words, wanted, tmp_path, theirs) as codes:
            shown = read(ours)
        os.close(ours)
        assert codes[0] == (1 if words[-1:] == ["Minh"] else code)
        assert "Traceback" not in shown
        return shown.replace("\r\n", "\n")

    return run


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_terminal(screen: Screen, command: str, columns: int) -> None:
    lines = COLOUR.sub("", screen(COMMANDS[command], columns)).splitlines()
    # Web addresses, ids and findings are not wrapped, so that they can be copied.
    is_whole = re.compile(r".*https://.*|[a-z0-9-]+")
    too_wide = [line for line in lines if width(line) > columns and not is_whole.fullmatch(line)]
    assert lines
    assert too_wide == []


@pytest.mark.parametrize("command", COMMANDS)
def test_a_terminal_shows_every_word_that_a_pipe_gets(screen: Screen, command: str) -> None:
    widest = COLOUR.sub("", screen(COMMANDS[command], 2000))
    # A list repeats a year or a column title that a table or timeline has once. It needs no first title, and none of
    # the columns that are clear without.
    titles = {"several": "Id", "memo": "CommitmentBy→forStatus" * 2}.get(command, "")
    for columns in (20, 80):
        narrow = COLOUR.sub("", screen(COMMANDS[command], columns))
        assert not Counter("".join(widest.split())) - Counter("".join(narrow.split())) - Counter(titles), columns


@pytest.mark.parametrize("columns", (80, 120))
def test_dates_stand_in_a_column(screen: Screen, columns: int) -> None:
    lines = COLOUR.sub("", screen(["timeline"], columns)).splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("1973 "))
    entries = list(takewhile(bool, lines[start:]))
    column = entries[0].index("Diplomatic")
    wide = COLOUR.sub("", screen(["timeline"], 120)).splitlines()
    assert len(list(takewhile(bool, wide[start:]))) == 20
    assert all(line[column - 1] == " " and line[column] != " " for line in entries)
    before = [line[:column].rstrip("~≠ ") for line in entries]
    years = [words[:4] for words in before if words[:4].strip().isdigit()]
    assert years == sorted(set(years))
    assert before[0] == "1973"
    assert [words for words in before if words][-1] == "     24 Mar"
    ends = [bool(re.search(r" [A-Z]+\d+( \d+)*$", line)) and len(line) == columns for line in entries]
    begins = [bool(words) or "~" in line or "≠" in line for words, line in zip(before, entries, strict=True)]
    assert ends[-1]
    assert all(end for end, after, line in zip(ends, begins[1:], entries, strict=False) if after and "⋮" not in line)


@pytest.mark.parametrize("command", COMMANDS)
def test_colours_are_all_that_is_sent_besides_text(screen: Screen, command: str) -> None:
    shown = screen(COMMANDS[command])
    assert command == "check" or COLOUR.search(shown)
    assert [sign for sign in COLOUR.sub("", shown) if ord(sign) < 32 and sign != "\n"] == []


@pytest.mark.parametrize("command", ["timeline", "several"])
def test_no_colour_means_no_escape_at_all(screen: Screen, command: str) -> None:
    coloured = COLOUR.sub("", screen(COMMANDS[command]))
    for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}):
        plain = screen(COMMANDS[command], env=env)
        assert "\x1b" not in plain, env
        assert plain.splitlines() == [line.rstrip() for line in coloured.splitlines()], env


@pytest.mark.parametrize(("columns", "expected"), [("40", 40), ("0", 100), ("many", 100)])
def test_the_environment_may_say_the_width(screen: Screen, columns: str, expected: int) -> None:
    shown = screen(["timeline"], 100, {"COLUMNS": columns})
    assert shown == screen(["timeline"], expected)


def test_a_terminal_that_does_not_tell_its_width_has_80_columns(screen: Screen) -> None:
    assert screen(["timeline"], 0) == screen(["timeline"], 80)


def test_json_on_a_terminal_is_json(screen: Screen) -> None:
    import json

    assert json.loads(screen(["timeline", "--json"], 40))["document"] == "timeline"


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_a_remark_is_broken_between_words(screen: Screen, columns: int) -> None:
    shown = screen(["timeline", "--limit", "1"], columns, {"BRIEF_DOSSIER": ""})
    remark = [line for line in shown[shown.index("brief: no") :].splitlines() if line]
    assert len(remark) > 1
    assert max(map(len, remark)) <= columns
    assert " ".join(remark) == "brief: no dossier.yaml here or above: this is the example dossier"


@pytest.mark.parametrize(
    "command", ["timeline --from foo", "timeline --format exe", "search one --limit several-of-them-and-then-some-more"]
)
def test_words_that_are_not_understood_are_explained_within_the_width(screen: Screen, command: str) -> None:
    shown = screen(command.split(), 60, code=2)
    assert "Invalid value" in shown
    assert max(map(len, shown.splitlines())) <= 60


def test_a_remark_does_not_stand_in_the_way(screen: Screen) -> None:
    shown = screen(["timeline"], env={"BRIEF_DOSSIER": ""})
    assert not shown.startswith("brief:")
    assert shown.splitlines()[-1].startswith("brief: no dossier.yaml here or above")


def test_a_long_reading_shows_how_far_it_has_come(environment: dict[str, str], tmp_path: Path) -> None:
    folder = tmp_path / "bells"
    folder.mkdir()
    (folder / "dossier.yaml").write_text("dossier: {title: Bells}\n")
    event = "  bell-{n}: {{title: Bell number {n} of the harbour rings, note: It rings each day.}}\n"
    for part in range(70):
        events = "".join(event.format(n=part * 100 + number) for number in range(100))
        (folder / f"part-{part}.yaml").write_text(f"events:\n{events}")
    wanted = environment | {"TERM": "xterm-256color", "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-m", "brief", "timeline", "--limit", "1", "-d", str(folder)]
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    with subprocess.Popen(command, env=wanted, stdin=theirs, stdout=subprocess.DEVNULL, stderr=theirs):
        os.close(theirs)
        shown = read(ours)
    os.close(ours)
    assert "reading the dossier" in shown
    assert re.search(r"/s\b.*\d:\d\d", shown)
    (folder / "part-0.yaml").write_text("events:\n  bell: {title: A bell rings}\n")
    piped = subprocess.run(command, env=wanted, capture_output=True, encoding="utf-8", check=False)
    assert piped.stderr == ""
