"""Posts that may still be held, found by the index of a store."""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from brief.model.actors import Organization, Person
from brief.reports.posts import has_died, posts, rivals
from brief.reports.staleness import is_stale, over_months

if TYPE_CHECKING:
    from brief.dossier.trait import Over, Trait
    from brief.model.dates import Answer, Date
    from brief.model.parts import Role
    from brief.reports.related import Scope


def open_posts(
    scope: "Scope", trait: "Trait", over: "Over | None" = None
) -> "Iterator[tuple[Person | Organization, Role]]":
    """Yield the roles that are not known to be over, with their holders: people and organizations with a trait."""
    holders: Iterator[Person | Organization]
    holders = chain(scope.having(Person, trait, over), scope.having(Organization, trait, over))
    for holder in holders:
        for role in posts(scope.dossier, holder, scope.dossier.as_of).open:
            yield holder, role


def unconfirmed(
    scope: "Scope", answer: "Answer", day: "Date", months: int
) -> "Iterator[tuple[Person | Organization, Role]]":
    """Yield the posts for which `answer` is whether they were not confirmed in the `months` before a day."""
    for holder, role in open_posts(scope, "post", over_months(answer, day, months)):
        if not has_died(holder, day) and is_stale(role, rivals(holder, role), day, months) is answer:
            yield holder, role
