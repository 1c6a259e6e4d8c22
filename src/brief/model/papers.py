"""The register of papers: what was issued, to whom, from which state of the dossier."""

from brief.named_tuple import NamedTuple


class IssuedValue(NamedTuple):
    """A value as a paper printed it."""

    record: str
    """Id of the record; empty for the head of the dossier."""
    path: str
    """The field: `date`, `roles.0.rank`."""
    printed: str
    """Its words in the paper."""
    value: object
    """The plain value: EDTF, an id, a list, a map."""
    disputed: bool = False
    """True if sources differed on it then."""
    sources: tuple[str, ...] = ()
    """Ids of the sources that supported it."""
    marking: str = ""
    """The marking of the record, if it has its own."""


class IssuedPaper(NamedTuple):
    """A paper that was written to a file."""

    file: str
    """Name of the file."""
    kind: str
    """The report: `memo`."""
    title: str
    day: str
    """When it was issued, in EDTF."""
    to: str = ""
    """Whom it was for."""
    marking: str = ""
    commit: str = ""
    """The commit of the dossier that it was made from; empty without git."""
    uncommitted: bool = False
    """True if the files of the dossier differed from the commit."""
    released_to: str = ""
    """The marking of the release copy that it was made from; empty for the whole dossier."""
    values: tuple[IssuedValue, ...] = ()
