"""Messages by key, in English and in the pseudo-language that shows what is a message."""

from collections.abc import Iterator

import pytest

from brief import locale
from brief.locale import capitalized, say, say_many


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    locale.use("en")


def test_the_english_sentence_is_its_own_key() -> None:
    assert say("the date is empty") == "the date is empty"
    assert say("a brace { is no place") == "a brace { is no place"
    assert (
        say("`{id}` is taken: {file}:{line:,} has it", id="a{b}", file="x", line=1234)
        == "`a{b}` is taken: x:1,234 has it"
    )


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert [capitalized(say(words)) for words in ("title", "ätitleÖ", "")] == ["Title", "ÄtitleÖ", ""]


@pytest.mark.parametrize(("count", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_number_of_things_has_its_plural(count: int, words: str) -> None:
    assert say_many("{count} file", "{count} files", count) == words


def test_the_pseudo_language_encloses_messages_and_leaves_data_out_of_its_own_brackets() -> None:
    locale.use(locale.PSEUDO)
    assert say("by {name}", name=say("nobody")) == "⟦by ⟧⟦nobody⟧⟦⟧"
    assert say_many("{count} file", "{count} files", 2) == "⟦⟧2⟦ files⟧"


def test_a_language_without_a_file_is_english() -> None:
    assert not locale.use("xx")
    assert (say("the date is empty"), say_many("{count} file", "{count} files", 1)) == ("the date is empty", "1 file")
    assert locale.language() == "en"
