"""Notes issued papers in the register."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from brief import app
from brief.last_remarks import remark_at_the_end
from brief.library.opened import Dossier
from brief.locale import say

if TYPE_CHECKING:
    from brief.document import Document


def issuing(dossier: Dossier, document: "Document", to: str = "") -> Callable[[Path], None] | None:
    """Return a function that notes the document once it is written to a file; None if the dossier keeps no register.

    The dossier is read now, so the function can be called after the dossier is closed.
    """
    if dossier.state or not (dossier.header and dossier.header.register):
        return None
    if len(dossier.names) > 1:
        remark_at_the_end(say("a paper on several dossiers is not added to a register"))
        return None
    if not dossier.has_files:
        remark_at_the_end(say("the register of papers is not on the server, so this paper is not added to it"))
        return None
    from brief.model.papers import IssuedPaper
    from brief.reports.issued import issued_values

    values = dossier.read(lambda: issued_values(dossier.shown.dossier, document))
    root, day, marking = dossier.root, dossier.today.text, dossier.release_to

    def note(file: Path) -> None:
        paper = IssuedPaper(file.name, document.kind, document.title, day, to, document.handling, values=values)
        paper = paper._replace(released_to=marking)
        app.note_paper(root, paper)

    return note


def as_issued(dossier: Dossier, file: str | None) -> Dossier:
    """Return the dossier as the issued paper of this file saw it: for a paper that was released, the release copy."""
    if file is None:
        return dossier
    from brief.register import papers
    from brief.reports.ripple import newest, paper_of

    return dossier.view(release_to=paper_of(newest(papers(dossier.root)), file).released_to)
