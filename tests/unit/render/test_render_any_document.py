"""Any document, however strange its texts: no data are lost, and nothing is executed or hidden."""

import csv
import json
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import icalendar
from html_reader import read
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin
from rich.cells import cell_len
from word_reader import WORD, noted

from brief import renderers
from brief.document import (
    Block,
    Card,
    Cell,
    Column,
    Document,
    Edge,
    Entry,
    Field,
    Graph,
    Heading,
    Label,
    Listing,
    Mark,
    Node,
    Note,
    Notice,
    Paragraph,
    Pointer,
    Portrait,
    Problem,
    Reference,
    Row,
    Sign,
    Table,
    Timeline,
    When,
    cells,
    entry_cells,
    escape_invisible,
    problem,
    ref,
    sanitize,
)
from brief.model.dates import Date
from brief.model.user_error import UserError
from brief.renderers import FINDINGS, PRINTED, Format, Paper, render, terminal, words
from written import cell, phrase

PIECES = [
    "|", "[x]", "[/x]", "[link=file:///etc]", ":smile:", "<b>", "</b>", "<!--", "\n", "\r", "\t", "\x1b[31m",
    "\x1b]8;;x\x07", "\x9b", "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "灯台", "e\u0301",
    "👩\u200d🚀", "عرب", "`", "```", "$", "$$", "$5", "*", "**", "_", "__", "a_b", "~", "~~", "~5", "#", "##",
    "-", "---", "+", ">", "1.", "2)", "\\", "\\|", "!", "![", "](", "^", "[^1]", "[^1]:", "&amp;", "&#35;",
    "&", "http://a.b/c_d", "https://a.b/~c/*d", "www.a.b", "a@b.c", ":x:", "%%", "<%", "{{", "=", "==", "===", ":",
    "%", "{", "}}", "\xa0", "\u3000", "\xad", "\u3164", "\u034f", "x\ufe0f", "\u2764\ufe0f",
    " ", "  ", "    ", "Ada", "lit", "(keeper)", "2025-2026", "O’Neill", "—", "“x”",
]  # fmt: skip
# Apostrophes are typographic, because pages change straight ones (`test_apostrophes.py`).
raw_texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), min_size=1, max_size=7).map(
    lambda parts: "".join(parts).replace("'", "’")
)
texts = raw_texts.map(sanitize).filter(bool)
plain_words = st.text("abcdefghij", min_size=1, max_size=8)
notes = st.builds(Note, st.sampled_from(["log", "letter", "x_y_"]), raw_texts, st.just("") | raw_texts, st.just(""))
DATES = ["2025", "2025-02", "2023-05-24", "2018~", "2024?", "2019-01/..", "../1957", "2023-05-XX", "-0044"]
dates = st.sampled_from(DATES).map(Date.parse)
spans = st.one_of(
    texts,
    st.builds(ref, plain_words, texts),
    st.builds(When, dates),
    st.sampled_from([Mark(Sign.INFERRED), Mark(Sign.DISPUTED)]),
    st.builds(Label, texts),
)


@st.composite
def statements(draw: st.DrawFn) -> Cell:
    """Draw a cell with words, or with several kinds of span."""
    parts = draw(st.lists(spans, min_size=1, max_size=3)) if draw(st.booleans()) else [draw(texts)]
    return cell(phrase(*parts), draw(st.none() | raw_texts), tuple(draw(st.lists(notes, max_size=2))))


data = statements()


def few(part: st.SearchStrategy[Any], least: int = 0) -> st.SearchStrategy[Any]:
    """Return a strategy for short tuples of these."""
    return st.lists(part, min_size=least, max_size=3).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table whose rows have a cell for each column."""
    columns = draw(
        st.lists(st.builds(Column, plain_words, texts), min_size=1, max_size=4, unique_by=lambda column: column.key)
    )
    rows = draw(few(st.tuples(*(data for _ in columns)).map(Row)))
    return Table("table", tuple(columns), rows)


dated = st.builds(cell, texts, dates, st.lists(notes, max_size=2).map(tuple))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw any graph."""
    ids = draw(st.lists(plain_words, min_size=1, max_size=4, unique=True))
    nodes = tuple(Node(id_, draw(data)) for id_ in ids)
    ends = st.sampled_from(ids)
    return Graph("graph", nodes, draw(few(st.builds(Edge, ends, ends, data))))


