"""Graphs as trees, and in the languages of graph programs."""

import json
import re

import pytest

from brief.document import Document, Edge, Graph, Listing, Node, Note
from brief.locale import say
from brief.model.user_error import UserError
from brief.renderers import Format, render, terminal
from written import cell

LOG = (Note("log", "p. 3"),)


def node(id_: str, text: str = "") -> Node:
    """Return a node of the graph."""
    return Node(id_, cell(text or id_.capitalize(), id_))


def document(*edges: tuple[str, str, str], **texts: str) -> Document:
    """Return a document with this graph, whose nodes are in the order of the edges."""
    ids = dict.fromkeys(end for source, _, target in edges for end in (source, target))
    told = tuple(Edge(source, target, cell(what, None, LOG)) for source, what, target in edges)
    return Document(
        "graph", say("The harbour"), [Graph("relations", tuple(node(id_, texts.get(id_, "")) for id_ in ids), told)]
    )


def tree(*edges: tuple[str, str, str]) -> list[str]:
    """Return the lines of the tree."""
    return render(document(*edges), Format.TEXT).split("\n\n")[1].split("\n")


def test_a_tree_says_the_direction_of_every_relation_and_its_notes() -> None:
    assert tree(("ada", "keeper", "tower"), ("tower", "part of", "board"), ("bo", "chair", "board")) == [
        "Ada",
        "└─ keeper [A p. 3] → Tower",
        "   └─ part of [A p. 3] → Board",
        "      └─ chair [A p. 3] ← Bo",
    ]


def test_a_cycle_is_cut_with_a_mark() -> None:
    assert tree(("a", "x", "b"), ("b", "y", "c"), ("c", "z", "a"), ("a", "itself", "a")) == [
        "A",
        "├─ x [A p. 3] → B",
        "│  └─ y [A p. 3] → C (see below)",
        "├─ z [A p. 3] ← C",
        "└─ itself [A p. 3] → A (again)",
    ]


def test_a_record_that_is_expanded_further_down_is_not_said_to_be_there_again() -> None:
    assert tree(("a", "x", "b"), ("a", "z", "c"), ("b", "y", "c"), ("c", "w", "b")) == [
        "A",
        "├─ x [A p. 3] → B",
        "│  ├─ y [A p. 3] → C (see below)",
        "│  └─ w [A p. 3] ← C (see below)",
        "└─ z [A p. 3] → C",
    ]
    above = tree(("a", "x", "b"), ("a", "z", "c"), ("b", "v", "d"), ("c", "y", "d"))
    assert above[-1] == "   └─ y [A p. 3] → D (again)"


def test_what_hangs_together_with_nothing_is_a_tree_of_its_own() -> None:
    assert tree(("a", "x", "b"), ("c", "y", "d")) == ["A", "└─ x [A p. 3] → B", "C", "└─ y [A p. 3] → D"]


def test_a_chain_of_thousands_is_no_harm() -> None:
    lines = tree(*((f"n{index}", "next", f"n{index + 1}") for index in range(3000)))
    assert len(lines) == 3001


def test_a_wrapped_line_keeps_the_stem_on_a_screen() -> None:
    shown = terminal.render(document(("a", "a long relation of many words", "b"), ("a", "x", "c")), 20)
    lines = shown.split("\n")
    assert lines[3].startswith("├─ a long")
    assert lines[4].startswith("│  ")
    assert max(map(len, lines)) <= 20


def test_json_has_nodes_and_edges() -> None:
    (block,) = json.loads(render(document(("ada", "keeper", "tower")), Format.JSON))["blocks"]
    assert [found["id"] for found in block["nodes"]] == ["ada", "tower"]
    edge = {"source": "ada", "target": "tower", "text": "keeper", "value": "keeper", "notes": [1], "inferred": False}
    assert block["edges"] == [edge]


def test_other_formats_get_a_table() -> None:
    assert "| Ada | keeper[^1] | Tower |" in re.sub(
        " +", " ", render(document(("ada", "keeper", "tower")), Format.MARKDOWN)
    )


def test_mermaid_obeys_nothing_in_a_name() -> None:
    file = render(document(("ada", 'a"|b', "tower"), tower='x"] --> y <b>; `#35; {z}'), Format.MERMAID)
    assert '  n2["x#34;#93; --#62; y #60;b#62;#59; #96;#35;35#59; #123;z#125;"]' in file
    assert '  n1 -->|"a#34;#124;b #91;A p. 3#93;"| n2' in file
    assert "%% A  log\n" in file


@pytest.mark.parametrize(
    ("name", "drawn"),
    [
        ("1. Corps", "1#46; Corps"),
        ("2) Reserve", "2#41; Reserve"),
        ("- x", "#45; x"),
        ("+ x", "#43; x"),
        ("* x", "#42; x"),
        ("3.5 knots", "3#46;5 knots"),
        ("Corps 1.", "Corps 1."),
    ],
)
def test_mermaid_takes_no_name_for_an_item_of_a_list(name: str, drawn: str) -> None:
    file = render(document(("ada", name, "tower"), tower=name), Format.MERMAID)
    assert f'["{drawn}"]' in file
    assert f'|"{drawn} #91;A p. 3#93;"|' in file


def test_dot_obeys_nothing_in_a_name() -> None:
    file = render(document(("ada", 'a"b', "tower"), tower="\\N & x\\"), Format.DOT)
    assert '"tower" [label="\\\\N &amp; x\\\\"' in file
    assert '"ada" -> "tower" [label="a\\"b [A p. 3]", tooltip="log p. 3"];' in file


def test_what_is_inferred_is_a_dashed_line() -> None:
    nodes = tuple(map(node, ("ada", "tower", "board")))
    edges = (Edge("ada", "tower", cell("keeper")), Edge("tower", "board", cell("part of (inferred)"), inferred=True))
    drawn = Document("graph", say("The harbour"), [Graph("relations", nodes, edges)])
    mermaid, dot = render(drawn, Format.MERMAID), render(drawn, Format.DOT)
    assert '  n1 -->|"keeper"| n2' in mermaid and '  n2 -.->|"part of (inferred)"| n3' in mermaid
    assert dot.count("style=dashed") == 1
    assert '"tower" -> "board" [label="part of (inferred)", tooltip="", style=dashed];' in dot
    assert [edge["inferred"] for edge in json.loads(render(drawn, Format.JSON))["blocks"][0]["edges"]] == [False, True]


@pytest.mark.parametrize("format", [Format.MERMAID, Format.DOT])
def test_a_document_without_a_graph_says_which_has_one(format: Format) -> None:
    with pytest.raises(UserError, match="`brief graph` has one"):
        render(Document("memo", say("Memo"), [Listing("points", (cell("Lit."),))]), format)
