"""Words of the field that readers use for one another: asked for one, a search also takes the others."""

from brief.core.terms.spelling import terms

_ALIKE = (
    "promise pledge commit commitment undertake",
    "risk challenge obstacle danger threat problem barrier difficulty hurdle",
    "limit restrict constrain hinder shrink",
    "opportunity chance benefit",
    "propose proposal suggest plan",
    "lead head",
    "cooperation collaboration partnership",
    "send deploy dispatch deployment",
    "sign conclude signatory signing",
    "begin start launch",
    "visit trip travel",
    "meet meeting talk",
    "agreement treaty accord pact",
    "memorandum mou",
    "opinion view assessment judgment",
    "criticism criticize oppose",
    "vessel ship naval warship",
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
    base = _base(term)
    return [word for word in _GROUPS.get(base, ()) if word != base]


def alike(term: str) -> list[str]:
    """The same with the word itself."""
    return _GROUPS.get(_base(term), [])


def _base(term: str) -> str:
    bases = (term.removesuffix(ending) + instead for ending, instead in _ENDINGS if term.endswith(ending))
    return next((base for base in bases if base in _GROUPS), term)
