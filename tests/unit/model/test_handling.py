"""Which of two handling markings is higher."""

from itertools import combinations

import pytest

from brief.model.handling import intended, is_at_least

LADDERS = [
    ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED"),
    ("Unclassified", "Restricted", "Confidential", "Secret", "Top Secret"),
    ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET"),
    ("Unclassified", "Protected A", "Protected B", "Protected C"),
]


@pytest.mark.parametrize("ladder", LADDERS)
def test_a_scheme_orders_its_own_markings(ladder: tuple[str, ...]) -> None:
    for low, high in combinations(ladder, 2):
        assert is_at_least(high, low) is True
        assert is_at_least(low, high) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("TLP:CLEAR", "TLP:WHITE"),
        ("tlp: amber + strict", "TLP:AMBER+STRICT"),
        ("Official - Sensitive", "OFFICIAL-SENSITIVE"),
        ("For the harbour desk", "for the harbour  desk"),
    ],
)
def test_one_marking_may_be_written_in_several_ways(one: str, other: str) -> None:
    assert is_at_least(one, other) is True
    assert is_at_least(other, one) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [("TLP:RED", "SECRET"), ("CONFIDENTIAL", "OFFICIAL"), ("For the harbour desk", "Restricted"), ("", "TLP:CLEAR")],
)
def test_what_no_scheme_orders_is_not_ordered(one: str, other: str) -> None:
    assert is_at_least(one, other) is None
    assert is_at_least(other, one) is None


@pytest.mark.parametrize(
    ("marking", "meant"),
    [
        ("TLP:AMBR", "TLP:AMBER"),
        ("TLP:RDE", "TLP:RED"),
        ("tlp amber strict", "TLP:AMBER+STRICT"),
        ("SECERT", "SECRET"),
        ("INTERNL", "INTERNAL"),
        ("TLP:AMBER", ""),
        ("tlp-amber", ""),
        ("INTERNAL", ""),
        ("For the port only", ""),
        ("UNRESTRICTED", ""),
        ("NATO", ""),
    ],
)
def test_a_misspelled_marking_is_known_from_words_of_ones_own(marking: str, meant: str) -> None:
    assert intended(marking, (("INTERNAL",),)) == meant
