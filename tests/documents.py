"""Two documents of invented facts, which tests compare letter by letter in every format, and the lines of a page."""

from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Doubt,
    Edge,
    Entry,
    Field,
    Graph,
    Heading,
    Listing,
    Node,
    Note,
    Notice,
    Paragraph,
    Reference,
    Row,
    Table,
    Text,
    Timeline,
    bare_date,
    problem,
)
from brief.locale import say
from brief.model.dates import Date
from written import cell

_LOG = Note("log", "p. 3")
_LETTER = Note("letter", "¶2", "the lamp *was* lit", "2")
_WIRE = Note("wire", "¶1")
_REFERENCES = (
    Reference("log", "The harbour log; published 1925", "https://example.org/log_1?a=1&b=2"),
    Reference("letter", "L. Østergård, Letter to the board; published June 1925 (inferred)", ""),
    Reference("wire", "The wire; date of publication unknown; repeats log", ""),
)


def dated(edtf: str, words: str = "", cites: tuple[Note, ...] = ()) -> Cell:
    """Return a cell with a date, or with words for one; without a date, with the words alone."""
    date = Date.read(edtf)
    return cell(bare_date(date) if date and words in ("", date.human()) else words, date or "", cites)


def _rivals() -> Cell:
    """Return a value with a rival, each followed by its own citation."""
    first, second = cell("fewer than 900", None, (_LOG,)), cell("778", None, (_WIRE,))
    return Cell((*first.spans, Text(say("; or: ")), *second.with_text("", say(" (disputed)")).spans))


def ledger() -> Document:
    """Return a document with each kind of block: dates of every precision, rivals, doubts, a quote, several scripts."""
    timeline = Timeline(
        "events",
        (
            Entry(dated("1925", "1925"), cell("The lamp is lit", None, (_LOG, _LETTER)), "lit"),
            Entry(
                dated("1925-06", "June 1925", (_LETTER,)),
                cell("Keeper named", None, (_LOG,)),
                "named",
                (cell("Łucja Østergård (keeper)", "lucja"), cell("灯田花子 (clerk)", "hanako")),
                cell("North Skerry", "north-skerry"),
                (dated("1925-07", "date disputed: also July 1925", (_WIRE,)), cell("inferred: date")),
                (Doubt.DATE_DISPUTED, Doubt.DATE_INFERRED),
            ),
            Entry(dated("1930~", "about 1930"), cell("A bell of about ~5 t is hung [note 3]", None, (_LOG,)), "bell"),
        ),
    )
    card = Card(
        "person",
        cell("Łucja Østergård", None, (_LOG,)),
        (
            Field("post", say("Post"), (cell("Keeper; North Skerry; since 1925", None, (_LOG,)), cell("Clerk, 1924"))),
            Field("also", say("Also written"), (cell("عربية (Arabia)"),)),
            Field("ships", say("Ships"), (_rivals(),)),
        ),
        "lucja",
    )
    table = Table(
        "versions",
        (Column("version", say("Version")), Column("source", say("Source"))),
        (
            Row((cell("1 | 2", None, (_LOG,)), cell("log p. 3")), "lit"),
            Row((cell("=SUM(A1)", None, (_WIRE,)), cell("wire ¶1")), "bell"),
        ),
    )
    blocks: list[Block] = [
        Notice(cell("Only events with Łucja Østergård.")),
        Paragraph(
            (cell("The light was built in 1925.", None, (_LOG,)), cell("It <still> stands & shines.")), "summary"
        ),
        Heading(say("What happened")),
        timeline,
        Heading(say("Who")),
        card,
        Heading(say("What the sources say"), 3),
        table,
        Heading(say("Open")),
        Listing("questions", (cell("Who paid for it?", {"id": "paid"}), cell("1. Was it white?", None, (_LETTER,)))),
        Notice(cell("One record could not be read."), "warning"),
    ]
    return Document(
        "ledger", say("The lighthouse: 1925–1930"), blocks, _REFERENCES, "TLP:AMBER", author="The board", day="1930"
    )


def network() -> Document:
    """Return a document with a graph and findings, of a dossier without a marking."""
    nodes = (Node("skerry", cell("North Skerry")), Node("board", cell("1. Board")), Node("lucja", cell("Łucja")))
    edges = (
        Edge("lucja", "board", cell("Keeper; since 1925", None, (_LOG,))),
        Edge("board", "skerry", cell("owner (inferred)"), inferred=True),
    )
    found = problem(
        "error",
        "unknown-id",
        "no place has the id `skery`",
        "did you mean `skerry`?",
        "events.yaml",
        line=4,
        column=12,
        width=5,
        excerpt="    place: skery",
    )
    warning = problem("warning", "not-read", "this file is not part of the dossier", "", "notes.yml")
    return Document("network", say("Relations"), [Graph("relations", nodes, edges), found, warning], _REFERENCES)


def sections(document: Document) -> dict[str, list[str]]:
    """Return the lines of a page by section."""
    found: dict[str, list[str]] = {}
    title = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            title = block.text
        elif isinstance(block, Listing):
            found[title] = [item.text for item in block.items]
        elif isinstance(block, Table):
            found[title] = [" ".join(one.text for one in row.cells) for row in block.rows]
        elif isinstance(block, Notice):
            found.setdefault("", []).append(block.text.text)
    return found
