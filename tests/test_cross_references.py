"""Edits of a dossier that a visit book lists, and of the visit book: nothing is broken that cannot be seen."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from several import BOOK, HARBOURS, MOSCOW, write

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
SERVER = "postgresql://nowhere.example/desk"
CONFLICT = "<<<<<<< HEAD\n"


@pytest.fixture
def harbours(tmp_path: Path, brief: Brief) -> str:
    """A dossier of whose records only the visit book refers to `ada-moss`."""
    folder = write(tmp_path / "harbours", HARBOURS)
    brief("set", "strike", "who.ada-moss=", "-d", folder)
    return folder


@pytest.fixture
def book(tmp_path: Path, harbours: str) -> Path:
    assert harbours
    write(tmp_path / "moscow", MOSCOW)
    return Path(write(tmp_path / "book", BOOK))


def conflict_in_the_head(book: Path) -> None:
    head = book / "dossier.yaml"
    head.write_text(CONFLICT + head.read_text("utf-8"), "utf-8")


def broken_file(book: Path) -> None:
    (book / "more.yaml").write_text(f"events:\n{CONFLICT}  end: {{title: End, who: [harbours_ada-moss]}}\n", "utf-8")


def pipe_for_a_head(book: Path) -> None:
    (book / "dossier.yaml").unlink()
    os.mkfifo(book / "dossier.yaml")


def wrong_address(book: Path) -> None:
    write(book, BOOK, ("../moscow]", '"postgresql://a@b@c"]'))


@pytest.mark.parametrize("damage", [conflict_in_the_head, broken_file, pipe_for_a_head, wrong_address])
def test_nothing_is_removed_while_the_book_cannot_be_read(
    brief: Brief, book: Path, harbours: str, damage: Callable[[Path], None]
) -> None:
    damage(book)
    before = Path(harbours, "people.yaml").read_bytes()
    for words in (["--dry-run"], []):
        done = brief("rm", "ada-moss", *words, "-d", harbours)
        assert (done.returncode, done.stdout) == (1, ""), done.stderr
        assert done.stderr.startswith(f"brief: the dossier in {book} may refer to this record, but cannot be read: ")
    assert Path(harbours, "people.yaml").read_bytes() == before


def test_a_broken_neighbour_that_lists_none_is_no_concern(brief: Brief, harbours: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "dossier.yaml").write_text(f"dossier: {{title: Other}}\n{CONFLICT}", "utf-8")
    assert brief("rm", "ada-moss", "-d", harbours).returncode == 0


def test_a_book_is_found_by_the_name_that_a_server_leaves(brief: Brief, book: Path, harbours: str) -> None:
    server = f'["{SERVER}#harbours", ../harbours, ../moscow]'
    write(book, BOOK, ("[../harbours, ../moscow]", server), ("harbours_ada-moss: host", "harbours-2_ada-moss: host"))
    done = brief("rm", "ada-moss", "-d", harbours)
    assert (done.returncode, done.stdout) == (1, "../book/dossier.yaml:9: visit\n")


@pytest.mark.parametrize(
    ("listed", "id_", "is_refused"),
    [
        (f'["{SERVER}#harbours", ../harbours]', "harbours_foo", False),
        (f'["{SERVER}#harbours", ../harbours]', "harbours-2_foo", True),
        (f'["{SERVER}#harbours", ../harbours]', "harbours-2_ada-moss", False),
        (f'[../harbours, "{SERVER}#harbours"]', "harbours_foo", True),
        (f'["{SERVER}#one", "{SERVER}#two", ../harbours]', "two_foo", False),
        (f'["{SERVER}#one", "{SERVER}#two", ../harbours]', "harbours_foo", True),
        (f'["{SERVER}", ../harbours]', "desk_foo", False),
    ],
)
def test_a_name_means_the_same_to_an_edit_as_to_a_report(
    brief: Brief, book: Path, listed: str, id_: str, is_refused: bool
) -> None:
    write(book, BOOK, ("[../harbours, ../moscow]", listed))
    done = brief("set", "visit", f"who.{id_}=guest", "--dry-run", "-d", str(book))
    assert (done.returncode, "unknown-id" in done.stderr) == (int(is_refused), is_refused), done.stderr


@pytest.mark.parametrize("command", [("set", "ada_moss", "note=Ill"), ("rm", "ada_moss"), ("edit", "ada_moss")])
def test_a_typo_in_a_dossier_alone_has_nothing_to_do_with_others(
    brief: Brief, harbours: str, command: tuple[str, ...]
) -> None:
    done = brief(*command, "-d", harbours)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "brief: no record has the id `ada_moss` (did you mean `ada-moss`?)\n"