entries = st.builds(
    Entry,
    data | dated,
    data,
    who=few(data),
    place=st.none() | data,
    marks=few(data),
    id=st.just("some-id"),
    doubts=st.just(()),
    short=st.none(),
    kind=st.just("") | texts,
    is_rival=st.just(False),
)
portraits = st.builds(Portrait, texts, st.just(""))
fields = st.builds(Field, plain_words, texts, few(data))
problems = st.builds(
    problem,
    st.sampled_from(["error", "warning"]),
    st.just("some-code"),
    texts,
    st.just("") | texts,
    st.just("") | texts,
    line=st.integers(0, 99),
    column=st.integers(0, 30),
    width=st.integers(0, 9),
    excerpt=st.just("") | raw_texts,
)
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, plain_words, st.integers(2, 4), selection=st.just("") | texts),
    st.builds(Paragraph, few(data, 1), plain_words, st.none() | portraits),
    st.builds(Listing, plain_words, few(data), few(portraits)),
    tables(),
    st.builds(Timeline, plain_words, few(entries)),
    st.builds(Card, plain_words, data, few(fields), plain_words, st.none() | portraits),
    graphs(),
    st.builds(Notice, data, st.just("notice")),
    problems,
)
documents = st.builds(
    Document,
    st.just("any"),
    texts,
    st.lists(blocks, max_size=4),
    st.just([Reference("log", "A log. [x](y) *z*", "https://a.b/c_d_"), Reference("letter", "A <b> letter")]),
    st.just("") | texts,
)
anything = settings(deadline=None, max_examples=14)

ACTING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u034f\u3164\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
    "|x\ufe0f"
)


def told(document: Document, *, is_page: bool = True) -> Iterator[str]:
    """Yield every text of a document that must be on the page (with letters of sources) or in the data (with ids)."""
    yield from (document.title, document.handling)
    yield from (found.text for found in cells(document.blocks) if is_page or not found.is_unknown)
    for note in document.notes:
        yield from (document.letter(note.source) if is_page else note.source, note.at, note.quote)
    for reference in document.references:
        yield from (reference.text, reference.url)
    for block in document.blocks:
        if isinstance(block, Problem):
            yield from (block.code, block.sentence, block.hint, block.file, escape_invisible(block.excerpt).strip(" "))


def squeezed(text: str) -> str:
    """Return a text without its white space."""
    return "".join(text.split())


@anything
@given(document=documents)
def test_nothing_acts_or_hides(document: Document) -> None:
    for format in (format for format in Format if format not in PRINTED):
        rendered = rendered_or_none(document, format)
        assert not ACTING.search(rendered.replace("\r\n", "\n") if format in (Format.CSV, Format.ICS) else rendered)
        rendered.encode()


@settings(
    deadline=None, max_examples=10, derandomize=True, phases=[Phase.explicit, Phase.generate]
)  # shrinking takes minutes
@given(document=documents)
def test_pdf_keeps_every_datum_and_is_tagged(document: Document) -> None:
    content = pages(document, Format.PDF, Paper())
    assert b"/StructTreeRoot" in content
    if not shutil.which("pdftotext"):
        return
    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=content, capture_output=True, check=True)
    kept = squeezed(read.stdout.decode()).replace("\u2060", "").replace("\u200b", "")
    for text in told(document):
        if RIGHT_TO_LEFT.search(text):  # Poppler reorders it
            assert all(sign in kept or f"U+{ord(sign):04X}" in kept for sign in {*squeezed(text)} - {*"\u200c\u200d"})
        else:
            assert re.search("".join(map(shown_or_named, squeezed(text))), kept)


RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def shown_or_named(sign: str) -> str:
    """Return a pattern for a character, or its code if no font has it; a joiner may leave nothing."""
    code = rf"⟨U\+{ord(sign):04X}⟩"
    return re.escape(sign) if sign.isascii() else f"(?:{sign}|{code})" + "?" * (sign in "\u200c\u200d")


def pages(document: Document, format: Format, paper: Paper) -> bytes:
    return renderers.pages(document, format, paper).content


