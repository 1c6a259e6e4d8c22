"""Articles that people type before a name and records omit."""

import re

# French "un" is excluded, because it also abbreviates the United Nations.
_ENGLISH, _FRENCH, _GERMAN = ("the", "a", "an"), ("le", "la", "les", "une"), ("der", "die", "das", "dem", "den", "des")
_OTHER = ("ein", "eine", "el", "los", "las", "il", "gli", "het")
_ARTICLES = frozenset((*_ENGLISH, *_FRENCH, *_GERMAN, *_OTHER))
_ELIDED = re.compile(r"l['’ʼ]\s*", re.IGNORECASE)


def without_article(name: str) -> str:
    """Remove a leading article: `the 2023 MoU` and `l'accord` give `2023 MoU` and `accord`; empty if there is none.

    The article may belong to the name (`The Hague`, `Le Van Hung`), so callers compare both forms. A word in capitals
    (`LA`) is an acronym, unless the whole name is in capitals.
    """
    words = name.strip()
    if elided := _ELIDED.match(words):
        return words[elided.end() :]
    first, _, rest = words.partition(" ")
    rest = rest.strip()
    acronym = len(first) > 1 and first.isupper() and not rest.isupper()
    return rest if first.lower() in _ARTICLES and not acronym else ""


def with_article(noun: str) -> str:
    """Return a noun with its article: `a role`, `an event`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
