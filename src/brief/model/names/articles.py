"""Articles: the little words that people say before a name and records leave out."""

import re

# French "un" is missing on purpose: it is how people write the United Nations.
_ENGLISH, _FRENCH, _GERMAN = ("the", "a", "an"), ("le", "la", "les", "une"), ("der", "die", "das", "dem", "den", "des")
_OTHER = ("ein", "eine", "el", "los", "las", "il", "gli", "het")
_ARTICLES = frozenset((*_ENGLISH, *_FRENCH, *_GERMAN, *_OTHER))
_ELIDED = re.compile(r"l['’ʼ]\s*", re.IGNORECASE)


def without_article(name: str) -> str:
    """What follows a leading article: `the 2023 MoU` and `l'accord` give `2023 MoU` and `accord`; else empty.

    Whether the article belongs to the name (`The Hague`, `Le Van Hung`) cannot be told from the name alone:
    compare both. Words in capitals (`LA`) are acronyms and no articles, unless all of the name is so written.
    """
    words = name.strip()
    if elided := _ELIDED.match(words):
        return words[elided.end() :]
    first, _, rest = words.partition(" ")
    rest = rest.strip()
    acronym = len(first) > 1 and first.isupper() and not rest.isupper()
    return rest if first.lower() in _ARTICLES and not acronym else ""


def with_article(noun: str) -> str:
    """A noun with its article: `a role`, `an event`."""
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
