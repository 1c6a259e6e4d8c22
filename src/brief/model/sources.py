"""Sources of the facts."""

from typing import Annotated, ClassVar, Literal

from brief.locale import say
from brief.model.dates import Date
from brief.model.marks import Form, Many
from brief.model.parts import Record, SourceId
from brief.model.shape import Fields

SourceType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
    "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
    "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
    "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
    "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
    "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
]  # fmt: skip
"""The item types of the Citation Style Language 1.0.2."""


MOST_BYTES = 64 << 20
"""Maximum size in bytes of a copy of a source; a larger one is neither kept nor compared with its hash."""
MOST_TEXT = 4 << 20
"""Maximum size in bytes of a source's text; a larger one is neither extracted nor read."""
Sha256 = Annotated[str, Form("[0-9a-f]{64}", say("a SHA-256 hash: 64 digits from 0 to 9 and a to f"), "")]


class Copy(Fields):
    """A copy of a source that is kept in the dossier, as `brief source add` writes it."""

    file: str
    """Path of the copy in the dossier's folder."""
    sha256: Sha256
    """SHA-256 hash of the copy, with which `brief source verify` and `brief check` detect changes."""
    text_sha256: Sha256 | None = None
    """SHA-256 hash of the `text`, if that is another file, extracted from the copy."""
    kept: Date | None = None
    """The day on which it was added to the dossier."""


class Source(Record):
    """A text, recording or conversation that supports facts."""

    KIND: ClassVar[str] = "source"

    title: str
    """Title as printed."""
    key: Annotated[str | None, Form("[A-Z]{1,2}", say("one or two capital letters A to Z"), "A")] = None
    """Its abbreviation on a page: one or two capital letters, unique in the dossier."""
    type: SourceType | None = None
    """CSL item type, such as `article-newspaper`, `article-journal`, `webpage`, `report`, `interview`; a plain
    `article` is a preprint."""
    author: Many[str] = ()
    """Who wrote it, as printed."""
    publication: str | None = None
    """The newspaper, journal or site that it appeared in."""
    publisher: str | None = None
    """Who published it."""
    published: Date | None = None
    """When it was published."""
    url: str | None = None
    """Web address."""
    accessed: Date | None = None
    """When the web address was read."""
    language: str | None = None
    """Its language, as a BCP 47 tag: `en`, `vi`, `fr-CA`."""
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    """Admiralty code of the source, A (completely reliable) to F (cannot be judged)."""
    text: str | None = None
    """Path of its text in the dossier, in UTF-8, for checking quotes; optional."""
    copy: Copy | None = None
    """The copy of it that is kept in the dossier."""
    derived_from: Many[SourceId] = ()
    """Sources that it repeats; they count as one independent source."""
