"""PDF pages, read back with Poppler."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import cycle, pairwise
from pathlib import Path
from shlex import quote
from typing import Any
from zipfile import ZipFile

import pytest

from brief.cli.main import run
from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Reference,
    Row,
    Table,
    Timeline,
    cells,
)
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format, Paper, Size, pages
from brief.renderers.typesetting import Pages
from written import cell

poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext and pdfinfo, of Poppler")

WIRE = (Note("wire", "p. 1"),)
UNSEEN = dict.fromkeys(map(ord, "\u200b\u2060"))


def pdf(document: Document, size: Size = Size.A4) -> bytes:
    """Return the document as a PDF."""
    return pages(document, Format.PDF, Paper(size)).content


def read(content: bytes, *words: str) -> str:
    """Return what a Poppler program prints about a file."""
    return subprocess.run([*words], input=content, capture_output=True, check=True).stdout.decode()


def texts(content: bytes) -> list[str]:
    """Return the text of each page in the order of its content, without white space and invisible break characters."""
    written = read(content, "pdftotext", "-raw", "-", "-").split("\f")[:-1]
    return ["".join(page.split()).translate(UNSEEN) for page in written]


def facts(content: bytes) -> dict[str, str]:
    """Return the metadata of the file."""
    return dict(re.findall(r"^([^:\n]+): *(.*)$", read(content, "pdfinfo", "-"), re.MULTILINE))


def holds(content: list[str], text: str) -> bool:
    """True if a text is on a page, or begins on one page and ends on the next."""
    content = [page.replace("’", "'") for page in content]
    bare = "".join(text.split()).replace("’", "'")
    return any(bare in page for page in content) or any(
        bare[:end] in page and bare[end:] in after for page, after in pairwise(content) for end in range(len(bare))
    )


def told(document: Document) -> Iterator[str]:
    """Yield every text of a document that must be on the page."""
    yield from (document.title, document.handling)
    yield from (found.text for found in cells(document.blocks))
    for note in document.notes:
        yield from (note.source, note.at, note.quote)
    for reference in document.references:
        yield from (reference.source, reference.text, reference.url)
    for block in document.blocks:
        match block:
            case Heading(text):
                yield text
            case Table(_, columns, rows) if rows:
                yield from (column.title for column in columns)
            case Card(_, _, parts):
                yield from (part.label for part in parts if part.lines)


LOG = Note("log", "¶2", "The lamp is lit.", "2")
LETTER = Note("letter", "p. 3")
SOURCES = [Reference("log", "The log of the keeper", "https://a.example/log"), Reference("letter", "A letter")]
BLOCKS: list[Block] = [
    Card("head", cell(""), (Field("date", say("Date"), (cell("1 May 2022"),)),)),
    Heading(say("The lamp")),
    Paragraph((cell("Lit in 1925.", None, (LOG,)), cell("Moved in 1926.", None, (LETTER, LOG)))),
    Heading(say("Parts"), 4),
    Table(
        "t", (Column("a", say("Part")), Column("b", say("State"))), (Row((cell("Lens"), cell("sound", None, (LOG,)))),)
    ),
    Timeline("t", (Entry(cell("1925"), cell("First lit"), who=(cell("Ada (keeper)"),), marks=(cell("disputed"),)),)),
    Card(
        "person",
        cell("Đoàn Thị Minh Khải"),
        (Field("post", say("Post"), (cell("Keeper"), cell("Éléonore à l'œuvre"))),),
    ),
    Listing("points", (cell("One point"), cell("Another"))),
    Notice(cell("One record is left out.")),
]
DOCUMENT = Document("memo", say("The lighthouse"), BLOCKS, SOURCES, "TLP:GREEN", author="The desk")


def asked(words: str, dossier: str, size: Size, folder: Path, monkeypatch: pytest.MonkeyPatch, cache: Path) -> bytes:
    """Return the PDF that a command writes."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1774310400")
    file = folder / "page.pdf"
    assert run([*words.split(), "-d", dossier, "--paper", size, "-o", str(file), "--force"]) in (0, None)
    return file.read_bytes()


def test_the_same_document_is_the_same_file() -> None:
    assert pdf(DOCUMENT) == pdf(DOCUMENT)
    assert pdf(DOCUMENT) != pdf(DOCUMENT, Size.LETTER)


@poppler
def test_the_file_says_what_it_is_and_is_tagged() -> None:
    content = pdf(DOCUMENT)
    said = facts(content)
    assert said["Title"] == "The lighthouse"
    assert said["Author"] == "The desk"
    assert said["Keywords"] == "TLP:GREEN"
    assert said["Tagged"] == "yes"
    assert "CreationDate" not in said
    assert "pdfuaid:part" in read(content, "pdfinfo", "-meta", "-")
    assert b"/Lang (en)" in content or b"/Lang(en)" in content


