"""`brief set`, `add`, `rename`, `merge`, `rm`: what is written, what is refused, and what stays."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Brief = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def mine(tmp_path: Path, brief: Brief) -> Path:
    """A new dossier."""
    brief("init", "mine")
    return tmp_path / "mine"


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def changed_lines(before: bytes, after: bytes) -> tuple[list[str], list[str]]:
    old, new = (content.decode().splitlines() for content in (before, after))
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_field_is_set_and_nothing_else_changes(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("set", "first-crossing", "date=24 October 2017", cwd=mine)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "brief: changed events.yaml\n")
    after = contents(mine)
    assert changed_lines(before["events.yaml"], after["events.yaml"]) == (
        ["    date: 2021-09"],
        ["    date: 2017-10-24"],
    )
    assert {name: after[name] for name in after if name != "events.yaml"} == {
        name: before[name] for name in before if name != "events.yaml"
    }


def test_a_dry_run_shows_a_diff_that_patch_understands(mine: Path, brief: Brief) -> None:
    before = contents(mine)
    done = brief("set", "first-crossing", "date=2021-10", "topics=night-ferry", "topics=winter-service", "-n", cwd=mine)
    assert contents(mine) == before
    subprocess.run(["patch", "-p1"], input=done.stdout, text=True, cwd=mine, check=True, capture_output=True)
    by_hand = contents(mine)
    for name, content in before.items():
        (mine / name).write_bytes(content)
    brief("set", "first-crossing", "date=2021-10", "topics=[night-ferry, winter-service]", cwd=mine)
    assert contents(mine) == by_hand


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["first-crossing", "date=2021-99"], 1, "there is no month 99"),
        (["first-crossing", "topics=night-fery"], 1, "did you mean `night-ferry`?"),
        (["first-crossing", "title="], 1, "lacks `title`"),
        (["first-crosing", "date=2021"], 1, "did you mean `first-crossing`?"),
        (["first-crossing", "titel=x"], 2, "did you mean `title`?"),
        (["first-crossing", "title"], 2, "is not field=value"),
        (["first-crossing", "figures.5.what=x"], 2, "the next is `figures.1`"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(
    mine: Path, brief: Brief, words: list[str], code: int, said: str
) -> None:
    before = contents(mine)
    done = brief("set", *words, "note=right", cwd=mine)
    assert done.returncode == code
    assert said in done.stderr
    assert contents(mine) == before


def test_old_errors_do_not_stop_an_edit_that_brings_no_new_ones(mine: Path, brief: Brief) -> None:
    events = mine / "events.yaml"
    events.write_text(events.read_text(encoding="utf-8").replace("2022-06", "2022-66"), encoding="utf-8")
    assert brief("set", "first-crossing", "date=2021-10", cwd=mine).returncode == 0
    assert brief("set", "open-day", "date=2022-77", cwd=mine).returncode == 1
    assert brief("set", "open-day", "date=2022-07", cwd=mine).returncode == 0
    assert brief("check", cwd=mine).returncode == 0


def test_the_head_is_set_too(mine: Path, brief: Brief) -> None:
    assert brief("set", "dossier", "stale_after_months=12", cwd=mine).returncode == 0
    assert "  stale_after_months: 12 " in (mine / "dossier.yaml").read_text(encoding="utf-8")


def test_permissions_line_ends_and_marks_stay(mine: Path, brief: Brief) -> None:
    events = mine / "events.yaml"
    content = b"\xef\xbb\xbf" + events.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    events.write_bytes(content)
    events.chmod(0o640)
    assert brief("set", "first-crossing", "date=2021-10", "note=one\ntwo", cwd=mine).returncode == 0
    after = events.read_bytes()
    assert (
        after.replace(b"date: 2021-10\r\n", b"date: 2021-09\r\n").replace(
            b"    note: |-\r\n      one\r\n      two\r\n", b""
        )
        == content
    )
    assert events.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_not_replaced(mine: Path, brief: Brief) -> None:
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere")
    (mine / "events.yaml").chmod(0o444)
    done = brief("set", "first-crossing", "date=2021-10", cwd=mine)
    assert (done.returncode, "read-only" in done.stderr) == (1, True)


def test_the_shipped_example_is_never_edited(tmp_path: Path, brief: Brief) -> None:
    done = brief("set", "vietnam", "note=x", cwd=tmp_path)
    assert (done.returncode, "brief init" in done.stderr) == (2, True)
