"""Check that every id, citation and link leads somewhere."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from studyguide.language.kinds import KINDS
from studyguide.language.yaml_nodes import ID, forgotten_comma
from studyguide.model import STUDENTS, TEACHERS, Citation, Guide, Link, LinkKind, Page, Reference
from studyguide.problems import Problem, did_you_mean, nearest, shortened

PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
SCHEMES = ("http", "https", "mailto")


def check_ids(guide: Guide) -> Iterator[Problem]:
    """Every id stands once; pages that are for authors have blocks of their own."""
    first: dict[str, str] = {}
    for block in guide.blocks():
        if not block.id:
            continue
        if block.id in first:
            what = f"the id `{block.id}` is taken by the block at {first[block.id]}"
            yield Problem("SG303", block.span, what, "give one of the two another id")
        first.setdefault(block.id, f"{block.span.file}:{block.span.line}")


def check_references(guide: Guide) -> Iterator[Problem]:
    """Every option that names a block names one that exists and is of the right kind."""
    known: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    for block in guide.blocks():
        if block.id:
            known[block.kind_name][block.id] = block.title
    for block in guide.blocks():
        seen: set[tuple[str, str]] = set()
        for reference in block.references:
            if reference.kind in known and reference.id not in known[reference.kind]:
                yield _unknown(reference, known[reference.kind])
            if (reference.option, reference.id) in seen and reference.kind == "question":
                what = f"the question `{reference.id}` stands twice in this quiz"
                yield Problem("SG409", reference.span, what)
            seen.add((reference.option, reference.id))


def check_acts(guide: Guide) -> Iterator[Problem]:
    """Every option that names an act names one of guide.yml."""
    yield from _check_named(guide, "act", {act.id: act.title for act in guide.acts})


def check_quoted(guide: Guide) -> Iterator[Problem]:
    """Every option that names a source names one of sources.yml."""
    yield from _check_named(guide, "source", {one.id: one.title for one in guide.sources})


def _check_named(guide: Guide, kind: str, known: Mapping[str, str]) -> Iterator[Problem]:
    for block in guide.blocks():
        for reference in block.references:
            if reference.kind == kind and reference.id not in known:
                yield _unknown(reference, known)


def _unknown(reference: Reference, known: Mapping[str, str]) -> Problem:
    """A name that is no id of its kind; `known` are the ids, each with its title."""
    name = shortened(reference.id)
    what = f"`{reference.option}` names the {reference.kind} `{name}`, which does not exist"
    return Problem("SG301", reference.span, what, _hint(reference.id, known))


def _hint(name: str, known: Mapping[str, str]) -> str:
    """What may have been meant: the id of a title, ids without their comma, or one like it."""
    by_title = {title.lower(): block_id for block_id, title in known.items()}
    slug = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
    block_id = by_title.get(name.lower(), slug if slug in known else "")
    if not block_id and (hint := forgotten_comma(name, known)):
        return hint
    if not block_id and not ID.fullmatch(name):
        block_id = by_title.get(nearest(name, by_title), "")
    if block_id:
        return f"ids stand here, not titles; did you mean `{block_id}`?"
    return did_you_mean(name, known)


def check_citations(guide: Guide) -> Iterator[Problem]:
    """Every citation names a source that exists."""
    facts = [citation for fact in guide.work.facts for citation in fact.citations]
    for cited in (facts, *(page.citations for page in guide.pages)):
        unknown = [one for one in cited if one.source not in guide.source_by_id]
        counts = Counter(one.source for one in unknown)
        first = {one.source: one for one in reversed(unknown)}
        for name, citation in first.items():
            yield _unknown_source(citation, counts[name], guide)


def _unknown_source(citation: Citation, count: int, guide: Guide) -> Problem:
    hint = did_you_mean(citation.source, guide.source_by_id)
    what = f"there is no source `{citation.source}`"
    if count > 1:
        what += f", which is cited {count} times in this file"
    return Problem("SG302", citation.span, what, hint)


def check_slips(guide: Guide) -> Iterator[Problem]:
    """No source is named in the way of a citation that has lost a mark."""
    for page in guide.pages:
        for slip in page.slips:
            if slip.source in guide.source_by_id:
                what = f"`{slip.source}` is a source, but this does not cite it"
                yield Problem("SG306", slip.span, what, f"write `[@{slip.source}]`")
        for citation in page.citations:
            for name in citation.place.split(","):
                if name.strip() in guide.source_by_id:
                    what = f"`{name.strip()}` is a source, but stands as a place in another"
                    hint = f"set a semicolon before it: `; @{name.strip()}`"
                    yield Problem("SG306", citation.span, what, hint)


def check_links(
    guide: Guide, files: Collection[str], extra_ids: Collection[str] = ()
) -> Iterator[Problem]:
    """Every Markdown link leads to a block, a page or a file of the guide, or to the web.

    `files` are the source URIs of everything in the guide's folder; `extra_ids` are ids that
    links may name besides those of blocks, such as the editions'.
    """
    ids = {*guide.by_id, *extra_ids}
    for page in guide.pages:
        for link in page.links:
            if link.kind is LinkKind.REFERENCE:
                if link.target not in ids:
                    hint = did_you_mean(link.target, ids)
                    yield Problem("SG307", link.span, f"there is no `{link.target}` to link", hint)
            else:
                yield from _check_target(page, link, files)


def check_teachers_files(guide: Guide) -> Iterator[Problem]:
    """No page for students leads to a file for teachers."""
    hidden = {file.name for file in guide.downloads if file.audience == TEACHERS}
    for page in (page for page in guide.pages if page.audience == STUDENTS):
        for link in page.links:
            if link.kind is LinkKind.REFERENCE and link.target in hidden:
                what = f"`{link.target}` is for teachers, and this page is for students"
                yield Problem("SG315", link.span, what, "link it from a page for teachers")


def _check_target(page: Page, link: Link, files: Collection[str]) -> Iterator[Problem]:
    scheme = re.match(r"([a-zA-Z][\w+.-]*):", link.target)
    if not _is_address(link.target):
        yield Problem("SG304", link.span, f"`{link.target}` is not an address")
    elif link.kind is LinkKind.IMAGE and (scheme or link.target.startswith("//")):
        what = f"the image `{link.target}` is not a file of the guide"
        hint = "put the file into the guide's folder and name it by its path"
        yield Problem("SG309", link.span, what, hint)
    elif scheme and scheme[1].lower() not in SCHEMES:
        hint = "link to https:, or to a page of the guide"
        yield Problem("SG308", link.span, f"links must not use `{scheme[1]}:`", hint)
    elif not scheme and not link.target.startswith("//"):
        yield from _check_file(page, link, files)


def _check_file(page: Page, link: Link, files: Collection[str]) -> Iterator[Problem]:
    target = linked_file(page.src, link.target)
    if target != page.src and target not in files:
        hint = did_you_mean(target, files)
        yield Problem("SG304", link.span, f"there is no file `{target}`", hint)
    elif link.target.startswith("/"):  # only some servers know where the guide's folder begins
        hint = f"write `{_seen_from(page.src, target)}{_after_path(link.target)}`"
        yield Problem("SG304", link.span, f"`{link.target}` does not begin at this page", hint)


def _seen_from(src: str, file: str) -> str:
    return posixpath.relpath(file, posixpath.dirname(src) or ".")


def _after_path(target: str) -> str:
    return target[len(target.split("#")[0].split("?")[0]) :]


def check_cover(guide: Guide, files: Collection[str]) -> Iterator[Problem]:
    """The picture on the cover is a file of the guide."""
    cover, span = guide.imprint.cover, guide.imprint.cover_span
    if span is not None and cover not in files:
        what = f"the cover `{cover}` is not a file of the guide"
        yield Problem("SG309", span, what, did_you_mean(cover, _pictures(files)))


def check_print_css(guide: Guide, files: Collection[str]) -> Iterator[Problem]:
    """The guide's own stylesheets for the books are files of the guide."""
    for sheet in guide.imprint.print_css:
        if sheet.path not in files:
            what = f"there is no file `{sheet.path}`"
            sheets = [file for file in files if file.endswith(".css")]
            yield Problem("SG304", sheet.span, what, did_you_mean(sheet.path, sheets))


