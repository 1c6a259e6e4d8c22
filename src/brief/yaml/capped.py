"""A list of findings with a limit, which counts the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator

from brief.locale import say, say_many
from brief.model.findings import Finding, Severity

MAXIMUM_FINDINGS = 100
"""Greatest number of errors, and of warnings, that are listed for one file or one record."""


class Capped:
    """A list of findings with a limit; errors and warnings count separately."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Begin with these findings."""
        self.listed: list[Finding] = []
        """The findings up to the limit; empty only if there are none at all."""
        self._counts: Counter[Severity] = Counter()
        self._unlisted: dict[Severity, Finding] = {}
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding, count: int = 1) -> None:
        """Add a finding to the list, or only count it; `count` is the number of findings that it represents."""
        if self._counts[finding.severity] < MAXIMUM_FINDINGS:
            self.listed.append(finding)
        else:
            self._unlisted.setdefault(finding.severity, finding)
        self._counts[finding.severity] += count

    def is_full(self) -> bool:
        """True if a further error would only be counted."""
        return self._counts[Severity.ERROR] >= MAXIMUM_FINDINGS

    def absorb(self, other: "Capped") -> None:
        """Add the findings of another list, including those that it only counts."""
        for finding in other.listed:
            self.add(finding)
        for severity, first in other._unlisted.items():
            self.add(first, other._counts[severity] - MAXIMUM_FINDINGS)

    def __iter__(self) -> Iterator[Finding]:
        """Yield the listed findings, and one more for each severity beyond the limit."""
        yield from self.listed
        for severity, first in self._unlisted.items():
            yield unlisted(first, self._counts[severity] - MAXIMUM_FINDINGS)


def unlisted(first: Finding, count: int) -> Finding:
    """Return the finding that represents all unlisted ones, at the position of the `first` of them."""
    what = say_many("one more problem", "{count:,} more problems", count)
    return first._replace(
        sentence=say("{what} from here on", what=what), hint=say("not listed: fix those above first"), width=1
    )
