"""A web site of a dossier: the frame of a page, and what its scripts know.

Scripts and data are files of JavaScript, which a page may load from a folder too, where it may fetch nothing.
"""

import json
import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import chain, count, pairwise
from pathlib import Path
from typing import Any, NamedTuple

from brief.document import Document, Graph, visible
from brief.dossier.protocol import Dossier
from brief.model import KINDS, label
from brief.model.codec import encode, references
from brief.model.names import fold
from brief.publish.addresses import page_of

STATIC = Path(__file__).parent / "static"
_POLICY = "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src 'self' data:"
_LINKS = {
    "index": "Contents",
    "timeline": "Timeline",
    "relations": "Relations",
    "conflicts": "Disagreements",
    "gaps": "Gaps",
}
FILTERS = """<form id="filters" class="filters" hidden>
<p><label for="person">Person</label><select id="person"><option value="">all</option></select></p>
<p><label for="organization">Organization</label><select id="organization"><option value="">all</option></select></p>
<p><label for="topic">Topic</label><select id="topic"><option value="">all</option></select></p>
<p><label for="kind">Kind</label><select id="kind"><option value="">all</option></select></p>
<p><label for="from">From</label><input id="from" inputmode="numeric" placeholder="2019 or 2019-01-24" size="18"></p>
<p><label for="to">To</label><input id="to" inputmode="numeric" placeholder="2025" size="18"></p>
<p><button type="reset">Show all</button></p>
<p id="shown" role="status"></p>
</form>
"""
"""The filters of the timeline, which its script fills."""
GRAPH = """<figure id="graph" class="graph" hidden>
<svg role="group" aria-labelledby="caption"></svg>
<figcaption id="caption">Circles are people, squares organizations, diamonds agreements, triangles events; each leads to
its page. Dashed lines are inferred. Promises and opinions are not drawn. <span id="drawn"></span></figcaption>
<ul id="told" tabindex="0" aria-label="What the lines say"><li>Point at a line, or at an end of several, to read what it
says.</li></ul>
</figure>
"""
"""The place of the graph, which its script draws."""
DRAWN = 120
"""So many records have a place in the picture, which more would darken."""
_APART = frozenset(("id", "cite", "source", "differs", "inferred", "external"))
_HEADING = re.compile(r"<(h[2-6])>(.*?)</\1>", re.DOTALL)
_TAG = re.compile("<[^>]*>")
_COUNT = re.compile(r"\(\d[^()]*\)$")
_LONGEST = 2_000
"""So many characters of a record are searched."""


class Frame(NamedTuple):
    """What all pages share: the site's title and its kinds of record."""

    title: str
    kinds: tuple[str, ...]

    def page(self, page: str, document: Document, main: str, marking: str, scripts: tuple[str, ...] = ()) -> bytes:
        """A whole page around the inside of its `main`, which is taken as it is."""
        root = "../" * page.count("/")
        title = document.title if document.title == self.title else f"{document.title} - {self.title}"
        links = {**_LINKS, **{KINDS[kind].section: KINDS[kind].section.capitalize() for kind in self.kinds}}
        items = "".join(_item(f"{root}{name}.html", words, page == f"{name}.html") for name, words in links.items())
        loaded = "".join(
            f'<script src="{root}assets/{name}.js" defer></script>\n' for name in (*scripts, "site", "search")
        )
        whole = f"""<!DOCTYPE html>
<html lang="en" data-root="{root}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}assets/style.css">
<title>{escape(title)}</title>
{loaded}</head>
<body>
<a class="skip" href="#main">Skip to the text</a>
<header>
{marking}
<p class="site"><a href="{root}index.html">{escape(self.title)}</a></p>
<form class="search" role="search" action="{root}index.html">
<label for="search">Search</label>
<input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Names, words, years">
<p id="found" role="status"></p>
<ol id="results" hidden></ol>
</form>
<nav aria-label="Pages"><ul>{items}</ul></nav>
</header>
<main id="main" tabindex="-1">
{main}</main>
<footer>
{marking}
</footer>
</body>
</html>
"""
        return _anchored(whole).encode("utf-8", "surrogateescape")


def _anchored(page: str) -> str:
    """A page of whose headings each has an id, made of its words without what they count, so that links lead there."""
    taken = set(re.findall(r' id="([^"]*)"', page))

    def with_id(found: re.Match[str]) -> str:
        words = unescape(_TAG.sub("", found[2]))
        stem = fold(_COUNT.sub("", words)).replace(" ", "-") or "part"
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        name = next(name for name in names if name not in taken)
        taken.add(name)
        return f'<{found[1]} id="{escape(name)}">{found[2]}</{found[1]}>'

    return _HEADING.sub(with_id, page)


def _item(href: str, words: str, is_here: bool) -> str:
    current = ' aria-current="page"' if is_here else ""
    return f'<li><a href="{href}"{current}>{escape(words)}</a></li>'


def script(name: str, value: Any) -> bytes:
    """A value as a script that gives it a name of the site's own; nothing in it can end or act."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = re.sub("[\u2028\u2029<]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"(window.brief = window.brief || {{}}).{name} = {safe};\n".encode("utf-8", "replace")


def searched(dossier: Dossier, record: Any) -> list[str]:
    """What the search knows of a record: page, kind, title, all its other words; then title and words folded."""
    title = visible(label(record))
    plain = encode(record)
    ordered = {"summary": plain.pop("summary", ""), **plain, "differs": plain.pop("differs", [])}
    words = dict.fromkeys(visible(text) for text in _texts(ordered) if text)
    ids = dict.fromkeys(found.target for found in references(record) if "cite" not in found.path)
    names = (called.label for id_ in ids if (called := dossier.name(id_)))
    text = " · ".join(part for part in (*words, *map(visible, names)) if part not in (title, *ids))[:_LONGEST]
    folded = fold(title).split()
    pairs = ("".join(pair) for pair in pairwise(folded))
    spelled = list(filter(None, map(fold, text.split())))
    whole = (word.replace(" ", "") for word in spelled if " " in word)
    page = page_of(record.KIND, record.id, ".html")
    return [page, record.KIND, title, text, " ".join((*folded, *pairs)), " ".join((record.KIND, *spelled, *whole))]


def _texts(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, held in value.items():
            if name not in _APART or name == "differs":
                yield from _texts(held, name)
    elif isinstance(value, list):
        for held in value:
            yield from _texts(held, key)
    elif isinstance(value, str) and key != "field":
        yield value


def picture(dossier: Dossier, graph: Graph, of: int) -> dict[str, Any]:
    """What the picture of a graph shows, whose records are some `of` so many.

    Of a record: what it is called, kind, page. Of a relation: the numbers of the record that it is told from and of
    the other, its words, and 1 where it is inferred.
    """
    named = [(node, called) for node in graph.nodes if (called := dossier.name(node.id))]
    numbers = {node.id: number for number, (node, _) in enumerate(named)}
    return {
        "nodes": [[node.label.text, called.kind, page_of(called.kind, node.id, ".html")] for node, called in named],
        "edges": [
            [numbers[edge.source], numbers[edge.target], edge.what.text, int(edge.inferred)]
            for edge in graph.edges
            if edge.source in numbers and edge.target in numbers
        ],
        "of": of,
    }
