"""The styles of a Word page: those of the template, and ours for those that are missing there.

Grammar: ECMA-376 (Office Open XML), part 1, section 17.7; the order of elements is that of its schema.
"""

from collections.abc import Callable, Collection

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from brief.named_tuple import NamedTuple
from brief.renderers.docx.template_theme import Theme
from brief.renderers.pictured import INK

LANGUAGE = '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
"""Language of reports: English; the other two select the fonts of East Asian and right-to-left names."""

_NAVY, _YELLOW, _PALE = INK.removeprefix("#").upper(), "C9A227", "FBF6E3"
_GROUND = "E6E9EF"
_INK = f'<w:color w:val="{_NAVY}"/>'
_GREY = '<w:color w:val="595959"/>'
_AMBER = '<w:color w:val="8A5A00"/>'
_BOLD = "<w:b/><w:bCs/>"
_PLAIN = '<w:b w:val="0"/><w:bCs w:val="0"/><w:smallCaps w:val="0"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _space(before: int, after: int) -> str:
    """Return the space above and below, in points."""
    return f'<w:spacing w:before="{before * 20}" w:after="{after * 20}"/>'


class Style(NamedTuple):
    """One of our styles: `format` is the XML after its name."""

    name: str
    format: str
    kind: str = "paragraph"
    numbered: bool = False
    """True if its paragraphs are list items."""


def _paragraph(name: str, paragraph: str, run: str = "", numbered: bool = False) -> Style:
    numbers = '<w:numPr><w:numId w:val="{list}"/></w:numPr>' if numbered else ""
    return Style(name, f"<w:pPr>{numbers}{paragraph}</w:pPr><w:rPr>{run}</w:rPr>", "paragraph", numbered)


def _heading(level: int, points: float, before: int, after: int, letters: str = "") -> Style:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>'
    keep = "<w:keepNext/><w:keepLines/>"
    inner, outer = letters.split("|") if letters else ("", "")
    look = _BOLD + inner + _INK + outer + _size(points)
    return _paragraph(f"Heading {level}", f"{keep}{_space(before, after)}{outline}", look)


_SMALL_CAPITALS = '<w:smallCaps/>|<w:spacing w:val="20"/>'
"""XML before and after the colour, separated by `|`."""


def _rule(side: str, size: int, color: str, space: int = 0) -> str:
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{color}"/>'


_MONOSPACE = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
_MARGINS = (
    '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="{left}" w:type="dxa"/>'
    '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>'
)
_LINES = _rule("top", 8, _NAVY) + _rule("bottom", 8, _NAVY) + _rule("insideH", 4, "BFBFBF")
_RULES = f"<w:tblBorders>{_LINES}</w:tblBorders>"

