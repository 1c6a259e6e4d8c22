"""Builds a web site of a dossier: the frame of a page, and the data of its scripts.

Data are JavaScript files: a page that is opened from a folder can load scripts, but cannot fetch other files.
"""

import json
import re
from collections.abc import Iterable, Iterator
from itertools import chain, count, pairwise
from typing import Any

from brief.document import Document, Graph, sanitize
from brief.document.characters import curled
from brief.dossier.protocol import Dossier
from brief.locale import Message, say
from brief.model.kinds import KINDS, label
from brief.model.names import fold
from brief.model.paths import named_by
from brief.model.serialization import encode, references
from brief.named_tuple import NamedTuple
from brief.publish.addresses import page_of
from brief.system.templates import environment, resource

_TABS = {
    "index": say("Overview"),
    "timeline": say("Timeline"),
    "people": say("People"),
    "commitments": say("Commitments"),
    "conflicts": say("Disputes"),
    "sources": say("Sources"),
}
_MORE = {"relations": say("Relations"), "gaps": say("Gaps")}
_ALWAYS = ("index", "timeline", "conflicts", *_MORE)
"""The pages that every site has; the page of a kind exists only if there is a record of it."""
DRAWN = 120
"""Greatest number of records in the graph; more would make it unreadable."""
_APART = frozenset(("id", "cite", "source", "differs", "inferred", "external"))
_IDS = (
    *("main", "search", "found", "results", "notes"),
    *("filters", "person", "organization", "topic", "kind", "from", "to", "shown", "zoom"),
    *("graph", "caption", "drawn", "told", "events-switch"),
)
"""HTML ids that the page templates use."""
_NUMBERED = re.compile(r"(source-.|axis-\d|strip-\d).*")
"""HTML ids of the templates that contain a number."""
_KEY = re.compile(r'(?<=\bsay\()"([^"\\]*)"')
"""Matches the key of a sentence in a script."""
_LONGEST = 2_000
"""Number of characters of a record that the search covers."""


class Frame(NamedTuple):
    """The common data of all pages: the site's title and its kinds of records."""

    title: str
    kinds: tuple[str, ...]

    def page(self, page: str, document: Document, main: str, scripts: tuple[str, ...] = ()) -> bytes:
        """Return a whole page around the content of its `main` element, which is HTML."""
        from markupsafe import Markup

        name = page.removesuffix(".html")
        sections = {KINDS[kind].section: KINDS[kind].heading for kind in self.kinds}
        tabs = {name: words for name, words in _TABS.items() if name in (*_ALWAYS, *sections)}
        more = _MORE | {name: words for name, words in sections.items() if name not in _TABS}
        whole = (
            environment(__package__)
            .get_template("site.html")
            .render(
                root="../" * page.count("/"),
                title=self._title(name, document),
                site=self.title,
                scripts=("site", *scripts, "search"),
                handling=document.handling,
                here=name,
                is_short=not document.full,
                tabs=tabs,
                more=more,
                main=Markup(main),
            )
        )
        return whole.encode("utf-8", "surrogateescape")

    def _title(self, name: str, document: Document) -> str:
        """Return the title of a page, which is unique if the titles of the records are."""
        if name == "index":
            return self.title
        return f"{named(name) or document.title} - {self.title}"


def named(page: str) -> Message:
    """Return the title of a page about the whole dossier, as its tab has it; empty for another page or the first."""
    return Message() if page == "index" else _TABS.get(page) or _MORE.get(page) or Message()


class Number(NamedTuple):
    """A number on the first page, with a link to the items that it counts."""

    amount: str
    words: str
    page: str
    heading: str
    """The heading to link to; empty for the top of the page."""


def numbers(found: Iterable[Number]) -> str:
    """Return the numbers that need attention, as HTML."""
    shown = [(each, f"{each.page}.html" + (f"#{Anchors().of(each.heading)}" if each.heading else "")) for each in found]
    return environment(__package__).get_template("numbers.html").render(numbers=shown)


