"""A template loads nothing from outside into the paper, and a missing part is an error."""

import functools
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml

from brief.document import Document, Paragraph
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format, Paper, Printed, pages
from written import cell

Build = Callable[[Any], None]
DOCUMENT = Document("memo", say("Lamps"), [Paragraph((cell("Lit."),))], (), "TLP:CLEAR")
OFFICE = LINK.IMAGE.rpartition("/")[0]
TRACKER = "https://tracker.example/seen.png"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
SPACES = (
    nsdecls("w", "r", "a", "wp", "pic") + ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
)


@functools.cache
def plain() -> bytes:
    """Return a template with only a few of python-docx's many styles, which is fast to read."""
    file = docx.Document()
    for style in [*file.styles]:
        if style.name.endswith(tuple("23456789")) or style.type is WD_STYLE_TYPE.TABLE:
            style.delete()
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def rendered(build: Build) -> Printed:
    """Return a paper made with a template, whose header has the letters KEPT and what `build` adds."""
    file = docx.Document(BytesIO(plain()))
    file.sections[0].header.paragraphs[0].text = "KEPT"
    build(file)
    saved = BytesIO()
    file.save(saved)
    return pages(DOCUMENT, Format.DOCX, Paper(template=saved.getvalue(), template_name="house.docx"))


def header(file: Any) -> Any:
    return file.sections[0].header


def add(file: Any, xml: str) -> None:
    """Add runs, or other elements of a paragraph, to the header."""
    paragraph = parse_xml(f"<w:p {SPACES}>{xml}</w:p>")
    header(file)._element.append(paragraph)


def linked(file: Any, type_: str = LINK.IMAGE, target: str = TRACKER) -> str:
    """Return the id of a header relationship to an external target."""
    return str(header(file).part.relate_to(target, type_, is_external=True))


def embedded(file: Any, type_: str, name: str, content: bytes, kind: str) -> str:
    """Return the id of a header relationship to a part of the template."""
    part = Part(PackURI(name), kind, content, header(file).part.package)
    return str(header(file).part.relate_to(part, type_))


