"""Markdown as raw text, and as a Markdown parser understands it."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Reference,
    Row,
    Short,
    Table,
    Timeline,
    problem,
    ref,
)
from brief.locale import say
from brief.renderers.markdown import render
from documents import dated
from written import cell

LOG = Note("harbour-log", "p. 3")
LETTER = Note("letter", "¶2", "It was *lit*", "2")


def markdown(*blocks: Block) -> str:
    """Return the blocks of a document without its title, up to the sources."""
    return render(Document("test", "", blocks)).split("\n## Sources\n")[0].rstrip("\n")


def shown(text: str) -> str:
    """Return the HTML of a paragraph with this sentence in GitHub's Markdown."""
    reader = MarkdownIt("gfm-like", {"linkify": False})
    html: str = reader.render(markdown(Paragraph((cell(text),))))
    return html.rstrip("\n")


def test_page() -> None:
    document = Document(
        "memo",
        say("The lighthouse"),
        [
            Heading(say("Bottom line")),
            Paragraph((cell("It was lit.", None, (LOG,)), cell("It still is.", None, (LOG, LETTER)))),
        ],
        [Reference("harbour-log", "Harbour log. 1925.", "https://example.org/a_b?x=1&y=2")],
        "TLP:AMBER",
    )
    assert render(document) == (
        "**TLP:AMBER**\n"
        "\n"
        "# The lighthouse\n"
        "\n"
        "## Bottom line\n"
        "\n"
        "It was lit.[^1] It still is.[^2]\n"
        "\n"
        "## Sources\n"
        "\n"
        "- **A** Harbour log. 1925. <https://example.org/a_b?x=1&y=2>\n"
        "- **B** letter\n"
        "\n"
        "[^1]: A p. 3\n"
        "[^2]: A p. 3, B ¶2; “It was \\*lit\\*” (credibility 2)\n"
        "\n"
        "**TLP:AMBER**\n"
    )


def test_timeline() -> None:
    entries = (
        Entry(
            dated("1925-03-24", "24 March 1925", (LOG,)),
            cell("Lamp lit", None, (LOG,)),
            who=(cell("Ada Finn (keeper)", "ada-finn", (LOG,)), cell("Bo Lind (guest)", None, (LOG,))),
            place=cell("North Quay", "north-quay", (LOG,)),
            marks=(cell("disputed: also 1926", None, (LETTER,)), cell("inferred")),
        ),
        Entry(cell("May 1926", None, (LOG,)), cell("Fog", None, (LETTER,)), place=cell("Bay")),
    )
    assert markdown(Timeline("timeline", entries)) == (
        "- **24 March 1925**: Lamp lit — Ada Finn (keeper), Bo Lind (guest); North Quay[^1]"
        " (disputed: also 1926[^2]; inferred)\n"
        "- **May 1926**[^1]: Fog[^2] — Bay"
    )


def test_an_event_without_a_date_begins_with_its_words() -> None:
    what = cell("Fog", None, (LOG,))
    entries = (Entry(cell(""), what), Entry(cell(""), what, short=Short(cell(""), what)))
    for full in (True, False):
        told = render(Document("test", "", [Timeline("undated", entries)], full=full))
        assert re.findall(r"(?m)^-.*Fog", told) == ["- Fog", "- Fog"]


def test_card_stands_below_its_heading() -> None:
    card = Card(
        "person",
        cell("Ada Finn", None, (LOG,)),
        (
            Field("rank", say("Rank"), (cell("Keeper", None, (LETTER,)),)),
            Field("history", say("History"), (cell("Apprentice"), cell("1. Second keeper"))),
            Field("also", say("Also called"), ()),
        ),
    )
    assert markdown(Heading(say("People")), card) == (
        "## People\n"
        "\n"
        "### Ada Finn[^1]\n"
        "\n"
        "- **Rank**: Keeper[^2]\n"
        "- **History**:\n"
        "    - Apprentice\n"
        "    - 1\\. Second keeper"
    )


