"""Decode text in UTF-8, and say of other bytes what they are."""

import codecs

from brief.locale import say

_SAMPLE = 1 << 12


class NotUtf8(Exception):
    """Bytes that are not text in UTF-8."""

    def __init__(self, sentence: str, hint: str) -> None:
        """Say what they are, and the next step."""
        super().__init__(sentence)
        self.sentence = sentence
        self.hint = hint


def decoded(content: bytes, path: str, *, is_of_dossier: bool = False) -> str:
    """Return the text of a file; raises `NotUtf8`, with the first wrong byte or the encoding."""
    if encoding := wide_encoding(content[:_SAMPLE]):
        raise NotUtf8(
            say("it is in {encoding}", encoding=encoding[:6]),
            how_to_convert(encoding, path, is_of_dossier=is_of_dossier),
        )
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        sentence = say("byte 0x{byte:02X} on line {line:,} is not UTF-8", byte=content[error.start], line=line)
        raise NotUtf8(sentence, say("save it as UTF-8")) from error


def wide_encoding(head: bytes) -> str:
    """Return the name of the encoding of a file that begins so: of UTF-16 or UTF-32, or empty for any other.

    They have a byte order mark, or zero bytes next to Latin letters.
    """
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "UTF-32"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    few = len(head) // 8
    zeros = [head[place::4].count(0) for place in range(4)]
    for encoding, letters in (("UTF-32LE", (0,)), ("UTF-32BE", (3,)), ("UTF-16LE", (0, 2)), ("UTF-16BE", (1, 3))):
        has_letters = not any(zeros[place] for place in letters)
        if has_letters and all(count > few for place, count in enumerate(zeros) if place not in letters):
            return encoding
    return ""


def how_to_convert(encoding: str, path: str, *, is_of_dossier: bool = False) -> str:
    """Return the next step for a file in another encoding; its path is empty for standard input.

    The path of a file of a dossier begins in the dossier's folder.
    """
    from shlex import quote

    command = f"iconv -f {encoding} -t UTF-8"
    if path:
        old, new = quote(path), quote(f"{path}.utf-8")
        command = f"{command} {old} > {new} && mv {new} {old}"
    if is_of_dossier:
        return say("save it as UTF-8, or convert it, in the dossier's folder: `{command}`", command=command)
    return say("save it as UTF-8, or convert it: `{command}`", command=command)
