"""Documents in a format, and the templates of formats."""

from typing import TYPE_CHECKING, Literal, overload

from brief.locale import say
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.document import Document
    from brief.renderers import Paper


@overload
def render(  # type: ignore[overload-overlap]  # all other formats are text
    document: "Document", format: Literal["docx", "pdf"], *, paper: "Paper | None" = None
) -> bytes: ...
@overload
def render(document: "Document", format: str = "text", *, paper: "Paper | None" = None) -> str: ...
def render(document: "Document", format: str = "text", *, paper: "Paper | None" = None) -> str | bytes:
    """Return a document in a format: bytes for `docx` and `pdf`, else text. The default paper size is A4.

    `Paper(marking_column=True)` adds to a `csv` a column for the handling marking.
    """
    from brief.renderers import PLAIN, PRINTED, Format, pages
    from brief.renderers import render as text

    chosen = Format(format)
    if chosen in PRINTED:
        return pages(document, chosen, paper or PLAIN).content
    return text(document, chosen, paper or PLAIN)


def template(format: Literal["html", "pdf"]) -> str:
    """Return the built-in template of a format, to change and then use with the option `--template` of the command."""
    from brief.renderers import BUILT_IN, Format
    from brief.system.templates import resource

    if format not in BUILT_IN:
        known = ", ".join(BUILT_IN)
        raise UserError(say("`{format}` has no template", format=format), say("name one of {known}", known=known), 2)
    return resource("brief.renderers", BUILT_IN[Format(format)])
