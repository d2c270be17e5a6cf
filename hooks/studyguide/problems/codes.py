"""The code of every problem: how much it weighs, what it stands for, how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """What a problem does to the build."""

    ERROR = "error"
    """Nothing is built."""
    WARNING = "warning"
    """The build goes on; in a strict build it counts as an error."""
    INFO = "info"
    """Something to know; it stops nothing, and only `studyguide check --info` names it."""


@dataclass(frozen=True)
class Meaning:
    """One row of the catalogue."""

    severity: Severity
    summary: str
    """What the code stands for, as a sentence for authors."""
    mend: str
    """How to mend it."""


def _error(summary: str, mend: str) -> Meaning:
    return Meaning(Severity.ERROR, summary, mend)


def _warning(summary: str, mend: str) -> Meaning:
    return Meaning(Severity.WARNING, summary, mend)


def _info(summary: str, mend: str) -> Meaning:
    return Meaning(Severity.INFO, summary, mend)


CATALOGUE: dict[str, Meaning] = {
    # 1xx: the shape of blocks
    "SG101": _error(
        "A block has a name that is not a kind of block.",
        "Use one of the kinds in the list of blocks.",
    ),
    "SG102": _error(
        "A block or a part is never closed.",
        "Close it with a line of as many slashes as its first line has.",
    ),
    "SG103": _error(
        "A closing line closes nothing.",
        "Remove it, or give it as many slashes as the block's first line has.",
    ),
    "SG104": _error(
        "A block has a part it cannot have.", "Use one of the parts that the kind of block lists."
    ),
    "SG105": _error("A block lacks a part it must have.", "Write the part inside the block."),
    "SG106": _error(
        "A block or a part has no text.", "Write its text, or remove the part altogether."
    ),
    "SG107": _error(
        "A block lacks its title.",
        "Write the title after a bar on the first line: `/// scene | The title`.",
    ),
    "SG108": _error(
        "A line begins with slashes but opens no block.",
        "Write `/// kind | title`, or indent the line as code if it is meant to be read.",
    ),
    "SG109": _error(
        "A block stands inside another block.", "Close the first before opening the second."
    ),
    "SG110": _error(
        "Text stands where the kind of block has none.", "Move it into one of the block's parts."
    ),
    "SG111": _error("A part stands twice that may stand once.", "Join the two into one."),
    "SG112": _error(
        "HTML uses a name that the compiler keeps for itself.",
        "Remove the `sg-` element, `data-sg` attribute or `guide:` link.",
    ),
    "SG113": _error(
        "A block is indented or quoted.", "Begin its lines at the left margin of the page."
    ),
    "SG114": _error(
        "A page is for an audience that there is not.",
        "Write `audience: students`, `teachers` or `authors` in its front matter.",
    ),
    "SG115": _error(
        "A page does not say plainly whether it tells of real life.",
        "Write `context: true` in its front matter, or leave the line out.",
    ),
    "SG116": _error(
        "A page does not say plainly what of it teachers copy.",
        "Write `copy: page` or `copy: sections` in its front matter, or leave the line out.",
    ),
    "SG117": _error(
        "The front matter of a page has a name it cannot have.",
        "Use one of those that the message lists; they are explained with the pages.",
    ),
    "SG118": _error(
        "The front matter of a page is not written as it must be.",
        "Write `name: value` lines between two lines `---`, with plain words as values.",
    ),
    "SG119": _error(
        "The first line of a page would be taken for front matter.",
        "Begin the page with a heading, or put its front matter between two lines `---`.",
    ),
    "SG121": _error("A file is too long.", "Split the page; the limits stand with the pages."),
    "SG122": _error("A line is too long.", "Break it into several lines."),
    "SG123": _error("A line is nested or indented too deeply.", "Use fewer marks or spaces."),
    "SG124": _error("A page has too many of something.", "Split the page."),
    "SG125": _error("A paragraph leaves too many brackets open.", "Close or delete them."),
    "SG126": _error(
        "A file holds a character that is not part of a text.",
        "Delete it; if there are many, the file is no text, or its encoding is not UTF-8.",
    ),
    "SG131": _error(
        "A block or a part begins with too few slashes.",
        "Begin a block with three, and a part with one more than its block: `////`.",
    ),
    "SG132": _error(
        "Fenced code is never closed.",
        "Close it with a line of the same marks; to show such marks, write `\\` before them.",
    ),
    "SG133": _error("A comment is never closed.", "Close it with `-->`; until then it is text."),
    "SG134": _warning(
        "A list has no empty line before it, so that Markdown sees none.",
        "Leave an empty line; or begin the line with another word, if it is no list.",
    ),
    "SG135": _warning(
        "A row of a table has more or fewer cells than its head.",
        "Set a bar between every two cells; to show a bar, write `\\|`.",
    ),
    "SG136": _error(
        "A picture has no description.",
        "Say in its brackets, or in `alt`, what it shows. A mere ornament is "
        '`<img src="…" alt="">`.',
    ),
    "SG137": _warning(
        "A page has a second title.",
        "Keep one heading with a single `#`, which is the page's title; begin others with `##`.",
    ),
    # 2xx: options
    "SG201": _error(
        "A block has an option it cannot have, or a part has one.",
        "Use one of the options that the kind lists; parts have none.",
    ),
    "SG202": _error(
        "The options are not valid YAML.",
        "Write each as `name: value`; put a value that holds a colon and a space in quotes.",
    ),
    "SG203": _error(
        "An option has a value of the wrong sort.", "Write a value as the list of options says."
    ),
    "SG204": _error("A block lacks an option it must have.", "Add the option."),
    "SG205": _error("An option stands twice.", "Keep one of the two."),
    "SG206": _error("An option has no value.", "Give it a value, or remove the line."),
    "SG207": _error(
        "An option stands where it is not read.",
        "Put options right under the first line, each indented by four spaces.",
    ),
    "SG208": _warning(
        "A value ends at ` #`, where YAML begins a comment.",
        "Put the whole value in quotes; or leave a space behind `#`, if it is a comment.",
    ),
    # 3xx: ids, links, citations
    "SG301": _error(
        "An option names an id that does not exist.", "Use the id of a block of the right kind."
    ),
    "SG302": _error(
        "A citation names a source that does not exist.", "Add the source to sources.yml."
    ),
    "SG303": _error("Two blocks have the same id.", "Give one of them another id."),
    "SG304": _error(
        "A link leads to a page or file that does not exist, or its address takes words along.",
        "Mend the path; close the bracket where the address ends, and write `%20` for a space.",
    ),
    "SG305": _error(
        "A link leads to a heading or block that the page does not have.", "Mend the part after #."
    ),
    "SG306": _error(
        "A citation is not written as one.",
        "Write `[@source]`, `[@source, p. 12]` or `[@first; @second]`.",
    ),
    "SG307": _error("A link names an id that does not exist.", "Use the id of a block."),
    "SG308": _error(
        "A link uses a scheme that a guide must not use.",
        "Link to https:, http: or mailto:, or to a page of the guide.",
    ),
    "SG309": _error(
        "An image is not a file of the guide.",
        "Put the picture under the guide's folder and link it from there.",
    ),
    "SG310": _error(
        "A page includes a file by a path that leads out of the guide.",
        "Include only files of the guide's folder, by a path without `..`.",
    ),
    "SG311": _error(
        "The nav in mkdocs.yml names a page that does not exist.",
        "Write the page, or take the line out.",
    ),
    "SG312": _error(
        "A view has nothing to show.",
        "Write a block of the kind that it shows, on a page that the same readers see.",
    ),
    "SG313": _error(
        "The guide has no first page.", "Write `index.md`: it is what readers of the site meet."
    ),
    "SG314": _warning(
        "A page stands in no nav, so that readers do not find it.",
        "Add it to `nav` in mkdocs.yml, or to `not_in_nav`.",
    ),
    "SG315": _error(
        "A page for students links a file for teachers.",
        "Link the file from a page for teachers.",
    ),
    "SG316": _error(
        "The nav in mkdocs.yml names a page twice.",
        "Keep one of the two: a page has one place in the book.",
    ),
    "SG317": _error(
        "The place in a source is not written as one.",
        "Give act, scene and line, or the page, in 40 characters or less, without brackets, "
        "semicolons and marks of Markdown: `2.1.44`, `pp. 12-13`.",
    ),
    # 4xx: what a study guide owes its readers
    "SG401": _error("A scene cites no source.", "Say with `[@…]` which source tells the scene."),
    "SG402": _error(
        "A text about the work or about real life cites no source.",
        "Cite at least one source in the part.",
    ),
    "SG403": _error("A question has no key.", "Mark the right option with [x]."),
    "SG404": _error("A question of one answer has several keys.", "Mark one option with [x]."),
    "SG405": _error(
        "An answer has no reason.",
        "Write the reason under it, indented by four spaces, after a `>`.",
    ),
    "SG406": _error(
        "The options of a question are not written as its kind needs them.",
        "See the kind of question in the list of blocks.",
    ),
    "SG407": _error("Two answers of a question say the same.", "Change one of the two."),
    "SG408": _error(
        "A question is tied to nothing in the guide.",
        "Name the scene, comparison, theme, term or quotation that shows the answer, or cite a "
        "source.",
    ),
    "SG409": _error("A quiz lists a question twice.", "Keep one of the two."),
    "SG410": _error("A quiz has no questions.", "List some, or choose filters that find some."),
    "SG411": _error(
        "A paragraph of a text about real life cites no source.",
        "Cite a source in it. Questions, a reading that begins with “Our reading”, and sentences "
        "that say what we did not find or do not know need none, in the guide's own language.",
    ),
    "SG412": _error(
        "A paragraph of a context page cites no source.",
        "Cite a source in it, or move it under a heading that begins with “Think”. Questions, a "
        "reading that begins with “Our reading”, and sentences that say what we did not find or "
        "what the page does need none. All this is said in the guide's own language.",
    ),
    "SG413": _error(
        "A quiz asks a question before the one that it builds on.",
        "List them the other way round, or take the option `after` away.",
    ),
    "SG414": _error(
        "A moment has short words for a lane that tells nothing.",
        "Write the part, or take the option away.",
    ),
    "SG415": _warning(
        "A question still has a `TODO` that `studyguide import` has left.",
        "Write what belongs there; nobody else knows it.",
    ),
    "SG416": _error(
        "A quotation is longer than the guide allows.",
        "Quote the words that you speak of, and tell the rest in your own. How many words a "
        "quotation may have is `quote-words` in guide.yml; 60 where nothing is said.",
    ),
    # 5xx: guide.yml and sources.yml
    "SG501": _error("A settings file is missing.", "Write it; the manual shows an example."),
    "SG502": _error("A settings file is not valid YAML.", "Mend the line."),
    "SG503": _error("A settings file has a field it cannot have.", "Use one of the listed fields."),
    "SG504": _error("A settings file lacks a field it must have.", "Add the field."),
    "SG505": _error("A settings file has a value of the wrong sort.", "Write a value as listed."),
    "SG506": _error("Two entries of a settings file have the same id.", "Change one of them."),
    "SG507": _warning(
        "A name of the index stands nowhere in the guide.",
        "Mend its spelling, or take it out; other forms of it stand after ` / `.",
    ),
    "SG508": _error(
        "A setting names a package of fonts that is not installed.",
        "Install it beside the program, or mend its name.",
    ),
    "SG509": _info(
        "The program has no words in the language of the guide.",
        "Leave its labels in English, or set your own with `words` in guide.yml.",
    ),
    # 6xx: what Markdown made of a page
    "SG601": _error(
        "A block was not made by Markdown.",
        "Move it out of a comment, raw HTML or indented code.",
    ),
    "SG602": _error(
        "Slashes of a block are readable on the page.",
        "Leave an empty line before it; if it is a block of Markdown, name its extension in "
        "mkdocs.yml.",
    ),
    "SG603": _error(
        "Markdown made a block that is not in the page's own text.",
        "Write blocks in the page itself, not in an included file.",
    ),
    "SG604": _error(
        "The options of a question did not come out as a list.",
        "Leave an empty line before the list, and write each option as `- [ ] text`.",
    ),
    "SG605": _error(
        "A page has an element of HTML that a guide must not use.",
        "Write it in Markdown, or with elements that only give structure; SECURITY.md lists them.",
    ),
    "SG606": _error(
        "A page has an attribute of HTML that a guide must not use.",
        "Remove it; style and behaviour come from the theme.",
    ),
    "SG607": _error(
        "A page could not be put through Markdown.",
        "Look for unusual nesting or marks; take away half of the page to find where it is.",
    ),
    "SG608": _error(
        "A citation did not come out as one, so that readers do not see it.",
        "Write it in the text itself: not in raw HTML, indented code, the words of a picture or "
        "the title of a link.",
    ),
    "SG609": _error(
        "A citation stands inside a link, and would be a link inside another.",
        "Set the citation after the link.",
    ),
    "SG610": _error(
        "A link by its id did not come out as one.",
        "Write it in the text itself: not in raw HTML, indented code or the words of a picture.",
    ),
    "SG611": _warning(
        "Marks of Markdown that nothing reads are readable on the page.",
        "Mend the marks, switch on the extension that reads them, or write them as code.",
    ),
    "SG612": _error(
        "A formula cannot be read.",
        "Write it in the LaTeX of mathematics, with every brace and every argument.",
    ),
    "SG613": _warning(
        "An id stands twice on a page, so that links lead to the first of the two.",
        "Give one of them another id.",
    ),
    # 7xx: the PDF
    "SG701": _error("The PDF needs a file that cannot be used.", "Use a file of the project."),
    "SG702": _error("WeasyPrint could not lay out something as asked.", "Mend what it names."),
    "SG703": _error("WeasyPrint cannot start.", "Install what the message names."),
    "SG704": _error(
        "A process that laid out a PDF came to a sudden end.",
        "Often memory ran short: end other programs, or let guide.yml publish fewer editions.",
    ),
    "SG705": _error(
        "This WeasyPrint is not one that the program knows.", "Install the version it names."
    ),
    "SG706": _error(
        "A page number is missing in a PDF.",
        "Look at the link or the style that it names: style sheets print the number of each page.",
    ),
    "SG707": _error(
        "A text has letters that none of the PDF's fonts has.",
        "Install the package that the message names, and write it under `fonts` in guide.yml.",
    ),
    # 8xx: files
    "SG801": _error("A file is not valid UTF-8 text.", "Save it as UTF-8."),
    "SG802": _error("A file could not be read.", "Check that it exists and may be read."),
    "SG803": _error("An output could not be written.", "Free space, or mend the permissions."),
    "SG804": _error("Two builds write the same folder.", "Let the first one end, then build."),
    "SG805": _error(
        "Something in the guide's folder is no ordinary file.", "Remove it, or save it as a file."
    ),
    "SG806": _error(
        "A file of the guide's folder is of a kind that does not belong in a guide.",
        "Move it out of the folder; scripts are named in mkdocs.yml and stand in overrides.",
    ),
    "SG807": _error("A file of the guide's folder is too large.", "Make it smaller."),
    "SG808": _error(
        "An SVG picture holds more than a picture.",
        "Save it as plain SVG: no scripts, links, entities or foreign content.",
    ),
    "SG809": _error(
        "A stylesheet asks for something outside the guide's folder.",
        "Keep the file in the guide's folder, and name it by a relative path.",
    ),
    "SG810": _error(
        "The name of a file cannot be used for a page or a link.",
        "Use letters, digits, hyphens, underscores and dots.",
    ),
    "SG811": _error(
        "A symbolic link leads out of the guide's folder, or to a folder.",
        "Copy the file itself into the guide's folder.",
    ),
    "SG812": _error(
        "An exporter of another package does not do what it should.",
        "Take its name out of `exports` in guide.yml, and tell whoever makes the package.",
    ),
    "SG813": _error(
        "The theme's pages or its search are not built as the website needs them.",
        "Take out the override of the theme, or use a version that requirements.txt names.",
    ),
    "SG814": _error(
        "A picture cannot be read, or stores its colours in a way that the books cannot print.",
        "Save it anew as PNG or JPEG, with 8 bits for each colour.",
    ),
    # 90x to 92x: item rules A1 to A23; 93x and 94x: the same rules, with their other severity
    "SG901": _warning(
        "Rule A1: a choice question has five options.", "Keep the three or four most plausible."
    ),
    "SG903": _error(
        "Rule A3: an option stands for other options, as “all of the above” does.",
        "Write an answer of its own, or make the question of kind `multiple`.",
    ),
    "SG904": _error(
        "Rule A4: a key is at least one and a half times as long as the wrong options.",
        "Shorten the key, or say more in the wrong options.",
    ),
    "SG905": _warning(
        "Rule A5: the options differ in length by more than a factor of two.",
        "Make the options alike in length.",
    ),
    "SG906": _warning(
        "Rule A6: a word of the stem is in the key and in no wrong option.",
        "Use another word in the key, or use the word in a wrong option too.",
    ),
    "SG907": _warning(
        "Rule A7: the stem asks for what is not so.",
        "Ask for what is so; where that cannot be, waive the rule.",
    ),
    "SG908": _warning(
        "Rule A8: a wrong option holds an absolute word, and no key does.",
        "Leave the word out, or write it without the absolute claim.",
    ),
    "SG909": _info("Rule A9: an option holds a vague word.", "Say how often, how many, or when."),
    "SG910": _warning(
        "Rule A10: the stem is neither a question nor ends in its gap.",
        "End the stem with a question mark, or with the gap `___`.",
    ),
    "SG911": _warning(
        "Rule A11: the grammar of the stem fits only some of the options.",
        "Write the stem so that each option fits it.",
    ),
    "SG912": _warning(
        "Rule A12: all options begin with the same words.", "Move the words into the stem."
    ),
    "SG913": _warning(
        "Rule A13: two options say nearly the same.", "Change one so that they clearly differ."
    ),
    "SG914": _warning(
        "Rule A14: numbers are not shown in their order.",
        "Write one number in each option, in digits, so that they are sorted.",
    ),
    "SG915": _error(
        "Rule A15: a reason says too little.",
        "Say in at least six words (in Spanish five) what makes this option right or tempting, "
        "for each one anew.",
    ),
    "SG916": _info(
        "Rule A16: no reason says what makes a wrong option tempting.",
        "Say what a student who chooses it may believe, and answer that.",
    ),
    "SG918": _error(
        "Rule A18: a question where the work and life differ does not say which it asks about.",
        "Begin the stem with what the guide calls the one or the other; the message names both.",
    ),
    "SG920": _warning(
        "Rule A20: a question of a high level asks only who, when or where.",
        "Ask why or how, or give the question a lower level.",
    ),
    "SG921": _warning("Rule A21: a stem or an option is long.", "Shorten it."),
    "SG922": _info(
        "Rule A22: a question uses a long word that the guide does not explain.",
        "Use a shorter word, or add the word as a term.",
    ),
    "SG923": _info(
        "Rule A23: a key repeats a sentence of the guide.",
        "Use other words, so that the answer must be understood.",
    ),
    "SG933": _warning(
        "Rule A3: an option says that none of the others is right.",
        "Write an answer of its own instead.",
    ),
    "SG934": _warning(
        "Rule A4: a key is the longest option, by a quarter or more.",
        "Shorten the key, or say more in a wrong option.",
    ),
    "SG937": _error(
        "Rule A7: a negative stem is not emphasised, or is negative twice.",
        "Ask for what is so; or write the word as *not* and keep to one.",
    ),
    "SG940": _error(
        "Rule A10: the gap stands at the start or in the middle of the stem.",
        "Move the gap to the end, or ask a question.",
    ),
    # 95x: item rules B1 to B10; 96x: the same rules, with their other severity; 97x: from B11 on
    "SG951": _warning(
        "Rule B1: the keys of a quiz stand under one letter more often than by chance.",
        "The order is drawn from each question's id: give one of the questions another id.",
    ),
    "SG952": _warning(
        "Rule B2: the key is the longest option more often than by chance.",
        "Shorten keys, or say more in wrong options.",
    ),
    "SG953": _info(
        "Rule B3: the key has the same letter many times in a row.",
        "Change the order of the questions.",
    ),
    "SG954": _warning(
        "Rule B4: a quiz asks too much for recall, or too little for thought.",
        "Add questions of the levels that are short, or take out others.",
    ),
    "SG955": _info(
        "Rule B5: one question gives away the answer of another.",
        "Change the words of one of them, or keep them apart.",
    ),
    "SG956": _info(
        "Rule B6: a quiz keeps to one scene, or no quiz asks about an act.",
        "Ask about other scenes too.",
    ),
    "SG957": _warning(
        "Rule B7: a quiz has too few answers in the student's own words.",
        "Have a question of kind `short` or `essay` for every five questions.",
    ),
    "SG958": _warning(
        "Rule B8: a quiz takes longer than it says.", "Take questions out, or give it more time."
    ),
    "SG959": _warning(
        "Rule B9: two questions ask nearly the same.", "Change one of them, or take it out."
    ),
    "SG960": _warning(
        "Rule B10: a question asks for a bare name, number or date and serves no idea.",
        "Name the theme, comparison or term it serves, or ask something else.",
    ),
    "SG962": _error(
        "Rule B2: the key is the longest option far more often than by chance.",
        "Shorten keys, or say more in wrong options.",
    ),
    "SG964": _error("Rule B4: a quiz asks only for recall.", "Add questions of other levels."),
    "SG968": _error(
        "Rule B8: an exit ticket is too long.", "Keep it to three questions and five minutes."
    ),
    "SG971": _warning(
        "Rule B11: who knows nothing scores on a quiz by how its answers look.",
        "Make the options of the questions named alike in length, wording and form; give a match "
        "an entry on the right that belongs to nothing, as in `- = a grey boat`.",
    ),
    # 98x: games; only a check that is asked about one tells
    "SG981": _warning(
        "A question of a quiz has no place in the game that was asked about.",
        "Shorten it, take options out, or ask it elsewhere; the rest of the quiz is in the game.",
    ),
    # 99x: rules set aside
    "SG991": _error(
        "A waiver names a rule that cannot be set aside there.",
        "Name a rule A1 to A23 on a question, or B1 to B11 on a quiz.",
    ),
    "SG992": _error(
        "A waiver gives no reason.", "Say in at least three words why the rule should not hold."
    ),
    "SG993": _warning("A waiver sets nothing aside.", "Remove it: the rule finds nothing here."),
}
