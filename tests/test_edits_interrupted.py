"""Edits that are killed at each of their writes, and concurrent edits: nothing is lost or half done."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import command
from brief.editing import Editor
from brief.model.user_error import UserError
from brief.system import UNFINISHED
from brief.yaml.discovery import walk

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
Edit = Callable[[Editor], object]
STARTER = Path(__file__).parents[1] / "data" / "starter"
NOW = 2_000_000_000_000_000_000
MANY = 24
"""So many more files refer to what is renamed and merged."""
SAMPLE = 5
"""So many points of each edit are tried, or all with BRIEF_ALL_POINTS=1 in the environment."""
EDITS: dict[str, Edit] = {
    "set": lambda editor: editor.set_fields("first-crossing", {"date": "2021-10", "note": "later"}),
    "add": lambda editor: editor.add_record("topic", "fares", {"name": "Fares"}, file="more/topics.yaml"),
    "rename": lambda editor: editor.rename("night-ferry-report", "report"),
    "merge": lambda editor: editor.merge("oxmere", "tarnholm"),
    "rm": lambda editor: editor.remove("alone"),
}
_POINTS = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "shutil.rmtree")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "dossier"
    shutil.copytree(STARTER, folder)
    (folder / "alone.yaml").write_text("topics: {alone: {name: Alone}}\n", encoding="utf-8")
    for number in range(MANY):
        visit = f"title: Visit {number}, date: 2021, who: {{oxmere: host}}, cite: night-ferry-report p. {number + 1}"
        (folder / f"visits-{number}.yaml").write_text(f"events: {{visit-{number}: {{{visit}}}}}\n", encoding="utf-8")
    events = folder / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("builds_on:", "# builds_on:"), encoding="utf-8")
    return folder


def editor(root: Path) -> Editor:
    return Editor(root, root.parent / "store.sqlite", NOW)


def contents(root: Path) -> dict[str, bytes]:
    return {stamp.path: (root / stamp.path).read_bytes() for stamp in walk(root).stamps}


def acts(root: Path, edit: Edit, is_fatal: Callable[[int], bool] = lambda _: False) -> int:
    """Count the acts of an edit in the folder, in a process of its own; kill it before the first fatal one."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        done = 0

        def watch(event: str, words: tuple[object, ...]) -> None:
            nonlocal done
            if event in _POINTS and any(str(root) in str(word) for word in words):
                writes = event != "open" or not isinstance(words[2], int) or words[2] & (os.O_WRONLY | os.O_RDWR)
                if writes and is_fatal(done):
                    os.kill(os.getpid(), signal.SIGKILL)
                done += bool(writes)

        try:
            sys.addaudithook(watch)
            edit(editor(root))
            os.write(writing, str(done).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        found = told.read()
    was_killed = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    assert was_killed is (not found)
    return int(found or 0)


def points(root: Path, edit: Edit, tmp_path: Path) -> list[int]:
    """The points of an edit to be tried: all, or some from the first to the last."""
    shutil.copytree(root, tmp_path / "counted")
    count = acts(tmp_path / "counted", edit)
    if os.environ.get("BRIEF_ALL_POINTS"):
        return [*range(count)]
    return sorted({round(part * (count - 1) / (SAMPLE - 1)) for part in range(SAMPLE)})


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_that_is_killed_is_done_or_not_done(root: Path, name: str, tmp_path: Path) -> None:
    old = contents(root)
    whole = tmp_path / "whole"
    shutil.copytree(root, whole)
    EDITS[name](editor(whole))
    new = contents(whole)
    assert old != new
    for point in points(root, EDITS[name], tmp_path):
        here = tmp_path / f"at-{point}" / "dossier"
        shutil.copytree(root, here)
        assert not acts(here, EDITS[name], point.__eq__), "it ended before the point"
        found = contents(here)
        assert found.keys() <= old.keys() | new.keys()
        for path, content in found.items():
            assert content in (old.get(path), new.get(path)), path
        if not (here / UNFINISHED / "plan.json").exists():
            assert found in (old, new)
        else:
            assert [finding.code for finding in walk(here).findings] == ["unfinished-edit"]
        editor(here).set_fields("first-crossing", {"date": "2021-09"} if name != "set" or found == old else {})
        assert contents(here) in (old, new)
        assert not [path for path in here.rglob("*") if path.name.startswith(".")]
        shutil.rmtree(here.parent)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_there_are_many_points_at_which_an_edit_may_be_killed(root: Path, tmp_path: Path) -> None:
    counted = 0
    for name, edit in EDITS.items():
        here = tmp_path / name
        shutil.copytree(root, here)
        counted += acts(here, edit)
    assert counted >= 200


def test_a_file_that_was_changed_before_an_edit_could_be_completed_is_not_overwritten(root: Path) -> None:
    unfinished = root / UNFINISHED
    acts(root, EDITS["rename"], lambda _: (unfinished / "plan.json").exists())
    assert (unfinished / "plan.json").exists()
    (root / "sources.yaml").write_text("sources: {mine: {title: Mine}}\n", encoding="utf-8")
    with pytest.raises(UserError, match=r"sources\.yaml was changed since"):
        editor(root).set_fields("first-crossing", {"date": "2021-10"})
    assert "mine" in (root / "sources.yaml").read_text(encoding="utf-8")


def test_a_plan_from_a_stranger_reaches_no_file_outside(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text("mine", encoding="utf-8")
    unfinished = root / UNFINISHED
    unfinished.mkdir()
    (unfinished / "0.new").write_text("theirs", encoding="utf-8")
    (unfinished / "plan.json").write_text('[["../outside.yaml", "0.new", null]]', encoding="utf-8")
    with pytest.raises(UserError):
        editor(root).set_fields("first-crossing", {"date": "2021-10"})
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(root: Path) -> None:
    def meanwhile(files: object) -> None:
        files.put("events.yaml", files.text("events.yaml") + "# mine\n")  # type: ignore[attr-defined]
        (root / "events.yaml").write_text("events: {theirs: {title: Theirs}}\n", encoding="utf-8")

    with pytest.raises(UserError, match="someone else changed"):
        editor(root).change(meanwhile)
    assert (root / "events.yaml").read_text(encoding="utf-8") == "events: {theirs: {title: Theirs}}\n"


def test_twenty_at_once_lose_nothing(root: Path, environment: dict[str, str]) -> None:
    commands = [["add", "topic", "--dossier", str(root), f"name=Topic {number}"] for number in range(20)]
    ended = command.run_together(commands, environment, root)
    assert [done.returncode for done in ended] == [0] * 20, [done.stderr for done in ended]
    text = "".join(content.decode() for content in contents(root).values())
    assert [number for number in range(20) if f"  topic-{number}:\n    name: Topic {number}\n" not in text] == []
