"""What is extracted from a file, and the extraction of plain text."""

from collections.abc import Sequence
from enum import StrEnum

from brief.locale import say
from brief.model.sources import MOST_TEXT
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

_LONGEST_TITLE = 200
"""A longer first line is no title."""


class Kind(StrEnum):
    """The kinds of files, by the suffix of a copy."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"


class Unextractable(UserError):
    """No text can be had of a file."""


class Extract(NamedTuple):
    """The text of a file, a paragraph in each line, and what the file says of itself, as fields of a source."""

    text: str
    title: str = ""
    type: str = ""
    author: Sequence[str] = ()
    publication: str = ""
    published: str = ""
    """In EDTF."""
    language: str = ""
    url: str = ""


def plain(content: bytes) -> Extract:
    """Return a plain text in UTF-8, with its first line as the title."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = say("byte 0x{byte:02X} on line {line:,} is not UTF-8", byte=content[error.start], line=line)
        raise Unextractable(sentence, say("save it as UTF-8")) from error
    refuse_long(text)
    first = " ".join(next(filter(str.strip, text.removeprefix("\ufeff").split("\n")), "").split())
    return Extract(text, first if len(first) <= _LONGEST_TITLE else "")


def refuse_long(text: str) -> None:
    """Raise `Unextractable` for a text that is too long to be checked."""
    if len(text.encode("utf-8", "replace")) > MOST_TEXT:
        raise Unextractable(say("its text is larger than {most} MiB", most=MOST_TEXT >> 20), say("split it"))


def in_one_line(text: object) -> str:
    """Return a value that a file gives for a field, in one line."""
    return " ".join(str(text or "").split())
