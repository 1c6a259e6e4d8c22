"""Mentions on a page lead to what the text names, and an id, a number or a web address is never divided."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import Links, cell
from brief.dossier.protocol import Dossier
from brief.model.actors import Organization
from brief.model.sources import Source
from brief.publish.mentions import Mentions

ORGANIZATIONS = {"ta": "Ta", "act": "Act 5", "year": "Year 2025", "accord": "accord", "joint": "Ta-An union"}
SOURCES = ("framework-2025", "framework-2025-2026", "framework-2025-2026-annex", "framework")


class Held:
    """The records that a page may mention."""

    def get(self, id_: str) -> Any:
        """An organization or a source."""
        if id_ in ORGANIZATIONS:
            return Organization(id=id_, name=ORGANIZATIONS[id_])
        return Source(id=id_, title=f"Title of {id_}") if id_ in SOURCES else None


@pytest.fixture(scope="module")
def links() -> Links:
    held: Dossier = Held()  # type: ignore[assignment]
    return Mentions(held, ".md").on("index.md")


def led(links: Links, text: str) -> list[str]:
    """The parts of a text that lead somewhere, where all of these records may be meant."""
    said = cell(text, [*ORGANIZATIONS, *SOURCES])
    return [said.text[start:stop] for start, stop, _ in links(said, "")]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("author of framework-2025-2026, ¶2", ["framework-2025-2026"]),
        ("framework-2025 and framework-2025-2027", ["framework-2025"]),
        ("(framework-2025)", ["framework-2025"]),
        ("pre-framework-2025", []),
        ("Act 5, Act 5.1, Act 5-6 and Act 55", ["Act 5"]),
        ("Year 2025-2026, Year 2025/26 and Year 2025.", ["Year 2025"]),
        ("Ta-led, Ta-An union, Tan", ["Ta", "Ta-An union"]),
        ("https://a.org/framework-2025/Ta, www.Ta.org Ta", ["Ta"]),
        ("the accord, accord-2025 and accord.", ["accord", "accord"]),
    ],
)
def test_what_is_named_is_named_whole(text: str, parts: list[str], links: Links) -> None:
    assert led(links, text) == parts


PARTS = ["framework", "2025", "2026", "annex", "a"]


@given(
    st.lists(st.lists(st.sampled_from(PARTS), min_size=1, max_size=5).map("-".join), min_size=1, max_size=6),
    st.sampled_from([" ", ", ", "; ", " / ", " (", "”, "]),
)
def test_an_id_leads_to_its_own_page_or_nowhere(words: list[str], between: str) -> None:
    held: Dossier = Held()  # type: ignore[assignment]
    told = cell(between.join(words), list(SOURCES))
    text = told.text
    found = Mentions(held, ".md").on("index.md")(told, "")
    expected = [word for word in words if word in SOURCES]
    assert [text[start:stop] for start, stop, _ in found] == (expected if text not in SOURCES else [text])
    assert [address for *_, address in found] == [f"sources/{word}.md" for word in expected]