def test_a_table_without_titles_is_a_list_because_its_head_would_be_an_empty_row() -> None:
    rows = (Row((cell("2025"), cell("Accord", None, (LOG,)))), Row((Cell(), cell("Program", None, (LETTER,)))))
    table = Table("status", (Column("when", ""), Column("what", "")), rows)
    text = markdown(Listing("points", (cell("Lit"),)), table)
    assert text == "- Lit\n\n* 2025 — Accord[^1]\n* Program[^2]"


def test_table_is_aligned_while_it_fits() -> None:
    columns = (Column("name", say("Name")), Column("cargo", say("Cargo")))
    narrow = Table("ships", columns, (Row((cell("灯台丸"), cell("oil | rope", None, (LOG,)))),))
    assert markdown(narrow) == (
        "| Name   | Cargo           |\n| ------ | --------------- |\n| 灯台丸 | oil \\| rope[^1] |"
    )
    wide = Table("ships", columns, (Row((cell("Gull"), cell("oil " * 40))),))
    assert markdown(wide) == f"| Name | Cargo |\n| --- | --- |\n| Gull | {'oil ' * 40}|"


def test_notices_and_empty_blocks() -> None:
    blocks = (Timeline("t", ()), Listing("l", ()), Notice(cell("2 records were left out.", None, (LOG,))))
    assert markdown(*blocks) == "> **Note:** 2 records were left out.[^1]"


def test_lists_in_a_row_stay_apart() -> None:
    lists = (Listing("a", (cell("x"),)), Listing("b", (cell("y"),)), Listing("c", (cell("z"),)))
    text = markdown(*lists)
    assert text == "- x\n\n* y\n\n- z"
    assert MarkdownIt().render(text).count("<ul>") == 3


def test_problem_has_a_fence_that_its_line_cannot_close() -> None:
    found = problem(
        "error",
        "unknown-id",
        "No person has the id a_b_",
        "did you mean ```x?",
        "a.yaml",
        line=2,
        column=4,
        width=3,
        excerpt="  ```: *x*",
    )
    text = markdown(found, problem("warning", "odd", "1. Odd"))
    assert text == (
        "- a.yaml:2:4: **error**: unknown-id: No person has the id a_b\\_ (did you mean \\`\\`\\`x?)\n"
        "\n"
        "    ````\n"
        "    ```: *x*\n"
        "     ^^^\n"
        "    ````\n"
        "\n"
        "- **warning**: odd: 1. Odd"
    )
    assert "<pre><code>```: *x*\n ^^^\n</code></pre>" in MarkdownIt().render(text)


