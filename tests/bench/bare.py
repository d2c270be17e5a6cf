"""Lay one document out with WeasyPrint and nothing else, as somebody without this project would.

Run as `python -m tests.bench.bare HTML CSS ASSETS PDF`: the options are those of the compiler, and
so is the fetcher, because the addresses in the document are known to no other.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from studyguide.edge.pdf.fonts import LATIN
from studyguide.edge.pdf.layout import BASE_URL, VARIANT, guide_fetcher


def main() -> None:
    """Read a document, and write its PDF."""
    html, css, assets, target = map(Path, sys.argv[1:5])
    text = html.read_text("utf-8")
    files = {name: bytes.fromhex(data) for name, data in json.loads(assets.read_text()).items()}
    fetcher = guide_fetcher(files, frozenset((*LATIN, *map(ord, text))))
    fonts = FontConfiguration()
    sheet = weasyprint.CSS(
        string=css.read_text("utf-8"),
        base_url=BASE_URL,
        url_fetcher=fetcher,
        font_config=fonts,
    )
    weasyprint.HTML(string=text, base_url=BASE_URL, url_fetcher=fetcher).write_pdf(
        target,
        stylesheets=[sheet],
        font_config=fonts,
        pdf_variant=VARIANT,
        optimize_images=True,
    )


if __name__ == "__main__":
    main()
