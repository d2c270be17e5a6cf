"""Words that extensions of Markdown put on a page by themselves, in the language of the guide.

A box without a title of its own has its keyword as one: `!!! warning` is called Warning. A keyword
that is none of ours is the author's word, and stays.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from studyguide.words import NC_, Words

BOXES = {
    name.lower(): name
    for name in (
        NC_("box", "Abstract"),
        NC_("box", "Attention"),
        NC_("box", "Bug"),
        NC_("box", "Caution"),
        NC_("box", "Danger"),
        NC_("box", "Error"),
        NC_("box", "Example"),
        NC_("box", "Failure"),
        NC_("box", "Info"),
        NC_("box", "Note"),
        NC_("box", "Question"),
        NC_("box", "Quote"),
        NC_("box", "Success"),
        NC_("box", "Tip"),
        NC_("box", "Warning"),
    )
}
"""The titles by the keywords: those that the theme has a look for, and those of `///`."""

DONE, TO_DO = NC_("task", "done"), NC_("task", "to do")
"""How a box to tick is read aloud."""


def speak(body: LexborNode, words: Words) -> None:
    """Put the words of the guide's language there."""
    for title in body.css(".admonition > .admonition-title, details > summary"):
        box = title.parent
        classes = (box.attributes.get("class") or "").split() if box else []
        named = (BOXES[name] for name in classes if name in BOXES)
        if any(name == (title.text() or "").strip() for name in named):
            title.inner_html = words.pgettext("box", title.text().strip())
    for tick in body.css(".task-list-item input"):
        done = "checked" in tick.attributes
        tick.attrs["aria-label"] = words.pgettext("task", DONE if done else TO_DO)