@pytest.mark.parametrize(
    "text",
    [
        "Jacqueline O’Neill (signatory), 2025-2026: “so far”, he said!",
        "about ~50 ships & 5 < 6 > 4, at $5 or C$1.2 million",
        "snake_case_name, R&D, No. 7, item #5, 50% + 3 = x",
        "https://example.org/a_b?c=d&e=f, (http://example.org/a-b)! and ada@example.org",
        "-5 degrees; 3.5 knots; 1925.",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert markdown(Paragraph((cell(text),))) == text


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("*so* **so**", "\\*so\\* \\*\\*so\\*\\*"),
        ("_so_ and __so__", "\\_so\\_ and \\_\\_so\\_\\_"),
        ("`code`", "\\`code\\`"),
        ("[x](y) ![z][w]", "\\[x\\](y) !\\[z\\]\\[w\\]"),
        ("[^1]: x", "\\[^1\\]: x"),
        ("<b>x</b> <!-- y -->", "\\<b>x\\</b> \\<!-- y -->"),
        ("&lt; &#35; &amp", "\\&lt; \\&#35; &amp"),
        ("~~so~~ ~so~", "\\~\\~so\\~\\~ ~so\\~"),
        ("C:\\x \\* \\", "C:\\\\x \\\\\\* \\\\"),
        ("# x", "\\# x"),
        ("#", "\\#"),
        ("> x", "\\> x"),
        ("- x", "\\- x"),
        ("+ x", "\\+ x"),
        ("-", "\\-"),
        ("---", "\\---"),
        ("- - -", "\\- - -"),
        ("***", "\\*\\*\\*"),
        ("___", "\\_\\_\\_"),
        ("~~~", "\\~\\~\\~"),
        ("1. x", "1\\. x"),
        ("12) x", "12\\) x"),
        ("$x$ $$y$$", "\\$x\\$ \\$\\$y\\$\\$"),
        ("%%x%%, 5% or 7 %", "%&#37;x%&#37;, 5% or 7 %"),
        ("<% x %> {% y %}", "\\<&#37; x %> \\{&#37; y %}"),
        ("{{ x }} {# y #} {: .z}", "\\{\\{ x }} \\{\\# y #} \\{: .z}"),
        ("==x== a = b", "&#61;=x&#61;= a = b"),
        (":x: :+1: at 10:30:45, so: x", "&#58;x: &#58;+1: at 10:30:45, so: x"),
        ("see #so, C# and #5 ^x", "see \\#so, C# and #5 \\^x"),
        ("www.a.org, WWW.a.org, awww.", "www\\.a.org, WWW\\.a.org, awww."),
    ],
)
def test_signs_that_act_are_escaped(text: str, raw: str) -> None:
    assert markdown(Paragraph((cell(text),))) == raw
    seen = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown(text) == f"<p>{seen}</p>"


def test_a_heading_keeps_its_last_sign() -> None:
    assert render(Document("test", say("Key of C #"), [Heading(say("##"))])) == "# Key of C \\#\n\n## \\##\n"


def test_notes_are_swallowed_by_nothing_before_them() -> None:
    cells = tuple(cell(text, None, (LOG,)) for text in ("Lit!", "x^", "see https://example.org/a", "www.example.org"))
    assert markdown(Paragraph(cells)) == ("Lit\\![^1] x\\^[^1] see https://example.org/a [^1] www\\.example.org[^1]")


@pytest.mark.parametrize(
    ("text", "raw", "address"),
    [
        ("https://a.org/~b/*c*, so", "<https://a.org/~b/*c>\\*, so", "https://a.org/~b/*c"),
        ("https://a.org/$b_", "<https://a.org/$b>\\_", "https://a.org/$b"),
        ("<https://a.org>", "\\<<https://a.org>>", "https://a.org"),
        ("https://a.org/&lt;", "https&#58;//a.org/\\&lt;", ""),
        ("https://a.org/`b", "https&#58;//a.org/\\`b", ""),
    ],
)
def test_a_web_address_in_a_text_leads_where_it_says_or_nowhere(text: str, raw: str, address: str) -> None:
    assert markdown(Paragraph((cell(text),))) == raw
    html = MarkdownIt("gfm-like", {"linkify": False}).render(raw)
    assert re.findall('href="([^"]*)"', html) == ([address] if address else [])
    assert unescape(re.sub("</?[ap][^>]*>", "", html)) == f"{text}\n"


def test_the_words_of_a_link_hold_no_other_link() -> None:
    told = cell(ref("x", say("of https://a.org/*b*")))
    document = Document("t", "", [Paragraph((told,))]).linked(lambda name: f"{name.id}.md")
    html = MarkdownIt("gfm-like", {"linkify": False}).render(render(document))
    assert html == '<p><a href="x.md">of https://a.org/*b*</a></p>\n'


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://example.org/<b>", "https://example.org/a b", "https://e.org/&lt;"]
)
def test_only_a_plain_web_address_becomes_a_link(url: str) -> None:
    document = Document("t", "", [Paragraph((cell("x", None, (LOG,)),))], [Reference("harbour-log", "Log.", url)])
    html = MarkdownIt().render(render(document))
    assert "<a" not in html
    assert url.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in html
