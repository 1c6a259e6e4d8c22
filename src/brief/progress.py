"""Show the progress of reading a dossier, on a terminal's stderr, after half a second."""

import sys
from collections.abc import Callable
from types import TracebackType
from typing import Any

from brief.locale import say

_PATIENCE = 0.5
"""Seconds before the bar appears."""


class Progress:
    """A bar with the rate and the time left; shown only if stderr is a terminal."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start the timer, with a clock in seconds."""
        self._clock = clock
        self._begun = clock()
        self._bar: Any = None
        self._task: Any = None
        self._is_seen = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> "Progress":
        """Return the bar without drawing it."""
        return self

    def __exit__(self, cls: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int) -> None:
        """Update the bytes read and the total."""
        if not self._is_seen or self._clock() - self._begun < _PATIENCE:
            return
        if self._bar is None:
            self._draw(done, total)
        self._bar.update(self._task, completed=done)

    def _draw(self, done: int, total: int) -> None:
        from rich import progress
        from rich.console import Console

        self._bar = progress.Progress(
            progress.TextColumn(say("reading the dossier")),
            progress.BarColumn(),
            progress.DownloadColumn(),
            progress.TransferSpeedColumn(),
            progress.TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bar.start()
        self._task = self._bar.add_task("", total=total, completed=done)
