"""A Word document with real headings and lists, and the styles of the user's template, if any."""

from collections.abc import Iterator

from brief.document import Document, sanitize
from brief.locale import say
from brief.renderers import Paper, Printed, extra
from brief.renderers.pictured import ink

_NAMED, _LENGTH = 4, 80
"""How many items a remark names, and the maximum length of each in characters."""


def render(document: Document, paper: Paper) -> Printed:
    """Return the document as `.docx`; raises `UserError` if python-docx is missing or the template is invalid.

    References follow the statements; on a full page they are footnotes. A one-page paper has a tight layout.
    """
    extra("docx", "python-docx")
    from brief.renderers.docx.body import Body
    from brief.renderers.docx.package import File

    file = File(paper, document.one_page is not None, ink(document))
    body = Body(document, file)
    file.mark(document)
    file.describe(document)
    file.fill(body.xml(), body.citations.footnotes())
    return Printed(file.content(), (*_left_out(file.left_out, paper), *_remarks(document, paper)))


def _remarks(document: Document, paper: Paper) -> Iterator[str]:
    """Yield a remark on a one-page paper: only Word itself can count its pages."""
    if document.one_page and paper.template is not None:
        yield say("this paper should fit one page, but may take more in the type of the template")


def _left_out(found: list[str], paper: Paper) -> Iterator[str]:
    """Yield a remark on a template that refers to external files."""
    if found:
        some, more = list(dict.fromkeys(found)), ""
        if len(some) > _NAMED:
            some, more = some[:_NAMED], say(", and {some:,} more", some=len(some) - _NAMED)
        named = ", ".join(sanitize(each[:_LENGTH]) for each in some)
        name = sanitize(paper.template_name) or "it"
        yield say(
            "--template: left out what {name} loads from outside the document: {parts}{more}",
            name=name,
            parts=named,
            more=more,
        )
