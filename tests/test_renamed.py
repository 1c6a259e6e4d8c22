"""Renamed and merged records: issued papers still hold, and the changes between two states are none."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from brief.dossier.protocol import REGISTER_FILE
from brief.edit import operations
from brief.edit.files import Files
from brief.model.kinds import SECTIONS

Brief = Callable[..., Any]
Edit = Callable[[Files, str], None]
PAPERS = (
    *(("memo",), ("timeline",), ("commitments",), ("conflicts",), ("gaps",), ("sources",)),
    *(("meeting", "--with", "lucja-ostergard"), ("who", "hanako-toda"), ("who", "ivo-lund")),
)
RIVALS = """
positions: {clear: {text: The lamp stays lit., use: objective, topics: lights, with: dao-suong}}
people:
  ivo-lund:
    name: Ivo Lund
    roles: [{title: Pilot, org: ostmark, seen: 2021, cite: gull-wire ¶1}]
    cite: gull-wire ¶1
    differs: [{field: roles.0.org, value: dao-suong, cite: gull-echo ¶1}]
events:
  vigil:
    title: Vigil
    date: 2021-08
    place: north-skerry
    who: {hanako-toda: keeper, ivo-lund: }
    cite: gull-wire ¶1
    inferred: {who.ivo-lund: His boat was there.}
    differs:
    - {field: place, value: fog-sound, cite: gull-echo ¶1}
    - {field: who.hanako-toda, value: guest, cite: gull-echo ¶1}
"""


def edited(folder: Path, edit: Edit) -> None:
    """Edit each record."""
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.yaml"))}
    files = Files({name: path.read_text(encoding="utf-8") for name, path in paths.items()})
    for id_ in files.ids():
        edit(files, id_)
    for name, text in files.new.items():
        assert text
        (folder / name).write_text(text, encoding="utf-8")


def rename(files: Files, id_: str) -> None:
    operations.rename(files, id_, f"{id_}-now")


def double(files: Files, id_: str) -> None:
    """Add the same record once more, under the id to which no other refers."""
    place = files.find(id_)
    operations.rename(files, id_, f"{id_}-again")
    operations.set_fields(files, f"{id_}-again", {"was": None})
    operations.add(files, SECTIONS[place.section].name, id_, place.values)


def merge(files: Files, id_: str) -> None:
    if not id_.endswith("-again"):
        operations.merge(files, id_, f"{id_}-again")


@pytest.fixture
def folder(beacons: str, tmp_path: Path) -> Path:
    """A dossier with one of everything, including rivals that are ids, which keeps a register."""
    folder = Path(shutil.copytree(beacons, tmp_path / "then"))
    head = (folder / "dossier.yaml").read_text(encoding="utf-8")
    head = head.replace("dossier:\n", "dossier:\n  register: true\n  our_side: ostmark\n")
    (folder / "dossier.yaml").write_text(head, encoding="utf-8")
    (folder / "desk.yaml").write_text(RIVALS, encoding="utf-8")
    return folder


def issue(brief: Brief, folder: Path) -> list[dict[str, Any]]:
    """Write papers of all kinds, and return the values that the register keeps."""
    for number, words in enumerate(PAPERS):
        done = brief(*words, "--full", "-o", f"paper-{number}.md", cwd=folder)
        assert done.returncode == 0, done.stderr
    papers = (folder / REGISTER_FILE).read_text(encoding="utf-8").splitlines()
    return [value for paper in papers for value in json.loads(paper)["values"]]


def told(brief: Brief, then: Path, edit: Edit) -> tuple[str, list[str]]:
    """Return the last line of `ripple` and the headings of `diff`, after an edit of each record."""
    now = Path(shutil.copytree(then, then.parent / "now"))
    edited(now, edit)
    shown = brief("ripple", cwd=now).stdout.strip().splitlines()
    page = brief("diff", "../then", "--format", "json", cwd=now)
    assert page.returncode == 0, page.stderr
    return shown[-1], [block["text"] for block in json.loads(page.stdout)["blocks"] if block["type"] == "heading"]


EDITED = "Edited, with the same facts"
HOLDS = f"Everything that the {len(PAPERS)} papers printed still holds."


def test_papers_still_hold_after_all_records_are_renamed(brief: Brief, folder: Path) -> None:
    values = issue(brief, folder)
    assert {"who", "who.hanako-toda", "roles.0.org", "log.1.said_by", "by", "place"} <= {
        held["path"] for held in values
    }
    assert {("vigil", "fog-sound"), ("ivo-lund", "dao-suong")} <= {
        (held["record"], held["value"]) for held in values if held["path"] == "differs.0.value"
    }
    assert told(brief, folder, rename) == (HOLDS, [EDITED])


def test_papers_still_hold_after_each_record_is_merged_with_its_double(brief: Brief, folder: Path) -> None:
    edited(folder, double)
    issue(brief, folder)
    assert told(brief, folder, merge) == (HOLDS, ["Removed", EDITED])
