"""What holds of any text: a guide and problems come out, in their places, the same each time."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from studyguide.language.kinds import KINDS, Body, Kind, OptionRule, Sort
from studyguide.language.parse import Texts, parse
from studyguide.model import Block, Guide, Span, Year
from tests.guides import GUIDE_YML, SOURCES_YML, compiled, tiny_guide, tiny_pages

PIECES = [
    *(f"/// {name} | Title" for name in KINDS),
    *(
        "///",
        "////",
        "//// work",
        "/// question | A?",
        "#",
        "```",
        "---",
        "<!--",
        "-->",
        ">",
        "___",
    ),
    *("    id: a", "    id: letter", "    act: act-1", "    kind: choice", "    level: recall"),
    *("- [x] A", "- [ ] B", "    > Because.", "1. A", "- a = b", "[@review]", "[@no", "[a][b]"),
    *("[a](b.md)", "<script>", "audience: teachers", "{ #a }", "\t", "", " ", "___"),
]
LINES = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=24).map("\n".join)
YAML = st.text(alphabet="abiw:-[]{} \n\"'#", max_size=60) | st.sampled_from(
    [GUIDE_YML, SOURCES_YML]
)


def spans(guide: Guide) -> list[Span]:
    """The place of everything that the guide's pages hold."""
    found = []
    for page in guide.pages:
        found += [page.span, *(h.span for h in page.headings), *(c.span for c in page.citations)]
        found += [link.span for link in page.links] + [text.span for text in page.prose]
        for block in page.blocks:
            found += [block.span, *(text.span for text in block.texts)]
            found += [reference.span for reference in block.references]
    return found


def lines_of(texts: Texts) -> dict[str, list[str]]:
    files: dict[str, str] = {texts.path(src): text for src, text in texts.pages.items()}
    files |= {"docs/guide.yml": texts.guide or "", "docs/sources.yml": texts.sources or ""}
    unified = {name: text.replace("\r\n", "\n").replace("\r", "\n") for name, text in files.items()}
    return {name: text.expandtabs(4).split("\n") for name, text in unified.items()}


def assert_inside(places: list[Span], lines: Mapping[str, list[str]]) -> None:
    """Every place is one of its file."""
    for span in places:
        assert 1 <= span.line <= len(lines[span.file])
        assert span.line <= span.end_line <= len(lines[span.file])
        assert 1 <= span.column <= len(lines[span.file][span.line - 1]) + 1


@settings(max_examples=25)
@given(LINES)
def test_any_page_gives_a_guide_and_problems_in_their_places(text: str) -> None:
    texts = tiny_guide({"page.md": text})
    found = compiled(texts)
    lines = lines_of(texts)
    assert_inside(spans(found.guide), lines)
    assert_inside([problem.span for problem in (*found.problems, *found.notes)], lines)
    assert all("\n" not in str(problem) for problem in found.problems)


@given(YAML, YAML)
def test_any_settings_give_a_guide_and_problems_in_their_places(guide: str, sources: str) -> None:
    texts = Texts({"index.md": "# A\n"}, guide, sources)
    found = compiled(texts)
    assert_inside([problem.span for problem in found.problems], lines_of(texts))


@settings(max_examples=25)
@given(LINES)
def test_checking_twice_says_the_same(text: str) -> None:
    texts = tiny_guide({"page.md": text})
    assert compiled(texts) == compiled(texts)


def content(block: Block) -> dict[str, Any]:
    """What a block says, wherever it stands."""
    left_out = {"span", "index", "page", "heading_level"}
    values = {name: value for name, value in vars(block).items() if name not in left_out}
    return {name: without_places(value) for name, value in values.items()}


def without_places(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(without_places, value))
    if hasattr(value, "__dataclass_fields__"):
        return {k: without_places(v) for k, v in vars(value).items() if not k.endswith("span")}
    return value