def field(code: str, shown: str = "SHOWN") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    halves = (code[: len(code) // 2], code[len(code) // 2 :])
    text = "".join(f'<w:r><w:instrText xml:space="preserve">{half}</w:instrText></w:r>' for half in halves)
    return f"{mark('begin')}{text}{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}"


def drawing(blip: str) -> str:
    return (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="p"/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}</pic:blipFill><pic:spPr/>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _picture(file: Any) -> None:
    add(file, drawing(f'<a:blip r:link="{linked(file)}"/>'))


def _old_picture(file: Any) -> None:
    add(file, f'<w:r><w:pict><v:shape><v:imagedata r:id="{linked(file)}"/></v:shape></w:pict></w:r>')


def _address_of_a_picture(file: Any) -> None:
    add(file, f'<w:r><w:pict><v:rect><v:fill src="{TRACKER}" type="frame"/></v:rect></w:pict></w:r>')


def _object(file: Any) -> None:
    id_ = linked(file, LINK.OLE_OBJECT, "file:///share/book.xlsx")
    add(file, f'<w:r><w:object><o:OLEObject Type="Link" ProgID="Excel.Sheet" r:id="{id_}"/></w:object></w:r>')


def _embedded_object(file: Any) -> None:
    id_ = embedded(file, LINK.OLE_OBJECT, "/word/embeddings/o.bin", b"x", "application/octet-stream")
    add(file, f'<w:r><w:object><o:OLEObject Type="Embed" ProgID="Package" r:id="{id_}"/></w:object></w:r>')


def _page_of_html(file: Any) -> None:
    id_ = embedded(file, LINK.A_F_CHUNK, "/word/chunk.html", b"<img src='https://x.example'>", "text/html")
    header(file)._element.append(parse_xml(f'<w:altChunk {SPACES} r:id="{id_}"/>'))


def _part_of_a_document(file: Any) -> None:
    header(file)._element.append(parse_xml(f'<w:subDoc {SPACES} r:id="{linked(file, OFFICE + "/subDocument")}"/>'))


def _link_to_a_share(file: Any) -> None:
    id_ = linked(file, LINK.HYPERLINK, r"file:\\server\share\x.docx")
    add(file, f'<w:hyperlink r:id="{id_}"><w:r><w:t>SHOWN</w:t></w:r></w:hyperlink>')


def _chart(file: Any) -> None:
    id_ = embedded(file, LINK.CHART, "/word/charts/c.xml", b"<c/>", "application/xml")
    add(file, drawing(f'<a:blip r:embed="{id_}"/>'))


def _template_of_the_template(file: Any) -> None:
    settings = file.part.part_related_by(LINK.SETTINGS)
    id_ = settings.relate_to("file:///server/house.dotm", OFFICE + "/attachedTemplate", is_external=True)
    file.settings.element.insert(0, parse_xml(f'<w:attachedTemplate {SPACES} r:id="{id_}"/>'))


def _bullet(file: Any) -> None:
    numbering = file.part.numbering_part
    id_ = numbering.relate_to(TRACKER, LINK.IMAGE, is_external=True)
    picture = f'<w:pict><v:shape><v:imagedata r:id="{id_}"/></v:shape></w:pict>'
    numbering.element.insert(0, parse_xml(f'<w:numPicBullet {SPACES} w:numPicBulletId="7">{picture}</w:numPicBullet>'))
    level = next(numbering.element.iter(qn("w:lvl")))
    level.append(parse_xml(f'<w:lvlPicBulletId {SPACES} w:val="7"/>'))


def _theme(file: Any) -> None:
    theme = next(link.target_part for link in file.part.rels.values() if link.reltype == LINK.THEME)
    id_ = theme.relate_to(TRACKER, LINK.IMAGE, is_external=True)
    fill = f'<a:blipFill><a:blip r:link="{id_}"/><a:stretch/></a:blipFill>'.encode()
    theme._blob = re.sub(rb"(<a:bgFillStyleLst[^>]*>)", lambda found: found[1] + fill, theme.blob, count=1)
    theme._blob = theme._blob.replace(b"<a:theme ", f'<a:theme xmlns:r="{OFFICE}" '.encode(), 1)


def _outside_header(file: Any) -> None:
    file.part.relate_to(TRACKER, LINK.HEADER, is_external=True)


def _field_of_several_runs(code: str) -> Build:
    return lambda file: add(file, field(code))


def _simple_field(code: str) -> Build:
    def build(file: Any) -> None:
        quoted = code.replace('"', "&quot;")
        add(file, f'<w:fldSimple w:instr="{quoted}"><w:r><w:t>SHOWN</w:t></w:r></w:fldSimple>')

    return build


LOADING = [
    f'INCLUDEPICTURE "{TRACKER}" \\d',
    f'includetext "{TRACKER}"',
    'DDE Excel "c:\\\\book.xlsx" R1C1',
    'DDEAUTO "cmd" "/k calc"',
    'LINK Excel.Sheet "file:///share/book.xlsx" R1C1',
    f'IMPORT "{TRACKER}"',
    'DATABASE \\d "c:\\\\data.mdb"',
    'RD "other.docx"',
    "MACROBUTTON Run now",
    'HYPERLINK "file:///share/x.docx"',
    "FILLIN who",
    "",
]


@pytest.mark.parametrize(
    ("build", "named"),
    [
        (_picture, TRACKER),
        (_old_picture, TRACKER),
        (_address_of_a_picture, TRACKER),
        (_object, "file:///share/book.xlsx"),
        (_embedded_object, "a part of the type oleObject"),
        (_page_of_html, "a part of the type aFChunk"),
        (_part_of_a_document, TRACKER),
        (_link_to_a_share, "file:"),
        (_chart, "a part of the type chart"),
        (_template_of_the_template, "file:///server/house.dotm"),
        (_bullet, TRACKER),
        (_theme, TRACKER),
        *((kind(code), "field") for code in LOADING for kind in (_field_of_several_runs, _simple_field)),
    ],
)
def test_what_a_template_would_load_is_left_out_and_named(build: Build, named: str) -> None:
    printed = rendered(build)
    assert leaks(printed.content) == []
    (told,) = printed.remarks
    assert told.startswith("--template: left out what house.docx loads from outside the document: ")
    assert named in told
    file = docx.Document(BytesIO(printed.content))
    assert "KEPT" in [paragraph.text for paragraph in file.sections[0].header.paragraphs]


def leaks(content: bytes) -> list[str]:
    """Return what in a Word document refers to an external target or a missing part."""
    found = []
    with zipfile.ZipFile(BytesIO(content)) as packed:
        names = packed.namelist()
        for name in names:
            text = packed.read(name).decode("utf-8", "replace")
            found += re.findall(r"tracker|share/|server|\bDDE|INCLUDE|cmd|attachedTemplate", text)
            if name.endswith(".xml"):
                folder, _, last = name.rpartition("/")
                rels = f"{folder}/_rels/{last}.rels"
                links = packed.read(rels).decode() if rels in names else ""
                used = re.findall(r'\br:\w+="(rId\d+)"', text)
                found += [f"{name}: {id_}" for id_ in used if f'Id="{id_}"' not in links]
                ElementTree.fromstring(text.encode())
            if name.endswith(".rels"):
                found += re.findall(r'TargetMode="External"', text)
    return found


def test_a_header_outside_the_template_is_left_out() -> None:
    assert leaks(rendered(_outside_header).content) == []


def test_what_a_dissolved_field_showed_stays_as_text() -> None:
    for build in (_field_of_several_runs(LOADING[1]), _simple_field(LOADING[1]), _link_to_a_share):
        file = docx.Document(BytesIO(rendered(build).content))
        assert "SHOWN" in [paragraph.text for paragraph in file.sections[0].header.paragraphs]


def test_a_field_within_a_field_is_dissolved_alone() -> None:
    inner = field(LOADING[0], "INNER")
    code = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF 1=1 "</w:instrText></w:r>'
    rest = '<w:r><w:instrText>"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    whole = f'{code}{inner}{rest}<w:r><w:t>SHOWN</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    printed = rendered(lambda file: add(file, whole))
    assert leaks(printed.content) == []
    parts = zipfile.ZipFile(BytesIO(printed.content))
    text = "".join(parts.read(name).decode() for name in parts.namelist() if "header" in name)
    assert text.count("fldCharType") == 3
    assert "INNER" in text and "SHOWN" in text


@pytest.mark.parametrize("code", ["PAGE", "NUMPAGES", " DATE \\@ d ", "=1+1", 'HYPERLINK "https://a.example"', "TITLE"])
def test_fields_that_load_nothing_stay(code: str) -> None:
    printed = rendered(_field_of_several_runs(code))
    assert printed.remarks == ()
    parts = zipfile.ZipFile(BytesIO(printed.content))
    text = "".join(parts.read(name).decode() for name in parts.namelist() if "header" in name)
    assert text.count("fldCharType") == 3


def test_pictures_within_the_template_and_links_to_click_on_stay() -> None:
    def letterhead(file: Any) -> None:
        image = embedded(file, LINK.IMAGE, "/word/media/seal.png", PIXEL, "image/png")
        svg = embedded(file, LINK.IMAGE, "/word/media/seal.svg", b"<svg><image href='x'/></svg>", "image/svg+xml")
        copy = linked(file)
        also = f'<a:extLst><a:ext uri="u"><asvg:svgBlip r:embed="{svg}"/></a:ext></a:extLst>'
        add(file, drawing(f'<a:blip r:embed="{image}" r:link="{copy}">{also}</a:blip>'))
        link = linked(file, LINK.HYPERLINK, "https://ministry.example")
        add(file, f'<w:hyperlink r:id="{link}"><w:r><w:t>ministry.example</w:t></w:r></w:hyperlink>')

    printed = rendered(letterhead)
    assert leaks(printed.content) == ['TargetMode="External"']
    with zipfile.ZipFile(BytesIO(printed.content)) as packed:
        assert [name for name in packed.namelist() if "media" in name] == ["word/media/seal.png"]
        (text,) = (packed.read(name).decode() for name in packed.namelist() if re.search(r"word/header\d*.xml$", name))
    assert "r:embed" in text and "r:link" not in text and "svgBlip" not in text and "w:hyperlink" in text
    assert printed.remarks == (f"--template: left out what house.docx loads from outside the document: {TRACKER}",)


def test_of_many_things_left_out_a_few_are_named() -> None:
    def crowded(file: Any) -> None:
        for number in range(9):
            id_ = linked(file, target=f"https://{number}.tracker.example/{'x' * 200}")
            add(file, drawing(f'<a:blip r:link="{id_}"/>'))

    (told,) = rendered(crowded).remarks
    assert told.endswith(", and 5 more")
    assert len(told) < 500


def test_an_empty_template_is_an_error(brief: Callable[..., Any], beacons: str, tmp_path: Path) -> None:
    (tmp_path / "house.docx").touch()
    done = brief("memo", "-d", beacons, "-o", "out.docx", "--template", "house.docx")
    said = "brief: --template: house.docx: this is not a valid Word document (name a Word document (.docx or .dotx))\n"
    assert (done.returncode, done.stderr) == (2, said)
    assert not (tmp_path / "out.docx").exists()


def test_a_template_without_margins_has_those_of_a_page_without_a_template() -> None:
    def margins(content: bytes) -> list[int | None]:
        section = docx.Document(BytesIO(content)).sections[0]
        distances = section.top_margin, section.right_margin, section.bottom_margin, section.left_margin
        return [*distances, section.header_distance, section.footer_distance]

    def cut(file: Any) -> None:
        section = file.sections[0]._sectPr
        section.remove(section.find(qn("w:pgMar")))

    plain = pages(DOCUMENT, Format.DOCX, Paper()).content
    assert None not in margins(plain)
    assert margins(rendered(cut).content) == margins(plain)


def test_an_empty_zip_file_is_no_template() -> None:
    empty = BytesIO()
    zipfile.ZipFile(empty, "w").close()
    with pytest.raises(UserError, match="not a valid Word document"):
        pages(DOCUMENT, Format.DOCX, Paper(template=empty.getvalue()))
