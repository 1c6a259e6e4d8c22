"""A Word file around the text of a document: the template's styles, headers, footers and settings.

Grammar: ECMA-376, part 2 (packages) and part 1, sections 11 and 17.
"""

import zipfile
from collections.abc import Iterator, Mapping
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE as TYPE
from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.ns import nsdecls, nsmap, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Footer, _Header

from brief.document import Document, Portrait, sanitize
from brief.images import Picture
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Paper, Size
from brief.renderers.docx.edges import add_paragraphs, mark_plain, page_count
from brief.renderers.docx.picture import drawn
from brief.renderers.docx.runs import legal, run
from brief.renderers.docx.styles import bare, completed, speak_english
from brief.renderers.docx.template import as_document, is_numbered, strip
from brief.renderers.docx.template_theme import theme_of
from brief.renderers.pictured import INK, alternative

_SIZES = {Size.A4: (11906, 16838), Size.LETTER: (12240, 15840)}
"""Width and height in twentieths of a point."""
_MARGIN = 1247
_LOW = 964
"""Margin of a page (22 mm); 17 mm at the sides of a tight page, and above and below one of Letter size."""
_SIDE = 1361
"""Side margin of other pages (24 mm)."""
_TALLEST = 200.0
"""Maximum height of a picture in millimetres."""
_TWENTIETH = 25.4 / 1440
"""A twentieth of a point in millimetres."""
PORTRAIT = 18.0
"""Maximum height and width of a portrait in millimetres."""
_NARROWEST = 2000
"""Minimum width of the text in twentieths of a point, whatever a template says."""
_PAGE = [qn(f"w:{name}") for name in ("headerReference", "footerReference", "pgMar", "pgBorders", "titlePg", "docGrid")]
_AFTER_FOOTNOTES = {
    qn(f"w:{name}")
    for name in (
        "endnotePr", "compat", "docVars", "rsids", "attachedSchema", "themeFontLang", "clrSchemeMapping",
        "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures", "forceUpgrade", "captions", "readModeInkLockDown",
        "smartTagType", "shapeDefaults", "doNotEmbedSmartTags", "decimalSymbol", "listSeparator",
    )
}  # fmt: skip
"""Elements that follow the footnote settings in the schema, besides those that are not Word's (section 17.15.1.78)."""
_POINTS = (
    '<w:abstractNum {spaces} w:abstractNumId="{id}"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0">'
    '<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{lead}"/><w:lvlJc w:val="left"/>'
    '<w:pPr><w:ind w:left="360" w:hanging="360"/></w:pPr></w:lvl></w:abstractNum>'
)