def _pictures(files: Collection[str]) -> list[str]:
    return [file for file in files if file.lower().endswith(PICTURES)]


def check_index(guide: Guide) -> Iterator[Problem]:
    """Every name that the index looks for stands in the guide, in one of its spellings."""
    texts = [text.markdown for page in guide.pages for text in page.prose]
    texts += [text.markdown for block in guide.blocks() for text in block.texts]
    words = " ".join(" ".join(texts).split())
    for name in guide.index:
        if not any(spelling in words for spelling in name.spellings):
            yield Problem("SG507", name.span, f"the guide never says `{name.spellings[0]}`")


def _is_address(target: str) -> bool:
    try:
        urlsplit(target)
    except ValueError:
        return False
    return True


def linked_file(src: str, target: str) -> str:
    """The source URI that a relative link leads to from the page `src`."""
    path = unquote(urlsplit(target).path)
    if not path:
        return src
    if path.startswith("/"):
        return posixpath.normpath(path.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(src), path))


def check_anchors(guide: Guide, anchors: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Every link to a place inside a page finds it; `anchors` are the ids of each rendered page."""
    for page in guide.pages:
        for link in page.links:
            if not _is_address(link.target):
                continue
            fragment = unquote(urlsplit(link.target).fragment)
            if link.kind is not LinkKind.TARGET or not fragment or ":" in link.target:
                continue
            target = linked_file(page.src, link.target)
            if target in anchors and fragment not in anchors[target]:
                what = f"`{target}` has no heading or block `#{fragment}`"
                hint = did_you_mean(fragment, anchors[target])
                yield Problem("SG305", link.span, what, hint)
