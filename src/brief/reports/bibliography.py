"""Sources as entries of a bibliography."""

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


def reference_of(dossier: Dossier, id_: str, *, in_brief: bool = False) -> Reference:
    """Return the bibliography entry of a cited source, or a placeholder if the source is missing.

    If `in_brief`, its lines have only what it is known by: the publication, else the beginning of the title.
    """
    from brief.model.sources import Source

    found = dossier.one(Source, id_)
    if found is None:
        return Reference(id_, say("no source with this id can be read"))
    if not in_brief:
        return reference(found)
    known_by = found.publication or cut_at_word(_title(found), _SHORT_TITLE)
    line = sanitize(known_by + _date_and_grade(found))
    return reference(found)._replace(short=line, line=line)


def reference(held: "Source") -> Reference:
    """Return a source as a bibliography entry."""
    return Reference(
        held.id,
        _described(held, _rated(held)),
        held.url or "",
        held.key or "",
        _entry(held),
        sanitize(cut_at_word(_title(held), _LONGEST_TITLE) + _date_and_grade(held)),
        _described(held, _grade(held)),
    )


def _described(held: "Source", grade: str | None) -> str:
    """Return all that is known of a source, in one line, with its reliability in these words."""
    parts = [
        ", ".join(held.author),
        held.title,
        held.publication,
        held.publisher,
        _published(held),
        grade,
        say("repeats {derived_from}", derived_from=", ".join(held.derived_from)) if held.derived_from else None,
        *_rivals(held),
    ]
    return sanitize("; ".join(part for part in parts if part))


_LONGEST_TITLE = 40
"""Maximum length of a title on a screen, in characters; `brief sources` prints it in full."""


_SHORT_TITLE = 30
"""Maximum length of a title on a paper of one page."""


def _entry(held: "Source") -> str:
    """Return a source as a short paper lists it: authors, title, publication, date, reliability."""
    where = dict.fromkeys((", ".join(held.author), _title(held), held.publication, held.publisher))
    return sanitize(", ".join(filter(None, where)) + _date_and_grade(held))


def _title(held: "Source") -> str:
    return held.title.strip("[]")


def _grade(held: "Source") -> str | None:
    """Return the reliability in words alone: on a page, its letter would be read as a reference to a source."""
    return RELIABILITY.get(held.reliability or "")


def _rated(held: "Source") -> str | None:
    """Return the grade in the Admiralty code, in words and as a letter: `usually reliable (B)`."""
    grade = held.reliability
    return say("{words} ({grade})", words=RELIABILITY[grade], grade=grade) if grade else None


def _date_and_grade(held: "Source") -> str:
    """Return what follows the title of a source in one line: when it was published, and its reliability."""
    when_ = _published_in_short(held.published) if held.published else say("undated")
    return "".join(f", {part}" for part in (when_, _grade(held), *_rivals(held)) if part)


_MOST_LETTERED = 100
"""A larger dossier does not assign a letter to every source, because each page would have to read all of them."""


def source_keys(dossier: Dossier) -> dict[str, str]:
    """Return the letter of each source, in the order of the dossier, so that it is the same on every page.

    In a dossier with more than 100 sources there are no letters.
    """
    from brief.model.sources import Source

    if len(list(dossier.ids((Source.KIND,), most=_MOST_LETTERED + 1))) > _MOST_LETTERED:
        return {}
    keys = {held.id: held.key or "" for held in dossier.every(Source)}
    return letters(keys, keys)


def _rivals(held: "Source") -> list[str]:
    """Describe the disputed values of a source in words, because its line has no room for a mark."""
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
    """Return the date of publication with months abbreviated to three letters."""
    if date.start and not date.end and date.is_interval:
        return say("{start} or later", start=date.start.short())
    if date.end and not date.start and date.is_interval:
        return say("{end} or earlier", end=date.end.short())
    return date.short()


def when_published(date: Date) -> str:
    """Return the date of publication in words; an interval is read as the time within which it was published."""
    if date.start and date.end and date.is_interval:
        return say("between {start} and {end}", start=date.start.human(), end=date.end.human())
    if date.start and date.is_interval:
        return say("{start} or later", start=date.start.human())
    if date.end and date.is_interval:
        return say("{end} or earlier", end=date.end.human())
    return date.human()
