"""A new id replaces the old one in every reference: edits of the text agree with edits of the records."""

from pathlib import Path

import pytest

from brief.edit.mentions import renamed
from brief.edit.records import sections
from brief.edit.text import Page
from brief.model.kinds import SECTIONS
from brief.model.renaming import with_ids
from brief.yaml.validation import validated

DATA = Path(__file__).parents[3] / "data"
FOLDERS = [DATA / "vietnam-canada", DATA / "starter", DATA.parent / "tests" / "fixtures" / "beacons"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_id_of_a_dossier_can_be_changed_and_changed_back(folder: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml"))}
    ids = {id_ for text in texts.values() for section in sections(text).values() for id_ in section if id_}
    assert len(ids) > 10
    new = {id_: f"x-{id_}" for id_ in ids}
    for path, text in texts.items():
        page = Page(text)
        changed = page.applied(renamed(page, new))
        before, after = sections(text), sections(changed)
        for section in before.keys() & SECTIONS.keys():
            cls = SECTIONS[section].record
            wanted = {
                new[id_]: with_ids(validated(cls, {**held, "id": id_}), new) for id_, held in before[section].items()
            }
            found = {id_: validated(cls, {**held, "id": id_}) for id_, held in after[section].items()}
            assert found.keys() == wanted.keys()
            for id_, record in found.items():
                assert {**vars(record), "id": ""} == {**vars(wanted[id_]), "id": ""}, (path.name, id_)
        back = Page(changed)
        assert back.applied(renamed(back, {after_: before_ for before_, after_ in new.items()})) == text
