"""Mentions of records that do not exist, or are of a kind that may not stand there."""

from collections.abc import Iterator

from brief.core.codec import references
from brief.core.dossier import Dangling, Dossier
from brief.core.findings import Finding
from brief.core.model import KINDS
from brief.core.names import near

_MOST_COMPARED = 1_000_000
"""So many ids are compared at most, over all findings; later ones get a plainer hint."""


def dangling_references(dossier: Dossier) -> Iterator[Finding]:
    """Ids that nothing has, and ids of a kind that may not stand there."""
    explain = _Explainer(dossier)
    for found in dossier.dangling():
        if found.words and found.found is None and ("-" not in found.target or " " in found.target):
            continue  # a holder described in words
        yield explain(found)


def head_references(dossier: Dossier) -> Iterator[Finding]:
    """The same within the head of the dossier."""
    explain = _Explainer(dossier)
    for found in references(dossier.header) if dossier.header else ():
        name = dossier.name(found.target)
        kind = name.kind if name else None
        if kind is None or kind not in (found.ref.kinds or (kind,)):
            yield explain(Dangling("", "", "", found.path, found.target, found.ref.kinds, False, kind))


class _Explainer:
    """Makes findings of mentions, with the nearest right id."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._hints: dict[tuple[str, tuple[str, ...]], str] = {}
        self._compared = 0

    def __call__(self, found: Dangling) -> Finding:
        allowed = " or ".join(found.allowed) or "record"
        finding = Finding("unknown-id", "", file=found.file, record=found.id, path=found.path)
        if found.found:
            sentence = f"`{found.target}` is {_article(found.found)}, and here stands {_article(allowed)}"
            return finding._replace(code="wrong-kind", sentence=sentence, hint=self._hint(found))
        if not found.target:
            return finding._replace(sentence="an id is missing here", hint=f"name {_article(allowed)}")
        return finding._replace(sentence=f"no {allowed} has the id `{found.target}`", hint=self._hint(found))

    def _hint(self, found: Dangling) -> str:
        key = found.target, found.allowed
        if key not in self._hints:
            nearest = self._nearest(found)
            sections = " or ".join(f"`{KINDS[kind].section}:`" for kind in found.allowed)
            add = f"add it below {sections}" if sections else "add it"
            self._hints[key] = f"did you mean `{nearest}`?" if nearest else self._otherwise(found, add)
        return self._hints[key]

    def _otherwise(self, found: Dangling, add: str) -> str:
        if not found.found:
            return f"{add}, or take the id of one that is there"
        return f"take the id of {_article(' or '.join(found.allowed))}"

    def _nearest(self, found: Dangling) -> str:
        if self._compared > _MOST_COMPARED:
            return ""
        ids = list(self._dossier.ids(found.allowed))
        self._compared += len(ids)
        return next((id_ for id_ in near(found.target, ids) if id_ != found.target), "")


def _article(word: str) -> str:
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
