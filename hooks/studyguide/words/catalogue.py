"""The catalogues of texts: PO files of GNU gettext, read with Babel as a translator saves them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
"""The language in which texts stand in the program."""
TEMPLATE = "words.pot"
"""Every text of the program; `make words` gathers them."""
CATALOGUE = "words.po"


def home() -> Traversable:
    """The folder that holds one folder for each language."""
    return files("studyguide") / "words"


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder, sorted."""
    folders = (entry for entry in home().iterdir() if entry.is_dir())
    return tuple(sorted(entry.name for entry in folders if (entry / "works.yml").is_file()))


@cache
def spoken(language: str) -> str:
    """The folder for a language tag (BCP 47): its own, that of the language, or English."""
    wanted = (language, language.partition("-")[0].lower(), SOURCE_LANGUAGE)
    return next(name for name in wanted if name in languages())


def speaks(language: str) -> bool:
    """Whether the program has words in a language."""
    return spoken(language).partition("-")[0] == language.partition("-")[0].lower()


@cache
def catalogue_of(language: str) -> NullTranslations:
    """The texts in the language of that folder; one that is missing is as in the program."""
    file = home() / language / CATALOGUE
    if not file.is_file():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, read_po(BytesIO(file.read_bytes()), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def template() -> Catalog:
    """Every text of the program, with the files that use it."""
    return read_po(BytesIO((home() / TEMPLATE).read_bytes()))


@cache
def texts() -> Mapping[str, str]:
    """Every text of the program, and each plural beside its singular, with all that it holds."""
    found: dict[str, str] = {}
    for message in template():
        forms = _forms(message)
        found |= {form: " ".join(forms) for form in forms if form}
    return found


def _forms(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(map(str, message.id))


def used_in(folder: str) -> Iterator[tuple[str, str, str]]:
    """The texts that the files of a folder use: context, text, and its plural or nothing."""
    for message in template():
        if message.id and any(f"/{folder}/" in path for path, _ in message.locations):
            one, *many = _forms(message)
            yield message.context or "", one, "".join(many)
