"""`check`: all errors and warnings in a dossier, in one report."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from brief.document import (
    Block,
    Cell,
    Column,
    Document,
    Findings,
    Notice,
    Paragraph,
    Problem,
    Row,
    Table,
    cell,
    code,
    concealed,
    problem,
    quoted,
)
from brief.dossier.audiences import markings
from brief.dossier.audited import AuditedDossier
from brief.locale import Message, say, say_many, series
from brief.model.findings import Finding, Severity
from brief.model.handling import highest, own_scheme
from brief.model.rules import Rule
from brief.named_tuple import NamedTuple

_FOLDED = 10
"""Number of findings shown per rule when findings are folded."""
_COLUMNS = (
    Column("rule", say("Rule")),
    Column("severity", say("Severity")),
    Column("found", say("Found")),
    Column("hidden", say("Not shown")),
)


class Selection(NamedTuple):
    """Which findings are shown; all of them are counted."""

    rules: tuple[Rule, ...] = ()
    """Show only findings of these rules; if empty, of all rules."""
    limit: int | None = None
    folded: bool = False
    """True to show only the first findings of each rule, unless rules or a limit are given."""
    path: Callable[[str], str] = str
    """Returns the path to print for a file of the dossier, such as one from the top of a repository."""


_ALL = Selection()


class _Tally:
    """Counts the findings of each rule, and those that are not shown."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.found: Counter[tuple[Severity, Rule]] = Counter()
        self.hidden: Counter[tuple[Severity, Rule]] = Counter()
        self._shown = 0
        self.is_whole = False
        """True once all findings have been counted."""

    def shows(self, finding: Finding) -> bool:
        """Count a finding, and return True if it is to be shown."""
        rule = (finding.severity, finding.code)
        self.found[rule] += 1
        chosen = self._selection.rules or self._selection.limit
        folded = self._selection.folded and not chosen and self.found[rule] > _FOLDED
        if folded or self._shown == self._selection.limit:
            self.hidden[rule] += 1
            return False
        self._shown += 1
        return True

    def count(self, severity: Severity) -> int:
        """Return the number of findings of a severity."""
        return sum(count for (grade, _), count in self.found.items() if grade is severity)

    def table(self) -> Iterator[Table]:
        """Yield the table of rules with findings, by severity, then frequency; nothing if one rule has all of them."""
        width = len(_COLUMNS) if self.hidden else len(_COLUMNS) - 1
        ordered = sorted(self.found.items(), key=lambda item: (item[0][0] is not Severity.ERROR, -item[1], item[0][1]))
        rows = [
            Row(
                (
                    cell(code(rule)),
                    cell(code(grade)),
                    cell(say("{count:,}", count=count), count),
                    self._more((grade, rule)),
                )[:width]
            )
            for (grade, rule), count in ordered
        ]
        if len(rows) > 1 or self.hidden:
            yield Table("rules", _COLUMNS[:width], tuple(rows))

    def _more(self, rule: tuple[Severity, Rule]) -> Cell:
        hidden = self.hidden[rule]
        if not hidden:
            return cell("", hidden)
        if self._selection.rules or self._selection.limit:
            return cell(say("{hidden:,} more", hidden=hidden), hidden)
        way = say("{hidden:,} more: brief check --rule {rule}", hidden=hidden, rule=code(rule[1]))
        return cell(way, hidden)


def problems(findings: Iterable[Finding], path: Callable[[str], str] = str) -> Iterator[Problem]:
    """Yield findings as blocks of a document, without passwords; `path` returns the path to print for a file."""
    for found in findings:
        yield problem(
            found.severity,
            found.code,
            concealed(found.sentence),
            concealed(found.hint),
            path(found.file) if found.file else "",
            line=found.line,
            column=found.column,
            width=found.width,
            excerpt=concealed(found.excerpt),
        )


def findings_alone(findings: Iterable[Finding]) -> Document:
    """Return a document with only these findings and the user's lines."""
    return Findings("check", "", [*problems(findings)])


def check(dossier: AuditedDossier, strict: bool = False, selection: Selection = _ALL) -> Document:
    """Report the findings in the order of the files, and how many each rule has. The answer is no if there are errors.

    With `strict`, warnings make the answer no too. If rules are chosen, only their findings count. The findings are
    produced while they are written, and may quote any line, so the marking is the highest of the dossier.
    """
    tally = _Tally(selection)

    def reading() -> Iterator[Block]:
        nonlocal tally
        tally = _Tally(selection)
        yield from problems(filter(tally.shows, _chosen(dossier, selection)), selection.path)
        yield from tally.table()
        yield _closing(dossier, tally, selection)
        tally.is_whole = True

    def sound() -> bool:
        """True if no finding counts against the dossier, including findings that were never read."""
        grades = (*Severity,) if strict else (Severity.ERROR,)
        if tally.is_whole:
            return not any(map(tally.count, grades))
        return not any(True for grade in grades for _ in _chosen(dossier, selection, grade))

    marking = highest(markings(dossier), own_scheme(dossier.header))
    return Findings("check", "", [], handling=marking, answers=sound, reading=reading)


def _chosen(dossier: AuditedDossier, selection: Selection, severity: Severity | None = None) -> Iterator[Finding]:
    found = dossier.findings(severity)
    return (item for item in found if not selection.rules or item.code in selection.rules)


def update(found: Sequence[Finding], new: Sequence[Finding], fixed: int) -> Document:
    """Report the effect of a change: the new findings, and the current totals."""
    counts = [_numbered(count, grade) for grade in Severity if (count := sum(item.severity is grade for item in found))]
    numbers = series(counts, say(", ")) if counts else say("no problems")
    parts = [say("{count:,} new", count=len(new))] if new else []
    parts += [say("{count:,} fixed", count=fixed)] if fixed else []
    changes = series(parts or [say("the dossier can be read again")], say(", "))
    text = say("Now {numbers}: {changes}.", numbers=numbers, changes=changes)
    return Findings("check", "", [*problems(new), Paragraph((cell(text),), "summary")])


def _numbered(number: int, grade: Severity) -> Message:
    """Return a number of findings: `2 errors`."""
    if grade is Severity.ERROR:
        return say_many("{count:,} error", "{count:,} errors", number)
    return say_many("{count:,} warning", "{count:,} warnings", number)


def unreadable(reason: str) -> Document:
    """Say that the dossier cannot be checked at the moment, and why."""
    return Findings("check", "", [Notice(cell(quoted(reason)), "warning")])


def _closing(dossier: AuditedDossier, tally: _Tally, selection: Selection) -> Paragraph:
    errors, warnings = tally.count(Severity.ERROR), tally.count(Severity.WARNING)
    files = say_many("{count:,} file", "{count:,} files", len(dossier.files()))
    if errors or warnings:
        found = ((errors, Severity.ERROR), (warnings, Severity.WARNING))
        numbers = [_numbered(count, grade) for count, grade in found if count]
        text = say("{numbers} in {files}.", numbers=series(numbers), files=files)
    else:
        records = say_many("{count:,} record", "{count:,} records", sum(dossier.counts().values()))
        text = say("No problems: {records} in {files}.", records=records, files=files)
        if rules := series(map(code, selection.rules)):
            text = say("No problems by {rules}: {records} in {files}.", rules=rules, records=records, files=files)
    return Paragraph((cell(text, {"errors": errors, "warnings": warnings}),), "summary")
