"""Number of records of each kind in a dossier of a given size."""

import re
from pathlib import Path
from typing import NamedTuple

PLANTED = Path(__file__).with_name("planted.yaml")
"""Records that are the same in dossiers of every size."""
SHARES: dict[str, dict[str, tuple[float, int]]] = {
    "facts": {
        "people": (0.15, 3),
        "organizations": (0.04, 3),
        "sources": (0.04, 2),
        "places": (0.02, 2),
        "topics": (0.005, 2),
        "agreements": (0.02, 2),
        "programs": (0.005, 1),
        "commitments": (0.05, 1),
        "assessments": (0.04, 1),
        "questions": (0.03, 1),
    },
    "people": {
        "people": (1.0, 3),
        "organizations": (0.01, 3),
        "sources": (0.01, 2),
        "places": (0.001, 2),
        "topics": (0.001, 2),
        "agreements": (0.001, 2),
        "programs": (0.001, 1),
        "commitments": (0.001, 1),
        "assessments": (0.001, 1),
        "questions": (0.001, 1),
        "events": (0.003, 5),
    },
}
"""For each kind, its share of the records and its minimum number; in `facts`, events are the rest."""


class World(NamedTuple):
    """Number of records of each kind."""

    sources: int
    organizations: int
    places: int
    topics: int
    people: int
    agreements: int
    programs: int
    events: int
    commitments: int
    assessments: int
    questions: int


def world(records: int, mostly: str) -> World:
    """Return the number of records of each kind, without the planted ones."""
    planted = len(re.findall(r"(?m)^  [a-z0-9-]+:$", PLANTED.read_text(encoding="utf-8")))
    counts = {kind: max(least, int(records * share)) for kind, (share, least) in SHARES[mostly].items()}
    if mostly == "facts":
        counts["events"] = records - planted - sum(counts.values())
    if counts["events"] < counts["agreements"]:
        raise SystemExit(f"{records} records are too few: some of each kind are needed")
    return World(**counts)
