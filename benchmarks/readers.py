"""Many readers at once: `python benchmarks/readers.py DOSSIER --readers 50 --seconds 60`.

DOSSIER is a folder, or the address of a dossier on a server. Each reader is a process that repeatedly opens the
dossier, asks one question, and closes it. The start of Python is not measured.
"""

import argparse
import multiprocessing
import statistics
import time
from collections.abc import Callable
from multiprocessing.synchronize import Barrier

import brief

_QUESTIONS: tuple[Callable[[brief.Dossier], brief.Document], ...] = (
    lambda dossier: brief.who(dossier, "Tamsin Quellworth"),
    lambda dossier: brief.timeline(dossier, limit=20),
    lambda dossier: brief.search(dossier, "inspection of Skerrow light"),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dossier")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    ready = multiprocessing.Barrier(asked.readers)
    words = [(asked.dossier, asked.seconds, number, ready) for number in range(asked.readers)]
    took: list[float] = []
    errors: list[str] = []
    here, there = multiprocessing.Pipe(duplex=False)
    for each in words:
        multiprocessing.Process(target=_read, args=(*each, there), daemon=True).start()
    for _ in words:
        times, error = here.recv()
        took += times
        errors += [error] if error else []
    took.sort()
    print(f"{asked.readers} readers for {asked.seconds:g} s: {len(took)} answers, {len(errors)} errors")
    print(
        f"median {statistics.median(took) * 1000:.0f} ms, 99th percentile {took[len(took) * 99 // 100] * 1000:.0f} ms"
    )
    print(f"{len(took) / asked.seconds:.0f} answers a second")
    if errors:
        raise SystemExit(errors[0])


def _read(
    dossier: str, seconds: float, number: int, ready: Barrier, out: "multiprocessing.connection.Connection"
) -> None:
    took: list[float] = []
    error = ""
    try:
        with brief.open(dossier, full=False) as opened:  # compiles the store and imports all modules
            for question in _QUESTIONS:
                question(opened)
        ready.wait()
        end = time.monotonic() + seconds
        while (begun := time.monotonic()) < end:
            with brief.open(dossier, full=False) as opened:
                _QUESTIONS[(number + len(took)) % len(_QUESTIONS)](opened)
            took.append(time.monotonic() - begun)
    except Exception as failed:
        error = f"{type(failed).__name__}: {failed}"
        ready.abort()
    out.send((took, error))


if __name__ == "__main__":
    main()
