"""Adding, reading and verifying sources, with the commands that users type."""

import json
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import yaml

from brief.editing import Editor
from brief.extraction import bounded
from brief.extraction.process import extract
from brief.keeping import Wish, keep
from brief.model.sources import MOST_BYTES
from brief.model.user_error import UserError

Brief = Callable[..., "subprocess.CompletedProcess[str]"]
TEXT = """Islands agree on herring

Norrey and Sund signed a treaty on herring on 2 May 2024.

What comes next

A joint commission will meet twice a year.
"""
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Islands agree on herring | The Skerry Gazette</title>
<meta property="og:title" content="Islands agree on herring">
<meta property="og:site_name" content="The Skerry Gazette"><meta name="author" content="Harbour desk">
<meta property="article:published_time" content="2024-05-03T09:00:00Z">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle"}</script>
<script>document.write("This was never printed.")</script></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><p>Norrey and Sund signed a treaty on herring on 2 May 2024, after talks of eleven months.</p>
<h2>What comes next</h2><ul><li>A joint commission will meet twice a year.</li></ul>
<p onclick="steal()">Sund will build a landing station by 2026, the Straße to it by 2027.</p></article>
<footer>All rights reserved.</footer></body></html>
"""


def made(root: Path) -> Path:
    """Create a dossier with a source without a copy."""
    root.mkdir()
    (root / "dossier.yaml").write_text("dossier:\n  title: Herring\n")
    (root / "sources.yaml").write_text("sources:\n  minutes:\n    title: Minutes of the talks\n")
    return root


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A dossier with a source without a copy."""
    return made(tmp_path / "desk")


@pytest.fixture
def save(tmp_path: Path) -> Callable[[str, str | bytes], str]:
    """Save a file outside of the dossier, and return its path."""

    def write(name: str, content: str | bytes) -> str:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(tmp_path / name)

    return write