@settings(max_examples=12)
@given(st.randoms(use_true_random=False))
def test_ids_and_contents_are_the_same_wherever_blocks_stand(random: Random) -> None:
    pages = tiny_pages()
    moved: dict[str, list[str]] = {src: [] for src in pages}
    for kind in KINDS.values():
        moved[random.choice(list(pages))].append(kind.example)
    for examples in moved.values():
        random.shuffle(examples)
    texts = {src: "# A page\n\n" + "\n".join(blocks) for src, blocks in moved.items()}
    before, after = (
        {block.id: content(block) for block in parse(Texts(t, GUIDE_YML, SOURCES_YML))[0].blocks()}
        for t in ({"a.md": "\n".join(kind.example for kind in KINDS.values())}, texts)
    )
    assert before == after


WORD = st.from_regex(r"[a-zé]{1,8}( [a-zé]{1,8})?", fullmatch=True)
NAME = st.from_regex(r"[a-z]{1,5}(-[a-z0-9]{1,4})?", fullmatch=True)


def value(rule: OptionRule) -> st.SearchStrategy[Any]:
    """A value that an option may have, as the model has it."""
    by_sort: dict[Sort, st.SearchStrategy[Any]] = {
        Sort.CHOICE: st.sampled_from(rule.choices or ("a",)),
        Sort.INTEGER: st.integers(rule.low, rule.high or rule.low),
        Sort.BOOLEAN: st.booleans(),
        Sort.REFERENCES: st.lists(NAME, min_size=1, max_size=3, unique=True),
        Sort.TEXTS: st.lists(WORD, min_size=1, max_size=3, unique=True),
        Sort.CHOICES: st.lists(st.sampled_from(rule.choices or ("a",)), min_size=1, unique=True),
        Sort.TEXT: WORD,
        Sort.YEAR: st.integers(-999, 9999).filter(bool).map(lambda year: Year(year, year)),
    }
    return by_sort.get(rule.sort, NAME)


def written(found: object) -> str:
    """A value as an author writes it."""
    if isinstance(found, bool):
        return str(found).lower()
    if isinstance(found, Year):
        return str(found.first)
    return f"[{', '.join(map(str, found))}]" if isinstance(found, list) else str(found)


@st.composite
def block_texts(draw: st.DrawFn) -> tuple[Kind, dict[str, Any], dict[str, str], str]:
    """A kind, its options and the texts of its parts, and all of it as a block."""
    kind = draw(st.sampled_from([k for k in KINDS.values() if k.name not in ("show", "question")]))
    maps = (Sort.STRENGTHS, Sort.TIES, Sort.WAIVERS)
    rules = [rule for rule in kind.options if rule.sort not in maps]
    options = {
        rule.name: draw(value(rule)) for rule in rules if rule.required or draw(st.booleans())
    }
    parts = {rule.name: draw(WORD) for rule in kind.parts if not rule.titled}
    lines = [f"/// {kind.name} | Title"]
    lines += [f"    {name}: {written(found)}" for name, found in options.items()]
    lines += ["", "Body text." if kind.body is not Body.NONE else "", ""]
    for name, text in parts.items():
        lines += [f"//// {name}", text, "////", ""]
    return kind, options, parts, "\n".join([*lines, "///"])


NAMES = {"questions": "listed"}
"""Options that the model calls by another name."""


@given(block_texts())
def test_a_block_survives_the_way_into_the_model(
    made: tuple[Kind, dict[str, Any], dict[str, str], str],
) -> None:
    kind, options, parts, text = made
    guide, problems = parse(Texts({"a.md": text}, GUIDE_YML, SOURCES_YML))
    (block,) = guide.blocks()
    assert [str(problem) for problem in problems if problem.code != "SG105"] == []
    assert (block.kind_name, block.title) == (kind.name, "Title")
    for name, expected in options.items():
        got = getattr(block, NAMES.get(name, name.replace("-", "_")))
        assert got == (tuple(expected) if isinstance(expected, list) else expected)
    assert {part.name: part.text.markdown for part in block.parts} == parts
