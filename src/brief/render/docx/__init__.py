"""A Word document: real headings, footnotes for citations, and the house's own styles where it gives a template."""

from brief.document import Document
from brief.render import Paper, extra


def render(document: Document, paper: Paper) -> bytes:
    """The document as the bytes of a `.docx`; raises `Failure` where python-docx is missing or the template broken."""
    extra("docx", "docx")
    from brief.render.docx.body import Body
    from brief.render.docx.package import File

    file = File(paper)
    body = Body(document, file.styles, file.width, file.link)
    file.mark(document.handling)
    file.describe(document)
    file.fill(body.xml(), body.citations.footnotes() if document.notes else "")
    return file.content()
