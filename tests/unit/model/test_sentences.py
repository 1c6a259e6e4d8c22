"""The full stop at the end of a sentence, and full stops that belong to a word."""

import pytest

from brief.model.sentences import without_full_stop

KEPT = ["Led by Al Smith Jr.", "Ray Lee Sr.", "Acme Ltd.", "at 5 p.m.", "Roy, Ph.D.", "of the U.S.", "so on...", "etc."]


@pytest.mark.parametrize("text", KEPT)
def test_an_abbreviation_at_the_end_keeps_its_full_stop(text: str) -> None:
    assert without_full_stop(text) == text


@pytest.mark.parametrize("text", ["The answer is no", "Signed in Annex A", "It cost 2.50", "Seen by her", "", "Major"])
def test_a_sentence_loses_its_full_stop(text: str) -> None:
    assert without_full_stop(f"{text}.") == text
