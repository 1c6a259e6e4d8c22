"""Locators, the places in a source that citations name: `¶7`, `pp. 3-4`, `ch. 3, p. 12`, `1:02:03`."""

import re
from enum import StrEnum
from functools import lru_cache

from brief.named_tuple import NamedTuple

_NUMBERS = r"[0-9]+[a-z]?(-[0-9]+[a-z]?)?(, ?[0-9]+[a-z]?(-[0-9]+[a-z]?)?)*"
_PREFIXES = (
    r"¶¶?|§§?|pp?\.|chs?\.|arts?\.|cols?\.|nn?\.|secs?\.|vols?\.|nos?\.|pts?\."
    r"|lines?|tables?|figs?\.|slides?|annex|app\."
)
_KNOWN = re.compile(
    rf"({_PREFIXES}) ?({_NUMBERS}|[ivxlcdm]+(-[ivxlcdm]+)?|[A-Z])"
    r"|fols?\. ?[0-9]+[rv]?(-[0-9]*[rv]?)?"
    r"|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(-[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    r"|title|headline|abstract|preamble"
)
_SPELLINGS = (
    (r"(pages?|pgs?\.?|s\.|p)", "p."),
    (r"pp", "pp."),
    (r"¶\.", "¶"),
    (r"(sections?|sect\.?|sec|§\.)", "§"),
    (r"(chapters?|chap\.?|ch|cap\.?)", "ch."),
    (r"(articles?|art)", "art."),
    (r"(columns?|col)", "col."),
    (r"(folios?|fol|ff?\.?)", "fol."),
    (r"(footnotes?|notes?|fn\.?|n)", "n."),
    (r"(l\.|ll\.|ln\.?)", "line"),
    (r"(tab\.?|tbl\.?)", "table"),
    (r"(figures?|fig)", "fig."),
)
"""Patterns of other spellings, each with the standard form."""
_PARAGRAPH = r"(?:^|(?<=, ))(?:(?i:par(?:a(?:graph)?)?s?)\.?|[P#]) *(?=[0-9])"
"""Other signs of a paragraph: `para 2`, `Par. 2`, `P2`, `#2`. A small `p2` may be a page."""
_RUN = r"[0-9]+(?:-[0-9]+)?"
_COUNTED = re.compile(rf"(¶¶?|lines?|pp?\.) ?({_RUN}(?:, ?{_RUN})*)(?:, .*)?", re.DOTALL)
_MOST_LETTERS = 200
"""Maximum length of a locator that gets a suggestion; longer ones are not typing errors."""
_DIGITS = 18
"""Maximum number of digits that are read; no text has more paragraphs, lines or pages."""

_REMEMBERED = 1 << 10
"""Number of cached locators, because many citations have the same."""


class Unit(StrEnum):
    """The units that can be counted in a plain text."""

    PARAGRAPH = "paragraph"
    LINE = "line"
    PAGE = "page"


_UNITS = {"¶": Unit.PARAGRAPH, "p": Unit.PAGE, "l": Unit.LINE}
_FORMS = {Unit.PARAGRAPH: ("¶", "¶"), Unit.LINE: ("line ", "lines "), Unit.PAGE: ("p. ", "pp. ")}


class Numbered(NamedTuple):
    """A numbered place, counted from 1."""

    unit: Unit
    spans: tuple[tuple[int, int], ...]
    """First and last number of each range: `3-5, 9` is (3, 5), (9, 9)."""


def numbered(at: str) -> Numbered | None:
    """Return the paragraphs, lines or pages that a locator names first; None for other forms."""
    found = _COUNTED.fullmatch(usual(at)) if len(at) <= _MOST_LETTERS else None
    if not found:
        return None
    pieces = [piece.strip().partition("-") for piece in found[2].split(",")]
    spans = [(int(first[:_DIGITS]), int((last or first)[:_DIGITS])) for first, _, last in pieces]
    return Numbered(_UNITS[found[1][0]], tuple((min(span), max(span)) for span in spans))


@lru_cache(maxsize=_REMEMBERED)
def usual(at: str) -> str:
    """Return a locator with `¶` for other signs of a paragraph: `¶2` for `para 2`, `Par. 2`, `P2` or `#2`."""
    if len(at) > _MOST_LETTERS or (better := re.sub(_PARAGRAPH, "¶", at)) == at:
        return at
    better = re.sub("(?<=[0-9])[\u2010-\u2015\u2212](?=[0-9])", "-", better)
    return better if is_locator(better) else at


def locator(unit: Unit, first: int, last: int) -> str:
    """Return the locator of one or several paragraphs, lines or pages: `¶7`, `lines 3-4`."""
    one, several = _FORMS[unit]
    return f"{one}{first}" if first == last else f"{several}{first}-{last}"


@lru_cache(maxsize=_REMEMBERED)
def is_locator(text: str) -> bool:
    """True if the text is a known form of locator."""
    return _whole(text) or all(_whole(piece) for piece in re.split(r", (?![0-9])", text))


def _whole(text: str) -> bool:
    return _KNOWN.fullmatch(text) is not None


def nearest_locator(text: str) -> str:
    """Return the locator that was probably meant; empty if none is similar."""
    if len(text) > _MOST_LETTERS:
        return ""
    from brief.model.quotation_marks import SIGNS

    plain = usual(re.sub("[\u2010-\u2015\u2212]", "-", text.strip(f" {SIGNS}")))
    pieces = [_respelled(piece) for piece in re.split(r"\s*[,;]\s*(?![0-9])", plain)]
    better = ", ".join(pieces)
    return better if is_locator(better) else ""


def _respelled(piece: str) -> str:
    if re.fullmatch(r"[0-9]+", piece):
        return f"p. {piece}"
    if re.fullmatch(r"[0-9]+-[0-9]+", piece):
        return f"pp. {piece}"
    piece = re.sub(r"(?<=[0-9])\s*-\s*(?=[0-9])", "-", piece)
    found = re.fullmatch(r"([^0-9\s]+)\s*(.+)", piece)
    if not found:
        return piece
    word, number = found[1].lower(), found[2]
    form = next((form for spelling, form in _SPELLINGS if re.fullmatch(spelling, word)), word)
    if form == "p." and re.search(r"[-,]", number):
        form = "pp."
    return f"{form}{number}" if form == "¶" else f"{form} {number}"
