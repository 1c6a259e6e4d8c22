"""Those who are met, and the day of the last contact with them."""

from collections.abc import Iterable

from brief.dossier.as_of import AsOf
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.dates import Date, day_of
from brief.model.dates.comparison import end_of
from brief.model.user_error import UserError
from brief.reports.lookup import resolve
from brief.reports.participants import day_last_met
from brief.reports.words import names


def met(dossier: Dossier, words: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of those who are met; raises `UserError` if a name matches nobody."""
    found = (resolve(dossier, name, ("person", "organization"), "--with") for name in words)
    return tuple(dict.fromkeys(found))


def last_day(dossier: Dossier, words: Iterable[str], on: Date, today: Date) -> str:
    """Return the last day of the last contact with those who are met, by the meeting or today, whichever is earlier.

    Raises `UserError` if no such day is known.
    """
    ids = met(dossier, words)
    last = day_last_met(AsOf(dossier, min(on, today, key=end_of)), ids)
    over = last.reach[1] if last else None
    if over is None:
        sentence = say("--since last: the dossier has no day on which {who} was met", who=names(dossier, ids))
        raise UserError(sentence, say("name a day"), 2)
    return day_of(over - 1).text
