"""Synonyms: a search for one word also finds the others."""

from collections.abc import Iterator, Mapping, Sequence

from brief.dossier.terms.spelling import terms

_ALIKE = (
    "promise pledge commit commitment undertake",
    "risk challenge obstacle danger threat problem barrier difficulty hurdle",
    "limit restrict constrain hinder",
    "opportunity chance benefit gain advantage profit",
    "propose proposal suggest plan",
    "cooperation collaboration partnership",
    "send deploy dispatch deployment",
    "sign conclude signatory signing",
    "begin start launch",
    "visit trip travel",
    "meet meeting talk discuss discussion",
    "agreement treaty accord pact",
    "memorandum mou",
    "opinion view assessment judgment",
    "criticism criticize oppose",
    "vessel ship warship",
    "money fund funding finance resource cost budget pay spend price expense",
    "reaction response",
    "establish create",
    "soldier troop",
    "provide provision offer supply",
    "role post position",
    "country nation state party",
    "participate participation contribute contribution contributor involve involvement join",
    "government official authority",
    "duration period validity valid expire",
)
_ENDINGS = (
    ("", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
)
_TELLING = {
    "agree": "agreed",
    **dict.fromkeys(("provide", "offer", "supply", "give"), "offered"),
    **dict.fromkeys(("reputation", "opinion"), "said"),
    **dict.fromkeys(("duration", "period", "validity", "valid", "expire", "end"), "long"),
}
"""Words with the type of answer that they ask for, in the terms of `Indexed.answers`."""
_WISHES = {
    "question": "unknown unclear unanswered missing open",
    "source": "source author write article newspaper report interview publish publication bibliography",
}
"""Kinds of record that are rarely meant, each with the words that ask for them."""
_WISHED = {word: kind for kind, words in _WISHES.items() for word in terms(words)}
_GROUPS = {word: group for group in map(terms, _ALIKE) for word in group}
_GROUPS["side"] = terms("side party country state")
"""One direction only: a question for countries does not mean sides."""


class Synonyms:
    """The dossier's own synonyms: words and phrases, each with its alternatives."""

    def __init__(self, groups: Mapping[str, Sequence[str]]) -> None:
        """Create it from the `groups` in the head of the dossier: a word and its alternatives."""
        self._others: dict[str, list[str]] = {}
        for word, others in groups.items():
            group = dict.fromkeys(" ".join(terms(each)) for each in (word, *others))
            for phrase in group:
                for base in _bases(phrase):
                    self._others.setdefault(base, []).extend(other for other in group if other != phrase)

    def of(self, phrase: str) -> list[str]:
        """Return the alternatives for a phrase, in any form of its last word."""
        return next((self._others[base] for base in _bases(phrase) if base in self._others), [])


def others(term: str) -> list[str]:
    """Return the synonyms of a word in any form."""
    base = _base(term)
    return [word for word in _GROUPS.get(base, ()) if word != base]


def alike(term: str) -> list[str]:
    """Return the synonyms and the word itself."""
    return _GROUPS.get(_base(term), [])


def telling(term: str) -> str:
    """Return the type of answer that a word in any form asks for; None for other words."""
    return next((_TELLING[base] for base in _bases(term) if base in _TELLING), "")


def wished(term: str) -> str:
    """Return the kind of record that a word in any form asks for; None for other words."""
    return next((_WISHED[base] for base in _bases(term) if base in _WISHED), "")


def _base(term: str) -> str:
    return next((base for base in _bases(term) if base in _GROUPS), term)


def _bases(term: str) -> Iterator[str]:
    return (term.removesuffix(ending) + instead for ending, instead in _ENDINGS if term.endswith(ending))
