"""HTML with the right elements."""

import re

import pytest
from html_reader import Element, read

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Doubt,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Ref,
    Reference,
    Row,
    Table,
    Timeline,
    problem,
    ref,
)
from brief.locale import say
from brief.renderers.drawn_events import events_of, lanes_of
from brief.renderers.html import STYLE, body, render
from documents import dated
from written import cell, phrase

LOG = Note("harbour-log", "p. 3")
LETTER = Note("letter", "¶2", "It was <lit>", "2")
REFERENCES = [Reference("harbour-log", "Harbour log. 1925.", "https://example.org/a?x=1&y=2")]


def html(*blocks: Block, title: str = "The lighthouse", handling: str = "") -> Element:
    """Return a page with these blocks."""
    return read(render(Document("memo", say(title), blocks, REFERENCES, handling)))


def inside(*blocks: Block) -> str:
    """Return the content of `main` after the title."""
    return body(Document("memo", say("T"), blocks)).removeprefix("<h1>T</h1>\n")


def test_the_frame_of_a_page() -> None:
    page = html(Paragraph((cell("Lit."),)), title="A <b> & c", handling="TLP:AMBER")
    assert page.one("html").attributes["lang"] == "en"
    assert [part.name for part in page.one("body").parts if isinstance(part, Element)] == [
        "a", "header", "main", "footer",
    ]  # fmt: skip
    assert page.one("h1").text == "A <b> & c"
    assert "<title>A &lt;b&gt; &amp; c</title>" in render(Document("memo", say("A <b> & c"), []))
    assert [part.text.strip() for part in (*page.all("header"), *page.all("footer"))] == ["TLP:AMBER"] * 2
    skip = next(page.all("a"))
    assert skip.attributes["href"] == "#" + page.one("main").attributes["id"]


def test_nothing_runs_and_nothing_is_fetched() -> None:
    text = render(Document("memo", say("T"), [Paragraph((cell("See http://a.b/c", None, (LOG,)),))], REFERENCES))
    page = read(text)
    assert not list(page.all("script"))
    assert not list(page.all("img"))
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert [found.attributes["href"] for found in page.all("link")] == ["data:,"]
    policy = next(found for found in page.all("meta") if "http-equiv" in found.attributes)
    assert policy.attributes["content"].startswith("default-src 'none';")


@pytest.mark.parametrize(
    "handling", ['A"; } body { display: none', "</style><script>alert(1)</script>", "\\", "Mật 灯"]
)
def test_a_marking_on_paper_cannot_leave_its_string(handling: str) -> None:
    style = html(handling=handling).one("style")
    (added,) = ["".join(map(str, style.parts)).removeprefix("\n").removeprefix(STYLE)]
    strings = re.findall(r'content: "((?:\\[0-9a-f]{6}|[A-Za-z0-9])*)";', added)
    assert len(strings) == 2
    assert re.sub(r"\\([0-9a-f]{6})", lambda found: chr(int(found[1], 16)), strings[0]) == handling


def test_headings_skip_no_level() -> None:
    card = Card("person", cell("Ada"), (Field("post", say("Post"), (cell("keeper"),)),))
    page = html(Heading(say("One")), card, Heading(say("Deep"), 4), card, Heading(say("Two")), Heading(say("Three"), 3))
    levels = [int(found.name[1]) for found in page.one("main").all() if re.fullmatch("h[1-6]", found.name)]
    assert levels == [1, 2, 3, 3, 4, 2, 3]


def test_sections_hold_what_stands_below_their_heading() -> None:
    page = html(Heading(say("One")), Paragraph((cell("a"),)), Heading(say("Two")), Paragraph((cell("b"),)))
    assert [section.text.split() for section in page.all("section")] == [["One", "a"], ["Two", "b"]]


