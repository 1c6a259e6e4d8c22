"""Reads images of a dossier safely from its folder, and removes their metadata.

Pillow, which the extra `images` installs, decodes an image and encodes it again. So the result has only pixels: no
location, camera, author, thumbnail or hidden data, and no bytes after its end.
"""

import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from warnings import catch_warnings, simplefilter

from brief.locale import say
from brief.model.user_error import UserError, reason
from brief.named_tuple import NamedTuple
from brief.system.files import NotRegular, open_regular, within

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 2 << 20
"""Greatest size of a file in bytes."""
MOST_PIXELS = 4_000
"""Greatest width and height of an image in pixels."""
_FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_TRANSPARENT = ("RGBA", "LA", "PA", "La", "RGBa")
_QUALITY = 92
"""Quality of JPEG at which a second encoding is not visible."""


class Picture(NamedTuple):
    """An image without metadata."""

    content: bytes
    type: str
    """Its media type, `image/png` or `image/jpeg`."""
    width: int
    """In pixels, after the image is turned upright."""
    height: int


class UnusableImage(UserError):
    """A file is not an image, or not one that a paper may show."""


def image(folder: Path, path: str) -> Picture:
    """Return the image at a path of a dossier's folder, upright and without metadata; raises `UnusableImage`.

    It also raises without Pillow, because metadata must not get into a paper.
    """
    found = _opened(_content(folder, path))
    from PIL import ImageOps

    try:
        type_ = _FORMATS[found.format or ""]
        with catch_warnings():
            simplefilter("ignore")  # Pillow warns of damaged metadata, which is not copied
            upright = ImageOps.exif_transpose(found)
            shown = _pixels(upright)
        written = BytesIO()
        shown.save(written, found.format, optimize=True, **({"quality": _QUALITY} if type_ == "image/jpeg" else {}))
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # Pillow raises these for damaged images
        raise UnusableImage(say("it is damaged"), say("save it again")) from error
    return Picture(written.getvalue(), type_, *shown.size)


def refuse_unusable(folder: Path, path: str) -> None:
    """Raise `UnusableImage` for a file that `image` would refuse, without decoding the image.

    Without Pillow, the number of pixels is not checked.
    """
    content = _content(folder, path)
    if find_spec("PIL"):
        _opened(content)


def _content(folder: Path, path: str) -> bytes:
    """Return the content of a regular file in a folder; raise `UnusableImage` if it cannot be an image."""
    try:
        found = within(folder, path)
        if found is None:
            raise UnusableImage(say("it is outside the dossier's folder"), say("copy it into the folder"))
        with open_regular(found) as file:
            content = file.read(MOST_BYTES + 1)
    except NotRegular as error:
        raise UnusableImage(say("it is not a regular file"), say("put the file itself here")) from error
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError, ValueError: a name that cannot exist
        why = reason(error) if isinstance(error, OSError) else say("there is no such file")
        raise UnusableImage(why, say("name a file in the dossier's folder, or delete the line")) from error
    if len(content) > MOST_BYTES:
        raise UnusableImage(say("it is larger than {most} MiB", most=MOST_BYTES >> 20), say("make it smaller"))
    if not content.startswith(_SIGNATURES):
        raise UnusableImage(say("it is neither PNG nor JPEG"), say("save it as PNG or JPEG"))
    return content


def _opened(content: bytes) -> "Image":
    """Open an image without decoding it; raise `UnusableImage`."""
    try:
        from PIL import Image
    except ModuleNotFoundError as error:
        from shlex import quote

        hint = say("{python} -m pip install pillow", python=quote(sys.executable))
        raise UnusableImage(say("images need Pillow, which is not installed"), hint) from error
    try:
        with catch_warnings():
            simplefilter("ignore")
            found = Image.open(BytesIO(content), formats=tuple(_FORMATS))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise UnusableImage(say("it is damaged"), say("save it again")) from error
    if max(found.size) > MOST_PIXELS:
        size = say("it has {width:,} by {height:,} pixels", width=found.width, height=found.height)
        raise UnusableImage(size, say("make it at most {most:,} pixels wide and high", most=MOST_PIXELS))
    return found


def _pixels(found: "Image") -> "Image":
    """Return only the pixels of an image, in RGB, or in RGBA if it has transparency."""
    from PIL import Image

    is_transparent = found.mode in _TRANSPARENT or "transparency" in found.info
    plain = found.convert("RGBA" if is_transparent else "RGB")
    return Image.frombytes(plain.mode, plain.size, plain.tobytes())


def thumbnail(picture: Picture, most: int) -> Picture:
    """Return the image scaled down to at most `most` pixels in width and height."""
    found = _opened(picture.content)
    from PIL import Image

    found.thumbnail((most, most), Image.Resampling.LANCZOS)
    written = BytesIO()
    found.save(written, next(name for name, type_ in _FORMATS.items() if type_ == picture.type), optimize=True)
    return Picture(written.getvalue(), picture.type, *found.size)