def rendered_or_none(document: Document, format: Format) -> str:
    """Return the document in a format; empty if the format has no place for any of it."""
    try:
        return render(document, format)
    except UserError:
        assert format in (Format.ICS, Format.MERMAID, Format.DOT, *FINDINGS)
        return ""


@anything
@given(document=documents)
def test_csv_keeps_every_datum(document: Document) -> None:
    file = render(document, Format.CSV, Paper(marking_column=True))
    assert file.count("\r") == file.count("\n") == file.count("\r\n")
    header, *rows = csv.reader(StringIO(file, newline=""), strict=True)
    assert all(len(row) == len(header) for row in rows)
    values = [value for row in rows for value in row]
    texts = [value for value in values if not DAY.fullmatch(value)]
    assert not [text for text in texts if text and text[0] in "=+-@\t\r＝＋－＠"]
    restored = [re.sub("^'(?='*[=+@＝＋－＠-])", "", value) for value in values]
    # A joiner after a Latin letter or sign is shown; the start of one text may follow the end of another.
    restored += [re.sub("⟨U\\+(200[CD])⟩", lambda found: chr(int(found[1], 16)), value) for value in restored]
    blocks = [block for block in document.blocks if not isinstance(block, Notice) or block.warns]
    data = Document(document.kind, "", blocks, document.references, document.handling if rows else "")
    for text in filter(None, told(data, is_page=False)):
        assert any(squeezed(text) in squeezed(value) for value in restored), text


DAY = re.compile(r"[-+]?\d{4,}-\d\d-\d\d")


@anything
@given(document=documents)
def test_a_calendar_keeps_every_datum_of_what_is_dated(document: Document) -> None:
    file = rendered_or_none(document, Format.ICS)
    found = [entry for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]
    sound = [entry for entry in found if entry.date.date and entry.date.date.text != "-0044"]
    fields = [field for block in document.blocks if isinstance(block, Card) for field in block.fields]
    due = [date for field in fields if field.happening for line in field.lines for date in line.dates]
    assert bool(file) == bool([*sound, *(date for date in due if date.text != "-0044")])
    if file:
        calendar = icalendar.Calendar.from_ical(file)
        kept = squeezed("".join(str(event[key]) for event in calendar.walk("VEVENT") for key in event))
        last = {entry.id: entry for entry in sound}.values()  # a repeated one replaces the first
        for found_ in (cell for entry in last for cell in entry_cells(entry)):
            assert squeezed(found_.text).casefold() in kept.casefold()
        for line in file.split("\r\n"):
            assert len(line.encode()) <= 75


@anything
@given(document=documents)
def test_plain_text_keeps_every_datum(document: Document) -> None:
    rendered = render(document, Format.TEXT)
    for text in told(document):
        assert text.strip() in rendered


@anything
@given(document=documents)
def test_json_keeps_every_datum(document: Document) -> None:
    rendered = render(document, Format.JSON)
    held = set(strings(json.loads(rendered)))
    for found in cells(document.blocks):
        assert found.text in held or found.value in held or (found.date and found.date.text in held)
    assert {document.title, document.handling} <= held
    for note in document.notes:
        assert set(note) <= held


@anything
@given(document=documents)
def test_html_keeps_every_datum(document: Document) -> None:
    page = read(render(document, Format.HTML))
    kept = page.text
    for text in told(document):
        assert text.strip() in kept
    ids = [found.attributes["id"] for found in page.all() if "id" in found.attributes]
    assert len(ids) == len(set(ids))
    links = [found.attributes["href"] for found in page.all("a")]
    assert {link for link in links if not link.startswith("#")} <= {"https://a.b/c_d_"}
    assert {link[1:] for link in links if link.startswith("#")} <= set(ids)
    cited = [found.attributes["id"] for found in page.all("a", role="doc-noteref")]
    back = [found.attributes["href"][1:] for found in page.all("a", role="doc-backlink")]
    assert sorted(cited) == sorted(back)


