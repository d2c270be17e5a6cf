"""The layers of the compiler: imports point downwards only, and the outside is the edge's."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

import studyguide
from studyguide.compiler import compile_guide
from studyguide.model import Guide
from studyguide.problems import Problem

HOOKS = Path(__file__).parent.parent / "hooks"
LAYERS = (
    ("model",),
    ("words",),
    ("problems", "edition", "skeleton"),
    ("language",),
    ("quiz",),
    ("check", "render"),
    ("export",),
    ("compiler",),
    ("edge",),
)
"""From the bottom up. What stands side by side does not know its neighbours."""
EDGE = (
    "exit_codes",
    "exporters",
    "missing_build",
    "importing",
    "new_guide",
    "files",
    "markdown",
    "pdf",
    "mkdocs",
    "cli",
)
"""What the edge is made of, from the bottom up: a PDF needs no MkDocs."""
OUTSIDE = {"mkdocs", "markdown", "pymdownx", "weasyprint", "logging", "time", "random", "datetime"}
OUTSIDE |= {"os", "pathlib", "shutil", "subprocess", "socket", "urllib.request", "click", "fontpkg"}


def layer(module: str) -> int:
    """How high a module of ours stands."""
    name = module.split(".")[1]
    found = [height for height, names in enumerate(LAYERS) if name in names]
    assert found, f"give `{name}` a place in LAYERS"
    return found[0]


def sources() -> list[str]:
    """Every module of ours, by its dotted name."""
    files = sorted((HOOKS / "studyguide").rglob("*.py"))
    names = [".".join(file.relative_to(HOOKS).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names if name != "studyguide.__init__"]


def tree_of(module: str) -> ast.Module:
    """The code of a module."""
    path = HOOKS.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(module: str) -> Iterator[str]:
    """What a module imports, by dotted name."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            yield node.module or ""


@pytest.mark.parametrize("module", sources())
def test_imports_point_downwards_only(module: str) -> None:
    ours = [name for name in imports(module) if name.startswith("studyguide.")]
    folder = module.split(".")[1]
    upwards = [
        name for name in ours if name.split(".")[1] != folder and layer(name) >= layer(module)
    ]
    assert upwards == []


@pytest.mark.parametrize("module", [name for name in sources() if ".edge." in name])
def test_the_edge_has_an_order_too(module: str) -> None:
    here = EDGE.index(module.split(".")[2])
    used = {name.split(".")[2] for name in imports(module) if name.startswith("studyguide.edge.")}
    assert {name for name in used if EDGE.index(name) > here} == set()


@pytest.mark.parametrize("module", [name for name in sources() if ".edge.pdf" in name])
def test_a_pdf_needs_no_mkdocs(module: str) -> None:
    assert {name for name in imports(module) if name.split(".")[0] == "mkdocs"} == set()


@pytest.mark.parametrize("module", [name for name in sources() if ".edge" not in name])
def test_only_the_edge_knows_the_outside(module: str) -> None:
    names = set(imports(module))
    assert {name for name in names if name in OUTSIDE or name.split(".")[0] in OUTSIDE} == set()
    called = {
        node.func.id
        for node in ast.walk(tree_of(module))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert called & {"open", "print", "input", "exec", "eval"} == set()


def test_the_hook_is_one_import_of_the_edge() -> None:
    assert [name for name in imports("guide") if name != "__future__"] == [
        "studyguide.edge.mkdocs.events"
    ]


@pytest.mark.parametrize("module", ["studyguide", "studyguide.edge.cli"])
def test_what_is_asked_for_first_loads_little(module: str) -> None:
    """The package and its command start without what only a build needs."""
    heavy = ("mkdocs", "markdown", "weasyprint", "selectolax", "studyguide.compiler")
    asked = f"import sys, {module}; print(*(n for n in {heavy} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)
    assert done.stdout.split() == []


def test_every_public_name_is_there() -> None:
    names = {name: getattr(studyguide, name) for name in studyguide.__all__}
    assert names == {
        "Guide": Guide,
        "Problem": Problem,
        "__version__": version("studyguide"),
        "compile_guide": compile_guide,
    }
    with pytest.raises(AttributeError, match="no attribute 'compile'"):
        _ = studyguide.compile
