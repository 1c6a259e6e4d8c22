"""Images are read only from the dossier's folder, and without metadata; a check finds those that cannot be used."""

import os
import shutil
import sys
from collections.abc import Callable
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from brief.app import open_store
from brief.auditing import audited
from brief.images import MOST_BYTES, MOST_PIXELS, UnusableImage, image, refuse_unusable
from brief.model.findings import Finding

SECRET = b"48.8584N-secret"
ORIENTATION, DESCRIPTION = 0x0112, 0x010E
FORMATS = ("PNG", "JPEG")


def encoded(form: str, size: tuple[int, int] = (6, 4), mode: str = "RGB", **options: Any) -> bytes:
    written = BytesIO()
    Image.new(mode, size).save(written, form, **options)
    return written.getvalue()


def laden(form: str) -> bytes:
    """Return an image with a secret wherever its format has room for one."""
    exif = Image.Exif()
    exif[DESCRIPTION] = SECRET.decode()
    exif[ORIENTATION] = 6  # rotated by 90 degrees
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    text.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    more: dict[str, Any] = {"pnginfo": text} if form == "PNG" else {"comment": SECRET, "xmp": SECRET}
    return encoded(form, exif=exif, icc_profile=SECRET, **more) + SECRET


@pytest.mark.parametrize("form", FORMATS)
def test_an_image_has_no_metadata_and_stands_upright(form: str, tmp_path: Path) -> None:
    content = laden(form)
    assert content.count(SECRET) > 3
    (tmp_path / "ada").write_bytes(content)
    found = image(tmp_path, "ada")
    assert found.type == f"image/{form.lower()}"
    assert (found.width, found.height) == (4, 6)
    assert SECRET not in found.content
    shown = Image.open(BytesIO(found.content))
    assert (shown.format, shown.size) == (form, (4, 6))
    assert not shown.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp", "Comment"} & shown.info.keys()
    assert (tmp_path / "ada").read_bytes() == content


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_a_png_of_any_mode_keeps_its_pixels(mode: str, tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded("PNG", mode=mode))
    shown = Image.open(BytesIO(image(tmp_path, "a.png").content))
    assert shown.size == (6, 4)
    assert (shown.mode == "RGBA") is (mode in ("LA", "RGBA"))


def test_a_transparent_ground_stays_transparent(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(encoded("PNG", mode="P", transparency=0))
    shown = Image.open(BytesIO(image(tmp_path, "a.png").content))
    assert shown.getchannel("A").getextrema() == (0, 0)


def linked(root: Path) -> str:
    (root.parent / "outside.png").write_bytes(encoded("PNG"))
    (root / "link.png").symlink_to(root.parent / "outside.png")
    return "link.png"


def linked_folder(root: Path) -> str:
    (root.parent / "elsewhere").mkdir()
    (root.parent / "elsewhere" / "a.png").write_bytes(encoded("PNG"))
    (root / "images").symlink_to(root.parent / "elsewhere")
    return "images/a.png"


def above(root: Path) -> str:
    (root.parent / "outside.png").write_bytes(encoded("PNG"))
    return "../outside.png"


def absolute(root: Path) -> str:
    return str((root.parent / above(root)[3:]).resolve())


def holding(content: bytes) -> Callable[[Path], str]:
    def made(root: Path) -> str:
        (root / "a.png").write_bytes(content)
        return "a.png"

    return made


def pipe(root: Path) -> str:
    os.mkfifo(root / "pipe.png")
    return "pipe.png"


def ring(root: Path) -> str:
    (root / "ring.png").symlink_to("ring.png")
    return "ring.png"


OUTSIDE = "it is outside the dossier's folder"
UNUSABLE = [
    (linked, OUTSIDE),
    (linked_folder, OUTSIDE),
    (above, OUTSIDE),
    (absolute, OUTSIDE),
    (lambda _: "gone.png", "no such file or directory"),
    (lambda _: "a\0.png", "there is no such file"),
    (lambda _: ".", "it is not a regular file"),
    (pipe, "it is not a regular file"),
    (ring, ""),
    (holding(b""), "it is neither PNG nor JPEG"),
    (holding(b"GIF89a" + bytes(40)), "it is neither PNG nor JPEG"),
    (holding(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "it is neither PNG nor JPEG"),
    (holding(encoded("PNG") + bytes(MOST_BYTES)), "it is larger than 2 MiB"),
    (holding(encoded("PNG", (MOST_PIXELS + 1, 1), "1")), "it has 4,001 by 1 pixels"),
    (holding(encoded("JPEG", (1, MOST_PIXELS + 1), "L")), "it has 1 by 4,001 pixels"),
    (holding(encoded("PNG")[:20]), "it is damaged"),
]


@pytest.mark.parametrize(("make", "sentence"), UNUSABLE)
def test_a_file_that_is_of_no_use_is_refused_and_named(
    make: Callable[[Path], str], sentence: str, tmp_path: Path
) -> None:
    root = tmp_path / "dossier"
    root.mkdir()
    path = make(root)
    for read in (image, refuse_unusable):
        with pytest.raises(UnusableImage) as refused:
            read(root, path)
        assert sentence in refused.value.sentence
        assert refused.value.hint


def test_a_link_within_the_folder_and_the_largest_image_are_used(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(encoded("PNG", (MOST_PIXELS, 1), "1"))
    (tmp_path / "link.png").symlink_to("large.png")
    assert image(tmp_path, "link.png").width == MOST_PIXELS


def test_without_pillow_no_image_is_shown_and_check_still_finds_the_wrong_type(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(encoded("PNG"))
    (tmp_path / "b.png").write_bytes(b"GIF89a")
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(UnusableImage) as refused:
        image(tmp_path, "a.png")
    assert refused.value.hint.endswith("-m pip install pillow")
    refuse_unusable(tmp_path, "a.png")
    with pytest.raises(UnusableImage):
        refuse_unusable(tmp_path, "b.png")


@given(whole=st.sampled_from([laden(form) for form in FORMATS]), data=st.data())
def test_no_damage_to_a_file_is_an_exception_of_another_kind(
    whole: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    at = data.draw(st.integers(0, len(whole) - 1))
    cut = data.draw(st.booleans())
    content = whole[:at] if cut else whole[:at] + data.draw(st.binary(min_size=1, max_size=3)) + whole[at + 1 :]
    root = tmp_path_factory.mktemp("image")
    (root / "a").write_bytes(content)
    try:
        found = image(root, "a")
    except UnusableImage:
        return
    Image.open(BytesIO(found.content)).load()


def test_check_names_images_of_no_use_and_no_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "dossier"
    root.mkdir()
    (root / "right.png").write_bytes(encoded("PNG"))
    (root / "dossier.yaml").write_text(
        "dossier: {title: T, cite: log p. 1, letterhead: {name: Desk, logo: gone.png}}\n"
        "sources: {log: {title: The log}}\n"
        "people:\n"
        "  ada: {name: Ada, portrait: right.png, cite: log p. 1}\n"
        "  bea: {name: Bea, portrait: wrong.jpg, cite: log p. 1}\n"
    )
    found = [(one.code, one.line, one.path) for one in _findings(root)]
    assert found == [("unusable-image", 1, "letterhead.logo"), ("unusable-image", 5, "portrait")]
    for name in ("gone.png", "wrong.jpg"):
        shutil.copy(root / "right.png", root / name)
    assert _findings(root) == []  # the dossier itself has not changed


def _findings(root: Path) -> list[Finding]:
    with closing(open_store(root)) as store:
        return list(audited(root, store).findings())
