"""Images within a page, as text that holds all of them: nothing is loaded when the page is opened."""

import re
from base64 import b64encode
from importlib.util import find_spec
from typing import TYPE_CHECKING

from brief.document import Document, Portrait
from brief.locale import say

if TYPE_CHECKING:
    from brief.images import Picture

INK = "#1f3a5f"
"""The colour of rules and headings, unless the dossier chose one."""

TLP = {
    "TLP:CLEAR": "#ffffff",
    "TLP:GREEN": "#33ff00",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:RED": "#ff2b2b",
}
"""The colours of the traffic light protocol, each on black (TLP 2.0, FIRST)."""


def data_address(picture: "Picture") -> str:
    """An image as an address that holds it (RFC 2397)."""
    return f"data:{picture.type};base64,{b64encode(picture.content).decode()}"


def as_svg(picture: "Picture | None") -> str:
    """An image as SVG, which is text; empty for none."""
    if picture is None:
        return ""
    size = f'width="{picture.width}" height="{picture.height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {size}>'
        f'<image {size} xlink:href="{data_address(picture)}"/></svg>'
    )


def alternative(portrait: Portrait) -> str:
    """What a portrait shows, for whoever does not see it."""
    return say("Portrait of {name}", name=portrait.name)


def ink(document: Document) -> str:
    """The colour of rules and headings."""
    chosen = document.letterhead.colour if document.letterhead else ""
    return chosen if re.fullmatch("#[0-9A-Fa-f]{6}", chosen) else INK


def raster(svg: str) -> "Picture | None":
    """A drawing as pixels, which every word processor shows; None without Typst, which makes them."""
    from brief.images import Picture

    if not find_spec("typst"):
        return None
    from brief.renderers.typesetting import pixels

    content = pixels(svg)
    width, height = (int.from_bytes(content[at : at + 4]) for at in (16, 20))  # of PNG, its section 11.2.1
    return Picture(content, "image/png", width, height)
