"""Facts without a source, sources without a fact, and locators that lead nowhere."""

import re
from collections.abc import Iterable, Iterator

from brief.checks.parts import parts
from brief.core.codec import references
from brief.core.dossier import AuditedDossier
from brief.core.findings import Finding, Severity
from brief.core.model.actors import Person
from brief.core.model.parts import Citation, Record, spoken
from brief.core.model.statements import Question

_FACTS = frozenset(("event", "agreement", "program", "commitment", "assessment"))
_NUMBERS = r"[0-9]+[a-z]?(-[0-9]+[a-z]?)?(, ?[0-9]+[a-z]?(-[0-9]+[a-z]?)?)*"
_PREFIXES = (
    r"¶¶?|§§?|pp?\.|paras?\.|chs?\.|arts?\.|cols?\.|nn?\.|secs?\.|vols?\.|nos?\.|pts?\."
    r"|lines?|tables?|figs?\.|slides?|annex|app\."
)
_KNOWN = re.compile(
    rf"({_PREFIXES}) ?({_NUMBERS}|[ivxlcdm]+(-[ivxlcdm]+)?|[A-Z])"
    r"|fols?\. ?[0-9]+[rv]?(-[0-9]*[rv]?)?"
    r"|[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(-[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?)?"
    r"|title|headline|abstract"
)
_SPELLINGS = (
    (r"(pages?|pgs?\.?|s\.|p)", "p."),
    (r"pp", "pp."),
    (r"(paragraphs?|paras?|pars?\.|par|¶\.)", "¶"),
    (r"(sections?|sect\.?|sec|§\.)", "§"),
    (r"(chapters?|chap\.?|ch|cap\.?)", "ch."),
    (r"(articles?|art)", "art."),
    (r"(columns?|col)", "col."),
    (r"(folios?|fol|ff?\.?)", "fol."),
    (r"(footnotes?|notes?|fn\.?|n)", "n."),
    (r"(l\.|ll\.|ln\.?)", "line"),
    (r"(tab\.?|tbl\.?)", "table"),
    (r"(figures?|fig)", "fig."),
)
"""How else people write the forms, and the form."""


def uncited(record: Record) -> Iterator[Finding]:
    """Facts that name no source: their records, and the parts that say more than their records."""
    if not record.cite and _needs_source(record):
        yield _uncited(record.KIND, "")
    for path, part in parts(record):
        if not part.cite:
            yield _uncited(spoken(type(part)), path)


def _needs_source(record: Record) -> bool:
    if isinstance(record, Person):
        return not record.roles
    if isinstance(record, Question):
        return record.flagged_by == "source"
    return record.KIND in _FACTS


def _uncited(what: str, path: str) -> Finding:
    hint = "add `cite: SOURCE LOCATOR`, such as `cite: annual-report p. 12`"
    return Finding("uncited", f"no source is given for this {what}", hint, Severity.WARNING, path=path)


def unused_sources(dossier: AuditedDossier) -> Iterator[Finding]:
    """Sources on which nothing rests."""
    if dossier.broken():
        return  # what could not be read may cite them
    in_head = {found.target for found in references(dossier.header)} if dossier.header else set()
    for id_ in dossier.unmentioned("source"):
        if id_ not in in_head:
            hint = "cite it where a fact rests on it, or delete it"
            yield Finding("unused-source", f"nothing cites `{id_}`", hint, Severity.WARNING, record=id_)


def locators(record: Record) -> Iterator[Finding]:
    """Citations of a record that say no place in the source, or none that is known."""
    yield from _locators("", record.cite)
    for path, part in parts(record):
        yield from _locators(f"{path}.", part.cite)


def locators_in_head(dossier: AuditedDossier) -> Iterator[Finding]:
    """The same for the head of the dossier."""
    yield from _locators("", dossier.header.cite) if dossier.header else ()


def _locators(prefix: str, cite: Iterable[Citation]) -> Iterator[Finding]:
    for index, citation in enumerate(cite):
        path = f"{prefix}cite.{index}"
        if not citation.source:
            continue  # an unknown id
        if not citation.at:
            sentence = f"the citation says no place in `{citation.source}`"
            hint = f"add one, such as `{citation.source} p. 12`, `¶7` or `title`"
            yield Finding("no-locator", sentence, hint, Severity.WARNING, path=f"{path}.source")
        elif not is_locator(citation.at):
            better = nearest_locator(citation.at)
            hint = (
                f"write `{better}`"
                if better
                else "such as `¶7`, `p. 12`, `pp. 3-4`, `§ 2`, `ch. 3`, `12:30` or `title`"
            )
            sentence = f"`{citation.at}` is no known form of a place in a source"
            yield Finding("unknown-locator", sentence, hint, Severity.WARNING, path=f"{path}.at")


def is_locator(text: str) -> bool:
    """Whether the text says a place in a source: `¶7`, `pp. 3-4`, `ch. 3, p. 12`, `1:02:03`."""
    return _whole(text) or all(_whole(piece) for piece in re.split(r", (?![0-9])", text))


def _whole(text: str) -> bool:
    return _KNOWN.fullmatch(text) is not None


def nearest_locator(text: str) -> str:
    """The locator that may be meant; empty where none comes near."""
    plain = re.sub("[\u2010-\u2015\u2212]", "-", text.strip())
    pieces = [_respelled(piece) for piece in re.split(r"\s*[,;]\s*(?![0-9])", plain)]
    better = ", ".join(pieces)
    return better if is_locator(better) else ""


def _respelled(piece: str) -> str:
    if re.fullmatch(r"[0-9]+", piece):
        return f"p. {piece}"
    if re.fullmatch(r"[0-9]+-[0-9]+", piece):
        return f"pp. {piece}"
    piece = re.sub(r"(?<=[0-9])\s*-\s*(?=[0-9])", "-", piece)
    found = re.fullmatch(r"([^0-9\s]+)\s*(.+)", piece)
    if not found:
        return piece
    word, number = found[1].lower(), found[2]
    form = next((form for spelling, form in _SPELLINGS if re.fullmatch(spelling, word)), word)
    if form == "p." and re.search(r"[-,]", number):
        form = "pp."
    return f"{form}{number}" if form == "¶" else f"{form} {number}"
