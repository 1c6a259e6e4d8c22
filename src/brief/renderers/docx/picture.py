"""Images in a Word document.

Grammar: ECMA-376, part 1, section 20.4.
"""

from io import BytesIO

from docx.parts.story import StoryPart
from docx.shared import Emu, Mm

from brief.images import Picture


def drawn(part: StoryPart, picture: Picture, height: float, alternative: str, width: float) -> str:
    """Return an inline image as XML of a run; `height` and `width` are maximums in millimetres."""
    scale = min(Mm(height) / picture.height, Mm(width) / picture.width)
    size = Emu(round(picture.width * scale)), Emu(round(picture.height * scale))
    inline = part.new_pic_inline(BytesIO(picture.content), *size)
    inline.docPr.set("descr", alternative)
    for side in "TBLR":  # some programs add space around a picture by default
        inline.set(f"dist{side}", "0")
    return f"<w:r><w:drawing>{inline.xml}</w:drawing></w:r>"
