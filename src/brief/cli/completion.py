"""Shell completion: ids, kinds, layouts, statuses, rules.

A shell evaluates its completions, so only words of letters, digits, `_`, `.` and `-` are offered from a dossier. After
an error nothing is offered, because a message would disturb the line that is typed.
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
_SAFE = re.compile(r"\w[\w.-]*")


def _of_dossier(words: "Callable[[Dossier, str], Iterable[str]]") -> Completer:
    """Return a completer from a function that finds words in the dossier by their beginning."""

    def complete(context: typer.Context, incomplete: str) -> list[str]:
        import brief

        try:
            with brief.open(context.params.get("dossier"), keep_going=True) as dossier:
                return _beginning(words(dossier, incomplete), incomplete)
        except Exception:
            return []

    return complete


def _beginning(words: Iterable[str], incomplete: str) -> list[str]:
    fitting = (word for word in words if word.startswith(incomplete) and _SAFE.fullmatch(word))
    return sorted({*islice(fitting, MOST)})


def ids_of(*kinds: str) -> Completer:
    """Return a completer for the ids of these kinds, or of all."""
    return _of_dossier(lambda dossier, incomplete: dossier.ids(*kinds, beginning=incomplete))


ids = ids_of()


def of_same_kind(context: typer.Context, incomplete: str) -> list[str]:
    """Complete ids of the kind of the record that is to be kept."""
    kept = str(context.params.get("kept"))
    return _of_dossier(lambda dossier, begun: dossier.ids(dossier[kept].KIND, beginning=begun))(context, incomplete)


@_of_dossier
def fields(dossier: "Dossier", incomplete: str) -> Iterable[str]:
    """Complete ids; after an id and a full stop, the fields of that record that are not empty."""
    id_, stop, _ = incomplete.partition(".")
    if not stop:
        return dossier.ids(beginning=incomplete)
    from brief.model.shape import fields as shaped

    record = dossier[id_]
    return [f"{id_}.{name}" for name, found in shaped(type(record)).items() if getattr(record, found.attribute)]


@_of_dossier
def event_kinds(dossier: "Dossier", _: str) -> Iterable[str]:
    """Complete the kinds of event in the dossier."""
    return dossier.read(dossier.shown.dossier.event_kinds)


@_of_dossier
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
    from brief.model.findings import RULES

    return _beginning(RULES, incomplete)
