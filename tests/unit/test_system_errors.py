"""The next step after an error of the operating system depends on the error."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from brief import output, register
from brief.export_folder import Folder
from brief.model.papers import IssuedPaper
from brief.model.user_error import UserError
from brief.output import target
from brief.system import files
from brief.yaml.discovery import Unreadable, open_file


@pytest.mark.parametrize(
    ("number", "step"),
    [
        (errno.EACCES, "change its permissions so that you can read it"),
        (errno.ENOENT, "restore it, or correct its path"),
        (errno.ELOOP, "restore it, or correct its path"),
        (errno.ENAMETOOLONG, "restore it, or correct its path"),
        (errno.EIO, ""),
    ],
)
def test_of_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, step: str) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files, "open_regular", refuse)
    with pytest.raises(Unreadable) as refused:
        open_file(tmp_path / "a.yaml")
    assert refused.value.finding.hint == step


def _export(folder: Path) -> None:
    with Folder(folder / "site", "site") as site:
        site.put("a.html", b"a")


def _build(folder: Path) -> None:
    output.to_new_folder(folder / "dossier", {"dossier.yaml": b"dossier: {title: A}\n"})


def _answer(folder: Path) -> None:
    target(folder / "a.md", force=False).put(b"a")


def _note(folder: Path) -> None:
    register.note(folder, IssuedPaper("a.md", "memo", "A", "2026-03-24"), {})


@pytest.mark.parametrize(
    ("number", "step"), [(errno.ENOSPC, "free some space"), (errno.EDQUOT, "free some space"), (errno.EROFS, "")]
)
@pytest.mark.parametrize("write", [_export, _build, _answer, _note])
def test_of_what_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None], number: int, step: str
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "write_bytes", refuse)
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(UserError) as refused:
        write(tmp_path)
    assert refused.value.hint.startswith(step or ("name a ", "make "))
    monkeypatch.undo()
    assert [path for path in tmp_path.iterdir() if path.name != "papers.jsonl"] == []
