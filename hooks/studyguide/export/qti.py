"""The elements of QTI 1.2 that Canvas packages and Common Cartridges share."""

from __future__ import annotations

from collections.abc import Iterable
from html import unescape
from xml.etree.ElementTree import Element
from zlib import crc32

from studyguide.export.xml_tree import document, element

NAMESPACE = "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"
FILES = "%24IMS-CC-FILEBASE%24/"
"""What the address of a picture in the package begins with, escaped as Canvas writes it."""
LONGEST_TITLE = 80
"""Letters of an item's title, which only teachers see; the stem stands whole below it."""
ANSWER = "response1"
"""What students answer with: the one response of an item."""


def number(name: str) -> int:
    """Where the numbers of a question's answers begin; they are those of no other question.

    Feedback is found by them. Canvas takes names that hold `correct`, `solution` and the like for
    something of its own, so ids of the guide must not be in them.
    """
    return (1000 + crc32(name.encode()) % 900_000) * 100


def material(html: str) -> Element:
    """A text; what has no mark-up is plain, so that systems need not clean it."""
    if "<" in html:
        return element("material", element("mattext", html, texttype="text/html"))
    return element("material", element("mattext", unescape(html), texttype="text/plain"))


def metadata(**fields: str) -> Element:
    """What is said of an item or a quiz by name."""
    return element(
        "qtimetadata",
        *(
            element("qtimetadatafield", element("fieldlabel", name), element("fieldentry", value))
            for name, value in fields.items()
        ),
    )


def item(name: str, title: str, **fields: str) -> Element:
    """An item that asks and marks nothing yet."""
    made = element("itemmetadata", metadata(**fields))
    return element("item", made, ident=name, title=title[:LONGEST_TITLE])


def to_choose(
    labels: Iterable[tuple[str, str]], ident: str = ANSWER, cardinality: str = "Single"
) -> Element:
    """A response that is chosen from texts by their names."""
    made = (element("response_label", material(html), ident=name) for name, html in labels)
    return element(
        "response_lid", element("render_choice", *made), ident=ident, rcardinality=cardinality
    )


def to_write(**how: str) -> Element:
    """A response that is typed."""
    made = element("render_fib", **how)
    return element("response_str", made, ident=ANSWER, rcardinality="Single")


def chosen(name: str, response: str = ANSWER, **how: str) -> Element:
    """The condition that this was answered."""
    return element("varequal", name, respident=response, **how)


def exactly(right: Iterable[str], wrong: Iterable[str]) -> Element:
    """The condition that all of the first were chosen, and none of the second."""
    return element("and", *map(chosen, right), *(element("not", chosen(name)) for name in wrong))


def when(
    *conditions: Element,
    score: str = "",
    action: str = "Set",
    shows: Iterable[str] = (),
    more: bool = False,
) -> Element:
    """What an answer earns, and the feedback that it gets; `more` lets later ones speak too."""
    made = element("respcondition", element("conditionvar", *conditions))
    made.set("continue", "Yes" if more else "No")
    if score:
        made.append(element("setvar", score, action=action, varname="SCORE"))
    for name in shows:
        made.append(element("displayfeedback", feedbacktype="Response", linkrefid=name))
    return made


def otherwise() -> Element:
    """The condition that holds whatever was answered."""
    return element("other")


def marking(*conditions: Element) -> Element:
    """The marking of an item, from 0 to 100."""
    score = element("decvar", maxvalue="100", minvalue="0", varname="SCORE", vartype="Decimal")
    return element("resprocessing", element("outcomes", score), *conditions)


def feedback(name: str, html: str) -> Element:
    """A text that is shown after an answer."""
    return element("itemfeedback", element("flow_mat", material(html)), ident=name)


def assessment(name: str, title: str, fields: Element, items: Iterable[Element]) -> bytes:
    """A quiz as a file."""
    section = element("section", *items, ident="root_section")
    quiz = element("assessment", fields, section, ident=name, title=title)
    return document(element("questestinterop", quiz, xmlns=NAMESPACE))


def web_content(paths: Iterable[str]) -> list[Element]:
    """Pictures as resources of a manifest."""
    return [
        element(
            "resource",
            element("file", href=path),
            identifier=f"picture-{place}",
            type="webcontent",
            href=path,
        )
        for place, path in enumerate(paths, 1)
    ]
