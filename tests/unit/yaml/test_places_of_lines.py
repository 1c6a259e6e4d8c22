"""The lines of a file that a record, or a field of it, occupies."""

from contextlib import closing
from pathlib import Path

import pytest

from brief.app import open_store
from brief.yaml.positions import place

PEOPLE = """\
people:
  ada:
    name: Ada
    summary: >-
      Long
      words.

    roles:
    - title: Pilot
      rank: Mate
    - {title: Master,
       rank: Captain}
    cite:
      log p. 1

  # Bo is new here.
  bo: {name: Bo, note: One line.}
  cy: {
    name: Cy
  }
topics:
  tides:
    name: Tides
# The end.
"""


@pytest.mark.parametrize("break_", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("id_", "path", "first", "last"),
    [
        ("ada", "", 2, 14),
        ("ada", "name", 3, 3),
        ("ada", "summary", 4, 6),
        ("ada", "roles", 9, 12),
        ("ada", "roles.0", 9, 10),
        ("ada", "roles.0.rank", 10, 10),
        ("ada", "roles.1", 11, 12),
        ("ada", "roles.1.rank", 12, 12),
        ("ada", "cite", 14, 14),
        ("ada", "cite.0.source", 14, 14),
        ("ada", "also", 2, 14),
        ("bo", "", 17, 17),
        ("bo", "note", 17, 17),
        ("cy", "", 18, 20),
        ("tides", "", 22, 23),
        ("", "", 1, 3),
        ("", "summary", 3, 3),
    ],
)
def test_a_place_has_its_first_and_its_last_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, break_: str, id_: str, path: str, first: int, last: int
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "dossier.yaml").write_text("dossier:\n  title: Tides\n  summary: All of it.\n")
    (tmp_path / "people.yaml").write_bytes(PEOPLE.replace("\n", break_).encode())
    with closing(open_store(tmp_path)) as store:
        found = place(tmp_path, store, id_, path)
    assert found is not None
    assert (found.last, found.line) == (last, first)


SHARED = """\
dossier: {title: Harbour}
sources: {log: {title: Log}, "wire": {title: Wire}, tide: {title: Tide}}  # three
people:
  bo: {name: Bo, note: One line.}  # a remark
  cy: {name: Cy, roles: [{title: Pilot,
    rank: Mate, cite: log}], cite: log}
topics: {tides: {name: Tides,
    note: High},
  moon: {name: "The
    moon", note: Low}, sun: {name: Sun}}
organizations:
  {one: {name: "two: {name: A}", note: see two:b}, two: {name: 'It''s one: {name: B}'}, "three" : {name: C}}
places: {a-b: {name: D, note: "b: {name: E}"}, b: {name: F}}
"""


@pytest.mark.parametrize(
    ("id_", "path", "line"),
    [
        ("log", "", "log: {title: Log}"),
        ("wire", "title", '"wire": {title: Wire}'),
        ("tide", "", "tide: {title: Tide}"),
        ("bo", "note", "  bo: {name: Bo, note: One line.}  # a remark"),
        ("cy", "", "  cy: {name: Cy, roles: [{title: Pilot,"),
        ("cy", "roles.0.rank", "    rank: Mate, cite: log}], cite: log}"),
        ("tides", "name", "tides: {name: Tides,"),
        ("tides", "note", "note: High}"),
        ("moon", "", '  moon: {name: "The'),
        ("moon", "note", 'moon", note: Low}'),
        ("sun", "", "sun: {name: Sun}"),
        ("one", "", 'one: {name: "two: {name: A}", note: see two:b}'),
        ("two", "name", "two: {name: 'It''s one: {name: B}'}"),
        ("three", "", '"three" : {name: C}'),
        ("b", "name", "b: {name: F}"),
        ("", "title", "dossier: {title: Harbour}"),
    ],
)
def test_the_line_of_a_record_is_shown_without_other_records_in_it(
    tmp_path: Path, id_: str, path: str, line: str
) -> None:
    (tmp_path / "dossier.yaml").write_text(SHARED, encoding="utf-8")
    with closing(open_store(tmp_path)) as store:
        found = place(tmp_path, store, id_, path)
    assert found and found.excerpt == line
