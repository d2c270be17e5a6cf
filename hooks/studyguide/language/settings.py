"""Parse `guide.yml` (the work, its acts, the imprint) and `sources.yml` into the model.

Both are read whole; a field that is missing, unknown or of the wrong sort is a problem with its
place, and the rest is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Sequence as Rows
from dataclasses import dataclass

from studyguide.edition import EDITIONS
from studyguide.language.limits import settings_beyond_limits
from studyguide.language.lines import unified_newlines
from studyguide.language.own_words import own_words
from studyguide.language.yaml_nodes import (
    BOOLEANS,
    ID,
    Mapped,
    Node,
    Origin,
    Scalar,
    Sequence,
    read_yaml,
    text_fields,
)
from studyguide.language.years import read_year
from studyguide.model import (
    NO_YEAR,
    QUOTE_WORDS,
    Act,
    Citation,
    Imprint,
    IndexName,
    OwnWord,
    Source,
    Span,
    Stylesheet,
    Work,
    WorkFact,
    Year,
)
from studyguide.problems import Problem, did_you_mean
from studyguide.problems.other_names import in_our_spelling
from studyguide.words import KINDS_OF_WORK, NC_, speaks

WORK_FIELDS = {"title": True, "slug": True, "kind": True, "year": True, "facts": False}
FACT_FIELDS = {"label": True, "value": True, "cites": False}
ACT_FIELDS = {"id": True, "title": True, "number": False, "parts": False}
IMPRINT_FIELDS = {
    "title": True,
    "subtitle": False,
    "language": True,
    "version": True,
    "licence": False,
    "date": False,
    "cover": False,
    "cover-alt": False,
    "editions": False,
    "site-zip": False,
    "exports": False,
    "print-css": False,
    "fonts": False,
    "quote-words": False,
}
SOURCE_FIELDS = {
    "id": True,
    "title": True,
    "publisher": True,
    "year": False,
    "url": False,
    "kind": True,
    "weight": True,
}
NESTED = ("facts", "parts", "cites", "editions", "exports", "print-css", "fonts")
"""Fields that hold a list."""
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?")
NAMED = {"exports": "exports", "fonts": "packages"}
"""What the names in a list are those of."""
SPELLINGS = " / "
"""What stands between the forms of a name."""
WEIGHTS = {
    "the-work": "the work itself: the play, the novel, the poems or the film",
    "account": "one of the accounts of the work that this guide starts from",
    "first-hand": "the people and institutions themselves",
    "strong": "a newspaper, agency, journal or encyclopedia with editors",
    "ordinary": "another single source",
    "thin": "doubtful; used to show that sources disagree, or with a hedge",
}
WEIGHT_NAMES = {
    "the-work": NC_("weight", "%(the_work)s itself"),
    "account": NC_("weight", "%(work)s account"),
    "first-hand": NC_("weight", "first hand"),
    "strong": NC_("weight", "strong"),
    "ordinary": NC_("weight", "ordinary"),
    "thin": NC_("weight", "thin"),
}
"""How readers see them called."""
LIST = "write `[first, second]`"
"""How a short list is written."""


@dataclass(frozen=True)
class Settings:
    """What the two settings files say."""

    work: Work
    imprint: Imprint
    acts: tuple[Act, ...]
    sources: tuple[Source, ...]
    index: tuple[IndexName, ...] = ()
    words: tuple[OwnWord, ...] = ()


def parse_settings(
    guide_text: str | None, sources_text: str | None, guide_file: str, sources_file: str
) -> tuple[Settings, list[Problem]]:
    """Read both files; None stands for a file that is not there."""
    problems: list[Problem] = []
    guide = _root(guide_text, guide_file, Mapped, "a map", problems)
    sources = _root(sources_text, sources_file, Sequence, "a list", problems)
    place = Span(guide_file, 1, 1, 1)
    known = {
        "work": True,
        "acts": False,
        "parts": False,
        "guide": True,
        "index": False,
        "words": False,
    }
    if isinstance(guide, Mapped):
        problems += text_fields(guide, known)[1]
    record = guide if isinstance(guide, Mapped) else Mapped((), place)
    settings = Settings(
        _work(record.get("work"), place, problems),
        _imprint(record.get("guide"), problems),
        tuple(_acts(record.get("acts") or record.get("parts"), problems)),
        tuple(_sources(sources, problems)),
        tuple(_index(record.get("index"), problems)),
        tuple(own_words(record.get("words"), problems)),
    )
    return settings, problems


def imprint_of(guide_text: str | None) -> Imprint:
    """What `guide.yml` says of the guide itself, as far as it can be read."""
    return parse_settings(guide_text, "", "", "")[0].imprint


def _language(fields: dict[str, Scalar], problems: list[Problem]) -> str:
    """A language tag (BCP 47: language, script, region), which browsers and readers go by."""
    tag = _text(fields, "language")
    if tag and not LANGUAGE_TAG.fullmatch(tag):
        what = f"`{tag}` is not the code of a language"
        hint = "write it as in `en`, `es`, `es-MX` or `zh-Hant`"
        problems.append(Problem("SG505", fields["language"].span, what, hint))
        return "en"
    if tag and not speaks(tag):
        what = f"the program has no words in `{tag}`; its labels are in English"
        hint = "give it yours with `words`"
        problems.append(Problem("SG509", fields["language"].span, what, hint))
    return tag or "en"


def _root(
    text: str | None, file: str, sort: type[Mapped | Sequence], name: str, problems: list[Problem]
) -> Node | None:
    if text is None:
        problems.append(Problem("SG501", Span(file, 1, 1, 1), "this settings file is missing"))
        return None
    node, found = None, settings_beyond_limits(unified_newlines(text), file)
    if not found:
        node, found = read_yaml(text, Origin(file))
    problems += found
    if isinstance(node, sort) or found:
        return node
    problems.append(Problem("SG505", Span(file, 1, 1, 1), f"this file does not hold {name}"))
    return None


def _work(node: Node | None, place: Span, problems: list[Problem]) -> Work:
    record = _record(node, "work", problems)
    fields = _fields(record, WORK_FIELDS, problems)
    slug = _text(fields, "slug")
    if slug and not ID.fullmatch(slug):
        what = f"`slug: {slug}` cannot name files"
        hint = "use lower-case letters, digits and single hyphens"
        problems.append(Problem("SG505", fields["slug"].span, what, hint))
        slug = ""
    return Work(
        _text(fields, "title"),
        slug or "guide",
        _kind(fields, problems),
        _year(fields, problems) or NO_YEAR,
        tuple(_facts(record.get("facts"), problems)),
        record.span if node else place,
    )


def _kind(fields: dict[str, Scalar], problems: list[Problem]) -> str:
    """The kind of work, which chooses what the guide calls it; a film where it is none we know."""
    kind = _text(fields, "kind")
    if not kind or kind in KINDS_OF_WORK:
        return kind or KINDS_OF_WORK[0]
    what = f"`kind: {kind}` is no kind of work"
    problems.append(Problem("SG505", fields["kind"].span, what, did_you_mean(kind, KINDS_OF_WORK)))
    return KINDS_OF_WORK[0]


def _facts(node: Node | None, problems: list[Problem]) -> Iterator[WorkFact]:
    for record in _records(node, "facts", problems):
        fields = _fields(record, FACT_FIELDS, problems)
        cites = record.get("cites")
        items = cites.items if isinstance(cites, Sequence) else ()
        if not (cites is None or isinstance(cites, Sequence) or _is_blank(cites)):
            problems.append(
                Problem("SG505", cites.span, "`cites` takes a list of source ids", LIST)
            )
        citations = tuple(Citation(i.text, i.span) for i in items if isinstance(i, Scalar))
        odd = "`cites` holds something that is no id"
        problems += [Problem("SG505", i.span, odd) for i in items if not isinstance(i, Scalar)]
        yield WorkFact(_text(fields, "label"), _text(fields, "value"), citations, record.span)


def _acts(node: Node | None, problems: list[Problem]) -> Iterator[Act]:
    """The acts, each before those inside it."""
    seen: set[str] = set()
    for record in _records(node, "acts", problems):
        outer = _act(record, "", seen, problems)
        if outer:
            yield outer
            for inner in _records(record.get("parts"), "parts", problems):
                if act := _act(inner, outer.id, seen, problems):
                    yield act


def _act(record: Mapped, outer: str, seen: set[str], problems: list[Problem]) -> Act | None:
    names = {name: must for name, must in ACT_FIELDS.items() if not (outer and name == "parts")}
    fields = _fields(record, names, problems)
    if not _is_new_id(fields, seen, problems):
        return None
    title, number = _text(fields, "title"), _text(fields, "number")
    return Act(fields["id"].text, title, record.span, number, outer)


def _imprint(node: Node | None, problems: list[Problem]) -> Imprint:
    record = _record(node, "guide", problems)
    fields = _fields(record, IMPRINT_FIELDS, problems)
    exports = record.get("exports")
    if exports is not None and "site-zip" in fields:
        what = "`exports` says already whether the website is among the downloads"
        hint = "take out `site-zip`, the older spelling"
        problems.append(Problem("SG505", fields["site-zip"].span, what, hint))
    return Imprint(
        _text(fields, "title"),
        _text(fields, "subtitle"),
        _language(fields, problems),
        _text(fields, "version"),
        _text(fields, "licence"),
        _text(fields, "cover"),
        _text(fields, "cover-alt"),
        _editions(record.get("editions"), problems),
        _text(fields, "date"),
        fields["cover"].span if "cover" in fields else None,
        _is_on(fields, "site-zip", problems),
        _names(exports, "exports", problems),
        tuple(_print_css(record.get("print-css"), problems)),
        _names(record.get("fonts"), "fonts", problems) or (),
        _quote_words(fields, problems),
    )


def _quote_words(fields: dict[str, Scalar], problems: list[Problem]) -> int:
    """The most words of a quotation; as many as is usual where nothing else is said."""
    field = fields.get("quote-words")
    if field is None or not field.text:
        return QUOTE_WORDS
    if re.fullmatch(r"[1-9][0-9]{0,3}", field.text):
        return int(field.text)
    what = f"`quote-words: {field.text}` is not a whole number from 1 to 9999"
    problems.append(Problem("SG505", field.span, what))
    return QUOTE_WORDS


def _editions(node: Node | None, problems: list[Problem]) -> tuple[str, ...] | None:
    """The editions named; None where nothing is said of them."""
    if node is None or _is_blank(node):
        return None
    if not isinstance(node, Sequence):
        problems.append(Problem("SG505", node.span, "`editions` takes a list of editions", LIST))
        return None
    known = [edition.link_id for edition in EDITIONS]
    named = [item.text if isinstance(item, Scalar) else "" for item in node.items]
    for name, item in zip(named, node.items, strict=True):
        if name not in known:
            what = (
                f"`{name}` is no edition" if name else "`editions` holds something without a name"
            )
            problems.append(Problem("SG505", item.span, what, did_you_mean(name, known)))
    return tuple(name for name in named if name in known)


def _names(
    node: Node | None, field: str, problems: list[Problem]
) -> tuple[tuple[str, Span], ...] | None:
    """The names, each once; which of them are known is not known here."""
    if node is None or _is_blank(node):
        return None
    if not isinstance(node, Sequence):
        what = f"`{field}` takes a list of {NAMED[field]}"
        problems.append(Problem("SG505", node.span, what, LIST))
        return None
    found: dict[str, Span] = {}
    for item in node.items:
        name = item.text if isinstance(item, Scalar) else ""
        if not name or name in found:
            odd = f"`{name}` stands twice" if name else f"`{field}` holds something without a name"
            problems.append(Problem("SG505", item.span, odd))
        else:
            found[name] = item.span
    return tuple(found.items())


def _print_css(node: Node | None, problems: list[Problem]) -> Iterator[Stylesheet]:
    if node is None or _is_blank(node):
        return
    items = node.items if isinstance(node, Sequence) else (node,)
    for item in items:
        if isinstance(item, Scalar) and item.text.endswith(".css"):
            yield Stylesheet(item.text, item.span)
        else:
            what = "`print-css` takes a list of stylesheets"
            problems.append(Problem("SG505", item.span, what, "as in `[assets/print.css]`"))


def _index(node: Node | None, problems: list[Problem]) -> Iterator[IndexName]:
    if node is None or _is_blank(node):
        return
    if not isinstance(node, Sequence):
        problems.append(Problem("SG505", node.span, "`index` takes a list of names", LIST))
        return
    for item in node.items:
        text = item.text if isinstance(item, Scalar) else ""
        spellings = tuple(part.strip() for part in text.split(SPELLINGS) if part.strip())
        if spellings:
            yield IndexName(spellings, item.span)
        else:
            problems.append(Problem("SG505", item.span, "`index` holds something that is no name"))


def _sources(node: Node | None, problems: list[Problem]) -> Iterator[Source]:
    seen: set[str] = set()
    for record in _records(node, "the file", problems):
        fields = _fields(record, SOURCE_FIELDS, problems)
        weight = in_our_spelling(_text(fields, "weight"), WEIGHTS)
        if weight and weight not in WEIGHTS:
            hint = did_you_mean(weight, WEIGHTS)
            what = f"`weight: {weight}` is not one of its values"
            problems.append(Problem("SG505", fields["weight"].span, what, hint))
        url = _text(fields, "url")
        if url and not url.startswith(("https://", "http://")):
            what = "`url` does not begin with https:// or http://"
            problems.append(Problem("SG505", fields["url"].span, what))
            url = ""
        if _is_new_id(fields, seen, problems):
            yield Source(
                fields["id"].text,
                _text(fields, "title"),
                _text(fields, "publisher"),
                _year(fields, problems),
                url,
                _text(fields, "kind"),
                weight,
                record.span,
            )


def _is_new_id(fields: dict[str, Scalar], seen: set[str], problems: list[Problem]) -> bool:
    name = fields.get("id")
    if name is None:
        return False
    if not ID.fullmatch(name.text):
        hint = "use lower-case letters, digits and single hyphens"
        problems.append(Problem("SG505", name.span, f"`id: {name.text}` is not an id", hint))
        return False
    if name.text in seen:
        problems.append(Problem("SG506", name.span, f"the id `{name.text}` stands twice"))
        return False
    seen.add(name.text)
    return True


def _is_on(fields: dict[str, Scalar], name: str, problems: list[Problem]) -> bool:
    """Whether a setting that is on by itself is left on."""
    field = fields.get(name)
    if field is None or not field.text or field.text in BOOLEANS:
        return field is None or BOOLEANS.get(field.text, True)
    what = f"`{name}: {field.text}` is neither true nor false"
    problems.append(Problem("SG505", field.span, what))
    return True


def _year(fields: dict[str, Scalar], problems: list[Problem]) -> Year | None:
    field = fields.get("year")
    if field is None:
        return None
    year = read_year(field.text)
    if isinstance(year, Year):
        return year
    problems.append(Problem("SG505", field.span, f"`year: {field.text}` is not a year", year))
    return None


def _is_blank(node: Node) -> bool:
    """Whether nothing is there; a name without a value was reported already."""
    return isinstance(node, Scalar) and not node.text


def _record(node: Node | None, name: str, problems: list[Problem]) -> Mapped:
    if isinstance(node, Mapped):
        return node
    if node is not None and not _is_blank(node):
        problems.append(Problem("SG505", node.span, f"`{name}` takes a map of fields"))
    return Mapped((), Span("", 1))


def _records(node: Node | None, name: str, problems: list[Problem]) -> Rows[Mapped]:
    if node is None or _is_blank(node):
        return ()
    if not isinstance(node, Sequence):
        hint = "begin each entry with `- `, and indent what belongs to it"
        problems.append(Problem("SG505", node.span, f"{name} takes a list", hint))
        return ()
    good = []
    for item in node.items:
        if isinstance(item, Mapped):
            good.append(item)
        else:
            problems.append(Problem("SG505", item.span, f"{name} holds something without fields"))
    return good


def _fields(record: Mapped, names: dict[str, bool], problems: list[Problem]) -> dict[str, Scalar]:
    if not record.entries and not record.span.file:
        return {}
    fields, found = text_fields(record, names)
    problems += found
    for entry in record.entries:
        name = entry.key.text
        if name in names and name not in NESTED and not isinstance(entry.value, Scalar):
            what = f"`{name}` takes a text, not a list or a map"
            problems.append(Problem("SG505", entry.value.span, what, "put the value in quotes"))
    return fields


def _text(fields: dict[str, Scalar], name: str) -> str:
    return fields[name].text if name in fields else ""
