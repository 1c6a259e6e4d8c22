"""Everything that is wrong or doubtful in a dossier, at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from brief.document import (
    Block,
    Cell,
    Column,
    Document,
    Notice,
    Paragraph,
    Problem,
    Row,
    Table,
    cell,
    problem,
    verbatim,
)
from brief.dossier.protocol import AuditedDossier
from brief.locale import say
from brief.model.findings import Finding, Rule, Severity
from brief.named_tuple import NamedTuple
from brief.reports.phrases import counted

_FOLDED = 10
"""Where findings are folded, so many of a rule are shown."""
_COLUMNS = (
    Column("rule", say("Rule")),
    Column("severity", say("Severity")),
    Column("found", say("Found")),
    Column("hidden", say("Not shown")),
)


class Selection(NamedTuple):
    """Which findings are shown; all are counted."""

    rules: tuple[Rule, ...] = ()
    """Those of these rules alone; none: of all."""
    limit: int | None = None
    folded: bool = False
    """Whether only the first of each rule are shown, unless rules or a limit are chosen."""
    within: str = ""
    """The dossier's folder as seen from the one that files are named from, such as `dossiers/oxmere/`."""


_ALL = Selection()


class _Tally:
    """How many findings of each rule there are, and how many of them are not shown."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self.found: Counter[tuple[Severity, Rule]] = Counter()
        self.hidden: Counter[tuple[Severity, Rule]] = Counter()
        self._shown = 0
        self.is_whole = False
        """Whether all findings have been counted."""

    def shows(self, finding: Finding) -> bool:
        """Count a finding; whether it is to be shown."""
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
        """How many findings of a severity there are."""
        return sum(count for (grade, _), count in self.found.items() if grade is severity)

    def table(self) -> Iterator[Table]:
        """The rules that found something, the gravest and then the most frequent first; none where one says it all."""
        width = len(_COLUMNS) if self.hidden else len(_COLUMNS) - 1
        ordered = sorted(self.found.items(), key=lambda item: (item[0][0] is not Severity.ERROR, -item[1], item[0][1]))
        rows = [
            Row(
                (
                    cell(verbatim(code)),
                    cell(verbatim(grade)),
                    cell(say("{count:,}", count=count), count),
                    self._more((grade, code)),
                )[:width]
            )
            for (grade, code), count in ordered
        ]
        if len(rows) > 1 or self.hidden:
            yield Table("rules", _COLUMNS[:width], tuple(rows))

    def _more(self, rule: tuple[Severity, Rule]) -> Cell:
        hidden = self.hidden[rule]
        way = "" if self._selection.rules or self._selection.limit else say(": brief check --rule {rule}", rule=rule[1])
        return cell(say("{hidden:,} more{way}", hidden=hidden, way=way) if hidden else "", hidden)


def problems(findings: Iterable[Finding], within: str = "") -> Iterator[Problem]:
    """Findings as blocks of a document, in files of a folder that is `within` another."""
    for found in findings:
        yield problem(
            found.severity,
            found.code,
            found.sentence,
            found.hint,
            within + found.file if found.file else "",
            line=found.line,
            column=found.column,
            width=found.width,
            excerpt=found.excerpt,
        )


def findings_alone(findings: Iterable[Finding]) -> Document:
    """These findings with the user's lines, and nothing else."""
    return Document("check", "", [*problems(findings)])


def check(dossier: AuditedDossier, strict: bool = False, selection: Selection = _ALL) -> Document:
    """The findings in the order of the files, and how many of each rule; the answer is no where there are errors.

    If `strict`, also where there are warnings; of chosen rules, where these found any. The findings are found while
    they are written.
    """
    tally = _Tally(selection)

    def reading() -> Iterator[Block]:
        nonlocal tally
        tally = _Tally(selection)
        yield from problems(filter(tally.shows, _chosen(dossier, selection)), selection.within)
        yield from tally.table()
        yield _closing(dossier, tally, selection)
        tally.is_whole = True

    def sound() -> bool:
        """Also of what somebody did not see who stopped reading."""
        grades = (*Severity,) if strict else (Severity.ERROR,)
        if tally.is_whole:
            return not any(map(tally.count, grades))
        return not any(True for grade in grades for _ in _chosen(dossier, selection, grade))

    return Document("check", "", [], answers=sound, reading=reading)


def _chosen(dossier: AuditedDossier, selection: Selection, severity: Severity | None = None) -> Iterator[Finding]:
    found = dossier.findings(severity)
    return (item for item in found if not selection.rules or item.code in selection.rules)


def update(found: Sequence[Finding], new: Sequence[Finding], fixed: int) -> Document:
    """What a change did to the findings: those that are new, and how many there are now."""
    counts = [counted(count, grade) for grade in Severity if (count := sum(item.severity is grade for item in found))]
    numbers = say(", ").join(counts) if counts else say("no problems")
    parts = [
        say("{count:,} new", count=len(new)) if new else "",
        say("{count:,} fixed", count=fixed) if fixed else "",
    ]
    text = say("Now {numbers}: {changes}.", numbers=numbers, changes=say(", ").join(filter(None, parts)))
    return Document("check", "", [*problems(new), Paragraph((cell(text),), "summary")])


def unreadable(reason: str) -> Document:
    """That the dossier cannot be checked for the time being, and why."""
    return Document("check", "", [Notice(cell(verbatim(reason)), "warning")])


def _closing(dossier: AuditedDossier, tally: _Tally, selection: Selection) -> Paragraph:
    errors, warnings = tally.count(Severity.ERROR), tally.count(Severity.WARNING)
    files = counted(len(dossier.files()), "file")
    if errors or warnings:
        numbers = [counted(count, noun) for count, noun in ((errors, "error"), (warnings, "warning")) if count]
        text = say("{numbers} in {files}.", numbers=", ".join(numbers), files=files)
    else:
        by = f" by {', '.join(selection.rules)}" if selection.rules else ""
        records = counted(sum(dossier.counts().values()), "record")
        text = say("No problems{by}: {records} in {files}.", by=by, records=records, files=files)
    return Paragraph((cell(text, {"errors": errors, "warnings": warnings}),), "summary")
