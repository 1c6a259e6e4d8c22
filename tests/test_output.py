"""Output files: written completely or not at all, never over another's file, never through a planted link."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import command
from brief.model.user_error import UserError
from brief.output import target
from brief.system import files

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no umask and no pipes in folders")


def test_of_six_writers_at_once_one_succeeds(environment: dict[str, str], beacons: str, tmp_path: Path) -> None:
    words = ["memo", "-d", beacons, "-o"]
    together = command.run_together([[*words, "out.md"]] * 6, environment, tmp_path)
    ended = sorted((done.stderr, done.returncode) for done in together)
    refused = ("brief: --output: out.md exists (use --force to replace it)\n", 2)
    assert ended == [("", 0)] + [refused] * 5
    assert os.listdir(tmp_path) == ["out.md"]
    printed = command.run([*words, "-", "-f", "markdown"], environment, tmp_path).stdout
    assert (tmp_path / "out.md").read_text(encoding="utf-8") == printed


def _plant_link(path: Path) -> None:
    path.symlink_to(path.with_name("precious"))


def _plant_dangling_link(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere"))


@posix
@pytest.mark.parametrize("plant", [Path.touch, _plant_link, _plant_dangling_link, os.mkfifo, Path.mkdir])
def test_what_appears_at_the_path_after_the_check_is_not_touched(tmp_path: Path, plant: Callable[[Path], None]) -> None:
    (tmp_path / "precious").write_text("mine")
    path = tmp_path / "out.md"
    found = target(path, force=False)
    plant(path)
    before = path.lstat()
    with pytest.raises(UserError) as refused:
        found.put(b"ours")
    assert (refused.value.code, refused.value.sentence) == (2, f"--output: {path} exists")
    assert path.lstat() == before
    assert sorted(os.listdir(tmp_path)) == ["out.md", "precious"]
    assert (tmp_path / "precious").read_text() == "mine"


@posix
@pytest.mark.parametrize("plant", [Path.touch, _plant_link, _plant_dangling_link, os.mkfifo])
def test_by_force_what_appears_at_the_path_is_replaced_and_not_followed(
    tmp_path: Path, plant: Callable[[Path], None]
) -> None:
    (tmp_path / "precious").write_text("mine")
    path = tmp_path / "out.md"
    found = target(path, force=True)
    plant(path)
    found.put(b"ours")
    assert path.is_file() and not path.is_symlink()
    assert path.read_bytes() == b"ours"
    assert sorted(os.listdir(tmp_path)) == ["out.md", "precious"]
    assert (tmp_path / "precious").read_text() == "mine"


@pytest.mark.parametrize("words", [["timeline"], ["timeline", "-f", "text"], ["memo", "-f", "json"], ["schema"]])
@pytest.mark.parametrize(
    "path", ["dossier.yaml", "new.yaml", "notes/new.yaml", "papers.jsonl", "link", "../dossier.yaml", "sources/log"]
)
def test_no_answer_is_written_to_a_file_that_a_dossier_consists_of(
    brief: Brief, tmp_path: Path, words: list[str], path: str
) -> None:
    root = tmp_path / "bells"
    (root / "notes").mkdir(parents=True)
    (root / "sources").mkdir()
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\ntopics: {bells: {name: Bells}}\n")
    if path == "link":
        (root / "link").symlink_to("dossier.yaml")
    before = sorted(tmp_path.rglob("*"))
    done = brief(*words, "-o", path, "--force", cwd=root)
    refused = f"brief: --output: {path} is the name of a file of the dossier (name another file)\n"
    assert (done.returncode, done.stderr) == (2, refused)
    assert sorted(tmp_path.rglob("*")) == before
    assert "Bells" in (root / "dossier.yaml").read_text()


@pytest.mark.parametrize("path", ["schema.json", "../papers.jsonl", "../schema.yaml", "notes/papers.jsonl"])
def test_other_files_beside_a_dossier_are_written(brief: Brief, tmp_path: Path, path: str) -> None:
    root = tmp_path / "bells"
    (root / "notes").mkdir(parents=True)
    (root / "dossier.yaml").write_text("dossier: {title: Bells}\ntopics: {bells: {name: Bells}}\n")
    assert brief("schema", "-o", path, cwd=root).returncode == 0
    assert (root / path).exists()


def test_by_force_the_file_that_a_link_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "out.md").symlink_to("real")
    target(tmp_path / "out.md", force=True).put(b"new")
    assert (tmp_path / "out.md").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@posix
def test_a_pipe_that_became_a_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    found = target(path, force=False)
    path.unlink()
    path.write_text("mine")
    with pytest.raises(UserError, match="exists"):
        found.put(b"ours")
    assert path.read_text() == "mine"


@posix
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_new_file_has_the_permissions_that_the_umask_leaves(brief: Brief, tmp_path: Path, mask: int) -> None:
    (tmp_path / "dossier.yaml").write_text("dossier: {title: Bells}\ntopics: {bells: {name: Bells}}\n")
    before = os.umask(mask)
    try:
        assert brief("schema", "-o", "out.json").returncode == 0
        assert brief("export", "vault", "out").returncode == 0
    finally:
        os.umask(before)
    assert (tmp_path / "out.json").stat().st_mode & 0o777 == 0o666 & ~mask
    modes = {path.is_dir(): path.stat().st_mode & 0o777 for path in (tmp_path / "out").rglob("*")}
    assert modes == {False: 0o666 & ~mask, True: 0o777 & ~mask}


@pytest.mark.parametrize("taken", [False, True])
def test_a_file_system_without_hard_links_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: bool
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")  # the error of FAT

    monkeypatch.setattr(os, "link", refuse)
    path = tmp_path / "out.md"
    if taken:
        path.write_text("mine")
        with pytest.raises(FileExistsError):
            files.create(path, b"ours")
    else:
        files.create(path, b"ours")
    assert path.read_bytes() == (b"mine" if taken else b"ours")
    assert os.listdir(tmp_path) == ["out.md"]
