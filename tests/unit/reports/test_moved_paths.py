"""A path in what a view shows of a record leads to the same value in the whole record, and back."""

from collections.abc import Callable, Iterator

from brief.dossier.as_of import AsOf
from brief.dossier.known import known_by
from brief.dossier.moved import shown_path, whole_path
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.parts import Difference, Record
from brief.model.paths import found_at
from brief.model.stated import parts
from brief.stores.query import Store

LISTS = """
dossier: {title: Lists}
sources:
  late: {title: Late, published: 2025}
  early: {title: Early, published: 2021}
people:
  jon:
    name: Jon Vire
    born: 1960
    died: 2026
    roles:
      - {title: Judge, from: 2024, cite: early 1}
      - {title: Clerk, from: 2019, cite: late 2}
      - {title: Usher, from: 2018, seen: [2025, 2019, 2024, 2020], cite: early 3}
    cite: early 4
    differs:
      - {field: died, value: 2025, cite: early 5}
      - {field: born, value: 1961, cite: late 6}
      - {field: roles.0.from, value: 2023, cite: early 7}
      - {field: roles.2.from, value: 2017, cite: early 8}
      - {field: born, value: 1962, cite: early 9}
commitments:
  boats:
    text: Count the boats
    log: [{date: 2024, status: done, cite: early 1}, {date: 2020, status: delayed, cite: late 2},
      {date: 2021, status: pledged, cite: early 3}]
    cite: early 1
"""


def _paths(record: Record) -> Iterator[str]:
    for path, part in parts(record):
        yield path
        yield from (f"{path}.seen.{at}" for at, _ in enumerate(getattr(part, "seen", ())))


def test_a_path_leads_to_the_same_value_in_the_whole_record_and_back(dossier_of: Callable[[str], Store]) -> None:
    store, day = dossier_of(LISTS), Date.parse("2022")
    moved = []
    for view in (AsOf(store, day), known_by(store, day), known_by(AsOf(store, day), day)):
        for record in (found for kind in KINDS for found in view.records(kind)):
            whole = store.get(record.id)
            assert whole is not None
            for path in _paths(record):
                here, there = found_at(record, path), found_at(whole, whole_path(record, path))
                assert here is not None
                assert there is not None
                assert _plain(here.value) == _plain(there.value)
                assert shown_path(record, whole_path(record, path)) == path
                moved += [path] if whole_path(record, path) != path else []
            left_out = [path for path in _paths(whole) if shown_path(record, path) is None]
            assert len(left_out) == len([*_paths(whole)]) - len([*_paths(record)])
    assert {"roles.0", "roles.0.seen.1", "differs.0", "log.0"} <= {*moved}


def _plain(value: object) -> object:
    """Return a value; of a part, what it says without what a view changes in it: its dates and paths."""
    if isinstance(value, Difference):
        return value.value
    return getattr(value, "title", None) or getattr(value, "status", None) or value
