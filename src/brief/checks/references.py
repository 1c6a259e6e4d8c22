"""Find references to records that do not exist, or are of the wrong kind.

A record that cannot be read still exists. If a whole file cannot be read, any id may be in it.
"""

from collections.abc import Iterable, Iterator

from brief.dossier.protocol import AuditedDossier, BrokenReference
from brief.locale import say
from brief.model.findings import Finding
from brief.model.kinds import KINDS
from brief.model.names import hint, with_article
from brief.model.serialization import references

_MOST_COMPARED = 1_000_000
"""At most this many ids are compared for all findings together; later findings get no suggestion."""


def dangling_references(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find ids that no record has, and ids of the wrong kind."""
    explain = _Explainer(dossier)
    broken = dossier.broken()
    for found in dossier.dangling(among):
        if found.found is None:
            in_words = found.words and ("-" not in found.target or " " in found.target)
            if in_words or found.target in broken or (found.target and "" in broken):
                continue
        yield explain(found)


def head_references(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find the same in the head of the dossier, which is small enough to check every time."""
    del among
    explain = _Explainer(dossier)
    broken = dossier.broken()
    for found in references(dossier.header) if dossier.header else ():
        kinds = dossier.kinds_of(found.target)
        is_known = {*kinds} & {*(found.ref.kinds or kinds)}
        if is_known or (not kinds and {"", found.target} & broken):
            continue
        yield explain(
            BrokenReference("", "", 0, found.path, found.target, found.ref.kinds, False, next(iter(kinds), None))
        )


class _Explainer:
    """Turns references into findings that suggest the nearest id."""

    def __init__(self, dossier: AuditedDossier) -> None:
        self._dossier = dossier
        self._hints: dict[tuple[str, tuple[str, ...]], str] = {}
        self._compared = 0

    def __call__(self, found: BrokenReference) -> Finding:
        allowed = say(" or ").join(found.allowed) or "record"
        finding = Finding("unknown-id", "", file=found.file, line=found.line, record=found.id, path=found.path)
        if found.found:
            sentence = say(
                "`{target}` is {found}, but this field takes {allowed}",
                target=found.target,
                found=with_article(found.found),
                allowed=with_article(allowed),
            )
            return finding._replace(code="wrong-kind", sentence=sentence, hint=self._hint(found))
        if not found.target:
            return finding._replace(
                sentence=say("an id is missing here"),
                hint=say("name {with_article}", with_article=with_article(allowed)),
            )
        return finding._replace(
            sentence=say("no {allowed} has the id `{target}`", allowed=allowed, target=found.target),
            hint=self._hint(found),
        )

    def _hint(self, found: BrokenReference) -> str:
        key = found.target, found.allowed
        if key not in self._hints:
            sections = say(" or ").join(f"`{KINDS[kind].section}:`" for kind in found.allowed)
            if found.found:
                otherwise = say("name one from {sections}", sections=sections)
            else:
                otherwise = say(
                    "add it{value}, or name an existing one", value=f" under {sections}" if sections else ""
                )
            self._hints[key] = hint(found.target, self._others(found), otherwise)
        return self._hints[key]

    def _others(self, found: BrokenReference) -> list[str]:
        """Return the ids to compare with; none after too many comparisons."""
        if self._compared > _MOST_COMPARED:
            return []
        ids = [id_ for id_ in self._dossier.ids(found.allowed) if id_ != found.target]
        self._compared += len(ids)
        return ids
