"""What `check` says of a citation whose source has a local text."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.app import open_store
from brief.auditing import audited
from brief.model.locators import Unit, locator, numbered
from brief.yaml import local_text
from brief.yaml.letters import Letters
from brief.yaml.local_text import LocalText

Said = Callable[..., list[tuple[str, str]]]
TEXT = (
    "Report of the Commission\n"
    "\n"
    "The harbour was opened on a windy day, with music. Cooperation\n"
    "went on, and co-\n"
    "operation of others began; 2,500 guests came in 1931.\n"
    "\n"
    "The Straße was closed. 港口合作在繁忙的一天开始。\n"
)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """A function that returns the rules with findings on one citation of a text, and their hints."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "dossier"
    root.mkdir()

    def check(
        at: str, quote: str = "", text: str = TEXT, type_: str = "report", encoding: str = "utf-8"
    ) -> list[tuple[str, str]]:
        (root / "report.txt").write_bytes(text.encode(encoding))
        cite = f"{{source: report, at: '{at}', quote: '{quote}'}}"
        (root / "dossier.yaml").write_text(
            f"dossier: {{title: Harbours}}\nsources: {{report: {{title: Report, text: report.txt, type: {type_}}}}}\n"
            f"events: {{opening: {{title: Opening, cite: {cite}}}}}\n",
            encoding="utf-8",
        )
        with closing(open_store(root)) as store:
            found = list(audited(root, store).findings())
        marked = [item.excerpt[item.column - 1 :][: item.width] for item in found]
        assert {*marked} <= {f"'{at}'", f"'{quote}'", "report.txt"}
        return [(item.code, item.hint) for item in found]

    return check


@pytest.mark.parametrize("at", ["¶1", "¶5", "¶2-5", "lines 1-7", "title", "p. 99", "¶1, 3", "ch. 9, p. 12"])
def test_a_place_that_is_there_or_cannot_be_counted_is_no_finding(said: Said, at: str) -> None:
    assert said(at) == []


@pytest.mark.parametrize(
    ("at", "better"),
    [
        ("para 3", "¶3"),
        ("para. 3", "¶3"),
        ("Par. 3", "¶3"),
        ("PARAGRAPHS 3-4", "¶3-4"),
        ("P3", "¶3"),
        ("#3–4", "¶3-4"),
        ("ch. 9, par 3", "ch. 9, ¶3"),
    ],
)
def test_other_signs_of_a_paragraph_are_read_as_one(said: Said, at: str, better: str) -> None:
    assert said(at) == [("locator-spelling", f"write `{better}`")]


@pytest.mark.parametrize("at", ["para 6", "Pars. 4–6", "P6", "#6"])
def test_a_paragraph_by_another_sign_that_is_not_there_is_found(said: Said, at: str) -> None:
    assert [code for code, _ in said(at)] == ["locator-spelling", "no-such-place"]


@pytest.mark.parametrize("at", ["p3", "partner 3", "P", "paragraph three"])
def test_what_may_be_something_else_is_not_read_as_a_paragraph(said: Said, at: str) -> None:
    assert [code for code, _ in said(at)] == ["unknown-locator"]


@pytest.mark.parametrize("at", ["¶6", "¶0", "¶4-6", "¶1, 9", "line 8", "lines 7-8", f"¶{'9' * 150}", "¶6, line 2"])
def test_a_place_that_is_not_there_is_found(said: Said, at: str) -> None:
    assert [code for code, _ in said(at)] == ["no-such-place"]


@pytest.mark.parametrize(
    ("at", "type_", "found"),
    [
        ("p. 2", "report", False),
        ("p. 3", "report", True),
        ("pp. 1-3", "book", True),
        ("p. 347", "article-journal", False),
    ],
)
def test_pages_are_counted_where_the_text_has_form_feeds(said: Said, at: str, type_: str, found: bool) -> None:
    assert [code for code, _ in said(at, text="One\n\fTwo\n\f", type_=type_)] == ["no-such-place"] * found


