"""Export a dossier as a folder of linked pages, one page at a time."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from brief.document import Block, Document, Graph, sanitize
from brief.dossier.protocol import Dossier, Kind
from brief.export_folder import Folder
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.names import tables
from brief.model.parts import Record
from brief.publish.addresses import links, page_of
from brief.publish.front_matter import front_matter
from brief.publish.site import DRAWN, Anchors, Frame, picture, script, searched
from brief.publish.timeline import filters
from brief.renderers import markdown
from brief.reports.conflicts import conflicts
from brief.reports.gaps import Gaps, gaps
from brief.reports.graph import GraphSelection, busiest, graph
from brief.reports.show import whole as whole_record
from brief.reports.site_index import contents, of_kind
from brief.reports.timeline import EventSelection, timeline
from brief.reports.who import whole as whole_person
from brief.system.templates import resource

_RELATIONS = 1_000
"""Most relations on one page."""
_KEPT = 20_000
"""Number of cached records: many pages name the same few."""


class CachedDossier:
    """A dossier that caches the records last looked up by id; everything else comes from the other dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.get = lru_cache(_KEPT)(dossier.get)
        self.name = lru_cache(_KEPT)(dossier.name)
        self._dossier = dossier

    def one(self, cls: type[Kind], id_: str) -> Kind | None:
        """Return the record of this class and id."""
        found = self.get(id_)
        return found if isinstance(found, cls) else self._dossier.one(cls, id_)

    def __getattr__(self, name: str) -> Any:
        """Return an attribute of the other dossier."""
        return getattr(self._dossier, name)


class Book(NamedTuple):
    """A dossier to export."""

    dossier: Dossier
    today: Date
    remarks: tuple[Block, ...] = ()
    """Remarks for every page, for example that the dossier has errors."""

    def overviews(self) -> Iterator[tuple[str, Document]]:
        """Yield the pages about the whole dossier, each with its name."""
        yield "index", self._remarked(contents(self.dossier))
        yield "timeline", self._remarked(timeline(self.dossier, EventSelection()))
        yield "relations", self._remarked(graph(self.dossier, GraphSelection(limit=_RELATIONS, today=self.today)))
        yield "conflicts", self._remarked(conflicts(self.dossier))
        yield "gaps", self._remarked(gaps(self.dossier, Gaps(self.today)))
        for kind, count in self.dossier.counts().items():
            if count:
                yield KINDS[kind].section, self._remarked(of_kind(self.dossier, kind, self.today))

    def records(self) -> Iterator[tuple[Record, Document]]:
        """Yield each record with all information about it."""
        for kind in KINDS:
            for record in self.dossier.records(kind):
                page = (
                    whole_person(self.dossier, record, self.today)
                    if isinstance(record, Person)
                    else whole_record(self.dossier, record, today=self.today)
                )
                yield record, self._remarked(page)

    def busiest(self) -> tuple[Graph, int]:
        """Return the records with most relations, and how many have any."""
        return busiest(self.dossier, DRAWN, self.today)

    def _remarked(self, document: Document) -> Document:
        return document.preceded_by(*self.remarks) if self.remarks else document


class _Script(NamedTuple):
    """The script of an interactive page of the site."""

    name: str
    place: str
    """The template for the top of the page."""
    data: Callable[[Book, Document], Any]


_SCRIPTS = {
    "timeline": _Script("events", "filters.html", lambda book, document: filters(book.dossier, document)),
    "relations": _Script("graph", "graph.html", lambda book, _: picture(book.dossier, *book.busiest())),
}
"""The pages with their own scripts."""


def vault(book: Book, folder: Folder) -> None:
    """Write a Markdown page with front matter for each record, and pages about the whole dossier."""
    for name, document in book.overviews():
        page = f"{name}.md"
        folder.put(page, _markdown(document.linked(links(book.dossier, page, ".md"))))
    for record, document in book.records():
        page = page_of(record.KIND, record.id, ".md")
        head = front_matter(record, document.handling)
        folder.put(page, head.encode() + b"\n" + _markdown(document.linked(links(book.dossier, page, ".md"))))


def site(book: Book, folder: Folder) -> None:
    """Write an HTML page for each record, and pages about the whole dossier with search, filters and a graph."""
    from brief.renderers import html

    header = book.dossier.header
    frame = Frame(
        header.title if header else "Dossier", tuple(k for k, count in book.dossier.counts().items() if count)
    )

    def put(page: str, document: Document, above: str = "", scripts: tuple[str, ...] = ()) -> None:
        linked = document.linked(links(book.dossier, page, ".html"))
        main = html.body(linked, above, Anchors().of)
        folder.put(page, frame.page(page, document, main, scripts))

    for name, document in book.overviews():
        own = _SCRIPTS.get(name)
        above = ""
        if own:
            folder.put(f"assets/{own.name}.js", script(own.name, own.data(book, document)))
            above = resource("brief.publish", f"templates/{own.place}")
        put(f"{name}.html", document, above, (own.name,) if own else ())
    known = []
    for record, document in book.records():
        put(page_of(record.KIND, record.id, ".html"), document)
        known.append(searched(book.dossier, record))
    folder.put("assets/records.js", script("index", {"folding": tables(), "records": known}))
    margins = html.page_margins(sanitize(header.handling or "") if header else "")
    folder.put("assets/style.css", (html.STYLE + margins + resource("brief.publish", "templates/site.css")).encode())
    for name in ("site.js", "search.js"):
        folder.put(f"assets/{name}", resource("brief.publish", f"static/{name}").encode())


def _markdown(document: Document) -> bytes:
    return markdown.render(document).encode("utf-8", "surrogateescape")
