"""Extracts text and metadata of a source's file: text, HTML or PDF.

HTML and PDF are read in a separate process with limits, because they come from strangers. Nothing is fetched.
"""

import json
import re
import sys
from importlib.util import find_spec

from brief.extraction.extract import Extract, Kind, Unextractable, plain
from brief.locale import say
from brief.system.encodings import wide_encoding

__all__ = ["Extract", "Kind", "Unextractable", "extracted", "kind_of"]

LIBRARIES = {Kind.HTML: "trafilatura", Kind.PDF: "pdfminer"}
_PACKAGES = {"trafilatura": "trafilatura", "pdfminer": "pdfminer.six"}
_MARKUP = re.compile(rb"\s*(<!--.*?-->\s*)?(<\?xml[^>]*>\s*)?(<!doctype html|<html)", re.IGNORECASE | re.DOTALL)
_HEAD = 1024
"""Number of bytes that are searched for HTML markup."""


def kind_of(content: bytes, suffix: str) -> Kind:
    """Return the kind of a file by its first bytes or the suffix of its name; raise `Unextractable` for other kinds."""
    if not content.strip():
        raise Unextractable(say("it is empty"), say("save the text of the source in it"))
    if content.startswith(b"%PDF-"):
        return Kind.PDF
    if b"\0" in content and not wide_encoding(content[:_HEAD]):
        raise Unextractable(say("it is neither text nor HTML nor PDF"), say("save it as one of these"))
    head = content[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    is_html = suffix.lower() in (".html", ".htm", ".xhtml") or _MARKUP.match(head)
    return Kind.HTML if is_html else Kind.TEXT


def extracted(content: bytes, kind: Kind, path: str = "") -> Extract:
    """Return text and metadata of a file of this kind; raise `Unextractable`, perhaps with a command for the path."""
    if kind is Kind.TEXT:
        return plain(content, path)
    library = LIBRARIES[kind]
    if not find_spec(library):
        from shlex import quote

        package = _PACKAGES[library]
        sentence = say("reading {kind} needs {package}, which is not installed", kind=kind.name, package=package)
        raise Unextractable(
            sentence, say("{python} -m pip install {package}", python=quote(sys.executable), package=package)
        )
    from brief.extraction.bounded import run

    return Extract(**json.loads(run(kind, content)))
