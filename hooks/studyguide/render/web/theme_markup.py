"""What we rely on in the finished pages and paths of the theme, and what we set into the head.

A theme that is written otherwise needs another version of this file and of `edge/mkdocs/theme.py`,
and of nothing else in Python. What is not found is told: no page loses its policy in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape

CHARSET = re.compile(r"<meta charset=[^>]*>", re.IGNORECASE)
"""After it stands what must hold for everything below."""
NEXT = re.compile(r'<link rel="next"[^>]*>\s*', re.IGNORECASE)
"""Firefox fetches the page that it names ahead, which the policy forbids and readers pay for."""
STYLE = '<link rel="stylesheet"'
BODY = "<body"
MAIN = re.compile(r'<main( class="md-main"[^>]*)>')
CONTENT = re.compile(r'<div( class="md-content"[^>]*)>')
FROM_ROOT = re.compile(r' (href|src)="/(?!/)')
"""How the theme writes addresses on a page that may be shown anywhere."""
DEEPER = 1
"""Folders more than the deepest page has, as in the address of a page that is now a file."""
UNPLACED = (
    "html:not(.sg-placed){font:1.125rem/1.6 sans-serif;color-scheme:light dark}"
    "html:not(.sg-placed) :is(header,nav,footer,.md-sidebar,.md-overlay,.md-toggle,.md-skip)"
    "{display:none}"
)
"""How the page looks where no script finds its stylesheet."""
ARTICLE_END = "</article>"
POLICY = '<meta http-equiv="Content-Security-Policy"'
SETTINGS = "data-guide="

SEARCH_INDEX = "search/search_index.json"
FOLDER_INDEX = "search/search_index.js"
"""Where the theme looks for the index on file://, as the variable `__index`."""


def with_settings(html: str, script: str, guide: str) -> str:
    """The page with the script of the reader's settings before its first stylesheet.

    `script` is its address. It is no deferred script, so that no page is drawn twice; a page
    without a stylesheet comes back as it is.
    """
    tag = f'<script src="{escape(script)}" {SETTINGS}"{escape(guide)}"></script>\n'
    return html.replace(STYLE, tag + STYLE, 1)


def with_first(html: str, first: str) -> str:
    """The page with `first` at the beginning of its head, and without what fetches ahead.

    A page without `<meta charset>` comes back without `first`.
    """
    head, body, rest = html.partition(BODY)
    head = CHARSET.sub(lambda match: f"{match[0]}\n{first}", head, count=1)
    return NEXT.sub("", head) + body + rest


def with_landmarks(html: str) -> str:
    """The page with its text alone as its main part: the theme counts the menus as that too.

    A page that is built otherwise comes back as it is.
    """
    head, mark, tail = html.rpartition(ARTICLE_END)
    outer = MAIN.search(head)
    inner = CONTENT.search(head, outer.end()) if outer else None
    ends = re.match(r"(\s*)</div>(.*?)</main>", tail, re.DOTALL)
    if not (outer and inner and ends):
        return html
    menus, text = head[outer.end() : inner.start()], head[inner.end() :]
    head = f"{head[: outer.start()]}<div{outer[1]}>{menus}<main{inner[1]}>{text}"
    return f"{head}{mark}{ends[1]}</main>{ends[2]}</div>{tail[ends.end() :]}"


def that_finds_its_place(html: str, script: str, urls: Iterable[str]) -> str:
    """The page for lost addresses that does not know where its site begins.

    Hosts show it under the address that was asked for, at any depth; a guide that may be copied
    anywhere has no address of its own. So its own addresses wait for the script, which the page
    asks for as seen from each depth that a mistyped address may have.
    """
    depth = max((url.count("/") for url in urls), default=0) + DEEPER
    tags = [f'<script defer src="{"../" * ups}{script}"></script>' for ups in range(depth + 1)]
    waiting = FROM_ROOT.sub(r' data-at-\1="', html)
    return with_first(waiting, "\n".join([*tags, f"<style>{UNPLACED}</style>"]))


def lacking(html: str, *, policy: bool, settings: bool) -> Iterator[str]:
    """What could not be set into the head of a finished page, and what that wants; in words."""
    head = html.partition(BODY)[0]
    if policy and POLICY not in head:
        yield "no content-security policy: the theme's page has no `<meta charset>`"
    if settings and SETTINGS not in head:
        yield f"no script of the reader's settings: the theme's page has no `{STYLE}`"
