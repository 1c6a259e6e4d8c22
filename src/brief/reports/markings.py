"""The handling marking of a page: the highest marking of anything printed on it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from brief.document import Document, Findings
from brief.dossier.protocol import Dossier
from brief.locale import say
from brief.model.handling import head_marking, highest, is_at_least, own_scheme
from brief.model.user_error import UserError

if TYPE_CHECKING:
    from brief.model.header import Header


def marking(dossier: Dossier, document: Document, about: Iterable[str] = (), other: str = "") -> str:
    """Return the marking of a page: the highest of the dossier, its records, citations and sources, and `other`.

    `about` are ids of records that only its title names.
    """
    found: Iterable[str] = ()
    if dossier.has_markings:
        from brief.reports.printed_markings import printed

        found = printed(dossier, document, about)
    return highest((head_marking(dossier.header), other, *found), own_scheme(dossier.header))


def raised(header: "Header | None", document: Document, wanted: str) -> Document:
    """Return a page with a marking that the user asks for.

    Raises `UserError` if it is lower than what the page prints, or if no known scheme can compare the two.
    """
    own = own_scheme(header)
    enough = is_at_least(wanted, document.handling, own) if document.handling else True
    if not enough:
        _refuse(document, wanted, is_lower=enough is False)
    return document.marked(highest([wanted], own))


def _refuse(document: Document, wanted: str, *, is_lower: bool) -> None:
    why = say("is lower than") if is_lower else say("cannot be compared with")
    if isinstance(document, Findings):
        what = say("the highest marking of the dossier")
        way = say("leave --handling out")
    elif document.has_own_marking:
        what = say("the dossier's own marking")
        way = say("leave --handling out, or change `handling` in dossier.yaml")
    else:
        what = say("the highest marking of what is printed")
        way = say("leave --handling out, or leave out what is marked higher with --release-to")
    sentence = say(
        "--handling: {wanted} {why} {what}, {found}", wanted=wanted, why=why, what=what, found=document.handling
    )
    raise UserError(sentence, way, 2)
