"""The head of a dossier: its title, parties, letterhead, layouts and markings."""

from typing import Annotated, Any, ClassVar, Literal

from brief.locale import say
from brief.model.marks import Form, Many
from brief.model.parts import Citations, ImagePath, OrganizationId, PlaceId
from brief.model.shape import Fields, field
from brief.model.vocabulary import Vocabulary

SectionName = Literal[
    "bottom-line",
    "status",
    "people",
    "biography",
    "timeline",
    "since",
    "commitments",
    "watch",
    "assessments",
    "disagreements",
    "questions",
    "sources",
]
"""The sections that a layout may name. Every paper ends with its sources, whether named or not."""


class Letterhead(Fields):
    """The letterhead of a paper's first page."""

    name: str
    """The desk, unit or body that the papers come from."""
    address: str | None = None
    """Its address, in one line."""
    logo: ImagePath | None = None
    """Path of a logo in the dossier's folder: PNG or JPEG."""
    colour: Annotated[str | None, Form("#[0-9A-Fa-f]{6}", say("a colour in hexadecimal"), '"#1f3a5f"')] = None
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
    """The lowest marking of a page, such as `TLP:CLEAR`. A page has a higher one if anything on it is marked higher.
    `--handling` may raise it, but not lower it."""
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
    words: Vocabulary | None = None
    """The dossier's words for what brief reads in English, if it is in another language:
    `{meeting: [Treffen, Besuch], host: Gastgeber}`."""