def test_sources_lead_to_the_web_only() -> None:
    page = html(Paragraph((cell("Lit.", None, (LOG, LETTER)),)))
    (link,) = [found for found in page.all("a") if found.attributes["href"].startswith("http")]
    assert link.attributes["href"] == "https://example.org/a?x=1&y=2"
    bad = Document(
        "memo", say("T"), [Paragraph((cell("x", None, (LOG,)),))], [Reference("harbour-log", "L", "javascript:x")]
    )
    assert "javascript:x" in read(render(bad)).text
    assert 'href="javascript' not in render(bad)


def test_table() -> None:
    table = Table(
        "t", (Column("a", say("What")), Column("b", say('Who "x"'))), (Row((cell("lamp"), cell("Ada")), "lamp"),)
    )
    page = html(Heading(say("Things")), table)
    assert [found.attributes["scope"] for found in page.all("th")] == ["col", "col", "row"]
    assert page.one("td").attributes["data-title"] == 'Who "x"'
    scroll = next(found for found in page.all("div") if found.attributes.get("tabindex") == "0")
    assert scroll.attributes["aria-label"] == "Table 1: Things"


def test_card() -> None:
    fields = (Field("a", say("Posts"), (cell("keeper"), cell("clerk"))), Field("b", say("Empty"), ()))
    page = html(Card("person", cell("Ada"), fields))
    assert [(found.name, found.text) for found in page.one("dl").all() if found.name != "div"] == [
        ("dt", "Posts"), ("dd", "keeper"), ("dd", "clerk"),
    ]  # fmt: skip


def test_listing_and_notice_and_problem() -> None:
    found = problem("error", "code", "wrong", "mend it", "a.yaml", line=3, column=3, width=2, excerpt="  <b>: x")
    assert inside(Listing("l", (cell("one"), cell("two"))), Notice(cell("Only some.")), found) == (
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
        '<p class="notice notice" role="note"><strong>Note:</strong> Only some.</p>\n'
        '<ul class="problems">\n'
        '<li><p><code>a.yaml:3:3</code>: <strong class="error">error</strong>: code: wrong (mend it)</p>\n'
        '<pre role="group" aria-label="The line with the problem" tabindex="0">&lt;b&gt;: x\n^^</pre>\n'
        "</li>\n</ul>\n"
    )


def test_timeline_as_a_list() -> None:
    who = (cell("Ada (keeper)", "ada"),)
    entry = Entry(dated("1925-05", "May 1925"), cell("Lit"), "lit", who, cell("North", "north"), (cell("inferred"),))
    assert inside(Timeline("events", (entry,))) == (
        '<ol class="timeline">\n<li>\n'
        '<p class="date"><time datetime="1925-05">May 1925</time></p>\n'
        '<p class="what">Lit</p>\n<p class="where">Ada (keeper); North</p>\n<p class="mark">inferred</p>\n'
        "</li>\n</ol>\n"
    )


@pytest.mark.parametrize(
    ("edtf", "told"),
    [
        ("1925", True),
        ("1925-05-06", True),
        ("1925-05-06T09:00:00Z", True),
        ("1925-05-06T09:00:00+07:00", True),
        ("1925-05-06T09:00:00", True),
        ("1925-05-06T09:00:00+07", False),
        ("2016-12-31T23:59:60Z", False),
        ("1925-21", False),
        ("1925-33", False),
        ("1925-05-XX", False),
        ("1925~", False),
        ("0000", False),
    ],
)
def test_only_dates_of_html_are_marked_as_times(edtf: str, told: bool) -> None:
    text = inside(Timeline("events", (Entry(dated(edtf, "then"), cell("Lit")),)))
    assert (f'<time datetime="{edtf}">then</time>' in text) is told
    assert ("<time" in text) is told


