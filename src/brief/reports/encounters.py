"""Events at which people meet."""

from typing import TYPE_CHECKING

from brief.model.vocabulary import in_english

if TYPE_CHECKING:
    from brief.model.events import Event


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KINDS = _words(
    "adoption assembly audience banquet breakfast briefing call ceremony colloquium commission committee conference "
    "congress consultation council course debate dialogue dinner discussion encounter exercise forum hearing "
    "initialing initialling inspection interview lunch luncheon mediation meeting negotiation panel reception round "
    "roundtable seminar session signature signing summit symposium talk tour training trip visit workshop"
)
"""Words of a kind at which people meet."""
TITLES = _words(
    "conference consultation dialogue dinner discuss discussed meet meeting met negotiate negotiation reception sign "
    "signed signing summit talk talked visit visited workshop"
)
"""Words of a title that say, of an event without a kind, that people met."""
PARTS = _words("cosignatory guest host negotiator signatories signatory signer visited visitor")
"""Parts that people take in an encounter."""
SENT = _words("announcement delivery demarche invitation letter note notice notification payment publication statement")
"""Words that say that somebody only sent or announced something."""


def is_encounter(event: "Event") -> bool:
    """True if the kind of an event says that people met; without a kind, if its title or two of the parts say so."""
    if event.kind:
        return _tells(event, event.kind, KINDS)
    parts = [part for part in event.who.values() if part and _tells(event, part, PARTS)]
    return len(parts) > 1 or _tells(event, event.title, TITLES)


def is_by_kind(event: "Event") -> bool:
    """True if only the kind of an event says that people met."""
    return bool(event.kind) and is_encounter(event) and not is_encounter(event.replaced(kind=None))


def _tells(event: "Event", text: str, words: frozenset[str]) -> bool:
    """True if a text has one of these words, also in the plural, but not as what is yet to be done: `agree to meet`."""
    found = in_english(event.vocabulary, text).split()
    done = [word for word, before in zip(found, ["", *found], strict=False) if before != "to"]
    forms = {*done, *(word.removesuffix("s") for word in done)}
    return forms.isdisjoint(SENT) and not forms.isdisjoint(words)