@pytest.fixture
def extracted_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read in the process of the tests, whose libraries are imported already; other tests start another."""
    monkeypatch.setattr(bounded, "run", lambda kind, content: json.dumps(extract(kind, content)._asdict()).encode())


def record(desk: Path, id_: str) -> dict[str, object]:
    """Return a source as it is written in the dossier."""
    found: dict[str, object] = yaml.load((desk / "sources.yaml").read_text(), yaml.BaseLoader)["sources"][id_]
    return found


def files(desk: Path) -> dict[str, bytes]:
    """Return all files of the dossier."""
    return {str(path.relative_to(desk)): path.read_bytes() for path in sorted(desk.rglob("*")) if path.is_file()}


def pdf(content: bytes, more: str = "") -> bytes:
    """Return a PDF file of one page with this compressed content."""
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %s >> >>" % fonts,
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Title (Report on herring) /Author (Herring Board) >>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%s\nendobj\n" % (number, held)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 6 /Root 1 0 R /Info 5 0 R %s >>" % more.encode()
    return file + b"xref\n0 6\n0000000000 65535 f \n%s%s\nstartxref\n%d\n%%%%EOF" % (table, trailer, len(file))


REPORT = pdf(
    zlib.compress(
        b"BT /F1 18 Tf 50 700 Td (Report on herring) Tj /F1 11 Tf 0 -40 Td"
        b" (Norrey landed 4,000 tonnes in 2023. The land-)"
        b" Tj 0 -13 Td (ing station was closed in winter.) Tj 0 -40 Td (Sund landed 3,500 tonnes.) Tj ET"
    )
)


# Add


def test_a_text_is_kept_with_its_hash_and_the_day(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    done = brief("source", "add", save("a.txt", TEXT), "--url", "https://gazette.example/1", "-d", str(desk))
    assert done.returncode == 0, done.stderr
    copy = desk / "sources" / "islands-agree-on-herring.txt"
    assert copy.read_text() == TEXT
    assert record(desk, "islands-agree-on-herring") == {
        "title": "Islands agree on herring",
        "url": "https://gazette.example/1",
        "text": "sources/islands-agree-on-herring.txt",
        "copy": {
            "file": "sources/islands-agree-on-herring.txt",
            "sha256": sha256(TEXT.encode()).hexdigest(),
            "kept": "2026-03-24",
        },
    }
    assert "islands-agree-on-herring ¶1-4" in done.stderr


def test_a_page_fills_what_it_says_of_itself(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    done = brief("source", "add", save("page.html", PAGE), "--id", "gazette", "-d", str(desk))
    assert done.returncode == 0, done.stderr
    found = record(desk, "gazette")
    copy = found.pop("copy")
    assert found == {
        "title": "Islands agree on herring",
        "type": "article-newspaper",
        "author": "Harbour desk",
        "publication": "The Skerry Gazette",
        "published": "2024-05-03",
        "language": "en-GB",
        "text": "sources/gazette.txt",
    }
    text = (desk / "sources" / "gazette.txt").read_bytes()
    assert copy == {
        "file": "sources/gazette.html",
        "sha256": sha256(PAGE.encode()).hexdigest(),
        "text_sha256": sha256(text).hexdigest(),
        "kept": "2026-03-24",
    }
    assert text.decode().splitlines() == [
        "Islands agree on herring",
        "Norrey and Sund signed a treaty on herring on 2 May 2024, after talks of eleven months.",
        "What comes next",
        "- A joint commission will meet twice a year.",
        "Sund will build a landing station by 2026, the Straße to it by 2027.",
    ]
    assert brief("source", "verify", "-d", str(desk)).returncode == 0


def test_a_pdf_is_kept_by_pages_and_paragraphs(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    done = brief("source", "add", save("report.pdf", REPORT), "-d", str(desk))
    assert done.returncode == 0, done.stderr
    found = record(desk, "report-on-herring")
    assert (found["author"], found["language"]) == ("Herring Board", "en-GB")
    text = (desk / "sources" / "report-on-herring.txt").read_text()
    assert text.count("\f") == 1
    assert text.replace("\f", "").split("\n\n") == [
        "Report on herring",
        "Norrey landed 4,000 tonnes in 2023. The land-ing station was closed in winter.",
        "Sund landed 3,500 tonnes.\n",
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.usefixtures("extracted_here")
def test_a_page_is_read_in_the_encoding_that_it_declares(
    brief: Brief, desk: Path, save: Callable[..., str], encoding: str
) -> None:
    page = PAGE.replace("<head>", f"<head><meta charset={encoding}>").encode(encoding)
    assert brief("source", "add", save("page.html", page), "--id", "gazette", "-d", str(desk)).returncode == 0
    assert "the Straße to it" in (desk / "sources" / "gazette.txt").read_text()


@pytest.mark.usefixtures("extracted_here")
@pytest.mark.parametrize(
    ("path", "copy"),
    [
        ("sources/a.html", "sources/a.html"),
        ("sources/old/a.txt", "sources/old/a.txt"),
        ("texts/a.html", "sources/gazette.html"),
        ("a.txt", "sources/gazette.txt"),
        ("sources.yaml", "sources/gazette.txt"),
        ("sources/facts.yaml", "sources/gazette.txt"),
    ],
)
def test_a_copy_is_where_git_and_edits_keep_every_byte(brief: Brief, desk: Path, path: str, copy: str) -> None:
    (desk / path).parent.mkdir(parents=True, exist_ok=True)
    if not (desk / path).exists():
        (desk / path).write_text(
            "topics: {bells: {name: Bells}}\n" if path.endswith(".yaml") else PAGE if path.endswith("html") else TEXT
        )
    content = (desk / path).read_bytes()
    done = brief("source", "add", path, "--id", "gazette", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert record(desk, "gazette")["copy"]["file"] == copy  # type: ignore[index]
    assert (desk / copy).read_bytes() == content
    assert (desk / path).exists()
    assert brief("source", "verify", cwd=desk).returncode == 0


def test_a_title_that_is_taken_gives_a_free_id(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    for number in (1, 2, 3):
        assert brief("source", "add", save("a.txt", TEXT + f"{number}\n"), "-d", str(desk)).returncode == 0
    ids = ["islands-agree-on-herring", "islands-agree-on-herring-2", "islands-agree-on-herring-3"]
    assert [record(desk, id_)["title"] for id_ in ids] == ["Islands agree on herring"] * 3
    assert (desk / "sources" / f"{ids[0]}.txt").read_text() == f"{TEXT}1\n"


def test_a_dry_run_shows_the_record_and_writes_nothing(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    before = files(desk)
    done = brief("source", "add", save("a.txt", TEXT), "--dry-run", "-d", str(desk))
    assert "+    title: Islands agree on herring\n" in done.stdout
    assert files(desk) == before


def test_a_copy_without_a_text_is_kept_and_said(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    done = brief("source", "add", save("scan.pdf", pdf(zlib.compress(b""))), "-d", str(desk))
    assert done.returncode == 0
    assert "is it a scan?" in done.stderr
    assert "text" not in record(desk, "report-on-herring")


@pytest.mark.usefixtures("extracted_here")
def test_a_source_that_is_there_gets_a_copy(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    assert brief("source", "add", save("page.html", PAGE), "--to", "minutes", "-d", str(desk)).returncode == 0
    found = record(desk, "minutes")
    assert found["title"] == "Minutes of the talks"
    assert (found["published"], found["text"]) == ("2024-05-03", "sources/minutes.txt")
    before = files(desk)
    for words, told in {
        ("--to", "minutes"): "`minutes` has a `copy` already",
        ("--to", "nobody"): "no record has the id `nobody`",
        ("--to", "dossier"): "`dossier` is not a source",
        ("--to", "minutes", "--id", "other"): "`id` is for a new record",
    }.items():
        done = brief("source", "add", save("a.txt", TEXT), *words, "-d", str(desk))
        assert done.returncode in (1, 2)
        assert told in done.stderr
    assert files(desk) == before


# What is refused: nothing is written


@pytest.mark.parametrize(
    ("name", "content", "words", "told"),
    [
        ("a.txt", b"", [], "it is empty"),
        ("a.txt", b" \n\t\n", [], "it is empty"),
        ("a.txt", b"text\0more", [], "a.txt: it is neither text nor HTML nor PDF"),
        ("a.html", b"PK\3\4\0\0", [], "a.html: it is neither text nor HTML nor PDF"),
        ("a.txt", b"first\nStra\xdfe\n", [], "byte 0xDF on line 2 is not UTF-8"),
        ("a.txt", "first\n".encode("utf-16"), [], "it is in UTF-16 (save it as UTF-8, or convert it: `iconv "),
        ("a.txt", "first\n".encode("utf-16-le"), [], "convert it: `iconv -f UTF-16LE -t UTF-8 "),
        ("a.txt", "first\n".encode("utf-32"), [], "convert it: `iconv -f UTF-32 -t UTF-8 "),
        ("a.html", "<html><p>Straße</p></html>".encode("latin1"), [], "declares no other encoding"),
        ("a.html", b"<meta charset=hex><meta charset=rot13><p>\xff", [], "declares no other encoding"),
        ("a.pdf", b"%PDF-1.4\n" + bytes(range(1, 256)) * 99, [], "it is damaged"),
        ("a.pdf", REPORT[:600], [], "it is damaged"),
        ("a.txt", "x" * ((4 << 20) + 1), [], "its text is larger than 4 MiB"),
        ("a.txt", TEXT, ["--id", "minutes"], "`minutes` is the id of another record"),
        ("a.txt", TEXT, ["--id", "Min utes"], "`Min utes` is not an id"),
        ("a.txt", TEXT, ["--title", "x" * 1001], "at most 1,000"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    brief: Brief, desk: Path, save: Callable[..., str], name: str, content: str | bytes, words: list[str], told: str
) -> None:
    before = files(desk)
    done = brief("source", "add", save(name, content), *words, "-d", str(desk))
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert done.stderr.startswith("brief: ") and done.stderr.count("\n") == 1
    assert files(desk) == before


def test_nothing_is_fetched(brief: Brief, desk: Path) -> None:
    done = brief("source", "add", "https://gazette.example/1", "-d", str(desk))
    assert (done.returncode, done.stdout) == (2, "")
    assert "brief fetches nothing" in done.stderr


def test_the_same_bytes_are_kept_once(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    assert brief("source", "add", save("a.txt", TEXT), "--id", "gazette", "-d", str(desk)).returncode == 0
    before = files(desk)
    done = brief("source", "add", save("other.txt", TEXT), "-d", str(desk))
    assert done.returncode == 1
    assert "`gazette` has the same bytes" in done.stderr
    assert files(desk) == before


@pytest.mark.usefixtures("extracted_here")
def test_a_file_is_never_replaced(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    (desk / "sources").mkdir()
    (desk / "sources" / "gazette.txt").write_text("mine")
    before = files(desk)
    done = brief("source", "add", save("page.html", PAGE), "--id", "gazette", "-d", str(desk))
    assert done.returncode == 1
    assert "sources/gazette.txt exists already" in done.stderr
    assert files(desk) == before


@pytest.mark.usefixtures("extracted_here")
def test_copies_go_if_the_record_cannot_be_added(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    (desk / "sources.yaml").write_text("sources:\n  minutes: [\n")
    before = files(desk)
    done = brief("source", "add", save("page.html", PAGE), "-d", str(desk))
    assert done.returncode == 1
    assert "sources.yaml" in done.stderr
    assert files(desk) == before


@pytest.mark.usefixtures("extracted_here")
def test_an_interrupted_copy_is_taken_up(brief: Brief, desk: Path, save: Callable[..., str]) -> None:
    (desk / "sources").mkdir()
    (desk / "sources" / "gazette.html").write_text(PAGE)
    assert brief("source", "add", save("page.html", PAGE), "--id", "gazette", "-d", str(desk)).returncode == 0
    assert brief("source", "verify", "gazette", "-d", str(desk)).returncode == 0


def test_what_is_no_regular_file_is_refused_at_once(brief: Brief, desk: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(1 << 30)
    before = files(desk)
    for name, told in {
        "pipe": "is not a regular file",
        "/dev/zero": "is not a regular file",
        ".": "is not a regular file",
        "loop": "cannot be read",
        "nowhere": "no such file",
        "huge": "is larger than 64 MiB",
    }.items():
        done = brief("source", "add", name, "-d", str(desk))
        assert done.returncode in (1, 2)
        assert told in done.stderr
    assert files(desk) == before


def test_no_link_leads_out_of_the_dossier(brief: Brief, desk: Path, save: Callable[..., str], tmp_path: Path) -> None:
    secret = save("secret.txt", "The secret of somebody else.\n")
    (desk / "article.txt").symlink_to(secret)
    done = brief("source", "add", "article.txt", cwd=desk)
    assert done.returncode == 2
    assert "is a link out of the dossier" in done.stderr
    (tmp_path / "elsewhere").mkdir()
    (desk / "sources").symlink_to(tmp_path / "elsewhere")
    done = brief("source", "add", save("a.txt", TEXT), "-d", str(desk))
    assert done.returncode == 1
    assert "leads out of the dossier" in done.stderr
    assert os.listdir(tmp_path / "elsewhere") == []


def _bomb() -> bytes:
    """Return a PDF of half a MiB that expands to half a GiB of spaces: the same compressed MiB repeated."""
    packer = zlib.compressobj(9, wbits=-15)
    return pdf(b"\x78\xda" + (packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)) * (1 << 9))


def test_a_bomb_ends_in_an_error(
    brief: Brief, desk: Path, save: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "MEMORY", 384 << 20)  # enough for any page, and filled sooner than what users have
    done = brief("source", "add", save("bomb.pdf", _bomb()), "-d", str(desk))
    assert done.returncode == 1
    assert "needs too much memory, or it is nested too deeply" in done.stderr  # not the limit of time


@pytest.mark.parametrize("page", ["<html><body>" + "<div>" * 99_999 + "<p>Deep", "<html><table>" * 9_999])
def test_deep_nesting_ends_with_or_without_a_text(
    brief: Brief, desk: Path, save: Callable[..., str], page: str
) -> None:
    done = brief("source", "add", save("deep.html", page), "-d", str(desk))
    assert (done.returncode == 0 and "it has no text" in done.stderr) or "nested too deeply" in done.stderr


# Read


@pytest.fixture(scope="module")
def kept_once(once: Callable[..., None], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same dossier for all tests, which copy it, because reading a page takes long."""
    folder = tmp_path_factory.mktemp("kept")
    root = made(folder / "desk")
    (folder / "page.html").write_text(PAGE)
    once(folder, "source", "add", "page.html", "--id", "gazette", "-d", "desk")
    (root / "events.yaml").write_text(
        "events:\n  signed:\n    title: Treaty signed\n    cite: {source: gazette, at: ¶2, quote: signed a treaty}\n"
    )
    return root


