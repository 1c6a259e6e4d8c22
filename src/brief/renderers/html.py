"""One accessible page of HTML: no script, nothing fetched, for screens of any width and for paper.

Standards: the HTML Living Standard, WCAG 2.2 level AA, and DPUB-ARIA 1.1 for notes.
"""

from html import escape

from brief.document import Document
from brief.renderers.html_blocks import Page
from brief.renderers.style import STYLE

__all__ = ["STYLE", "body", "marking", "page", "page_margins", "render"]

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(document: Document) -> str:
    """The document as a whole page, its handling marking at the top and the bottom."""
    return page(document, body(document))


def page(document: Document, main: str, style: str = STYLE) -> str:
    """A whole page around the inside of its `main`, which is taken as it is."""
    title = escape(document.title or document.kind)
    author = f'<meta name="author" content="{escape(document.author)}">\n' if document.author else ""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
{author}<link rel="icon" href="data:,">
<title>{title}</title>
<style>
{style}{page_margins(document.handling)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
{_part("header", document)}<main id="main" tabindex="-1">
{main}</main>
{_part("footer", document)}</body>
</html>
"""


def body(document: Document) -> str:
    """The inside of `main`: title, blocks, sources and notes; not the handling marking (see `marking`)."""
    return "".join(f"{line}\n" for line in Page(document).lines())


def marking(document: Document) -> str:
    """The handling marking as a paragraph for the head and the foot of a page; empty without one."""
    return f'<p class="handling">{escape(document.handling)}</p>' if document.handling else ""


def _part(name: str, document: Document) -> str:
    return f"<{name}>\n{marking(document)}\n</{name}>\n" if document.handling else ""


def page_margins(handling: str) -> str:
    """The marking on every printed page, as a string of CSS in which nothing can end the string."""
    if not handling:
        return ""
    text = "".join(sign if sign.isalnum() and sign.isascii() else f"\\{ord(sign):06x}" for sign in handling)
    printed = f'content: "{text}"; font-weight: bold;'
    every = f"@page {{ @top-center {{ {printed} }} @bottom-center {{ {printed} }} }}\n"
    return f"{every}@page :first {{ @top-center {{ content: none; }} }}\n"
