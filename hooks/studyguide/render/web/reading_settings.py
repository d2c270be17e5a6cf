"""The reader's settings on a finished page: a script in its head sets them at once."""

from __future__ import annotations

from html import escape

STYLE = '<link rel="stylesheet"'


def with_settings(html: str, script: str, guide: str) -> str:
    """The page with the script at that address before its first stylesheet.

    It is no deferred script, so that no page is drawn twice; a page without a stylesheet comes back
    as it is.
    """
    tag = f'<script src="{escape(script)}" data-guide="{escape(guide)}"></script>\n'
    return html.replace(STYLE, tag + STYLE, 1)
