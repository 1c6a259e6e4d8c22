"""The sections of a memo, and the built-in layouts."""

from collections.abc import Iterable

from brief.named_tuple import NamedTuple


class Section(NamedTuple):
    """A section of a layout."""

    name: str
    """One of `SectionName` in `brief.model.header`."""
    most: int | None = None
    """Maximum number of lines, most important first; None for all."""
    heading: str = ""
    """Its heading, if not the usual one."""
    is_annex: bool = False
    """True if it follows the paper itself, with everything that the sections above cut."""
    has_annex: bool = False
    """True if an annex contains all of it, or the rest of what is disputed."""
    is_current: bool = False
    """True if it lists only people who are in post."""
    at_need: int = 0
    """Maximum number of lines if that many are of high importance."""
    beyond: int = 0
    """An annex is left out unless it has more lines than this; opinions that have none are all in the paper.

    An annex that continues a list begins where that list is cut, see `with_annexes`.
    """
    is_before: bool = False
    """True if it ends with the last meeting, where another section continues."""
    is_whole: bool = False
    """True if nothing is left out of its lines, as in data for programs."""


LAYOUTS: dict[str, tuple[Section, ...]] = {
    "full": (
        Section("bottom-line"),
        Section("status", 8, has_annex=True),
        Section("people", 5, has_annex=True),
        Section("commitments", 5, has_annex=True),
        Section("disagreements", 3, has_annex=True),
        Section("assessments", 3, has_annex=True, beyond=6),
        Section("questions", 10, has_annex=True),
        Section("status", is_annex=True),
        Section("people", is_annex=True),
        Section("timeline", is_annex=True),
        Section("commitments", is_annex=True),
        Section("assessments", is_annex=True, beyond=6),
        Section("questions", is_annex=True),
    ),
    "one-pager": (
        Section("bottom-line"),
        Section("status", 5),
        Section("people", 5, is_current=True),
        Section("commitments", 5),
        Section("disagreements", 3),
        Section("questions", 5),
    ),
    "bio-note": (Section("biography"),),
    "scene-setter": (
        Section("bottom-line"),
        Section("timeline", 6, at_need=12, is_before=True),
        Section("people", 5),
        Section("since", 6),
        Section("watch", 4),
        Section("disagreements", 3),
    ),
}
"""The built-in layouts. A dossier's own layout of the same name takes precedence."""


def with_annexes(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return the sections of a paper, with annexes only for lists that are cut: they have more lines than that."""
    found = tuple(sections)
    lines = {section.name: section.most for section in found if section.has_annex}
    return tuple(
        section._replace(beyond=lines[section.name] or 0)
        if section.is_annex and not section.beyond and section.name in lines
        else section
        for section in found
    )
