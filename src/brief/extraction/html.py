"""Extracts the article and the metadata of an HTML page."""

import re

from brief.extraction.extract import Extract, Unextractable, in_one_line
from brief.locale import say

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_XML = re.compile(r"\s*<\?xml[^>]*\?>")
_RULE = re.compile(r"[|\s:-]*")
_TYPES = {
    **dict.fromkeys(("newsarticle", "reportagenewsarticle", "analysisnewsarticle"), "article-newspaper"),
    "scholarlyarticle": "article-journal",
    "blogposting": "post-weblog",
    "socialmediaposting": "post",
    "report": "report",
}
"""Types of a source by schema.org type."""


def extract_html(content: bytes) -> Extract:
    """Return the article of a page; raise `Unextractable`."""
    import trafilatura

    page = _XML.sub("", _decoded(content), count=1)
    tree = trafilatura.load_html(page)
    if tree is None:
        raise Unextractable(say("it contains no page"))
    language = in_one_line(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"))
    said = trafilatura.extract_metadata(page, extensive=False)
    title = in_one_line(said.title)
    text = trafilatura.extract(page, include_comments=False, favor_recall=True) or trafilatura.html2txt(page)
    lines = [line for line in map(in_one_line, text.split("\n")) if not _RULE.fullmatch(line)]
    headed = [title] if title and lines and title not in lines[0] and title not in lines else []
    address = in_one_line(said.url)
    return Extract(
        "".join(f"{line}\n" for line in (*headed, *lines)),
        title,
        _TYPES.get(in_one_line(said.pagetype).lower(), "webpage"),
        [name for name in map(in_one_line, (said.author or "").split(";")) if name],
        in_one_line(said.sitename),
        in_one_line(said.date),
        language.replace("_", "-"),
        address if address.startswith(("http://", "https://")) else "",
    )


def _decoded(content: bytes) -> str:
    """Decode a page: by its byte order mark, as UTF-8, or in the encoding that it declares; raise `Unextractable`."""
    marked = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "")
    declared = [name.decode("ascii") for name in _DECLARED.findall(content[:_HEAD])]
    for encoding in [marked] if marked else ["utf-8", *declared]:
        try:
            return content.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    raise Unextractable(say("it is not in UTF-8 and declares no other encoding that fits"))
