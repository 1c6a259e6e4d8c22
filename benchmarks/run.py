"""Speed of brief: `python benchmarks/run.py` measures everything, `python benchmarks/run.py who search` a part.

The dossiers and their compiled stores are kept in one folder, which later runs use again. `--write` replaces the table
in README.md next to this file.
"""

import argparse
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import measure
from comparisons import COMPARISONS, Sizes
from dossiers import size, sized
from peers import INSTALLING, peers

_README = Path(__file__).with_name("README.md")
_PLACE = re.compile(r"(?s)(<!-- results of run.py -->\n).*(<!-- end of the results -->)")
_LEAST = 10


def main() -> None:
    """Measure and print."""
    asked = _arguments()
    rounds = max(_LEAST, asked.rounds) if not asked.hasty else asked.rounds
    sizes = Sizes(asked.folder.resolve(), asked.small, asked.large)
    sizes.folder.mkdir(parents=True, exist_ok=True)
    measure.compile_brief()
    rows: list[measure.Row] = []
    notes: list[str] = []
    broken: list[str] = []
    for name in asked.comparisons or [*COMPARISONS, "peers"]:
        found = peers(sizes, asked.peers) if name == "peers" else COMPARISONS[name](sizes)
        for comparison in found:
            print(f"{comparison.name}: {len(comparison.cases)} commands", file=sys.stderr)
            notes += [note for note in comparison.notes if note not in notes]
            try:
                rows += measure.measure(comparison, rounds, sizes.folder)
            except measure.Broken as error:
                broken.append(f"{comparison.name}: {error}")
    told = report(rows, notes, rounds, sizes)
    print(told)
    if broken:
        raise SystemExit("\n\n".join(("Left out, because a command failed:", *broken)))
    if asked.write:
        text = _README.read_text(encoding="utf-8")
        _README.write_text(_PLACE.sub(lambda found: f"{found[1]}{told}\n{found[2]}", text), encoding="utf-8")


def report(rows: list[measure.Row], notes: list[str], rounds: int, sizes: Sizes) -> str:
    """Return the table in Markdown, with the machine and the method."""
    day = datetime.now(UTC).date()
    about = (
        f"{day}: medians of {rounds} interleaved runs, those of `compile` and `check` of one; "
        f"{sized(sizes.small)} records beside {sized(sizes.large)}.\n{measure.machine()}"
    )
    return "\n\n".join((about, measure.table(rows), *notes))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    names = (*COMPARISONS, "peers")
    parser.add_argument("comparisons", nargs="*", choices=(*names, []), metavar="COMPARISON", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=_LEAST, help=f"{_LEAST} or more")
    parser.add_argument("--hasty", action="store_true", help="fewer rounds are enough")
    parser.add_argument("--small", type=size, default=1_000, metavar="N", help="records of the small dossier, else 1k")
    parser.add_argument("--large", type=size, default=1_000_000, metavar="N", help="of the large one, else 1M")
    folder = Path(tempfile.gettempdir()) / "brief-benchmarks"
    parser.add_argument("--folder", type=Path, default=folder, help=f"where dossiers and stores lie, else {folder}")
    parser.add_argument("--peers", type=Path, metavar="FOLDER", help=f"where programs lie that come with {INSTALLING}")
    parser.add_argument("--write", action="store_true", help="put the table into README.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()
