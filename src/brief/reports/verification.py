"""`source verify`: whether copies of sources are unchanged and contain the quotes from them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brief.document import Block, Cell, Document, Findings, Listing, Paragraph, cell, code
from brief.dossier.audiences import markings
from brief.dossier.protocol import Dossier
from brief.locale import say, say_many, series
from brief.model.findings import Finding
from brief.model.handling import highest, own_scheme
from brief.model.sources import Source
from brief.model.user_error import UserError
from brief.reports.check import problems
from brief.reports.lookup import resolve
from brief.reports.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    Verify = Callable[[Sequence[Source]], list[Finding]]


def verification(dossier: Dossier, words: str | None, verify: "Verify") -> Document:
    """Verify the copies and texts of the source that the words name, or of all; the answer is no if anything is wrong.

    Raises `UserError` if there is no such source, or it has neither a copy nor a text.
    """
    chosen = resolve(dossier, words, ("source",)) if words is not None else ""
    sources = [source for source in dossier.every(Source) if chosen in ("", source.id) and _files(source)]
    if chosen and not sources:
        raise UserError(
            say("no copy of `{id}` is kept", id=chosen), say("`brief source add FILE --to {id}` keeps one", id=chosen)
        )
    findings = verify(sources)
    blocks: list[Block] = [*problems(findings)]
    named = {finding.record for finding in findings}
    if sound := [_line(source) for source in sources if source.id not in named]:
        blocks.append(Listing("verified", tuple(sound)))
    numbers = counted(len(sources), "source"), say_many("{count:,} problem", "{count:,} problems", len(findings))
    told = say("No source has a copy or a text in the dossier.")
    if sources:
        told = say("{sources} with a copy or text, {problems}.", sources=numbers[0], problems=numbers[1])
    blocks.append(Paragraph((cell(told, {"sources": len(sources), "problems": len(findings)}),), "summary"))
    marking = highest(markings(dossier), own_scheme(dossier.header))
    return Findings("verify", "", blocks, handling=marking, answers=not findings)


def _files(source: Source) -> list[str]:
    """Return the files of a source in the dossier."""
    return list(dict.fromkeys(filter(None, (source.copy.file if source.copy else None, source.text))))


def _line(source: Source) -> Cell:
    id_, files = code(source.id), series(map(code, _files(source)))
    if not source.copy:
        return cell(say("{id}: {files} can be read; it has no hash", id=id_, files=files), source.id)
    return cell(say("{id}: {files} unchanged", id=id_, files=files), source.id)
