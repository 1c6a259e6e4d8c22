"""A user's Word template: opened as a document, without its own text and what it would load from outside."""

import zipfile
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE as LINK
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer

from brief.document import sanitize
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Paper
from brief.renderers.docx.outside import cut

_LARGEST = 200_000_000
"""Maximum unpacked size of a template in bytes."""
_KEPT = {LINK.STYLES, LINK.NUMBERING, LINK.SETTINGS, LINK.FONT_TABLE, LINK.THEME, LINK.HEADER, LINK.FOOTER}
"""Parts of a template that define the look of a page; the others belong to its text."""
_TEXTUAL = [qn(f"w:{name}") for name in ("attachedTemplate", "mailMerge", "documentProtection", "rsids")]


def as_document(paper: Paper) -> BytesIO:
    """Return a template as a document: a `.dotx` differs only in its content type; raises `UserError` if too large."""
    kind, other = (f"wordprocessingml.{name}.main+xml".encode() for name in ("template", "document"))
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(paper.template or b"")) as old, zipfile.ZipFile(changed, "w") as new:
        if sum(entry.file_size for entry in old.infolist()) > _LARGEST:
            raise UserError(
                say(
                    "--template: {path}: this unpacks to more than {most} MB",
                    path=sanitize(paper.template_name),
                    most=_LARGEST // 1000000,
                ),
                say("name a smaller one"),
                2,
            )
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content.replace(kind, other) if name == "[Content_Types].xml" else content)
    return changed


def strip(part: Part, settings: BaseOxmlElement) -> list[str]:
    """Remove a template's own text and external references; return those that a reader may miss."""
    for id_ in [id_ for id_, link in part.rels.items() if link.reltype not in _KEPT or link.is_external]:
        del part.rels[id_]
    package = part.package.rels
    for id_ in [
        id_ for id_, link in package.items() if link.reltype not in (LINK.OFFICE_DOCUMENT, LINK.CORE_PROPERTIES)
    ]:
        del package[id_]
    left_out = [found for link in part.rels.values() for found in cut(link.target_part)]
    notes = [qn("w:footnotePr"), qn("w:endnotePr")]
    for child in [child for child in settings if child.tag in (*_TEXTUAL, *notes)]:
        settings.remove(child)
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), zoom.get(qn("w:percent"), "100"))
    return left_out


def is_numbered(footer: _Footer) -> bool:
    """True if a footer has page numbers already."""
    if footer.is_linked_to_previous:
        return False
    codes = [element.text or "" for element in footer._element.iter(qn("w:instrText"))]
    codes += [element.get(qn("w:instr"), "") for element in footer._element.iter(qn("w:fldSimple"))]
    return any("PAGE" in code.split() for code in codes)