@pytest.mark.parametrize(
    ("at", "quote", "expected"),
    [
        ("¶2", "opened on a windy day", []),
        ("¶2-4", "cooperation of others", []),
        ("¶3", "cooperation of others", []),
        ("¶1", "opened on a windy day", [("quote-elsewhere", "write `¶2`")]),
        ("¶1, 5", "music. Cooperation went", [("quote-elsewhere", "write `¶2-3`")]),
        ("¶1", "harbour ... guests", [("quote-elsewhere", "write `¶2-4`")]),
        ("¶9", "2,500 guests", [("no-such-place", "the quote is in ¶4")]),
        ("line 99", "2,500 guests", [("no-such-place", "the quote is in line 5")]),
        ("title", "opened on a windy day", []),
    ],
)
def test_a_quote_is_in_the_paragraph_that_is_cited(
    said: Said, at: str, quote: str, expected: list[tuple[str, str]]
) -> None:
    assert said(at, quote) == expected


@pytest.mark.parametrize(
    ("quote", "cut"),
    [
        ("operation of others", False),
        ("operation went", True),
        ("harbour was op", True),
        ("arbour was opened", True),
        ("...arbour was opened", False),
        ("[h]arbour was opened", False),
        ("harbour was op...", False),
        ("harbour was op... music", False),
        ("500 guests", True),
        ("2,500 guests", False),
        ("2500 guests", False),
        ("in 193", True),
        ("Strasse was closed", False),
        ("traße was closed", True),
        ("合作在繁忙", False),
        ("—", False),
        ("...", False),
    ],
)
def test_half_a_word_is_no_quote(said: Said, quote: str, cut: bool) -> None:
    assert [code for code, _ in said("title", quote)] == ["cut-word"] * cut


def test_a_whole_word_is_looked_for_behind_a_part_of_one(said: Said) -> None:
    assert said("title", "operation", text="Cooperation, then operation.\n") == []
    assert said("¶1", "operation", text="Cooperation.\nThen operation.\n") == [("quote-elsewhere", "write `¶2`")]


def test_the_word_that_is_cut_is_named() -> None:
    letters = Letters(LocalText(TEXT))
    words = [
        letters.word_at(found.cut)
        for quote in ("operation went", "500 guests")
        if (found := letters.find(quote)) and found.cut
    ]
    assert words == ["cooperation", "2,500"]


def test_a_text_that_is_too_large_is_not_read(said: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_text, "MOST_BYTES", len(TEXT.encode()))
    assert said("¶1") == []
    monkeypatch.setattr(local_text, "MOST_BYTES", len(TEXT.encode()) - 1)
    assert [code for code, _ in said("¶1")] == ["unreadable-text"]


WORDS = st.lists(st.sampled_from(["harbour", "pier", "a", "1,931", "opérations", "tide-gauge"]), min_size=1, max_size=4)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=5)


@given(PARAGRAPHS, st.data())
def test_any_run_of_whole_words_is_found_in_its_paragraph_and_with_no_word_cut(
    paragraphs: list[list[str]], data: st.DataObject
) -> None:
    letters = Letters(LocalText("\n\n".join(" ".join(words) for words in paragraphs)))
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    words = paragraphs[number]
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = letters.find(" ".join(words[first : last + 1]), Unit.PARAGRAPH, (number + 1, number + 1))
    assert found is not None
    assert found.cut is None
    begun, ended = letters.numbers(Unit.PARAGRAPH, found)
    assert begun <= number + 1 <= ended


@given(st.text(alphabet="¶plines. 0123456789-,", max_size=30))
def test_a_counted_place_has_spans_in_order(at: str) -> None:
    place = numbered(at)
    assert place is None or all(first <= last for first, last in place.spans)


@given(st.sampled_from(Unit), st.integers(0, 10**6), st.integers(0, 10**6))
def test_what_is_offered_as_a_place_is_read_as_that_place(unit: Unit, first: int, more: int) -> None:
    assert numbered(locator(unit, first, first + more)) == (unit, ((first, first + more),))


def test_a_text_in_another_encoding_is_not_searched_for_quotes(said: Said) -> None:
    text = "Report\nLe café est fermé\n"
    assert said("¶2", "Le café est fermé", text, encoding="latin-1") == [("unreadable-text", "save it as UTF-8")]
