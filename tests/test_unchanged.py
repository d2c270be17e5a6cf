"""Which changes make an edition's input another one, and what the cache gives back."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from studyguide.edge.files.cache import NEWEST, load, save
from studyguide.edge.pdf import cache_keys
from studyguide.edge.pdf.book import Book
from studyguide.edge.pdf.cache_keys import (
    content_key,
    edition_key,
    recall,
    remember,
    site_key,
)
from studyguide.edge.pdf.make import digest_of
from studyguide.edition import EDITIONS
from studyguide.render.site import Site

BOOK = Book("downloads/light.pdf", ("<p>Words</p>",), "p { color: black }", {"a.svg": b"<svg/>"})


def kept(cache: Path) -> None:
    """Put the book's PDF and its note into the cache."""
    (cache / f"{digest_of(BOOK)}.pdf").write_bytes(b"%PDF")
    (cache / f"{digest_of(BOOK)}.json").write_text("{}", "utf-8")
    remember(cache, "key", BOOK)


class TestInput:
    def test_the_same(self, site: Site) -> None:
        assert content_key(site) == content_key(replace(site))

    def test_another_word(self, site: Site) -> None:
        src, page = next(iter(site.html.items()))
        other = {**site.html, src: replace(page, template=page.template + "!")}
        assert content_key(replace(site, html=other)) != content_key(site)

    def test_another_order_of_the_pages(self, site: Site) -> None:
        other = replace(site, sections=site.sections[::-1])
        assert content_key(other) != content_key(site)

    def test_another_page_number(self, site: Site) -> None:
        one, two = ({"A4": {"letter": number}} for number in ("3", "4"))
        content = content_key(site)
        assert site_key(content, one) != site_key(content, two)
        assert site_key(content, one) == site_key(content, {"A4": {"letter": "3"}})

    def test_another_setting(self, site: Site) -> None:
        imprint = replace(site.guide.imprint, version="9")
        assert content_key(
            replace(site, guide=replace(site.guide, imprint=imprint))
        ) != content_key(site)

    def test_another_edition(self, site: Site) -> None:
        keys = {edition_key(content_key(site), edition) for edition in EDITIONS}
        assert len(keys) == len(EDITIONS)

    def test_other_code(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        before = content_key(site)
        monkeypatch.setattr(cache_keys, "code", lambda: "another")
        assert content_key(site) != before

    @pytest.mark.parametrize("library", ["weasyprint", "uharfbuzz", "Jinja2"])
    def test_another_version_of_a_library(
        self, library: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def other(name: str) -> str:
            return "0.0" if name == library else version(name)

        before = cache_keys.code()
        monkeypatch.setattr(cache_keys, "version", other)
        assert cache_keys.code.__wrapped__() != before

    def test_the_same_versions(self) -> None:
        assert cache_keys.code.__wrapped__() == cache_keys.code()


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


class TestRoom:
    def test_what_was_used_longest_ago_goes(self, tmp_path: Path) -> None:
        for number in range(NEWEST):
            save(tmp_path, f"{number}.pdf", b"%PDF")
            os.utime(tmp_path / f"{number}.pdf", (number, number))
        assert load(tmp_path, "0.pdf") == b"%PDF"  # it counts as used now
        save(tmp_path, "new.pdf", b"%PDF")
        assert len(list(tmp_path.iterdir())) == NEWEST
        assert load(tmp_path, "0.pdf") == b"%PDF"
        assert load(tmp_path, "1.pdf") is None

    def test_nothing_goes_before_there_is_too_much(self, tmp_path: Path) -> None:
        for number in range(NEWEST):
            save(tmp_path, f"{number}.pdf", b"%PDF")
        assert len(list(tmp_path.iterdir())) == NEWEST
