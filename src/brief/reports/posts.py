"""The posts of a person: which are held on a day, which are former, and which nobody has confirmed of late."""

from typing import TYPE_CHECKING

from brief.dossier.own_heads import own_heads
from brief.dossier.protocol import Dossier
from brief.dossier.rival_dates import certainly_later, claimed
from brief.model.actors import Organization, Person
from brief.model.dates import Answer, Date
from brief.model.kinds import full_names
from brief.model.names import fold
from brief.model.parts import Ongoing
from brief.model.vocabulary import in_english
from brief.named_tuple import NamedTuple
from brief.reports.staleness import is_stale

if TYPE_CHECKING:
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
"""Endings of the kinds of body in which a plain member holds no office."""
_PLAIN = frozenset(("member", "ordinary", "of", "the", "a", "party"))
"""Words of a title that name no office."""


class Posts(NamedTuple):
    """The roles of a person or body as of a day; each group has the latest first."""

    held: "tuple[Role, ...]"
    """Posts that are current, or were last confirmed not long before."""
    memberships: "tuple[Role, ...]"
    """Memberships in a party or similar body, which are no office."""
    former: "tuple[Role, ...]"
    """Posts without an end that were not confirmed for a long time, or whose holder has died."""
    earlier: "tuple[Role, ...]"
    """Roles that were over by the day."""
    later: "tuple[Role, ...]"
    """Roles that were only confirmed after the day."""

    @property
    def open(self) -> "tuple[Role, ...]":
        """All roles that are not known to be over."""
        return (*self.held, *self.memberships, *self.former, *self.later)

    @property
    def known(self) -> "tuple[Role, ...]":
        """All roles, the nearest to the day first, posts before memberships."""
        return (*self.unended, *self.earlier, *self.later, *self.memberships)

    @property
    def unended(self) -> "tuple[Role, ...]":
        """Current and former posts, those without any date last, because nothing says that they are the latest."""
        undated = self.undated
        return (*(role for role in (*self.held, *self.former) if role not in undated), *undated)

    @property
    def undated(self) -> "tuple[Role, ...]":
        """Current and former posts without any date."""
        return tuple(role for role in (*self.held, *self.former) if not (role.from_ or role.to or role.seen))


def posts(dossier: Dossier, holder: "Person | Organization", day: "Date | None" = None) -> Posts:
    """Group the roles of a person or body; roles that certainly began after the day are left out.

    Without a day no post is former, because staleness is not considered.
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
    return "former" if former_by(dossier, holder, role, day) else "held"


def former_by(dossier: Dossier, holder: "Person | Organization", role: "Role", day: "Date | None") -> str:
    """Return the field by which a person's post without an end is former; empty if it is not.

    This is `seen` if the post was certainly not confirmed for the `stale_after_months` of its dossier, or else `died`.
    """
    if day is None or role.to or holder.KIND != "person":
        return ""
    heads = () if isinstance(role, Ongoing) else own_heads(dossier, [holder.id])
    if any(is_stale(role, rivals(holder, role), day, head.stale_after_months) is Answer.YES for head in heads):
        return "seen"
    return "died" if has_died(holder, day) else ""


def has_died(holder: "Person | Organization", day: "Date | None") -> bool:
    """True if a person is certainly dead by a day, according to all sources; without a day, if a death is recorded."""
    dates = claimed(holder, "died")
    return bool(dates) and all(day is None or date.over_by(day) is Answer.YES for date in dates)


def rivals(holder: "Person | Organization", role: "Role") -> "list[Difference]":
    """Return the rivals of the fields of a role."""
    place = f"roles.{holder.roles.index(role)}."
    return [found for found in holder.differs if (found.field or "").startswith(place)]


def seen_by(role: "Role", day: "Date") -> "list[Date]":
    """Return the dates on which a role was confirmed, except for those certainly later than the day."""
    return [date for date in role.seen if date.later_than(day) is not Answer.YES]


def _is_membership(dossier: Dossier, holder: "Person | Organization", role: "Role") -> bool:
    """True if a person is a plain member of a party or similar body, because the title says nothing else."""
    words = set(in_english(holder.vocabulary, role.title).split())
    if holder.KIND != "person" or not role.org or "member" not in words:
        return False
    body = dossier.one(Organization, role.org)
    kind = (body and body.kind) or ""
    if body is None or not in_english(body.vocabulary, kind).endswith(_JOINED):
        return False
    names = {word for form in (*full_names(body), kind) for word in fold(form).split()}
    return words <= _PLAIN | names


def _latest(role: "Role") -> tuple[int, int]:
    dates = [date.sort_ints for date in (role.to, role.from_, *role.seen) if date]
    return max(dates, default=(0, 0))
