"""`brief sources`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def sources(dossier: "Dossier") -> "Document":
    """The bibliography, with what rests on each source; as JSON, for bibliography programs (CSL-JSON)."""
    return brief.sources(dossier)


app = single(sources, "brief sources -f json")
