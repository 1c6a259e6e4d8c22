"""The sections of a memo, and the layouts that come with brief."""

SECTIONS = (
    "bottom-line",
    "status",
    "people",
    "biography",
    "timeline",
    "commitments",
    "assessments",
    "disagreements",
    "questions",
    "sources",
)
"""What a layout may name. The sources stand at the end of every paper; naming them changes nothing."""

LAYOUTS: dict[str, tuple[str, ...]] = {
    "full": tuple(section for section in SECTIONS if section != "biography"),
    "one-pager": ("bottom-line", "status", "people", "commitments", "disagreements", "questions", "sources"),
    "bio-note": ("bottom-line", "biography", "sources"),
    "scene-setter": (
        "bottom-line",
        "people",
        "timeline",
        "assessments",
        "disagreements",
        "questions",
        "sources",
    ),
}
"""The built-in layouts; a dossier's own of the same name comes first."""
