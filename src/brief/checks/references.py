"""Mentions of records that do not exist."""

from collections.abc import Iterator

from brief.core.codec import references
from brief.core.dossier import Dangling, Dossier
from brief.core.findings import Finding
from brief.core.names import near


def dangling_references(dossier: Dossier) -> Iterator[Finding]:
    """Ids that nothing has, and ids of a kind that may not stand there."""
    for found in dossier.dangling():
        if found.words and found.found is None and ("-" not in found.target or " " in found.target):
            continue  # a holder described in words
        yield _finding(dossier, found)


def head_references(dossier: Dossier) -> Iterator[Finding]:
    """The same within the head of the dossier."""
    for found in references(dossier.header) if dossier.header else ():
        name = dossier.name(found.target)
        kind = name.kind if name else None
        if kind is None or kind not in (found.ref.kinds or (kind,)):
            mention = Dangling("", "", "", found.path, found.target, found.ref.kinds, False, kind)
            yield _finding(dossier, mention)


def _finding(dossier: Dossier, found: Dangling) -> Finding:
    allowed = " or ".join(found.allowed) or "record"
    if found.found:
        sentence = f"`{found.target}` is of kind {found.found}, and this field takes {allowed}"
        return _placed(found, "wrong-kind", sentence, "")
    nearest = near(found.target, dossier.ids(found.allowed))
    hint = f"did you mean `{nearest[0]}`?" if nearest else f"add it under its section, or take the id of another {allowed}"
    return _placed(found, "unknown-id", f"no {allowed} has the id `{found.target}`", hint)


def _placed(found: Dangling, code: str, sentence: str, hint: str) -> Finding:
    return Finding(code, sentence, hint, file=found.file, record=found.id, path=found.path)
