"""What is the same for all commands: the exit codes (0 for an answer, 1 for no, 2 for a wrong command line), and -d."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from brief.cli.commands import COMMANDS, app_of

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
full_device = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full")

NEEDED = {
    "show": "storm", "why": "storm", "search": "lamps", "list": "events", "source read": "gull-wire",
    "meeting": "--with hanako-toda", "export vault": "out", "export site": "out", "template export": "html",
    "add": "topic name=Fog", "set": "storm date=2020", "edit": "storm --print", "rename": "storm storms",
    "merge": "lights horns", "rm": "storm", "source add": "page.txt", "init": "new", "schema": "--dossier",
    "push": "postgresql://nobody@127.0.0.1:1/none", "dossiers": "postgresql://nobody@127.0.0.1:1/none",
}  # fmt: skip
"""The words without which a command is not understood."""
WITHOUT = {"init", "dossiers", "template export"}
"""Commands that have no dossier."""
IN_SPITE = {"check", "schema", "add", "set", "edit", "rename", "merge", "rm", "source add", "diff", "ripple"}
"""Commands that look into a dossier with errors, change it, or look for a state first."""


def _leaves() -> Iterator[str]:
    """Yield each command that does something: `who`, `source read`."""
    for name in COMMANDS:
        group: Any = getattr(typer.main.get_command(app_of(name)), "commands", None)
        yield from (f"{name} {inner}" for inner in group) if group else (name,)


LEAVES = tuple(_leaves())


def _words(command: str) -> list[str]:
    return [*command.split(), *NEEDED.get(command, "").split()]


@pytest.mark.parametrize("command", LEAVES)
def test_words_that_a_command_does_not_take(brief: Brief, command: str) -> None:
    done = brief(*_words(command), "--xyzzy")
    assert (done.returncode, done.stdout) == (2, "")
    assert f"`brief {command}` has no option `--xyzzy`" in done.stderr


@pytest.mark.parametrize("command", [name for name in LEAVES if name not in WITHOUT])
def test_a_dossier_that_is_not_there(brief: Brief, command: str) -> None:
    place = ["nowhere"] if command == "schema" else ["-d", "nowhere"]
    done = brief(*_words(command), *place)
    assert (done.returncode, done.stdout) == (2, "")
    assert "there is no dossier.yaml in nowhere" in done.stderr


@pytest.mark.parametrize("command", ["", *(name for name in LEAVES if name not in WITHOUT | IN_SPITE)])
def test_a_dossier_with_errors(brief: Brief, broken: str, command: str) -> None:
    done = brief(*_words(command), "-d", broken)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the dossier has 3 errors" in done.stderr


@pytest.mark.parametrize("command", [name for name in LEAVES if name not in WITHOUT | {"schema"}])
def test_the_help_says_whether_a_command_takes_several_dossiers(
    brief: Brief, beacons: str, shipped: str, command: str
) -> None:
    other = str(Path(shipped).parent / "starter")  # which is smaller
    told = " ".join(brief(*command.split(), "--help").stdout.partition("--dossier PATH")[2].split())
    done = brief(*_words(command), "-d", beacons, "-d", other)
    assert ("one dossier" in done.stderr) is told.startswith("The dossier's folder; else")
    assert ("one dossier" not in done.stderr) is told.startswith("The dossier's folder, or address on a server; else")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        # a name that the dossier does not know, and a question that finds nothing
        ("who xyzzy", 1),
        ("show xyzzy", 1),
        ("why xyzzy", 1),
        ("memo xyzzy", 1),
        ("graph xyzzy", 1),
        ("meeting --with xyzzy", 1),
        ("ripple xyzzy", 1),
        ("source read xyzzy", 1),
        ("source verify xyzzy", 1),
        ("set xyzzy date=2020", 1),
        ("edit xyzzy --print", 1),
        ("rm xyzzy", 1),
        ("rename xyzzy other", 1),
        ("merge xyzzy lights", 1),
        ("timeline --who xyzzy", 1),
        ("timeline --kind xyzzy", 1),
        ("list --topic xyzzy", 1),
        ("commitments --by xyzzy", 1),
        ("search xyzzy", 1),
        ("timeline --kind trial --from 2100", 1),
        ("list events --topic horns --from 2100", 1),
        ("commitments --due-by 1500", 1),
        ("memo --known-by 1500", 1),
        # findings, and an edit that would cause some
        ("check", 0),
        ("check -d BROKEN", 1),
        ("set storm date=xyzzy", 1),
        # a word that brief does not know, whatever the dossier has
        ("list xyzzy", 2),
        ("add xyzzy name=Fog", 2),
        ("add", 2),
        ("set storm xyzzy=1", 2),
        ("set storm date", 2),
        ("why storm.xyzzy", 2),
        ("memo --layout xyzzy", 2),
        ("commitments --status xyzzy", 2),
        ("check --rule xyzzy", 2),
        ("timeline -f xyzzy", 2),
        ("timeline --from xyzzy", 2),
        ("timeline --release-to xyzzy", 2),
        ("timeline -f dot", 2),
        # a place that cannot be read or written
        ("diff xyzzy", 2),
        ("source add nowhere.txt", 2),
        ("memo --template nowhere.docx -f docx", 2),
        ("memo -o nowhere/out.md", 2),
        ("memo -o taken/mine.md", 2),
        ("schema -o nowhere/out.json", 2),
        ("template export html -o nowhere/out.html", 2),
        ("export vault taken", 2),
        ("export site taken/mine.md", 2),
        ("init taken", 2),
        ("init taken/mine.md", 2),
    ],
)
def test_what_is_not_found_is_no_wrong_word(
    brief: Brief, beacons: str, broken: str, tmp_path: Path, words: str, code: int
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "mine.md").write_text("mine")
    done = brief(*words.replace("BROKEN", broken).split(), env={"BRIEF_DOSSIER": beacons})
    assert done.returncode == code, done.stderr
    assert done.stdout == "" or code < 2
    assert done.stdout or done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("search xyzzy", "brief: no answer: out.html says why\n"),
        ("timeline --kind trial --from 2100", "brief: no answer: out.html says why\n"),
        ("who Minh", "brief: no answer: out.html says why\n"),
        ("check -d BROKEN", "brief: problems found: out.html lists them\n"),
        ("diff SHIPPED --exit-code", "brief: changes found: out.html lists them\n"),
        ("timeline", ""),
        ("check", ""),
    ],
)
def test_a_file_whose_answer_is_no_is_said_on_stderr(
    brief: Brief, beacons: str, broken: str, shipped: str, words: str, said: str
) -> None:
    words = words.replace("BROKEN", broken).replace("SHIPPED", shipped)
    done = brief(*words.split(), "-o", "out.html", env={"BRIEF_DOSSIER": beacons})
    assert (done.returncode, done.stdout, done.stderr) == (int(bool(said)), "", said)


@full_device
@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [
        *((words, unbuffered) for words in ("--version", "--help", "timeline --help") for unbuffered in ("", "1")),
        *((words, "") for words in ("timeline", "memo --json", "schema", "check")),
    ],
)
def test_an_answer_that_cannot_be_written_is_no_answer(
    environment: dict[str, str], beacons: str, words: str, unbuffered: str
) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "brief", *words.split()],
            env=environment | {"PYTHONUNBUFFERED": unbuffered, "BRIEF_DOSSIER": beacons},
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    hint = "(free some space, and try again)"
    assert done.stderr == f"brief: cannot write the answer: no space left on device {hint}\n"
    assert done.returncode == 2


@pytest.mark.parametrize("words", ["add topic", "source add -"])
def test_a_closed_standard_input_is_an_empty_one(environment: dict[str, str], words: str) -> None:
    starter = Path(__file__).parents[1] / "data" / "starter"
    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$0" -m brief {words} -n -d "$1" <&-', sys.executable, str(starter)],
        env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode in (1, 2) and done.stderr.startswith("brief: ")
    assert "unexpected error" not in done.stderr
