"""The result of an extraction, and the extraction of plain text."""

from collections.abc import Sequence
from enum import StrEnum

from brief.locale import say
from brief.model.sources import MOST_TEXT
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.system.encodings import NotUtf8, decoded

_LONGEST_TITLE = 200
"""Greatest length of a first line that counts as the title."""


class Kind(StrEnum):
    """A kind of file; the value is the suffix of its copy in the dossier."""

    TEXT = "txt"
    HTML = "html"
    PDF = "pdf"


class Unextractable(UserError):
    """The text of a file cannot be extracted."""


class Extract(NamedTuple):
    """The text of a file, one paragraph in each line, and its metadata, as fields of a source."""

    text: str
    title: str = ""
    type: str = ""
    author: Sequence[str] = ()
    publication: str = ""
    published: str = ""
    """In EDTF."""
    language: str = ""
    url: str = ""


def plain(content: bytes, path: str) -> Extract:
    """Return the plain text of a file in UTF-8, with its first line as the title; raise `Unextractable`."""
    try:
        text = decoded(content, path)
    except NotUtf8 as error:
        raise Unextractable(error.sentence, error.hint) from error
    refuse_long(text)
    first = " ".join(next(filter(str.strip, text.removeprefix("\ufeff").split("\n")), "").split())
    return Extract(text, first if len(first) <= _LONGEST_TITLE else "")


def refuse_long(text: str) -> None:
    """Raise `Unextractable` for a text that is too long for the check of quotes."""
    if len(text.encode("utf-8", "replace")) > MOST_TEXT:
        raise Unextractable(say("its text is larger than {most} MiB", most=MOST_TEXT >> 20), say("split it"))


def in_one_line(text: object) -> str:
    """Return a value from a file as one line; empty for None."""
    return " ".join(str(text or "").split())
