"""Zips whose bytes depend on nothing but what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED = ("mimetype", ".pdf", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".xlsx")
"""What is compressed already; and what an EPUB must begin with as it is."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def packed(files: Mapping[str, bytes], in_order: bool = False) -> bytes:
    """The files, by path, as a zip: dates the earliest, compression fixed.

    Names are sorted, but for a format in which their order counts.
    """
    made = BytesIO()
    with ZipFile(made, "w", compresslevel=6) as archive:
        for name in files if in_order else sorted(files):
            entry = ZipInfo(name, EARLIEST)
            entry.create_system = UNIX  # the same on every system that builds it
            entry.external_attr = READABLE
            entry.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return made.getvalue()
