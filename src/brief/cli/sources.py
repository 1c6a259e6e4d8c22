"""`brief sources`."""

from typing import TYPE_CHECKING

import brief
from brief.cli.shared import Limit, report_of, single

if TYPE_CHECKING:
    from brief import Document, Dossier


@report_of
def sources(dossier: "Dossier", limit: Limit = None) -> "Document":
    """List the sources, each with what it is used for; as JSON, for bibliography programs (CSL-JSON)."""
    return brief.sources(dossier, limit=limit)


app = single(sources, "brief sources --limit 1")
