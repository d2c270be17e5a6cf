"""Reading guide.yml and sources.yml."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studyguide.language.settings import Settings, parse_settings
from studyguide.model import Year
from tests.guides import GUIDE_YML, SOURCES_YML

LINES = st.sampled_from([*GUIDE_YML.split("\n"), *SOURCES_YML.split("\n")])
TEXTS = st.lists(LINES | st.text(max_size=10), max_size=20).map("\n".join)


def read(guide: str | None, sources: str | None) -> tuple[Settings, list[str]]:
    """What the two files say, and what is said of them."""
    settings, problems = parse_settings(guide, sources, "guide.yml", "sources.yml")
    return settings, [str(problem) for problem in problems]


@given(TEXTS | st.none(), TEXTS | st.none())
def test_any_two_files_give_settings_and_problems_in_them(
    guide: str | None, sources: str | None
) -> None:
    _, problems = parse_settings(guide, sources, "guide.yml", "sources.yml")
    for problem in problems:
        text = guide if problem.span.file == "guide.yml" else sources
        assert 1 <= problem.span.line <= len((text or "").split("\n"))


def test_everything_that_the_files_say_is_kept() -> None:
    settings, problems = read(GUIDE_YML, SOURCES_YML)
    assert problems == []
    work, imprint = settings.work, settings.imprint
    assert (work.title, work.slug, work.kind, work.year) == (
        "The Lighthouse",
        "lighthouse",
        "film",
        Year(1999, 1999),
    )
    assert [(fact.label, fact.value) for fact in work.facts] == [("Director", "Eva Example")]
    assert [citation.source for citation in work.facts[0].citations] == ["review"]
    assert [(act.id, act.title) for act in settings.acts] == [("act-1", "The letter comes")]
    assert (imprint.title, imprint.language, imprint.version, imprint.licence) == (
        "The Lighthouse: a study guide",
        "en",
        "1.0.0",
        "CC BY 4.0",
    )
    assert [source.id for source in settings.sources] == ["review", "diary", "log"]
    assert [source.year for source in settings.sources] == [Year(1999, 1999), None, None]


def test_places_are_those_of_the_entries() -> None:
    settings, _ = read(GUIDE_YML, SOURCES_YML)
    lines = SOURCES_YML.split("\n")
    for source in settings.sources:
        assert f"id: {source.id}" in lines[source.span.line - 1]
    assert "id: act-1" in GUIDE_YML.split("\n")[settings.acts[0].span.line - 1]


def test_a_faulty_entry_does_not_hide_the_others() -> None:
    settings, problems = read(GUIDE_YML, SOURCES_YML.replace("- id: diary", "- id: Diary"))
    assert [source.id for source in settings.sources] == ["review", "log"]
    assert len(problems) == 1


def test_the_files_are_read_apart_from_each_other() -> None:
    settings, problems = read(None, SOURCES_YML)
    assert problems == ["guide.yml:1:1: error SG501: this settings file is missing"]
    assert len(settings.sources) == 3


def test_values_are_texts_whatever_yaml_would_make_of_them() -> None:
    text = GUIDE_YML.replace("The letter comes", "2012-01-01").replace("1.0.0", "1.0")
    settings, problems = read(text.replace("Eva Example", "no"), SOURCES_YML)
    assert problems == []
    assert settings.acts[0].title == "2012-01-01"
    assert settings.imprint.version == "1.0"
    assert settings.work.facts[0].value == "no"


def test_a_stretch_may_stand_inside_another_with_a_number_of_its_own() -> None:
    acts = "acts:\n  - id: act-1\n    title: The letter comes\n"
    parts = """parts:
  - id: one
    title: The call
    parts:
      - {id: ch-14, title: The letter, number: chapter 14}
      - {id: ch-15, title: The answer}
  - {id: two, title: The road, number: Epilogue}
"""
    settings, problems = read(GUIDE_YML.replace(acts, parts), SOURCES_YML)
    assert problems == []
    assert [(act.id, act.number, act.outer) for act in settings.acts] == [
        ("one", "", ""),
        ("ch-14", "chapter 14", "one"),
        ("ch-15", "", "one"),
        ("two", "Epilogue", ""),
    ]


def test_a_kind_of_work_is_one_of_those_that_have_words() -> None:
    _, problems = read(GUIDE_YML.replace("kind: film", "kind: movie"), SOURCES_YML)
    assert problems == [
        "guide.yml:4:9: error SG505: `kind: movie` is no kind of work (did you mean `film`?)"
    ]