class File:
    """A Word file without text; `styles` maps a style's name to its id."""

    def __init__(self, paper: Paper, tight: bool, ink: str = INK) -> None:
        """Create the file, `tight` to fit much on a page; raises `UserError` if the template is invalid."""
        self._tight = tight
        self._ink = ink
        self._is_plain = paper.template is None
        self.left_out: list[str] = []
        """What the template would have loaded from outside the document."""
        if paper.template is None:
            self._take(docx.Document(), paper)
            return
        hint = say("name a Word document (.docx or .dotx)")
        try:
            self._take(docx.Document(as_document(paper)), paper)
        except UserError:
            raise
        except Exception as error:  # a user's file may make the library raise anything
            raise UserError(
                say("--template: {path}: this is not a valid Word document", path=sanitize(paper.template_name)),
                hint,
                2,
            ) from error

    def _take(self, file: WordDocument, paper: Paper) -> None:
        """Prepare a file for text: complete its styles, and remove its own text."""
        self._file, self._part, self._settings = file, file.part, file.settings.element
        self._core = file.core_properties
        self.left_out += strip(self._part, self._settings)
        styles = file.styles.element
        theme = theme_of(styles) if paper.template is not None else None
        if paper.template is None:
            bare(styles, self._tight)
            self._settings.find(f".//{qn('w:compatSetting')}").set(qn("w:val"), "15")
        self.styles: Mapping[str, str] = completed(styles, self._listed, self._tight, theme, self._ink)
        speak_english(styles)
        self._section = _section(self._part.element.body, paper, self._tight)
        self._margins = list(self._headers_and_footers())
        self.width = _text_width(file.sections[0])
        """Width of the text, in twentieths of a point."""

    def link(self, url: str) -> str:
        """Return the id of the relationship to a web address."""
        id_: str = self._part.relate_to(url, LINK.HYPERLINK, is_external=True)
        return id_

    def fill(self, body: str, footnotes: str) -> None:
        """Put paragraphs and tables into the file, and footnotes if there are any; this comes last.

        The text is parsed in place, because lxml takes quadratic time to move elements between trees.
        """
        spaces = nsdecls("w", "r")
        page = f"<w:document {spaces}><w:body>{body}{self._section.xml}</w:body></w:document>"
        self._part._element = parse_xml(page)
        if footnotes:
            element = parse_xml(f"<w:footnotes {spaces}>{footnotes}</w:footnotes>")
            self._add("/word/footnotes.xml", TYPE.WML_FOOTNOTES, element, LINK.FOOTNOTES)
            self._set_apart()

    def portrait(self, document: Document, portrait: Portrait) -> str:
        """Return a portrait as XML of a run; empty if there is no picture."""
        picture = document.picture(portrait.image)
        return drawn(self._part, picture, PORTRAIT, alternative(portrait), PORTRAIT) if picture else ""

    def picture(self, picture: Picture, alternative: str) -> str:
        """Return a picture as wide as the text, as XML of a run."""
        return drawn(self._part, picture, _TALLEST, alternative, self.width * _TWENTIETH)

    def mark(self, document: Document) -> None:
        """Put the letterhead on page 1, and marking, date and page number on every page."""
        if self._is_plain:
            mark_plain(self._file, document, self.styles, self.width)
        else:
            self._mark_template(document.handling, document.day)

    def _mark_template(self, handling: str, day: str) -> None:
        """Add marking, date and page number to the template's headers and footers."""
        marking = self._paragraph("Brief Marking", run(handling)) if handling else ""
        count = page_count()
        centred = '<w:jc w:val="center"/>'
        number = self._paragraph("footer", (run(f"{day} — ") if day else "") + count, centred)
        numbered = self._paragraph("footer", run(day), centred) if day else ""
        for header, footer in self._margins:
            if marking:
                add_paragraphs(header, marking, first=True)
            add_paragraphs(footer, (numbered if is_numbered(footer) else number) + marking, first=False)

    def _headers_and_footers(self) -> Iterator[tuple[_Header, _Footer]]:
        section = self._file.sections[0]
        yield section.header, section.footer
        if section.different_first_page_header_footer:
            yield section.first_page_header, section.first_page_footer
        if self._file.settings.odd_and_even_pages_header_footer:
            yield section.even_page_header, section.even_page_footer

    def describe(self, document: Document) -> None:
        """Set the document's title and author, and nothing else: no time and no program."""
        element = self._core._element
        for child in list(element):
            element.remove(child)
        self._core.title = _short(document.title)
        if document.author:
            self._core.author = _short(document.author)
        self._core.language = "en-GB"

    def content(self) -> bytes:
        """Return the bytes of the file; equal documents give equal bytes."""
        saved, fixed = BytesIO(), BytesIO()
        self._file.save(saved)
        with zipfile.ZipFile(saved) as old, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                entry = zipfile.ZipInfo(name)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.create_system, entry.external_attr = 0, 0
                new.writestr(entry, old.read(name))
        return fixed.getvalue()

    def _paragraph(self, style: str, runs: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{self.styles[style]}"/>{more}</w:pPr>{runs}</w:p>'

    def _add(self, name: str, type_: str, element: BaseOxmlElement, link: str) -> None:
        self._part.relate_to(XmlPart(PackURI(name), type_, element, self._part.package), link)

    def _set_apart(self) -> None:
        """Declare the two separator footnotes in the settings."""
        lines = '<w:footnote w:id="-1"/><w:footnote w:id="0"/>'
        own = f"{{{nsmap['w']}}}"
        after = (child.tag in _AFTER_FOOTNOTES or not child.tag.startswith(own) for child in self._settings)
        index = next((index for index, is_after in enumerate(after) if is_after), len(self._settings))
        self._settings.insert(index, parse_xml(f"<w:footnotePr {nsdecls('w')}>{lines}</w:footnotePr>"))

    def _listed(self, style: str) -> str:
        """Return the id of a new list for the style of this name, which is numbered or bulleted."""
        try:
            held = self._part.part_related_by(LINK.NUMBERING)
        except KeyError:
            numbering = parse_xml(f"<w:numbering {nsdecls('w')}/>")
            self._add("/word/numbering.xml", TYPE.WML_NUMBERING, numbering, LINK.NUMBERING)
        else:
            if not isinstance(held, XmlPart):
                raise TypeError(held.content_type)
            numbering = held.element
        lists, numbers = numbering.findall(qn("w:abstractNum")), numbering.findall(qn("w:num"))
        kind = _next(lists, "w:abstractNumId")
        number = _next(numbers, "w:numId")
        form, lead = ("decimal", "%1.") if style == "List Number" else ("bullet", "•")
        points = parse_xml(_POINTS.format(spaces=nsdecls("w"), id=kind, form=form, lead=lead))
        pictures = numbering.findall(qn("w:numPicBullet"))
        numbering.insert(len(pictures) + len(lists), points)
        use = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/></w:num>'
        numbering.insert(len(pictures) + len(lists) + 1 + len(numbers), parse_xml(use))
        return str(number)


def _section(body: BaseOxmlElement, paper: Paper, tight: bool) -> BaseOxmlElement:
    """Return the section of the page, alone in its body: the first section's layout with the paper's size."""
    section: BaseOxmlElement = next(body.iter(qn("w:sectPr")))
    for child in list(body):
        body.remove(child)
    for child in list(section):
        if child.tag not in _PAGE:
            section.remove(child)
    width, height = _SIZES[paper.size]
    size = parse_xml(f'<w:pgSz {nsdecls("w")} w:w="{width}" w:h="{height}"/>')
    section.insert(sum(child.tag in _PAGE[:2] for child in section), size)
    if paper.template is None or section.find(qn("w:pgMar")) is None:
        margins = section.get_or_add_pgMar()
        broad = _LOW if tight else _SIDE
        # Letter is 18 mm shorter than A4.
        high = _LOW if tight and paper.size is Size.LETTER else _MARGIN
        for side, wide in (("top", high), ("right", broad), ("bottom", high), ("left", broad)):
            margins.set(qn(f"w:{side}"), str(wide))
        margins.set(qn("w:header"), "624")
        margins.set(qn("w:footer"), "624")
    body.append(section)
    return section


def _text_width(section: Section) -> int:
    margins = (section.left_margin or 0) + (section.right_margin or 0) + (section.gutter or 0)
    return max(_NARROWEST, int(((section.page_width or 0) - margins) / 635))


def _next(elements: list[BaseOxmlElement], attribute: str) -> int:
    return max((int(element.get(qn(attribute))) for element in elements), default=0) + 1


def _short(text: str) -> str:
    """Return at most 255 characters, the limit of a document property."""
    from xml.sax.saxutils import unescape

    return unescape(legal(text))[:255]
