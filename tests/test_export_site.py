"""`brief export site` as readers see it: in Chromium, from a folder, without network requests."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from unicodedata import category
from urllib.parse import unquote, urlsplit

import pytest

from brief.model.names import fold
from conftest import LOOKS

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
Exported = Callable[[str, str], Path]
ROOT = Path(__file__).parents[1]
_HREF = re.compile(r'(?:href|src)="([^"]*)"')


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Split the items into groups of this size."""
    return (items[start : start + size] for start in range(0, len(items), size))


@pytest.fixture(scope="module")
def site(exported: Exported, shipped: str, beacons: str) -> Path:
    """The site of the shipped dossier, next to that of a dossier of invented facts."""
    exported("site", beacons)
    return exported("site", shipped)


def test_every_link_leads_to_a_page_and_a_place_in_it(site: Path) -> None:
    links = 0
    for folder in (site, site.parent / "beacons"):
        pages = {path.resolve(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}
        assert len(pages) > 40
        for path, text in pages.items():
            for address in _HREF.findall(text.replace("&amp;", "&")):
                parts = urlsplit(address)
                if parts.scheme in ("data", "http", "https"):
                    continue
                links += 1
                target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
                assert target.is_file(), (path, address)
                if parts.fragment:
                    assert f'id="{parts.fragment}"' in pages[target], (path, address)
    assert links > 1000


def test_every_heading_can_be_linked_to(site: Path) -> None:
    for path in [*site.rglob("*.html"), *(site.parent / "beacons").rglob("*.html")]:
        text = path.read_text(encoding="utf-8")
        ids = re.findall(r' id="([^"]*)"', text)
        assert len(ids) == len(set(ids)), path
        assert not re.search("<h[2-6]>", text), path
    text = (site / "gaps.html").read_text(encoding="utf-8")
    assert re.search(r'<h2 id="open-questions">Open questions <span class="selection">\d+</span></h2>', text)


def test_what_the_scripts_know_ends_no_script(site: Path) -> None:
    for folder in (site, site.parent / "beacons"):
        for name in ("records", "events", "graph"):
            text = (folder / f"assets/{name}.js").read_text(encoding="utf-8")
            assert "<" not in text and "\u2028" not in text and text.startswith("(window.brief = ")


def test_the_same_dossier_gives_the_same_bytes(site: Path, tmp_path: Path, brief: Brief, beacons: str) -> None:
    first, again = site.parent / "beacons", tmp_path / "again"
    assert brief("export", "site", str(again), "-d", beacons).returncode == 0
    wanted, found = (
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (first, again)
    )
    assert len(wanted) > 40
    assert found == wanted


def test_search_finds_without_accents_and_leads_there(site: Path, page: Any) -> None:
    page.goto((site / "people/pham-manh-thang.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("phạm mạnh")
    page.wait_for_selector("#results li")
    assert page.inner_text("#results li a") == "Pham Manh Thang"
    page.fill("#search", "oneill hanoi")
    page.wait_for_selector('#results li:first-child a:has-text("O’Neill visits Hanoi")')
    assert float(page.get_attribute("#results", "data-milliseconds")) < 50
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/oneill-visit-2025.html")
    page.fill("#search", "<b>zzz")
    page.wait_for_function(
        "document.getElementById('found').textContent === 'Nothing found. On a command line: brief search WORDS'"
    )


NAMES = """
dossier: {title: Names}
people:
  kim: {name: Kim Min-jun}
  jorg: {name: Jörg Müller}
  oneill: {name: Jacqueline O'Neill}
  doan: {name: Đoàn Văn Nghĩa}
organizations:
  centre: {name: Centre for Peace-keeping, summary: "An e-mail on COVID-19 came."}
"""


@pytest.fixture(scope="module")
def names(exported: Exported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first page of a site of names."""
    folder = tmp_path_factory.mktemp("names")
    (folder / "dossier.yaml").write_text(NAMES, encoding="utf-8")
    return exported("site", str(folder)) / "index.html"


SPELLINGS = (
    ("Kim Minjun", "Kim Min-jun", "1 found"),
    ("kimmin jun", "Kim Min-jun", "1 found"),
    ("o neill", "Jacqueline O’Neill", "1 found"),
    ("Mueller", "Jörg Müller", "1 found with a similar spelling"),
    ("Jaqueline", "Jacqueline O’Neill", "1 found with a similar spelling"),
    ("DOAN VAN", "Đoàn Văn Nghĩa", "1 found"),
    ("peacekeeping", "Centre for Peace-keeping", "1 found"),
    ("email covid19", "Centre for Peace-keeping", "1 found"),
    ("center", "Centre for Peace-keeping", "1 found with a similar spelling"),
    ("zzzz", "", 'Nothing found. On a command line: brief search "zzzz"'),
)
"""What is searched for, what is found first, and what the page says of it."""


def test_search_forgives_spellings(names: Path, page: Any) -> None:
    page.goto(names.as_uri())
    for words, first, said in SPELLINGS:
        page.fill("#search", "")
        page.wait_for_function("!document.getElementById('found').textContent")
        page.fill("#search", words)
        page.wait_for_selector(f"#found:text-is({json.dumps(said)})")
        assert page.locator("#results li a").all_inner_texts()[:1] == ([first] if first else []), words


def test_the_site_folds_as_brief_does(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    page.focus("#search")
    page.wait_for_selector("script[src$='records.js']", state="attached")
    page.fill("#search", "canada")
    page.wait_for_selector("#results li")
    signs = [sign for code in range(0x20, 0x30000) if category(sign := chr(code)) not in ("Cn", "Cs", "Co")]
    texts = [" ".join(f"a{sign}b" for sign in some) for some in batched(signs, 64)]
    texts += ["Straße", "ΣΊΣΥΦΟΣ", "L’Île-d'Yeu & Co.", "Nguyễn\u0323", "각하", "がぎ"]
    known = "texts => texts.map((text) => text.replace(/a\\p{Cn}b ?/gu, ''))"
    texts = page.evaluate(known, texts)
    assert sum(map(len, texts)) > 400_000
    folded = page.evaluate("texts => texts.map(window.brief.fold)", texts)
    assert [pair for pair in zip(texts, folded, strict=True) if pair[1] != fold(pair[0])] == []


def test_filters_narrow_the_timeline_and_keep_what_cannot_be_told(site: Path, page: Any) -> None:
    page.goto((site / "timeline.html").as_uri())
    whole = page.locator(".timeline li:visible").count()
    assert whole > 20
    page.select_option("#person", "jacqueline-oneill")
    assert page.locator(".timeline li:visible").count() == 4
    page.fill("#from", "2023-06")
    assert page.locator(".timeline li:visible").count() == 2
    page.reload()
    assert page.locator(".timeline li:visible").count() == 2
    page.fill("#from", "2023-05-20")  # a visit of May 2023 may be earlier or later
    assert page.locator(".timeline li:visible").count() == 4
    page.fill("#from", "20-25")
    assert "Write a period as" in page.inner_text("#shown")
    page.fill("#to", "2019")
    page.fill("#from", "2025")
    assert page.inner_text("#shown").endswith("2025/2019 ends before it begins.")
    assert page.locator("[aria-invalid]").count() == 2
    assert page.locator(".timeline li:visible").count() == 4  # as without a period
    page.click("text=Show all")
    events = int(re.findall(r"(\d+) events", page.inner_text(".subtitle"))[0])
    assert events < whole  # an event whose date is disputed has several entries
    page.wait_for_selector(f"#shown:text-is('{events} of {events} events.')")
    assert page.locator("[aria-invalid]").count() == 0
    for list_, value in (("#organization", "canada"), ("#topic", "training"), ("#kind", "signing")):
        page.select_option(list_, value)
        assert 0 < page.locator(".timeline li:visible").count() < whole
        page.select_option(list_, "")


def test_references_lead_to_the_source_and_mentions_to_their_records(site: Path, page: Any) -> None:
    page.goto((site / "people/pham-manh-thang.html").as_uri())
    page.click("main .cited a >> nth=0")
    assert page.url.endswith("#source-F")
    page.click(".sources a >> nth=0")
    page.wait_for_url("**/sources/framework-2025.html")
    page.go_back()
    page.click("main >> text=Carol Potvin >> nth=0")
    page.wait_for_url("**/people/carol-potvin.html")


def test_the_graph_leads_to_its_records_and_stands_below_in_words(site: Path, page: Any) -> None:
    page.goto((site / "relations.html").as_uri())
    assert page.locator("#graph svg a").count() > 20
    assert page.locator("#graph svg line").count() > 20
    pages = page.evaluate("window.brief.graph.nodes.map(([, , page]) => page)")
    listed = page.evaluate("[...document.querySelectorAll('main table a')].map((found) => found.getAttribute('href'))")
    assert len(pages) > 20 and set(pages) <= set(listed)
    page.locator("#graph svg a.person").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/*.html")


def test_a_label_of_the_graph_has_signs_instead_of_words_for_doubts(
    exported: Callable[[str, str], Path], shipped: str
) -> None:
    root = exported("site", shipped)
    text = (root / "assets" / "graph.js").read_text(encoding="utf-8")
    names = [name for name, _, _ in json.loads(text[text.index('{"nodes') : text.rindex("}") + 1])["nodes"]]
    assert "Vietnamese defence ministry†" in names
    assert [name for name in names if "(inferred" in name or "(disputed" in name] == []
    assert "† are inferred" in (root / "relations.html").read_text(encoding="utf-8")


def test_a_line_of_the_graph_says_what_it_is_and_what_is_inferred_is_dashed(site: Path, page: Any) -> None:
    page.goto((site / "relations.html").as_uri())
    page.hover("#graph svg a[aria-label='Pham Manh Thang, person'] .shape")
    told = page.locator("#told li").all_inner_texts()
    assert any(line.startswith("Pham Manh Thang — Head of the Peacekeeping Department; in post ") for line in told)
    page.hover('#graph svg a[aria-label="Vietnam People’s Army, organization"] .shape')
    told = page.locator("#told li").all_inner_texts()
    joined, inferred = "#graph svg g.near", "#graph svg g.near.inferred line:not(.around)"
    assert page.locator(joined).count() == len(told)
    dashed = sum("inferred" in line.partition("→")[0] for line in told)
    assert page.locator(inferred).count() == dashed > 0
    assert page.evaluate(f"getComputedStyle(document.querySelector('{inferred}')).strokeDasharray") != "none"


def test_the_graph_fits_a_small_screen(site: Path, page: Any) -> None:
    page.set_viewport_size({"width": 380, "height": 900})
    page.goto((site / "relations.html").as_uri())
    page.wait_for_selector("#graph svg a")
    box = page.locator("#graph svg").bounding_box()
    assert box["width"] <= 380 and box["height"] > box["width"]
    assert page.evaluate("document.getElementById('graph').scrollWidth <= document.getElementById('graph').clientWidth")
    page.set_viewport_size({"width": 1400, "height": 900})
    page.wait_for_selector("#graph svg[viewBox*=' 894 ']")


_ON_A_SIGN = """() => {
    const boxes = (selector) => [...document.querySelectorAll(selector)].map((found) => found.getBoundingClientRect());
    const isOver = (one, other) => one.left < other.right - 1 && other.left < one.right - 1
        && one.top < other.bottom - 1 && other.top < one.bottom - 1;
    const labels = boxes('#graph text'), signs = boxes('#graph .shape');
    const among = (found) => found.flatMap((one, at) => found.slice(at + 1).filter((other) => isOver(one, other)));
    return [labels.flatMap((one) => signs.filter((other) => isOver(one, other))).length,
        among(labels).length, among(signs).length, labels.length, signs.length];
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_no_label_of_the_graph_lies_on_a_sign_or_another_label(site: Path, page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for folder in (site, site.parent / "beacons"):
        page.goto((folder / "relations.html").as_uri())
        page.wait_for_selector("#graph svg a")
        assert page.locator("#graph a.event").count() == 0
        on_signs, on_labels, covered, labels, signs = page.evaluate(_ON_A_SIGN)
        assert (on_signs, on_labels, covered) == (0, 0, 0)
        assert 0.8 * signs <= labels <= signs
        page.check("text=Show events")
        assert page.locator("#graph a.event").count() > 5
        assert page.evaluate(_ON_A_SIGN)[:3] == [0, 0, 0]


@pytest.fixture(scope="module")
def still(browser: Any) -> Iterator[Any]:
    """A page without scripts."""
    page = browser.new_page(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    yield page
    page.close()


def test_the_tabs_lead_to_six_pages_and_a_menu_without_script_to_the_others(site: Path, still: Any) -> None:
    page = still
    page.goto((site / "events/framework-signed.html").as_uri())
    tabs = page.locator("nav > ul > li > a")
    assert tabs.all_inner_texts() == ["Overview", "Timeline", "People", "Commitments", "Disputes", "Sources"]
    assert not page.is_visible("text=Gaps")
    page.focus("nav summary")
    page.keyboard.press("Enter")
    assert page.is_visible("nav >> text=Gaps")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/relations.html")
    assert page.locator("nav .here [aria-current=page]").text_content() == "Relations"


def test_the_first_page_shows_what_needs_attention_and_each_number_leads_to_it(site: Path, page: Any) -> None:
    page.goto((site / "index.html").as_uri())
    told = page.inner_text("main")
    parts = ["framework for UN peacekeeping", "open questions", "Latest events", "Carol Potvin", "Derek Joyce"]
    assert sorted(parts, key=told.index) == parts
    assert page.locator(".numbers a").count() == 4
    assert page.locator(".people .portrait").all_inner_texts()[0] == "PMT"
    assert page.locator("figure.axis a:visible").count() == 19
    for index in range(4):
        words = page.locator(".numbers a").nth(index).inner_text()
        page.locator(".numbers a").nth(index).click()
        page.wait_for_selector("nav [aria-current=page]", state="attached")
        assert page.url != (site / "index.html").as_uri(), words
        page.go_back()


def test_portraits_are_shown_without_what_else_the_files_hold(tmp_path: Path, brief: Brief, page: Any) -> None:
    assert brief("export", "site", "out", "-d", str(ROOT / "data/starter")).returncode == 0
    for name in ("index", "people", "people/mira-oldcastle"):
        page.goto((tmp_path / f"out/{name}.html").as_uri())
        loaded = "[...document.querySelectorAll('img.portrait')].map((found) => found.naturalWidth)"
        assert [0 < width <= 192 for width in page.evaluate(loaded)] == [True]


def test_a_reference_shows_its_source_and_place_to_mouse_and_keyboard(site: Path, page: Any) -> None:
    page.goto((site / "timeline.html").as_uri())
    letter = page.locator(".timeline .letter").first
    shown = "found => getComputedStyle(found, '::after').content"
    assert letter.evaluate(shown) in ("none", "normal")
    letter.hover()
    assert "Vietnam and Canada Strengthen UN" in letter.evaluate(shown) and "¶20" in letter.evaluate(shown)
    page.mouse.move(0, 0)
    assert letter.evaluate(shown) in ("none", "normal")
    letter.focus()
    assert "¶20" in letter.evaluate(shown)
    page.keyboard.press("Escape")
    assert letter.evaluate("found => getComputedStyle(found, '::after').display") == "none"
    box = letter.bounding_box()
    assert box["width"] >= 24 and box["height"] >= 24


def test_the_timeline_is_drawn_again_for_what_fits_and_can_be_zoomed(site: Path, page: Any) -> None:
    page.goto((site / "timeline.html").as_uri())
    bars = page.locator("figure.axis a:visible")
    assert bars.count() == 19
    links = {page.url.rpartition("/")[0] + "/" + found.get_attribute("href") for found in bars.all()}
    assert all((site / link.partition("/vietnam-canada/")[2]).is_file() for link in links) and len(links) == 19
    lanes = page.locator(".frame .lane").all_text_contents()
    assert lanes == ["Visit", "Signing", "Meeting", "Course", "Start", "Other"]
    page.select_option("#kind", "signing")
    assert page.locator(".frame .lane").all_text_contents() == ["Signing"]
    assert bars.count() == 3
    page.select_option("#kind", "")
    wide = "document.querySelector('.frame svg').getBoundingClientRect().width"  # it may be redrawn at any time
    before = page.evaluate(wide)
    page.click("[aria-label='Zoom in']")
    assert page.evaluate(wide) == 2 * before > 0
    assert page.locator(".zoom output").inner_text() == "200 %"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.focus(".frame")
    page.keyboard.press("0")
    assert page.evaluate(wide) == before
    page.locator("figure.axis a[aria-label^='2025–2026 peacekeeping framework signed, 24 March 2025']:visible").click()
    page.wait_for_url("**/events/framework-signed.html")


def test_the_picture_of_the_script_says_what_the_one_without_says(site: Path, still: Any, page: Any) -> None:
    seen = []
    for folder in (site, site.parent / "beacons"):
        for shown in (page, still):
            shown.goto((folder / "timeline.html").as_uri())
            dashed = shown.locator("figure.axis a:visible").evaluate_all(
                """found => found.map((one) => [one.getAttribute('href'), one.getAttribute('aria-label'),
                [...one.querySelectorAll('.day, .within, .lasting')].map((sign) => sign.getAttribute('class'))
                .sort().join()]).sort()"""
            )
            assert len(dashed) > 3
            seen.append(dashed)
        assert seen[-2] == seen[-1]


def test_each_printed_page_bears_the_marking(site: Path, page: Any, tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("there is no pdftotext: apt-get install poppler-utils")
    page.goto((site / "people/pham-manh-thang.html").as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    told = subprocess.run([pdftotext, "-layout", str(tmp_path / "page.pdf"), "-"], check=True, capture_output=True)
    sheets = told.stdout.decode().rstrip("\f").split("\f")
    assert len(sheets) > 1
    assert [sheet.count("TLP:CLEAR") >= 2 for sheet in sheets] == [True] * len(sheets)


WORDS_LIKE_IDS = """
dossier: {title: Words}
organizations:
  harbour: {name: The Harbour Office}
people:
  ada: {name: Ada, summary: harbour, roles: [{title: Head, org: harbour}]}
"""


def test_a_word_that_is_also_an_id_is_found_as_a_word(tmp_path: Path, brief: Brief, page: Any) -> None:
    (tmp_path / "dossier.yaml").write_text(WORDS_LIKE_IDS, encoding="utf-8")
    assert brief("export", "site", "out", "-d", ".").returncode == 0
    page.goto((tmp_path / "out/index.html").as_uri())
    page.fill("#search", "ada")
    page.wait_for_selector("#results li")
    assert "harbour · Head · The Harbour Office" in page.inner_text("#results li")


def test_of_many_events_the_most_important_are_on_the_first_page_and_all_on_the_timeline(
    tmp_path: Path, brief: Brief, page: Any
) -> None:
    events = "".join(
        f"  e{n}: {{title: Delivery {n} of bread, date: {2000 + n % 9}, kind: {'ab'[n % 2]}, cite: s p. 1}}\n"
        for n in range(150)
    )
    (tmp_path / "dossier.yaml").write_text(
        f"dossier: {{title: The inn}}\nsources: {{s: {{title: S}}}}\nevents:\n"
        f"{events}  top: {{title: Fire, date: 2003-02-01, importance: high, cite: s p. 1}}\n",
        encoding="utf-8",
    )
    assert brief("export", "site", "out", "-d", ".").returncode == 0
    page.goto((tmp_path / "out/index.html").as_uri())
    assert page.locator("figure.axis a:visible").count() == 40
    assert page.locator("figure.axis a[aria-label='Fire, 1 February 2003']:visible").count() == 1
    assert "40 of 151; all: Timeline" in page.inner_text("main")
    page.goto((tmp_path / "out/timeline.html").as_uri())
    assert page.locator("figure.axis a:visible").count() == 151
    assert page.locator(".frame svg").bounding_box()["height"] < 1_500


def test_of_many_relations_only_some_are_listed_and_drawn_and_all_counted(tmp_path: Path, brief: Brief) -> None:
    inns = "".join(f"  i{n}: {{name: Inn {n}}}\n" for n in range(8))
    posts = ", ".join(f"{{title: Guest, org: i{n}}}" for n in range(8))
    guests = "".join(f"  p{n}: {{name: Guest {n}, roles: [{posts}]}}\n" for n in range(126))
    (tmp_path / "dossier.yaml").write_text(
        f"dossier: {{title: The inns}}\norganizations:\n{inns}people:\n{guests}", encoding="utf-8"
    )
    assert brief("export", "site", "out", "-d", ".").returncode == 0
    held = (tmp_path / "out/assets/graph.js").read_text(encoding="utf-8")
    graph = json.loads(held.partition(".graph = ")[2].removesuffix(";\n"))
    names = [name for name, *_ in graph["nodes"]]
    assert (len(names), {name.partition(" ")[0] for name in names[:8]}, graph["of"]) == (120, {"Inn"}, 134)
    assert len(graph["edges"]) == 8 * 112
    assert "Only the first 1,000 relations are shown" in (tmp_path / "out/relations.html").read_text(encoding="utf-8")


def test_no_page_is_wider_than_the_screen(site: Path, page: Any) -> None:
    for folder in (site, site.parent / "beacons"):
        for path in sorted(folder.glob("*.html")):
            page.set_viewport_size({"width": 380, "height": 900})
            page.goto(path.as_uri())
            for width in (380, 800 if folder == site else 1400):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (path, width)


_CHECKED = ("index", "timeline", "people", "commitments", "conflicts", "sources", "relations", "people/lucja-ostergard")


@pytest.mark.parametrize("name", _CHECKED)
def test_axe_finds_nothing(site: Path, page: Any, axe: Callable[..., list[str]], name: str) -> None:
    """The dossier of invented facts has signs and marks of every kind, and of each fewer than the shipped one."""
    page.goto((site.parent / "beacons" / f"{name}.html").as_uri())
    if name == "index":
        page.fill("#search", "beacon")
        page.wait_for_selector("#results li")
    assert axe(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    page.emulate_media(color_scheme="dark")
    assert axe(page, *LOOKS) == []
