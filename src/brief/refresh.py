"""Open the store of a dossier, after an update if its files have changed."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from brief.locale import say
from brief.stores.query import Store
from brief.stores.trust import Damaged, Foreign, asking
from brief.yaml.discovery import Walk, walk

if TYPE_CHECKING:
    from brief.updating import Report

Remark = Callable[[str], object]
"""Called with a sentence for the user."""


def open_store(
    root: Path,
    target: Path | None,
    now: int,
    report: "Report",
    remark: Remark,
    *,
    anew: bool = False,
    searchable: bool = False,
) -> Store:
    """Open the dossier in this folder and compile what has changed; `anew` compiles everything.

    The store is at `target`; without a target, or if it cannot be written, it is in memory. If it is `searchable`, it
    has or makes the words that `search` needs. `now` is the time in nanoseconds.
    """
    walked = walk(root)
    if target is not None:
        for again in (True,) if anew else (False, True):
            if again:
                remark(say("the compiled copy of the dossier is damaged; compiling it again"))
            try:
                return _kept(root, walked, target, now, report, anew=again, searchable=searchable)
            except Damaged:
                continue
            except Foreign as error:
                remark(
                    say(
                        "{target} is not used as the compiled copy of the dossier, because {error}; delete it",
                        target=target,
                        error=error,
                    )
                )
            except OSError:
                pass  # the file cannot be written, or another process uses it
            break
    return in_memory(root, walked, now, report)


def _kept(root: Path, walked: Walk, target: Path, now: int, report: "Report", *, anew: bool, searchable: bool) -> Store:
    """Bring the store at `target` up to date and open it; raise `OSError` if that is impossible."""

    def is_complete(store: Store) -> bool:
        return not searchable or store.has_words

    if not anew and (
        store := _opened(target, walked, lambda store: store.stamps() == walked.stamps and is_complete(store))
    ):
        return store
    from brief.updating import updated, with_words

    with updated(root, walked, target, now, report, anew=anew) as (built, _):
        digests = built.digests()
    if searchable:
        with_words(target, report)
    store = _opened(target, walked, lambda store: store.digests() == digests and is_complete(store))
    if store is None:
        raise OSError(say("another process has changed the store"))
    store.is_proven |= anew
    return store


def _opened(target: Path, walked: Walk, is_wanted: Callable[[Store], bool]) -> Store | None:
    """Open the store at `target` if it is up to date."""
    store = Store.open(target, walked.findings)
    if store is None:
        return None
    with ExitStack() as stack, asking(store.is_proven):
        stack.callback(store.close)
        if not is_wanted(store):
            return None
        stack.pop_all()
    return store


def in_memory(root: Path, walked: Walk, now: int, report: "Report") -> Store:
    """Compile the whole dossier into a store in memory."""
    from brief.updating import updated

    with updated(root, walked, None, now, report) as (store, _):
        return store


def silent(*_: object) -> None:
    """Report neither progress nor remarks."""