@pytest.fixture
def kept(kept_once: Path, tmp_path: Path) -> Path:
    """The dossier with a source that has a copy, and an event that cites it."""
    return Path(shutil.copytree(kept_once, tmp_path / "desk"))


def test_a_text_is_printed_by_numbered_paragraphs(brief: Brief, kept: Path) -> None:
    done = brief("source", "read", "gazette", "--json", "-d", str(kept))
    rows = json.loads(done.stdout)["blocks"][0]["rows"]
    assert [row["paragraph"] for row in rows] == [1, 2, 3, 4, 5]
    assert rows[2]["text"] == "What comes next"
    assert "¶3         What comes next\n" in brief("source", "read", "Islands agree", "-d", str(kept)).stdout


@pytest.mark.parametrize(
    ("places", "numbers"),
    [(["¶3"], [3]), (["3"], [3]), (["¶2-3"], [2, 3]), (["para 2", "P5"], [2, 5]), (["2,4-5"], [2, 4, 5])],
)
def test_single_paragraphs_are_printed(brief: Brief, kept: Path, places: list[str], numbers: list[int]) -> None:
    done = brief("source", "read", "gazette", *places, "--json", "-d", str(kept))
    assert [row["paragraph"] for row in json.loads(done.stdout)["blocks"][0]["rows"]] == numbers


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["gazette", "¶6"], 1, "there is no ¶6 in the text of `gazette` (it has 5 paragraphs)"),
        (["gazette", "¶0"], 1, "there is no ¶0"),
        (["gazette", "¶2-99999999999"], 1, "there is no ¶99999999999"),
        (["gazette", "p. 2"], 2, "`p. 2` names no paragraph"),
        (["gazette", "end"], 2, "`end` names no paragraph"),
        (["minutes"], 1, "`minutes` has no `text` in the dossier"),
        (["nobody"], 1, "no source has the name `nobody`"),
    ],
)
def test_what_cannot_be_read_is_said(brief: Brief, kept: Path, words: list[str], code: int, told: str) -> None:
    done = brief("source", "read", *words, "-d", str(kept))
    assert (done.returncode, done.stdout) == (code, "")
    assert told in done.stderr


