"""Sources as bibliographic lines."""

from itertools import islice
from typing import TYPE_CHECKING

from brief.document import (
    Reference,
    sanitize,
)
from brief.document.letters import letters
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.admiralty import RELIABILITY
from brief.model.dates import Date
from brief.model.sentences import cut_at_word
from brief.reports.rivals import rival

if TYPE_CHECKING:
    from brief.model.sources import Source


def reference_of(dossier: Dossier, id_: str) -> Reference:
    """A cited source; of a broken dossier perhaps one that is missing."""
    from brief.model.sources import Source

    found = dossier.one(Source, id_)
    return reference(found) if found else Reference(id_, say("no source of this id can be read"))


def reference(held: "Source") -> Reference:
    """A source as a bibliographic line."""
    parts = [
        ", ".join(held.author),
        held.title,
        held.publication,
        held.publisher,
        _published(held),
        _rated(held),
        say("repeats {derived_from}", derived_from=", ".join(held.derived_from)) if held.derived_from else None,
        *_rivals(held),
    ]
    return Reference(
        held.id,
        sanitize("; ".join(part for part in parts if part)),
        held.url or "",
        held.key or "",
        _entry(held),
        sanitize(
            f"{cut_at_word(_title(held), _LONGEST_TITLE)}{_behind(held, RELIABILITY.get(held.reliability or ''))}"
        ),
    )


_LONGEST_TITLE = 40
"""Most characters of a title on a screen, where each source has one line; `brief sources` has it whole."""


def _entry(held: "Source") -> str:
    """A source as the list of a short paper has it: by whom, title, where and when it was published, reliability."""
    where = dict.fromkeys((", ".join(held.author), _title(held), held.publication, held.publisher))
    return sanitize(", ".join(filter(None, where)) + _behind(held, _rated(held)))


def _title(held: "Source") -> str:
    return held.title.strip("[]")


def _rated(held: "Source") -> str | None:
    """Its grade in the Admiralty code, in words and as a letter: `usually reliable (B)`."""
    grade = held.reliability
    return say("{words} ({grade})", words=RELIABILITY[grade], grade=grade) if grade else None


def _behind(held: "Source", grade: str | None) -> str:
    """What follows the title of a source in one line: when it was published, and its reliability."""
    when_ = _published_in_short(held.published) if held.published else say("undated")
    return "".join(f", {part}" for part in (when_, grade, *_rivals(held)) if part)


_MOST_LETTERED = 100
"""A dossier of more sources has no letters of its own for all of them: a page would have to read every source."""


def source_keys(dossier: Dossier) -> dict[str, str]:
    """The letters of all sources, by their order in the dossier, so that a source has one letter on every page.

    Of a dossier of many sources only those that it chose itself.
    """
    from brief.model.sources import Source

    if len(list(islice(dossier.ids((Source.KIND,)), _MOST_LETTERED + 1))) > _MOST_LETTERED:
        return {}
    keys = {held.id: held.key or "" for held in dossier.every(Source)}
    return letters(keys, keys)


def _rivals(held: "Source") -> list[str]:
    """What is disputed of a source, in words: its line has no place for a mark."""
    return [rival(held, found, remark=False).text for found in held.differs]


def _published(held: "Source") -> str:
    if held.published is None:
        return say("date of publication unknown")
    return say(
        "published {when}{inferred}",
        when=when_published(held.published),
        inferred=say(" (inferred)") if "published" in held.inferred else "",
    )


def _published_in_short(date: Date) -> str:
    """When a source was published, with months in three letters."""
    if date.start and date.end and date.is_interval:
        return f"{date.start.short()}–{date.end.short()}"
    if date.start and date.is_interval:
        return say("{start} or later", start=date.start.short())
    if date.end and date.is_interval:
        return say("{end} or earlier", end=date.end.short())
    return date.short()


def when_published(date: Date) -> str:
    """When a source was published, in words: an interval is the time within which it was."""
    if date.start and date.end and date.is_interval:
        return say("between {start} and {end}", start=date.start.human(), end=date.end.human())
    if date.start and date.is_interval:
        return say("{start} or later", start=date.start.human())
    if date.end and date.is_interval:
        return say("{end} or earlier", end=date.end.human())
    return date.human()
