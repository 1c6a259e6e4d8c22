"""HTML pages in a real browser: no axe-core violations, no network requests, no overflow."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import brief
from brief.cli.main import run
from brief.document import Block, Card, Document, Entry, Field, Heading, Listing, Timeline
from brief.locale import say
from brief.renderers import Format, render
from conftest import LOOKS
from documents import dated
from written import cell

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "vietnam-canada"
BEACONS = ROOT / "tests" / "fixtures" / "beacons"
BROKEN = ROOT / "tests" / "fixtures" / "broken"
Axe = Callable[..., list[str]]
PAGES = {
    "timeline": ("timeline", BEACONS),
    "memo": ("memo --layout one-pager", SHIPPED),
    "check": ("check", BROKEN),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_still(name: str, page: Any, axe: Axe, tmp_path: Path, cache: Path) -> None:
    words, dossier = PAGES[name]
    file = tmp_path / "page.html"
    run([*words.split(), "--dossier", str(dossier), "--output", str(file)])
    asked: list[str] = []

    def hear(request: Any) -> None:
        asked.append(request.url)

    page.on("request", hear)
    page.goto(file.as_uri())
    assert axe(page) == []
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 380, "height": 900})
    assert axe(page, *LOOKS) == []
    assert is_within_screen(page)
    page.remove_listener("request", hear)
    assert asked == [file.as_uri()]


def is_within_screen(page: Any) -> bool:
    for width in (380, 800, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            return False
    return True


def test_a_long_word_breaks_and_the_page_stays_as_wide_as_the_screen(page: Any) -> None:
    word = cell("Leuchtturm" * 20)
    entry = Entry(dated("1925", "1925"), word, "lit", (word,), word, (word,))
    card = Card("record", word, (Field("name", say("Name"), (word,)),))
    blocks: list[Block] = [Heading(say(word.text)), Listing("list", (word,)), Timeline("events", (entry,)), card]
    page.set_content(render(Document("memo", say(word.text), blocks), Format.HTML))
    assert is_within_screen(page)


def test_axe_would_find_something(page: Any, axe: Axe) -> None:
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p></body></html>")
    assert {found.partition(":")[0] for found in axe(page)} >= {
        "image-alt",
        "color-contrast",
        "html-has-lang",
    }


def test_the_keyboard_reaches_the_text_first_and_the_focus_is_seen(page: Any) -> None:
    page.set_content(render(Document("memo", say("T"), [Listing("l", (cell("Lit."),))]), Format.HTML))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_printed_one_pager_is_one_page(page: Any, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with brief.open(SHIPPED, full=False, today="2026-03-24") as dossier:
        content = brief.render(brief.memo(dossier, layout="one-pager"), "html")
    page.set_content(content)
    for size in ("A4", "Letter"):
        printed = page.pdf(format=size, prefer_css_page_size=False)
        assert len(re.findall(rb"/Type /Page\b", printed)) == 1, size
