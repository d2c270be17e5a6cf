"""Formulas: LaTeX becomes MathML, which browsers set, and a drawing of it on paper.

Markdown leaves a formula as LaTeX in an element of the class `arithmatex`. MathML (MathML Core,
W3C) needs no script and no font of another host, and screen readers speak it. WeasyPrint sets
none, so the books hold each formula as a picture whose alternative text is its LaTeX.
"""

from __future__ import annotations

import re
import warnings
from base64 import b64encode
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from html import unescape
from typing import Any
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element
from selectolax.lexbor import LexborHTMLParser, LexborNode

CLASS = "arithmatex"
"""The class by which Markdown marks a formula."""
DELIMITERS = re.compile(r"^\\[(\[]|\\[)\]]$")
OPENED, CLOSED = (re.compile(rf"(?<!\\){brace}") for brace in ("{", "}"))
FORMULA = re.compile(r"<math\b(?P<attributes>[^>]*)>.*?</math>", re.DOTALL)
SPOKEN = re.compile(r'\balttext="(?P<latex>[^"]*)"')
ARGUMENTS = {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2, "msubsup": 3, "munder": 2, "mover": 2}
"""How many things stand in an element that needs a certain number of them."""
DEFINING = re.compile(r"\\(?:(?:re)?newcommand|providecommand|def|let|newenvironment)\b")
FOREIGN = {"href": "link", "style": "style", "class": "class", "id": "name"}
"""Attributes that commands of LaTeX can give, and that no text of an author may hold."""
NAMESPACE = "{http://www.w3.org/1998/Math/MathML}"
LONG = 30
"""Letters of LaTeX from which a formula may be wider than a phone, and is scrolled by keyboard."""
DRAWN_AT = 40.0
"""Pixels of an em in a drawing; what is printed is measured in em."""


class FormulaError(ValueError):
    """A formula that cannot be read; the message says why."""


@lru_cache(maxsize=1 << 12)
def mathml(latex: str, display: bool) -> str:
    """A formula as MathML, with its LaTeX as `alttext`; raises FormulaError."""
    if len(OPENED.findall(latex)) != len(CLOSED.findall(latex)):
        raise FormulaError("its braces do not pair up")
    if defined := DEFINING.search(latex):
        raise FormulaError(f"formulas cannot define commands, as `{defined[0]}` does")
    try:
        made = convert_to_element(_known(latex), display="block" if display else "inline")
    except Exception as error:
        why = f"it ends too early, or something in it does not pair up ({type(error).__name__})"
        raise FormulaError(why) from error
    for element in made.iter():
        _check(element)
        element.text = unescape(element.text) if element.text else None
    if not "".join(made.itertext()).strip():
        raise FormulaError("nothing in it can be seen")
    made.set("alttext", latex)
    return ElementTree.tostring(made, encoding="unicode")


def _known(latex: str) -> str:
    """The same with names that the converter knows."""
    return latex.replace(r"\begin{aligned}", r"\begin{split}").replace(
        r"\end{aligned}", r"\end{split}"
    )


def _check(element: ElementTree.Element) -> None:
    """Raise FormulaError for what is not mathematics, and what a browser must not be given."""
    name, text = element.tag.removeprefix(NAMESPACE), element.text or ""
    if text.startswith("\\") and len(text) > 1:
        raise FormulaError(f"there is no command `{text}`")
    if text == "&" and name == "mi":
        raise FormulaError(
            "`&` stands outside a matrix and aligned lines; write `\\&` for the sign"
        )
    if len(element) < ARGUMENTS.get(name, 0):
        raise FormulaError("something is missing behind a command, `^` or `_`")
    for attribute in FOREIGN.keys() & element.attrib.keys():
        raise FormulaError(f"it sets a {FOREIGN[attribute]}; formulas hold mathematics alone")


def set_formulas(body: LexborNode) -> Iterator[tuple[str, str]]:
    """Set every formula of a page as MathML; gives those that cannot be read, with the reason."""
    for node in body.css(f".{CLASS}"):
        latex = DELIMITERS.sub("", node.text()).strip()
        try:
            made = mathml(latex, node.tag == "div")
        except FormulaError as error:
            yield latex, str(error)
        else:
            _set_inside(node, made)
            if node.tag == "div" and len(latex) > LONG:
                node.attrs["tabindex"] = "0"


def _set_inside(node: LexborNode, html: str) -> None:
    fragment = LexborHTMLParser(f"<!doctype html><body>{html}</body>").css_first("math")
    node.inner_html = ""
    if fragment is not None:
        node.insert_child(fragment)


def with_latex(html: str) -> str:
    """HTML with the LaTeX of each formula in its place, for texts without markup."""

    def latex(match: re.Match[str]) -> str:
        said = SPOKEN.search(match["attributes"])
        return said["latex"] if said else match[0]

    return FORMULA.sub(latex, html)


def with_drawings(html: str) -> str:
    """HTML for paper: each formula is a picture, on the line it stands in."""
    return FORMULA.sub(lambda match: _drawing(match[0], match["attributes"]), html)


@cache
def _drawer() -> Callable[[str], Any]:
    """What draws MathML; loaded only where a book has formulas."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of how it finds its own font
        from ziamath.config import config
        from ziamath.zmath import Math

    config.svg2 = False  # plain paths: WeasyPrint finds no glyph that is drawn by name
    config.precision = 3
    return partial(Math, size=DRAWN_AT)


@lru_cache(maxsize=1 << 12)
def _drawing(formula: str, attributes: str) -> str:
    said = SPOKEN.search(attributes)
    drawn = _drawer()(formula)
    width, height = (size / DRAWN_AT for size in drawn.getsize())
    below = drawn.getyofst() / DRAWN_AT
    data = b64encode(drawn.svg().encode()).decode()
    size = f"width: {width:.3f}em; height: {height:.3f}em; vertical-align: {below:.3f}em"
    return (
        f'<img class="sg-formula" src="data:image/svg+xml;base64,{data}" '
        f'alt="{said["latex"] if said else ""}" style="{size}">'
    )
