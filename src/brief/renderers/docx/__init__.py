"""A Word document: real headings, footnotes for citations, and the house's own styles where it gives a template."""

from collections.abc import Iterator

from brief.document import Document, sanitize
from brief.locale import say
from brief.renderers import Paper, Printed, extra
from brief.renderers.pictured import ink

_NAMED, _LENGTH = 4, 80
"""How many things a remark names, and how many letters of each."""


def render(document: Document, paper: Paper) -> Printed:
    """The document as a `.docx`; raises `UserError` where python-docx is missing or the template broken.

    A paper that is to be one page is set tight, and has its notes below its sources in place of footnotes.
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
    """What is to be known of a paper of one page: only Word itself can tell how many it takes."""
    if document.one_page is False:
        yield say("this paper is to be one page and may take more: it cannot be cut further")
    elif document.one_page and paper.template is not None:
        yield say("this paper is to be one page and may take more in the type of the template")


def _left_out(found: list[str], paper: Paper) -> Iterator[str]:
    """What is to be known of a template that refers to other files."""
    if found:
        some, more = list(dict.fromkeys(found)), ""
        if len(some) > _NAMED:
            some, more = some[:_NAMED], say(", and {some:,} more", some=len(some) - _NAMED)
        named = ", ".join(sanitize(each[:_LENGTH]) for each in some)
        name = sanitize(paper.template_name) or "it"
        yield say(
            "--template: left out what {name} loads from outside the document: {named}{more}",
            name=name,
            named=named,
            more=more,
        )
