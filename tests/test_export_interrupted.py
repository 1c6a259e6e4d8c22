"""After an export is killed at any point, the next one does not mistake its files for a user's work."""

import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import pytest

import command
from brief.cli.main import run
from brief.export_folder import STAGING, Folder

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL")

TOUCHES = "open os.mkdir os.rename os.remove os.rmdir os.chmod os.truncate"
Export = Callable[[str], int]
Kill = Callable[..., int]


@pytest.fixture
def export(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Export:
    """A function that exports a version into `out`, and returns the exit code.

    Between versions a text changes, one record is added or removed, and one stays the same.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    for version, topics in {"v1": ["old"], "v2": ["old", "new"], "v3": ["new"]}.items():
        records = "".join(f"  {topic}: {{name: Topic {topic} in {version}}}\n" for topic in topics)
        (tmp_path / version).mkdir()
        text = f"dossier: {{title: Bells}}\ntopics:\n{records}\n  same: {{name: Same}}\n"
        (tmp_path / version / "dossier.yaml").write_text(text, encoding="utf-8")
    return lambda version: run(["export", "vault", "out", "-d", version])


@pytest.fixture
def kill(export: Export, environment: dict[str, str], tmp_path: Path) -> Kill:
    """A function that exports a version into `out` until it is killed, and returns the exit code."""
    out = str(tmp_path / "out")

    def killed(version: str, point: int, events: str = TOUCHES) -> int:
        words = ["export", "vault", out, "-d", version]
        env = environment | {"SOURCE_DATE_EPOCH": "0"}
        watch = partial(sys.addaudithook, killer(out, point, events.split()))
        return command.run(words, env, tmp_path, prepare=watch).returncode

    return killed


def killer(out: str, point: int, events: Sequence[str]) -> Callable[[str, tuple[object, ...]], None]:
    """Return an audit hook that kills its process before it touches the folder for the nth time."""
    touches = count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in events and any(str(found).startswith(out) for found in arguments) and next(touches) == point:
            os.kill(os.getpid(), signal.SIGKILL)

    return watch


def _held(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("new", [True, False], ids=["into a new folder", "over an earlier export"])
def test_the_export_after_one_that_was_killed_writes_every_page(
    new: bool, export: Export, kill: Kill, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert export("v3") == 0
    expected = _held(out.rename(tmp_path / "expected"))
    assert export("v1") == 0
    earlier = out.rename(tmp_path / "earlier")
    for point in count(1, 5):
        shutil.rmtree(out, ignore_errors=True)
        if not new:
            shutil.copytree(earlier, out)
        code = kill("v2", point)
        assert export("v3") == 0, point
        assert _held(out) == expected, point
        if code == 0:
            break
        assert code == -signal.SIGKILL
    assert point > 30


@pytest.mark.parametrize("points", [(2, 4, 6), (6, 4, 2), (4, 4, 4)])
def test_three_exports_that_are_killed_one_after_the_other(
    points: tuple[int, ...], export: Export, kill: Kill, tmp_path: Path
) -> None:
    assert export("v1") == 0
    expected = _held(tmp_path / "out")
    for version, point in zip(("v2", "v3", "v2"), points, strict=True):
        assert kill(version, point, "os.rename") == -signal.SIGKILL
    assert export("v1") == 0
    assert _held(tmp_path / "out") == expected


@pytest.mark.parametrize("page", ["topics/old.md", "topics/same.md", "index.md"])
def test_a_page_edited_after_an_interrupted_export_is_spared(
    page: str, export: Export, kill: Kill, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export("v1") == 0
    assert kill("v2", 4, "os.rename") == -signal.SIGKILL
    path = tmp_path / "out" / page
    path.write_text("mine", encoding="utf-8")
    assert export("v3") == 1
    assert path.read_text(encoding="utf-8") == "mine"
    assert capsys.readouterr().err.count("was edited by hand") == 1


def test_an_export_that_ends_by_an_error_changes_nothing(export: Export, tmp_path: Path) -> None:
    assert export("v1") == 0
    (tmp_path / "out" / "topics" / "new.md").mkdir()
    before = _held(tmp_path / "out")
    assert export("v2") == 2
    assert _held(tmp_path / "out") == before
    assert not (tmp_path / "out" / STAGING).exists()


def test_two_exports_at_once_do_not_mix(export: Export, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fcntl = pytest.importorskip("fcntl")
    assert export("v1") == 0
    handle = os.open(tmp_path / "out", os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        assert export("v2") == 1
    finally:
        os.close(handle)
    assert "brief: another export is writing into out (wait until it ends)\n" in capsys.readouterr().err
    assert export("v2") == 0


def test_the_manifest_is_read_when_no_other_export_writes(tmp_path: Path) -> None:
    late = Folder(tmp_path / "out", "vault")
    with Folder(tmp_path / "out", "vault") as first:
        first.put("a.md", b"one")
    with late:
        late.put("a.md", b"two")
    assert (late.written, late.spared) == (1, [])
