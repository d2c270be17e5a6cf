"""Check that every view has something to show, and that short words stand for longer ones."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.language.views import guide_for, missing_for
from studyguide.model import Guide, View
from studyguide.problems import Problem


def check_views(guide: Guide) -> Iterator[Problem]:
    """Every view has something to show that the readers of its page may see."""
    for page in guide.pages:
        for view in (block for block in page.blocks if isinstance(block, View)):
            if missing := missing_for(view.title, guide_for(view.title, guide, page)):
                what = f"the view `{view.title}` has nothing to show"
                yield Problem("SG312", view.span, what, f"write {missing}, or take the view away")


def check_short_words(guide: Guide) -> Iterator[Problem]:
    """The short words for a lane of the timeline stand for a text that the moment has."""
    for moment in guide.moments:
        for lane, words in (("work", moment.work_short), ("life", moment.life_short)):
            if words and moment.part(lane) is None:
                what = f"`{lane}-short` is short for the part `{lane}`, which this moment lacks"
                hint = "write the part, or take the option away"
                yield Problem("SG414", moment.span, what, hint)
