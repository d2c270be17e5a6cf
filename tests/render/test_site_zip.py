"""The website as a zip."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

from studyguide.export.site_zip import site_zip, without_links_to, zipped
from studyguide.model import STUDENTS, TEACHERS, Download
from studyguide.render.web.service_worker import NAME as WORKER
from studyguide.render.web.service_worker import service_worker
from tests.guides import rendered, tiny_guide
from tests.render.test_keep import SCRIPT

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


def test_the_site_in_it_lacks_the_zip_and_what_is_for_teachers() -> None:
    page = (
        b'<a href="downloads/light-site.zip">Zip</a> <a href="downloads/light-teacher-x.csv">X</a>'
    )
    files = {
        "index.html": page + b' <a href="downloads/light-words.txt">Words</a>',
        OWN: b"old",
        "downloads/light-teacher-x.csv": b"keys",
        "downloads/light-words.txt": b"words",
    }
    files[WORKER] = service_worker(SCRIPT, files).encode()
    rows = (
        ("site-zip", STUDENTS, OWN),
        ("words", STUDENTS, "downloads/light-words.txt"),
        ("keys", TEACHERS, "downloads/light-teacher-x.csv"),
    )
    site = rendered(tiny_guide())
    downloads = tuple(Download(name, name, "", who, (path,)) for name, who, path in rows)
    site = replace(site, guide=replace(site.guide, downloads=downloads), files=files)
    with ZipFile(BytesIO(site_zip(site))) as archive:
        found = {
            name.removeprefix("lighthouse/"): archive.read(name) for name in archive.namelist()
        }
    assert set(found) == {"index.html", "downloads/light-words.txt", WORKER}
    assert found["index.html"] == b'Zip X <a href="downloads/light-words.txt">Words</a>'
    worker = found.pop(WORKER).decode()
    assert worker == service_worker(SCRIPT, found)
