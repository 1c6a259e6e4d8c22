"""Remove what a template would load from outside the document, before a paper is issued.

Whoever opens a paper would fetch it: a remote picture reports each reader, and a field may copy in one of their files.
This is an allowlist, because programs keep inventing new ways to refer.
Grammar: ECMA-376, part 1, sections 9.2 (relationships) and 17.16 (fields), and part 4, section 19 (VML).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part, XmlPart
from docx.opc.rel import _Relationship
from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from brief.locale import say

_INSIDE = {LINK.IMAGE, LINK.FONT}
"""Parts that a page-layout part may refer to; they refer to nothing themselves."""
_ADDRESS = re.compile("https?://|mailto:", re.IGNORECASE)
"""Allowed targets of links, which are followed only on a click."""
_HARMLESS = re.compile(
    r"""=|HYPERLINK\s+(\\l\s|"?(https?://|mailto:))|(
    PAGE|NUMPAGES|SECTION|SECTIONPAGES|PAGEREF|REF|NOTEREF|STYLEREF|SEQ|LISTNUM|AUTONUM|AUTONUMLGL|AUTONUMOUT|
    DATE|TIME|CREATEDATE|SAVEDATE|PRINTDATE|EDITTIME|TITLE|SUBJECT|AUTHOR|LASTSAVEDBY|KEYWORDS|COMMENTS|DOCPROPERTY|
    DOCVARIABLE|INFO|FILENAME|FILESIZE|REVNUM|TEMPLATE|NUMCHARS|NUMWORDS|USERNAME|USERINITIALS|USERADDRESS|
    IF|COMPARE|QUOTE|SET|SYMBOL|ADVANCE|EQ)(\s|$)""",
    re.IGNORECASE | re.VERBOSE,
)
"""Fields that Word computes from the document and its user alone, and links to click on."""
_OFFICE = "{urn:schemas-microsoft-com:office:office}"
_VML = "{urn:schemas-microsoft-com:vml}"
_REFERENCE = f"{{{nsmap['r']}}}"


def cut(part: Part) -> Iterator[str]:
    """Remove a part's references to external or unknown parts; yield a description of each."""
    if not (isinstance(part, XmlPart) or part.content_type.endswith("xml")):
        return
    lost = {id_: link for id_, link in part.rels.items() if not _may_stay(link)}
    yield from filter(None, map(_described, lost.values()))
    for id_ in lost:
        del part.rels[id_]
    element = part.element if isinstance(part, XmlPart) else parse_xml(part.blob)
    yield from _cut_fields(element)
    yield from _cut_references(element, set(part.rels))
    if lost and not isinstance(part, XmlPart):
        part._blob = serialize_part_xml(element)


def _may_stay(link: _Relationship) -> bool:
    if link.is_external:
        return link.reltype == LINK.HYPERLINK and bool(_ADDRESS.match(link.target_ref))
    return link.reltype in _INSIDE and not _is_drawing(link.target_part)


def _is_drawing(part: Part) -> bool:
    """True if a picture is SVG, which can refer to other files; Word keeps a safe copy next to it."""
    return "svg" in part.content_type.lower() or str(part.partname).lower().endswith(".svg")


def _described(link: _Relationship) -> str:
    if link.is_external:
        return str(link.target_ref)
    return "" if link.reltype == LINK.IMAGE else say("a part of the type {type}", type=link.reltype.rpartition("/")[2])


# Fields


class _Field:
    """A field of several runs: its code, and the nodes to remove if it is dissolved; its last result stays."""

    def __init__(self) -> None:
        self.code = ""
        self.nodes: list[BaseOxmlElement] = []
        self.shows = False


def _cut_fields(element: BaseOxmlElement) -> Iterator[str]:
    """Dissolve fields that might load something; keep their last result."""
    for field in _fields(element):
        if not _is_harmless(field.code):
            yield _name(field.code)
            for node in field.nodes:
                if node.getparent() is not None:
                    node.getparent().remove(node)
    for node in list(element.iter(qn("w:fldSimple"))):
        if not _is_harmless(code := node.get(qn("w:instr"), "")):
            yield _name(code)
            _unwrap(node)


def _fields(element: BaseOxmlElement) -> Iterator[_Field]:
    """Yield the fields of several runs, inner ones first; fields without an end come last."""
    open_: list[_Field] = []
    for node in [node for node in element.iter() if node.getparent() is not None and node.getparent().tag == qn("w:r")]:
        kind = node.get(qn("w:fldCharType")) if node.tag == qn("w:fldChar") else None
        if kind == "begin":
            open_.append(_Field())
        for field in open_:
            if not field.shows or (field is open_[-1] and kind in ("separate", "end")):
                field.nodes.append(node)
        if not open_:
            continue
        if node.tag in (qn("w:instrText"), qn("w:delInstrText")):
            open_[-1].code += node.text or ""
        elif kind == "separate":
            open_[-1].shows = True
        elif kind == "end":
            yield open_.pop()
    yield from reversed(open_)


def _is_harmless(code: str) -> bool:
    return bool(_HARMLESS.match(code.strip()))


def _name(code: str) -> str:
    return (
        say("the field {name}", name=code.split(maxsplit=1)[0].upper())
        if code.strip()
        else say("a field without a name")
    )


# References


def _cut_references(element: BaseOxmlElement, held: set[str]) -> Iterator[str]:
    """Remove references to missing parts, and addresses in attributes."""
    for node in list(element.iter(f"{_VML}*")):
        for name in ("src", "href", f"{_OFFICE}href"):
            if (address := node.get(name)) and not (name != "src" and _ADDRESS.match(address)):
                yield address
                del node.attrib[name]
    for node in list(element.iter("{*}svgBlip", "{*}webVideoPr")):
        _remove(node.getparent())
    for node in list(element.iter("{*}schemaLibrary")):
        _remove(node)
    for node in list(element.iter("*")):
        references = [name for name in node.attrib if name.startswith(_REFERENCE) or name == f"{_OFFICE}relid"]
        lost = [name for name in references if node.get(name) and node.get(name) not in held]
        for name in lost:
            del node.attrib[name]
        if lost and lost == references:
            _remove_referring(node)


def _remove_referring(node: BaseOxmlElement) -> None:
    """Remove an element that has lost its reference, with the surrounding elements that are useless without it."""
    if node.tag == qn("w:hyperlink"):
        _unwrap(node)
        return
    above = [node, *node.iterancestors()]
    bullet = next((found for found in above if found.tag == qn("w:numPicBullet")), None)
    if bullet is not None:
        number = bullet.get(qn("w:numPicBulletId"))
        for use in list(bullet.getroottree().getroot().iter(qn("w:lvlPicBulletId"))):
            if use.get(qn("w:val")) == number:
                _remove(use)
        _remove(bullet)
    elif node.tag.rpartition("}")[2] in ("hlinkClick", "hlinkHover"):
        _remove(node)
    else:
        _remove(next((inner for inner, outer in pairwise(above) if outer.tag == qn("w:r")), node))


def _remove(node: BaseOxmlElement) -> None:
    if node.getparent() is not None:
        node.getparent().remove(node)


def _unwrap(node: BaseOxmlElement) -> None:
    """Replace an element with its children."""
    parent, index = node.getparent(), node.getparent().index(node)
    parent.remove(node)
    for offset, child in enumerate(list(node)):
        parent.insert(index + offset, child)