class Anchors:
    """Creates ids for the headings of one page from their words."""

    def __init__(self) -> None:
        self._taken = set(_IDS)

    def of(self, words: str) -> str:
        """Return an id for a heading that is unique on the page."""
        stem = fold(words).replace(" ", "-") or "part"
        names = chain([stem], (f"{stem}-{number}" for number in count(2)))
        name = next(name for name in names if name not in self._taken and not _NUMBERED.fullmatch(name))
        self._taken.add(name)
        return name


def script(name: str, value: Any) -> bytes:
    """Return a script that stores a value in `window.brief`, escaped so that no text in it can end the script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    safe = re.sub("[\u2028\u2029<]", lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"(window.brief = window.brief || {{}}).{name} = {safe};\n".encode("utf-8", "replace")


def code(name: str) -> bytes:
    """Return the script of this name, with its sentences in the current language."""
    text = resource(__package__, f"static/{name}.js")
    return _KEY.sub(lambda key: json.dumps(say(key[1]), ensure_ascii=False), text).encode()


def top(name: str) -> str:
    """Return the top of an interactive page, by the name of its template, as HTML."""
    return environment(__package__).get_template(name).render()


def searched(dossier: Dossier, record: Any, heading: str) -> list[str]:
    """Return the search index entry of a record: page, kind, heading, other text, folded title, folded text."""
    title = sanitize(label(record))
    plain = encode(record)
    ordered = {"summary": plain.pop("summary", ""), **plain, "differs": plain.pop("differs", [])}
    mentioned = {found.path: found.target for found in references(record) if "cite" not in found.path}
    named = [id_ for rival in record.differs for id_ in named_by(record, rival)]
    rivals = {f"differs.{index}.value" for index, rival in enumerate(record.differs) if any(named_by(record, rival))}
    found = (text for path, text in _texts(ordered) if path not in rivals and mentioned.get(path) != text)
    names = (called.label for id_ in (*mentioned.values(), *named) if (called := dossier.name(id_)))
    words = dict.fromkeys(sanitize(text) for text in (*found, *names) if text)
    text = " · ".join(part for part in words if part != title)[:_LONGEST]
    folded = fold(title).split()
    pairs = ("".join(pair) for pair in pairwise(folded))
    spelled = list(filter(None, map(fold, text.split())))
    whole = (word.replace(" ", "") for word in spelled if " " in word)
    page = page_of(record.KIND, record.id, ".html")
    return [
        page,
        record.KIND,
        curled(heading),
        curled(text),
        " ".join((*folded, *pairs)),
        " ".join((record.KIND, *spelled, *whole)),
    ]


def _texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of every text of a record."""
    if isinstance(value, dict):
        for name, held in value.items():
            if name not in _APART or name == "differs":
                yield from _texts(held, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, held in enumerate(value):
            yield from _texts(held, f"{path}.{index}")
    elif isinstance(value, str) and not path.endswith(".field"):
        yield path, value


def picture(dossier: Dossier, graph: Graph, of: int, events: int) -> dict[str, Any]:
    """Return the data of the graph; `of` is the number of all records, and `events` the number of all events.

    Nodes: name with signs, kind, page. Edges: indexes of the source and the target node, words, and 1 if inferred.
    """
    named = [(node, called) for node in graph.nodes if (called := dossier.name(node.id))]
    numbers = {node.id: number for number, (node, _) in enumerate(named)}
    return {
        "nodes": [
            [curled(node.label.with_signs), called.kind, page_of(called.kind, node.id, ".html")]
            for node, called in named
        ],
        "edges": [
            [numbers[edge.source], numbers[edge.target], curled(edge.what.text), int(edge.inferred)]
            for edge in graph.edges
            if edge.source in numbers and edge.target in numbers
        ],
        "of": of,
        "events": events,
    }
