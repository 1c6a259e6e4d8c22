"""Find facts without a source, sources without a fact, and unknown locators."""

import re
from collections.abc import Iterator
from heapq import merge

from brief.dossier.audited import AuditedDossier, place_of
from brief.locale import say
from brief.model.actors import Person
from brief.model.findings import Finding, Severity
from brief.model.kinds import KINDS
from brief.model.locators import is_locator, nearest_locator
from brief.model.marks import ID
from brief.model.parts import DESK, Citation, Difference, Part, Record, spoken
from brief.model.serialization import references
from brief.model.shape import fields
from brief.model.sources import Source
from brief.model.stated import all_citations, citations, inference, parts
from brief.model.statements import Question

_SINGLE_PAGES = frozenset(("webpage", "post", "post-weblog", "personal_communication", "map", "figure", "graphic"))
"""Types of sources that need no locator, because they are a single page."""
_FACTS = frozenset(("event", "agreement", "program", "commitment", "assessment"))

_NO_FACTS = DESK | {"id", "cite", "differs", "summary", "unclear", "kind", "topics"}
_NO_FACTS |= {"order", "second_reference", "pronounce", "also", "stance", "flagged_by", "about", "field"}
"""Fields with the author's judgement, or with instructions how to read a record. They need no source."""


def uncited(record: Record) -> Iterator[Finding]:
    """Find facts without a source: records, and parts that inherit no citation."""
    alone = not record.cite and _needs_source(record)
    if alone:
        yield _uncited(say("this {what} has no source", what=record.KIND), "")
    held = parts(record)
    for path, part in held:
        # A citation that names no field supports any that no other citation names, and every part has a field.
        is_cited = (part.cite and not _cites_for_fields(part)) or citations(record, path)
        if not is_cited and (not alone or isinstance(part, Difference)):
            yield _uncited(say("this {what} has no source", what=spoken(type(part))), path)
    if _cites_for_fields(record) and _needs_source(record):
        yield from _uncited_fields(record, "", record)
    for path, part in held:
        if _cites_for_fields(part):
            yield from _uncited_fields(record, path, part)


def _cites_for_fields(value: Record | Part) -> bool:
    """True if all citations name the fields that they support, so that none supports any other."""
    return bool(value.cite) and not [found for found in value.cite if not found.for_]


def _uncited_fields(record: Record, path: str, value: Record | Part) -> Iterator[Finding]:
    """Find fields that no citation supports, because all citations name other fields."""
    for name, item in fields(type(value)).items():
        field, held = f"{path}.{name}".lstrip("."), getattr(value, item.attribute)
        has_parts = isinstance(held, tuple) and any(isinstance(each, Part) for each in held)
        is_fact = held and held != item.default and name not in _NO_FACTS and not has_parts
        if is_fact and not citations(record, field) and inference(record, field) is None:
            yield _uncited(say("`{field}` has no source", field=name), field)


def _needs_source(record: Record) -> bool:
    if isinstance(record, Person):
        return not record.roles
    if isinstance(record, Question):
        return record.flagged_by == "source"
    return record.KIND in _FACTS


def _uncited(sentence: str, path: str) -> Finding:
    hint = say("add `cite: SOURCE LOCATOR`, such as `cite: annual-report p. 12`")
    return Finding("uncited", sentence, hint, Severity.WARNING, path=path)


def unused_sources(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find sources that nothing cites."""
    if dossier.broken():
        return  # unread records may cite them
    in_head = {found.target for found in references(dossier.header)} if dossier.header else set()
    for id_ in dossier.unmentioned("source"):
        if id_ not in in_head:
            hint = say("cite it for a fact, or delete it")
            yield Finding("unused-source", say("nothing cites `{id}`", id=id_), hint, Severity.WARNING, record=id_)


def locators(record: Record) -> Iterator[Finding]:
    """Find locators of unknown form, and those that are known by another spelling."""
    for path, citation in all_citations(record):
        if citation.at and not is_locator(citation.at):
            yield from _of_unknown_form(path, citation)


def locators_in_head(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find unknown and missing locators in the head of the dossier."""
    for index, citation in enumerate(dossier.header.cite if dossier.header else ()):
        yield from _of_unknown_form(f"cite.{index}", citation)
        yield from _without_place(dossier, f"cite.{index}", citation)


def _of_unknown_form(path: str, citation: Citation) -> Iterator[Finding]:
    if (better := citation.locator) != citation.at:
        sentence = say("`{at}` is read as `{better}`", at=citation.at, better=better)
        hint = say("write `{better}`", better=better)
        yield Finding("locator-spelling", sentence, hint, Severity.WARNING, path=f"{path}.at", fix=better)
    elif citation.source and citation.at and not is_locator(citation.at):
        if several := _several(citation):
            sentence = say("`{at}` names another source", at=citation.at)
            yield Finding("unknown-locator", sentence, several, Severity.WARNING, path=f"{path}.at")
            return
        better = nearest_locator(citation.at)
        otherwise = say("use a form such as `¶7`, `p. 12`, `pp. 3-4`, `§ 2`, `ch. 3`, `12:30` or `title`")
        sentence = say("`{at}` is not a known form of locator", at=citation.at)
        hint = say("write `{better}`", better=better) if better else otherwise
        fix = better if better and not citation.at[0].isdigit() else None  # a bare number may count anything
        yield Finding("unknown-locator", sentence, hint, Severity.WARNING, path=f"{path}.at", fix=fix)


def _several(citation: Citation) -> str:
    """Return how to write the list, if the locator is followed by other citations; else empty."""
    cited = [citation.source]
    for piece in re.split(r"\s*[,;]\s*|\s+and\s+", citation.at or ""):
        other = re.fullmatch(rf"{ID} (.+)", piece)
        if is_locator(piece) or re.fullmatch("[0-9-]+", piece):
            cited[-1] += f" {piece}" if cited[-1] == citation.source else f", {piece}"
        elif other and is_locator(other[1]):
            cited.append(piece)
        else:
            return ""
    if len(cited) < 2:
        return ""
    return say("write `[{citations}]`", citations=", ".join(f'"{one}"' if "," in one else one for one in cited))


def missing_locators(dossier: AuditedDossier) -> Iterator[Finding]:
    """Find citations without a locator, unless the source is a single page."""
    streams = (_missing_locators(dossier, kind) for kind in KINDS)
    return merge(*streams, key=lambda found: place_of(found, dossier))


def _missing_locators(dossier: AuditedDossier, kind: str) -> Iterator[Finding]:
    for record in dossier.having(KINDS[kind].record, "placeless"):
        for path, citation in all_citations(record):
            for found in _without_place(dossier, path, citation):
                yield found._replace(record=record.id)


def _without_place(dossier: AuditedDossier, path: str, citation: Citation) -> Iterator[Finding]:
    if citation.at or not citation.source:
        return
    source = dossier.one(Source, citation.source)
    if not source or source.type not in _SINGLE_PAGES:
        sentence = say("the citation has no locator in `{source}`", source=citation.source)
        hint = say("add one, such as `{source} p. 12`, `¶7` or `title`", source=citation.source)
        yield Finding("no-locator", sentence, hint, Severity.WARNING, path=f"{path}.source")
