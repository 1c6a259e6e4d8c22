"""Extraction of text and metadata from files, and its limits."""

from importlib.util import find_spec

import pytest

from brief import extraction
from brief.extraction import Kind, Unextractable, bounded, extracted, kind_of
from brief.extraction.process import extract

TEXT = "The treaty was signed on 2 May 2024 by both islands, after talks that took eleven months in all."


def page(body: str, head: str = "", begin: str = "<!DOCTYPE html>") -> bytes:
    return f"{begin}<html lang='fr_CA'><head>{head}</head><body>{body}</body></html>".encode()


def _said(type_: str) -> str:
    """Return the metadata with which a page states its type."""
    return f'<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "{type_}"}}</script>'


@pytest.mark.parametrize(
    ("content", "suffix", "kind"),
    [
        (b"%PDF-1.7\n\0", ".txt", Kind.PDF),
        (page(TEXT), ".txt", Kind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML>", "", Kind.HTML),
        (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC>", ".xml", Kind.HTML),
        (b"Just <b>words</b>", ".HTM", Kind.HTML),
        (b"Just words", ".pdf", Kind.TEXT),
        (b"a < b and <html> is a word", ".md", Kind.TEXT),
    ],
)
def test_the_kind_of_a_file_shows_in_its_first_bytes(content: bytes, suffix: str, kind: Kind) -> None:
    assert kind_of(content, suffix) is kind


def test_a_long_first_line_is_no_title() -> None:
    assert extracted(f"\ufeff\n  {TEXT}  \nMore.\n".encode(), Kind.TEXT).title == TEXT
    assert extracted(f"{TEXT * 3}\nMore.\n".encode(), Kind.TEXT).title == ""


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        ("<title>Treaty</title>", {"title": "Treaty", "type": "webpage", "author": []}),
        ("<meta name=author content='Ines Moro; Tom Reed'>", {"author": ["Ines Moro", "Tom Reed"]}),
        ("<link rel=canonical href='https://gazette.example/treaty'>", {"url": "https://gazette.example/treaty"}),
        ("<link rel=canonical href='javascript:alert(1)'>", {"url": ""}),
        (_said("BlogPosting"), {"type": "post-weblog"}),
        (_said("ScholarlyArticle"), {"type": "article-journal"}),
        (_said("Recipe"), {"type": "webpage"}),
        ('<script type="application/ld+json">{"broken": </script>', {"type": "webpage", "published": ""}),
        ("", {"title": "", "published": "", "publication": "", "language": "fr-CA"}),
    ],
)
def test_a_page_gives_only_what_it_says(head: str, fields: dict[str, object]) -> None:
    found = extract(Kind.HTML, page(f"<article><p>{TEXT}</p></article><footer>Copyright 2011</footer>", head))
    assert {name: found._asdict()[name] for name in fields} == fields
    assert TEXT in found.text


def test_a_headline_that_is_in_the_text_is_not_put_first() -> None:
    body = "<nav>menu</nav><article><h1>Pier opened</h1><p>Ana Ruiz came.</p></article>"
    found = extract(Kind.HTML, page(body, "<title>Pier opened</title>"))
    assert found.text.split("\n").count("Pier opened") == 1


@pytest.mark.parametrize("begin", ["<?xml version='1.0' encoding='utf-8'?>", "<!-- saved -->", ""])
def test_a_page_may_begin_in_any_way(begin: str) -> None:
    assert extract(Kind.HTML, page(f"<p>{TEXT}</p>", begin=begin)).text == f"{TEXT}\n"


def test_no_file_is_read_for_a_page() -> None:
    begin = "<!DOCTYPE html [<!ENTITY secret SYSTEM 'file:///etc/hostname'>]>"
    text = extracted(
        page(f"<p>{TEXT} &secret;</p><iframe src='file:///etc/hostname'></iframe>", begin=begin), Kind.HTML
    )
    with open("/etc/hostname", encoding="utf-8") as file:
        assert file.read().strip() not in text.text


@pytest.mark.parametrize(("kind", "package"), [(Kind.HTML, "trafilatura"), (Kind.PDF, "pdfminer.six")])
def test_a_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, kind: Kind, package: str) -> None:
    missing = (*extraction.LIBRARIES.values(),)
    monkeypatch.setattr(extraction, "find_spec", lambda name: None if name in missing else find_spec(name))
    with pytest.raises(Unextractable) as error:
        extracted(page(TEXT), kind)
    assert f"needs {package}" in error.value.sentence
    assert error.value.hint.endswith(f"-m pip install {package}")


def test_a_text_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extraction, "find_spec", lambda name: None)
    assert extracted(TEXT.encode(), Kind.TEXT).text == TEXT


def test_extraction_ends_after_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 1)
    with pytest.raises(Unextractable, match="takes longer than 1 seconds"):
        extracted(page("<p>word word word</p>" * 200_000), Kind.HTML)
