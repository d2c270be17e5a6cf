"""The whole website as one zip, to unpack and open without a server.

Same files, same bytes. Everything lies in one folder, so that unpacking scatters nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from posixpath import basename

from studyguide.export.archive import packed
from studyguide.export.exporter import Exporter
from studyguide.model import TEACHERS
from studyguide.render.site import Site
from studyguide.render.web.service_worker import NAME as WORKER
from studyguide.render.web.service_worker import aside, for_other_files
from studyguide.words import N_

NAME = "site-zip"


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The files, by path, as a zip in which all lie in that folder."""
    return packed({f"{folder}/{path}": data for path, data in files.items()})


def site_zip(site: Site) -> bytes:
    """The finished website, but for this zip itself and what is for teachers alone.

    Links to what is not in it leave their words; the service worker lists the pages as they are.
    """
    guide = site.guide
    absent = [file for file in guide.downloads if file.name == NAME or file.audience == TEACHERS]
    paths = [path for file in absent for path in file.paths]
    old = {path: data for path, data in site.files.items() if path not in paths}
    files = old
    for path in paths:
        files = without_links_to(path, files)
    if WORKER in old:
        files[WORKER] = for_other_files(old[WORKER].decode(), old, files, aside(site)).encode()
    return zipped(guide.work.slug, files)


def without_links_to(name: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with links to `name` taken out of pages, their words kept.

    The copy of the site in a zip does not hold that zip, and its reader has it already.
    """
    to = re.escape(basename(name)).encode()
    link = re.compile(rb'<a\b[^>]*\bhref="(?:[^"]*/)?' + to + rb'"[^>]*>(.*?)</a>', re.DOTALL)
    return {
        path: link.sub(rb"\1", data) if path.endswith(".html") else data
        for path, data in files.items()
    }


EXPORTER = Exporter(
    name=NAME,
    title=N_("The website (zip)"),
    note=N_(
        "To read without the internet: copy the file to a stick or a laptop, unpack it, and open "
        "`index.html`. The PDFs are in it."
    ),
    file=lambda work: f"{work.slug}-site.zip",
    make=site_zip,
    whole=True,
    by_default=True,
)
