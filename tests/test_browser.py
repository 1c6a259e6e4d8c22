"""Pages of HTML in a real browser: axe-core finds nothing, nothing is fetched, nothing overflows."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brief.cli.main import run
from brief.document import Document, Listing, cell
from brief.render import Format, render

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "data" / "vietnam-canada"
BEACONS = ROOT / "tests" / "fixtures" / "beacons"
BROKEN = ROOT / "tests" / "fixtures" / "broken"
CHROMIUM = shutil.which("chromium")
PAGES = {
    "timeline": ("timeline", SHIPPED),
    "beacons": ("timeline", BEACONS),
    "memo": ("memo --layout one-pager", SHIPPED),
    "conflicts": ("conflicts", BEACONS),
    "check": ("check", BROKEN),
}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine (apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A Chromium without a window."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed (pip install -e .[dev])"
    )
    with playwright.sync_playwright() as driver:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
        found = driver.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield found
        found.close()


def violations(page: Any) -> list[str]:
    """What axe-core finds wrong."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it has no types

    return [f"{found['id']}: {found['nodes'][0]['html']}" for found in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_and_still(name: str, browser: Any, tmp_path: Path, cache: Path) -> None:
    words, dossier = PAGES[name]
    file = tmp_path / "page.html"
    run([*words.split(), "--dossier", str(dossier), "--output", str(file)])
    for scheme, width in (("light", 380), ("dark", 800), ("light", 1400)):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message, said=said: said.append(message.text))
        page.on("pageerror", lambda error, said=said: said.append(str(error)))
        page.on("request", lambda request, said=said: said.append(request.url))
        page.goto(file.as_uri())
        assert said == [file.as_uri()]
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        context.close()


def test_axe_would_find_something(browser: Any) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='data:,'><p style='color:#ccc;background:#fff'>pale</p></body></html>")
    assert {found.partition(":")[0] for found in violations(page)} >= {"image-alt", "color-contrast", "html-has-lang"}
    page.close()


def test_the_keyboard_reaches_the_text_first_and_the_focus_is_seen(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(render(Document("memo", "T", [Listing("l", (cell("Lit."),))]), Format.HTML))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the text"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left >= 0")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.close()
