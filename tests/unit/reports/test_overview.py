"""The dossier at a glance: what is overdue, what comes next, and whom to meet."""

from collections.abc import Callable

import pytest

from brief.model.dates import Date
from brief.renderers import Format, render
from brief.reports.overview import overview
from brief.stores.query import Store

DAY = Date.parse("2026-06-01")
HEAD = """
dossier: {title: The ford, parties: [east, west], our_side: west}
sources: {log: {title: The log, published: 2026-05}}
organizations: {east: {name: East, kind: country, cite: log p. 1}, west: {name: West, kind: country, cite: log p. 1}}
people:
  spoke: {name: Ida Spoke, roles: [{title: Spokeswoman, org: east, seen: 2026-05}], cite: log p. 1}
  ours: {name: Una Ours, roles: [{title: Minister, org: west, seen: 2026-05}], cite: log p. 1}
  theirs: {name: Tom Theirs, roles: [{title: Minister, org: east, seen: 2026-05}], cite: log p. 1}
"""


def page(store: Store) -> str:
    return render(overview(store, DAY, full=False), Format.TEXT)


@pytest.mark.parametrize(
    ("promises", "row"),
    [
        (["due: 2026-05"], "1  overdue commitment  "),
        (["due: 2026-05", "due: 2025", "due: 2027", "due: 2026-06"], "2  overdue commitments  "),
        (["due: 2026-05", "due: 2025, inferred: {due: said to be soon}"], "2  overdue commitments, 1 by an inferred"),
        (["due: 2025, inferred: {due: said to be soon}"], "1  overdue commitment, by an inferred deadline  "),
        (["due: 2025, log: [{status: done}]", "due: 2027"], ""),
    ],
)
def test_what_is_overdue_is_counted_first_with_its_command(
    dossier_of: Callable[[str], Store], promises: list[str], row: str
) -> None:
    held = "".join(f"  p{at}: {{text: Pay, by: east, {more}, cite: log p. 2}}\n" for at, more in enumerate(promises))
    told = page(dossier_of(f"{HEAD}commitments:\n{held}"))
    assert ("brief commitments --overdue" in told) == bool(row)
    assert not row or told.partition("NEEDS YOU\n")[2].lstrip().startswith(row)


@pytest.mark.parametrize(
    ("event", "is_next"),
    [
        ("date: 2026-06-15, status: planned", True),
        ("date: 2026-06-15", True),
        ("date: 2026-06", False),
        ("date: 2026-05-15, status: planned", False),
        ("date: 2026-06-15, status: cancelled", False),
        ("date: 2026-06-15, status: postponed", False),
    ],
)
def test_what_is_planned_ahead_is_told_as_next(
    dossier_of: Callable[[str], Store], event: str, *, is_next: bool
) -> None:
    told = page(
        dossier_of(f"{HEAD}events: {{talks: {{title: Talks, {event}, who: {{ours: host}}, cite: log p. 3}}}}\n")
    )
    assert ("NEXT\n" in told) is is_next
    assert not is_next or "Talks" in told.partition("NEXT\n")[2].partition("\n\n")[0]


def test_the_example_of_a_meeting_is_with_somebody_of_the_other_side_who_matters(
    dossier_of: Callable[[str], Store],
) -> None:
    signing = "who: {ours: signatory, theirs: signatory}"
    events = f"events: {{talks: {{title: Talks, date: 2026-04, {signing}, cite: log p. 3}}}}\n"
    assert "brief meeting --with theirs" in page(dossier_of(HEAD + events))
    assert "brief meeting --with spoke" in page(dossier_of(HEAD))
