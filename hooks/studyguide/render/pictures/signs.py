"""The signs of the verdicts, in pictures and on the website's badges: none rests on its hue."""

from __future__ import annotations

import svg

SIGNS = {
    "matches": "M6.3 13 1.5 8.2l2-2 2.8 2.8 6.2-6.2 2 2z",
    "compressed": "M0 3v10l6-5zm16 0v10l-6-5zM7 2h2v12H7z",
    "changed": "M10 1l5 4-5 4V6.5H1v-3h9zM6 7l-5 4 5 4v-2.5h9v-3H6z",
    "invented": "M8 0l2 5.7L16 8l-6 2.3L8 16l-2-5.7L0 8l6-2.3z",
    "unverified": "M4 5.5C4 2.8 5.7 1 8.2 1c2.4 0 4 1.5 4 3.7 0 3.3-3 3.3-3 5.8H6.8c0-3.7 2.8-3.8 "
    "2.8-5.6 0-.9-.6-1.5-1.4-1.5-1 0-1.6.8-1.6 2.1zM6.6 12h2.8v3H6.6z",
}
"""Paths in a square of 16 by 16."""
SQUARE = "xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'"
BADGES = SIGNS | {
    "composite": "M6 3a5 5 0 1 0 0 10A5 5 0 0 0 6 3zm4 0a5 5 0 1 1 0 10 6.8 6.8 0 0 0 0-10z",
}
"""Those of the website's badges, which also tell of people made of several."""


def sign(verdict: str, x: float, y: float, size: float) -> list[svg.Element]:
    """The sign of a verdict, its upper left corner at `x`, `y`; nothing for another word."""
    if verdict not in SIGNS:
        return []
    scale = round(size / 16, 3)
    return [
        svg.Path(
            class_=["d-sign"],
            extra={"d": SIGNS[verdict]},
            fill="#000",
            transform=[svg.Translate(round(x, 1), round(y, 1)), svg.Scale(scale)],
        )
    ]


def with_signs(css: str) -> str:
    """A stylesheet whose addresses `guide-sign:matches` are the signs themselves."""
    for name, path in BADGES.items():
        drawn = f"<svg {SQUARE}><path d='{path}'/></svg>"
        address = drawn.replace("<", "%3C").replace(">", "%3E")
        css = css.replace(f'"guide-sign:{name}"', f'"data:image/svg+xml,{address}"')
    return css
