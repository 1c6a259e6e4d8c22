"""Short pages of a dossier in which every record is disputed: nothing disputed is printed as a fact."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

import brief
from brief.document import Block, Document, Listing, Sign, Timeline, cells
from brief.document.spans import Ref
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.sections import LAYOUTS
from brief.renderers import text
from brief.renderers.drawn_events import events_of
from brief.reports.memo import Memo, memo
from brief.reports.timeline import EventSelection, timeline
from brief.stores.query import Store

BEACONS = Path(__file__).parents[2] / "fixtures" / "beacons"
STATEMENTS = ("event", "commitment", "assessment", "question", "position")
"""Kinds whose titles state something; the names of people and bodies, even disputed ones, only identify them."""
OTHERWISE = "Something else"
SOURCE = "strait-report"


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[brief.Dossier]:
    """The beacons, with a rival for the title or text of each record."""
    root = tmp_path_factory.mktemp("disputed")
    title_of = {kind.section: kind.title for kind in KINDS.values()}
    for path in sorted(BEACONS.rglob("*.yaml")):
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        for section, records in written.items():
            for record in records.values() if section in title_of and section != "sources" else ():
                record["differs"] = [{"field": title_of[section], "value": OTHERWISE, "cite": f"{SOURCE} p. 99"}]
        target = root / path.relative_to(BEACONS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.safe_dump(written, sort_keys=False, allow_unicode=True), encoding="utf-8")
    with brief.open(root, full=False, today="2024-06-01") as dossier:
        yield dossier


def pages(dossier: brief.Dossier) -> Iterator[Document]:
    """Yield every page that lists records in few words."""
    yield from (brief.overview(dossier), brief.timeline(dossier), brief.commitments(dossier), brief.gaps(dossier))
    yield from (brief.memo(dossier, layout=layout) for layout in LAYOUTS)
    for id_ in dossier.ids("person", "organization"):
        yield from (brief.meeting(dossier, id_), brief.memo(dossier, id_))
    yield from (brief.who(dossier, id_) for id_ in dossier.ids("person"))


def tells_versions(block: Block) -> bool:
    """True if a block has every version of a disputed value, so that it needs no marks."""
    return isinstance(block, Listing) and block.name == "differences"


def test_what_is_disputed_has_its_mark_and_its_versions_on_every_short_page(disputed: brief.Dossier) -> None:
    kinds = {id_: disputed[id_].KIND for id_ in disputed.ids()}
    found = 0
    for page in pages(disputed):
        shown = [told for block in page.blocks if not tells_versions(block) for told in cells((block,), full=False)]
        for told in shown:
            named = {span.id for span in told.spans if isinstance(span, Ref) and kinds.get(span.id) in STATEMENTS}
            found += len(named)
            assert not named or any(mark.sign is Sign.DISPUTED for mark in told.marks), f"{page.kind}: {told.text}"
        marks = [mark for told in shown for mark in told.marks if mark.sign is Sign.DISPUTED]
        assert not marks or OTHERWISE in brief.render(page), page.kind
    assert found > 100


MARCH = Memo(Date.parse("2026-03"))
HEDGES = """
dossier: {title: The herring}
sources: {log: {title: The log}}
people: {ann: {name: Ann Ray}}
events:
  survey:
    title: The council of the three coasts surveys the stock of herring on the northern and on the southern bank
    date: 2024-05
    cite: log p. 1
commitments:
  inquiry: {text: Hold an inquiry into the cutting of the warp and publish what it finds within a year, cite: log p. 2}
assessments:
  recovery:
    text: The stock of herring on the northern bank will recover by 2032 if the catch stays below 120,000 tonnes a year.
    by: ann
    likelihood: likely
    confidence: low
    date: 2026-02
    cite: log p. 3
questions:
  bank: {text: "Is the northern bank, which was closed in the year of the collapse, open to the boats of both coasts?"}
"""


def test_an_opinion_is_printed_whole_with_its_date_and_its_grades(dossier_of: Callable[[str], Store]) -> None:
    page = text.render(memo(dossier_of(HEDGES), MARCH, full=False))
    assert (
        "Ann Ray, Feb 2026: The stock of herring on the northern bank will recover by 2032 if the catch stays below "
        "120,000 tonnes a year. Likelihood: likely. Confidence: low."
    ) in page
    assert "which was closed in the year of the collapse, open to the boats of both coasts?" in page


def test_a_holder_of_many_opinions_of_different_dates_has_the_date_behind_each(
    dossier_of: Callable[[str], Store],
) -> None:
    more = "".join(f"  more-{year}: {{text: Of {year}, by: ann, date: {year}}}\n" for year in (2020, 2021))
    page = text.render(memo(dossier_of(HEDGES.replace("questions:", f"{more}questions:")), MARCH, full=False))
    assert "Of 2021 (2021)" in page
    assert "tonnes a year (Feb 2026). Likelihood: likely." in page


def test_a_holder_of_many_opinions_of_one_date_has_it_once(dossier_of: Callable[[str], Store]) -> None:
    more = "".join(f"  more-{name}: {{text: That {name}, by: ann, date: 2026-02}}\n" for name in ("one", "two"))
    page = text.render(memo(dossier_of(HEDGES.replace("questions:", f"{more}questions:")), MARCH, full=False))
    assert "Ann Ray (Feb 2026) holds that" in page
    assert page.count("Feb 2026") == 1


def test_a_title_is_whole_where_lines_wrap_and_cut_in_a_picture(dossier_of: Callable[[str], Store]) -> None:
    dossier = dossier_of(HEDGES)
    shown = timeline(dossier, EventSelection(), full=False)
    assert "on the northern and on the southern bank" in text.render(shown)
    (block,) = (block for block in shown.blocks if isinstance(block, Timeline))
    assert [event.label for event in events_of(block)] == ["The council of the three coasts surveys the stock of…"]
    assert "publish what it finds within a year" in text.render(memo(dossier, MARCH, full=False))
