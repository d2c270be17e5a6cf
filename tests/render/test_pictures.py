"""The pictures hold what the model holds, and change with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from studyguide.language.kinds import KINDS
from studyguide.model import ThemeStrength, Tie
from studyguide.render.compose import WEB, Medium, compose
from studyguide.render.pictures.drawing import hatched
from studyguide.render.pictures.lettering import lines, width
from studyguide.render.pictures.ties import Ties, ties_of
from studyguide.render.site import Site
from studyguide.render.web.page import render_page
from tests.guides import GUIDE_YML, compiled, messages, rendered, tiny_guide

PAPER = Medium(paper=True, answers=False)
SHOWN = ("theme-map", "character-map", "timeline", "verdict-overview")
VIEWS = "# Pictures\n\n" + "\n\n".join(f"/// show | {name}\n///" for name in SHOWN)


def site_with(pages: Mapping[str, str] = {}) -> Site:
    texts = tiny_guide({"pictures.md": VIEWS, **pages})
    assert messages(texts) == []
    return rendered(texts)


def figure(site: Site, name: str, src: str = "pictures.md", medium: Medium = WEB) -> LexborNode:
    """A picture on its page, with its links as the site has them."""
    html = render_page(site, src) if medium == WEB else compose(site, src, medium)
    found = LexborHTMLParser(html).css_first(f".sg-picture-{name}")
    assert found is not None
    return found


def marks(picture: LexborNode, sheet: str = "narrow") -> dict[str, str]:
    """What each mark of a drawing says, and where it leads."""
    return {
        node.attributes["aria-label"] or "": node.attributes["href"] or ""
        for node in picture.css(f".d-{sheet} a")
    }


def table(picture: LexborNode) -> list[list[str]]:
    return [
        [cell.text(strip=True) for cell in row.css("th, td")] for row in picture.css("tbody tr")
    ]


SCENE = KINDS["scene"].example


@pytest.mark.parametrize("sheet", ["narrow", "wide"])
def test_each_square_of_the_theme_map_leads_to_its_scene_and_says_why(sheet: str) -> None:
    found = marks(figure(site_with(), "theme-map"), sheet)
    said = "Courage in “The letter”, central: she answers although she is afraid"
    assert found[said] == "scene.html#letter"


def test_the_theme_map_changes_with_a_scene() -> None:
    before = figure(site_with(), "theme-map")
    weaker = SCENE.replace("courage: 3, she answers although she is afraid", "courage: 1, a little")
    after = figure(site_with({"scene.md": f"# Scenes\n\n{weaker}"}), "theme-map")
    assert table(before) == [
        ["The letter", "Courage", "central", "she answers although she is afraid"]
    ]
    assert table(after) == [["The letter", "Courage", "touched", "a little"]]
    assert "Courage in “The letter”, touched: a little" in marks(after)
    drawn = [[node.html for node in picture.css(".d-narrow")] for picture in (before, after)]
    assert drawn[0] != drawn[1]


def test_a_stronger_theme_has_a_larger_square_of_its_own_pattern() -> None:
    signs = []
    for strength in (1, 2, 3):
        scene = SCENE.replace("courage: 3", f"courage: {strength}")
        picture = figure(site_with({"scene.md": f"# Scenes\n\n{scene}"}), "theme-map")
        mark = next(
            n
            for n in picture.css(".d-narrow a")
            if "Courage in" in (n.attributes["aria-label"] or "")
        )
        square = next(node for node in mark.css("rect") if node.attributes["class"] != "d-hit")
        side = float(square.attributes["width"] or 0)
        signs.append((side, square.attributes["class"], bool(mark.css(".d-hatch"))))
    sides = [side for side, _, _ in signs]
    assert sides == sorted(sides)
    assert [round((side / sides[2]) ** 2, 1) for side in sides] == [0.3, 0.7, 1.0]
    assert len({sign[1:] for sign in signs}) == 3


def test_a_comparison_is_one_square_that_leads_to_it() -> None:
    picture = figure(site_with(), "verdict-overview")
    said = "1. Who wrote the letter? Changed, major. How sure we are: medium."
    assert marks(picture) == {said: "compare.html#c-letter"}
    again = KINDS["compare"].example.replace("verdict: changed", "verdict: invented")
    changed = figure(site_with({"compare.md": f"# All\n\n{again}"}), "verdict-overview")
    assert "Invented, major" in next(iter(marks(changed)))
    assert table(changed)[0][:3] == ["1", "Who wrote the letter?", "invented"]


def test_the_timeline_joins_its_lanes_by_the_comparison() -> None:
    picture = figure(site_with(), "timeline")
    says = (
        "Spring 1912. In the film: Ana finds the letter of a stranger. "
        "In real life: Her brother writes to her."
    )
    found = marks(picture)
    assert found[says] == "moment.html#m-letter"
    assert found["Who wrote the letter? Changed."] == "compare.html#c-letter"
    alone = KINDS["moment"].example.replace(
        "    comparison: c-letter\n", "    work-short: A find\n"
    )
    changed = figure(site_with({"moment.md": f"# Moments\n\n{alone}"}), "timeline")
    assert [said.partition("In real")[0] for said in marks(changed)] == [
        "Spring 1912. In the film: A find "
    ]
    assert table(changed)[0][3:] == ["", ""]


def test_the_timeline_is_in_order_of_time() -> None:
    later = KINDS["moment"].example.replace("m-letter", "m-early").replace("1912", "1911")
    pages = {"moment.md": f"# Moments\n\n{KINDS['moment'].example}\n{later}"}
    rows = table(figure(site_with(pages), "timeline"))
    assert [row[0] for row in rows] == ["Spring 1911", "Spring 1912"]


def test_the_timeline_knows_years_before_christ_and_several() -> None:
    years = ["14", "about 1606", "1603-1606", "44 BC", "31-27 BC", "-753", "1 BC", "44 BC - 14 AD"]
    example = KINDS["moment"].example.replace("    comparison: c-letter\n", "")
    moments = [
        example.replace("m-letter", f"m-{n}").replace("Spring 1912", year).replace("1912", year)
        for n, year in enumerate(years)
    ]
    picture = figure(site_with({"moment.md": "# Moments\n\n" + "\n".join(moments)}), "timeline")
    assert [row[0] for row in table(picture)] == [
        *("-753", "44 BC", "44 BC - 14 AD", "31-27 BC", "1 BC", "14", "1603-1606", "about 1606")
    ]
    assert "8 moments from -753 to about 1606." in picture.text()


def people(ties: Mapping[str, Mapping[str, str]]) -> str:
    """A page of characters with these ties."""
    made = []
    for name, others in ties.items():
        told = ", ".join(f"{other}: {how}" for other, how in others.items())
        made.append(
            f"/// character | {name.capitalize()}\n    id: {name}\n    match: invented\n"
            f"    ties: {{{told}}}\n\n{name.capitalize()} [@review].\n\n"
            "//// life\nNobody [@diary].\n////\n///\n"
        )
    return "# People\n\n" + "\n".join(made)


VILLAGE = {
    "ana": {"tomas": "sister", "eva": "friend", "leo": "pupil", "ida": "aunt"},
    "tomas": {"ana": "brother", "eva": "neighbour"},
    "eva": {"leo": "cousin"},
    "leo": {},
    "ida": {"ana": "niece"},
}


def ties_in(village: Mapping[str, Mapping[str, str]]) -> Ties:
    return ties_of(compiled(tiny_guide({"character.md": people(village)})).guide)


def test_the_one_with_most_ties_is_the_hub_and_the_rest_fall_into_circles() -> None:
    ties = ties_in(VILLAGE)
    assert ties.hub == "ana"
    assert [set(circle.names) for circle in ties.circles] == [{"tomas", "eva", "leo"}, {"ida"}]


def test_a_tie_told_from_one_side_only_is_one_tie() -> None:
    bonds = {(b.first, b.second): (b.first_is, b.second_is) for b in ties_in(VILLAGE).bonds}
    assert bonds["ana", "tomas"] == ("sister", "brother")
    assert bonds["eva", "leo"] == ("cousin", "")


def test_no_two_ties_lie_on_each_other() -> None:
    names = [f"p{n}" for n in range(9)]
    crowd = {name: dict.fromkeys(names[:at], "friend") for at, name in enumerate(names)}
    circle = ties_in({"hub": dict.fromkeys(names, "boss"), **crowd}).circles[0]
    assert len(circle.lanes) == 36
    for lane in circle.lanes:
        for other in circle.lanes:
            if lane != other and lane.lane == other.lane:
                assert lane.bottom <= other.top or other.bottom <= lane.top


def test_a_card_tells_all_ties_of_its_person_in_words() -> None:
    site = site_with({"character.md": people(VILLAGE)})
    found = list(marks(figure(site, "character-map")))
    assert "Tomas; to Ana: brother; to Eva (1): neighbour." in found
    assert table(figure(site, "character-map"))[-1][0] == "2"


@pytest.mark.parametrize("sheet", ["narrow", "wide"])
def test_the_number_of_a_tie_says_whose_it_is_and_leads_to_its_words(sheet: str) -> None:
    picture = figure(site_with({"character.md": people(VILLAGE)}), "character-map")
    found = marks(picture, sheet)
    numbered = {said: to for said, to in found.items() if to.startswith("#")}
    assert numbered == {
        "1. Tomas (neighbour) and Eva.": "#character-map-1",
        "2. Eva (cousin) and Leo.": "#character-map-2",
    }
    for said, to in numbered.items():
        (told,) = picture.css(to)
        assert f"{to[-1]}. {told.text(strip=True)}." == said


def test_in_a_book_the_numbers_of_ties_lead_nowhere() -> None:
    site = site_with({"character.md": people(VILLAGE)})
    assert figure(site, "character-map", medium=PAPER).css("a, [id]") == []


def rungs(picture: LexborNode) -> list[tuple[float, float]]:
    """Where each card of a phone's timeline begins and how wide it is."""
    return [
        (float(node.attributes["x"] or 0), float(node.attributes["width"] or 0))
        for node in picture.css(".d-narrow :is(.d-work, .d-life)")
    ]


