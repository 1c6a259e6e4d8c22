"""Templates of users: what `brief template export` writes, and how a changed one is used."""

from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Brief = Callable[..., CompletedProcess[str]]
COMMAND = ("timeline", "--to", "2019")


@pytest.mark.parametrize("kind", ["html", "pdf"])
def test_the_exported_template_makes_the_very_same_page(kind: str, brief: Brief, tmp_path: Path) -> None:
    assert brief("template", "export", kind, "-o", "own").returncode == 0
    assert brief("template", "export", kind).stdout == (tmp_path / "own").read_text(encoding="utf-8")
    for name, more in (("usual", ()), ("again", ("--template", "own"))):
        assert brief(*COMMAND, "-o", f"{name}.{kind}", *more).returncode == 0
    assert (tmp_path / f"usual.{kind}").read_bytes() == (tmp_path / f"again.{kind}").read_bytes()


def test_an_existing_file_is_kept_unless_told_otherwise(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text("mine", encoding="utf-8")
    refused = brief("template", "export", "html", "-o", "own.html")
    assert refused.returncode == 2
    assert "own.html exists (use --force to replace it)" in refused.stderr
    assert (tmp_path / "own.html").read_text(encoding="utf-8") == "mine"
    assert brief("template", "export", "html", "-o", "own.html", "--force").returncode == 0


def test_a_template_of_html_prints_what_it_wants(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "own.html").write_text(
        "<p>{{ document.title }}: {{ document.handling }}</p>{{ main }}", encoding="utf-8"
    )
    done = brief("who", "Thang", "-f", "html", "--template", "own.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<p>Pham Manh Thang: TLP:CLEAR</p><h1>")


@pytest.mark.parametrize(
    ("name", "text"), [("own.html", "<p>{{ main }}</p>"), ("own.typ", "#json(bytes(sys.inputs.document)).title")]
)
def test_a_template_that_leaves_the_marking_out_says_so(brief: Brief, tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    ending = "html" if name.endswith("html") else "pdf"
    done = brief("who", "Thang", "-o", f"out.{ending}", "--template", name)
    assert f"brief: {name} does not print the marking, TLP:CLEAR\n" in done.stderr


def test_a_template_of_pdf_that_is_not_accessible_says_so(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "own.typ").write_text("#json(bytes(sys.inputs.document)).title", encoding="utf-8")
    done = brief("who", "Thang", "-o", "out.pdf", "--template", "own.typ")
    assert done.returncode == 0, done.stderr
    assert "brief: --template: the pages that own.typ makes are not PDF/UA-1\n" in done.stderr
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


BROKEN_HTML = {
    "a\n{% if %}": (2, "Expected an expression"),
    "a\n\n{{ nothing.here }}": (3, "'nothing' is undefined"),
    "{{ 1 / 0 }}": (1, "division by zero"),
    "{{ main.__class__ }}": (1, "unsafe"),
    "{{ ''.__class__.__mro__ }}": (1, "unsafe"),
    "{{ document.title.format(1) }}": (1, "unsafe"),
    "{{ 'x' * 999999999 }}": (1, "small numbers"),
    "{{ 9 ** 999999 }}": (1, "small numbers"),
    "{% for _ in range(9999999) %}x{% endfor %}": (1, "Range too big"),
    "{% include 'style.css' %}": (1, "no loader"),
    "{{ 'x'|center(999999999) }}": (1, "No filter named"),
}
BROKEN_PDF = {
    "a\n#panic(1)": (2, "panicked"),
    "#(": (1, "unclosed delimiter"),
    '#read("/etc/passwd")': (1, "file not found"),
    '#read("../secret")': (1, "would escape the project root"),
    'a\n#import "@preview/cetz:0.3.1"': (2, "`import` is not allowed"),
    '#eval("1")': (1, "`eval` is not allowed"),
    '#dictionary(std).at("ev" + "al")("1")': (1, "`std` is not allowed"),
}


@pytest.mark.parametrize(
    ("ending", "text", "line", "words"),
    [
        (ending, text, *expected)
        for ending, cases in (("html", BROKEN_HTML), ("pdf", BROKEN_PDF))
        for text, expected in cases.items()
    ],
)
def test_a_broken_template_is_one_error_with_its_line(
    ending: str, text: str, line: int, words: str, brief: Brief, tmp_path: Path
) -> None:
    (tmp_path / "own").write_text(text, encoding="utf-8")
    done = brief("who", "Thang", "-o", f"out.{ending}", "--template", "own")
    assert done.returncode == 2
    assert done.stderr.startswith(f"brief: --template: own:{line}: ")
    assert done.stderr.endswith("(`brief template export` writes one that works)\n")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert not (tmp_path / f"out.{ending}").exists()


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_what_is_no_text_or_too_large_is_no_template(ending: str, brief: Brief, tmp_path: Path) -> None:
    for content, words in ((b"a\n\xff", "own:2: this is not UTF-8"), (b"x" * (1 << 20) + b"x", "larger than 1 MiB")):
        (tmp_path / "own").write_bytes(content)
        done = brief("who", "Thang", "-o", f"out.{ending}", "--template", "own")
        assert done.returncode == 2
        assert words in done.stderr
        assert not (tmp_path / f"out.{ending}").exists()


def test_formats_without_templates_say_so(brief: Brief, tmp_path: Path) -> None:
    (tmp_path / "own").write_text("x", encoding="utf-8")
    done = brief("who", "Thang", "--json", "--template", "own")
    assert "--template changes nothing here: only docx, html, pdf have templates" in done.stderr
