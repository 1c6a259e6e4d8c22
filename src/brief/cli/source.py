"""`brief source`."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

import brief
from brief.cli.completion import ids_of
from brief.cli.edits import DryRun, report, with_dossier
from brief.cli.shared import DossierOption, example, report_of, several
from brief.cli.words import argument, folder_or_address, typed
from brief.locale import say

if TYPE_CHECKING:
    from brief import Document, Dossier, Kept
    from brief.app import Chosen


_STDIN = "-"
"""Names standard input in place of a file."""


def _file(text: str) -> Any:
    """Return a typed path or address, or `-` for standard input, which the path `./-` is not."""
    return text if text == _STDIN else folder_or_address(text)


File = Annotated[
    Any,
    typer.Argument(metavar="FILE", help=say("A text, HTML or PDF file that you have saved, or -."), parser=_file),
]
Words = Annotated[
    list[str],
    typer.Argument(metavar="FIELD=VALUE", help=say("Fields of its record, as for `brief set`: reliability=B.")),
]
Url = Annotated[
    str, typer.Option("--url", metavar="ADDRESS", help=say("Its web address; nothing is fetched."), parser=typed)
]
Title = Annotated[
    str, typer.Option("--title", metavar="TITLE", help=say("Its title, if not the one in the file."), parser=typed)
]
Id = Annotated[
    str, typer.Option("--id", metavar="ID", help=say("Id of its record; default: made from the title."), parser=typed)
]
To = Annotated[
    str,
    typer.Option(
        "--to",
        metavar="ID",
        help=say("Add the copy to this source, which has none yet, and change nothing else."),
        parser=typed,
        autocompletion=ids_of("source"),
    ),
]
Name = Annotated[
    str,
    argument("ID", say("A source, by id, title or letter on a page."), ids_of("source")),
]
NameOrAll = Annotated[
    str | None,
    argument("[ID]", say("A source; default: all."), ids_of("source")),
]
Places = Annotated[
    list[str] | None,
    typer.Argument(metavar="[PLACE]", help=say("Paragraphs, such as 3, ¶3 or ¶3-5; default: all."), parser=typed),
]

app = several(
    say("Keep copies of sources in the dossier, read them by paragraph, and check that they are unchanged."),
    "brief source verify",
)


@app.command(epilog=example("brief source add article.html --id treaty"))
def add(
    file: File,
    words: Words = [],  # noqa: B006 - Typer copies it
    url: Url = "",
    title: Title = "",
    id_: Id = "",
    to: To = "",
    dossier: DossierOption = None,
    dry_run: DryRun = False,
) -> None:
    """Keep a copy of a file under `sources/`, with its hash, its text and a record; nothing is replaced."""
    from brief.model.sources import MOST_BYTES

    named = sys.stdin.buffer.read(MOST_BYTES + 1) if file == _STDIN else file
    kept = brief.add_source(dossier, named, words, url=url, title=title, id=id_, to=to, dry_run=dry_run)
    report(kept.edited, dry_run=dry_run)
    if not dry_run:
        _print_kept(kept, dossier)


def _print_kept(kept: "Kept", dossier: "Chosen") -> None:
    """Print the record on standard output, and what to do next."""
    from brief.document import sanitize
    from brief.model.locators import Unit, locator
    from brief.output import print_lines, print_remark

    lines = [f"{kept.id}"]
    for name, value in kept.fields.items():
        if name != "copy":
            words = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            lines.append(f"  {name}: {sanitize(words)}")
    lines.append(f"  copy: {kept.fields['copy']['file']}")
    print_lines(sys.stdout, "\n".join(lines))
    if kept.paragraphs:
        places = locator(Unit.PARAGRAPH, 1, kept.paragraphs)
        command = with_dossier(f"brief source read {kept.id}", dossier)
        told = say(
            "read it with `{command}`, and cite it as `{id} {places}`", command=command, id=kept.id, places=places
        )
    else:
        told = say("it has no text (is it a scan?), so quotes from it cannot be checked")
    print_remark(told)
    if missing := [f"{name}=..." for name in _GRADED if name not in kept.known]:
        command = with_dossier(f"brief set {kept.id} {' '.join(missing)}", dossier)
        print_remark(say("to add more: `{command}`", command=command))


_GRADED = ("type", "publication", "published", "reliability")
"""Fields of a source that papers print of it, and that few files say."""


@report_of
def read(dossier: "Dossier", name: Name, places: Places = None) -> "Document":
    """Print the text of a source by numbered paragraphs: each line that is not empty, as `brief check` counts them."""
    return brief.read_source(dossier, name, places or ())


@report_of
def verify(dossier: "Dossier", name: NameOrAll = None) -> "Document":
    """Compare copies with their hashes, and quotes with the texts. Exit with 1 if anything is changed or missing."""
    return brief.verify_sources(dossier, name)


app.command("read", epilog=example("brief source read gazette ¶2-3"))(read)
app.command("verify", epilog=example("brief source verify"))(verify)
