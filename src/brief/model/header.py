"""The head of a dossier, from its `dossier.yaml`."""

from dataclasses import dataclass, field
from typing import ClassVar

from brief.model.parts import Citations, Fields, Many, OrganizationId


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Header(Fields):
    """The dossier as a whole: title, parties, summary for memos."""

    KIND: ClassVar[str] = "dossier"

    title: str
    """What the dossier is about."""
    parties: Many[OrganizationId] = ()
    """The countries or bodies that it is about."""
    our_side: OrganizationId | None = None
    """Our own side: a read-ahead raises what others owe, not what we owe."""
    stale_after_months: int = 24
    """After this many months without confirmation, a post without an end counts as former: "last seen in post"."""
    summary: str | None = None
    """Two or three sentences to begin a memo with."""
    cite: Citations = ()
    """Sources of the summary."""
    handling: str | None = None
    """Marking at the top and bottom of every paper, such as `TLP:CLEAR`; printed as given, never computed. A memo may
    have a higher one (`--handling`), but no lower one."""
    author: str | None = None
    """Who maintains the dossier; the "from" of a memo."""
    memos: dict[str, Many[str]] = field(default_factory=dict)
    """Your own memo layouts: a name, and the sections in order."""
    synonyms: dict[str, Many[str]] = field(default_factory=dict)
    """Words or phrases of the dossier's field, each with others that readers use for it: `{horn: [siren, fog signal]}`.
    Who searches for one of them finds them all."""
