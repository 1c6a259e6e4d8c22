"""The head of a dossier, and handling markings with their order."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, ClassVar

from brief.locale import say
from brief.model.parts import Citations, ImagePath, Many, OrganizationId, PlaceId
from brief.model.sections import SectionName
from brief.model.shape import Fields, Form, field

Scheme = tuple[tuple[str, ...], ...]
"""Markings from the lowest to the highest; markings of one level are grouped, the usual spelling first."""
_SCHEMES: tuple[Scheme, ...] = (
    # TLP 2.0 (https://www.first.org/tlp/); WHITE is what version 1 calls CLEAR.
    (("TLP:CLEAR", "TLP:WHITE"), ("TLP:GREEN",), ("TLP:AMBER",), ("TLP:AMBER+STRICT",), ("TLP:RED",)),
    (("UNCLASSIFIED",), ("RESTRICTED",), ("CONFIDENTIAL",), ("SECRET",), ("TOP SECRET",)),
    (("OFFICIAL",), ("OFFICIAL-SENSITIVE",), ("SECRET",), ("TOP SECRET",)),  # United Kingdom, since 2014
    (("UNCLASSIFIED",), ("PROTECTED A",), ("PROTECTED B",), ("PROTECTED C",)),  # Canada
)
_AND = " · "
"""Separator of markings that no scheme orders."""


def head_marking(header: "Header | None") -> str:
    """Return the marking of a dossier as a whole; empty if it has none."""
    return (header and header.handling) or ""


def own_scheme(header: "Header | None") -> Scheme:
    """Return the markings that the head of a dossier lists."""
    return tuple((held.name, *held.also) for held in header.markings) if header else ()


def known_markings(own: Scheme = ()) -> Iterator[str]:
    """Yield the usual spelling of every marking in a scheme, those of the dossier first."""
    yield from dict.fromkeys(texts[0] for scheme in (own, *_SCHEMES) for texts in scheme)


def scheme_of(used: Iterable[str], own: Scheme = ()) -> tuple[str, ...]:
    """Return the markings of the scheme that has most of those that are used, from the lowest; without any, of TLP."""
    bare = {*map(_bare, used)}
    schemes = [scheme for scheme in (own, *_SCHEMES) if scheme]
    found = max(schemes, key=lambda scheme: len(bare & {_bare(text) for texts in scheme for text in texts}))
    return tuple(texts[0] for texts in found)


def is_at_least(marking: str, other: str, own: Scheme = ()) -> bool | None:
    """True if a marking is as high as another or higher; None if no known scheme orders them.

    The dossier's `own` scheme comes first.
    """
    one, two = _bare(marking), _bare(other)
    if one == two:
        return True
    for scheme in (own, *_SCHEMES):
        levels = {_bare(text): level for level, texts in enumerate(scheme) for text in texts}
        if one in levels and two in levels:
            return levels[one] >= levels[two]
    return None


def is_low(marking: str, own: Scheme = ()) -> bool:
    """True for a marking in the lower half of its scheme, such as TLP:GREEN: what has it is soon given away."""
    for scheme in (own, *_SCHEMES):
        for level, texts in enumerate(scheme):
            if _bare(marking) in map(_bare, texts):
                return level < (len(scheme) - 1) / 2
    return False


def highest(markings: Iterable[str], own: Scheme = ()) -> str:
    """Return the highest of these markings, or all that no known scheme orders; empty ones are ignored."""
    found: list[str] = []
    for marking in dict.fromkeys(part for held in markings for part in held.split(_AND) if part):
        if not any(is_at_least(other, marking, own) for other in found):
            found = [*(other for other in found if not is_at_least(marking, other, own)), marking]
    return _AND.join(_usual(marking, own) for marking in found)


def _usual(marking: str, own: Scheme) -> str:
    """Return the usual spelling of a marking of the dossier's own scheme; others as they are written."""
    return next((texts[0] for texts in own if _bare(marking) in map(_bare, texts)), marking)


def _bare(marking: str) -> str:
    """Normalize a marking: ignore case, spaces, hyphens and colons."""
    return re.sub(r"[\s:_-]+", " ", marking.replace("+", " + ")).strip().casefold()


class Letterhead(Fields):
    """The letterhead of a paper's first page."""

    name: str
    """The desk, unit or body that the papers come from."""
    address: str | None = None
    """Its address, in one line."""
    logo: ImagePath | None = None
    """Path of a logo in the dossier's folder: PNG or JPEG."""
    colour: Annotated[str, Form("#[0-9A-Fa-f]{6}", say("a colour in hexadecimal"), '"#1f3a5f"')] | None = None
    """Colour of rules and headings, in quotes: `"#1f3a5f"`."""


class LayoutSection(Fields):
    """A section of a memo layout, written as its name or as a map."""

    section: SectionName
    """Which section it is."""
    most: int | None = None
    """Maximum number of lines, most important first; the paper says how many there are. By default, all."""
    heading: str | None = None
    """Its heading, if not the usual one."""

    @classmethod
    def fields(cls, value: Any) -> Any:
        """Turn the name of a section into a map."""
        return {"section": value} if isinstance(value, str) else super().fields(value)


class Marking(Fields):
    """A handling marking, written as its name or as a map."""

    name: str
    """The marking as pages print it: `RESTRICTED`."""
    also: Many[str] = ()
    """Other spellings of it in this dossier, such as `R`."""

    @classmethod
    def fields(cls, value: Any) -> Any:
        """Turn the name of a marking into a map."""
        return {"name": value} if isinstance(value, str) else super().fields(value)


class Header(Fields):
    """The dossier as a whole: title, parties, summary for memos."""

    KIND: ClassVar[str] = "dossier"

    title: str
    """What the dossier is about."""
    parties: Many[OrganizationId] = ()
    """The countries or bodies that it is about."""
    our_side: PlaceId | None = None
    """Our own side, whose desk this is: a read-ahead raises what others owe, not what we owe."""
    letterhead: Letterhead | None = None
    """The letterhead of a paper's first page."""
    stale_after_months: int = 24
    """After this many months without confirmation, a post without an end counts as former: "last seen in post"."""
    summary: str | None = None
    """Two or three sentences to begin a memo with."""
    cite: Citations = ()
    """Sources of the summary."""
    handling: str | None = None
    """The lowest marking of a page, such as `TLP:CLEAR`. A page has a higher one if anything on it is marked higher. A
    memo may raise it (`--handling`), but not lower it."""
    markings: tuple[Marking, ...] = ()
    """Your own handling markings from the lowest to the highest, each by its name or with other spellings of it:
    `[PUBLIC, {name: INTERNAL, also: INT}, SECRET]`. TLP 2.0 and common national schemes need no list."""
    author: str | None = None
    """Who maintains the dossier; the "from" of a memo."""
    dossiers: Many[str] = ()
    """Other dossiers to read together with this one: folders as seen from this one's, `../harbours`, or addresses on a
    server. Records of this one refer to theirs by name and id: `harbours_moscow`."""
    register: bool = False
    """Whether `-o FILE` records issued papers in `papers.jsonl`, for `brief ripple`."""
    memos: dict[str, Many[LayoutSection]] = field(default_factory=dict)
    """Your own memo layouts: a name, and the sections in order, each by its name or with `most` and `heading`."""
    synonyms: dict[str, Many[str]] = field(default_factory=dict)
    """Words or phrases of the dossier's field, each with others that readers use for it: `{horn: [siren, fog signal]}`.
    A search for one of them finds them all."""
