"""Documents to text, one file a format; the file has the name of the format's value."""

from enum import StrEnum
from importlib import import_module

from brief.document import Document


class Format(StrEnum):
    """The output formats."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


EXTENSIONS: dict[str, Format] = {f".{format}": format for format in Format} | {
    ".txt": Format.TEXT,
    ".md": Format.MARKDOWN,
}
"""The format that a file's extension asks for."""


def render(document: Document, format: Format) -> str:
    """A document in this format, ending in a newline."""
    rendered: str = import_module(f"brief.render.{format}").render(document)
    return rendered


_PLAIN = {
    "—": "-", "–": "-", "‐": "-", "‑": "-", "−": "-", "·": "-", "•": "-",
    "‘": "'", "’": "'", "“": '"', "”": '"', "«": '"', "»": '"', "⟨": "<", "⟩": ">",
    "…": "...", "→": "->", "×": "x", "¶": "para ", "§": "section ", "\xa0": " ", "\u202f": " ",
}  # fmt: skip


def printable(text: str, encoding: str) -> str:
    """Text that this encoding can take: plain signs for typographic ones it lacks, `\\u1ea1` for letters."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_within(character, encoding) for character in text)
    return text


def _within(character: str, encoding: str) -> str:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        plain = _PLAIN.get(character)
        return plain or character.encode(encoding, "backslashreplace").decode(encoding)
    return character