def strings(value: object) -> Iterator[str]:
    """Yield every string in a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(list(value.values()))
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


@settings(deadline=None, max_examples=12)
@given(document=documents)
def test_word_keeps_every_datum_and_has_a_footnote_for_every_citation(document: Document) -> None:
    content = pages(document, Format.DOCX, Paper())
    packed = zipfile.ZipFile(BytesIO(content))
    trees = [ElementTree.fromstring(packed.read(name)) for name in packed.namelist() if name.endswith(".xml")]
    paragraphs = [found for tree in trees for found in tree.iter(f"{WORD}p")]
    lines = ["".join(text.text or "" for text in found.iter(f"{WORD}t")) for found in paragraphs]
    lines = [line.replace("\u200e", "") for line in lines]  # the mark after right-to-left text
    held = "\n".join(lines)
    assert not ACTING.search(held)
    for text in told(document):
        assert re.sub("[\ufffe\uffff]", lambda found: f"⟨U+{ord(found[0]):04X}⟩", text) in held
    assert bool(noted(content)) == bool(document.notes)


@anything
@given(document=documents, width=st.integers(20, 140), color=st.booleans())
def test_terminal_keeps_every_character_in_its_order(document: Document, width: int, color: bool) -> None:
    rendered = terminal.render(document, width, color)
    bare = re.sub(r"\x1b\[[0-9;]+m|\x1b\]8;;[^\x1b]*\x1b\\", "", rendered) if color else rendered
    assert not ACTING.search(bare)
    kept = squeezed(bare)
    for text in told(document):
        assert follows(squeezed(text), kept)
    if any(isinstance(block, Timeline) and block.drawn for block in document.blocks):
        return  # a picture is as wide as the screen
    piped = squeezed(render(document, Format.TEXT))
    headers = "".join(squeezed(column.title) for column in columns(document))
    assert not Counter(piped) - Counter(kept) - Counter(headers) - Counter(turns(document))


def turns(document: Document) -> str:
    """Return the characters in timeline entries that a terminal replaces by line breaks."""
    entries = [entry for block in document.blocks if isinstance(block, Timeline) for entry in block.entries]
    return "".join("—" * bool(entry.who or entry.place) + "()" * bool(entry.marks) for entry in entries)


def columns(document: Document) -> Iterator[Column]:
    """Yield the columns of all tables, whose titles may be missing on a narrow screen."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield from block.columns


def follows(text: str, whole: str) -> bool:
    """True if the characters of a text occur in the whole in the same order."""
    rest = iter(whole)
    return all(character in rest for character in text)


@anything
@given(document=documents, width=st.integers(20, 140))
def test_terminal_stays_within_its_width(document: Document, width: int) -> None:
    sound: list[Block] = [block for block in document.blocks if not isinstance(block, Problem)]
    wrapped = Document("any", document.title, sound, (), document.handling)
    for line in terminal.render(wrapped, width).split("\n"):
        # The two measures differ on joined emoji and stray joiners, as terminals do.
        assert min(cell_len(line), words.width(line)) <= width


@anything
@given(document=documents)
def test_markdown_is_read_as_what_was_meant(document: Document) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    reader.use(footnote_plugin).use(dollarmath_plugin, allow_space=False, allow_digits=False)
    page = render(document, Format.MARKDOWN)
    assert not re.search(r"%%|<%|\{[{%#]|==", re.sub(r"(`{3,})\n.*?\1", "", page, flags=re.DOTALL))
    tokens = reader.parse(page)
    inline = [token for token in tokens if token.type == "inline"]
    parts = [part for token in inline for part in token.children or []]
    assert {part.type for part in parts} <= {
        "text", "text_special", "strong_open", "strong_close", "link_open", "link_close",
        "footnote_ref", "footnote_anchor",
    }  # fmt: skip
    leads = {unquote(str(part.attrs["href"])) for part in parts if part.type == "link_open"}
    titles = [column.title for column in columns(document)]
    labels = [part.label for block in document.blocks if isinstance(block, Card) for part in block.fields]
    selections = [block.selection for block in document.blocks if isinstance(block, Heading)]
    assert all(any(lead in text for text in (*told(document), *titles, *labels, *selections)) for lead in leads)
    assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= {
        "inline", "paragraph", "heading", "bullet_list", "ordered_list", "list_item", "table", "thead", "tbody", "tr",
        "th", "td", "blockquote", "fence", "footnote_block", "footnote", "footnote_anchor",
    }  # fmt: skip
    assert [normal(shown(token)) for token in inline] == [normal(line) for line in expected(document)]
    fences = [token.content for token in tokens if token.type == "fence"]
    excerpts = [escape_invisible(b.excerpt).strip(" ") for b in document.blocks if isinstance(b, Problem)]
    assert [fence.split("\n")[0].strip(" ") for fence in fences] == [excerpt for excerpt in excerpts if excerpt]


