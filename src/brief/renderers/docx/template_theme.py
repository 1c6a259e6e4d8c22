"""The look of a template, for styles that we add: the colour of its headings and the size of its text.

Grammar: ECMA-376 (Office Open XML), part 1, section 17.7.
"""

import re

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from brief.named_tuple import NamedTuple

_SIZE = re.compile(r'(<w:szC?s? w:val=")(\d+)"')
_TEXT_SIZE = 20
"""Text size that our styles assume, and the default of a template, in half points."""


class Theme(NamedTuple):
    """The look of a template."""

    colour: str | None
    """Colour of its first-level headings, in hexadecimal digits or `auto`; None if it has no such style."""
    size: int
    """Size of its running text, in half points."""

    def adapted(self, format: str, ink: str, paints: dict[str, str]) -> str:
        """Return one of our formats in its colour and size; `ink` is our colour, `paints` maps other colours."""
        if self.colour:
            for ours, theirs in ((ink, self.colour), *paints.items()):
                format = format.replace(f'"{ours}"', f'"{theirs or self.colour}"')
        return _SIZE.sub(lambda found: f'{found[1]}{round(int(found[2]) * self.size / _TEXT_SIZE)}"', format)


def theme_of(styles: BaseOxmlElement) -> Theme:
    """Return the look of a template's styles, including the styles they are based on."""
    held = {style.get(qn("w:styleId")): style for style in styles.findall(qn("w:style"))}
    heading, text = None, None
    for style in held.values():
        name = style.find(qn("w:name"))
        if style.get(qn("w:type")) == "paragraph":
            heading = style if name is not None and name.get(qn("w:val")).lower() == "heading 1" else heading
            text = style if style.get(qn("w:default")) in ("1", "true", "on") else text
    colour = None if heading is None else _colour(_said(styles, held, heading, "w:color"))
    size = _said(styles, held, text, "w:sz")
    return Theme(colour, int(size) if size and size.isdigit() else _TEXT_SIZE)


def _colour(found: str | None) -> str:
    """Return a colour that is valid in a style; an invalid value (17.18.38) becomes `auto`."""
    return found if found and re.fullmatch("auto|[0-9A-Fa-f]{6}", found) else "auto"


def _said(
    styles: BaseOxmlElement, held: dict[str, BaseOxmlElement], style: BaseOxmlElement | None, tag: str
) -> str | None:
    """Return a run property of a style, of its base styles, or of the document defaults."""
    seen: set[BaseOxmlElement] = set()
    while style is not None and style not in seen:
        seen.add(style)
        found = style.find(f"{qn('w:rPr')}/{qn(tag)}")
        if found is not None:
            return str(found.get(qn("w:val")))
        base = style.find(qn("w:basedOn"))
        style = held.get(base.get(qn("w:val"))) if base is not None else None
    found = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn(tag)}")
    return None if found is None else str(found.get(qn("w:val")))
