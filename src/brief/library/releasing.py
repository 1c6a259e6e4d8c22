"""Release copies of an open dossier: the markings that they can have, and the remark on their pages."""

from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING

from brief.document import Notice, cell, code, phrase
from brief.dossier.protocol import Dossier
from brief.last_remarks import remark_at_the_end
from brief.locale import say, say_many
from brief.model.findings import Severity
from brief.model.handling import head_marking, highest, intended, is_at_least, known_markings, own_scheme
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.stores.query import Store
from brief.stores.released import ReleaseCopy, release_copy

if TYPE_CHECKING:
    from brief.dossier.pushed import Pushed
    from brief.model.header import Header
    from brief.model.provenance import State
    from brief.stores.postgres.store import ServedStore


class Released(NamedTuple):
    """A release copy with its marking."""

    copy: ReleaseCopy
    marking: str
    """The marking in its usual spelling."""

    @property
    def store(self) -> Store:
        """The store of the copy."""
        return self.copy.store

    def remark(self, *, counted: bool) -> Notice:
        """Say that this is a release copy and for which marking; if `counted`, also how much is left out."""
        what = say("Release copy to {marking}: what is marked higher is left out.", marking=code(self.marking))
        if not counted:
            return Notice(cell(what))
        whole = say_many("{count:,} record is left out", "{count:,} records are left out", self.copy.left_out)
        cut = self.copy.cut
        parts = say_many("parts of {count:,} other", "parts of {count:,} others", cut)
        some = say(" {whole}, and {parts}.", whole=whole, parts=parts) if cut else say(" {whole}.", whole=whole)
        return Notice(cell(phrase(what, some)))


def warn_of_positions(dossier: Dossier, ids: Iterable[str], marking: str) -> None:
    """Say at the end how many of these records are positions of our own side, which the copy to a marking gives away.

    This is for whoever makes the copy. Readers who get it from a server are not told.
    """
    count = sum((found := dossier.name(id_)) is not None and found.kind == "position" for id_ in ids)
    if count:
        positions = say_many(
            "the copy to {marking} has {count:,} position of our own side",
            "the copy to {marking} has {count:,} positions of our own side",
            count,
            marking=marking,
        )
        way = say("to leave one out, raise its `handling`")
        remark_at_the_end(say("{positions} ({hint})", positions=positions, hint=way))


def warn_of_marking(header: "Header | None", handling: str) -> None:
    """Say at the end if the marking that was asked for is in no scheme, but near one that is."""
    if other := intended(handling, own_scheme(header)):
        from brief.model.names import meant

        sentence = say("--handling: {marking} is in no scheme ({hint})", marking=handling, hint=meant(other))
        remark_at_the_end(sentence)


def released(store: Store, marking: str, withheld: Collection[str] = (), *, state: "State | None" = None) -> Released:
    """Return the release copy for a marking, without `withheld` ids; raises `UserError` if none can be made.

    `state` is the commit that the store shows; None for the files as they are.
    """
    usual = releasable(store, marking, state)
    return Released(release_copy(store, marking, withheld), usual)


def releasable(store: Store, marking: str, state: "State | None" = None) -> str:
    """Return a marking in its usual spelling; raises `UserError` if no release copy for it can be made."""
    usual = _usual(store, marking)
    own = own_scheme(store.header)
    head = head_marking(store.header)
    if store.dossiers and highest([head, marking], own) not in (head, marking, usual):
        sentence = say("--release-to: {marking} cannot be compared with {head}", marking=marking, head=head)
        raise UserError(sentence, say("give all dossiers markings of one scheme"), 2)
    if head and not is_at_least(marking, head, own):
        sentence = say("--release-to: the dossier as a whole is marked {head}", head=head)
        way = say("lower `handling` in dossier.yaml, and mark the records that are higher")
        raise UserError(sentence, way, 2)
    if any(store.findings(Severity.ERROR)):
        raise _unreliable(state)
    return usual


def _unreliable(state: "State | None") -> UserError:
    """Return the error for a dossier with errors, as it is now or in a commit."""
    if state is None:
        sentence: str = say("--release-to: the dossier has errors, so its markings are not reliable")
        return UserError(sentence, say("`brief check` lists them"))
    from brief.model.dates import Date

    day = Date.parse(state.day).human()
    sentence = say("--release-to: the dossier of {day} has errors, so its markings are not reliable", day=day)
    return UserError(sentence, say("choose another state"))


def served(store: "ServedStore", marking: str, opened: "Callable[[Pushed], ServedStore]") -> Released | None:
    """Return the release copy for a marking that is on a server; without a marking, the copy that the user can read.

    Return None if there is none, because the user can read the whole. `opened` opens a state. Raises `UserError`.
    """
    read = store.pushed
    if not marking:
        return _as_pushed(store, read.marking) if read.is_copy else None
    usual = _usual(store, marking)
    own = own_scheme(store.header)
    if read.marking and is_at_least(usual, read.marking, own):
        return _as_pushed(store, read.marking) if read.is_copy else None
    lower = [copy for copy in store.lower if is_at_least(usual, copy.marking, own)]
    if lower:
        return _as_pushed(opened(lower[-1]), usual)
    if read.is_copy and is_at_least(read.marking, usual, own) is None:
        sentence = say(
            "--release-to: {marking} and {other} belong to different marking schemes", marking=usual, other=read.marking
        )
        raise UserError(sentence, say("you are reading a release copy to {marking}", marking=read.marking), 2)
    return None


def joined(found: Released | None, store: Store, copies: list[Released]) -> Released | None:
    """Return the release copy of several dossiers, or the store of all, counting what `copies` among them leave out."""
    if not copies:
        return found
    left_out = sum(one.copy.left_out for one in copies)
    cut = sum(one.copy.cut for one in copies)
    if found:
        return found._replace(
            copy=found.copy._replace(left_out=found.copy.left_out + left_out, cut=found.copy.cut + cut)
        )
    markings = ", ".join(dict.fromkeys(one.marking for one in copies))
    return Released(ReleaseCopy(store, left_out, cut), markings)


def _as_pushed(store: "ServedStore", marking: str) -> Released:
    """Return a state on a server as a release copy."""
    return Released(ReleaseCopy(store, store.pushed.left_out or 0, store.pushed.cut), marking)


def _usual(store: Store, marking: str) -> str:
    """Return a marking in its usual spelling; raises `UserError` if no scheme has it."""
    own = own_scheme(store.header)
    known = list(known_markings(own))
    same = [other for other in known if is_at_least(marking, other, own) and is_at_least(other, marking, own)]
    if not same:
        from brief.model.names import hint

        sentence = say("--release-to: no scheme has the marking `{marking}`", marking=marking)
        raise UserError(sentence, hint(marking, known, say("list your own as `markings` in dossier.yaml")), 2)
    return same[0]