@poppler
@pytest.mark.parametrize(("size", "points"), [(Size.A4, "595.276 x 841.89"), (Size.LETTER, "612 x 792")])
def test_the_paper(size: Size, points: str) -> None:
    assert facts(pdf(DOCUMENT, size))["Page size"].startswith(points)


@poppler
def test_every_text_stands_on_the_page() -> None:
    content = texts(pdf(DOCUMENT))
    assert [text for text in told(DOCUMENT) if not holds(content, text)] == []


@poppler
def test_each_page_bears_the_marking_twice_the_day_and_its_number() -> None:
    many = [*BLOCKS, Listing("more", tuple(cell(f"Point {number} of many") for number in range(150)))]
    content = texts(pdf(Document("memo", say("The lighthouse"), many, SOURCES, "TLP:GREEN", day="1 May 2024")))
    assert len(content) > 2
    for number, page in enumerate(content, start=1):
        assert page.startswith(("TLP:GREEN", "ThelighthouseTLP:GREEN")) or number == 1
        assert page.count("TLP:GREEN") == 2
        assert "1May2024" in page
        assert f"{number}of{len(content)}" in page


@poppler
def test_a_long_marking_stands_above_day_and_number_on_lines_of_its_own() -> None:
    marking = "CONFIDENTIAL // RELEASABLE TO THE KEEPERS OF ALL LAMPS ON BOTH SHORES // HARBOUR // "
    (page,) = texts(pdf(Document("memo", say("The lighthouse"), BLOCKS, SOURCES, marking * 2, day="22 November 2026")))
    bare = "".join(f"{marking * 2}".split())
    assert page.endswith(f"{bare}22November20261of1")
    assert page.count(bare) == 2


@poppler
def test_a_disagreement_is_not_torn_between_pages() -> None:
    rows = (Row((cell("Lit in 1924 " * 8), cell("log"))), Row((cell("Lit in 1925 " * 8), cell("letter"))))
    table = Table("versions", (Column("a", say("Version")), Column("b", say("Source"))), rows)
    post = Card(
        "post",
        cell("Ada"),
        (Field("rank", say("Rank"), (cell("Keeper"),)), Field("post", say("Post"), (cell("Light"),))),
    )
    for lines in range(40, 58):
        before = Listing("points", tuple(cell(f"Point {number}") for number in range(lines)))
        torn = ((table, ("Litin1924", "Litin1925")), (post, ("Keeper", "Light")))
        for block, ends in torn[lines % 2 :]:  # the table has more lines than the other
            content = texts(pdf(Document("any", say("Lamps"), [before, Heading(say("Part")), block, before])))
            assert any(all(end in page for end in ends) for page in content)


@poppler
@pytest.mark.parametrize(("lines", "page"), [(5, 1), (65, 1), (85, 2)])
def test_annexes_begin_a_page_unless_the_paper_ends_high_on_its_second(lines: int, page: int) -> None:
    before = Listing("points", tuple(cell(f"Point {number}") for number in range(lines)))
    blocks: list[Block] = [before, Heading(say("Annex: lamps"), is_annex=True), Listing("lamps", (cell("Lit"),))]
    found = texts(pdf(Document("memo", say("Lamps"), blocks)))
    assert [
        number for number, text in enumerate(found) if "lamps" in text.casefold() and "annex" in text.casefold()
    ] == [page]
    assert ("Point" in found[page]) is (lines == 65)


@poppler
@pytest.mark.parametrize(
    ("before", "pages_"),
    [([], 1), ([Notice(cell("Mind this."))], 1), ([Listing("points", (cell("Point"),))], 2)],
)
def test_only_annexes_behind_a_paper_begin_a_page(before: list[Block], pages_: int) -> None:
    annexes: list[Block] = [Heading(say("Annex"), is_annex=True), Listing("lamps", (cell("Lit"),))]
    document = Document("memo", say("Lamps"), [*before, *annexes])
    assert len([text for text in texts(pdf(document)) if text.strip()]) == pages_
    xml = ZipFile(BytesIO(pages(document, Format.DOCX, Paper()).content)).read("word/document.xml").decode()
    assert ("w:pageBreakBefore" in xml or 'w:type="page"' in xml) is (pages_ == 2)


@poppler
@pytest.mark.parametrize("lines", [*range(36, 90, 6), 67, 68, 69])
def test_every_page_has_its_number_however_long_the_paper_is_before_its_annexes(lines: int) -> None:
    before = Listing("points", tuple(cell(f"Point {number}", None, WIRE) for number in range(lines)))
    annex = Listing("lamps", tuple(cell(f"Lamp {number}") for number in range(60)))
    made = pages(
        Document(
            "memo",
            say("Lamps"),
            [before, Heading(say("Annex: lamps"), is_annex=True), annex],
            [Reference("wire", "The wire")],
        ),
        Format.PDF,
        Paper(Size.A4),
    )
    found = texts(made.content)
    assert made.remarks == ()
    assert len(found) > 1
    for number, text in enumerate(found, 1):
        assert f"{number}of{len(found)}" in text


