"""Archives with the same bytes for the same files: no clock, and the same on every system."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

PACKED = (".pdf", ".woff2", ".png", ".jpg", ".jpeg", ".webp", ".gz", ".zip", ".docx", ".apkg")
"""What is compressed already."""
EARLIEST = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def packed(files: Mapping[str, bytes]) -> bytes:
    """The files, by path and in the order given, as a zip; their date is a zip's earliest."""
    made = BytesIO()
    with ZipFile(made, "w", compresslevel=6) as archive:
        for name, data in files.items():
            entry = ZipInfo(name, EARLIEST)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            entry.compress_type = ZIP_STORED if name.endswith(PACKED) else ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()