def test_a_moment_of_one_lane_has_more_room_on_a_phone_and_keeps_its_side() -> None:
    both = rungs(figure(site_with(), "timeline"))
    alone = KINDS["moment"].example.replace("//// work", "//// work\n").split("//// work")
    life = alone[0] + alone[1].split("////\n", 1)[1].lstrip("\n")
    (only,) = rungs(figure(site_with({"moment.md": f"# Moments\n\n{life}"}), "timeline"))
    middle = 328 / 2
    assert len(both) == 2
    assert only[1] > 1.15 * both[1][1]
    assert only[0] > middle > both[0][0]
    assert only[0] + only[1] == pytest.approx(both[1][0] + both[1][1], abs=0.2)


EVIL = 'a" onfocus="alert(1)"><script>alert(2)</script>'


def evil_site(src: str, **changes: Any) -> Site:
    """A guide whose first block of a page says something that the parser would not let pass."""
    site = site_with()
    pages = [
        replace(page, blocks=(replace(page.blocks[0], **changes), *page.blocks[1:]))
        if page.src == src
        else page
        for page in site.guide.pages
    ]
    return replace(site, guide=replace(site.guide, pages=tuple(pages)))


@pytest.mark.parametrize(
    ("name", "src", "changes"),
    [
        ("theme-map", "scene.md", {"themes": (ThemeStrength("courage", 3, EVIL),)}),
        ("character-map", "character.md", {"ties": (Tie("tomas", EVIL),)}),
        ("timeline", "moment.md", {"work_short": EVIL}),
        ("verdict-overview", "compare.md", {"confidence": EVIL}),
    ],
)
@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
def test_words_cannot_leave_their_place_in_a_picture(
    name: str, src: str, changes: dict[str, Any], medium: Medium
) -> None:
    picture = figure(evil_site(src, **changes), name, medium=medium)
    assert picture.css("script, [onfocus]") == []
    if medium == WEB:
        assert any(EVIL in said for said in marks(picture))


