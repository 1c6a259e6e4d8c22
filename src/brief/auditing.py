"""The findings of a dossier: for `brief check`, and before and after an edit."""

from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from brief.dossier.audited import place_of
from brief.dossier.protocol import REGISTER_FILE
from brief.model.findings import Finding
from brief.model.user_error import UserError
from brief.refresh import open_store, silent
from brief.stores.audit import AuditedStore
from brief.stores.trust import Damaged, Foreign
from brief.updating import update, updated
from brief.yaml.discovery import Walk, walk

if TYPE_CHECKING:
    from brief.model.sources import Source
    from brief.stores.query import Store


def findings(root: Path, target: Path | None, now: int) -> list[Finding]:
    """Return the findings of a dossier, without warnings between records."""
    with closing(open_store(root, target, now, silent, silent)) as store:
        return list(AuditedStore.of(store).findings())


def compared(
    root: Path, target: Path | None, now: int, new: Path, changed: set[str]
) -> tuple[list[Finding], list[Finding]]:
    """Return the findings of a dossier before and after replacing its files by those in the folder `new`.

    A `changed` file that is not in `new` counts as deleted. The changes to the store are rolled back. The findings do
    not include warnings between records.
    """
    open_store(root, target, now, silent, silent).close()
    with suppress(Damaged, Foreign, OSError):
        return _compared(root, target, now, new, changed)
    return _compared(root, None, now, new, changed)


class _Undone(UserError):
    """Rolls back a transaction. It is a `UserError`, because a store does not treat that as damage."""


def _compared(
    root: Path, target: Path | None, now: int, new: Path, changed: set[str]
) -> tuple[list[Finding], list[Finding]]:
    found: list[list[Finding]] = []
    walked = walk(root)
    with suppress(_Undone), updated(root, walked, target, now, silent) as (store, builder):
        found.append(list(store.findings()))
        kept = [known.stamp for path, known in builder.files().items() if path not in changed]
        update(new, Walk([*kept, *walk(new).stamps], walked.findings), store, builder, now, silent, root)
        found.append(list(store.findings()))
        raise _Undone("")
    before, after = found
    return before, after


def audited(root: Path, store: "Store") -> AuditedStore:
    """Return the dossier for `check`, which computes warnings while its findings are read."""
    found = AuditedStore.of(store)
    found.doubts = partial(_doubts, root, found)
    return found


def _doubts(root: Path, store: AuditedStore) -> Iterator[Finding]:
    """Yield the warnings between records, between records and local texts, copies and images, and on the register."""
    from heapq import merge

    from brief.checks import doubts
    from brief.checks.copies import changed_copies
    from brief.checks.pictures import unusable_images
    from brief.yaml.quotes import misquotations

    outside = (misquotations(root, store), changed_copies(root, store), unusable_images(root, store))
    found = doubts(store, merge(*outside, key=lambda found: place_of(found, store)))
    if first := next(found, None):
        from brief.yaml.positions import locate

        yield from locate(root, chain([first], found), store)
    if (root / REGISTER_FILE).exists():
        from brief.register import unreadable_lines

        yield from unreadable_lines(root)


def verified(root: Path, store: AuditedStore, sources: "Sequence[Source]") -> list[Finding]:
    """Return the findings about copies and texts of these sources, and about quotes from them."""
    from brief.checks.copies import changed_copies
    from brief.yaml.positions import locate
    from brief.yaml.quotes import misquotations

    found = [*changed_copies(root, store, sources), *misquotations(root, store, sources)]
    return list(locate(root, sorted(found, key=lambda one: place_of(one, store)), store))


def doubts_about(root: Path, target: Path | None, now: int, id_: str) -> list[Finding]:
    """Return the warnings about a record that need others: namesakes, dates, and what it cites from local texts."""
    from brief import checks
    from brief.yaml.positions import locate
    from brief.yaml.quotes import misquotations_by

    with closing(open_store(root, target, now, silent, silent)) as store:
        audited = AuditedStore.of(store)
        record = audited.get(id_)
        found = [*misquotations_by(root, audited, record), *checks.doubts_about(audited, record.id)] if record else []
        return list(locate(root, found, audited))