@poppler
def test_what_stands_side_by_side_is_of_one_level() -> None:
    cards = [Card("lamp", cell(f"Lamp {number}"), ()) for number in range(3)]
    blocks: list[Block] = [
        *cards,
        Heading(say("Part")),
        *cards,
        Heading(say("Other part")),
        Heading(say("Deeper"), 3),
        Heading(say("Deep"), 3),
    ]
    told = read(pdf(Document("lamps", say("Lamps"), blocks)), "pdfinfo", "-struct-text", "-")
    assert re.findall(r"\bH([1-6]) ", told) == list("1111222122")


@poppler
def test_a_table_repeats_its_header_and_a_heading_is_not_left_behind() -> None:
    rows = tuple(Row((cell(f"Lens {number}"), cell("sound"))) for number in range(90))
    table = Table("t", (Column("a", say("Part")), Column("b", say("State"))), rows)
    content = texts(pdf(Document("any", say("Lenses"), [table])))
    assert len(content) > 1
    assert all("PartState" in page for page in content)
    for lines in range(40, 56):
        points = Listing("points", tuple(cell(f"Point {number}") for number in range(lines)))
        below: list[Block] = [points, Heading(say("Lenses below")), table._replace(rows=rows[:30])]
        content = texts(pdf(Document("any", say("Lenses"), below)))
        (page,) = [page for page in content if "Lensesbelow" in page]
        assert "Lensesbelow" + "PartState" + "Lens0" in page


@poppler
def test_text_is_never_code() -> None:
    hostile = [
        '#panic("x")',
        "$x^2$",
        "*bold* _it_",
        "<label> @label",
        "#sys.inputs",
        "// gone",
        "/* gone */",
        "\\u{41}",
    ]
    blocks: list[Block] = [Listing("points", tuple(map(cell, hostile))), Heading(say('#panic("h")'))]
    (page,) = texts(pdf(Document("any", say('#panic("t")'), blocks, (), "#eval(1)")))
    for text in (*hostile, '#panic("h")', '#panic("t")', "#eval(1)"):
        assert "".join(text.split()) in page


@poppler
@pytest.mark.parametrize("text", ["Đoàn Thị Minh Khải ế ự ỗ ẫ", "Éléonore, cœur, Noël", "Łucja Østergård", "Анна"])
def test_accents_need_no_font_of_the_machine(text: str) -> None:
    content = pdf(Document("any", say(text), [Paragraph((cell(text),))]))
    assert holds(texts(content), text)
    fonts = read(content, "pdffonts", "-").splitlines()[2:]
    assert fonts
    assert all("LibertinusSerif" in font or "SourceSansPro" in font for font in fonts)


@poppler
@pytest.mark.parametrize("text", ["灯台 花子", "عرب", "👩\u200d🚀", "\U00012000"])
def test_signs_of_other_scripts_stand_there_or_are_named(text: str) -> None:
    content = pdf(Document("any", say("Names"), [Paragraph((cell(text), cell("sound")))]))
    (page,) = texts(content)
    # Poppler reorders right-to-left text.
    for sign in text.replace(" ", "").replace("\u200d", ""):
        assert sign in page or f"⟨U+{ord(sign):04X}⟩" in page
    assert "pdfuaid:part" in read(content, "pdfinfo", "-meta", "-")


@poppler
def test_a_sign_that_no_font_has_is_named() -> None:
    (page,) = texts(
        pdf(Document("any", say("\U000478e0"), [Paragraph((cell("A \U000478e0 B \U0003dab7 A \U000478e0"),))]))
    )
    assert "A⟨U+478E0⟩B⟨U+3DAB7⟩A⟨U+478E0⟩" in page


def test_scripts_without_a_font_are_told() -> None:
    found = Document(
        "memo", say("Lamps"), [Paragraph((cell("Lit \U00010330\U00010331 and \U0001f9ff\ufff0 \U000e0101"),))]
    )
    assert pages(Document("memo", say("Lamps"), []), Format.PDF, Paper()).remarks == ()
    (told,) = pages(found, Format.PDF, Paper()).remarks
    assert told.startswith("no font on this computer has some of the characters (")
    bare = Pages(Paper())
    bare.unseen = dict.fromkeys(map(ord, "ภา한\u2060𐎠\ufff0"), "")
    assert "(Hangul, Old Persian, Thai, other characters)" in next(bare.remarks())


