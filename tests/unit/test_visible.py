"""Invisible characters in texts of a dossier are made visible, unless their script needs them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.document import sanitize

IGNORABLE = (
    (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF),
)  # fmt: skip
"""Default_Ignorable_Code_Point, from DerivedCoreProperties.txt of Unicode 15.1."""
hidden = st.sampled_from(IGNORABLE).flatmap(lambda ends: st.integers(*ends)).map(chr)


@given(before=st.sampled_from("aZé9-. Đ"), signs=st.lists(hidden, min_size=1, max_size=3), after=st.sampled_from("b,"))
def test_nothing_hides_in_a_latin_text(before: str, signs: list[str], after: str) -> None:
    shown = sanitize(f"x{before}{''.join(signs)}{after}")
    assert shown == f"x{before}{''.join(f'⟨U+{ord(sign):04X}⟩' for sign in signs)}{after}"


@pytest.mark.parametrize(
    "text",
    [
        "❤️ and ☎︎ and 🏳️\u200d🌈",
        "1️⃣ #️⃣",
        "葛\U000e0100城市 and 辻\U000e0101",
        "ᠪᠠ\u180b",
        "می\u200cخواهم",
        "क्\u200dष",
        "ÄÖ Phạm Mạnh Thắng 灯台 각",
    ],
)
def test_what_a_script_needs_stays(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize("text", ["❤️️", "葛\U000e0100\U000e0101", "\u2060️"])
def test_a_sign_has_one_form(text: str) -> None:
    assert sanitize(text).endswith(f"⟨U+{ord(text[-1]):04X}⟩")
