"""Read `words:` of `guide.yml`: what an author calls otherwise than the program does."""

from __future__ import annotations

from collections.abc import Iterator

from studyguide.language.yaml_nodes import Entry, Mapped, Node, Scalar
from studyguide.model import OwnWord
from studyguide.problems import Problem, did_you_mean, shortened
from studyguide.words import PHRASES, is_phrase, placeholders
from studyguide.words.catalogue import texts


def own_words(node: Node | None, problems: list[Problem]) -> Iterator[OwnWord]:
    """The texts and phrases that the author words anew; the rest is a problem each."""
    if node is None or (isinstance(node, Scalar) and not node.text):
        return
    if not isinstance(node, Mapped):
        what = "`words` takes a map of our words to yours"
        problems.append(Problem("SG505", node.span, what, "as in `Who is there: Who speaks`"))
        return
    for entry in node.entries:
        fault = _fault(entry)
        if fault:
            problems.append(fault)
        elif isinstance(entry.value, Scalar):
            yield OwnWord(entry.key.text, entry.value.text, entry.key.span)


def _fault(entry: Entry) -> Problem | None:
    key = entry.key.text
    if key not in PHRASES and key not in texts():
        what = f"`{shortened(key)}` is no text of the program"
        return Problem("SG505", entry.key.span, what, did_you_mean(key, [*PHRASES, *texts()]))
    if not isinstance(entry.value, Scalar):
        what = f"the words for `{shortened(key)}` are not a text"
        return Problem("SG505", entry.value.span, what, "put the value in quotes")
    wanted = placeholders(texts().get(key, ""))
    odd = [n for n in sorted(placeholders(entry.value.text) - wanted) if not is_phrase(n)]
    if odd:
        what = f"the words for `{shortened(key)}` hold `%({odd[0]})s`, which it does not have"
        return Problem("SG505", entry.value.span, what, _known(wanted))
    return None


def _known(names: frozenset[str]) -> str:
    known = ", ".join(f"`%({name})s`" for name in sorted(names))
    return f"it has {known}" if known else "write the words alone"
