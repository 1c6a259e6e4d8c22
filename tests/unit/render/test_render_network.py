"""Pictures of graphs."""

import re

import pytest

from brief.document import Document, Edge, Graph, Mark, Node, Sign, phrase
from brief.locale import say
from brief.renderers import Format, render
from brief.renderers.network import network
from written import cell


def graph(pairs: str, inferred: str = "") -> Graph:
    """Return relations such as `ab ac`, the first of which starts at the first record."""
    names = sorted({letter for letter in pairs if letter.isalnum()})
    edges = tuple(Edge(pair[0], pair[1], cell("knows"), pair == inferred) for pair in pairs.split())
    return Graph("relations", tuple(Node(name, cell(f"Record {name.upper()}")) for name in names), edges)


def places(svg: str) -> dict[str, tuple[int, int]]:
    """Return the position of each record by its name."""
    dots = re.findall(r'<circle cx="(\d+)" cy="(\d+)" r="4"/>\n((?:<text[^>]*>[^<]+</text>\n)+)', svg)
    return {" ".join(re.findall(">([^<]+)<", lines)): (int(x), int(y)) for x, y, lines in dots}


def drawn(found: Graph) -> str:
    picture = network(found)
    assert picture is not None
    return picture.svg


def test_records_stand_by_how_far_they_are_from_the_first() -> None:
    found = places(drawn(graph("ab ac bd de")))
    columns = [found[f"Record {name}"][0] for name in "ABCDE"]
    assert columns[0] < columns[1] == columns[2] < columns[3] < columns[4]


def test_no_record_stands_on_another_and_all_within_the_picture() -> None:
    svg = drawn(graph("ab ac ad ae bf bg ch ci di"))
    size = re.search(r'viewBox="0 0 (\d+) (\d+)"', svg)
    assert size
    found = places(svg)
    assert len(set(found.values())) == len(found) == 9
    assert all(0 < x < int(size[1]) and 0 < y < int(size[2]) for x, y in found.values())


def test_what_is_inferred_is_dashed_and_what_is_disputed_says_so() -> None:
    svg = drawn(graph("ab ac ad", "ac"))
    assert svg.count('<path class="inferred"') == 2  # the relation, and the legend
    assert ">inferred</text>" in svg
    rival = Mark(Sign.DISPUTED, rivals=(cell("Other name"),))
    nodes = (Node("a", phrase(cell("Record A"), rival)), *graph("ab ac ad").nodes[1:])
    assert "Record A ‡" in places(drawn(graph("ab ac ad")._replace(nodes=nodes)))


@pytest.mark.parametrize("pairs", ["ab", "ab bc cd de ef fg", " ".join(f"0{chr(0x4E00 + each)}" for each in range(60))])
def test_what_is_too_small_or_too_large_is_not_drawn(pairs: str) -> None:
    assert network(graph(pairs)) is None


def test_html_has_the_picture_above_the_table() -> None:
    page = render(Document("graph", say("Relations"), [graph("ab ac ad")]), Format.HTML)
    assert 0 < page.index('<svg xmlns="http://www.w3.org/2000/svg" class="network"') < page.index("<table")


def test_events_are_left_out_of_the_picture_and_it_says_so() -> None:
    whole = graph("ab ac ad ae eb ef")
    nodes = tuple(node._replace(is_event=node.id == "e") for node in whole.nodes)
    picture = network(whole._replace(nodes=nodes))
    assert picture is not None
    assert set(places(picture.svg)) == {"Record A", "Record B", "Record C", "Record D"}
    assert "the table names the events" in picture.seen
    page = render(Document("graph", say("Relations"), [whole._replace(nodes=nodes)]), Format.HTML)
    assert picture.seen in page and "Record E" in page
    of_event = network(whole._replace(nodes=tuple(node._replace(is_event=node.id == "a") for node in whole.nodes)))
    assert of_event is not None and of_event.seen == "" and "Record A" in places(of_event.svg)


def test_a_picture_begins_with_all_its_starts() -> None:
    found = places(drawn(graph("ac bc cd de")._replace(starts=2)))
    columns = [found[f"Record {name}"][0] for name in "ABCDE"]
    assert columns[0] == columns[1] < columns[2] < columns[3] < columns[4]


@pytest.mark.parametrize("disputed", [False, True])
def test_a_long_name_takes_two_lines_where_there_is_room(disputed: bool) -> None:
    long = "Agreement on the joint upkeep of all northern beacons and bells"
    marks = (Mark(Sign.DISPUTED, rivals=(cell("Other"),)),) if disputed else ()
    few = graph("ab bc cd de")
    nodes = tuple(node._replace(label=phrase(cell(f"{node.id.upper()} {long}"), *marks)) for node in few.nodes)
    svg = drawn(few._replace(nodes=nodes))
    assert svg.count("<text") == 2 * len(nodes)
    assert all(name.endswith(" ‡") is disputed for name in places(svg))
    crowded = graph(" ".join(f"0{chr(0x4E00 + each)}" for each in range(40)))
    names = tuple(node._replace(label=cell(f"{long} {long} {node.id}")) for node in crowded.nodes[1:])
    svg = drawn(crowded._replace(nodes=(crowded.nodes[0], *names)))
    assert svg.count("<text") == len(crowded.nodes)
