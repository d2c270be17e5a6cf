"""The index at the back of a book: people, places, themes, symbols and words, with page numbers.

The model says where its own people, themes, symbols and words are met; names of real people and
places are looked for in the text. Pages are known only when a book is laid out: an entry holds the
ids of its places, and their numbers are written in then.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from selectolax.lexbor import LexborNode

from studyguide.model import IndexName
from studyguide.render.fragments import plain
from studyguide.render.site import Site
from studyguide.words.letters import without_accents
from studyguide.words.rules import Rules

HEADING, SHORT = 2, 70
"""Lines that a letter takes above its entries, and lines of an index that a page easily holds."""
CLEAR = 2
"""The strength from which a scene is named under a theme."""
LAST = "\U0010ffff"
"""The last of all characters."""
SIGN = re.compile(r"[^\w ]")
PARAGRAPHS = "p, li, td, dd"
UNREAD = frozenset({"sg-question", "sg-sources", "sg-label", "sg-cite", "sg-term"})
"""Classes of what is no place to read about somebody."""


@dataclass(frozen=True)
class IndexEntry:
    """A line of the index."""

    name: str
    main: str
    """The id of the place that tells most, or nothing."""
    more: tuple[str, ...]
    """Ids of the other places, in the order of the book."""
    letter: str = field(default="", compare=False)
    """The letter it stands under."""


def mark_mentions(
    tree: LexborNode, slug: str, names: Sequence[IndexName]
) -> dict[IndexName, list[str]]:
    """Give each paragraph that names somebody an id; those ids come out, by name."""
    patterns = [(name, _pattern(name)) for name in names]
    found: dict[IndexName, list[str]] = {}
    for number, node in enumerate(_paragraphs(tree)):
        text = re.sub(r"\s+", " ", node.text())
        for name, pattern in patterns:
            if pattern.search(text):
                if not node.attributes.get("id"):
                    node.attrs["id"] = f"{slug}--at-{number}"
                found.setdefault(name, []).append(node.attributes["id"] or "")
    return found


def _pattern(name: IndexName) -> re.Pattern[str]:
    longest_first = sorted(name.spellings, key=len, reverse=True)
    spellings = "|".join(re.escape(spelling) for spelling in longest_first)
    return re.compile(rf"(?<![\w-])(?:{spellings})(?![\w-])")


def _paragraphs(body: LexborNode) -> Iterator[LexborNode]:
    for node in body.css(PARAGRAPHS):
        if node.css_first(PARAGRAPHS) not in (None, node):
            continue
        around: LexborNode | None = node
        while around is not None and UNREAD.isdisjoint(
            (around.attributes.get("class") or "").split()
        ):
            around = around.parent if around.tag != "body" else None
        if around is None:
            yield node


def index_entries(
    site: Site,
    place: Callable[[str], str],
    uses: Mapping[str, Sequence[str]],
    mentions: Mapping[IndexName, Sequence[str]],
) -> tuple[IndexEntry, ...]:
    """Every entry, in the order of the alphabet.

    `place` gives the id inside the book of a block, or nothing if it is not in it; `uses` are the
    ids of the marked uses of each term, and `mentions` those of the names found in the text.
    """
    rows = [*_people(site), *_ideas(site)]
    entries = [_entry(site, name, place(name), map(place, more)) for name, more in rows]
    entries += [_entry(site, t.id, place(t.id), uses.get(t.id, ())) for t in site.guide.terms]
    entries += [IndexEntry(name.spellings[0], "", tuple(ids)) for name, ids in mentions.items()]
    told = (entry for entry in entries if entry.main or entry.more)
    return _merged(told, site.language)


def _merged(entries: Iterable[IndexEntry], language: Rules) -> tuple[IndexEntry, ...]:
    """In the order of the alphabet; a person who is also a word to know has one entry.

    What told most of the second is one place more: a printed page has one number in bold.
    """
    found: dict[str, IndexEntry] = {}
    for entry in entries:
        name = _unmarked(entry.name)
        known = found.get(name)
        if known:
            mains = [place for place in (known.main, entry.main) if place]
            more = (*mains[1:], *known.more, *entry.more)
            entry = replace(known, main="".join(mains[:1]), more=more)
        found[name] = replace(entry, letter=_letter(entry.name, language))
    return tuple(
        found[name] for name in sorted(found, key=lambda name: (_place(name, language), name))
    )


def _people(site: Site) -> Iterator[tuple[str, list[str]]]:
    for character in site.guide.characters:
        scenes = [scene.id for scene in site.scenes_of_character(character.id)]
        compared = [c.id for c in site.comparisons_of_character(character.id)]
        yield character.id, [*scenes, *compared, *site.quotations_of_character(character.id)]


def _ideas(site: Site) -> Iterator[tuple[str, list[str]]]:
    for theme in site.guide.themes:
        scenes = site.scenes_of_theme(theme.id)
        clear = [scene.id for scene, strength, _ in scenes if strength >= CLEAR]
        yield theme.id, [*clear, *site.quotations_of_theme(theme.id)]
    for symbol in site.guide.symbols:
        yield symbol.id, list(symbol.scenes)


def _entry(site: Site, name: str, main: str, more: Iterable[str]) -> IndexEntry:
    words = site.language.without_article(plain(site.title(name)))
    return IndexEntry(words, main, tuple(id_ for id_ in more if id_))


def _unmarked(name: str) -> str:
    """A name in small letters and without signs, so that it stands in the index once."""
    return SIGN.sub("", unicodedata.normalize("NFKC", name.casefold()))


def _place(name: str, language: Rules) -> str:
    """What a name is sorted by; a letter of its own stands behind all that begins as it does."""
    bare = without_accents(name, language.letters)
    return "".join(f"{language.letters[c]}{LAST}" if c in language.letters else c for c in bare)


def _letter(name: str, language: Rules) -> str:
    return (without_accents(_unmarked(name), language.letters)[:1] or "#").upper()


def is_short(letters: Sequence[tuple[str, Sequence[IndexEntry]]]) -> bool:
    """Whether one page holds the index, so that its two columns can be alike."""
    return sum(HEADING + len(entries) for _, entries in letters) <= SHORT


def by_letter(entries: Sequence[IndexEntry]) -> list[tuple[str, list[IndexEntry]]]:
    """The entries under their letters."""
    return [(letter, list(group)) for letter, group in groupby(entries, lambda e: e.letter)]