def test_records_become_links_where_a_site_has_pages_for_them() -> None:
    def links(name: Ref) -> str:
        return f"{name.id}.html?a&b" if name.id in ("lit", "ada", "lamp") else ""

    ada = ref("ada", say("Ada"))
    blocks: list[Block] = [
        Timeline(
            "e",
            (
                Entry(
                    dated("1925", "1925"), cell(ref("lit", say("Lit"))), "lit", (cell(ada), cell(ref("bo", say("Bo"))))
                ),
            ),
        ),
        Table(
            "t",
            (Column("a", say("A")),),
            (Row((cell(ref("lamp", say("The lamp"))),), "lamp"), Row((cell("The lamp"),), "lamp")),
        ),
        Listing("l", (phrase(ada, "; keeper"), phrase("Of ", ada, " and ", ref("bo", say("Bo"))), cell("Ada", "ada"))),
        Card("person", cell(ref("ada", say("Ada B"))), (), "ada"),
    ]
    page = read(body(Document("memo", say("T"), blocks).linked(links)))
    assert [(found.text, found.attributes["href"]) for found in page.all("a")] == [
        ("Lit", "lit.html?a&b"),
        ("Ada", "ada.html?a&b"),
        ("The lamp", "lamp.html?a&b"),
        ("Ada", "ada.html?a&b"),
        ("Ada", "ada.html?a&b"),
        ("Ada B", "ada.html?a&b"),
    ]
    assert not list(read(body(Document("memo", say("T"), blocks))).all("a"))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("灯台 Đoàn", ["灯台 Đoàn"]),
        (
            "Latest event: توقيع اتفاقية (ميناء 7) في القاهرة, 1 March 2024",
            ["Latest event: ", "*توقيع اتفاقية (ميناء 7) في القاهرة", ", 1 March 2024"],
        ),
        ("محمد بن عبد الله (الثاني): post unknown", ["*محمد بن عبد الله (الثاني)", ": post unknown"]),
        ("مصر, 2019; الصين (disputed)", ["*مصر", ", 2019; ", "*الصين", " (disputed)"]),
        ("مصر to الصين", ["*مصر", " to ", "*الصين"]),
        ("اتفاقية NATO في القاهرة.", ["*اتفاقية NATO في القاهرة."]),
        ("שלום 3", ["*שלום", " 3"]),
    ],
)
def test_words_from_right_to_left_stand_apart_within_their_line(line: str, parts: list[str]) -> None:
    told = (f"<bdi>{part[1:]}</bdi>" if part.startswith("*") else part for part in parts)
    assert inside(Paragraph((cell(line),))) == f"<p>{''.join(told)}</p>\n"


def test_an_untitled_document_is_called_by_its_kind() -> None:
    assert html(title="").one("h1").text == "Memo"


def entry(date: str, what: str = "Lit", id_: str = "", *marks: Cell) -> Entry:
    """Return an entry with this date."""
    disputed = (Doubt.DATE_DISPUTED,) if any(mark.text.startswith("date disputed") for mark in marks) else ()
    return Entry(dated(date, "" if date else "date unknown"), cell(what), id_ or what, marks=marks, doubts=disputed)


def picture(*entries: Entry) -> Element:
    """Return the wide picture of a timeline."""
    return next(html(Timeline("events", entries)).one("figure").all("svg"))


def test_a_picture_says_what_it_is() -> None:
    drawn = picture(entry("1925"), entry("1926-05-01", "Out"))
    assert drawn.attributes["role"] == "img"
    title, description = drawn.attributes["aria-labelledby"].split()
    assert next(drawn.all("title", id=title)).parts == ["The lighthouse: timeline"]
    (told,) = next(drawn.all("desc", id=description)).parts
    assert str(told).startswith("2 dated entries, the earliest in 1925, the latest in 1926.")


def test_a_day_a_year_an_interval_and_doubt_look_different() -> None:
    drawn = picture(entry("1925-05-01"), entry("1926"), entry("1927/1929"), entry("1930~"))
    known = ("day", "within", "lasting", "within doubt")
    shapes = [(found.name, kind) for found in drawn.all() if (kind := found.attributes.get("class", "")) in known]
    assert shapes == [("circle", "day"), ("path", "within"), ("path", "lasting"), ("path", "within doubt")]


