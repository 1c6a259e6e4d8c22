"""The head of several dossiers that are read as one."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from brief.locale import say, say_many
from brief.model.handling import head_marking, highest, own_scheme
from brief.model.header import Header
from brief.model.user_error import UserError

_NAMED = 3
"""Of more dossiers than these the title says how many there are."""


def joined_head(heads: Sequence[Header], *, is_book: bool) -> Header | None:
    """Return the head of dossiers with these heads; raises `UserError` if their markings cannot be compared.

    The first of them leads: its letterhead, author and layouts. If it `is_book`, which lists the others, so do its
    title, side and summary; others have each a side and a summary of their own.
    """
    if not heads:
        return None
    first = heads[0]
    _refuse_schemes(heads)
    markings = next((head.markings for head in heads if head.markings), ())
    own = own_scheme(first.replaced(markings=markings))
    return first.replaced(
        title=first.title if is_book else _title([head.title for head in heads]),
        parties=tuple(dict.fromkeys(id_ for head in heads for id_ in head.parties)),
        our_side=first.our_side if is_book else None,
        summary=first.summary if is_book else None,
        cite=first.cite if is_book else (),
        handling=highest(map(head_marking, heads), own) or None,
        markings=markings,
        memos={name: layout for head in reversed(heads) for name, layout in head.memos.items()},
        synonyms=_merged(head.synonyms for head in heads),
        words=None,  # each record knows the words of its own dossier
        dossiers=(),
    )


def _refuse_schemes(heads: Sequence[Header]) -> None:
    schemes = {own_scheme(head): head.title for head in heads if head.markings}
    if len(schemes) > 1:
        one, other, *_ = schemes.values()
        sentence = say("“{one}” and “{other}” have different `markings`", one=one, other=other)
        raise UserError(sentence, say("list the same markings in both, or read one dossier at a time"), 2)


def _title(titles: Sequence[str]) -> str:
    if len(titles) <= _NAMED:
        return say("; ").join(titles)
    return say_many(
        "{title}, and {count} other dossier", "{title}, and {count} other dossiers", len(titles) - 1, title=titles[0]
    )


def _merged(groups: Iterable[Mapping[str, tuple[str, ...]]]) -> dict[str, tuple[str, ...]]:
    """Return the words of all dossiers, each with all that means the same in any."""
    found: dict[str, tuple[str, ...]] = {}
    for word, others in chain.from_iterable(group.items() for group in groups):
        found[word] = tuple(dict.fromkeys((*found.get(word, ()), *others)))
    return found