def test_a_text_has_the_higher_marking(brief: Brief, kept: Path) -> None:
    (kept / "dossier.yaml").write_text("dossier: {title: Herring, handling: TLP:GREEN}\n")
    for own, marking in {"TLP:RED": "TLP:RED", "TLP:CLEAR": "TLP:GREEN", "SECRET": "TLP:GREEN · SECRET"}.items():
        assert brief("set", "gazette", f"handling={own}", "-d", str(kept)).returncode == 0
        assert json.loads(brief("source", "read", "gazette", "--json", "-d", str(kept)).stdout)["handling"] == marking


# Verify, and what `check` says


def test_unchanged_copies_are_named(brief: Brief, kept: Path) -> None:
    done = brief("source", "verify", "-d", str(kept))
    assert done.returncode == 0
    assert done.stdout == (
        "- gazette: sources/gazette.html, sources/gazette.txt unchanged\n\n1 source with a copy or text, 0 problems.\n"
    )


@pytest.mark.parametrize("words", [["source", "verify"], ["source", "verify", "gazette"], ["check", "--strict"]])
def test_what_is_changed_or_missing_is_found(brief: Brief, kept: Path, words: list[str]) -> None:
    text = kept / "sources" / "gazette.txt"
    text.write_text(text.read_text().replace("signed a treaty", "refused a treaty"))
    (kept / "sources" / "gazette.html").unlink()
    done = brief(*words, "-d", str(kept))
    assert done.returncode == 1
    for code in ("changed-copy", "unreadable-copy", "misquoted"):
        assert done.stdout.count(f" {code}: ") == 1