@pytest.mark.parametrize(
    ("date", "unknown"), [("1927/..", False), ("../1929", False), ("1927/", True), ("/1929", True)]
)
def test_an_open_end_fades_and_an_unknown_one_has_a_question_mark(date: str, unknown: bool) -> None:
    drawn = picture(entry("1925"), entry("1935"), entry(date))
    (fading,) = (found.attributes for found in drawn.all("rect") if "fill" in found.attributes)
    (fade,) = (found.attributes["id"] for found in drawn.all("lineargradient"))
    assert fading["fill"] == f"url(#{fade})"
    (solid,) = (found.attributes["d"] for found in drawn.all("path", **{"class": "lasting"}))
    start, _, end = map(float, re.findall(r"[\d.]+", solid))
    faded = float(fading["x"]), float(fading["x"]) + float(fading["width"])
    assert end - start < faded[1] - faded[0]
    assert faded == (end, 720) or faded == (0, start)
    assert ("?" in [found.text for found in drawn.all("text")]) is unknown


def test_a_long_disputed_span_is_a_line_that_is_thinner_than_its_ends_are_high() -> None:
    drawn = picture(entry("1925/1990")._replace(doubts=(Doubt.DISPUTED,)), entry("1991", "Out"))
    assert not list(drawn.all("rect"))
    (line,) = drawn.all("path", **{"class": "lasting disputed"})
    start, y, end = re.findall(r"[\d.]+", line.attributes["d"])
    assert f"M{start} {int(y) - 5}v10M{end} {int(y) - 5}v10" in [
        found.attributes["d"] for found in drawn.all("path", **{"class": "ends"})
    ]
    (thick,) = re.findall(r"\.axis \.lasting \{.*stroke-width: ([\d.]+)", STYLE)
    assert float(thick) < 3


def test_a_disputed_date_is_drawn_twice_and_tied() -> None:
    both = picture(
        entry("1925", "Lit", "lit", dated("1927", "date disputed: also 1927")),
        entry("1926", "Out"),
        entry("1927", "Lit", "lit", dated("1925", "date disputed: also 1925")),
    )
    assert len(list(both.all("path", **{"class": "within disputed"}))) == 2
    assert len(list(both.all("path", **{"class": "tie"}))) == 1
    alone = picture(entry("1925", "Lit", "lit", dated("1927", "date disputed: also 1927")), entry("1926", "Out"))
    assert len(list(alone.all("path", **{"class": "within disputed"}))) == 2
    assert len(list(alone.all("path", **{"class": "tie"}))) == 1


@pytest.mark.parametrize(
    ("doubt", "shape", "words"),
    [
        (Doubt.DATE_INFERRED, "day doubt", "on that day, uncertain, inferred or expected"),
        (Doubt.EXPECTED, "day doubt", "on that day, uncertain, inferred or expected"),
        (Doubt.DISPUTED, "day disputed", "sources differ (‡)"),
    ],
)
def test_what_is_inferred_or_disputed_looks_doubtful(doubt: Doubt, shape: str, words: str) -> None:
    entries = (entry("1925-05-01")._replace(doubts=(doubt,)), entry("1926", "Out"))
    figure = html(Timeline("events", entries)).one("figure")
    assert [found.attributes["class"] for found in next(figure.all("svg")).all("circle")] == [shape]
    assert words in figure.one("figcaption").text


def test_what_has_no_date_is_told_apart() -> None:
    figure = html(Timeline("events", (entry("1925"), entry("1926"), entry("", "Sold")))).one("figure")
    assert "1 without a date: only in the list" in figure.text
    assert "Sold" not in next(figure.all("svg")).text


@pytest.mark.parametrize("dates", [[], [""], ["1925"], ["1925", "1925"], ["", "nonsense"]])
def test_no_picture_without_two_dates(dates: list[str]) -> None:
    page = html(Timeline("events", tuple(entry(date, f"Event {index}") for index, date in enumerate(dates))))
    assert not list(page.all("figure"))


def test_names_that_find_no_room_are_said_to_be_left_out() -> None:
    months = [f"{year}-{month:02d}-01" for year in range(1925, 1937) for month in range(1, 13)]
    crowd = [entry(month, f"Event on {month} with a name that goes on and on") for month in months]
    figure = html(Timeline("events", (*crowd, entry("1990")))).one("figure")
    assert "named where there is room" in figure.text
    assert len(list(next(figure.all("svg")).all("circle"))) == len(months)