@poppler
def test_a_word_longer_than_its_line_stays_on_the_paper() -> None:
    word = "wickwax" * 30
    row = Row((cell("Lens"), cell(word)))
    blocks: list[Block] = [
        Paragraph((cell(word),)),
        Table("t", (Column("a", say("Part")), Column("b", say("State"))), (row,)),
    ]
    boxes = read(pdf(Document("any", say("Words"), blocks)), "pdftotext", "-bbox", "-", "-")
    ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert len(ends) > 5
    assert max(ends) < 595 - 50


@poppler
@pytest.mark.parametrize(
    ("size", "subject"),
    [
        *zip(cycle(Size), ("", "framework-2025-2026", "gender-equality", "thang"), strict=False),
        *zip(cycle(Size), ("oneill-visit", "vn-peacekeeping-department"), strict=False),
    ],
)
def test_one_pagers_of_the_shipped_dossier_are_one_page(
    subject: str, size: Size, shipped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    content = asked(f"memo {subject} --layout one-pager", shipped, size, tmp_path, monkeypatch, cache)
    assert facts(content)["Pages"] == "1"


@poppler
@pytest.mark.parametrize(
    ("size", "subject"),
    [*zip(cycle(Size), ("beacon-accord", "", "storm", "BoB", "horns", "lucja-ostergard"), strict=False)],
)
def test_one_pagers_of_another_dossier_are_one_page(
    subject: str, size: Size, beacons: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    content = asked(f"memo {subject} --layout one-pager", beacons, size, tmp_path, monkeypatch, cache)
    assert facts(content)["Pages"] == "1"


@poppler
@pytest.mark.parametrize(
    ("words", "size"),
    [("meeting --with p1", Size.A4), ("meeting --with east", Size.LETTER), ("memo", Size.LETTER)],
)
def test_a_paper_with_annexes_is_two_pages_before_them(
    words: str, size: Size, long: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    written = read(asked(words, long, size, tmp_path, monkeypatch, cache), "pdftotext", "-layout", "-", "-")
    before, found, _ = written.partition("Annex: ")
    *pages, last = before.split("\f")
    assert found
    assert len(pages) < 2 or (len(pages) == 2 and len(last.split()) < 20)  # only what the head of each page has


@poppler
def test_a_paper_that_is_longer_than_its_page_says_so(tmp_path: Path, brief: Callable[..., Any]) -> None:
    summary = "The lamps are lit. " * 500
    (tmp_path / "dossier.yaml").write_text(f"dossier: {{title: Lamps, summary: {summary}}}\n", encoding="utf-8")
    result = brief("memo", "--layout", "one-pager", "-o", "long.pdf")
    count = int(facts((tmp_path / "long.pdf").read_bytes())["Pages"])
    assert count > 1
    assert f"brief: this paper should fit one page, but takes {count}: it cannot be cut further" in result.stderr


@poppler
@pytest.mark.parametrize("words", ["memo", "timeline", "who pham-manh-thang", "conflicts"])
def test_papers_of_the_shipped_dossier_keep_every_text(
    words: str, shipped: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    content = texts(asked(f"{words} -v", shipped, Size.A4, tmp_path, monkeypatch, cache))
    file = tmp_path / "same.json"
    assert run([*words.split(), "-d", shipped, "-o", str(file)]) in (0, None)
    grade = re.compile(r"(?<=rateable|reliable) \([A-F]\)")  # on a page, letters are sources
    found = [grade.sub("", text) for text in spoken(json.loads(file.read_text(encoding="utf-8")))]
    assert len(found) > 20
    assert [text for text in found if not holds(content, text)] == []


def spoken(value: object) -> Iterator[str]:
    """Yield the human-readable texts of a JSON document."""
    if isinstance(value, dict):
        apart = {key: f"{key}_parts" in value for key in value} | {"text": "parts" in value}  # with references
        for key, held in value.items():
            if apart.get(key):
                continue
            if isinstance(held, str) and key in ("text", "title", "what", "date_text", "handling", "at"):
                yield held
            else:
                yield from spoken(held)
    elif isinstance(value, list):
        for held in value:
            yield from spoken(held)


def test_without_typst_one_line_says_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(UserError) as caught:
        pdf(DOCUMENT)
    assert "typst" in str(caught.value)
    assert caught.value.hint == f"{quote(sys.executable)} -m pip install typst"


@poppler
def test_no_line_begins_with_the_last_letters_of_a_word_with_hyphens() -> None:
    blocks = [
        Paragraph((cell(f"{'x' * length} is pronounced MEE-ra OLD-cass-l, and no more"),)) for length in range(1, 70)
    ]
    lines = (
        read(pdf(Document("any", say("Words"), blocks)), "pdftotext", "-raw", "-", "-").translate(UNSEEN).splitlines()
    )
    assert not [line for line in lines if line.startswith("l,")]
    assert len([line for line in lines if "OLD-cass-l," in line]) == len(blocks)
