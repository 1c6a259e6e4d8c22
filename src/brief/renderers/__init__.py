"""Documents to text, one file a format; the file has the name of the format's value."""

import sys
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


_LOGGED = frozenset({Format.GITHUB})
"""The formats for the log of another program, which no file is named after."""
EXTENSIONS: dict[str, Format] = {f".{format}": format for format in Format if format not in _LOGGED} | {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".htm": Format.HTML,
    ".mmd": Format.MERMAID,
    ".gv": Format.DOT,
}
"""The format that a file's extension asks for."""
ENDINGS = {format: f".{format}" for format in Format} | {
    Format.TEXT: ".txt",
    Format.MARKDOWN: ".md",
    Format.MERMAID: ".mmd",
    Format.DOT: ".gv",
}
"""The extension of a file that the program names itself."""


class Size(StrEnum):
    """The sizes of paper (ISO 216, ANSI Y14.1)."""

    A4 = "a4"
    LETTER = "letter"


class Paper(NamedTuple):
    """What a printed page, or a table, is like."""

    size: Size = Size.A4
    template: bytes | None = None
    """The user's own: a Word document whose styles a `.docx` takes, or what makes a page of HTML or PDF."""
    template_name: str = ""
    """What the user calls it."""
    marking_column: bool = False
    """Whether each row of a CSV has the handling marking."""


PLAIN = Paper()
"""Paper of which nothing was said."""


_STREAMED = frozenset({Format.TEXT, Format.JSON})
"""The formats that read a document once, as it is written."""
PAGES = frozenset({Format.TEXT, Format.MARKDOWN, Format.HTML, Format.DOCX, Format.PDF})
"""The formats for readers, which are short unless a full page is asked for; the others hold all data."""
PRINTED = frozenset({Format.DOCX, Format.PDF})
"""The formats of printed pages, which are bytes."""
FINDINGS = frozenset({Format.GITHUB, Format.SARIF})
"""The formats for findings alone, which other programs show beside the lines of the files."""
TEMPLATED = frozenset({Format.HTML, Format.DOCX, Format.PDF})
"""The formats that take a template of the user's."""
_DRESSED = frozenset({Format.HTML, Format.CSV})
"""The formats of text that depend on the paper asked for."""
BUILT_IN = {Format.HTML: "templates/page.html", Format.PDF: "page.typ"}
"""The templates of ours that a user may start from."""


def render(document: "Document", format: Format, paper: Paper = PLAIN) -> str:
    """A document in a format of text, ending in a newline; raises `UserError` where an extra is missing.

    Of `paper`, HTML takes the template, and CSV the column of the marking.
    """
    shown = document if format in _STREAMED else document.gathered()
    module = import_module(f"brief.renderers.{format}")
    rendered: str = module.render(shown, paper) if format in _DRESSED else module.render(shown)
    return rendered


class Printed(NamedTuple):
    """Printed pages, and what whoever asked for them is to know."""

    content: bytes
    remarks: tuple[str, ...] = ()


def pages(document: "Document", format: Format, paper: Paper) -> Printed:
    """A document as printed pages; raises `UserError` where an extra is missing."""
    printed: Printed = import_module(f"brief.renderers.{format}").render(document.gathered(), paper)
    return printed


def extra(module: str, library: str) -> ModuleType:
    """A module of a library that an extra brings; raises `UserError` with the command that installs it.

    The command names the Python that runs, because a bare `pip` may be that of another, and the library and not an
    extra of brief, which need not have come from an index of packages.
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
    """Writes text for an encoding: plain signs for typographic ones that it lacks, `\\u1ea1` for letters."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.missing: set[str] = set()
        """The characters that it wrote by their numbers."""

    def __call__(self, text: str) -> str:
        """Return the text in characters of the encoding."""
        lacking = _lacking(text, self.encoding)
        if not lacking:
            return text
        self.missing |= lacking - _PLAIN.keys()
        return text.translate({ord(sign): _PLAIN.get(sign) or _escape(sign, self.encoding) for sign in lacking})


def printable(text: str, encoding: str) -> str:
    """Text that this encoding can take."""
    return Encoder(encoding)(text)


def _lacking(text: str, encoding: str) -> set[str]:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return {sign for sign in set(text) if not sign.encode(encoding, "ignore")}
    return set()


def _escape(sign: str, encoding: str) -> str:
    return sign.encode(encoding, "backslashreplace").decode(encoding)
