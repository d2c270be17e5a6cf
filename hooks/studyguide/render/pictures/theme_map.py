"""The theme map: scenes by themes, the strength told by area and by pattern.

A small open square is a theme that a scene touches, a striped one a clear theme, a large full one
what the scene is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, sqrt

import svg

from studyguide.language.kinds import STRENGTHS
from studyguide.model import Act, Guide, Scene, Theme, ThemeStrength
from studyguide.render.fragments import plain
from studyguide.render.pictures.drawing import (
    LARGE,
    NARROW,
    PAPER,
    WIDE,
    Cell,
    Drawing,
    Pen,
    Picture,
    Sheet,
    box,
    hatched,
    leading,
    line,
    paragraph,
    polyline,
    shares,
    words,
)
from studyguide.render.pictures.lettering import lines, width
from studyguide.render.site import Site

KEY_ROW = 24.0
KEY_SIZE, KEY_TEXT = 12.0, 27.0
"""Of the names in the key, and where they begin, behind their signs."""
LABEL = 110.0
"""The least room for the name of a scene; more themes than that leaves go into another drawing."""
GAP = 6.0
"""Between a name and the columns, at the least."""
SPARE = 16.0
"""What stays free behind the longest name."""
SHEETS = {WIDE: 640.0, PAPER: 800.0, LARGE: 360.0}
"""How high the rows of one drawing may be, so that its heads are in sight on a laptop and it fits a
sheet of paper; on a phone one drawing has all rows."""
Told = tuple[Act, Sequence[Scene]]
STRONGEST = len(STRENGTHS) - 1


@dataclass(frozen=True)
class Grid:
    """The measures of the map on one kind of sheet."""

    sheet: Sheet
    column: float
    row: float
    """The least height of a row."""
    size: float = 12


@dataclass(frozen=True)
class Plan:
    """One drawing of the map: its measures, its columns, and the room for the names of scenes."""

    grid: Grid
    themes: Sequence[Theme]
    names: float

    @property
    def width(self) -> float:
        """How wide the rows are."""
        return self.names + len(self.themes) * self.grid.column

    def lines(self, name: str) -> tuple[str, ...]:
        """The name of a scene, in the lines that it takes."""
        return lines(name, self.grid.size, self.names - GAP)

    def row(self, name: str) -> float:
        """How high the row of that scene is."""
        rows = len(self.lines(name))
        return max(self.grid.row, rows * leading(self.grid.size) + (8 if rows > 1 else 0))


GRIDS = (
    Grid(NARROW, 24, 28),
    Grid(WIDE, 44, 28, 13),
    Grid(PAPER, 46, 15.5, 11),
    Grid(LARGE, 24, 28),
)


def theme_map(site: Site, guide: Guide, paper: bool) -> Picture:
    """The map of every scene and theme of the guide, for screens or for paper."""
    themes, scenes = guide.themes, guide.scenes
    met = {theme.id: _strengths(scenes, theme) for theme in themes}
    most = max(themes, key=lambda theme: len(met[theme.id]))
    gettext = site.words.gettext
    return Picture(
        name="theme-map",
        title=gettext("Theme map: which %(unit)s shows which theme"),
        summary=_summary(site, guide, plain(site.title(most.id)), met[most.id]),
        hint=gettext("Choose a square to read why %(the_unit)s shows the theme."),
        drawings=tuple(_drawings(site, guide, paper)),
        head=(gettext("%(Unit)s"), gettext("Theme"), gettext("How strong"), gettext("Why")),
        rows=tuple(
            (
                Cell(site.title(scene.id), site.link(scene.id)),
                Cell(site.title(found.theme), site.link(found.theme)),
                Cell.of(_strength(site, found.strength)),
                Cell.of(found.reason),
            )
            for scene in scenes
            for found in _of(scene, themes)
        ),
        on_paper=gettext("The chapter on themes gives each %(unit)s with the reason."),
    )


def _summary(site: Site, guide: Guide, most: str, met: Sequence[int]) -> str:
    """How many scenes and themes there are, and the theme that most scenes show."""
    there_are = site.words.gettext(
        "%(scenes)s and %(themes)s.",
        scenes=_counted(site, len(guide.scenes)),
        themes=site.words.ngettext("%(n)s theme", "%(n)s themes", len(guide.themes)),
    )
    return f"{there_are} {_where(site, most, met)}"


def _where(site: Site, theme: str, met: Sequence[int]) -> str:
    """In how many scenes a theme is, and in how many of them it is central."""
    scenes, central = _counted(site, len(met)), met.count(STRONGEST)
    if len(met) == 1:
        return site.words.gettext("%(theme)s is in %(scenes)s.", theme=theme, scenes=scenes)
    if not central:
        return site.words.gettext(
            "%(theme)s is in %(scenes)s and central in none of them.", theme=theme, scenes=scenes
        )
    return site.words.gettext(
        "%(theme)s is in %(scenes)s and central in %(central)s of them.",
        theme=theme,
        scenes=scenes,
        central=central,
    )


def _counted(site: Site, scenes: int) -> str:
    return site.words.ngettext("%(n)s %(unit)s", "%(n)s %(units)s", scenes)


def _strength(site: Site, strength: int) -> str:
    return site.words.pgettext("strength", STRENGTHS[strength])


def _strengths(scenes: Sequence[Scene], theme: Theme) -> list[int]:
    return [t.strength for scene in scenes for t in scene.themes if t.theme == theme.id]


def _of(scene: Scene, themes: Sequence[Theme]) -> list[ThemeStrength]:
    """The themes of a scene that the guide tells of, in the order of the columns."""
    found = {strength.theme: strength for strength in scene.themes}
    return [found[theme.id] for theme in themes if theme.id in found]


def _drawings(site: Site, guide: Guide, paper: bool) -> Iterator[Drawing]:
    acts = [(act, [s for s in guide.scenes if s.act == act.id]) for act in guide.acts]
    acts = [(act, scenes) for act, scenes in acts if scenes]
    least = max(LABEL, _key_width(site))
    for grid in (grid for grid in GRIDS if grid.sheet.linked != paper):
        for themes in shares(guide.themes, (grid.sheet.width - least) / grid.column):
            plan = Plan(grid, themes, _names(site, guide, grid, len(themes)))
            for group in _groups(site, acts, plan):
                yield _drawing(site, plan, group)


def _names(site: Site, guide: Guide, grid: Grid, themes: int) -> float:
    """The room for the names: what the columns leave, and no more than the longest needs.

    The key stands above them.
    """
    told = [plain(site.title(scene.id)) for scene in guide.scenes]
    told += [site.act_name(act) for act in guide.acts]
    longest = max(width(name, grid.size) for name in told) + SPARE
    least = max(longest, LABEL, _key_width(site))
    return min(grid.sheet.width - themes * grid.column - 1, least)


def _groups(site: Site, acts: Sequence[Told], plan: Plan) -> list[list[Told]]:
    """What stands in one drawing: as many acts as there is room for, at least one."""
    groups: list[list[Told]] = [[]]
    used = 0.0
    for act, scenes in acts:
        high = plan.grid.row + sum(plan.row(plain(site.title(scene.id))) for scene in scenes)
        if groups[-1] and used + high > SHEETS.get(plan.grid.sheet, inf):
            groups.append([])
            used = 0
        groups[-1].append((act, scenes))
        used += high
    return groups


def _drawing(site: Site, plan: Plan, group: Sequence[Told]) -> Drawing:
    pen = Pen(plan.grid.sheet)
    _key(pen, site)
    y = _heads(pen, site, plan)
    for act, scenes in group:
        y = _act(pen, plan, site.act_name(act), y)
        for scene in scenes:
            y = _row(pen, site, plan, scene, y)
    names = ", ".join(act.title for act, _ in group)
    told = site.words.gettext(
        "%(Units)s and their themes: %(acts)s. The larger and fuller a square, the stronger",
        acts=names,
    )
    return Drawing(plan.grid.sheet, told, y + 1, pen.elements)


def _key(pen: Pen, site: Site) -> None:
    """The three signs with their names, in the corner above the scenes."""
    for strength in range(1, STRONGEST + 1):
        y = (strength - 1) * KEY_ROW
        name = words(KEY_TEXT, y + 14, _strength(site, strength), KEY_SIZE)
        pen.add(*_square(0, y, 20, strength), name)


def _key_width(site: Site) -> float:
    names = (_strength(site, strength) for strength in range(1, STRONGEST + 1))
    return KEY_TEXT + max(width(name, KEY_SIZE) for name in names) + GAP


def _heads(pen: Pen, site: Site, plan: Plan) -> float:
    """The names of the themes, read upwards; gives where the rows begin."""
    size, column = plan.grid.size, plan.grid.column
    names = [plain(site.title(theme.id)) for theme in plan.themes]
    high = max((width(name, size) for name in names), default=0) + 10
    high = max(high, STRONGEST * KEY_ROW + 2)
    for number, (theme, name) in enumerate(zip(plan.themes, names, strict=True)):
        x = plan.names + number * column
        pen.mark(
            site.link(theme.id),
            site.words.gettext("Theme: %(name)s", name=name),
            box(x, 0, column, high, "hit"),
            words(x + column / 2 + size * 0.36, high - 6, name, size, turned=True, bold=True),
        )
    return high


def _act(pen: Pen, plan: Plan, name: str, y: float) -> float:
    size, high = plan.grid.size, plan.grid.row
    pen.add(
        line(polyline((0, y), (plan.width, y)), "stroke"),
        words(0, y + high * 0.68, name, size, bold=True),
    )
    return y + high


def _row(pen: Pen, site: Site, plan: Plan, scene: Scene, y: float) -> float:
    name = plain(site.title(scene.id))
    rows, high, size = plan.lines(name), plan.row(name), plan.grid.size
    pen.add(line(polyline((0, y), (plan.width, y)), "rule", 0.5))
    first = y + (high - (len(rows) - 1) * leading(size)) / 2 + size * 0.36
    pen.mark(
        site.link(scene.id),
        name,
        box(0, y, plan.names, high, "hit"),
        *paragraph(0, first, rows, size),
    )
    found = {strength.theme: strength for strength in scene.themes}
    for number, theme in enumerate(plan.themes):
        x = plan.names + number * plan.grid.column
        pen.add(line(polyline((x, y), (x, y + high)), "rule", 0.5))
        if theme.id in found:
            _cell(pen, site, scene, found[theme.id], (x, y, plan.grid.column, high))
    return y + high


def _cell(
    pen: Pen,
    site: Site,
    scene: Scene,
    found: ThemeStrength,
    place: tuple[float, float, float, float],
) -> None:
    x, y, wide, high = place
    side = min(wide, high, 28) - 4
    pen.mark(
        site.link(scene.id),
        _says(site, scene, found),
        box(x, y, wide, high, "hit"),
        *_square(x + (wide - side) / 2, y + (high - side) / 2, side, found.strength),
    )


def _says(site: Site, scene: Scene, found: ThemeStrength) -> str:
    """What a cell tells of a theme in a scene."""
    told = {
        "theme": plain(site.title(found.theme)),
        "scene": plain(site.title(scene.id)),
        "strength": _strength(site, found.strength),
    }
    if found.reason:
        return site.words.gettext(
            "%(theme)s in “%(scene)s”, %(strength)s: %(reason)s", reason=found.reason, **told
        )
    return site.words.gettext("%(theme)s in “%(scene)s”, %(strength)s", **told)


def _square(x: float, y: float, room: float, strength: int) -> list[svg.Element]:
    """The sign of a strength in the middle of a square room; its area is the strength's share."""
    side = room * sqrt(strength / STRONGEST)
    x, y = x + (room - side) / 2, y + (room - side) / 2
    if strength == 2:
        return hatched(x, y, side)
    return [box(x, y, side, side, "solid" if strength == 3 else "outline")]
