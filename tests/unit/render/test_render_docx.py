"""Word documents, read back with python-docx and as XML, and as LibreOffice prints them."""

import functools
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain, cycle
from pathlib import Path
from shlex import quote
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from word_reader import noted

import brief
from brief.document import (
    Block,
    Card,
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
    Table,
    Timeline,
    problem,
)
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format, Paper, Size, pages
from written import cell

ROOT = Path(__file__).parents[3]
LOG, LETTER = Note("log", "¶2"), Note("letter", "p. 4", "lit at dusk")
DOCUMENT = Document(
    "memo",
    say("The lighthouse"),
    [
        Heading(say("What happened")),
        Paragraph((cell("Built in 1924.", cites=(LOG,)), cell("Lit in 1925.", cites=(LETTER, LOG)))),
        Heading(say("Those who kept it"), 3),
        Listing("keepers", (cell("Łucja Đoàn", cites=(LOG,)), cell("灯田花子"), cell("נועה לוי"))),
        Table(
            "lamps",
            (Column("lamp", say("Lamp")), Column("lit", say("Lit"))),
            (Row((cell("First"), cell("1925", cites=(LETTER,)))), Row((cell("Second"), cell("1931")))),
        ),
        Timeline("events", (Entry(cell("May 1925"), cell("First light"), who=(cell("Ada (keeper)"),)),)),
        Card("post", cell("Ada"), (Field("rank", say("Rank"), (cell("Keeper"), cell("Chief"))),)),
        Notice(cell("One letter is lost.")),
        problem("error", "bad-date", "No such day.", file="a.yaml", line=3, column=3, width=2, excerpt="  on: 32"),
    ],
    [Reference("log", "The log; reliability B", "https://a.example/log?x=1&y=%20"), Reference("letter", "A letter")],
    "TLP:CLEAR",
    author="Harbour desk",
)


def rendered(document: Document = DOCUMENT, paper: Paper | None = None) -> bytes:
    return _usual() if document is DOCUMENT and not paper else pages(document, Format.DOCX, paper or Paper()).content


