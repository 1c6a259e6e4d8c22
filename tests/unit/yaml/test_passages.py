"""A citation leads to the paragraph of the local text that it names."""

from functools import partial
from pathlib import Path

import pytest

from brief.model.provenance import Passage
from brief.yaml.local_text import local_text
from brief.yaml.passages import passage

TEXT = "Headline\n\nThe first.\r\n   \n  The second.  \nThe third.\n"


@pytest.mark.parametrize(
    ("at", "numbers"),
    [
        ("¶1", [1]),
        ("¶2", [2]),
        ("¶ 3", [3]),
        ("¶2-4", [2, 3, 4]),
        ("¶1, 3-4", [1, 3, 4]),
        ("para. 2", [2]),
        ("¶¶2-3", [2, 3]),
        ("¶3-90", [3, 4]),
    ],
)
def test_paragraphs_are_lines_that_are_not_empty_counted_from_1(tmp_path: Path, at: str, numbers: list[int]) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    lines = {1: "Headline", 2: "The first.", 3: "The second.", 4: "The third."}
    assert passage(partial(local_text, tmp_path), "a.txt", at) == Passage(
        tuple((number, lines[number]) for number in numbers)
    )


@pytest.mark.parametrize(
    ("at", "remark"),
    [
        ("¶9", "a.txt has only 4 paragraphs"),
        ("¶0", "a.txt has only 4 paragraphs"),
        ("p. 3", "the citation names no paragraph of a.txt"),
        ("", "the citation names no paragraph of a.txt"),
    ],
)
def test_where_there_is_no_passage_it_is_said(tmp_path: Path, at: str, remark: str) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert passage(partial(local_text, tmp_path), "a.txt", at) == Passage((), remark)


def test_many_paragraphs_are_cut(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("line\n" * 100, encoding="utf-8")
    found = passage(partial(local_text, tmp_path), "a.txt", "¶1-100000000000")
    assert (len(found.paragraphs), found.remark) == (20, "only the first 20")


def test_nothing_outside_the_dossier_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret\n", encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("../secret.txt", "link.txt", str(tmp_path / "secret.txt")):
        found = passage(partial(local_text, inside), name, "¶1")
        assert found == Passage((), f"{name} cannot be read: it is outside the dossier's folder")
    assert passage(partial(local_text, inside), "gone.txt", "¶1").remark.startswith("gone.txt cannot be read: ")
