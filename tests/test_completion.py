"""Shell completion, as brief offers it and in real shells."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pexpect
import pytest

from brief.cli.commands import COMMANDS
from brief.cli.completion import MOST
from brief.library import opening
from brief.model.kinds import KINDS, SECTIONS
from brief.renderers import Format
from repository import Repository

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
Complete = Callable[..., list[str]]
PARTIES = ["board-of-beacons", "dao-suong", "hanako-toda", "lucja-ostergard", "ostmark", "rob-quill", "strait-council"]


@pytest.fixture
def complete(brief: Brief, beacons: str) -> Complete:
    def run(line: str, dossier: str = beacons) -> list[str]:
        words = line.split(" ")
        env = {"_BRIEF_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        done = brief(env=env | {"BRIEF_DOSSIER": dossier})
        assert done.stderr == ""
        return done.stdout.split()

    return run


MARKED = """
dossier: {title: Ferries}
sources: {log: {title: The log, published: 2020}, cable: {title: A cable, published: 2023, handling: TLP:RED}}
people: {ada: {name: Ada, cite: log p. 1}, zinnia: {name: Zinnia, cite: cable p. 1}}
"""


@pytest.mark.parametrize(
    ("options", "offered"),
    [
        ("", ["ada", "zinnia"]),
        ("--release-to TLP:GREEN ", ["ada"]),
        ("--release-to TLP:RED ", ["ada", "zinnia"]),
        ("--release-to TLP:GREN ", []),
        ("--known-by 2021 ", ["ada"]),
    ],
)
def test_only_the_view_that_was_typed_is_completed(
    options: str, offered: list[str], complete: Complete, tmp_path: Path
) -> None:
    (tmp_path / "dossier.yaml").write_text(MARKED, encoding="utf-8")
    assert complete(f"brief who {options}", str(tmp_path)) == offered
    assert complete(f"brief who {options}zin", str(tmp_path)) == [id_ for id_ in offered if id_ == "zinnia"]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("brief ti", ["timeline"]),
        ("brief ", list(COMMANDS)),
        ("brief timeline --top", ["--topic"]),
        ("brief who lu", ["lucja-ostergard"]),
        ("brief who xyzzy", []),
        ("brief memo beacon-", ["beacon-accord"]),
        ("brief memo strait-report", []),
        ("brief memo --layout ", ["bio-note", "full", "night-sheet", "one-pager", "scene-setter"]),
        ("brief memo --paper ", ["a4", "letter"]),
        ("brief timeline --topic ho", ["horns"]),
        ("brief timeline --who board", ["board-of-beacons"]),
        ("brief timeline --org board", ["board-of-beacons"]),
        ("brief timeline --org lucja", []),
        ("brief timeline --kind s", ["signing"]),
        ("brief timeline --format ", list(Format)),
        ("brief meeting --with ", PARTIES),
        ("brief meeting --with accord", []),
        ("brief commitments --by ost", ["ostmark"]),
        ("brief commitments --status pl", ["planned", "pledged"]),
        ("brief search --kind ", sorted(KINDS)),
        ("brief list ", sorted(SECTIONS)),
        ("brief list --source str", ["strait-report"]),
        ("brief check --rule unkn", ["unknown-field", "unknown-id", "unknown-locator", "unknown-section"]),
        ("brief merge ostmark board", ["board-of-beacons"]),
        ("brief merge ostmark ost", []),
        ("brief merge accord-signed board", []),
        ("brief why accord-si", ["accord-signed"]),
        ("brief why accord-signed.ti", ["accord-signed.title"]),
        ("brief why nobody.ti", []),
        ("brief set accord-signed ti", ["title="]),
        ("brief set accord-signed title=x sta", ["status="]),
        ("brief set lucja-ostergard rol", ["roles."]),
        ("brief set lucja-ostergard roles.0.or", ["roles.0.org="]),
        ("brief set dossier our", ["our_side="]),
        ("brief set nobody ti", []),
        ("brief add event sta", ["status="]),
        ("brief add events roles", []),
        ("brief add nothing na", []),
        # bash takes `=` for a word of its own
        ("brief set accord-signed status =", ["cancelled", "held", "planned", "postponed"]),
        ("brief set accord-signed status = pl", ["planned"]),
        ("brief set accord-signed status = planned ti", ["title="]),
        ("brief set lucja-ostergard roles.0.org = strait", ["strait-council"]),
        ("brief add event cite = str", ["strait-report"]),
    ],
)
def test_completion(complete: Complete, line: str, offered: list[str]) -> None:
    found = complete(line)
    assert [word for word in found if word in offered] == offered
    assert offered or found == []


def test_who_is_met_is_a_person_or_an_organization(complete: Complete, beacons: str) -> None:
    with opening.open(beacons) as dossier:
        known = {*dossier.ids("person", "organization")}
    assert {*complete("brief meeting --with ")} == known


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_the_states_to_compare_are_branches_and_tags(complete: Complete, tmp_path: Path) -> None:
    (tmp_path / "bells").mkdir()
    repository = Repository(tmp_path / "bells")
    repository.commit("dossier: {title: Bells}\n", "Begin", name="dossier.yaml")
    repository.git("tag", "first")
    repository.git("branch", "side")
    assert complete("brief diff fi", str(repository.root)) == ["first"]
    assert complete("brief diff first si", str(repository.root)) == ["side"]
    assert complete("brief diff ./", str(repository.root)) == []


def test_a_broken_dossier_still_completes(complete: Complete, broken: str) -> None:
    assert complete("brief who mi", broken) == ["mina-orr"]


def test_a_folder_without_a_dossier_offers_nothing(complete: Complete, tmp_path: Path) -> None:
    assert complete("brief who mi", str(tmp_path)) == []


def test_what_a_shell_would_run_is_not_offered(complete: Complete, tmp_path: Path) -> None:
    """Kinds of events and names of layouts are free text, and a shell evaluates its completions."""
    (tmp_path / "dossier.yaml").write_text(
        "dossier: {title: Bells, memos: {'$(reboot)': [timeline], night sheet: [timeline], plain-1: [timeline]}}\n"
        "events:\n  a: {title: A, kind: '`reboot`'}\n  b: {title: B, kind: '*'}\n  c: {title: C, kind: visit}\n"
        "  d: {title: D, kind: 'x; reboot'}\n  e: {title: E, kind: '--limit'}\n",
        encoding="utf-8",
    )
    assert complete("brief timeline --kind ", str(tmp_path)) == ["visit"]
    assert complete("brief memo --layout ", str(tmp_path)) == [
        "bio-note",
        "full",
        "one-pager",
        "plain-1",
        "scene-setter",
    ]


def test_of_very_many_ids_some_are_offered_and_letters_find_the_rest(complete: Complete, tmp_path: Path) -> None:
    people = "".join(f"  p{number:05}: {{name: Person {number}}}\n" for number in range(MOST + 500))
    (tmp_path / "dossier.yaml").write_text(f"dossier: {{title: Crowd}}\npeople:\n{people}", encoding="utf-8")
    assert len(complete("brief who ", str(tmp_path))) == MOST
    assert complete("brief who p0149", str(tmp_path)) == [f"p0149{digit}" for digit in range(10)]


# In real shells


@pytest.fixture
def world(tmp_path: Path, environment: dict[str, str], beacons: str) -> dict[str, str]:
    """An environment with `brief` on the path and an empty home."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    return environment | {"PATH": path, "BRIEF_DOSSIER": beacons, "TERM": "xterm", "HOME": str(tmp_path)}


