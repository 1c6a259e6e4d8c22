"""Destination of an answer: the screen, a pager, or a file, in one format."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief import output
from brief.document import Document, Findings, Notice, sanitize
from brief.locale import say
from brief.model.user_error import UserError
from brief.named_tuple import NamedTuple
from brief.renderers import EXTENSIONS, PLAIN, PRINTED, TEMPLATED, Format, Paper, Size

if TYPE_CHECKING:
    from collections.abc import Callable

    import typer

    from brief.library.opened import Dossier


_OUTPUT = frozenset((
    "format", "json", "output", "force", "paper", "template", "marking_column", "handling", "full", "no_pager",
    "exit_code", "strict",
))  # fmt: skip
"""Options that say where an answer goes and in which form, and not what it shows."""
_TYPED = "COMMANDLINE"
"""The source of an option that is neither a default nor from the environment."""


class Destination(NamedTuple):
    """Destination of an answer, determined before any work is done."""

    format: Format
    file: output.Target | None
    """The file; None for standard output, or for a folder."""
    paper: Paper
    screen: output.Screen
    folder: Path | None = None
    """The folder for a file that is named after the document."""
    force: bool = False
    context: "typer.Context | None" = None
    """The command line."""

    @property
    def is_streamed(self) -> bool:
        """True if the first lines are written before the last ones are known."""
        is_paged = self.screen.pager and sys.stdout.isatty()
        return self.format is Format.TEXT and not self.is_file and not is_paged

    @property
    def is_file(self) -> bool:
        """True if the answer goes to a file, or into a folder."""
        return self.file is not None or self.folder is not None

    def issuing(self, dossier: "Dossier", document: Document, to: str = "") -> "Callable[[Path], None] | None":
        """Return a function that notes the document in the register; None without a file or a register."""
        if not self.is_file:
            return None
        from brief.library.issuing import issuing

        return issuing(dossier, document, to)

    def write(self, document: Document, note: "Callable[[Path], None] | None" = None) -> int:
        """Write the document, and `note` its file; return the exit code.

        Remarks for which the format of the data has no place go to stderr.
        """
        document = self._hinted(document)
        is_table = self.format is Format.CSV
        if is_table or (self.format is Format.JSON and document.data is not None):
            for block in document.blocks:
                if isinstance(block, Notice) and not (is_table and block.warns):
                    output.print_remark(block.text.text)
        file = self.file
        if self.folder is not None:
            file = output.target(self.folder / output.file_name(document, self.format), self.force)
            output.print_remark(say("writing {path}", path=sanitize(str(file.path))))
        elif file and is_table and document.handling and not self.paper.marking_column:
            output.print_remark(_unmarked(document.handling))
        if file is not None:
            output.to_file(file, document, self.format, self.paper)
            if note and not file.passes_on:
                note(file.path)
        else:
            output.to_stream(sys.stdout, document, self.format, self.screen, self.paper)
        if document.answers:
            return 0
        if file is not None:
            output.print_remark(self._no(document, sanitize(str(file.path))))
        return 1

    def _no(self, document: Document, path: str) -> str:
        """Return what stderr says of a file whose answer is no."""
        if isinstance(document, Findings):
            return say("problems found: {path} lists them", path=path)
        if self.context and self.context.params.get("exit_code"):
            return say("changes found: {path} lists them", path=path)
        return say("no answer: {path} says why", path=path)

    def _hinted(self, document: Document) -> Document:
        """Return the document whose commands have the options that were typed, if it goes to a terminal.

        A file or a pipe may be handed on, so it names no folders.
        """
        if self.is_file or self.format is not Format.TEXT or not self.context or not sys.stdout.isatty():
            return document
        if not (typed := _typed_options(self.context)):
            return document
        from brief.cli.hints import hinted

        return hinted(document, self.context, typed)


def paper_of(size: Size, template: Path | None, marking_column: bool, format_: Format) -> Paper:
    """Return the paper that the options choose; remarks on stderr name those without effect in this format."""
    paper = Paper(size, _template(template), str(template or ""), marking_column)
    for sentence in _without_effect(format_, paper):
        output.print_remark(sentence)
    return paper


def _typed_options(context: "typer.Context") -> "list[Any]":
    """Return the options of the command line that choose what the answer shows."""
    chosen = (one for one in context.command.params if one.param_type_name == "option" and one.name not in _OUTPUT)
    return [one for one in chosen if (where := context.get_parameter_source(str(one.name))) and where.name == _TYPED]


def _unmarked(handling: str) -> str:
    return say("a csv has no line for its marking, {handling}; --marking-column adds a column", handling=handling)


def _template(path: Path | None) -> bytes | None:
    """Return the content of a template; raises `UserError` if it cannot be read."""
    from brief.yaml.discovery import Unreadable, read

    try:
        return read(path) if path else None
    except Unreadable as error:
        raise UserError(f"--template: {path}: {error.finding.sentence}", say("name another file"), 2) from error


def format_of(chosen: Format | None, path: Path | None, *, is_json: bool) -> Format:
    """Return the format that the options choose, or the one of the file name extension; raises `UserError`."""
    if is_json and chosen not in (None, Format.JSON):
        sentence = say("--json and --format {format} contradict each other", format=chosen)
        raise UserError(sentence, say("leave one of them out"), 2)
    chosen = Format.JSON if is_json else chosen
    if path is None:
        return chosen or Format.TEXT
    name, ending = path.name, path.suffix.lower()
    named = None if os.path.isdir(path) else EXTENSIONS.get(ending)
    if chosen and named not in (None, chosen):
        sentence = say("--format {chosen} and --output {name} contradict each other", chosen=chosen, name=name)
        raise UserError(
            sentence, say("leave --format out, or name a file without the ending {ending}", ending=ending), 2
        )
    found = chosen or named
    if not found:
        known = ", ".join(EXTENSIONS)
        raise UserError(
            say("--output: cannot tell the format from `{name}`", name=name),
            say("use --format, or name a file that ends in {known}", known=known),
            2,
        )
    return found


def _without_effect(format_: Format, paper: Paper) -> Iterator[str]:
    """Yield a sentence for each paper option that has no effect in this format."""
    if paper.size is not PLAIN.size and format_ not in PRINTED:
        *some, last = sorted(PRINTED)
        printed = say("{some} and {last}", some=", ".join(some), last=last)
        yield say("--paper changes nothing here: only {printed} have pages", printed=printed)
    if paper.template is not None and format_ not in TEMPLATED:
        templated = say(", ").join(sorted(TEMPLATED))
        yield say("--template changes nothing here: only {formats} have templates", formats=templated)
    if paper.marking_column and format_ is not Format.CSV:
        yield say("--marking-column changes nothing here: only csv has columns")


def report_failure(failure: UserError) -> None:
    """Report on stderr why a command failed."""
    import brief
    from brief.app import screen

    if isinstance(failure, brief.BrokenDossier | brief.Refused):
        output.to_stream(sys.stderr, failure.document(), Format.TEXT, screen())
    output.print_remark(sanitize(str(failure)))