def test_only_the_source_that_is_named_is_compared(brief: Brief, kept: Path, save: Callable[..., str]) -> None:
    assert brief("source", "add", save("a.txt", TEXT), "--id", "other", "-d", str(kept)).returncode == 0
    (kept / "sources" / "gazette.txt").write_text("Something else.\n")
    assert brief("source", "verify", "other", "-d", str(kept)).returncode == 0
    assert brief("source", "verify", "gazette", "-d", str(kept)).returncode == 1
    assert brief("source", "verify", "-d", str(kept)).returncode == 1


def test_a_source_without_a_copy_is_no_answer(brief: Brief, kept: Path) -> None:
    done = brief("source", "verify", "minutes", "-d", str(kept))
    assert (done.returncode, done.stdout) == (1, "")
    assert "no copy of `minutes` is kept" in done.stderr


@pytest.mark.parametrize(
    ("at", "quote", "code", "hint"),
    [
        ("¶99", "", "no-such-place", "there is no ¶99 in sources/gazette.txt, which has 5 paragraphs"),
        ("¶99", "joint commission", "no-such-place", "the quote is in ¶4"),
        ("¶2", "joint commission", "quote-elsewhere", "write `¶4`"),
        ("para 2", "joint commission", "quote-elsewhere", "write `¶4`"),
        ("¶4", "joint commiss", "cut-word", "`commission`"),
        ("¶4", "joint omission", "misquoted", "compare the two"),
    ],
)
def test_check_compares_places_and_quotes(brief: Brief, kept: Path, at: str, quote: str, code: str, hint: str) -> None:
    (kept / "events.yaml").write_text(
        f"events:\n  signed:\n    title: Treaty signed\n    cite: {{source: gazette, at: {at}, quote: {quote}}}\n"
    )
    (line,) = [line for line in brief("check", "-d", str(kept)).stdout.splitlines() if f" {code}: " in line]
    assert hint in line


