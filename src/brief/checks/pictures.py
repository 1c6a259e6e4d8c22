"""Check the images of a dossier: portraits and the logo.

The result is never stored, because a file may change while the dossier does not.
"""

from collections.abc import Iterator
from pathlib import Path

from brief.dossier.audited import AuditedDossier, place_of
from brief.images import UnusableImage, refuse_unusable
from brief.locale import say
from brief.model.actors import Person
from brief.model.findings import Finding, Severity


def unusable_images(root: Path, dossier: AuditedDossier) -> Iterator[Finding]:
    """Find images that a paper cannot show, in the order of the files."""
    found = [finding for record, path, image in _images(dossier) for finding in _unusable(root, record, path, image)]
    yield from sorted(found, key=lambda one: place_of(one, dossier))


def _images(dossier: AuditedDossier) -> Iterator[tuple[str, str, str]]:
    """Yield record id (empty for the head), field and path of each image."""
    letterhead = dossier.header.letterhead if dossier.header else None
    if letterhead and letterhead.logo:
        yield "", "letterhead.logo", letterhead.logo
    for person in dossier.having(Person, "pictured"):
        if person.portrait:
            yield person.id, "portrait", person.portrait


def _unusable(root: Path, record: str, path: str, image: str) -> Iterator[Finding]:
    try:
        refuse_unusable(root, image)
    except UnusableImage as error:
        sentence = say("the image {image} cannot be used: {why}", image=image, why=error.sentence)
        yield Finding("unusable-image", sentence, error.hint, Severity.WARNING, record=record, path=path)
