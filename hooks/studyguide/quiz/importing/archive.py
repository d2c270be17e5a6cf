"""Open archives and XML that somebody else made: nothing is unpacked, and nothing grows."""

from __future__ import annotations

import lzma
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile, ZipInfo

from studyguide.language.lint import OUTWARD
from studyguide.quiz.importing.found import RefusedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MOST_BYTES = 20_000_000
"""Of a file, and of what is read from an archive altogether."""
MOST_ENTRIES = 5_000
MOST_NESTED = 200
ENCRYPTED = 0x1


UNREADABLE = (
    *(BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, OSError),
    *(zlib.error, lzma.LZMAError),
)
"""What reading an archive that is damaged can raise."""


def xml_files(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The XML files of a zip, by name; raises RefusedError."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES:
                raise RefusedError(f"the archive has {len(entries):,} entries")
            for entry in entries:
                _check(entry)
            left = MOST_BYTES
            for entry in sorted(entries, key=lambda entry: entry.filename):
                if entry.filename.lower().endswith(".xml"):
                    read = _read(archive, entry, left)
                    left -= len(read)
                    yield entry.filename, read
    except UNREADABLE as error:
        if isinstance(error, RefusedError):
            raise
        raise RefusedError(f"the archive cannot be read ({error})") from error


def _check(entry: ZipInfo) -> None:
    if OUTWARD.search(entry.filename):
        raise RefusedError(f"`{entry.filename[:80]}` in the archive leads out of its folder")
    if entry.flag_bits & ENCRYPTED:
        raise RefusedError("the archive has a password")


def _read(archive: ZipFile, entry: ZipInfo, left: int) -> bytes:
    """A file of the archive; what it announces is not believed."""
    with archive.open(entry) as file:
        read = file.read(left + 1)
    if len(read) > left:
        raise RefusedError(f"the archive holds more than {MOST_BYTES // 1_000_000} MB of XML")
    return read


def parsed(data: bytes) -> Element:
    """The root of an XML file, its names without namespaces; raises RefusedError."""
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise RefusedError("its XML defines entities or a document type of its own") from error
    except (ParseError, ValueError, LookupError) as error:
        raise RefusedError(f"its XML cannot be read ({error})") from error
    _check_depth(root)
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.rpartition("}")[2].lower()
    return root


def _check_depth(root: Element) -> None:
    level = [root]
    for _ in range(MOST_NESTED):
        level = [child for node in level for child in node]
        if not level:
            return
    raise RefusedError(f"its XML is nested more than {MOST_NESTED} levels deep")
