"""Quotes held against the local texts of their sources.

Done whenever it is asked for and never stored, because a text may change while the dossier does not.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unicodedata import normalize

from brief.core.dossier import Dossier, standing
from brief.core.findings import Finding, Severity
from brief.core.model.parts import Citation
from brief.core.model.sources import Source
from brief.load.read import Unreadable, read

_LEFT_OUT = re.compile(r"\[[^\]]*\]|\.\.\.+|…")
_CITE = re.compile(r"(?:.+\.)?cite\.\d+\.source")


def misquotations(root: Path, dossier: Dossier) -> Iterator[Finding]:
    """Quotes that do not stand in the local text of their source, and texts that cannot be read, in file order."""
    found = (one for source in dossier.records("source") for one in _of_source(root, dossier, source))
    yield from sorted(found, key=lambda one: standing(one, dossier))


def _of_source(root: Path, dossier: Dossier, source: object) -> Iterator[Finding]:
    if not isinstance(source, Source) or not source.text:
        return
    try:
        text = _letters(local_text(root, source.text))
    except Unreadable as error:
        reason = error.finding.sentence.removeprefix("this file cannot be opened: ")
        sentence = f"the local text of `{source.id}` cannot be read: {reason}"
        hint = "name a file within the dossier's folder, or delete the line"
        yield Finding("unreadable-text", sentence, hint, Severity.WARNING, record=source.id, path="text")
        return
    for record, path, citation in _citations(dossier, source.id):
        if citation.quote and not _stands(citation.quote, text):
            sentence = f"this quote does not stand in {source.text}, the local text of `{source.id}`"
            hint = "compare the two; `...` marks what is left out"
            yield Finding("misquoted", sentence, hint, Severity.WARNING, record=record, path=f"{path}.quote")


def local_text(root: Path, name: str) -> str:
    """A text within the dossier's folder; raises `Unreadable`, also for one that lies elsewhere."""
    try:
        path = (root / name).resolve()
        inside = path.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError) as error:  # a ring of links, a name that no system has
        raise Unreadable(Finding("unreadable-text", "there is no such file")) from error
    if not inside:
        raise Unreadable(Finding("unreadable-text", "it lies outside the dossier's folder"))
    return read(path).decode("utf-8", "replace")


def _citations(dossier: Dossier, source: str) -> Iterator[tuple[str, str, Citation]]:
    """Every citation of a source: record, path and itself; the head has the record ``."""
    for index, citation in enumerate(dossier.header.cite if dossier.header else ()):
        if citation.source == source:
            yield "", f"cite.{index}", citation
    get = cache(dossier.get)
    for link in dossier.linked_to(source):
        if _CITE.fullmatch(link.path):
            held: object = get(link.id)
            path = link.path.removesuffix(".source")
            for step in path.split("."):
                held = held[int(step)] if isinstance(held, tuple) else getattr(held, step, None)
            if isinstance(held, Citation):
                yield link.id, path, held


def _stands(quote: str, text: str) -> bool:
    """Whether the pieces of a quote, cut where something is left out or put in, stand in the text in order."""
    place = 0
    for piece in map(_letters, _LEFT_OUT.split(quote)):
        place = text.find(piece, place)
        if place < 0:
            return False
        place += len(piece)
    return True


def _letters(text: str) -> str:
    """Letters and digits alone: how a text breaks its lines, and which quotation marks it has, is no matter."""
    return re.sub(r"[\W_]+", "", normalize("NFKC", text).casefold())