STYLES = (
    _paragraph("Title", f"<w:keepNext/><w:keepLines/>{_space(0, 3)}", _BOLD + _INK + _size(19)),
    _paragraph("Subtitle", f"<w:keepNext/>{_space(0, 8)}", _GREY + _size(9.5)),
    _heading(1, 11.5, 12, 3, _SMALL_CAPITALS),
    _heading(2, 11, 9, 3),
    _heading(3, 10.5, 10, 3),
    _heading(4, 10, 8, 3),
    _paragraph("Brief Lead", _space(0, 6), _size(11.5)),
    _paragraph("Brief Remark", _space(2, 4), _GREY + _size(8.5)),
    _paragraph("List Bullet", f'{_space(0, 3)}<w:ind w:left="360" w:hanging="360"/>', numbered=True),
    _paragraph("List Number", f'{_space(0, 3)}<w:ind w:left="360" w:hanging="360"/>', numbered=True),
    _paragraph("footnote text", _space(0, 0), _size(8.5)),
    Style("footnote reference", '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>', "character"),
    Style("Hyperlink", '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>', "character"),
    Style("Strong", f"<w:rPr>{_BOLD}</w:rPr>", "character"),
    Style("Brief Sign", f'<w:rPr>{_AMBER}<w:vertAlign w:val="superscript"/></w:rPr>', "character"),
    Style("Brief Reference", f"<w:rPr>{_GREY}{_size(8)}</w:rPr>", "character"),
    Style("Brief Selection", f"<w:rPr>{_PLAIN}{_GREY}{_size(8.5)}</w:rPr>", "character"),
    _paragraph("Brief Legend", _space(6, 2), _GREY + _size(8.5)),
    _paragraph("header", _space(0, 0), _size(9)),
    _paragraph("footer", _space(0, 0), _GREY + _size(9)),
    Style("Brief Badge", f'<w:rPr>{_BOLD}{_size(12)}</w:rPr>', "character"),
    _paragraph(
        "Brief Initials",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_GROUND}"/><w:spacing w:before="0" w:after="0" w:line="900"'
        ' w:lineRule="exact"/><w:jc w:val="center"/><w:textAlignment w:val="center"/>',
        _BOLD + _INK + _size(12),
    ),
    _paragraph("Brief Marking", f'{_space(0, 0)}<w:jc w:val="right"/>', _BOLD + _size(9)),
    _paragraph("Brief Source", f'<w:keepLines/>{_space(0, 3)}<w:ind w:left="360" w:hanging="360"/>', _size(9)),
    _paragraph("Brief Table Text", _space(0, 2), _size(9.5)),
    _paragraph("Brief Table Header", f"<w:keepNext/>{_space(0, 0)}", _BOLD + _INK + _size(9.5)),
    _paragraph("Brief Label", _space(0, 0), _BOLD + _INK + _size(9.5)),
    _paragraph("Brief Detail", _space(1, 0), _GREY + _size(9)),
    _paragraph("Brief Mark", _space(1, 0), "<w:i/><w:iCs/>" + _size(9)),
    _paragraph("Brief Seen", f"<w:keepNext/>{_space(6, 4)}", _BOLD),
    _paragraph("Brief Gap", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _size(4)),
    _paragraph(
        "Brief Notice",
        f'<w:keepLines/><w:pBdr>{_rule("left", 24, _YELLOW, 6)}</w:pBdr><w:shd w:val="clear" w:color="auto"'
        f' w:fill="{_PALE}"/>{_space(4, 6)}<w:ind w:left="140"/>',
        _size(9.5),
    ),
    _paragraph("Brief Problem", f"<w:keepLines/>{_space(6, 0)}", _MONOSPACE + _size(8.5)),
    _paragraph("Brief Excerpt", f'<w:keepLines/>{_space(0, 0)}<w:ind w:left="360"/>', _MONOSPACE + _size(8.5)),
    Style("Brief Table", f"<w:tblPr>{_RULES}{_MARGINS.format(left=100)}</w:tblPr>", "table"),
    Style("Brief Card", f"<w:tblPr>{_MARGINS.format(left=0)}</w:tblPr>", "table"),
)  # fmt: skip

TIGHT = {
    style.name: style
    for style in (
        _paragraph("Title", f"<w:keepNext/><w:keepLines/>{_space(0, 3)}", _BOLD + _INK + _size(16)),
        _heading(1, 11, 7, 2, _SMALL_CAPITALS),
        _heading(2, 10.5, 6, 2),
        _heading(3, 10, 4, 1),
        _heading(4, 10, 4, 1),
        _paragraph("Subtitle", f"<w:keepNext/>{_space(0, 5)}", _GREY + _size(9)),
        _paragraph("Brief Lead", _space(0, 3), _size(10.5)),
        _paragraph("Brief Remark", _space(1, 1), _GREY + _size(8)),
        _paragraph("List Bullet", f'{_space(0, 1)}<w:ind w:left="280" w:hanging="280"/>', numbered=True),
        _paragraph("Brief Source", f'<w:keepLines/>{_space(0, 2)}<w:ind w:left="280" w:hanging="280"/>', _size(8.5)),
        _paragraph("Brief Table Text", _space(0, 1), _size(9.5)),
    )
}
"""Styles that differ on a one-page paper."""


def _plain(points: float, after: int, line: int) -> str:
    """Return running text of this size, with space below in points and line spacing in 240ths of a line."""
    spacing = f'<w:spacing w:before="0" w:after="{after * 20}" w:line="{line}" w:lineRule="auto"/>'
    fonts = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
    return f"<w:pPr>{spacing}</w:pPr><w:rPr>{fonts}{_size(points)}</w:rPr>"


