"""Documents in a format."""

from typing import TYPE_CHECKING, Literal, overload

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
