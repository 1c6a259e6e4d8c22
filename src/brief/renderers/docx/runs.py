"""Texts and citations as runs of a paragraph.

On a full page the first use of a reference is a footnote, and later ones are cross-references to its number (ECMA-376,
part 1, sections 17.11 and 17.16.5).
"""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from brief.document import Document, Pointer
from brief.named_tuple import NamedTuple
from brief.renderers.words import LEFT_TO_RIGHT, directed, quotations, referenced, unbroken

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Return text for XML 1.0; a forbidden character is written as its code point."""
    return escape(_ILLEGAL.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", text))


def run(text: str, format: str = "") -> str:
    """Return a text as runs; right-to-left words have runs of their own, which set their direction."""
    return "".join(
        _run(part, f"{format}<w:rtl/>") + _run(LEFT_TO_RIGHT, format) if leftwards else _run(part, format)
        for part, leftwards in directed(text)
    )


def _run(text: str, format: str) -> str:
    if not text:
        return ""
    formatted = f"<w:rPr>{format}</w:rPr>" if format else ""
    return f'<w:r>{formatted}<w:t xml:space="preserve">{legal(text)}</w:t></w:r>'


def leftward(text: str) -> bool:
    """True if all letters of a text belong to right-to-left scripts."""
    parts = list(directed(text))
    others = "".join(part for part, leftwards in parts if not leftwards)
    return any(leftwards for _, leftwards in parts) and not any(map(str.isalpha, others))


def styled(style: str) -> str:
    """Return the run property that applies a character style."""
    return f'<w:rStyle w:val="{style}"/>'


def field(code: str, shown: str, format: str = "") -> str:
    """Return a field, which Word computes, with its last result."""
    formatted = f"<w:rPr>{format}</w:rPr>" if format else ""

    def mark(kind: str) -> str:
        return f'<w:r>{formatted}<w:fldChar w:fldCharType="{kind}"/></w:r>'

    instruction = f'<w:r>{formatted}<w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return mark("begin") + instruction + mark("separate") + _run(shown, format) + mark("end")


class Prose(NamedTuple):
    """A paragraph."""

    style: str
    """Id of the style; empty for running text."""
    runs: str
    leftward: bool = False
    """True if it runs from right to left."""
    is_kept: bool = False
    """True if it stays on one page with the next paragraph."""

    def xml(self, *, kept: bool = False, lowered: bool = False) -> str:
        """Return the element; `kept` keeps it with the next, `lowered` adds space above."""
        properties = f'<w:pStyle w:val="{self.style}"/>' if self.style else ""
        properties += "<w:keepNext/>" * bool((kept or self.is_kept) and self.style)
        properties += "<w:bidi/>" * self.leftward + '<w:spacing w:before="160"/>' * lowered
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{self.runs}</w:p>"


class Citations:
    """The references of one document.

    On a short page the reference itself follows the statement. On a full page it is a footnote, which can hold quotes:
    one for each distinct reference; a repeated reference points to the same footnote. Notes are numbered as
    they are asked for, so create the text in its order, and print all of it.
    """

    def __init__(self, document: Document, styles: Mapping[str, str]) -> None:
        self._document = document
        self._format = styled(styles["footnote reference"])
        self._text = styles["footnote text"]
        self._small = styled(styles["Brief Reference"])
        self._printed: dict[tuple[Pointer, ...], int] = {}

    def of(self, pointers: tuple[Pointer, ...]) -> str:
        """Return the reference after a statement, empty without a source."""
        if not pointers:
            return ""
        if not self._document.full:
            return run(f"\N{NO-BREAK SPACE} {unbroken(pointers)}", self._small)
        return self._number(pointers)

    def _number(self, pointers: tuple[Pointer, ...]) -> str:
        """Return a note at its first use, later a cross-reference to it."""
        number = self._printed.get(pointers)
        name = f"_Citation{number or len(self._printed) + 1}"
        if number:
            return field(f"NOTEREF {name} \\f \\h", str(number), self._format)
        number = self._printed[pointers] = len(self._printed) + 1
        return (
            f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
            f'<w:r><w:rPr>{self._format}</w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
            f'<w:bookmarkEnd w:id="{number}"/>'
        )

    def footnotes(self) -> str:
        """Return all numbered footnotes after the two separators; empty if there are none."""
        if not self._printed:
            return ""
        rules = "".join(
            f'<w:footnote w:type="{kind}" w:id="{id_}"><w:p><w:pPr><w:spacing w:after="0" w:line="240"'
            f' w:lineRule="auto"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        return rules + "".join(self._footnote(number, pointers) for pointers, number in self._printed.items())

    def _footnote(self, number: int, pointers: tuple[Pointer, ...]) -> str:
        quotes = quotations(pointers)
        text = run(" " + "; ".join((referenced(pointers), *quotes)))
        return (
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="{self._text}"/></w:pPr>'
            f"<w:r><w:rPr>{self._format}</w:rPr><w:footnoteRef/></w:r>{text}</w:p></w:footnote>"
        )
