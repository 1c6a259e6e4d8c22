"""A commitment is not settled by a disputed "done", nor by a third party's report that it was dropped."""

from collections.abc import Callable

import pytest

from brief.document import Card, Paragraph, Table
from brief.model.dates import Date
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.meeting import Meeting, meeting
from brief.stores.query import Store

BOATS = """
dossier: {{title: Boats, parties: [north, south], our_side: north}}
sources:
  gazette: {{title: Gazette}}
organizations:
  north: {{name: Northland, kind: country, cite: gazette p. 1}}
  south: {{name: Southland, kind: country, cite: gazette p. 1}}
  navy: {{name: Navy of Southland, part_of: south, cite: gazette p. 1}}
  paper: {{name: Harbour Post, cite: gazette p. 1}}
people:
  envoy:
    name: Eva Envoy
    roles: [{{title: Spokeswoman, org: south, seen: 2025, cite: gazette p. 1}}]
    cite: gazette p. 1
commitments:
  boats:
    text: Deliver two boats
    by: {by}
    for: north
    due: 2025-06-30
    log:
    - {{date: 2025-05, status: under-way, said_by: south, cite: gazette p. 2}}
    - {{date: 2025-07, {entry}, cite: gazette p. 3}}
    differs:
    - {{field: due, value: 2025-05-31, cite: gazette p. 4}}
    {rival}
    cite: gazette p. 2
"""
DAY = Date.parse("2026-01-01")
KEPT, OPEN, DOUBTFUL = "", "; overdue", "; perhaps overdue"
DENIED = "- {field: log.1.status, value: delayed, cite: gazette p. 9}"


@pytest.mark.parametrize(
    ("entry", "rival", "by", "overdue"),
    [
        ("status: done, said_by: south", "", "south", KEPT),
        ("status: done, said_by: south", DENIED, "south", DOUBTFUL),
        (
            "status: done, said_by: south",
            "- {field: log.1, value: not done, cite: gazette p. 9}",
            "south",
            DOUBTFUL,
        ),
        ("status: done", "- {field: log.1.said_by, value: navy, cite: gazette p. 9}", "south", KEPT),
        ("status: delayed", "- {field: log.1.status, value: done, cite: gazette p. 9}", "south", DOUBTFUL),
        ("status: delayed", "- {field: log.1.status, value: dropped, cite: gazette p. 9}", "south", OPEN),
        ("status: dropped, said_by: south", "", "south", KEPT),
        ("status: dropped, said_by: north", "", "south", KEPT),
        ("status: dropped", "", "south", KEPT),
        ("status: dropped, said_by: navy", "", "south", KEPT),
        ("status: dropped, said_by: south", "", "navy", KEPT),
        ("status: dropped, said_by: envoy", "", "navy", KEPT),
        ("status: dropped, said_by: paper", "", "south", OPEN),
        ("status: dropped, said_by: [paper, south]", "", "south", KEPT),
        ("status: dropped, said_by: paper", "", "", DOUBTFUL),
        ("status: dropped, said_by: south", DENIED, "south", DOUBTFUL),
    ],
)
def test_a_commitment_is_settled_only_by_an_undisputed_word_of_its_parties(
    dossier_of: Callable[[str], Store], entry: str, rival: str, by: str, overdue: str
) -> None:
    store = dossier_of(BOATS.format(entry=entry, rival=rival, by=by))
    for limit in (None, 5):
        document = commitments(store, CommitmentSelection(limit=limit), DAY)
        (card,) = [block for block in document.blocks if isinstance(block, Card)]
        assert document.subtitle.startswith("1 commitment · ")
        due = next(part.lines[0].text for part in card.fields if part.key == "due")
        assert due == f"30 June 2025 or 31 May 2025 (disputed){overdue}"
    paper = meeting(store, Meeting(("south",), DAY, today=DAY))
    told = [line.text for block in paper.blocks if isinstance(block, Paragraph) for line in block.cells]
    open_ = ("1 commitment is open", "Nothing is recorded as done on the open commitment")
    assert any(words in line for line in told for words in open_) == (overdue != KEPT)
    is_listed = any(isinstance(block, Table) and block.name == "commitments" for block in paper.blocks)
    assert is_listed == (
        overdue != KEPT or "dropped" in entry
    )  # an abandoned commitment is no longer open, but is still listed


def test_who_reports_a_commitment_dropped_is_named(dossier_of: Callable[[str], Store]) -> None:
    store = dossier_of(BOATS.format(entry="status: dropped, said_by: paper", rival="", by="south"))
    paper = meeting(store, Meeting(("south",), DAY, today=DAY))
    (owed,) = [block.rows for block in paper.blocks if isinstance(block, Table) and block.name == "commitments"]
    assert "reported dropped (Harbour Post, Jul 2025)" in " ".join(cell.text for cell in owed[0].cells)
