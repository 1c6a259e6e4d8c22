"""Other programs read what an edit writes as brief does."""

import pytest

from brief.edit.files import Files
from brief.edit.operations import add, rename, set_fields

HEAD = "dossier: {title: Fares}\n"
WORDS = ["null", "Null", "~", "yes", "NO", "on", "off", "true", "y", "=", "<<"]
NUMBERS = ["123", "0o17", "0x1F", "1_000", "-3", "+1.5", ".5", "1e3", ".inf", ".NaN", "12:30", "1:02:03", "017", "2024"]


def text(files: Files) -> str:
    return files.text("topics.yaml")


@pytest.mark.parametrize("word", [*WORDS, *NUMBERS, "2024-06-03"])
def test_a_text_that_looks_like_another_type_has_quotes(word: str) -> None:
    files = Files({"dossier.yaml": HEAD})
    add(files, "topic", "fares", {"name": word, "also": ["Price", f"{word} or so"]}, "topics.yaml")
    set_fields(files, "fares", {"short": word})
    found = text(files)
    assert f'name: "{word}"' in found
    assert f'short: "{word}"' in found
    assert f"also: [Price, {word} or so]" in found


@pytest.mark.parametrize("word", ["null", "yes", "123", "12:30"])
def test_so_has_an_item_of_a_list(word: str) -> None:
    files = Files({"dossier.yaml": HEAD})
    add(files, "topic", "fares", {"name": "Fares", "also": ["Price", word]}, "topics.yaml")
    assert f'also: [Price, "{word}"]' in text(files)


@pytest.mark.parametrize("id_", ["null", "123", "yes", "1e3"])
def test_such_an_id_has_quotes_as_key_and_as_reference(id_: str) -> None:
    files = Files({"dossier.yaml": HEAD + "topics:\n  a: {name: A}\n  b: {name: B, part_of: a}\n"})
    rename(files, "a", id_)
    assert f'  "{id_}": {{name: A, was: a}}\n  b: {{name: B, part_of: "{id_}"}}\n' in files.text("dossier.yaml")
    add(files, "topic", "c", {"name": "C", "part_of": id_}, "more.yaml")
    assert f'part_of: "{id_}"' in files.text("more.yaml")


def test_dates_and_yes_or_no_have_none() -> None:
    files = Files({"dossier.yaml": HEAD})
    posts = [{"title": "Mayor", "from": "2020-05-01", "seen": ["2021", "2021-06-03"]}]
    add(files, "person", "jo", {"name": "Jo", "born": "1970", "external": "true", "roles": posts}, "people.yaml")
    assert '"' not in files.text("people.yaml")
