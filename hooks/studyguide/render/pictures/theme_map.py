"""The theme map: scenes by themes, the strength told by area and by pattern.

A small open square is a theme that a scene touches, a striped one a clear theme, a large full one
what the scene is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, sqrt

import svg

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
    counted,
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
LABEL = 110.0
"""The least room for the name of a scene; more themes than that leaves go into another drawing."""
SPARE = 16.0
"""What stays free behind the longest name."""
SHEETS = {PAPER: 800.0, LARGE: 360.0}
"""How high the rows of one sheet of paper may be; a screen has room for all of them."""
Told = tuple[Act, Sequence[Scene]]
STRENGTHS = {1: "touched", 2: "clear", 3: "central"}


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
        return lines(name, self.grid.size, self.names - 6)

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
    return Picture(
        name="theme-map",
        title="Theme map: which scene shows which theme",
        summary=_summary(plain(site.title(most.id)), len(scenes), len(themes), met[most.id]),
        hint="Choose a square to read why the scene shows the theme.",
        drawings=tuple(_drawings(site, guide, paper)),
        head=("Scene", "Theme", "How strong", "Why"),
        rows=tuple(
            (
                Cell(site.title(scene.id), site.link(scene.id)),
                Cell(site.title(found.theme), site.link(found.theme)),
                Cell.of(STRENGTHS[found.strength]),
                Cell.of(found.reason),
            )
            for scene in scenes
            for found in _of(scene, themes)
        ),
        on_paper="The chapter on themes gives each scene with the reason.",
    )


def _summary(most: str, scenes: int, themes: int, met: Sequence[int]) -> str:
    """How many scenes and themes there are, and the theme that most scenes show."""
    central = sum(value == max(STRENGTHS) for value in met)
    where = f"{most} is in {counted(len(met), 'scene')}"
    if len(met) > 1:
        where += f" and central in {central or 'none'} of them"
    return f"{counted(scenes, 'scene')} and {counted(themes, 'theme')}. {where}."


def _strengths(scenes: Sequence[Scene], theme: Theme) -> list[int]:
    return [t.strength for scene in scenes for t in scene.themes if t.theme == theme.id]


def _of(scene: Scene, themes: Sequence[Theme]) -> list[ThemeStrength]:
    """The themes of a scene that the guide tells of, in the order of the columns."""
    found = {strength.theme: strength for strength in scene.themes}
    return [found[theme.id] for theme in themes if theme.id in found]


def _drawings(site: Site, guide: Guide, paper: bool) -> Iterator[Drawing]:
    acts = [(act, [s for s in guide.scenes if s.act == act.id]) for act in guide.acts]
    acts = [(act, scenes) for act, scenes in acts if scenes]
    for grid in (grid for grid in GRIDS if grid.sheet.linked != paper):
        for themes in shares(guide.themes, (grid.sheet.width - LABEL) / grid.column):
            plan = Plan(grid, themes, _names(site, guide, grid, len(themes)))
            for group in _groups(site, acts, plan):
                yield _drawing(site, plan, group)


def _names(site: Site, guide: Guide, grid: Grid, themes: int) -> float:
    """The room for the names: what the columns leave, and no more than the longest needs."""
    told = [plain(site.title(scene.id)) for scene in guide.scenes]
    told += [site.act_name(act) for act in guide.acts]
    longest = max(width(name, grid.size) for name in told) + SPARE
    return min(grid.sheet.width - themes * grid.column - 1, max(longest, LABEL))


def _groups(site: Site, acts: Sequence[Told], plan: Plan) -> list[list[Told]]:
    """What stands in one drawing: all acts, or on paper as many as a sheet has room for."""
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
    _key(pen)
    y = _heads(pen, site, plan)
    for act, scenes in group:
        y = _act(pen, plan, site.act_name(act), y)
        for scene in scenes:
            y = _row(pen, site, plan, scene, y)
    names = ", ".join(act.title for act, _ in group)
    told = f"Scenes and their themes: {names}. The larger and fuller a square, the stronger"
    return Drawing(plan.grid.sheet, told, y + 1, pen.elements)


def _key(pen: Pen) -> None:
    """The three signs with their names, in the corner above the scenes."""
    for number, (strength, name) in enumerate(STRENGTHS.items()):
        y = number * KEY_ROW
        pen.add(*_square(0, y, 20, strength), words(27, y + 14, name, 12))


def _heads(pen: Pen, site: Site, plan: Plan) -> float:
    """The names of the themes, read upwards; gives where the rows begin."""
    size, column = plan.grid.size, plan.grid.column
    names = [plain(site.title(theme.id)) for theme in plan.themes]
    high = max((width(name, size) for name in names), default=0) + 10
    high = max(high, len(STRENGTHS) * KEY_ROW + 2)
    for number, (theme, name) in enumerate(zip(plan.themes, names, strict=True)):
        x = plan.names + number * column
        pen.mark(
            site.link(theme.id),
            f"Theme: {name}",
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
    reason = f": {found.reason}" if found.reason else ""
    says = (
        f"{plain(site.title(found.theme))} in “{plain(site.title(scene.id))}”, "
        f"{STRENGTHS[found.strength]}{reason}"
    )
    pen.mark(
        site.link(scene.id),
        says,
        box(x, y, wide, high, "hit"),
        *_square(x + (wide - side) / 2, y + (high - side) / 2, side, found.strength),
    )


def _square(x: float, y: float, room: float, strength: int) -> list[svg.Element]:
    """The sign of a strength in the middle of a square room; its area is the strength's share."""
    side = room * sqrt(strength / max(STRENGTHS))
    x, y = x + (room - side) / 2, y + (room - side) / 2
    if strength == 2:
        return hatched(x, y, side)
    return [box(x, y, side, side, "solid" if strength == 3 else "outline")]
