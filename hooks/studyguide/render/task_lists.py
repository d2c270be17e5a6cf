"""Lists of what is to do: each box says whether it is done, for those who cannot see it."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from studyguide.words import Words


def name_boxes(tree: LexborNode, words: Words) -> None:
    """Give each box of a task list its words."""
    for box in tree.css(".task-list-item input"):
        done = "checked" in box.attributes
        box.attrs["aria-label"] = (
            words.pgettext("task", "done") if done else words.pgettext("task", "to do")
        )