@functools.cache
def _usual() -> bytes:
    return pages(DOCUMENT, Format.DOCX, Paper()).content


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def part(content: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return ElementTree.fromstring(packed.read(name))


def lines(element: Any) -> Iterator[str]:
    """Yield the text of each paragraph, including the results of fields."""
    for paragraph in element.iter(qn("w:p")):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def whole(content: bytes) -> str:
    """Return the text of all parts of the file."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = [name for name in packed.namelist() if re.match(r"word/(document|footnotes|header|footer)", name)]
    return "\n".join(line for name in names for line in lines(part(content, name)))


def styles_of(content: bytes) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in opened(content).paragraphs]


def test_the_same_document_is_the_same_bytes_and_bears_no_clock() -> None:
    content = rendered()
    assert content == pages(DOCUMENT, Format.DOCX, Paper()).content
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert packed.testzip() is None
    core = opened(content).core_properties
    assert (core.title, core.author, core.created, core.modified) == ("The lighthouse", "Harbour desk", None, None)
    assert (core.language, core.last_modified_by, core.comments) == ("en-GB", "", "")


def test_headings_are_headings_and_stay_with_what_follows() -> None:
    content = rendered()
    heads = [(style, text) for style, text in styles_of(content) if style.startswith(("Title", "Heading"))]
    assert heads == [
        ("Title", "The lighthouse"),
        ("Heading 1", "What happened"),
        ("Heading 2", "Those who kept it"),
        ("Heading 3", "Ada"),
        ("Heading 1", "Sources"),
    ]
    styles = opened(content).styles
    assert all(styles[name].paragraph_format.keep_with_next for name in ("Title", "Heading 1", "Heading 2"))


def test_each_citation_is_one_footnote_and_later_ones_refer_to_it() -> None:
    content = rendered()
    notes = part(content, "word/footnotes.xml").findall(qn("w:footnote"))
    assert [note.get(qn("w:id")) for note in notes] == ["-1", "0", "1", "2", "3"]
    told = ["A ¶2", "B p. 4, A ¶2; “lit at dusk”", "B p. 4; “lit at dusk”"]
    assert [text.strip() for note in notes[2:] for text in lines(note)] == told
    body = part(content, "word/document.xml")
    assert [mark.get(qn("w:id")) for mark in body.iter(qn("w:footnoteReference"))] == ["1", "2", "3"]
    marks = {mark.get(qn("w:name")): mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))}
    codes = [(code.text or "").split()[:2] for code in body.iter(qn("w:instrText"))]
    assert codes == [["NOTEREF", "_Citation1"]]
    assert marks == {f"_Citation{number}": str(number) for number in (1, 2, 3)}
    apart = part(content, "word/settings.xml").findall(f"{qn('w:footnotePr')}/{qn('w:footnote')}")
    assert [line.get(qn("w:id")) for line in apart] == ["-1", "0"]


@pytest.mark.parametrize("root", ["data/vietnam-canada", "tests/fixtures/beacons"])
def test_in_every_paper_each_footnote_has_its_place_in_the_text(root: str) -> None:
    with brief.open(ROOT / root, full=True, today="2026-03-24") as dossier:
        papers = [brief.who(dossier), brief.memo(dossier), brief.memo(dossier, layout="scene-setter")]
        for person in [*dossier.ids("person")][:1]:
            papers += [brief.who(dossier, person), brief.meeting(dossier, person, on="2026-04-01")]
            papers.append(brief.memo(dossier, person, layout="bio-note"))
        found = [noted(pages(paper, Format.DOCX, Paper()).content) for paper in papers]
    assert any(len(notes) > 9 for notes in found)


def test_on_a_short_page_each_reference_follows_its_statement() -> None:
    told = cell("The lamp is lit.", None, (Note("log", "¶2"), Note("log", "¶5")))
    block = Listing("facts", (told, told))
    content = rendered(Document("memo", say("Lamps"), [block], [Reference("log", "The log", key="L")], full=False))
    assert [line for line in whole(content).splitlines() if "lit" in line] == ["The lamp is lit.\xa0 L\xa0¶2 ¶5"] * 2
    assert "word/footnotes.xml" not in zipfile.ZipFile(BytesIO(content)).namelist()


def test_without_citations_there_are_no_footnotes() -> None:
    content = rendered(Document("memo", say("Empty"), [Paragraph((cell("Nothing."),))]))
    assert "word/footnotes.xml" not in zipfile.ZipFile(BytesIO(content)).namelist()
    assert part(content, "word/settings.xml").find(qn("w:footnotePr")) is None
    assert "Sources" not in whole(content)


def test_every_page_bears_the_marking_above_and_below_and_its_number() -> None:
    section = opened(rendered()).sections[0]
    assert [paragraph.text.strip() for paragraph in section.header.paragraphs] == ["TLP:CLEAR"]
    assert [paragraph.text.split() for paragraph in section.footer.paragraphs] == [
        ["Page", "1", "of", "1", "TLP:CLEAR"]
    ]
    for margin in (section.header, section.footer):
        (badge,) = (found for found in margin._element.iter(qn("w:r")) if found.find(f".//{qn('w:shd')}") is not None)
        assert badge.find(f".//{qn('w:shd')}").get(qn("w:fill")) == "000000"
        assert badge.find(f".//{qn('w:color')}").get(qn("w:val")) == "ffffff"
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]
    unmarked = opened(rendered(Document("memo", say("Title"), []))).sections[0]
    assert unmarked.header.is_linked_to_previous
    assert [paragraph.text.strip() for paragraph in unmarked.footer.paragraphs] == ["Page 1 of 1"]


@pytest.mark.parametrize(("size", "millimetres"), [(Size.A4, (210, 297)), (Size.LETTER, (216, 279))])
def test_the_page_and_its_tables_have_the_size_of_the_paper(size: Size, millimetres: tuple[int, int]) -> None:
    file = opened(rendered(paper=Paper(size)))
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres
    text = section.page_width - section.left_margin - section.right_margin
    for table in file.tables:
        assert abs(sum(column.width for column in table.columns) - text) < 2000


def test_every_page_bears_its_day_whoever_numbers_it() -> None:
    def numbered(file: Any) -> None:
        file.sections[0].footer.paragraphs[0]._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>'))

    document = Document("memo", say("The lighthouse"), [], day="1 May 2024")
    for paper, shown in ((Paper(), "1 May 2024Page 1 of 1"), (Paper(template=template(numbered)), "1 May 2024")):
        footer = opened(rendered(document, paper)).sections[0].footer
        assert [text for text in lines(footer._element) if text] == [shown]


def test_tables_repeat_their_heads_and_keep_their_rows_whole() -> None:
    lamps, events, card = opened(rendered()).tables
    assert [cell_.text for row in lamps.rows for cell_ in row.cells] == [
        "Lamp",
        "Lit",
        "First",
        "1925",
        "Second",
        "1931",
    ]
    assert [cell_.text for cell_ in events.rows[0].cells] == ["Date", "Event"]
    assert [cell_.text for cell_ in events.rows[1].cells] == ["May 1925", "First light\nAda (keeper)"]
    assert [cell_.text for cell_ in card.rows[0].cells] == ["Rank:", "Keeper\nChief"]
    for table, headed in ((lamps, True), (events, True), (card, False)):
        heads = [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows]
        assert heads == [headed] + [False] * (len(table.rows) - 1)
        assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows)


def held_rows(rows: int, headed: bool) -> list[int]:
    """Return the rows of a table that stay on one page with the next row, counted from its first."""
    title = ("Lamp", "Lit") if headed else ("", "")
    columns = tuple(Column(key, say(word)) for key, word in zip(("lamp", "lit"), title, strict=True))
    table = Table("lamps", columns, tuple(Row((cell("Lamp"), cell("Lit"))) for _ in range(rows)))
    body = part(rendered(Document("lamps", say("Lamps"), [table])), "word/document.xml")
    return [index for index, row in enumerate(body.iter(qn("w:tr"))) if list(row.iter(qn("w:keepNext")))]


def test_a_short_table_is_kept_on_one_page_and_no_page_has_a_single_row_of_a_long_one() -> None:
    assert held_rows(2, headed=True) == [0, 1]
    assert held_rows(40, headed=True) == [0, 1, 39]
    assert held_rows(40, headed=False) == [0, 38]
    assert held_rows(1, headed=False) == []


def test_the_heading_of_the_sources_stands_with_the_first_two_and_none_stands_alone() -> None:
    names = ("log", "letter", "wire", "echo", "chart")
    cited = [Paragraph((cell("Lit.", None, tuple(Note(name) for name in names)),))]
    content = rendered(Document("memo", say("T"), cited, [Reference(name, f"The {name}") for name in names]))
    held = {
        paragraph.text.split(" ", 1)[1]: bool(paragraph.paragraph_format.keep_with_next)
        for paragraph in opened(content).paragraphs
        if paragraph.style.name == "Brief Source"
    }
    assert list(held.values()) == [True, False, False, True, False]


def test_empty_lines_stand_only_where_word_needs_them() -> None:
    card = Card("post", cell(""), (Field("rank", say("Rank"), (cell("Keeper"),)),))
    cases: list[tuple[list[Block], int]] = [
        ([card, Heading(say("Part")), card, Paragraph((cell("Lit."),))], 0),
        ([card, Listing("points", (cell("Lit."),))], 0),
        ([card, card], 2),
    ]
    for blocks, empty in cases:
        file = opened(rendered(Document("any", say("Lamps"), blocks)))
        assert [paragraph.text for paragraph in file.paragraphs].count("") == empty
    spaced = opened(rendered(Document("any", say("Lamps"), [card, Paragraph((cell("Lit."),))]))).paragraphs[-1]
    assert spaced.paragraph_format.space_before.pt == 8


def test_an_unknown_author_is_not_an_empty_one() -> None:
    content = rendered(Document("any", say("Lamps"), []))
    assert b"creator" not in zipfile.ZipFile(BytesIO(content)).read("docProps/core.xml")
    assert b'w:percent="100"' in zipfile.ZipFile(BytesIO(content)).read("word/settings.xml")


def test_a_row_longer_than_a_page_may_be_split() -> None:
    long = Document("who", say("Ada"), [Card("post", cell(""), (Field("life", say("Life"), (cell("word " * 900),)),))])
    (row,) = opened(rendered(long)).tables[0].rows
    assert row._tr.find(f".//{qn('w:cantSplit')}") is None


def test_remarks_problems_and_sources_have_styles_of_their_own() -> None:
    styles = dict(reversed(styles_of(rendered())))
    assert styles["Brief Notice"] == "Note: One letter is lost."
    assert styles["Brief Problem"] == "a.yaml:3:3: error: bad-date: No such day."
    assert styles["Brief Source"] == "A The log; reliability B https://a.example/log?x=1&y=%20"
    excerpts = [text for style, text in styles_of(rendered()) if style == "Brief Excerpt"]
    assert excerpts == ["on: 32", "^^"]
    assert opened(rendered()).styles["Brief Excerpt"].font.name == "Courier New"


@pytest.mark.parametrize(
    "url", ["https://a.b/c d", "http://[x", "javascript:alert(1)", "https://a.b/%zz", "file:///etc"]
)
def test_only_a_sound_web_address_is_a_link(url: str) -> None:
    cited = Paragraph((cell("Lit.", cites=(LOG,)),))
    content = rendered(Document("memo", say("T"), [cited], [Reference("log", "The log", url)]))
    assert part(content, "word/document.xml").find(f".//{qn('w:hyperlink')}") is None
    assert url in whole(content)
    links = [link.target_ref for link in opened(rendered()).part.rels.values() if link.is_external]
    assert links == ["https://a.example/log?x=1&y=%20"]


def test_words_from_right_to_left_tell_their_direction() -> None:
    mixed, mark = "Met נועה לוי (keeper) and عرب.", "\u200e"
    content = rendered(Document("memo", say("T"), [Paragraph((cell(mixed),)), Listing("l", (cell("נועה לוי"),))]))
    english, hebrew = [paragraph for paragraph in opened(content).paragraphs if "לוי" in paragraph.text]
    assert english.text == f"Met נועה לוי{mark} (keeper) and عرب.{mark}"
    assert english.text.replace(mark, "") == mixed
    assert [run.text for run in english.runs if run.font.rtl] == ["נועה לוי", "عرب."]
    assert english._p.find(f".//{qn('w:bidi')}") is None
    assert hebrew._p.find(f".//{qn('w:bidi')}") is not None


def test_the_language_is_english_and_other_scripts_have_fonts() -> None:
    language = part(rendered(), "word/styles.xml").find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language is not None
    assert dict(language.items()) == {qn("w:val"): "en-GB", qn("w:eastAsia"): "zh-CN", qn("w:bidi"): "ar-SA"}


ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens bidi adjustRightInd snapToGrid spacing ind contextualSpacing jc textAlignment outlineLvl rPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u shd"
    " vertAlign rtl lang",
    "tblPr": "tblStyle tblStyleRowBandSize tblStyleColBandSize tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "sectPr": "headerReference footerReference pgSz pgMar pgBorders titlePg docGrid",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr"
    " tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "numbering": "numPicBullet abstractNum num",
    "footnotes": "footnote",
}
"""The order of child elements in the schema of ECMA-376, as far as the files use them."""


@pytest.mark.parametrize("paper", ["ours", "house"])
def test_every_element_has_its_children_in_the_order_of_the_schema(paper: str) -> None:
    content = rendered(paper=Paper(template=template(house) if paper == "house" else None))
    for name in ("document", "styles", "numbering", "footnotes"):
        if f"word/{name}.xml" not in zipfile.ZipFile(BytesIO(content)).namelist():
            continue
        for element in part(content, f"word/{name}.xml").iter():
            kind = element.tag.partition("}")[2]
            if kind in ORDER:
                ranks = [ORDER[kind].split().index(child.tag.partition("}")[2]) for child in element]
                assert ranks == sorted(ranks), (name, kind)
    settings_ = [child.tag for child in part(content, "word/settings.xml")]
    if qn("w:footnotePr") in settings_:
        place = settings_.index(qn("w:footnotePr"))
        assert settings_.index(qn("w:characterSpacingControl")) < place < settings_.index(qn("w:compat"))


def test_ids_and_names_are_unique() -> None:
    content = rendered()
    styles = part(content, "word/styles.xml").findall(qn("w:style"))
    assert len({style.get(qn("w:styleId")) for style in styles}) == len(styles)
    kinds = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    elements = [found for name in ("document", "footnotes") for found in part(content, f"word/{name}.xml").iter()]
    used = {found.get(qn("w:val")) for found in elements if found.tag in kinds}
    assert used <= {style.get(qn("w:styleId")) for style in styles}


def test_without_its_extra_the_command_that_installs_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(UserError) as caught:
        pages(DOCUMENT, Format.DOCX, Paper())
    assert caught.value.hint == f"{quote(sys.executable)} -m pip install python-docx"


# A paper of one page


def test_what_may_be_more_than_one_page_is_told() -> None:
    told = [
        pages(Document("memo", "", [], one_page=fits), Format.DOCX, paper).remarks
        for fits in (None, True, False)
        for paper in (Paper(), Paper(template=template(house)))
    ]
    assert list(map(len, told)) == [0, 0, 0, 1, 1, 1]


# A template of the house


@functools.cache
def template(change: Callable[[Any], None]) -> bytes:
    file = docx.Document()
    change(file)
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def house(file: Any) -> None:
    """Add an organization's style to a template: a typeface, a letterhead, and a text."""
    file.styles["Heading 1"].font.name = "Garamond"
    file.styles["List Bullet"].delete()
    file.sections[0].header.paragraphs[0].text = "Ministry of Lights"
    file.sections[0].left_margin = docx.shared.Mm(40)
    file.add_paragraph("Type here")
    if hasattr(file, "add_comment"):  # from python-docx 1.2 on
        file.add_comment(file.paragraphs[0].runs, "a secret remark")
    file.core_properties.author = "Template maker"


def test_a_template_gives_styles_letterhead_and_margins_and_keeps_its_text() -> None:
    content = rendered(paper=Paper(template=template(house)))
    file = opened(content)
    assert file.styles["Heading 1"].font.name == "Garamond"
    assert [paragraph.text for paragraph in file.sections[0].header.paragraphs] == ["TLP:CLEAR", "Ministry of Lights"]
    assert round(file.sections[0].left_margin.mm) == 40
    assert file.styles["List Bullet"].element.find(f".//{qn('w:numId')}") is not None
    assert file.core_properties.author == "Harbour desk"
    assert "Type here" not in whole(content)
    assert not any("secret" in entry.read().decode("utf-8", "ignore") for entry in parts(content))
    assert content == rendered(paper=Paper(template=template(house)))


def test_what_a_template_lacks_looks_like_the_rest_of_it() -> None:
    def red(file: Any) -> None:
        file.styles["Heading 1"].font.color.rgb = docx.shared.RGBColor(0xC0, 0, 0)
        file.styles["Normal"].font.size = docx.shared.Pt(12)

    plain, dressed = opened(rendered()).styles, opened(rendered(paper=Paper(template=template(red)))).styles
    for name in ("Brief Label", "Brief Table Header"):
        assert str(dressed[name].font.color.rgb) == "C00000"
        assert dressed[name].font.size.pt == 11.5
        assert plain[name].font.size.pt == 9.5
    styles = part(rendered(paper=Paper(template=template(red))), "word/styles.xml")
    own = [style for style in styles if style.get(qn("w:styleId"), "").startswith("Brief")]
    assert len(own) > 5
    assert not re.search("1F3864|C9A227|FBF6E3", "".join(ElementTree.tostring(style).decode() for style in own))
    assert dressed["Brief Mark"].font.size.pt == 11


def test_colours_and_sizes_come_from_what_a_style_is_based_on() -> None:
    def based(file: Any) -> None:
        base = file.styles.add_style("House", WD_STYLE_TYPE.PARAGRAPH)
        base.font.color.rgb = docx.shared.RGBColor(0, 0x80, 0)
        heading = file.styles["Heading 1"]
        heading.base_style = base
        heading.element.rPr.remove(heading.element.rPr.find(qn("w:color")))

    styles = opened(rendered(paper=Paper(template=template(based)))).styles
    assert str(styles["Brief Label"].font.color.rgb) == "008000"


def test_what_is_no_colour_in_a_template_is_not_taken_over() -> None:
    def strange(file: Any) -> None:
        color = file.styles["Heading 1"].element.rPr.find(qn("w:color"))
        color.set(qn("w:val"), 'C00000"/><w:vanish/><w:color w:val="C00000')

    styles = opened(rendered(paper=Paper(template=template(strange)))).styles
    label = styles["Brief Label"].element
    assert label.find(".//" + qn("w:vanish")) is None
    assert label.find(".//" + qn("w:color")).get(qn("w:val")) == "auto"


def parts(content: bytes) -> Iterator[Any]:
    packed = zipfile.ZipFile(BytesIO(content))
    return (packed.open(name) for name in packed.namelist())


def test_every_kind_of_page_of_a_template_is_marked() -> None:
    def booklet(file: Any) -> None:
        file.sections[0].different_first_page_header_footer = True
        file.settings.odd_and_even_pages_header_footer = True
        file.add_section()

    file = opened(rendered(paper=Paper(template=template(booklet))))
    (section,) = file.sections
    for margin in (section.header, section.first_page_header, section.even_page_header):
        assert [paragraph.text for paragraph in margin.paragraphs] == ["TLP:CLEAR"]
    for margin in (section.footer, section.first_page_footer, section.even_page_footer):
        assert margin.paragraphs[-1].text == "TLP:CLEAR"


def test_a_template_that_numbers_its_pages_numbers_them_once() -> None:
    ours = rendered()
    again = rendered(paper=Paper(template=ours))
    assert len(list(opened(again).sections[0].footer._element.iter(qn("w:instrText")))) == 2


def test_a_word_template_serves_as_well() -> None:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(template(house))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
    assert opened(rendered(paper=Paper(template=changed.getvalue()))).styles["Heading 1"].font.name == "Garamond"


def without(name: str) -> bytes:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(template(house))) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
    return changed.getvalue()