def crowd(count: int) -> str:
    """A page of people who are all tied to each other."""
    names = [f"p{n}" for n in range(count)]
    return people({name: dict.fromkeys(names[:at], "friend") for at, name in enumerate(names)})


def test_a_very_large_guide_is_drawn_within_its_sheets() -> None:
    themes = "".join(
        KINDS["theme"]
        .example.replace("| Courage", f"| Courage {n}")
        .replace("id: courage", f"id: courage-{n}")
        for n in range(25)
    )
    compared = {
        f"more-{n}.md": f"# More {n}\n\n"
        + KINDS["compare"].example.replace("c-letter", f"c-{n}").replace("[ana]", "[p1]")
        for n in range(12)
    }
    scene = SCENE.replace("[ana]", "[p1]").replace(
        "courage: 3, she answers although she is afraid",
        "courage-3: 3, so\n      courage-24: 1, so",
    )
    texts = tiny_guide(
        {
            "pictures.md": VIEWS,
            "character.md": crowd(14),
            "theme.md": f"# Themes\n\n{themes}",
            "scene.md": f"# Scenes\n\n{scene}",
            **compared,
        }
    )
    site = rendered(texts)
    for medium, name in product((WEB, PAPER), SHOWN):
        for drawing in figure(site, name, medium=medium).css("svg"):
            wide = float((drawing.attributes["viewBox"] or "0").split()[2])
            for node in drawing.css("rect"):
                x, across = (float(node.attributes[key] or 0) for key in ("x", "width"))
                assert x >= 0
                assert across > 0
                assert x + across <= wide + 1


