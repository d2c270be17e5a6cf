"""The website as a zip."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from studyguide.export.site_zip import without_links_to, zipped

SITE = {
    "words.html": b"<p>light</p>" * 99,
    "downloads/a.pdf": b"%PDF-",
    "index.html": b"<p>first</p>",
}
OWN = "downloads/light-site.zip"


def test_all_lies_in_one_folder_with_its_content() -> None:
    with ZipFile(BytesIO(zipped("light", SITE))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {f"light/{name}": data for name, data in SITE.items()}


def test_the_same_files_give_the_same_bytes_in_any_order() -> None:
    assert zipped("light", SITE) == zipped("light", dict(reversed(SITE.items())))
    assert zipped("light", SITE) != zipped("light", {**SITE, "index.html": b""})


def test_words_are_packed_and_what_is_packed_already_is_not() -> None:
    with ZipFile(BytesIO(zipped("light", SITE))) as archive:
        sizes = {entry.filename: entry.compress_size for entry in archive.infolist()}
        dates = {entry.date_time for entry in archive.infolist()}
    assert sizes["light/words.html"] < 100
    assert sizes["light/downloads/a.pdf"] == 5
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_links_to_the_zip_leave_their_words() -> None:
    page = (
        b'<li><a href="../downloads/light-site.zip">The <b>site</b></a>. <a href="a.pdf">PDF</a>'
        b'<a class="x" href="downloads/light-site.zip#a">not it</a>'
    )
    made = without_links_to(OWN, {"page.html": page, "a.css": page})
    assert made["page.html"] == page.replace(
        b'<a href="../downloads/light-site.zip">The <b>site</b></a>', b"The <b>site</b>"
    )
    assert made["a.css"] == page
