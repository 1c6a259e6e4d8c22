"""Plain text, line by line, as in a pipe."""

from collections.abc import Iterator

from brief.document import (
    Block,
    Card,
    Column,
    Document,
    Entry,
    Field,
    Heading,
    Listing,
    Note,
    Notice,
    Paragraph,
    Problem,
    Reference,
    Row,
    Table,
    Timeline,
    problem,
)
from brief.locale import say
from brief.renderers.text import pieces, render
from documents import dated
from written import cell

HARBOUR = Note("harbour-log", "p. 3")
LETTER = Note("letter", "¶2")


def text(*blocks: Block) -> str:
    """Return the blocks of a document without its title, up to the sources."""
    return render(Document("test", "", blocks)).split("\nSOURCES\n")[0].rstrip("\n")


def test_frame() -> None:
    """The marking follows the title and is repeated at the end, and parts are separated by an empty line."""
    document = Document(
        "memo",
        say("The lighthouse"),
        [Heading(say("Bottom line")), Paragraph((cell("It was lit."), cell("It still is.")))],
        handling="TLP:AMBER",
    )
    assert render(document) == ("The lighthouse  TLP:AMBER\n\nBOTTOM LINE\nIt was lit. It still is.\n\nTLP:AMBER\n")


def test_timeline_with_shared_notes_prints_them_once() -> None:
    cites = (HARBOUR, LETTER)
    entries = (
        Entry(
            dated("1925-03-24", "24 March 1925", cites),
            cell("Lamp lit", None, cites),
            who=(cell("Ada Finn (keeper)", "ada-finn", cites), cell("Bo Lind (guest)", "bo-lind", cites)),
            place=cell("North Quay", "north-quay", cites),
        ),
        Entry(cell("May 1926"), cell("Fog")),
        Entry(cell("1927", None, (LETTER,)), cell("Storm", None, (LETTER,)), place=cell("Bay", None, (LETTER,))),
    )
    assert text(Timeline("timeline", entries)) == (
        "24 March 1925  Lamp lit — Ada Finn (keeper), Bo Lind (guest); North Quay [A p. 3, B ¶2]\n"
        "May 1926       Fog\n"
        "1927           Storm — Bay [B ¶2]"
    )


def test_timeline_with_different_notes_keeps_each_behind_its_claim_and_the_same_once() -> None:
    entry = Entry(
        cell("1925", None, (HARBOUR,)),
        cell("Lamp lit", None, (HARBOUR,)),
        who=(cell("Ada Finn (keeper)", None, (LETTER,)), cell("Bo Lind (guest)")),
    )
    assert text(Timeline("timeline", (entry,))) == (
        "1925  Lamp lit [A p. 3] — Ada Finn (keeper) [B ¶2], Bo Lind (guest)"
    )


def test_marks_carry_their_own_notes() -> None:
    entry = Entry(
        cell("May 1923", None, (HARBOUR,)),
        cell("Visit", None, (HARBOUR,)),
        marks=(cell("disputed: also 1925", None, (LETTER,)), cell("inferred")),
    )
    assert text(Timeline("timeline", (entry,))) == ("May 1923  Visit [A p. 3] (disputed: also 1925 [B ¶2]; inferred)")


def test_card() -> None:
    card = Card(
        "person",
        cell("Ada Finn", None, (HARBOUR,)),
        (
            Field("rank", say("Rank"), (cell("Keeper", None, (LETTER,)),)),
            Field("history", say("History"), (cell("Apprentice"), cell("Second keeper", None, (HARBOUR,)))),
            Field("aliases", say("Also called"), ()),
        ),
    )
    assert text(card) == (
        "Ada Finn [A p. 3]\n  Rank:     Keeper [B ¶2]\n  History:  Apprentice\n            Second keeper [A p. 3]"
    )


def test_table_aligns_wide_and_combining_characters() -> None:
    table = Table(
        "ships",
        (Column("name", say("Name")), Column("flag", say("Flag")), Column("year", say("Year"))),
        (
            Row((cell("灯台丸"), cell("Japan"), cell("1925", None, (HARBOUR,)))),
            Row((cell("Noe\u0308l"), cell(""), cell("1926"))),
            Row((cell("Đoàn"), cell("Việt Nam"), cell(""))),
        ),
    )
    assert text(table) == (
        "Name    Flag      Year\n灯台丸  Japan     1925 [A p. 3]\nNoe\u0308l              1926\nĐoàn    Việt Nam"
    )


def test_listing_and_notices() -> None:
    blocks = (
        Listing("points", (cell("Ask for the key.", None, (LETTER,)), cell("Bring oil."))),
        Notice(cell("2 records were left out.")),
        Notice(cell("The log is torn."), "warning"),
    )
    assert text(*blocks) == (
        "- Ask for the key. [A ¶2]\n- Bring oil.\n\nNote: 2 records were left out.\nWarning: The log is torn."
    )


