"""Render documents as text or pages: one module per format, named after the value of `Format`."""

import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.document import Document


class Format(StrEnum):
    """The output formats."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    ICS = "ics"
    MERMAID = "mermaid"
    DOT = "dot"
    GITHUB = "github"
    SARIF = "sarif"


_LOG_FORMATS = frozenset({Format.GITHUB})
"""Formats for the log of another program; no file extension selects them."""
EXTENSIONS: dict[str, Format] = {f".{format}": format for format in Format if format not in _LOG_FORMATS} | {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".htm": Format.HTML,
    ".mmd": Format.MERMAID,
    ".gv": Format.DOT,
}
"""Format selected by a file's extension."""
ENDINGS = {format: f".{format}" for format in Format} | {
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
    Format.MERMAID: ".mmd",
    Format.DOT: ".gv",
}
"""Extension of a file that the program names itself."""


class Size(StrEnum):
    """The sizes of paper (ISO 216, ANSI Y14.1)."""

    A4 = "a4"
    LETTER = "letter"


class Paper(NamedTuple):
    """How a printed page or a table should look."""

    size: Size = Size.A4
    template: bytes | None = None
    """The user's template: a Word document that gives `.docx` its styles, or the template of HTML or PDF pages."""
    template_name: str = ""
    """The file name that the user gave for the template."""
    marking_column: bool = False
    """True if each row of a CSV has the handling marking."""


PLAIN = Paper()
"""Paper with default settings."""


_STREAMED = frozenset({Format.TEXT, Format.JSON})
"""Formats that read a document once, as it is written."""
PAGES = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF})
"""Formats for readers: short unless a full page is requested. The other formats contain all data."""
PRINTED = frozenset({Format.DOCX, Format.PDF})
"""Formats of printed pages; their output is bytes."""
FINDINGS = frozenset({Format.GITHUB, Format.SARIF})
"""Formats for findings only, which other programs show next to the lines of the files."""
TEMPLATED = frozenset({Format.HTML, Format.DOCX, Format.PDF})
"""Formats that accept a user's template."""
_USING_PAPER = frozenset({Format.HTML, Format.CSV})
"""Text formats whose output depends on `Paper`."""
BUILT_IN = {Format.HTML: "templates/page.html", Format.PDF: "page.typ"}
"""Built-in templates that a user can start from."""


def render(document: "Document", format: Format, paper: Paper = PLAIN) -> str:
    """Return a document in a text format, ending in a newline.

    HTML uses the template of `paper`, and CSV its marking column. Raises `UserError` if an extra is missing.
    """
    shown = document if format in _STREAMED else document.gathered()
    module = import_module(f"brief.renderers.{format}")
    rendered: str = module.render(shown, paper) if format in _USING_PAPER else module.render(shown)
    return rendered


class Printed(NamedTuple):
    """Printed pages, with remarks for the user."""

    content: bytes
    remarks: tuple[str, ...] = ()


def pages(document: "Document", format: Format, paper: Paper) -> Printed:
    """Return a document as printed pages; raises `UserError` if an extra is missing."""
    printed: Printed = import_module(f"brief.renderers.{format}").render(document.gathered(), paper)
    return printed._replace(remarks=(*printed.remarks, *remarks(document, format, paper)))


def remarks(document: "Document", format: Format, paper: Paper) -> Iterator[str]:
    """Yield what the user should know of a document in this format, as far as it is known without the pages."""
    if document.one_page is False and format in (Format.HTML, Format.DOCX):  # other programs lay out their pages
        yield say("this paper should fit one page, but may take more: it cannot be cut further")
    is_whole = format in (Format.HTML, Format.PDF)  # such a template makes the whole page; Word gets the marking anyway
    if is_whole and document.handling and paper.template is not None and b"handling" not in paper.template:
        from brief.document import sanitize

        template, handling = sanitize(paper.template_name), document.handling
        yield say("{template} does not print the marking, {handling}", template=template, handling=handling)


def extra(module: str, library: str) -> ModuleType:
    """Import a module of an optional library; raises `UserError` with the command that installs it.

    The command names the running Python, because a bare `pip` may belong to another one. It names the library instead
    of an extra of brief, because brief may not have been installed from a package index.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        from shlex import quote

        sentence = say("this format needs {name}, which is not installed", name=error.name)
        raise UserError(
            sentence, say("{python} -m pip install {library}", python=quote(sys.executable), library=library), 2
        ) from error


_PLAIN = {
    "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "·": "-", "•": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "⟨": "<", "⟩": ">",
    "…": "...", "→": "->", "×": "x", "¶": "para ", "§": "section ", "\xa0": " ", "\u202f": " ",
    "▁": ".", "▂": ".", "▃": ":", "▄": ":", "▅": "+", "▆": "+", "▇": "#", "█": "#", "▒": "~",
    "├": "|", "└": "`", "│": "|", "─": "-", "←": "<-", "⋮": ":", "≠": "!=",
}  # fmt: skip


class Encoder:
    """Writes text for an encoding: ASCII replaces missing typographic signs, `\\u1ea1` replaces missing letters."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.missing: set[str] = set()
        """Characters that were written as escapes."""

    def __call__(self, text: str) -> str:
        """Return the text with only characters of the encoding."""
        missing = _unencodable(text, self.encoding)
        if not missing:
            return text
        self.missing |= missing - _PLAIN.keys()
        return text.translate({ord(sign): _PLAIN.get(sign) or _escape(sign, self.encoding) for sign in missing})


def printable(text: str, encoding: str) -> str:
    """Return `text` with only characters that the encoding can represent."""
    return Encoder(encoding)(text)


def _unencodable(text: str, encoding: str) -> set[str]:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return {sign for sign in set(text) if not sign.encode(encoding, "ignore")}
    return set()


def _escape(sign: str, encoding: str) -> str:
    return sign.encode(encoding, "backslashreplace").decode(encoding)
