"""Short pages of a dossier in which the sources part over every record: nothing disputed stands there as a fact."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import brief
from brief.document import Block, Document, Listing, Sign, cells
from brief.document.spans import Ref
from brief.model.kinds import KINDS
from brief.model.sections import LAYOUTS

BEACONS = Path(__file__).parents[2] / "fixtures" / "beacons"
STATEMENTS = ("event", "commitment", "assessment", "question", "position")
"""The kinds whose titles say something. A name, disputed or not, is what a body or a person is known by."""
OTHERWISE = "Something else"
SOURCE = "strait-report"


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[brief.Dossier]:
    """The beacons, where another passage says something else instead of the title or text of each record."""
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
    """Every page that lists records in few words."""
    yield from (brief.overview(dossier), brief.timeline(dossier), brief.commitments(dossier), brief.gaps(dossier))
    yield from (brief.memo(dossier, layout=layout) for layout in LAYOUTS)
    for id_ in dossier.ids("person", "organization"):
        yield from (brief.meeting(dossier, id_), brief.memo(dossier, id_))
    yield from (brief.who(dossier, id_) for id_ in dossier.ids("person"))


def tells_versions(block: Block) -> bool:
    """Whether a block tells every version of what is disputed, so that it needs no marks."""
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
