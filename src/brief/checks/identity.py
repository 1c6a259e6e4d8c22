"""Records that are one, or have one id."""

from collections.abc import Iterator

from brief.core.dossier import Dossier
from brief.core.findings import Finding


def repeated_ids(dossier: Dossier) -> Iterator[Finding]:
    """Ids that stand more than once."""
    for id_, (first, *others) in dossier.repeated_ids():
        for other in others:
            sentence = f"the id `{id_}` is taken: {first.file}:{first.line} has it"
            yield Finding("duplicate-id", sentence, "give one of the two another id", file=other.file, line=other.line, record=id_)
