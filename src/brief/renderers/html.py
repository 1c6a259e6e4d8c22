"""One accessible HTML page: no script, no external resources, for screens of any width and for paper.

Standards: the HTML Living Standard, WCAG 2.2 level AA, and DPUB-ARIA 1.1 for notes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from brief.document import Document, Portrait, Timeline
from brief.locale import language, say
from brief.renderers import PLAIN, Paper
from brief.renderers.drawn_events import events_of, for_script, lanes_of
from brief.renderers.html_axis import STYLE as AXIS_STYLE
from brief.renderers.html_axis import strip as axis_strip
from brief.renderers.html_blocks import Anchor, Page
from brief.renderers.network import STYLE as GRAPH_STYLE
from brief.renderers.pictured import INK, TLP, data_address, ink
from brief.renderers.user_templates import page_of
from brief.system.templates import environment, resource

__all__ = ["STYLE", "Anchor", "badges", "body", "drawn", "page_margins", "portrait", "render", "strip"]

STYLE = resource(__package__, "templates/style.css") + AXIS_STYLE
"""Style of pages: for dark and light screens from 320 pixels up, and for paper."""

_PAPER = resource(__package__, "templates/paper.css")
"""Additional style of a single page."""


def render(document: Document, paper: Paper = PLAIN) -> str:
    """Return the document as a page, with its marking at top and bottom; raises `UserError` for a bad template."""
    values = _values(document.on_paper())
    if paper.template is not None:
        return page_of(paper.template, paper.template_name, values)
    return environment(__package__).get_template("page.html").render(values)


_PRINTABLE = ("kind", "title", "subtitle", "author", "handling", "day", "full")
"""Attributes of a document that a template may print."""


def _values(document: Document) -> dict[str, object]:
    """Return the variables of a template: plain values and finished HTML, from which no other object is reachable."""
    from markupsafe import Markup

    held = document.letterhead
    logo = document.picture(held.logo) if held else None
    style = STYLE + GRAPH_STYLE + _PAPER + page_margins(document.handling)
    if (colour := ink(document)) != INK:
        style += f"@media not (prefers-color-scheme: dark) {{ :root {{ --accent: {colour}; --bar: {colour}; }} }}\n"
    return {
        "document": {name: getattr(document, name) for name in _PRINTABLE},
        "style": Markup(style),
        "main": Markup("".join(Page(document, draws_graphs=True).pieces())),
        "letterhead": {"name": held.name, "address": held.address} if held else {},
        "logo": data_address(logo) if logo else "",
        "badge": TLP.get(document.handling, ""),
        "language": language(),
        "skip": say("Skip to the text"),
    }


def body(
    document: Document, anchor: Anchor = lambda _: "", insertions: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Return the content of `main`: title, blocks, sources and notes; not the handling marking.

    `anchor` gives headings their ids. `insertions` are HTML that follows the title or blocks, by their names.
    """
    return "".join(Page(document, anchor, insertions).pieces())


def portrait(document: Document, found: Portrait) -> str:
    """Return a portrait alone; empty without an image."""
    return Page(document).portrait(found) if document.picture(found.image) else ""


def strip(document: Document, remark: str = "") -> str:
    """Return the first timeline of a document as a picture without labels, which shows all events at once.

    The remark is below the picture.
    """
    page = Page(document)
    return "".join(axis_strip(block, "strip", page.section, page.address, remark) for block in _first(document))


def drawn(document: Document) -> dict[str, object]:
    """Return the lanes of the first timeline as plain values, for a script that redraws them."""
    lanes = [lanes_of(events_of(block, Page(document).address)) for block in _first(document)]
    return for_script(lanes[0]) if lanes else {}


def _first(document: Document) -> list[Timeline]:
    """Return the first timeline, if there is one."""
    return [block for block in document.blocks if isinstance(block, Timeline)][:1]


def badges() -> str:
    """Return CSS that prints each marking of the Traffic Light Protocol as a badge, by the attribute `data-marking`."""
    selectors = [f'[data-marking="{marking}"]' for marking in TLP]
    common = "width: fit-content; margin-left: auto; padding: .2rem .6rem; background: #000; print-color-adjust: exact;"
    colours = (f"{one} {{ color: {colour}; }}\n" for one, colour in zip(selectors, TLP.values(), strict=True))
    return "".join([f"{', '.join(selectors)} {{ {common} }}\n", *colours])


def page_margins(handling: str) -> str:
    """Return CSS that prints the marking on every page; each special character in its string is escaped."""
    if not handling:
        return ""
    text = "".join(sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):06x}" for sign in handling)
    return environment(__package__).get_template("margins.css").render(marking=text)
