"""Typeset pages with Typst from the template `page.typ` in this folder, with as few fonts as possible."""

import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category, name

from brief.document import sanitize
from brief.locale import say
from brief.renderers import Paper, Size, extra
from brief.renderers.user_templates import broken, template_text

_TEMPLATE = Path(__file__).with_name("page.typ")
_SANS = "font_source_sans_pro"
"""Package with the font of headings and tables; Typst includes no sans serif."""
_UNSAFE = re.compile(r"\b(import|include|eval|std)\b")
_HTML = re.compile("<!doctype html|</(head|body|html|style)>", re.IGNORECASE)
"""What only a template of an HTML page has."""
_PLACE = re.compile(r"\.typ:(\d+):\d+")
_PAPERS = {Size.A4: "a4", Size.LETTER: "us-letter"}
BREAK = "\u200b"
"""Invisible break opportunity in a long word (zero-width space); it needs no glyph."""
_UNDISPLAYED = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SCRIPT = re.compile("(.+?) (?:(?:CAPITAL|SMALL) LETTER|LETTER|SYLLABLE|CHARACTER|VOWEL|SIGN|UNIFIED|HIEROGLYPH)")


class Pages:
    """Typesets documents on one kind of paper; raises `UserError` if the extra is missing."""

    def __init__(self, paper: Paper) -> None:
        self.typst = extra("typst", "typst")
        self.template = paper.template
        self.name = paper.template_name
        if self.template is not None:
            _refuse_unsafe(template_text(self.template, self.name), self.name)
        self.paper = _PAPERS[paper.size]
        self.fonts = _font_folders()
        self.system_fonts = False
        self.standards = ["ua-1"]
        self.is_plain = False
        """True if the user's template produces pages that are not PDF/UA."""
        self.is_unsettled = False
        """True if each attempt at the layout of the last document moved what the next one depends on."""
        self.unseen: dict[int, str] = {}
        """Replacements for characters that no font has, by code point."""

    def lay(self, told: str) -> tuple[bytes, int]:
        """Typeset a document given as JSON; return the file and its number of pages."""
        inputs = {"document": told.translate(self.unseen), "paper": self.paper}
        with TemporaryDirectory() if self.template is not None else nullcontext("") as folder:
            compiler = self.typst.Compiler(
                **self.source(Path(folder)),
                font_paths=self.fonts,
                ignore_system_fonts=not self.system_fonts,
                sys_inputs=inputs,
            )
            try:
                content: bytes
                content, warnings = compiler.compile_with_warnings(
                    format="pdf", pdf_standards=self.standards, timestamp=0
                )
            except self.typst.TypstError as error:
                if not self.standards and self.template is None:
                    raise
                self.adapt(error.message, error.diagnostic)
                return self.lay(told)
            self.is_unsettled = any("did not converge" in warning.message for warning in warnings)
            counted = json.loads(compiler.query("<pages>", field="value"))
        return content, int(counted[0]) if counted else 1

    def source(self, folder: Path) -> dict[str, Path]:
        """Return Typst's input: our template, or the user's in a folder outside which it can read no file."""
        if self.template is None:
            return {"input": _TEMPLATE}
        path = folder / "template.typ"
        path.write_bytes(self.template)
        return {"input": path, "root": folder}

    def adapt(self, message: str, diagnostic: str) -> None:
        """Adapt to a Typst error and allow a retry; raises `UserError` for an error in the user's template."""
        undisplayed = _undisplayed(diagnostic)
        if self.template is None or (undisplayed and self.standards):
            self.give_way(undisplayed)
        elif "PDF/UA" in message and self.standards:
            self.is_plain = True
            self.standards = []
        else:
            place = _PLACE.search(diagnostic)
            raise broken(self.name, int(place[1]) if place else 0, message)

    def give_way(self, undisplayed: set[str]) -> None:
        """Relax one requirement: use system fonts; then replace these signs with ASCII; then drop PDF/UA."""
        if not self.system_fonts:
            self.system_fonts = True
        elif undisplayed - set(map(chr, self.unseen)):
            self.unseen |= {ord(sign): f"⟨U+{ord(sign):04X}⟩" for sign in undisplayed}
        else:
            self.standards = []

    def remarks(self) -> Iterator[str]:
        """Yield remarks on characters that no font has, and on the template."""
        if self.is_plain:
            yield say("--template: the pages that {name} makes are not PDF/UA-1", name=sanitize(self.name))
        if self.is_unsettled:
            yield say("the layout does not settle; look at the page numbers before you hand it on")
        scripts = sorted({_script(chr(code)) for code in self.unseen if category(chr(code)) != "Cf"})
        if scripts:
            yield say(
                "no font on this computer has some of the characters ({scripts}); they are printed as ⟨U+…⟩",
                scripts=", ".join(scripts),
            )


_DRAWING = b"""#set page(width: auto, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.drawing), width: 170mm)
"""
_SHARP = 220
"""Resolution in pixels per inch."""


def pixels(svg: str) -> bytes:
    """Return a drawing as PNG; raises `UserError` if the extra is missing."""
    typst = extra("typst", "typst")
    compiler = typst.Compiler(_DRAWING, font_paths=_font_folders(), sys_inputs={"drawing": svg})
    content: bytes = compiler.compile(format="png", ppi=_SHARP)
    return content


def _font_folders() -> list[str]:
    """Return the folder of the sans serif font, if it is installed."""
    found = find_spec(_SANS)
    return [str(Path(folder, "files")) for folder in found.submodule_search_locations or ()] if found else []


def _refuse_unsafe(text: str, name: str) -> None:
    """Raise `UserError` for a template of an HTML page, or with a word that could load packages or files."""
    if _HTML.search(text):
        raise broken(name, 0, say("this looks like a template of an HTML page, not of a PDF"))
    if found := _UNSAFE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise broken(name, line, say("`{word}` is not allowed in a template", word=found[0]))


def _script(sign: str) -> str:
    """Return the script of a character, taken from its Unicode name: `Thai` from THAI CHARACTER KO KAI."""
    if category(sign)[0] not in "LM":
        return say("other characters")
    found = _SCRIPT.match(name(sign, say("other characters")))
    return found[1].replace("CJK", "Chinese").title() if found else say("other characters")


def _undisplayed(diagnostic: str) -> set[str]:
    """Return the characters that Typst has no font for; ASCII in its message is only context."""
    texts = "".join(_UNDISPLAYED.findall(diagnostic))
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), texts)
    return {sign for sign in plain if not sign.isascii() and sign != BREAK}