@pytest.mark.parametrize("stranger", ["/dev/zero", "pipe", "huge"])
def test_a_strange_copy_is_not_read(brief: Brief, kept: Path, stranger: str) -> None:
    copy = kept / "sources" / "gazette.html"
    copy.unlink()
    if stranger == "pipe":
        os.mkfifo(copy)
    elif stranger == "huge":
        with copy.open("wb") as file:
            file.truncate(1 << 40)
    else:
        copy.symlink_to(stranger)
    done = brief("source", "verify", "-d", str(kept))
    assert done.returncode == 1
    assert " unreadable-copy: " in done.stdout


# Fields


def test_fields_are_given_with_the_file_and_those_that_are_missing_are_named(
    brief: Brief, desk: Path, save: Callable[..., str]
) -> None:
    words = ("reliability=B", "published=2 May 2024", "type=report")
    done = brief("source", "add", save("a.txt", TEXT), *words, "--id", "a", "-d", str(desk))
    assert done.returncode == 0, done.stderr
    found = record(desk, "a")
    assert [found.get(name) for name in ("reliability", "published", "type")] == ["B", "2024-05-02", "report"]
    assert f"brief: to add more: `brief set a publication=... -d {desk}`" in done.stderr.splitlines()
    done = brief("source", "add", save("b.txt", f"{TEXT}\nMore.\n"), "reliabilty=B", "--id", "b", "-d", str(desk))
    assert (done.returncode, (desk / "sources" / "b.txt").exists()) == (2, False)
    assert "did you mean `reliability`?" in done.stderr


def test_a_page_may_come_from_a_pipe_and_its_id_is_short(desk: Path, environment: dict[str, str]) -> None:
    page = PAGE.replace("Islands agree on herring", "The two islands agree at last on herring, cod and eels")
    words = [sys.executable, "-m", "brief", "source", "add", "-", "--url", "https://gazette.example/1"]
    done = subprocess.run(words, input=page.encode(), cwd=desk, env=environment, capture_output=True, check=True)
    id_ = done.stdout.decode().splitlines()[0]
    assert id_ == "two-islands-agree-at"[: len(id_)]
    assert len(id_) <= 24
    assert record(desk, id_)["url"] == "https://gazette.example/1"
    assert (desk / "sources" / f"{id_}.html").read_bytes() == page.encode()


def test_a_file_called_like_standard_input_is_read_by_its_path(desk: Path, environment: dict[str, str]) -> None:
    (desk / "-").write_text(TEXT)
    piped = f"{TEXT}\nThis came from a pipe.\n"
    for words, content in (("./-", TEXT), ("-", piped)):
        command = [sys.executable, "-m", "brief", "source", "add", words, "--title", "Herring"]
        done = subprocess.run(command, input=piped.encode(), cwd=desk, env=environment, capture_output=True, check=True)
        copy = record(desk, done.stdout.decode().splitlines()[0])["copy"]
        assert isinstance(copy, dict)
        assert copy["sha256"] == sha256(content.encode()).hexdigest()


def test_what_is_too_long_for_a_source_is_refused_from_a_pipe_too(desk: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "brief", "source", "add", "-"]
    done = subprocess.run(
        command, input=b"a" * (MOST_BYTES + 1), cwd=desk, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"brief: - is larger than ")


def test_whoever_keeps_bytes_from_python_leaves_standard_input_alone(
    desk: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", environment["XDG_CACHE_HOME"])
    monkeypatch.setattr(sys, "stdin", None)
    kept = keep(Editor(desk, None, 1), Wish(Path("-"), "herring", content=TEXT.encode()), "2024-05-04")
    assert (desk / kept.fields["copy"]["file"]).read_text() == TEXT
    with pytest.raises(UserError, match=r"^- cannot be read"):
        keep(Editor(desk, None, 1), Wish(Path("-"), "other"), "2024-05-04")
