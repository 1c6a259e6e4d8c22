"""The notes of a Word document, as Word reads them."""

import zipfile
from io import BytesIO
from xml.etree import ElementTree

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def noted(content: bytes) -> list[str]:
    """Return the ids of all footnotes; check that each has its one place in the text, in order, before later uses."""
    packed = zipfile.ZipFile(BytesIO(content))
    anchors, bookmarks = list[str](), list[str]()
    for found in ElementTree.fromstring(packed.read("word/document.xml")).iter():
        if found.tag == f"{WORD}footnoteReference":
            anchors.append(found.attrib[f"{WORD}id"])
        if found.tag == f"{WORD}bookmarkStart":
            bookmarks.append(found.attrib[f"{WORD}name"])
        if found.tag == f"{WORD}instrText" and "NOTEREF" in (found.text or ""):
            assert (found.text or "").split()[1] in bookmarks
    notes = list[str]()
    if "word/footnotes.xml" in packed.namelist():
        told = ElementTree.fromstring(packed.read("word/footnotes.xml")).iter(f"{WORD}footnote")
        notes = [note.attrib[f"{WORD}id"] for note in told if note.get(f"{WORD}type") is None]
    assert anchors == notes == [str(number) for number in range(1, len(notes) + 1)]
    assert bookmarks == [f"_Citation{number}" for number in notes]
    return notes
