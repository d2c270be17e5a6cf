"""The scripts are shipped without comments; what makes them smaller must not change their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from studyguide.edge.mkdocs.site_files import script

SCRIPTS = sorted((Path(__file__).parents[1] / "hooks/studyguide/scripts").glob("*.js"))
COMMENT = re.compile(r"/\*.*?\*/|^\s*//[^\n]*$", re.DOTALL | re.MULTILINE)
TEXT = re.compile(r"`[^`\n]*`|\"[^\"\n]*\"")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_every_text_of_a_script_is_shipped_as_it_is(path: Path) -> None:
    """A template inside a template would lose its spaces: set it apart, in a name of its own."""
    code = COMMENT.sub("", path.read_text("utf-8"))
    shipped = script(path.name)
    assert [text for text in TEXT.findall(code) if text not in shipped] == []
    assert re.search(r"\$\{[^}]*`", code) is None
