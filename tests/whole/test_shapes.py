"""Odd encodings, shapes and names: each gives the right result or a clear problem, and soon."""

from __future__ import annotations

import json
import resource
from collections.abc import Callable
from pathlib import Path

import pytest

from studyguide.edge.cli import main
from tests.whole.guides import GUIDE_YML, LETTER_MD, TINY, Folder

MakeFolder = Callable[..., Folder]
OTHER_MD = LETTER_MD.replace("id: letter", "id: {id}")
YAML_BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + last] * 9)}]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)
NOT_AN_ID = "is not an id (use lower-case letters, digits and single hyphens)"

CLEAR: dict[str, tuple[str, str | bytes, str]] = {
    "UTF-16": (
        "letter.md",
        LETTER_MD.encode("utf-16"),
        "docs/letter.md:1:1: error SG801: byte 0xff is not UTF-8 "
        "(save it anew with “Save as” in your editor, and choose UTF-8 as its encoding)",
    ),
    "Latin-1": (
        "letter.md",
        LETTER_MD.replace("Ana", "Aña").encode("latin-1"),
        "docs/letter.md:7:2: error SG801: byte 0xf1 is not UTF-8 "
        "(save it anew with “Save as” in your editor, and choose UTF-8 as its encoding)",
    ),
    "a picture saved as a page": (
        "a.md",
        b"GIF89a\x00\x01",
        "docs/a.md:1:7: error SG126: the character U+0000 is not part of a text "
        "(delete it; is the file a text?)",
    ),
    "5 MB in a page": (
        "a.md",
        "Word word.\n" * 480_000,
        "docs/a.md:1:1: error SG121: the file has 5,280,000 characters; it may have 1,000,000 "
        "(split the page)",
    ),
    "9 MB in a page": (
        "a.md",
        b" " * 9_000_000,
        "docs/a.md:1:1: error SG807: this file has 9,000,000 bytes; it may have 8,000,000",
    ),
    "3,000 blocks in a page": (
        "a.md",
        "/// note\n///\n\n" * 3_000,
        "docs/a.md:3001:1: error SG124: the page has 6,000 lines that open or close a block; "
        "it may have 2,000 (split the page)",
    ),
    "200 levels of lists": (
        "a.md",
        "\n".join("    " * depth + "- a" for depth in range(200)),
        "docs/a.md:26:1: error SG123: the line is indented by 102 columns; 100 are allowed "
        "(indent it less)",
    ),
    "200 levels of quotes": (
        "a.md",
        "\n".join("> " * depth + "a" for depth in range(1, 200)),
        "docs/a.md:21:1: error SG123: the line is nested 21 levels deep; 20 are allowed "
        "(use fewer marks)",
    ),
    "a line of 100,000 brackets": (
        "a.md",
        "[" * 100_000,
        "docs/a.md:1:1: error SG122: the line has 100,000 characters; it may have 10,000 "
        "(break the line)\n"
        "docs/a.md:1:1: error SG125: more than 100 marks `[` of this paragraph are open "
        "(close or delete them)",
    ),
    "aliases that expand without end": (
        "guide.yml",
        YAML_BOMB,
        "docs/guide.yml:1:4: error SG502: YAML anchors and aliases are not used in a guide",
    ),
    "aliases in front matter": (
        "a.md",
        f"---\n{YAML_BOMB}---\n\n# A\n",
        "docs/a.md:2:4: error SG118: YAML anchors and aliases are not used in a guide",
    ),
    "700 levels of settings": (
        "guide.yml",
        "\n".join(" " * depth + "a:" for depth in range(700)),
        "docs/guide.yml:11:11: error SG502: lists and maps stand more than 10 levels "
        "inside each other",
    ),
    "9,000 brackets in settings": (
        "guide.yml",
        "a: " + "[" * 9_000,
        "docs/guide.yml:1:13: error SG502: lists and maps stand more than 10 levels "
        "inside each other",
    ),
    "a key that stands twice": (
        "guide.yml",
        GUIDE_YML + "guide: {}\n",
        "docs/guide.yml:14:1: error SG506: `guide` stands twice",
    ),
    "a name that YAML reads as false": (
        "guide.yml",
        GUIDE_YML.replace("year: 2020", "year: no"),
        "docs/guide.yml:5:9: error SG505: `year: no` is not a year "
        "(write it as in `1606`, `44 BC`, `about 1606` or `1603-1606`)",
    ),
    "an id that differs only by case": (
        "a.md",
        OTHER_MD.format(id="Letter"),
        f"docs/a.md:4:9: error SG203: `id: Letter` {NOT_AN_ID}",
    ),
    "an id that differs only by accents": (
        "a.md",
        OTHER_MD.format(id="léttér"),
        f"docs/a.md:4:9: error SG203: `id: léttér` {NOT_AN_ID}",
    ),
    "a citation that differs only by case": (
        "a.md",
        "# A\n\nAna [@Review].\n",
        "docs/a.md:3:7: error SG302: there is no source `Review` (did you mean `review`?)",
    ),
    "a name with a mark of addresses": (
        "a?.md",
        "# A\n",
        "docs/a?.md:1:1: error SG810: the name of this file holds `?` (rename it)",
    ),
    "a name that differs only by case": (
        "Letter.md",
        "# A\n",
        "docs/letter.md:1:1: error SG810: the name of this file differs from `Letter.md` only by "
        "case or accents (rename it)",
    ),
    "a name with its accents apart": (
        "cafe\u0301.md",
        "# A\n",
        "docs/cafe\u0301.md:1:1: error SG810: the name of this file writes its accents apart from "
        "their letters (rename it)",
    ),
}