def shown(token: Token) -> str:
    """Return the visible text of a line, with its notes as `[1]`."""
    parts = token.children or []
    return "".join(f"[{part.meta['label']}]" if part.type == "footnote_ref" else part.content for part in parts)


def normal(text: str) -> str:
    """Return a text with its white space normalized."""
    return " ".join(text.replace("[", " [").split())


def expected(document: Document) -> Iterator[str]:
    """Yield the lines of a page in reading order, as the document gives them."""

    numbers: dict[tuple[Pointer, ...], int] = {}

    def cited(found: Cell) -> str:
        pointers = document.pointers(found.cites)
        return found.text + (f"[{numbers.setdefault(pointers, len(numbers) + 1)}]" if pointers else "")

    yield from (text for text in (document.handling, document.title) if text)
    for block in document.blocks:
        match block:
            case Heading(text):
                yield f"{text} ({block.selection})" if block.selection else text
            case Paragraph(found):
                yield " ".join(map(cited, found))
            case Listing(_, found):
                yield from map(cited, found)
            case Table(_, titles, rows) if rows:
                yield from (column.title for column in titles)
                yield from (cited(found) for row in rows for found in row.cells)
            case Graph(_, nodes, edges) if nodes:
                labels = {node.id: node.label for node in nodes}
                yield from ("From", "Relation", "To")
                for edge in edges:
                    yield from map(cited, (labels[edge.source], edge.what, labels[edge.target]))
                related = {end for edge in edges for end in (edge.source, edge.target)}
                for alone in (id_ for id_ in labels if id_ not in related):
                    yield from (cited(labels[alone]), "", "")
            case Timeline(_, found_entries):
                yield from (sentence(document, entry, cited) for entry in found_entries)
            case Card(_, title, parts):
                yield cited(title)
                yield from field_lines(parts, cited)
            case Notice(text):
                yield f"Note: {cited(text)}"
            case Problem():
                hint = f" ({block.hint})" if block.hint else ""
                where = ":".join(str(part) for part in (block.file, block.line, block.column) if part)
                yield f"{where + ': ' if where else ''}{block.severity}: {block.code}: {block.sentence}{hint}"
    yield from trail(document, numbers)


def field_lines(parts: Iterable[Field], cited: Any) -> Iterator[str]:
    """Yield a label with its one line, or before its several lines."""
    for part in parts:
        lines = [cited(found) for found in part.lines]
        yield from ([f"{part.label}: {lines[0]}"] if len(lines) == 1 else [f"{part.label}:", *lines] if lines else [])


def sentence(document: Document, entry: Entry, cited: Any) -> str:
    """Return an entry of a timeline as one sentence."""
    main = [entry.date, entry.what, *entry.who, *([entry.place] if entry.place else [])]
    together = len({found.cites for found in main}) == 1
    part = (lambda found: found.text) if together else cited
    line = f"{part(entry.date)}: {part(entry.what)}"
    circumstances = [", ".join(map(part, entry.who))] if entry.who else []
    circumstances += [part(entry.place)] if entry.place else []
    line += f" — {'; '.join(circumstances)}" if circumstances else ""
    line += cited(entry.what).removeprefix(entry.what.text) if together else ""
    return line + (f" ({'; '.join(map(cited, entry.marks))})" if entry.marks else "")


def trail(document: Document, numbers: dict[tuple[Pointer, ...], int]) -> Iterator[str]:
    """Yield what a page shows last: the sources, the marking again, and the footnotes."""
    known = {reference.source: reference for reference in document.references}
    sources = dict.fromkeys(note.source for note in document.notes)
    if sources:
        yield "Sources"
    for source in sources:
        reference = known.get(source)
        told = f"{reference.text} {reference.url}" if reference else source
        yield f"{document.letter(source)} {told}"
    if document.handling:
        yield document.handling
    for pointers in numbers:
        quotes = [note.quote for pointer in pointers for note in pointer.notes if note.quote]
        yield "; ".join([", ".join(pointer.text for pointer in pointers), *(f"“{quote}”" for quote in quotes)])
