"""As many findings of one file or record as somebody will read, and how many more there are."""

from collections import Counter
from collections.abc import Iterable, Iterator

from brief.locale import say
from brief.model.findings import Finding, Severity

MAXIMUM_FINDINGS = 100
"""This many errors and this many warnings of one file, or of one record, are listed one by one."""


class Capped:
    """A list of findings that stops growing; errors and warnings are counted apart."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """Begin with these."""
        self.listed: list[Finding] = []
        """Empty only if there is no finding at all."""
        self._counts: Counter[Severity] = Counter()
        self._unlisted: dict[Severity, Finding] = {}
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding, count: int = 1) -> None:
        """List the finding, or count it; it may represent more than one."""
        if self._counts[finding.severity] < MAXIMUM_FINDINGS:
            self.listed.append(finding)
        else:
            self._unlisted.setdefault(finding.severity, finding)
        self._counts[finding.severity] += count

    def is_full(self) -> bool:
        """True if a further error would only be counted."""
        return self._counts[Severity.ERROR] >= MAXIMUM_FINDINGS

    def absorb(self, other: "Capped") -> None:
        """Add the findings of another list, with those that it only counts."""
        for finding in other.listed:
            self.add(finding)
        for severity, first in other._unlisted.items():
            self.add(first, other._counts[severity] - MAXIMUM_FINDINGS)

    def __iter__(self) -> Iterator[Finding]:
        """The findings listed, and one for each severity that has more."""
        yield from self.listed
        for severity, first in self._unlisted.items():
            yield unlisted(first, self._counts[severity] - MAXIMUM_FINDINGS)


def unlisted(first: Finding, count: int) -> Finding:
    """The finding for all that are not listed, at the place of the `first` of them."""
    what = say("{count:,} more problems", count=count) if count > 1 else say("one more problem")
    return first._replace(
        sentence=say("{what} from here on", what=what), hint=say("not listed: fix those above first"), width=1
    )
