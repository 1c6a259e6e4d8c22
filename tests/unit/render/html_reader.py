"""Strict reader for HTML pages: every element must be closed where it was opened."""

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = {"meta", "link"}
_UNSEEN = {"title", "desc", "style"}


class Element:
    """An element with its contents."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.parts: list[Element | str] = []

    def all(self, name: str = "", **wanted: str) -> "Iterator[Element]":
        """Yield the descendants with this name and these attributes, in order."""
        for part in self.parts:
            if isinstance(part, Element):
                if name in ("", part.name) and wanted.items() <= part.attributes.items():
                    yield part
                yield from part.all(name, **wanted)

    def one(self, name: str, **wanted: str) -> "Element":
        """Return the only such element."""
        (found,) = self.all(name, **wanted)
        return found

    @property
    def text(self) -> str:
        """The visible text, with white space unchanged."""
        return "".join(
            part if isinstance(part, str) else "" if part.name in _UNSEEN else part.text for part in self.parts
        )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("root", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.name == tag, f"</{tag}> closes <{closed.name}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")


def read(page: str) -> Element:
    """Return the page as a tree."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == [reader.root]
    return reader.root
