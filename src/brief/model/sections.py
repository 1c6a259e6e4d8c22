"""The sections of a memo, and the built-in layouts."""

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
"""The sections that a layout may name. Every paper ends with its sources, whether named or not."""

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
"""The built-in layouts. A dossier's own layout of the same name takes precedence."""