def bare(styles: BaseOxmlElement, tight: bool) -> None:
    """Keep only the default style of each kind, and give running text our look."""
    plain = _plain(10, 2, 240) if tight else _plain(10.5, 6, 259)
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:default")) != "1":
            styles.remove(style)
        elif style.get(qn("w:type")) == "paragraph":
            for old in [*style.findall(qn("w:pPr")), *style.findall(qn("w:rPr"))]:
                style.remove(old)
            style.extend(parse_xml(f"<w:style {nsdecls('w')}>{plain}</w:style>"))


def completed(
    styles: BaseOxmlElement, number_list: Callable[[str], str], tight: bool, theme: Theme | None, ink: str = INK
) -> dict[str, str]:
    """Add missing styles; return the id of each style by name. `number_list` creates the list of a style.

    Added styles take the look of `theme`, the template; without a template, headings have the colour `ink`.
    """
    held = {_key(style): style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    defaults = {
        style.get(qn("w:type")): style.get(qn("w:styleId"))
        for style in styles.findall(qn("w:style"))
        if style.get(qn("w:default")) in ("1", "true", "on")
    }
    ids: dict[str, str] = {}
    for usual in STYLES:
        style = TIGHT.get(usual.name, usual) if tight else usual
        found = held.get((style.kind, style.name.lower()))
        if not found:
            found = _free_id(style.name, held.values())
            format = style.format.replace("{list}", number_list(style.name)) if style.numbered else style.format
            if theme:
                format = theme.adapted(format, _NAVY, {_YELLOW: "", _PALE: "F2F2F2"})
            else:
                format = format.replace(f'"{_NAVY}"', f'"{ink.removeprefix("#").upper()}"')
            styles.append(_element(style, found, format, defaults.get(style.kind)))
            held[style.kind, style.name.lower()] = found
        ids[style.name] = found
    return ids


def speak_english(styles: BaseOxmlElement) -> None:
    """Make English the default language."""
    defaults = styles.find(qn("w:docDefaults"))
    if defaults is None:
        defaults = parse_xml(f"<w:docDefaults {nsdecls('w')}/>")
        styles.insert(0, defaults)
    holder = defaults.find(qn("w:rPrDefault"))
    if holder is None:
        holder = parse_xml(f"<w:rPrDefault {nsdecls('w')}/>")
        defaults.insert(0, holder)
    run = holder.find(qn("w:rPr"))
    if run is None:
        run = parse_xml(f"<w:rPr {nsdecls('w')}/>")
        holder.append(run)
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    later = [child for child in run if child.tag in (qn("w:eastAsianLayout"), qn("w:specVanish"), qn("w:oMath"))]
    language = parse_xml(LANGUAGE.replace("<w:lang", f"<w:lang {nsdecls('w')}"))
    run.insert(list(run).index(later[0]) if later else len(run), language)


def _key(style: BaseOxmlElement) -> tuple[str, str]:
    name = style.find(qn("w:name"))
    return style.get(qn("w:type")), (name.get(qn("w:val")) if name is not None else "").lower()


def _free_id(name: str, taken: Collection[str]) -> str:
    id_ = "".join(word[:1].upper() + word[1:] for word in name.split())
    while id_ in set(taken):
        id_ += "A"
    return id_


def _element(style: Style, id_: str, format: str, default: str | None) -> BaseOxmlElement:
    base = f'<w:basedOn w:val="{default}"/>' if default else ""
    heads = style.name.startswith(("Title", "Heading"))
    follower = f'<w:next w:val="{default}"/>' if default and heads else ""
    name = style.name.lower() if style.name.startswith("Heading") else style.name
    shown = "<w:qFormat/>" if style.kind == "paragraph" else ""
    custom = ' w:customStyle="1"' if name.startswith("Brief") else ""
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="{style.kind}"{custom} w:styleId="{id_}"><w:name w:val="{name}"/>{base}'
        f"{follower}{shown}{format}</w:style>"
    )
