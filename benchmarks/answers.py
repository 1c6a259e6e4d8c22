"""Answers from several dossiers in turn: `python benchmarks/answers.py DOSSIER DOSSIER --times 9`.

Each DOSSIER is a folder, or the address of a dossier on a server, such as the same invented facts in two sizes. An
answer is a whole one: open, ask, close. Starting Python is not measured. It prints medians in milliseconds.
"""

import argparse
import statistics
import time
from collections.abc import Callable

import brief

_QUESTIONS: dict[str, Callable[[brief.Dossier], brief.Document]] = {
    "who": lambda dossier: brief.who(dossier, "Tamsin Quellworth"),
    "who, misspelled": lambda dossier: brief.who(dossier, "Tamsin Quelworth"),
    "timeline": lambda dossier: brief.timeline(dossier, limit=20),
    "search, a rare word": lambda dossier: brief.search(dossier, "inspection of Skerrow light"),
    "search, a frequent word": lambda dossier: brief.search(dossier, "visit"),
    "search, two frequent words": lambda dossier: brief.search(dossier, "visit after the training"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossiers", nargs="+", metavar="DOSSIER")
    parser.add_argument("--times", type=int, default=9)
    asked = parser.parse_args()
    for name, question in _QUESTIONS.items():
        turns = [[_measured(dossier, question) for dossier in asked.dossiers] for _ in range(asked.times + 1)]
        medians = map(statistics.median, zip(*turns[1:], strict=True))  # the first turn imports and compiles
        print(f"{name:28}", *(f"{median * 1000:8.0f}" for median in medians), flush=True)


def _measured(dossier: str, question: Callable[[brief.Dossier], brief.Document]) -> float:
    begun = time.monotonic()
    with brief.open(dossier, full=False) as opened:
        question(opened)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