HIDDEN = "---\naudience: teachers\n---\n\n# For teachers\n\n"


def test_students_see_nothing_of_a_page_for_teachers_in_a_picture() -> None:
    secret = SCENE.replace("id: letter", "id: secret").replace("The letter", "The secret")
    pages = {"scene.md": f"# Scenes\n\n{SCENE}", "notes.md": HIDDEN + secret + VIEWS[11:]}
    site = site_with(pages)
    for medium in (WEB, PAPER):
        students = figure(site, "theme-map", medium=medium).html or ""
        teachers = figure(site, "theme-map", "notes.md", medium).html or ""
        assert "The secret" not in students
        assert "The secret" in teachers


@pytest.mark.parametrize("name", SHOWN)
def test_a_drawing_on_paper_has_a_title_and_no_links(name: str) -> None:
    picture = figure(site_with(), name, medium=PAPER)
    drawings = picture.css("svg")
    assert {(node.attributes["class"] or "").split()[1] for node in drawings} == {
        "d-paper",
        "d-large",
    }
    for drawing in drawings:
        first = drawing.child
        assert first is not None
        assert (first.tag, bool(first.text())) == ("title", True)
        assert drawing.css("a, [style], [class*=sg-narrow]") == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_drawing_on_the_web_is_no_image_and_has_no_style_of_its_own(name: str) -> None:
    for drawing in figure(site_with(), name).css("svg"):
        assert drawing.attributes["role"] == "group"
        assert drawing.attributes["aria-label"]
        assert drawing.css("[style], style, script, image") == []


def test_steps_are_stops_on_a_road_and_rows_of_a_table() -> None:
    site = rendered(tiny_guide())
    picture = figure(site, "steps", "steps.md")
    assert table(picture) == [
        ["1. Trim the wick", "Cut it straight before dark."],
        ["2. Fill the lamp", "Look at the oil twice a night."],
    ]
    one = " ".join(node.text() for node in picture.css(".d-narrow text"))
    assert re.sub(r"\s+", " ", one) == "1 Trim the wick 2 Fill the lamp"


def test_a_row_of_steps_too_long_for_a_sheet_goes_on_below() -> None:
    more = "".join(f"//// step | Step {n}\nDo it.\n////\n\n" for n in range(3, 10))
    text = KINDS["steps"].example.replace("////\n///", f"////\n\n{more}///")
    picture = figure(rendered(tiny_guide({"steps.md": f"# Steps\n\n{text}"})), "steps", "steps.md")
    assert len(picture.css("svg.d-wide")) == 2
    assert len(table(picture)) == 9


def test_lines_fit_their_room_and_lose_no_word() -> None:
    text = "A keeper climbs the stairs of the lighthouse every evening"
    made = lines(text, 12, 100)
    assert " ".join(made) == text
    assert len(made) > 2
    assert all(width(line, 12) <= 100 for line in made)
    assert lines("Rindfleischetikettierung", 12, 40) == ("Rindfleischetikettierung",)


