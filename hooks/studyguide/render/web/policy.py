"""What a finished page may load and run: a content-security policy, set in the page itself.

A guide is served from anywhere, a stick included, so no server can be asked to send the policy as
a header. It follows Content Security Policy Level 3 (W3C): everything is forbidden, then the site's
own files are allowed, and of inline code only what the theme's templates hold, each piece by its
hash. Scripts in the text of a page are not among them, whoever wrote it.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.render.web.theme_markup import POLICY, with_first

REFERRER = '<meta name="referrer" content="no-referrer">'
RUN = {"", "module", "text/javascript", "application/javascript"}
"""Types of script elements that browsers run; others hold data."""
FIXED = (
    ("default-src", "'none'"),
    ("img-src", "'self' data:"),  # the theme's icons are data: URLs in its stylesheets
    ("font-src", "'self'"),
    ("media-src", "'self'"),
    ("connect-src", "'self'"),
    ("worker-src", "'self'"),
    ("base-uri", "'none'"),
    ("form-action", "'none'"),
)
"""What is the same on every page."""


def with_policy(html: str, content: str = "") -> str:
    """The page with its policy and referrer rule at the head; `content` is the author's part.

    A page without `<meta charset>` comes back as it is: it is not one of a theme's.
    """
    page, authored = LexborHTMLParser(html), LexborHTMLParser(content)
    mine = {_text(script) for script in _inline_scripts(authored)}
    scripts = [text for text in map(_text, _inline_scripts(page)) if text not in mine]
    elements = [_text(style) for style in page.css("style")]
    attributes = [node.attributes["style"] or "" for node in page.css("[style]")]
    styles = [*_hashes(elements)]
    if attributes:
        styles += ["'unsafe-hashes'", *_hashes(attributes)]
    rules = [
        *FIXED,
        ("script-src", " ".join(["'self'", *_hashes(scripts)])),
        ("style-src", " ".join(["'self'", *styles])),
    ]
    policy = "; ".join(f"{name} {sources}" for name, sources in rules)
    return with_first(html, f'{POLICY} content="{policy}">\n{REFERRER}')


def _inline_scripts(page: LexborHTMLParser) -> Iterable[LexborNode]:
    for script in page.css("script:not([src])"):
        if (script.attributes.get("type") or "").lower() in RUN:
            yield script


def _text(node: LexborNode) -> str:
    return node.text(deep=True)


def _hashes(texts: Iterable[str]) -> Iterable[str]:
    """A source expression for each different text, in the order of their first use."""
    for text in dict.fromkeys(texts):
        yield f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
