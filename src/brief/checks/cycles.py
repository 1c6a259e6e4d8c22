"""Find records that are part of themselves, build on themselves or derive from themselves."""

from collections.abc import Iterable, Iterator

from brief.dossier.audited import AuditedDossier
from brief.locale import say
from brief.model.findings import Finding

_RELATIONS = {"part_of": say("is part of"), "builds_on": say("builds on"), "derived_from": say("derives from")}


def cycles(dossier: AuditedDossier, among: Iterable[str] | None) -> Iterator[Finding]:
    """Yield one finding for each cycle of records."""
    for field, words in _RELATIONS.items():
        rings = list(_rings(_graph(dossier, field, among)))
        if rings and among is not None:  # search all, so that the finding does not depend on `among`
            rings = list(_rings(_graph(dossier, field, None)))
        for ring in rings:
            if len(ring) == 1:
                sentence = say("`{id}` {relation} itself", id=ring[0], relation=words)
            else:
                sentence = say(
                    "`{id}` {relation} itself, through {others}",
                    id=ring[0],
                    relation=words,
                    others=", ".join(f"`{id_}`" for id_ in ring[1:]),
                )
            yield Finding(
                "cycle", sentence, say("remove one `{field}` from the cycle", field=field), record=ring[0], path=field
            )


def _graph(dossier: AuditedDossier, field: str, among: Iterable[str] | None) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {}
    for id_, target in dossier.mentions(field, among):
        graph.setdefault(id_, []).append(target)
    return graph


def _rings(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield the cycles of the graph. Depth-first, without recursion, so paths may have any length."""
    done: set[str] = set()
    for start, targets in graph.items():
        path = [start]
        standing = {start: 0}
        waiting = [] if start in done else [iter(targets)]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                left = path.pop()
                done.add(left)
                del standing[left]
            elif following in standing:
                yield path[standing[following] :]
            elif following in graph and following not in done:
                standing[following] = len(path)
                path.append(following)
                waiting.append(iter(graph[following]))
