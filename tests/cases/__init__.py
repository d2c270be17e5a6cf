"""Cases as text: the tiny guide with other files, and what is said of it.

They are written as the examples of the catalogue are (`studyguide.problems.examples`), and those
are among them, so that nothing is told twice. Here a file may also be a change: in
`guide.yml with`, each line `old => new` changes the tiny guide's own file, `guide.yml is missing`
takes it away, and `page.html` gives what Markdown made of `page.md`. `language` makes the guide
one in the language of that code.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from studyguide.edge.files.folder import list_folder
from studyguide.language.parse import Texts
from studyguide.problems.examples import PAGE, Example, parse_examples, read_examples, written_out
from studyguide.words.rules import rules_of
from tests.guides import (
    GUIDE_YML,
    RULES_FOR_QUESTIONS,
    SOURCES_YML,
    compiled,
    messages,
    tiny_pages,
)

HERE = Path(__file__).parent


def read_cases() -> list[Example]:
    """Every example of the catalogue that has files, and every case of the files here."""
    here = [case for path in sorted(HERE.glob("*.txt")) for case in parse(path)]
    told = [example for examples in read_examples().values() for example in examples]
    return [example for example in told if example.wrong] + here


def parse(path: Path) -> list[Example]:
    """The cases of a file."""
    return parse_examples(path.read_text(encoding="utf-8"))


def guide_of(files: Mapping[str, str]) -> Texts:
    """The tiny guide with these files in it.

    A page with the name of one of its own takes the place of that. Another `sources.yml` comes
    with its first page alone, because the others cite what stands in its own.
    """
    pages = tiny_pages()
    if "sources.yml" in files:
        pages = {"index.md": "# The Lighthouse\n"}
    pages |= _in_language(pages, files)
    pages |= {name: written_out(text) for name, text in files.items() if name.endswith(".md")}
    settings = GUIDE_YML.replace("language: en", f"language: {_language(files)}")
    guide = _settings(files, "guide.yml", settings)
    return Texts(pages, guide, _settings(files, "sources.yml", SOURCES_YML))


def _language(files: Mapping[str, str]) -> str:
    return files.get("language", "en").strip()


def _in_language(pages: Mapping[str, str], files: Mapping[str, str]) -> dict[str, str]:
    """The pages of the tiny guide with the words for true and false of the case's language."""
    rules = rules_of(_language(files))
    words = {"- [x] True": rules.true_words[0], "- [ ] False": rules.false_words[0]}
    text = pages.get("question.md", "")
    for old, word in words.items():
        text = text.replace(old, f"{old[:6]}{word}")
    return {"question.md": text} if text else {}


def made_of(files: Mapping[str, str]) -> dict[str, str]:
    """The pages whose HTML is given."""
    return {PAGE: files["page.html"]} if "page.html" in files else {}


def _settings(files: Mapping[str, str], name: str, text: str) -> str | None:
    if f"{name} is missing" in files:
        return None
    for line in files.get(f"{name} with", "").splitlines():
        old, _, new = written_out(line).replace("\\n", "\n").partition(" => ")
        if text.count(old) != 1:
            raise ValueError(f"`{old}` does not stand once in {name}")
        text = text.replace(old, new)
    return files.get(name, text)


def heard(code: str, files: Mapping[str, str], folder: Path) -> list[str]:
    """What is said of the files of an example for a code; `folder` is an empty one to use.

    The rules for questions also speak of the tiny guide's own, so of those codes only what is
    said of the example's files counts; and what lies in a folder is told by the folder.
    """
    if code.startswith("SG8"):
        for name, text in files.items():
            (folder / name).write_text(written_out(text), encoding="utf-8")
        return [str(problem) for problem in list_folder(folder, "docs").problems]
    if code.startswith(RULES_FOR_QUESTIONS):
        found = compiled(guide_of(files))
        mine = {f"docs/{name}" for name in files}
        return [str(p) for p in (*found.problems, *found.notes) if p.span.file in mine]
    return messages(guide_of(files), made_of(files))