def test_the_stripes_of_a_square_stay_inside_it() -> None:
    numbers = re.findall(r"[ML] ?(-?[\d.]+)[ ,](-?[\d.]+)", "".join(map(str, hatched(10, 20, 15))))
    assert len(numbers) > 6
    assert all(10 <= float(x) <= 25 and 20 <= float(y) <= 35 for x, y in numbers)


def site_of(kind: str, more: str = "", language: str = "en") -> Site:
    """A guide to a work of that kind with all pictures, and with more in its settings."""
    settings = GUIDE_YML.replace("kind: film", f"kind: {kind}")
    settings = settings.replace("language: en", f"language: {language}") + more
    return rendered(replace(tiny_guide({"pictures.md": VIEWS}), guide=settings))


def test_pictures_call_the_work_and_its_pieces_what_they_are() -> None:
    site = site_of("play")
    lanes = figure(site, "timeline")
    assert "Two lanes: the play and history" in lanes.text()
    assert "In history: Her brother writes to her." in next(iter(marks(lanes)))
    assert [cell.text() for cell in lanes.css("thead th")][1:3] == ["In the play", "In history"]
    told = figure(site_of("novel"), "theme-map").text()
    assert "Theme map: which chapter shows which theme" in told
    assert "1 chapter and 1 theme. Courage is in 1 chapter." in " ".join(told.split())


@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
def test_a_guide_says_its_own_words_in_every_picture(medium: Medium) -> None:
    own = {"central": "very much", "changed": "bent", "medium": "so-so", "yes": "aye"}
    changed = "words: {in_life: outside, " + ", ".join(
        f"'{text}': '{said}'" for text, said in own.items()
    )
    site = site_of("film", changed + "}\n")
    said = {name: figure(site, name, medium=medium).html or "" for name in SHOWN}
    assert "very much" in said["theme-map"]
    assert "Bent: 1" in said["verdict-overview"]
    assert ">Outside<" in said["timeline"]
    if medium == WEB:
        assert (
            "1. Who wrote the letter? Bent, major. How sure we are: so-so."
            in (said["verdict-overview"])
        )
        assert ">aye<" in said["verdict-overview"]


LONG = "abbreviated, and put together with others"


@pytest.mark.parametrize("medium", [WEB, PAPER], ids=["web", "paper"])
@pytest.mark.parametrize("said", ["Unverified and open", LONG])
def test_long_words_keep_clear_of_what_stands_beside_them(said: str, medium: Medium) -> None:
    own = f"words: {{changed: '{said}', touched: '{said}', in_work: '{LONG}', in_life: '{LONG}'}}\n"
    site = site_of("film", own)
    for drawing in figure(site, "verdict-overview", medium=medium).css("svg"):
        labels = [node for node in drawing.css("text") if is_of(node, f"{said}: 1")]
        square = next(iter(drawing.css("rect.d-card")))
        for label in labels:
            below = number(square, "y") >= number(label, "y")
            assert below or right_of(label) <= number(square, "x")
    for drawing in figure(site, "theme-map", medium=medium).css("svg"):
        columns = [number(node, "x") for node in drawing.css("text[transform]")]
        for label in [node for node in drawing.css("text") if is_of(node, said)]:
            assert right_of(label) <= min(columns)
    for drawing in figure(site, "timeline", medium=medium).css("svg"):
        wide = float((drawing.attributes["viewBox"] or "0").split()[2])
        for label in [node for node in drawing.css("text") if is_of(node, LONG)]:
            assert width(label.text(), 12) <= (wide if wide > 400 else wide / 2)


def is_of(node: LexborNode, text: str) -> bool:
    """Whether a line of words is one of that text, and not the number of a square."""
    return not node.text().isdecimal() and node.text().casefold() in text.casefold()


def number(node: LexborNode, name: str) -> float:
    return float(node.attributes[name] or 0)


def right_of(node: LexborNode) -> float:
    """Where a line of words ends."""
    return number(node, "x") + width(node.text(), number(node, "font-size"))
