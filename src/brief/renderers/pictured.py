"""Images embedded in a page as text, so that the page loads nothing."""

import re
from base64 import b64encode
from importlib.util import find_spec
from typing import TYPE_CHECKING

from brief.document import Document, Portrait
from brief.locale import say

if TYPE_CHECKING:
    from brief.images import Picture

INK = "#1f3a5f"
"""Default colour of rules and headings."""

TLP = {
    "TLP:CLEAR": "#ffffff",
    "TLP:GREEN": "#33ff00",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:RED": "#ff2b2b",
}
"""Colours of the Traffic Light Protocol, each on black (TLP 2.0, FIRST)."""


def data_address(picture: "Picture") -> str:
    """Return an image as a data URL (RFC 2397)."""
    return f"data:{picture.type};base64,{b64encode(picture.content).decode()}"


def as_svg(picture: "Picture | None") -> str:
    """Return an image as SVG text; empty for None."""
    if picture is None:
        return ""
    size = f'width="{picture.width}" height="{picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f'<image {size} xlink:href="{data_address(picture)}"/></svg>'
    )


def alternative(portrait: Portrait) -> str:
    """Return the alternative text of a portrait."""
    return say("Portrait of {name}", name=portrait.name)


def ink(document: Document) -> str:
    """Return the colour of rules and headings."""
    chosen = document.letterhead.colour if document.letterhead else ""
    return chosen if re.fullmatch("#[0-9A-Fa-f]{6}", chosen) else INK


def raster(svg: str) -> "Picture | None":
    """Return a drawing as PNG, which every word processor shows; None if Typst is not installed."""
    from brief.images import Picture

    if not find_spec("typst"):
        return None
    from brief.renderers.typesetting import pixels

    content = pixels(svg)
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))  # PNG, section 11.2.1
    return Picture(content, "image/png", width, height)
