"""The words of a dossier in another language, read as the English words that brief knows."""

from collections.abc import Container

from brief.model.folding import fold
from brief.model.marks import Many
from brief.model.shape import Fields

SIGNING = frozenset(
    ["cosignatory", "signatories", "signatory", "signature", "signed", "signer", "signers", "signing", "signs"]
)
"""First words of the part of those who sign, and of the kind of an event at which they do."""


class Vocabulary(Fields):
    """The dossier's own words for what brief reads in English. Each is read as the name of its field."""

    meeting: Many[str] = ()
    """At which people meet, in kinds and titles of events: `[Treffen, Besuch]`."""
    signing: Many[str] = ()
    """At which an agreement is signed, in kinds and titles of events."""
    termination: Many[str] = ()
    """A kind of event that ends the agreements and programs that it names."""
    letter: Many[str] = ()
    """In kinds and titles of events: what was only sent or announced, so that nobody met."""
    planned: Many[str] = ()
    """What has not taken place yet, in kinds and titles of events, agreements and programs."""
    cancelled: Many[str] = ()
    """What did not take place, in kinds and titles of events."""
    host: Many[str] = ()
    """The part of a host in an event."""
    guest: Many[str] = ()
    """The part of a guest in an event."""
    signatory: Many[str] = ()
    """The part of somebody who signs."""
    chair: Many[str] = ()
    """The part of somebody who leads."""
    participant: Many[str] = ()
    """A part that needs no words, because everybody at an event takes such a part."""
    country: Many[str] = ()
    """The kind of an organization or place that is a country."""
    party: Many[str] = ()
    """The kind of a body in which plain members hold no office, such as a political party."""
    member: Many[str] = ()
    """The title of a plain member: `Mitglied der`."""
    ambassador: Many[str] = ()
    """In titles and names of bodies: a post or mission abroad."""


def in_english(vocabulary: Vocabulary | None, text: str | None) -> str:
    """Return a kind, part or title in folded words, with the name of its meaning for each word of the vocabulary.

    Read such a text only through this function: a dossier need not be in English.
    """
    told = f" {fold(text or '')} "
    if vocabulary:
        words = [(fold(word), meaning) for meaning, some in vars(vocabulary).items() for word in some]
        for word, meaning in sorted(words, key=lambda pair: -len(pair[0])):
            told = told.replace(f" {word} ", f" {meaning} ")
    return told.strip()


def begins_with(vocabulary: Vocabulary | None, text: str | None, words: Container[str]) -> bool:
    """True if the first word of a kind, part or title, in English, is one of these."""
    return in_english(vocabulary, text).partition(" ")[0] in words
