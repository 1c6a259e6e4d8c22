"""What a paper leaves out is in an annex of the same paper, or the paper names no annex."""

import re
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path

import pytest

import brief
from brief.document import Content, Document, Heading, Listing, Table, Timeline
from brief.model.dates import Date
from brief.model.sections import LAYOUTS
from brief.reports.meeting import Meeting, meeting
from brief.reports.memo import Memo, memo
from brief.stores.query import Store

ROOT = Path(__file__).parents[3]
SHIPPED, BEACONS, STARTER = (
    ROOT / folder for folder in ("data/vietnam-canada", "tests/fixtures/beacons", "data/starter")
)
DAY = Date.parse("2026-06-01")
HEAD = """
dossier: {title: Boats, parties: [east, west], our_side: west}
sources: {log: {title: The log}}
organizations:
  east: {name: East, kind: country, cite: log p. 1}
  west: {name: West, kind: country, cite: log p. 1}
"""
MANY = {
    "people": "p{n}: {{name: Person {n}, roles: [{{title: Pilot, org: east, seen: 2026-04}}], cite: log p. 1}}",
    "agreements": "a{n}: {{title: Pact {n}, parties: [east, west], in_force: 2020, cite: log p. 1}}",
    "commitments": "c{n}: {{text: Mend {n} boats, by: east, for: west, cite: log p. 1}}",
    "questions": "q{n}: {{text: Who mends boat {n}?, about: c{n}, cite: log p. 1}}",
    "assessments": "o{n}: {{text: Boat {n} may sink., by: p{n}, about: a{n}, stance: risk, cite: log p. 1}}",
    "positions": "s{n}: {{text: Ask for boat {n}., use: point}}",
}


def size(block: Content) -> int:
    """Return the number of rows or items of a list."""
    if isinstance(block, Timeline):
        return len(block.entries)
    return len(block.rows) if isinstance(block, Table) else len(block.items) if isinstance(block, Listing) else 0


def below(document: Document, heading: Heading) -> list[Table | Listing]:
    """Return the lists below a heading and its subheadings."""
    following = document.blocks[document.blocks.index(heading) + 1 :]
    own = takewhile(lambda block: not isinstance(block, Heading) or block.level > heading.level, following)
    return [block for block in own if isinstance(block, Table | Listing)]


def annexes(document: Document) -> list[Table | Listing]:
    """Return the lists in the annexes."""
    headings = (block for block in document.blocks if isinstance(block, Heading) and block.is_annex)
    return [block for heading in headings for block in below(document, heading)]


def assert_annexes_have_all(document: Document) -> None:
    """Each list whose heading says that all is in the annex is there as a whole."""
    for heading in document.blocks:
        found = isinstance(heading, Heading) and re.match(r"\d+ of (\d+); all: see the annex", heading.selection)
        if found and isinstance(heading, Heading):
            names = {block.name for block in below(document, heading)}
            names |= {"former-people"} if "people" in names else set()
            assert sum(size(block) for block in annexes(document) if block.name in names) == int(found[1])


@pytest.mark.parametrize("number", [1, 3, 5, 8])
@pytest.mark.parametrize("limit", [None, 1, 4])
def test_what_a_memo_cuts_is_in_an_annex_if_it_has_annexes(
    dossier_of: Callable[[str], Store], number: int, limit: int | None
) -> None:
    many = (f"{kind}:\n" + "".join(f"  {text.format(n=n)}\n" for n in range(number)) for kind, text in MANY.items())
    store = dossier_of(HEAD + "".join(many))
    for layout in LAYOUTS:
        made = memo(store, Memo(DAY, layout=layout, limit=limit), full=False)
        assert_annexes_have_all(made)
        cut = [block for block in made.blocks if isinstance(block, Heading) and " of " in block.selection]
        for heading in cut:
            is_annexed = layout == "full" and limit is None
            assert ("all: see the annex" in heading.selection) is is_annexed, heading


@pytest.mark.parametrize("number", [1, 3, 8])
def test_what_a_read_ahead_cuts_is_in_an_annex(dossier_of: Callable[[str], Store], number: int) -> None:
    many = (f"{kind}:\n" + "".join(f"  {text.format(n=n)}\n" for n in range(number)) for kind, text in MANY.items())
    made = meeting(dossier_of(HEAD + "".join(many)), Meeting(("east",), DAY), full=False)
    assert_annexes_have_all(made)
    cut = [block for block in made.blocks if isinstance(block, Heading) and " of " in block.selection]
    assert all("annex" in heading.selection for heading in cut)
    told = [block for block in made.blocks if isinstance(block, Table | Listing)]
    shown = {row.id for block in told if isinstance(block, Table) for row in block.rows}
    shown |= {item.value for block in told if isinstance(block, Listing) for item in block.items}
    assert {f"{kind}{n}" for kind in "acoqs" for n in range(number)} <= shown
    kept = sum(size(block) for block in annexes(made) if block.name == "status")
    assert kept == (number if number > 6 else 0)


@pytest.mark.parametrize("limit", [1, 4])
@pytest.mark.parametrize("full", [True, False])
def test_a_limit_holds_for_every_list_and_annex_and_each_that_is_cut_says_so(
    dossier_of: Callable[[str], Store], limit: int, full: bool
) -> None:
    uses = ("objective", "press-line", "response, if_raised: Boats")
    own = "".join(f"  {use[:3]}{n}: {{text: Say {n}., use: {use}}}\n" for n in range(8) for use in uses)
    events = "".join(f"  e{n}: {{title: Race {n}, date: 2026-05-0{n + 1}, who: {{east: host}}}}\n" for n in range(8))
    many = (f"{kind}:\n" + "".join(f"  {text.format(n=n)}\n" for n in range(8)) for kind, text in MANY.items())
    store = dossier_of(f"{HEAD}{''.join(many)}{own}events:\n{events}")
    papers = [meeting(store, Meeting(("east",), DAY, limit=limit), full=full)]
    layouts = (layout for layout in LAYOUTS if layout != "bio-note")
    papers += [memo(store, Memo(DAY, layout=layout, limit=limit), full=full) for layout in layouts]
    for made in papers:
        lists = [block for block in made.blocks if isinstance(block, Table | Listing | Timeline)]
        assert len(lists) > 3
        assert [block for block in lists if size(block) > limit] == []
        cut = [block.selection for block in made.blocks if isinstance(block, Heading) and block.selection]
        assert len(cut) > 3
        assert [told for told in cut if not re.match(rf"{limit} of \d+(, the rest at the end)?$", told)] == []


@pytest.mark.parametrize("root", [SHIPPED, BEACONS, STARTER])
@pytest.mark.parametrize("limit", [None, 1])
def test_every_annex_that_a_paper_on_a_subject_names_is_on_it(root: Path, limit: int | None) -> None:
    with brief.open(root, full=False, today="2026-03-24") as dossier:
        for subject in (None, *list(dossier.ids("organization"))[:2], *list(dossier.ids("agreement"))[:2]):
            assert_annexes_have_all(brief.memo(dossier, subject, limit=limit))
