"""A paper on several dossiers: a chapter for each, then what they share."""

from collections.abc import Iterator, Sequence

from brief.document import Content, Heading, Notice, cell
from brief.locale import say
from brief.model.sections import Section
from brief.reports.common import title_of
from brief.reports.memo_sections import section_blocks
from brief.reports.related import Scope

_SHARED = "disagreements"
"""The section that no chapter repeats: a page shows each dispute once."""


def chapters(scope: Scope, sections: Sequence[Section]) -> Iterator[Content]:
    """Yield the sections of each dossier below its title, where the sources of all differ, and the annexes of each."""
    own = [section for section in sections if section.name != _SHARED]
    for part in scope.chapters:
        yield Heading(title_of(part.dossier))
        told = [block for section in own if not section.is_annex for block in section_blocks(part, section)]
        yield from map(_lowered, told)
        if not told:
            yield Notice(cell(say("Nothing is on record here.")))
    for section in sections:
        if section.name == _SHARED:
            yield from section_blocks(scope, section)
    for part in scope.chapters:
        annexes = (section for section in own if section.is_annex)
        yield from (_of(part, block) for section in annexes for block in section_blocks(part, section))


def _lowered(block: Content) -> Content:
    """Return a heading one level lower, and any other block as it is."""
    return block._replace(level=block.level + 1) if isinstance(block, Heading) else block


def _of(part: Scope, block: Content) -> Content:
    """Return the heading of an annex with the title of its dossier, and any other block as it is."""
    if not (isinstance(block, Heading) and block.is_annex):
        return block
    return block._replace(text=say("{heading} ({title})", heading=block.text, title=title_of(part.dossier)))
