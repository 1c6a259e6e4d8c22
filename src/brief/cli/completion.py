"""Shell completion: ids, kinds, layouts, statuses, rules. `field_completion.py` has the fields of records.

A shell evaluates its completions, so only words of letters, digits, `_`, `.` and `-`, with at most one `=`, are offered
from a dossier. After an error nothing is offered, because a message would disturb the line that is typed.
"""

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, get_args

import typer

if TYPE_CHECKING:
    from brief.library.opened import Dossier

Completer = Callable[[typer.Context, str], list[str]]
MOST = 1_000
"""Maximum number of completions: a shell takes long to show more, and nobody reads them."""
_SAFE = r"\w[\w.-]*=?[\w.-]*"


def of_dossier(words: "Callable[[Dossier, str], Iterable[str]]") -> Completer:
    """Return a completer from a function that finds words by their beginning in the view that was typed before."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        import brief

        typed = context.params
        view = {option: typed[option] for option in ("as_of", "known_by", "release_to") if typed.get(option)}
        try:
            with brief.open(typed.get("dossier"), keep_going=True, searchable=False, **view) as dossier:
                return _beginning(words(dossier, incomplete), incomplete)
        except Exception:
            return []

    return complete


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    fitting = (word for word in words if word.startswith(incomplete) and re.fullmatch(_SAFE, word))
    return sorted({*islice(fitting, MOST)})


def ids_of(*kinds: str) -> Completer:
    """Return a completer for the ids of these kinds, or of all."""
    return of_dossier(lambda dossier, incomplete: dossier.ids(*kinds, beginning=incomplete))


ids = ids_of()


def of_same_kind(context: typer.Context, incomplete: str) -> list[str]:
    """Complete ids of the kind of the record that is to be kept, without its own."""
    kept = str(context.params.get("kept"))

    def others(dossier: "Dossier", begun: str) -> Iterable[str]:
        return (id_ for id_ in dossier.ids(dossier[kept].KIND, beginning=begun) if id_ != kept)

    return of_dossier(others)(context, incomplete)


def states(context: typer.Context, incomplete: str) -> list[str]:
    """Complete the branches and tags of the git repository of a dossier; a shell completes folders itself."""
    from brief.app import branches_and_tags

    try:
        return _beginning(branches_and_tags(context.params.get("dossier")), incomplete)
    except Exception:
        return []


@of_dossier
def event_kinds(dossier: "Dossier", _: str) -> Iterable[str]:
    """Complete the kinds of event in the dossier."""
    return dossier.read(dossier.shown.dossier.event_kinds)


@of_dossier
def layouts(dossier: "Dossier", _: str) -> Iterable[str]:
    """Complete the built-in layouts of a memo, and the dossier's own."""
    from brief.model.sections import LAYOUTS

    return [*LAYOUTS, *(dossier.header.memos if dossier.header else ())]


def kinds(incomplete: str) -> list[str]:
    """Complete the kinds of record, such as `event`."""
    from brief.model.kinds import KINDS

    return _beginning(KINDS, incomplete)


def sections(incomplete: str) -> list[str]:
    """Complete the sections of records, such as `events`."""
    from brief.model.kinds import SECTIONS

    return _beginning(SECTIONS, incomplete)


def statuses(incomplete: str) -> list[str]:
    """Complete the statuses of a commitment, such as `pledged`."""
    from brief.model.commitments import Status

    return _beginning(get_args(Status), incomplete)


def rules(incomplete: str) -> list[str]:
    """Complete the rules of `brief check`."""
    from brief.model.rules import RULES

    return _beginning(RULES, incomplete)