@pytest.mark.parametrize(
    "broken",
    [
        b"no zip at all",
        template(house)[:2000],
        without("word/document.xml"),
        without("[Content_Types].xml"),
        template(house).replace(b"word/styles.xml", b"word/stylez.xml"),
        template(lambda file: file.element.body.clear()),
    ],
    ids=["text", "cut", "no text", "no types", "no styles", "no page"],
)
def test_a_broken_template_is_said_in_one_line(broken: bytes) -> None:
    with pytest.raises(UserError, match="not a valid Word document") as raised:
        rendered(paper=Paper(template=broken))
    assert raised.value.code == 2
    assert "\n" not in str(raised.value)


def test_a_template_that_unpacks_to_too_much_is_refused() -> None:
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", b"0" * 200_000_001)
    with pytest.raises(UserError, match="unpacks to more than 200 MB"):
        rendered(paper=Paper(template=bomb.getvalue()))


# As an office suite prints it


@pytest.fixture(scope="module")
def laid_out(
    office: list[str], cache: Path, shipped: str, beacons: str, long: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """The text of the pages that LibreOffice makes of papers, of either size in turn.

    All are made at once, because its start takes long.
    """
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    if shutil.which("fc-match"):
        family = subprocess.run(["fc-match", "-f", "%{family}", "Arial"], capture_output=True, text=True, check=False)
        if not re.match("Arial|Liberation Sans|Arimo", family.stdout):
            pytest.skip("LibreOffice has no font that is as wide as Arial: apt-get install fonts-liberation")
    folder = tmp_path_factory.mktemp("laid-out")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(cache))
        with brief.open(shipped) as dossier:
            papers = {"full": [rendered(brief.memo(dossier))], "notes": [rendered()]}
        with brief.open(shipped, full=False) as dossier, brief.open(beacons, full=False) as other:
            memos = [brief.memo(dossier), brief.memo(other)]
            pages = [brief.memo(dossier, subject, layout="one-pager") for subject in ONE_PAGERS]
            met = [brief.meeting(dossier, ("Thang", "Potvin"))]
        with brief.open(long, full=False) as dossier:
            met += [brief.meeting(dossier, "p1"), brief.meeting(dossier, "east")]
    for name, documents in (("memos", memos), ("one-pagers", pages), ("read-aheads", met)):
        papers[name] = [rendered(document, Paper(size)) for document, size in zip(documents, cycle(Size), strict=False)]
    names = {name: [f"{name}-{number}.docx" for number in range(len(made))] for name, made in papers.items()}
    every = [*chain.from_iterable(names.values())]
    for name, content in zip(every, chain.from_iterable(papers.values()), strict=True):
        (folder / name).write_bytes(content)
    subprocess.run([*office, "--convert-to", "pdf", *every], cwd=folder, check=True, capture_output=True, timeout=120)
    return {name: [text_of(folder / file) for file in files] for name, files in names.items()}


