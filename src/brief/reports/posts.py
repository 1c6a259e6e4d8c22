"""Which roles of a person are posts in hand on a day, which are former, and which are a membership and no post."""

from typing import TYPE_CHECKING

from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_later, claimed
from brief.model.dates import Answer
from brief.model.kinds import full_names
from brief.model.names import fold
from brief.model.parts import Ongoing
from brief.named_tuple import NamedTuple
from brief.reports.staleness import is_stale

if TYPE_CHECKING:
    from brief.model.actors import Organization, Person
    from brief.model.dates import Date
    from brief.model.parts import Difference, Role

_JOINED = (
    "party",
    "faction",
    "caucus",
    "parliamentary group",
    "political group",
    "movement",
    "trade union",
)
"""How the kind of a body ends in which a plain member holds no office."""
_PLAIN = frozenset(("member", "ordinary", "of", "the", "a", "party"))
"""Words of a title that name no office."""


class Posts(NamedTuple):
    """The roles of a person or body as of a day, each group with the latest first."""

    held: "tuple[Role, ...]"
    """Posts held, or last confirmed not long before."""
    memberships: "tuple[Role, ...]"
    """Parts in a party or the like, which are no office."""
    former: "tuple[Role, ...]"
    """Posts without an end that nobody has confirmed for long, or of somebody who died."""
    earlier: "tuple[Role, ...]"
    """Over by then."""
    later: "tuple[Role, ...]"
    """Only confirmed later."""

    @property
    def open(self) -> "tuple[Role, ...]":
        """All that is not known to be over."""
        return (*self.held, *self.memberships, *self.former, *self.later)

    @property
    def known(self) -> "tuple[Role, ...]":
        """All, the nearest to the day first, posts before memberships."""
        return (*self.held, *self.former, *self.earlier, *self.later, *self.memberships)


def posts(dossier: Dossier, holder: "Person | Organization", day: "Date | None" = None) -> Posts:
    """The roles of a person or body; what began certainly after the day is left out.

    Without a day no post is former: nobody asks how long ago it was confirmed.
    """
    groups: dict[str, list[Role]] = {group: [] for group in Posts._fields}
    for role in sorted(holder.roles, key=_latest, reverse=True):
        began = claimed(holder, f"roles.{holder.roles.index(role)}.from") if role.from_ else []
        if not certainly_later(began, day):
            groups[_group(dossier, holder, role, day)].append(role)
    return Posts(**{group: tuple(roles) for group, roles in groups.items()})


def _group(dossier: Dossier, holder: "Person | Organization", role: "Role", day: "Date | None") -> str:
    if role.to and (day is None or role.to.over_by(day) is Answer.YES):
        return "earlier"
    if day and not role.from_ and role.seen and not seen_by(role, day):
        return "later"
    if _is_membership(dossier, holder, role):
        return "memberships"
    return "former" if is_former(dossier, holder, role, day) else "held"


def is_former(dossier: Dossier, holder: "Person | Organization", role: "Role", day: "Date | None") -> bool:
    """Whether a person's post without an end was certainly not confirmed for as long as the dossier allows.

    Nobody holds a post after death.
    """
    if not role.to and day and has_died(holder, day):
        return True
    if day is None or role.to or isinstance(role, Ongoing) or holder.KIND != "person":
        return False
    months = dossier.header.stale_after_months if dossier.header else 0
    return bool(months) and is_stale(role, rivals(holder, role), day, months) is Answer.YES


def has_died(holder: "Person | Organization", day: "Date | None") -> bool:
    """Whether a person is certainly dead by a day, by all that is claimed; without a day, whether a death is told."""
    dates = claimed(holder, "died")
    return bool(dates) and all(day is None or date.over_by(day) is Answer.YES for date in dates)


def rivals(holder: "Person | Organization", role: "Role") -> "list[Difference]":
    """What is said instead of a field of a role."""
    place = f"roles.{holder.roles.index(role)}."
    return [found for found in holder.differs if (found.field or "").startswith(place)]


def seen_by(role: "Role", day: "Date") -> "list[Date]":
    """When a role was confirmed, without what is certainly later than a day."""
    return [date for date in role.seen if date.later_than(day) is not Answer.YES]


def _is_membership(dossier: Dossier, holder: "Person | Organization", role: "Role") -> bool:
    """Whether a person is a plain member of a party or the like: the title says no more than that."""
    words = set(fold(role.title).split())
    if holder.KIND != "person" or not role.org or "member" not in words:
        return False
    from brief.model.actors import Organization

    body = dossier.one(Organization, role.org)
    kind = (body and body.kind) or ""
    if body is None or not fold(kind).endswith(_JOINED):
        return False
    names = {word for form in (*full_names(body), kind) for word in fold(form).split()}
    return words <= _PLAIN | names


def _latest(role: "Role") -> tuple[int, int]:
    dates = [date.sort_ints for date in (role.to, role.from_, *role.seen) if date]
    return max(dates, default=(0, 0))
