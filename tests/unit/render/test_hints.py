"""Commands on pages, with the options that were typed."""

from collections.abc import Iterator

from brief.document import Block, Document, Notice, cell, phrase, typed
from brief.document.hints import hinting
from brief.document.spans import Hint
from brief.locale import say
from brief.renderers import Format, render


def page_of(*read: str) -> tuple[Document, list[str]]:
    """A page with a command, and which remarks have been read for it."""
    done: list[str] = []

    def reading() -> Iterator[Block]:
        for words in read:
            done.append(words)
            yield Notice(cell(typed(words)))

    blocks = [Notice(phrase(say("All: "), Hint(say("brief list"), is_command=True)))]
    page = Document("list", say("Ferries"), blocks, reading=reading, more=say("brief list -v"), full=False)
    return hinting(page, lambda found: f"{found} -d bay", lambda found: f"{found} -d bay --limit 1"), done


def test_a_page_that_changes_later_keeps_the_options() -> None:
    page, _ = page_of()
    shown = render(page.changed(lambda block: [block, Notice(cell(say("A ferry is not shown.")))]), Format.TEXT)
    assert "brief list -d bay\n" in shown
    assert "A ferry is not shown.\n" in shown
    assert "more: brief list -v -d bay --limit 1\n" in shown


def test_options_do_not_wait_for_what_is_still_to_be_read() -> None:
    page, done = page_of("One", "Two")
    assert done == []
    shown = render(page, Format.TEXT)
    assert shown.index("One") < shown.index("Two") < shown.index("brief list -d bay")


def test_on_paper_other_words_replace_a_command() -> None:
    rest = phrase(
        say("5 of 7"), Hint(say("; all: "), on_paper=say("; the dossier has the rest")), Hint(say("brief list"))
    )
    page = Document("list", say("Ferries"), [Notice(rest)], full=False)
    assert "5 of 7; all: brief list\n" in render(page, Format.TEXT)
    assert "5 of 7; the dossier has the rest\n" in render(page, Format.MARKDOWN)
