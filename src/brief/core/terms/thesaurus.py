"""Words of the field that readers use for one another: asked for one, a search also takes the others."""

from brief.core.terms.spelling import terms

_ALIKE = (
    "promise pledge commit commitment undertake",
    "risk challenge obstacle danger threat problem",
    "opportunity chance benefit",
    "send deploy dispatch deployment",
    "sign conclude signatory signing",
    "begin start launch",
    "visit trip travel",
    "meet meeting talk",
    "agreement treaty accord pact",
    "memorandum mou",
    "opinion view assessment judgment",
    "criticism criticize oppose",
    "vessel ship naval",
    "woman gender",
    "money fund funding finance resource",
    "reaction response",
    "study learn",
    "establish create",
    "soldier troop",
    "provide provision",
    "role post position",
    "number figure",
    "country nation state party",
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
_GROUPS = {word: group for group in map(terms, _ALIKE) for word in group}


def others(term: str) -> list[str]:
    """The words that readers use for this one, in whatever form it stands."""
    for ending, instead in _ENDINGS:
        if term.endswith(ending):
            base = term.removesuffix(ending) + instead
            if base in _GROUPS:
                return [word for word in _GROUPS[base] if word != base]
    return []
