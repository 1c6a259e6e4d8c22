"""One accessible page of HTML: no script, nothing fetched, for screens of any width and for paper.

Standards: the HTML Living Standard, WCAG 2.2 level AA, and DPUB-ARIA 1.1 for notes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from brief.document import Document, Timeline
from brief.renderers.drawn_events import for_script, lanes_of
from brief.renderers.html_axis import picture
from brief.renderers.html_blocks import Anchor, Page
from brief.renderers.portraits import Portrait, Portraits
from brief.renderers.words import directed
from brief.system.templates import environment, resource

__all__ = ["STYLE", "Anchor", "Portrait", "Portraits", "body", "drawn", "page_margins", "portrait", "render", "strip"]

STYLE = resource(__package__, "templates/style.css")
"""The style of pages: for dark and light screens from 320 pixels up, and for paper."""


def render(document: Document) -> str:
    """The document as a whole page, its handling marking at the top and the bottom."""
    from markupsafe import Markup

    page = environment(__package__).get_template("page.html")
    style = Markup(STYLE + page_margins(document.handling))
    return page.render(document=document, style=style, main=Markup(body(document)))


def body(
    document: Document,
    anchor: Anchor = lambda _: "",
    insertions: Mapping[str, str] = MappingProxyType({}),
    portraits: Portraits = MappingProxyType({}),
) -> str:
    """The inside of `main`: title, blocks, sources and notes; not the handling marking.

    `anchor` gives headings their ids. `insertions` are HTML that follows the title or blocks, by their names.
    `portraits` are shown in lists of people.
    """
    return "".join(Page(document, anchor, insertions, portraits).pieces())


def portrait(found: Portrait) -> str:
    """A portrait alone; nothing without an image."""
    blocks = environment(__package__, directed=directed).get_template("blocks.html").module
    return f"<p>{blocks.portrait(found)}</p>\n" if found.address else ""  # type: ignore[attr-defined]  # Jinja makes it


def strip(document: Document, remark: str = "") -> str:
    """The timelines of a document as pictures without labels, where all events are to be seen at once.

    The remark stands below.
    """
    page = Page(document)
    held = [block for block in document.blocks if isinstance(block, Timeline)]
    return "".join(
        picture(block, lanes_of(block, page.address), f"strip-{number}", page.section, is_strip=True, remark=remark)
        for number, block in enumerate(held, 1)
    )


def drawn(document: Document) -> dict[str, object]:
    """The lanes of the first timeline that has a picture as plain values, for a script that draws them again."""
    page = Page(document)
    held = [block for block in document.blocks if isinstance(block, Timeline)]
    return for_script(lanes_of(held[0], page.address)) if held else {}


def page_margins(handling: str) -> str:
    """The marking on every printed page, as a string of CSS in which nothing can end the string."""
    if not handling:
        return ""
    text = "".join(sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):06x}" for sign in handling)
    return environment(__package__).get_template("margins.css").render(marking=text)
