"""What one build of the real guide gives: every file, and what guide.json says of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from studyguide.language.kinds import KINDS
from tests.whole.conftest import QUICK, Built, copy_of_the_guide
from tests.whole.guides import nav_urls, new_folder, tree

Node = dict[str, Any]

LISTS_BY_KEY = {
    "act": "acts",
    "characters": "characters",
    "cites": "sources",
    "comparison": "comparisons",
    "questions": "questions",
    "quizzes": "quizzes",
    "scene": "scenes",
    "scenes": "scenes",
    "term": "terms",
    "theme": "themes",
    "theme_reasons": "themes",
    "themes": "themes",
    "to": "characters",
}
"""The keys of a node that name others, and the list in which those stand."""
NOT_BLOCKS = {"pages", "acts", "sources"}
WITH_OPTIONS = {"choice", "true-false"}
CODE = "pre, code, script, style"


def nodes(data: Node) -> Iterator[tuple[str, Node]]:
    """Every node, with the name of its list."""
    yield "work", data["work"]
    for name, items in data.items():
        if isinstance(items, list):
            yield from ((name, item) for item in items)


def named(node: Node, listed: str) -> Iterator[tuple[str, str]]:
    """Every id that a node names, with the key under which it does."""
    for key, value in node.items():
        if key in LISTS_BY_KEY and (listed, key) != ("terms", "term"):
            names = [value] if isinstance(value, str) else value or []
            rows = (name if isinstance(name, str) else name["id"] for name in names)
            yield from ((key, name) for name in rows)
        elif isinstance(value, dict):
            yield from named(value, listed)
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, dict):
                    yield from named(item, listed)


def readable_lines(page: LexborHTMLParser) -> list[str]:
    """The lines of a page that are not code."""
    copy = LexborHTMLParser(page.html or "")
    for element in copy.css(CODE):
        element.decompose()
    assert copy.body is not None
    return [line.strip() for line in copy.body.text(separator="\n").split("\n")]


def test_the_outputs_exist(built: Built) -> None:
    wanted = ["index.html", "guide.json", "404.html", "search/search_index.json"]
    wanted += nav_urls()
    assert [name for name in wanted if not (built.site / name).is_file()] == []
    for link_id in QUICK:
        assert built.pdf(link_id).read_bytes().startswith(b"%PDF-")


def test_nothing_stays_beside_the_site(built: Built) -> None:
    beside = {path.name for path in built.folder.path.iterdir()}
    assert beside == {"docs", "mkdocs.yml", "site", ".studyguide", "books"}


@pytest.mark.parametrize(
    ("name", "fewest"),
    [
        ("scenes", 20),
        ("characters", 8),
        ("themes", 6),
        ("comparisons", 12),
        ("questions", 12),
        ("terms", 20),
        ("acts", 1),
        ("symbols", 1),
        ("quizzes", 1),
        ("sources", 1),
    ],
)
def test_the_guide_is_not_smaller_than_promised(built: Built, name: str, fewest: int) -> None:
    assert len(built.data[name]) >= fewest


def test_ids_are_unique_and_every_named_id_exists(built: Built) -> None:
    ids = {
        name: [item["id"] for item in items]
        for name, items in built.data.items()
        if isinstance(items, list)
    }
    assert {name: len(found) - len(set(found)) for name, found in ids.items()} == dict.fromkeys(
        ids, 0
    )
    missing = [
        f"{listed} {node['id']}: {key} names {name}"
        for listed, node in nodes(built.data)
        for key, name in named(node, listed)
        if name not in ids[LISTS_BY_KEY[key]]
    ]
    everywhere = {built.data["work"]["id"], *(name for found in ids.values() for name in found)}
    missing += [
        f"source {source['id']}: cited_by names {name}"
        for source in built.data["sources"]
        for name in source["cited_by"]
        if name not in everywhere
    ]
    assert missing == []


def test_references_agree_in_both_directions(built: Built) -> None:
    data = built.data
    cast = {node["id"]: node["characters"] for node in data["scenes"]}
    for character in data["characters"]:
        assert character["scenes"] == [s for s, who in cast.items() if character["id"] in who]
    asked = {quiz["id"]: quiz["questions"] for quiz in data["quizzes"]}
    for question in data["questions"]:
        assert question["quizzes"] == [q for q, row in asked.items() if question["id"] in row]
    cited: dict[str, set[str]] = {}
    for _, node in nodes(data):
        for name in node.get("cites", ()):
            cited.setdefault(name, set()).add(node["id"])
    for source in data["sources"]:
        assert cited.get(source["id"], set()) <= set(source["cited_by"])
        assert source["cited_by"], source["id"]
    assert [source["number"] for source in data["sources"]] == [
        number for number, _ in enumerate(data["sources"], 1)
    ]


def test_scenes_and_comparisons_cite_sources(built: Built) -> None:
    uncited = [node["id"] for node in built.data["scenes"] if not node["cites"]]
    uncited += [
        f"{node['id']} {side}"
        for node in built.data["comparisons"]
        for side in ("work", "life")
        if not node[side]["cites"] or not node[side]["text"]
    ]
    assert uncited == []


def test_every_node_names_the_first_line_of_its_source(built: Built) -> None:
    lines = {
        f"docs/{path.relative_to(built.folder.docs).as_posix()}": path.read_text("utf-8").split(
            "\n"
        )
        for path in built.folder.docs.rglob("*")
        if path.is_file()
    }
    wrong = []
    for listed, node in nodes(built.data):
        place = node["source"]
        below = lines[place["file"]][place["line"] - 1 :]
        if listed == "pages":
            words = re.sub(r"[*_]|\s*\{[^}]*\}", "", below[0])
            good = words == f"# {node['title']}"
        elif listed == "work":
            good = below[0].strip() == f"title: {node['title']}"
        elif listed in NOT_BLOCKS:
            good = below[0].strip() == f"- id: {node['id']}"
        else:
            options = [line for line in below[1:12] if line.startswith("    ")]
            good = below[0].startswith("/// ") and f"    id: {node['id']}" in options
        if not good:
            wrong.append(f"{listed} {node['id']}: {place['file']}:{place['line']}: {below[0]}")
    assert wrong == []


def test_every_url_leads_to_a_page_and_a_place_on_it(built: Built) -> None:
    lost = []
    for listed, node in nodes(built.data):
        path, _, anchor = node["url"].partition("#")
        page = built.pages.get(path or "index.html")
        if page is None or (anchor and page.css_first(f'[id="{anchor}"]') is None):
            lost.append(f"{listed} {node['id']}: {node['url']}")
        if listed not in {"work", "pages", "acts"} and not anchor:
            lost.append(f"{listed} {node['id']}: {node['url']} has no anchor")
    assert lost == []


def test_ids_stand_once_on_a_page(built: Built) -> None:
    for name, page in built.pages.items():
        ids = [element.attributes["id"] or "" for element in page.css("[id]")]
        assert sorted(found for found in set(ids) if ids.count(found) > 1) == [], name


def test_no_markup_of_blocks_is_readable(built: Built) -> None:
    options = sorted({option.name for kind in KINDS.values() for option in kind.options})
    slashes = re.compile(r"^/{3}|^\[[ x]\]\s|\[@")
    raw = re.compile(rf"^(?:{'|'.join(options)}):\s")
    leaked = [
        f"{name}: {line}"
        for name, page in built.pages.items()
        for line in readable_lines(page)
        if slashes.search(line) or (raw.match(line) and not name.startswith("authors/"))
    ]
    assert leaked == []
    index = json.loads((built.site / "search/search_index.json").read_text("utf-8"))
    assert [entry["location"] for entry in index["docs"] if "///" in entry["text"]] == []


def test_no_neutral_markup_reaches_a_page(built: Built) -> None:
    neutral = "sg-cite, sg-slot, [data-sg], [href^='guide:'], [src^='guide:']"
    found = {name: [node.html for node in page.css(neutral)] for name, page in built.pages.items()}
    assert {name: nodes for name, nodes in found.items() if nodes} == {}


def test_plain_texts_carry_no_markup(built: Built) -> None:
    marks = re.compile(r"\[@|<[a-z]+[ >]|\]\(|\*\*|&(?:amp|lt|gt|quot);")

    def texts(value: object, key: str = "") -> Iterator[str]:
        if isinstance(value, str) and not key.endswith("_html"):
            yield value
        elif isinstance(value, dict):
            for name, item in value.items():
                yield from texts(item, name)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item, key)

    assert [text for text in texts(built.data) if marks.search(text)] == []


def test_every_option_has_a_reason_and_every_other_question_a_model(built: Built) -> None:
    wanting = []
    for question in built.data["questions"]:
        if question["kind"] in WITH_OPTIONS:
            keys = [option["correct"] for option in question["options"]]
            good = keys.count(True) == 1 and len(keys) >= 2
            good = good and all(option["reason"] for option in question["options"])
        elif question["kind"] in {"short", "essay"}:
            good = bool(question["model_answer"] or question.get("rubric"))
            good = good and bool(question["look_for"])
        else:
            good = True
        if not good or not question["stem"]:
            wanting.append(question["id"])
    assert wanting == []


ELSEWHERE = {
    "PYTHONHASHSEED": "2",
    "TZ": "Pacific/Kiritimati",  # it is tomorrow there
    "LC_ALL": "C",
    "LANG": "C",
    "PYTHONUTF8": "0",
    "PYTHONCOERCECLOCALE": "0",
    "TMPDIR": "/var/tmp",
}
"""Another machine, as far as one machine can be two."""


def differing(one: Path, other: Path) -> list[str]:
    """The files of two sites that are not the same, or only in one of them."""
    first, second = tree(one), tree(other)
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(built: Built, tmp_path: Path) -> None:
    folder = copy_of_the_guide(tmp_path / "another" / "place-with-a-longer-name")
    result = folder.build(**ELSEWHERE)
    assert result.code == 0, result.output
    assert differing(built.site, folder.site) == []


def test_two_builds_of_a_small_guide_give_the_same_bytes(
    site_of_tiny: Path, tmp_path: Path, fonts: Path
) -> None:
    folder = new_folder(tmp_path / "another" / "place-with-a-longer-name", fonts=fonts)
    result = folder.build(**ELSEWHERE)
    assert result.code == 0, result.output
    assert (folder.site / "search" / "search_index.json").is_file()
    assert differing(site_of_tiny, folder.site) == []


def test_no_output_names_the_machine(built: Built) -> None:
    here = str(built.folder.path).encode()
    files = (path for path in built.site.rglob("*") if path.is_file())
    assert [path for path in files if here in path.read_bytes()] == []