def test_empty_blocks_print_nothing() -> None:
    blocks = (
        Table("t", (Column("a", say("A")),), ()),
        Timeline("t", ()),
        Listing("l", ()),
        Paragraph(()),
        Notice(cell("Done.")),
    )
    assert text(*blocks) == "Note: Done."


def test_headings_of_parts_within_parts_stay_as_they_are() -> None:
    assert text(Heading(say("People")), Heading(say("At the quay"), 3), Listing("l", (cell("Ada Finn"),))) == (
        "PEOPLE\n\nAt the quay\n- Ada Finn"
    )


def test_a_source_is_listed_behind_its_letter_with_what_is_quoted() -> None:
    claims = (
        cell("a", None, (LETTER, Note("harbour-log", "p. 9", "The lamp was lit", "2"))),
        cell("b", None, (HARBOUR, Note("rumour"))),
    )
    references = [
        Reference("harbour-log", "Harbour log. 1925.", "https://example.org/log"),
        Reference("unused", "Never cited."),
        Reference("letter", "A letter."),
    ]
    rendered = render(Document("test", "", [Paragraph(claims)], references))
    assert rendered == (
        "a [A ¶2, B p. 9] b [B p. 3, C]\n"
        "\n"
        "SOURCES\n"
        "A  A letter.\n"
        "B  Harbour log. 1925. https://example.org/log\n"
        "   p. 9 “The lamp was lit” (credibility 2)\n"
        "C  rumour\n"
    )


def test_problem_shows_the_line_with_carets() -> None:
    found = problem(
        "error",
        "unknown-id",
        "No person has the id ada-fin",
        "did you mean ada-finn?",
        "events.yaml",
        line=12,
        column=9,
        width=7,
        excerpt="  who: {ada-fin: keeper}",
    )
    assert text(found) == (
        "events.yaml:12:9: error: unknown-id: No person has the id ada-fin (did you mean ada-finn?)\n"
        "    who: {ada-fin: keeper}\n"
        "          ^^^^^^^"
    )


def test_problems_with_less_known_follow_each_other() -> None:
    whole_line = problem("warning", "odd", "Odd line", "", "a.yaml", line=3, excerpt="\tname: x")
    whole_file = problem("error", "empty", "Nothing here", "", "b.yaml")
    nowhere = problem("error", "no-dossier", "No dossier here")
    assert text(whole_line, whole_file, nowhere) == (
        "a.yaml:3: warning: odd: Odd line\n"
        "    name: x\n"
        "b.yaml: error: empty: Nothing here\n"
        "error: no-dossier: No dossier here"
    )


def test_carets_stand_under_wide_and_hidden_characters() -> None:
    wide = problem("error", "c", "s", excerpt="名前: 灯台 x", line=1, column=5, width=2)
    hidden = problem("error", "c", "s", excerpt="a: b\u202ec", line=1, column=5, width=1)
    beyond = problem("error", "c", "s", excerpt="a:", line=1, column=4, width=2)
    assert text(wide, hidden, beyond).splitlines()[1:] == [
        "    名前: 灯台 x",
        "          ^^^^",
        "1:5: error: c: s",
        "    a: b⟨U+202E⟩c",
        "        ^^^^^^^^",
        "1:4: error: c: s",
        "    a:",
        "       ^",
    ]


def test_of_a_very_long_line_the_place_meant_is_shown() -> None:
    line = "a" * 5000 + "WRONG" + "b" * 5000
    placed = problem("error", "c", "s", excerpt=line, line=1, column=5001, width=5)
    unplaced = problem("error", "c", "s", excerpt=line, line=1)
    _, shown, carets, _, start = text(placed, unplaced).splitlines()
    assert max(len(shown), len(start)) < 200
    assert carets.index("^") == shown.index("WRONG")
    assert carets.count("^") == len("WRONG")
    assert start.strip().startswith("aaa")


def test_carriage_return_in_an_excerpt_overwrites_nothing() -> None:
    found = problem("error", "c", "s", excerpt="safe: yes\rsafe: no", line=1, column=1, width=4)
    assert "    safe: yes safe: no\n" in render(Document("check", "", [found]))


def test_problems_are_read_no_faster_than_they_are_written() -> None:
    read = []

    def problems() -> Iterator[Problem]:
        for number in range(3):
            read.append(number)
            yield problem("warning", "code", f"Number {number}")

    document = Document("check", "", [Paragraph((cell("3 warnings."),))], reading=problems)
    lines = pieces(document)
    assert not read
    assert next(lines) == "warning: code: Number 0\n"
    assert read == [0]
    assert "".join(lines).endswith("Number 2\n\n3 warnings.\n")
    assert render(document).count("Number") == 3