def text_of(file: Path) -> str:
    """Return the text of the pages that LibreOffice made of a file."""
    reader = ["pdftotext", "-layout", str(file.with_suffix(".pdf")), "-"]
    return subprocess.run(reader, check=True, capture_output=True).stdout.decode()


ONE_PAGERS = (None, "canada", "framework-signed", "thang")
"""What the papers of one page are about; None is the whole dossier."""


def test_libreoffice_prints_all_words_and_numbers_notes_as_the_document_does(
    cache: Path, shipped: str, laid_out: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    with brief.open(shipped) as dossier:
        content = rendered(brief.memo(dossier))
    (text,), (notes,) = laid_out["full"], laid_out["notes"]
    assert "Page 2 of" in text
    assert text.count("TLP:CLEAR") == 2 * text.count("Page ")
    shown = set(re.findall(r"[^\W\d_]{2,}", text.casefold()))  # headings are in small capitals
    missing = {word for word in re.findall(r"[^\W\d_]{2,}", whole(content).casefold()) if word not in shown}
    assert not missing
    text = " ".join(notes.split())
    assert "Built in 1924.1 Lit in 1925.2" in text
    assert "Łucja Đoàn1" in text
    assert "1 A ¶2 2 B p. 4, A ¶2; “lit at dusk” 3 B p. 4; “lit at dusk”" in text


@pytest.mark.parametrize(
    ("papers", "number", "heading"), [("memos", 2, "OPEN QUESTIONS"), ("read-aheads", 3, "POINTS TO RAISE")]
)
def test_a_paper_is_two_pages_at_most_and_then_annexes(
    papers: str, number: int, heading: str, laid_out: dict[str, list[str]]
) -> None:
    assert len(laid_out[papers]) == number
    for text in laid_out[papers]:
        before, _, _ = text.partition("ANNEX: ")
        assert before.count("\f") <= 2
        assert heading in before


def test_a_paper_of_one_page_is_one_page(laid_out: dict[str, list[str]]) -> None:
    texts = laid_out["one-pagers"]
    assert [text.count("\f") for text in texts] == [1] * len(ONE_PAGERS)
    assert all("SOURCES" in text and "F ¶" in text for text in texts)
