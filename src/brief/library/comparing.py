"""Two states of a dossier: an earlier one of the same files, and both as they may be compared under a marking."""

import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import TYPE_CHECKING

from brief.document import bare_day, code
from brief.library.opened import Dossier
from brief.library.opening import open_view
from brief.library.shown import shown
from brief.locale import say
from brief.model.dates import Date
from brief.model.dates.comparison import end_of
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple

if TYPE_CHECKING:
    from brief.dossier.protocol import Dossier as Reported
    from brief.dossier.released import Release
    from brief.locale import Message
    from brief.reports.new_since import Since
    from brief.stores.query import Store


class Compared(NamedTuple):
    """What reports see of two states."""

    now: "Reported"
    before: "Reported"
    is_limited: bool = False
    """True if they are release copies."""


@contextmanager
def earlier_state(dossier: Dossier, words: str | None, *, or_first: bool = False) -> "Iterator[Since | None]":
    """Open the same dossier as it was at a revision or on a day, if one is named.

    If nothing was committed by that day, that is an error, or the first commit takes its place.
    """
    if words is None:
        yield None
        return
    from brief.model.provenance import NotYetCommitted
    from brief.reports.new_since import Since

    wanted = None
    try:
        before = _at(dossier, words)
    except NotYetCommitted as error:
        if not or_first:
            raise
        wanted, words = Date.parse(words), error.first.short
        before = _at(dossier, error.first.commit)
    with before, compared(dossier, before) as sides:
        yield Since(
            sides.before,
            day_of_state(before),
            typed_state(before) if before.release_to else words,
            wanted,
            sides.now if sides.is_limited else None,
        )


def day_of_state(dossier: Dossier) -> Date:
    """Return the day of the state that a dossier shows: that of the commit, but not later than today."""
    return min(Date.parse(dossier.state.day), dossier.today, key=end_of) if dossier.state else dossier.today


def name_of_state(dossier: Dossier) -> "Message":
    """Return the name of a state in a sentence: day and commit, or the files; of a release copy only the day."""
    day = bare_day(day_of_state(dossier))
    if dossier.release_to:
        return day
    if dossier.state:
        return say("{day} ({id})", day=day, id=code(dossier.state.short))
    backend = dossier.backend
    return say("the files in {folder}", folder=code(backend.name)) if backend.has_files else code(backend.place)


def typed_state(dossier: Dossier) -> str:
    """Return a state as `brief diff` takes it: a commit, or the folder as a path; of a release copy the day."""
    if dossier.release_to:
        return day_of_state(dossier).text if dossier.state else ""
    words = dossier.backend.typed
    return words if dossier.state or not words or os.sep in words else os.path.join(os.curdir, words)


def _at(dossier: Dossier, words: str) -> Dossier:
    """Open the same dossier as it was at a revision or on a day."""
    return open_view(dossier.root, dossier.today, dossier.seen, at=words)


@contextmanager
def compared(now: Dossier, before: Dossier) -> Iterator[Compared]:
    """Yield two states for a comparison: under a marking, without the records that either release copy hides or cuts.

    Otherwise a record that is marked now, but was open before, would look as if it had been removed.
    """
    marking = now.release_to or before.release_to
    if not marking:
        yield Compared(now.shown.dossier, before.shown.dossier)
        return
    from brief.library.releasing import releasable, released
    from brief.stores.released import ReleasedStore

    stores = [now.whole, before.whole]
    if any(isinstance(store, ReleasedStore) for store in stores):
        sentence = say("--release-to: a release copy on a server cannot be compared with another state")
        raise UserError(sentence, say("compare the files of the dossier"), 2)
    for dossier in (now, before):
        releasable(dossier.whole, marking, dossier.state)
    withheld = _withheld(stores, marking)
    with ExitStack() as stack:
        later, earlier = (stack.enter_context(closing(released(store, marking, withheld).store)) for store in stores)
        yield Compared(_seen(now, later), _seen(before, earlier), is_limited=True)


def _seen(dossier: Dossier, copy: "Store") -> "Reported":
    return shown(copy, dossier.seen, dossier.state).dossier


def _withheld(stores: "Sequence[Store]", marking: str) -> set[str]:
    """Return the ids to leave out of both states: hidden in either, or cut in either and not the same in both."""
    from brief.dossier.released import HEAD

    hidden, releases = _hidden(stores, marking, ())
    cut = {id_ for release in releases for id_ in release.touched}
    differing = {id_ for id_ in cut - hidden if len(_versions(stores, releases, id_)) > 1}
    head = {HEAD} if any(release.cuts_summary() for release in releases) else set()
    names = {name for store in stores for id_ in differing for name in _names(store, id_)}
    return _hidden(stores, marking, names | head)[0]


def _versions(stores: "Sequence[Store]", releases: "Sequence[Release]", id_: str) -> list[object]:
    """Return the different versions that the states show of a record; None for one that does not have it."""
    found: list[object] = []
    for store, release in zip(stores, releases, strict=True):
        record = store.get(id_)
        version = release.shown(record) if record else None
        found += [version] if version not in found else []
    return found


def _hidden(stores: "Sequence[Store]", marking: str, start: Collection[str]) -> "tuple[set[str], list[Release]]":
    """Return the ids hidden in either state, if those of each are hidden in the other too, and both release copies."""
    from brief.dossier.released import Release

    hidden = {*start}
    while True:
        releases = [Release(store, marking, hidden) for store in stores]
        found = {
            name
            for store, release in zip(stores, releases, strict=True)
            for id_ in release.hidden
            for name in _names(store, id_)
        }
        if found <= hidden:
            return hidden, releases
        hidden |= found


def _names(store: "Store", id_: str) -> set[str]:
    """Return an id, and the former ids of its record."""
    record = store.get(id_)
    return {id_, *record.was} if record else {id_}
