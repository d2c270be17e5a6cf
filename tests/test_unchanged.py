"""Which changes make an edition's input another one, and what the cache gives back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from studyguide.edge import unchanged
from studyguide.edge.pdf import Book, digest_of
from studyguide.edge.unchanged import inputs_of, recall, remember
from studyguide.edition import EDITIONS
from studyguide.render.site import Site

BOOK = Book("downloads/light.pdf", "<p>Words</p>", "p { color: black }", {"a.svg": b"<svg/>"})
EDITION = EDITIONS[0]


def key(site: Site) -> str:
    return inputs_of(site, [EDITION])[EDITION]


def kept(cache: Path) -> None:
    """Put the book's PDF and its note into the cache."""
    (cache / f"{digest_of(BOOK)}.pdf").write_bytes(b"%PDF")
    (cache / f"{digest_of(BOOK)}.json").write_text("{}", "utf-8")
    remember(cache, "key", BOOK)


class TestInput:
    def test_the_same(self, site: Site) -> None:
        assert key(site) == key(replace(site))

    def test_another_word(self, site: Site) -> None:
        src, page = next(iter(site.html.items()))
        other = {**site.html, src: replace(page, template=page.template + "!")}
        assert key(replace(site, html=other)) != key(site)

    def test_another_page_number(self, site: Site) -> None:
        one, two = ({"A4": {"letter": number}} for number in ("3", "4"))
        assert key(replace(site, printed=one)) != key(replace(site, printed=two))

    def test_another_setting(self, site: Site) -> None:
        imprint = replace(site.guide.imprint, version="9")
        assert key(replace(site, guide=replace(site.guide, imprint=imprint))) != key(site)

    def test_another_edition(self, site: Site) -> None:
        assert len(set(inputs_of(site, EDITIONS).values())) == len(EDITIONS)

    def test_other_code(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        before = key(site)
        monkeypatch.setattr(unchanged, "_code", lambda: "another")
        assert key(site) != before


class TestCache:
    def test_it_comes_back(self, tmp_path: Path) -> None:
        kept(tmp_path)
        made = recall(tmp_path, "key", lambda _: b"<svg/>")
        assert made is not None
        assert made.pdf == b"%PDF"
        assert made.seconds == 0

    def test_not_with_another_picture(self, tmp_path: Path) -> None:
        kept(tmp_path)
        assert recall(tmp_path, "key", lambda _: b"<svg><g/></svg>") is None

    def test_not_without_its_picture(self, tmp_path: Path) -> None:
        def gone(_: str) -> bytes:
            raise FileNotFoundError

        kept(tmp_path)
        assert recall(tmp_path, "key", gone) is None

    def test_not_without_its_pdf(self, tmp_path: Path) -> None:
        remember(tmp_path, "key", BOOK)
        assert recall(tmp_path, "key", lambda _: b"<svg/>") is None

    @pytest.mark.parametrize(
        "note", ["", "{", "[]", "{}", json.dumps({"assets": [], "pdf": 1})], ids=repr
    )
    def test_a_spoiled_note_is_no_harm(self, tmp_path: Path, note: str) -> None:
        (tmp_path / "key.input").write_text(note, "utf-8")
        assert recall(tmp_path, "key", lambda _: b"") is None