def test_events_of_a_month_that_are_equally_exact_and_certain_share_a_sign_and_a_label() -> None:
    guessed = entry("1925-05", "Guessed")._replace(doubts=(Doubt.DATE_INFERRED,))
    days = (entry("1925-05-01", "Lit"), entry("1925-05-07", "Seen"), entry("1925-05-07", "Rung"))
    months = (entry("1925-05", "Heard"), entry("1925-05", "Smelt"), entry("1925-05", "Felt"), guessed)
    drawn = picture(*days, *months, entry("1930", "Out"))
    labels = {found.text for found in drawn.all("text") if not found.attributes.get("class")}
    assert labels == {"3 events", "Guessed", "Out"}
    assert len(list(drawn.all("circle", **{"class": "day"}))) == 1
    (lane,) = lanes_of(events_of(Timeline("events", days)))
    assert [event.words for event in lane.events] == ["3 events, 1 May 1925 / 7 May 1925"]
    assert len(list(drawn.all("path", **{"class": "within"}))) == 2
    assert len(list(drawn.all("path", **{"class": "within doubt"}))) == 1


def test_a_disputed_event_of_a_month_keeps_its_own_sign() -> None:
    told = entry("1925-05-07", "Seen")._replace(doubts=(Doubt.DISPUTED,))
    drawn = picture(entry("1925-05-01", "Lit"), told, entry("1930", "Out"))
    assert {"Lit", "‡ Seen"} <= {found.text for found in drawn.all("text")}


@pytest.mark.parametrize(
    ("kinds", "lanes"),
    [
        ("visit talks talks - launch visit visit", ["Visit", "Talks", "Other"]),
        ("visit visit signing a b c d e", ["Visit", "Other"]),
        ("joint-activity joint-activity sea_trial sea_trial", ["Joint activity", "Sea trial"]),
        ("a a b b c c d d e e f f", ["A", "B", "C", "D", "E", "Other"]),
        ("- -", []),
        ("visit talks", []),
    ],
)
def test_each_frequent_kind_has_a_lane_and_rare_ones_share_the_last(kinds: str, lanes: list[str]) -> None:
    named = [kind.strip("-") for kind in kinds.split()]
    drawn = picture(*(entry(f"{1920 + at}", f"Event {at}")._replace(kind=kind) for at, kind in enumerate(named)))
    assert [found.text for found in drawn.all("text", **{"class": "lane"})] == lanes


@pytest.mark.parametrize(
    ("dates", "empty"),
    [
        ("1900 1925 1926 1927", "nothing is dated 1901–1924"),
        ("190X 1925 1926 1927", "nothing is dated 1910–1924"),
        ("1900/1920 1925 1926 1927", ""),
        ("1900/1920 1905 1935 1936", "nothing is dated 1921–1934"),
        ("19XX 1925 1950 1999", ""),
    ],
)
def test_no_date_touches_the_years_that_a_picture_calls_empty(dates: str, empty: str) -> None:
    figure = html(Timeline("events", tuple(entry(date, f"Event {date}") for date in dates.split()))).one("figure")
    assert figure.one("p").text.partition("; ")[2] == empty


def test_a_picture_says_what_is_to_be_seen() -> None:
    years = (1900, 1925, 1926, 1927)
    figure = html(Timeline("events", tuple(entry(str(year), f"Event {year}") for year in years))).one("figure")
    seen = figure.one("p")
    assert seen.text == "2 of 4 dated events fall after 1925; nothing is dated 1901–1924"
    few = html(Timeline("events", (entry("1925"), entry("1926")))).one("figure")
    assert not list(few.all("p"))


def test_a_picture_of_a_selection_says_nothing_of_the_years_between() -> None:
    entries = tuple(entry(str(year), f"Event {year}") for year in (1900, 1925, 1926, 1927))
    seen = html(Timeline("events", entries, is_selection=True)).one("figure").one("p")
    assert seen.text == "2 of these 4 events fall after 1925"
