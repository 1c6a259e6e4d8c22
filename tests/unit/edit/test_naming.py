"""Ids that are made from names: short, and cut where a phrase ends."""

import pytest

from brief.edit.naming import id_from


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Mira Oldcastle", "mira-oldcastle"),
        ("The state of the river", "the-state-of-the-river"),
        ("First meeting of the joint river commission on water levels", "first-meeting-of-joint-river-commission"),
        ("The state of the joint river commission and its works", "state-of-joint-river-commission"),
        ("The minister of trade says the bridge will be closed", "minister-of-trade-says-bridge"),
        ("Memorandum on the repair of undersea cables signed", "memorandum-on-repair-of-undersea-cables"),
        ("What equipment will Canada provide, and when is it to come?", "what-equipment-will-canada-provide"),
        ("Ostmark strengthens lighthouse keeping everywhere", "ostmark-strengthens-lighthouse-keeping"),
        ("Thủ tướng Phạm Minh Chính gặp gỡ các nhà lãnh đạo", "thu-tuong-pham-minh-chinh-gap-go-cac-nha"),
        ("Donauschifffahrtsgesellschaftskapitaenswitwenkasse", "donauschifffahrtsgesellschaftskapitaensw"),
        ("of the and in on at by for with from to of the and", "of"),
        ("!?", "record"),
    ],
)
def test_an_id_ends_with_a_word_that_carries_meaning(name: str, id_: str) -> None:
    assert id_from(name, lambda _: True) == id_


def test_an_id_that_is_taken_gets_a_number() -> None:
    taken = {"fares", "fares-2"}
    assert id_from("Fares", lambda id_: id_ not in taken) == "fares-3"
