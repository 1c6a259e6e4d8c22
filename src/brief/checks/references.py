"""Find references to records that do not exist, or are of the wrong kind.

A record that cannot be read still exists. If a whole file cannot be read, any id may be in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from brief.dossier.audited import AuditedDossier, BrokenReference
from brief.locale import either, say
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.marks import listed_ids, parts_of_id
from brief.model.names import fold, hint, with_article
from brief.model.quotation_marks import SIGNS
from brief.model.serialization import references

_MOST_COMPARED = 1_000_000
"""Greatest number of ids that are compared for all findings together; later findings get no suggestion."""


def dangling_references(dossier: AuditedDossier, among: Mapping[str, bool] | None) -> Iterator[Finding]:
    """Find ids that no record has, and ids of the wrong kind."""
    explain = _Explainer(dossier)
    broken = dossier.broken()
    for found in dossier.dangling(among):
        if _is_elsewhere(dossier, found.target):
            continue
        may_be_meant = found.ref.allows(found.target) or found.target in broken or (found.target and "" in broken)
        if found.found or not may_be_meant:
            yield explain(found)


def head_references(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Find such references in the head of the dossier, which is small enough to check every time."""
    del among
    explain = _Explainer(dossier)
    broken = dossier.broken()
    for found in references(dossier.header) if dossier.header else ():
        if _is_elsewhere(dossier, found.target):
            continue
        kinds = dossier.kinds_of(found.target)
        is_known = {*kinds} & {*(found.ref.kinds or kinds)}
        if is_known or (not kinds and {"", found.target} & broken):
            continue
        yield explain(BrokenReference("", "", 0, found.path, found.target, found.ref, next(iter(kinds), None)))


def _is_elsewhere(dossier: AuditedDossier, target: str) -> bool:
    """True for an id of another dossier that the head lists; it is checked when they are read together."""
    return bool(dossier.header and dossier.header.dossiers and parts_of_id(target)[0])


def described_records(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find descriptions in words that, written as an id, are the id of a record."""
    for found in dossier.dangling():
        id_ = re.sub(r"[^a-z0-9]+", "-", fold(found.target)).strip("-")
        if found.ref.allows(found.target) and {*dossier.kinds_of(id_)} & {*found.ref.kinds}:
            sentence = say(
                "`{words}` is a description in words, but a record has the id `{id}`", words=found.target, id=id_
            )
            hint = say("write `{id}`, if it is the same", id=id_)
            finding = Finding("described-record", sentence, hint, Severity.WARNING, found.file, found.line)
            yield finding._replace(record=found.id, path=found.path)


class _Explainer:
    """Turns references into findings that suggest the nearest id."""

    def __init__(self, dossier: AuditedDossier) -> None:
        self._dossier = dossier
        self._hints: dict[tuple[str, tuple[str, ...]], str] = {}
        self._compared = 0

    def __call__(self, found: BrokenReference) -> Finding:
        kinds = found.ref.kinds or ("record",)
        allowed = either(map(with_article, kinds))
        finding = Finding("unknown-id", "", file=found.file, line=found.line, record=found.id, path=found.path)
        if found.found:
            sentence = say(
                "`{target}` is {found}, but this field takes {allowed}",
                target=found.target,
                found=with_article(found.found),
                allowed=allowed,
            )
            return finding._replace(code="wrong-kind", sentence=sentence, hint=self._hint(found))
        if not found.target:
            return finding._replace(
                sentence=say("an id is missing here"),
                hint=say("name {allowed}", allowed=allowed),
            )
        if (plain := found.target.strip(SIGNS)) != found.target:
            sentence = say(
                "`{target}` has typographic quotation marks, which YAML reads as letters", target=found.target
            )
            hint = say('write `{plain}`, or in straight ones: `"{plain}"`', plain=plain)
            return finding._replace(sentence=sentence, hint=hint)
        if several := self._several(found):
            sentence = say("`{target}` is one text, not a list", target=found.target)
            return finding._replace(sentence=sentence, hint=several)
        return finding._replace(
            sentence=say("no {kinds} has the id `{target}`", kinds=either(kinds), target=found.target),
            hint=self._hint(found),
        )

    def _several(self, found: BrokenReference) -> str:
        """Return how to write a list, if the text has several ids; else empty."""
        if found.path.endswith(".source") and found.target.endswith((",", ";")):
            first = found.target.rstrip(",;")
            return say("write several citations as `[{first} LOCATOR, ID LOCATOR]`", first=first)
        ids = listed_ids(found.target)
        if not ids or not re.search("[,;]", found.target):  # `search and rescue` may be a name
            ids = ids or found.target.split()
            ids = ids if all({*self._dossier.kinds_of(id_)} & {*found.ref.kinds} for id_ in ids) else []
        if len(ids) < 2:
            return ""
        if found.path.rpartition(".")[2].isdigit():
            return say("write `[{ids}]`", ids=", ".join(ids))
        return say("name one of them: {ids}", ids=either(f"`{id_}`" for id_ in ids))

    def _hint(self, found: BrokenReference) -> str:
        key = found.target, found.ref.kinds
        if key not in self._hints:
            sections = either(f"`{KINDS[kind].section}:`" for kind in found.ref.kinds)
            if found.found:
                otherwise = say("name one from {sections}", sections=sections)
            elif (name := parts_of_id(found.target)[0]) and name not in self._dossier.dossiers:
                otherwise = say("list the dossier `{name}` as one of `dossiers` in the head", name=name)
            else:
                otherwise = (
                    say("add it under {sections}, or name an existing one", sections=sections)
                    if sections
                    else say("add it, or name an existing one")
                )
            self._hints[key] = hint(found.target, self._others(found), otherwise)
        return self._hints[key]

    def _others(self, found: BrokenReference) -> list[str]:
        """Return the ids to compare with; none after too many comparisons."""
        if self._compared > _MOST_COMPARED:
            return []
        ids = [id_ for id_ in self._dossier.ids(found.ref.kinds) if id_ != found.target]
        if (name := parts_of_id(found.target)[0]) in self._dossier.dossiers:
            from brief.dossier.joined_ids import written_id

            ids = [written_id(self._dossier, id_) for id_ in ids if self._dossier.home(id_) == name]
        self._compared += len(ids)
        return ids