def shell(name: str, world: dict[str, str]) -> str:
    """Return the path of a shell in which completion was installed with the command from the documentation."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"there is no {name}: apt-get install {name}")
    # The command looks for its parent shell; with `:` at the end, the shell does not replace itself by the command.
    done = subprocess.run(
        [found, "-c", "brief --install-completion; :"], env=world, capture_output=True, encoding="utf-8", check=True
    )
    assert f"{name} completion installed" in done.stdout
    return found


def typed(program: str, words: str, wanted: str, world: dict[str, str]) -> None:
    """Type words and the tab key in an interactive shell until it completes them as wanted."""
    with interactive(program, world) as process:
        process.send(words)
        tab(process, wanted)


@contextmanager
def interactive(program: str, world: dict[str, str]) -> "Iterator[pexpect.spawn[str]]":
    """An interactive shell that is ready for words."""
    process = pexpect.spawn(program, ["-i"], env=world, encoding="utf-8", timeout=20, dimensions=(24, 120))
    try:
        process.sendline("echo rea''dy")
        process.expect("ready")
        yield process
    finally:
        process.close(force=True)


def tab(process: "pexpect.spawn[str]", wanted: str) -> None:
    """Type the tab key until the shell completes as wanted."""
    for _ in range(5):  # zsh loads a completion at the first tab
        process.send("\t")
        if process.expect([wanted, pexpect.TIMEOUT], timeout=4) == 0:
            return
    pytest.fail(f"the shell does not complete to {wanted!r}")


def test_bash_completes(world: dict[str, str]) -> None:
    program = shell("bash", world)
    typed(program, "brief who lu", "cja-ostergard", world)
    typed(program, "brief meeting --with ro", "b-quill", world)


def test_zsh_completes(world: dict[str, str]) -> None:
    program = shell("zsh", world)
    typed(program, "brief who lu", "cja-ostergard", world)


def test_fish_completes(world: dict[str, str]) -> None:
    program = shell("fish", world)
    for words, wanted in (
        ("brief who lu", "lucja-ostergard"),
        ("brief memo --layout n", "night-sheet"),
        ("brief set accord-signed sta", "status="),
        ("brief set accord-signed status=pl", "status=planned"),
    ):
        done = subprocess.run(
            [program, "-c", f"complete -C '{words}'"], env=world, capture_output=True, encoding="utf-8", check=True
        )
        assert done.stdout.split() == [wanted]


@pytest.mark.parametrize("name", ["bash", "zsh"])
def test_a_field_is_completed_without_a_space_and_its_value_too(name: str, world: dict[str, str]) -> None:
    with interactive(shell(name, world), world) as process:
        process.send("brief set accord-signed sta")
        tab(process, "tus=")
        process.send("pl")
        tab(process, "anned")
        process.sendline("-n; echo en''d")
        process.expect("end")
        assert "status: planned" in str(process.before)


@pytest.mark.parametrize(
    ("name", "told"), [("bash", "complete_bash"), ("zsh", "#compdef brief"), ("fish", "--no-files")]
)
def test_the_shell_is_told_how_to_complete(process: Brief, name: str, told: str) -> None:
    done = process("--show-completion", name)
    assert told in done.stdout
    assert (done.returncode, done.stderr) == (0, "")


def test_completion_is_installed_for_the_shell_that_is_named(process: Brief, tmp_path: Path) -> None:
    done = process("--install-completion", "zsh")
    file = tmp_path / ".zfunc" / "_brief"
    assert done.stdout.startswith(f"zsh completion installed in {file}\n")
    assert "#compdef brief" in file.read_text(encoding="utf-8")
    done = process("--install-completion", "zhs")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--install-completion: `zhs` is not a choice here (did you mean `zsh`?)" in done.stderr
