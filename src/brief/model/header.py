"""The head of a dossier, from its `dossier.yaml`."""

from dataclasses import dataclass, field
from typing import ClassVar

from brief.model.parts import Citations, Fields, Many, OrganizationId


@dataclass(frozen=True, kw_only=True, init=False, repr=False, eq=False)
class Header(Fields):
    """The dossier as a whole: title, parties, what a memo opens with."""

    KIND: ClassVar[str] = "dossier"

    title: str
    """What the dossier is about."""
    parties: Many[OrganizationId] = ()
    """The countries or bodies between which it plays."""
    our_side: OrganizationId | None = None
    """Whose desk this is: in a read-ahead, what others owe is to be raised, and what this side owes is not."""
    stale_after_months: int = 24
    """A post without an end that is not confirmed for so many months counts as former: "last seen in post"."""
    summary: str | None = None
    """Two or three sentences that a memo opens with."""
    cite: Citations = ()
    """Where the sources say what the summary says."""
    handling: str | None = None
    """Marking printed at the top and bottom of every paper as given, such as `TLP:CLEAR`; never computed. A memo may
    bear a higher one (`--handling`), and no lower one."""
    author: str | None = None
    """Who keeps the dossier; the "from" of a memo."""
    memos: dict[str, Many[str]] = field(default_factory=dict)
    """Memo layouts of the desk's own: a name, and the sections in order."""
    synonyms: dict[str, Many[str]] = field(default_factory=dict)
    """Words or phrases of the dossier's field, each with others that readers use for it: `{horn: [siren, fog signal]}`.
    Who searches for one of them finds them all."""
