"""A guide with everything in it that a stranger could try, and what is said of it.

Nothing of it may be built, run, fetched or read; each finding has its place.
"""

from __future__ import annotations

from pathlib import Path

from tests.whole.guides import LETTER_MD, SOURCES_MD, Folder

SAID = Path(__file__).with_name("hostile_guide.txt")
"""Every message about the guide, one on a line."""
SECRET = "the words of a file outside the guide"

FILES = {
    "guide.yml": """\
work:
  title: The Light <script>alert(1)</script>
  slug: ../light
  kind: film
  year: 2020
acts:
  - id: act-1
    title: The harbour
guide:
  title: "The Light: a study guide"
  language: en
  version: 0.1.0
  cover: ../../outside/secret.png
  cover-alt: A light
""",
    "sources.yml": """\
- id: review
  title: A review <img src=x onerror=alert(2)>
  publisher: A paper
  url: javascript:alert(3)
  kind: review
  weight: strong
- id: diary
  title: A diary
  publisher: An archive
  url: file:///etc/passwd
  kind: diary
  weight: first-hand
""",
    "index.md": """\
---
title: </title><script>alert(4)</script>
template: ../../outside/secret.html
icon: ../../../outside/secret
---

# The Light

See [one](javascript:alert(5)), [two](JaVaScRiPt:alert(6)), [three](&#106;avascript:alert(7)),
[four](vbscript:x), [five](data:text/html,x), [six](file:///etc/passwd), [seven][7] and
<a href="java&Tab;script:alert(8)">eight</a>.

![one](https://evil.example/a.png) ![two](//evil.example/b.png) ![three](../../outside/secret.png)

[7]: jAvascript:alert(9)
""",
    "letter.md": LETTER_MD.replace("| The letter", "| The letter <img src=x onerror=alert(10)>"),
    "raw.md": """\
# A page

<base href="https://evil.example/">

<meta http-equiv="refresh" content="0;url=https://evil.example/">

<link rel="stylesheet" href="https://evil.example/a.css">

<style>@import "https://evil.example/b.css";</style>

<script src="https://evil.example/c.js"></script>

<iframe src="file:///etc/passwd"></iframe>

<object data="https://evil.example/d.svg"></object>

<embed src="https://evil.example/e.swf">

<form action="https://evil.example/f"><button formaction="javascript:alert(11)">Go</button></form>

<p style="background: url('https://evil.example/g.png')" onclick="alert(12)">Words.</p>

<svg><script>alert(13)</script></svg>

<math><mi xlink:href="javascript:alert(14)">x</mi></math>

<video src="https://evil.example/h.mp4" poster="//evil.example/i.png" controls></video>

<img srcset="https://evil.example/j.png 2x" alt="">

*Words*{ onmouseover="alert(15)" }.

<pre class="mermaid">graph</pre>
""",
    "include.md": """\
# A page

--8<-- "../../outside/secret.md"

--8<--
/etc/hosts
--8<--
""",
    "question.md": """\
# A page

/// question | In the film, what does Ana find?
    id: q-letter
    kind: choice
    level: recall
    about: work
    scene: letter

- [x] A letter <iframe src="https://evil.example/k"></iframe>
    > Right: <script>alert(16)</script> it lies under the door, and she takes it up at once.
- [ ] A lamp
    > The lamp burns in the tower; she does not have to find it in that scene.
- [ ] A boat
    > The boat comes later, when her brother is home again from the sea.
///

/// term | keeper
    id: t-keeper
    group: the sea <b onclick=alert(17)>x</b>

Who looks after the light.
///
""",
    "sources.md": SOURCES_MD,
    "assets/drawing.svg": """\
<?xml version="1.0"?>
<!DOCTYPE svg [<!ENTITY secret SYSTEM "file:///etc/passwd">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" onload="alert(18)">
<script>alert(19)</script>
<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">&secret;</p></foreignObject>
<image x:href="https://evil.example/l.png"/>
<use href="other.svg#a"/>
<style>@import url(https://evil.example/m.css);</style>
<rect style="fill: url(https://evil.example/n.svg#a)"/>
<set attributeName="href" to="javascript:alert(20)"/>
</svg>
""",
    "assets/look.css": """\
@import "https://evil.example/o.css";
p { background: u\\72l(//evil.example/p.png); }
q { background: image-set("https://evil.example/q.png" 1x); }
a { background: url(../../../outside/secret.png); }
b { background: url(drawing.svg); }
""",
    "assets/run.js": "alert(21)\n",
    "assets/run.html": "<script>alert(22)</script>\n",
}


def write_hostile(folder: Folder, outside: Path) -> None:
    """Write the guide, with links that lead to the folder `outside`."""
    outside.mkdir()
    for name in ("secret.md", "secret.html", "secret.png"):
        (outside / name).write_text(SECRET, "utf-8")
    folder.write(FILES)
    (folder.docs / "linked.md").symlink_to(outside / "secret.md")
    (folder.docs / "linked").symlink_to(outside, target_is_directory=True)
    (folder.docs / ".hidden").symlink_to("/", target_is_directory=True)
    (folder.docs / "circle").symlink_to(folder.docs, target_is_directory=True)
    (folder.docs / "passwords.png").symlink_to("/etc/passwd")