@pytest.mark.parametrize("name", CLEAR)
def test_what_cannot_be_read_right_is_a_clear_problem(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    file, content, said = CLEAR[name]
    folder = tiny()
    folder.write({file: content})
    assert main(["check", "-f", str(folder.config)]) == 1
    assert capsys.readouterr().out == f"{said}\n"


@pytest.mark.slow
def test_memory_stays_bounded(tiny: MakeFolder) -> None:
    """The worst files together take a check no more memory than a guide of this size may."""
    folder = tiny()
    folder.write({f"a{n}.md": "Word word.\n" * 700_000 for n in range(4)})
    assert folder.run("studyguide.edge.cli", "check").code == 1
    kilobytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    assert kilobytes < 800_000


@pytest.mark.slow
def test_odd_encodings_and_names_give_the_right_result(
    tiny: MakeFolder, site_of_tiny: Path
) -> None:
    """The same guide from Windows, with tabs, beside empty pages and odd but good names."""
    windows = {
        name: "\ufeff" + text.replace("    ", "\t" if name.endswith(".md") else "    ")
        for name, text in TINY.items()
    }
    folder = tiny({name: text.replace("\n", "\r\n") for name, text in windows.items()})
    folder.write(
        {
            "empty.md": "",
            "only spaces.md": "  \n\n",
            "comment.md": "<!-- nothing -->",
            "niños/la niña.md": "# Los niños\n\nSee [the letter](../letter.md), [itself]"
            "(la%20niña.md) and [again](<la niña.md>).\n",
            "rtl.md": "# שלום\n\nمرحبا \u202eabc\u202c [@review].\n",
        }
    )
    result = folder.build_here()
    assert result.code == 0, result.output
    ours, plain = (
        json.loads((p / "guide.json").read_text("utf-8")) for p in (folder.site, site_of_tiny)
    )
    assert ours["scenes"] == plain["scenes"]
    assert ours["work"] == plain["work"]
    page = (folder.site / "niños" / "la niña.html").read_text("utf-8")
    assert 'href="../letter.html"' in page
    assert "مرحبا" in (folder.site / "rtl.html").read_text("utf-8")


@pytest.mark.slow
def test_a_letter_that_no_font_has_is_named_where_it_stands(tiny: MakeFolder) -> None:
    folder = tiny()
    folder.write({"letter.md": LETTER_MD.replace("door", "door \U0010fffd")})
    result = folder.build_here()
    assert result.problems == [
        "docs/letter.md:7:35: error SG707: the fonts of the PDF have no `\U0010fffd` (U+10FFFD) "
        "(write it in words, or name a package that has it under `fonts` in guide.yml)"
    ]


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (
            "docs_dir: nowhere\n",
            "Config value 'docs_dir': The path '{folder}/nowhere' isn't an existing directory.",
        ),
        (
            "site_dir: docs/site\n",
            "Config value 'site_dir': The 'site_dir' should not be within the 'docs_dir' as this "
            "leads to the build directory being copied into itself and duplicate nested files in "
            "the 'site_dir'. (site_dir: '{folder}/docs/site', docs_dir: '{folder}/docs')",
        ),
        (
            "nav: [index.md, 7]\n",
            "Config value 'nav': Expected nav item to be a string or dict, got a int: 7",
        ),
        (
            "markdown_extensions: [nowhere.at_all]\n",
            "Config value 'markdown_extensions': Failed to load extension 'nowhere.at_all'.\n"
            "ModuleNotFoundError: No module named 'nowhere'",
        ),
        (
            "theme: nowhere\n",
            "Config value 'theme': Unrecognised theme name: 'nowhere'. The available installed "
            "themes are: mkdocs, readthedocs, material",
        ),
        (
            "hooks: [nowhere.py]\n",
            "Config value 'hooks': The path '{folder}/nowhere.py' isn't an existing file.",
        ),
        (
            "extra_css: 7\n",
            "Config value 'extra_css': Expected type: <class 'list'> but received: <class 'int'>",
        ),
    ],
)
def test_a_configuration_that_mkdocs_refuses_is_a_clear_message(
    tiny: MakeFolder,
    config: str,
    said: str,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    folder = tiny(config=config)
    assert main(["check", "-f", str(folder.config)]) == 2
    assert [record.getMessage() for record in caplog.records] == [said.format(folder=folder.path)]
    assert capsys.readouterr().err == "studyguide: Aborted with a configuration error!\n"


def test_a_configuration_that_builds_no_guide_is_a_clear_message(
    tiny: MakeFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny()
    folder.config.write_text("site_name: Notes\n", "utf-8")
    assert main(["check", "-f", str(folder.config)]) == 2
    assert capsys.readouterr().err == (
        "studyguide: add `studyguide` to `plugins` in mkdocs.yml, or it is no guide\n"
    )
