"""The document of findings, for formats that know nothing else."""

from brief.document.document import Document


class Findings(Document):
    """Findings, each with its place in a file. It may quote any line, so its marking is the highest of the dossier."""

    is_verbatim = True
