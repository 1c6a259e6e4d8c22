"""Export a dossier as a folder of linked pages, one page at a time."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from brief.document import Block, Document, Pictures, Portrait, sanitize
from brief.dossier.protocol import Dossier, Kind
from brief.export_folder import Folder
from brief.locale import say
from brief.model.actors import Person
from brief.model.dates import Date
from brief.model.kinds import KINDS
from brief.model.names import tables
from brief.model.parts import Record
from brief.named_tuple import NamedTuple
from brief.publish.addresses import links, page_of
from brief.publish.front_matter import front_matter
from brief.publish.site import DRAWN, Anchors, Frame, Number, code, named, numbers, picture, script, searched, top
from brief.publish.timeline import filters
from brief.renderers import markdown
from brief.reports.commitments import CommitmentSelection, commitments
from brief.reports.common import portrait_of
from brief.reports.conflicts import conflicts
from brief.reports.gap_finders import Gaps
from brief.reports.gaps import gaps
from brief.reports.graph import Busiest, GraphSelection, busiest, graph
from brief.reports.overview import needs
from brief.reports.person_card import whole as whole_person
from brief.reports.related import Scope
from brief.reports.show import whole as whole_record
from brief.reports.site_index import contents, front_page, main_events, of_kind
from brief.reports.sources import sources
from brief.reports.timeline import EventSelection, timeline
from brief.system.templates import resource

if TYPE_CHECKING:
    from brief.images import Picture

_RELATIONS = 1_000
"""Greatest number of relations on one page."""
_NUMBERS = 4
"""Greatest number of numbers on the first page."""
_PORTRAIT = 192
"""Greatest width and height of a portrait in pixels."""
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
    pictures: Pictures = lambda _: None

    def overviews(self, index: Document) -> Iterator[tuple[str, Document]]:
        """Yield the pages about the whole dossier, each with its name: the index, and short pages."""
        relations = GraphSelection(limit=_RELATIONS, today=self.today)
        yield "index", self._remarked(index)
        yield "timeline", self._remarked(timeline(self.dossier, EventSelection(), full=False, is_listed=True))
        yield "relations", self._remarked(graph(self.dossier, relations, full=False))
        yield "conflicts", self._remarked(conflicts(self.dossier, full=False))
        yield "gaps", self._remarked(gaps(self.dossier, Gaps(self.today), full=False, is_listed=True))
        for kind, count in self.dossier.counts().items():
            if count:
                yield KINDS[kind].section, self._remarked(self._of_kind(kind))

    def _of_kind(self, kind: str) -> Document:
        """Return the page of all records of a kind."""
        if kind == "commitment":
            return commitments(self.dossier, CommitmentSelection(), self.today, full=False)
        if kind == "source":
            return sources(self.dossier, full=False)
        return of_kind(self.dossier, kind, self.today)

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

    def busiest(self) -> Busiest:
        """Return the records with most relations."""
        return busiest(self.dossier, DRAWN, self.today)

    def _remarked(self, document: Document) -> Document:
        return document.preceded_by(*self.remarks) if self.remarks else document


def vault(book: Book, folder: Folder) -> None:
    """Write a Markdown page with front matter for each record, and pages about the whole dossier."""
    for name, document in book.overviews(contents(book.dossier)):
        page = f"{name}.md"
        folder.put(page, _markdown(document.linked(links(book.dossier, page, ".md"))))
    for record, document in book.records():
        page = page_of(record.KIND, record.id, ".md")
        head = front_matter(record, document.handling)
        folder.put(page, head.encode() + b"\n" + _markdown(document.linked(links(book.dossier, page, ".md"))))


def _attention(book: Book) -> str:
    """Return the numbers that need attention, as HTML."""
    day = book.dossier.as_of or book.today
    found = islice(needs(Scope(book.dossier, day=day), day), _NUMBERS)
    return numbers(Number(need.amount, need.words, need.page, need.heading) for need in found)


def _strip(book: Book) -> str:
    """Return a picture of the most important events without labels, as HTML."""
    from brief.renderers import html

    document, remark = main_events(book.dossier, book.today)
    return html.strip(document.linked(links(book.dossier, "index.html", ".html")), remark)


def _events(book: Book, document: Document) -> dict[str, Any]:
    """Return the data that the script of the timeline draws and filters."""
    from brief.renderers import html

    linked = document.linked(links(book.dossier, "timeline.html", ".html"))
    return filters(book.dossier, document) | html.drawn(linked)


def _small(pictures: Pictures) -> Pictures:
    """Return a function that gives the same images in the size of portraits."""
    from brief.images import thumbnail

    @lru_cache(_KEPT)
    def small(path: str) -> "Picture | None":
        picture = pictures(path)
        return thumbnail(picture, _PORTRAIT) if picture else None

    return small


class _Script(NamedTuple):
    """The scripts of an interactive page of the site."""

    data: str
    """The name of its data, and of the script with the data."""
    code: str
    place: str
    """The template for the top of the page."""
    value: Callable[[Book, Document], Any]


_SCRIPTS = {
    "timeline": _Script("events", "timeline", "filters.html", _events),
    "relations": _Script("graph", "relations", "graph.html", lambda book, _: picture(book.dossier, *book.busiest())),
}
"""The pages with their own scripts."""


def site(book: Book, folder: Folder) -> None:
    """Write an HTML page for each record, and pages about the whole dossier with search, filters and a graph."""
    from brief.renderers import html

    header = book.dossier.header
    frame = Frame(
        header.title if header else say("Dossier"), tuple(k for k, count in book.dossier.counts().items() if count)
    )
    pictures = _small(book.pictures)

    def put(page: str, document: Document, scripts: tuple[str, ...] = (), **insertions: str) -> None:
        linked = document.linked(links(book.dossier, page, ".html")).illustrated(pictures)
        main = html.body(linked, Anchors().of, insertions)
        folder.put(page, frame.page(page, document, main, scripts))

    for name, whole in book.overviews(front_page(book.dossier, book.today)):
        own = _SCRIPTS.get(name)
        document = whole.titled(title) if (title := named(name)) else whole
        if name == "index":
            put("index.html", document, summary=_attention(book) + _strip(book))
        elif own:
            folder.put(f"assets/{own.data}.js", script(own.data, own.value(book, document)))
            put(f"{name}.html", document, (own.data, own.code), title=top(own.place))
        else:
            put(f"{name}.html", document)
    known = []
    for record, document in book.records():
        likeness = portrait_of(record) if isinstance(record, Person) else Portrait("")
        inserted = html.portrait(document.illustrated(pictures), likeness)
        put(page_of(record.KIND, record.id, ".html"), document, title=inserted)
        known.append(searched(book.dossier, record, document.title))
    folder.put("assets/records.js", script("index", {"folding": tables(), "records": known}))
    margins = html.page_margins(sanitize(header.handling or "") if header else "")
    folder.put(
        "assets/style.css",
        (html.STYLE + margins + html.badges() + resource("brief.publish", "templates/site.css")).encode(),
    )
    for name in ("site", "search", *(own.code for own in _SCRIPTS.values())):
        folder.put(f"assets/{name}.js", code(name))


def _markdown(document: Document) -> bytes:
    return markdown.render(document).encode("utf-8", "surrogateescape")
