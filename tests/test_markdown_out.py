"""Authors' words in Markdown that leaves the program do nothing on a code host but be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from claim_manual.derived.reading import Reading
from claim_manual.derived.review import Remarked, Report
from claim_manual.difference.comment import comment
from claim_manual.read import read_manual
from claim_manual.reports import markdown
from claim_manual.reports.notes import due_list, release_notes
from claim_manual.reports.review_text import report_text
from claim_manual.work.revisions import judged_change
from conftest import DAY, committed

HOSTILE = (
    "@all and @org/team",
    '#123, GH-1, a/b#1, !1, ~bug, ~"two words", %1.0, %"a b", $1, &1, ^alert#1, [issue:1]',
    "a1b2c3d and 0123456789abcdef0123456789abcdef01234567",
    "https://evil.example/x ftp://x.pt //x.pt www.evil.example evil.example a@evil.example",
    "mailto:a@evil.example xmpp:a@evil.example/x",
    "![x](https://evil.example/x.png) [x](//evil.example) <https://evil.example> [x]: //e.pt",
    "<!-- hidden --> <b>x</b> <img src=x> <script>alert(1)</script> &lt; &#64;all &copy;",
    "`a` ``b`` *c* **d** _e_ __f__ ~~g~~ $h$ $`i`$ {+j+} [-k-] :tada: :+1: [^1] a\\",
    "| a | b |",
    "# heading #",
    "- [ ] task",
    "+ item",
    "* item",
    "1. item",
    "12) item",
    "> quote",
    "> [!NOTE]",
    "---",
    "===",
    "```sh",
    "~~~",
    "    code",
    "/close",
    "::error::no",
    "##[error]no",
    "::include{file=x.md}",
    "[[_TOC_]] [TOC] [[Page]]",
    "one\n\n# two\n/close\n<!--\n- [ ] x\r\n::error::y\u2028@z",
    "\x1b[31m \x9b31m \u202e",
)
OBEYED = re.compile(
    r"""(?ix) @\w | \#\d | GH-\d | !\d | ~[\w"] | %[\w"] | \$\d | &\d | \^\w | [a-z]+:/ | // | mailto:\w | www\.\w
    | \w\.[a-z] | :[\w+-]+: | \[issue | \[\[ | \[TOC | \{[+-] | \[[+-]
    | \b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,64}\b | \#\#\[ | [\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]"""
)
"""What code hosts look for in the words of a page, or a log in its lines."""
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def inside(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from inside(token.children or [])


def words_of(text: str) -> str:
    """What a reader sees; nothing may be there but headings, lists, tables, names and words."""
    found = [*inside(PARSER.parse(text))]
    kinds = {one.type.removesuffix("_open").removesuffix("_close") for one in found}
    assert not kinds & {"image", "link", "blockquote", "hr", "code_block", "ordered_list"}
    for one in found:
        if one.type.startswith("html"):
            assert re.fullmatch(
                r"(<details><summary>[^<]*</summary>|</details>|<!-- claim-manual -->)\s*",
                one.content,
            )
    seen = [one.content for one in found if one.type in {"text", "html_block"}]
    for one in seen:
        assert not OBEYED.search(one.removeprefix("<!-- claim-manual -->")), one
    return "".join(seen).replace("\u2060", "")


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words_wherever_they_stand(text: str) -> None:
    for place in ("{}", "- {}", "x\n{}"):
        made = place.format(markdown.line(text))
        assert "\n" not in made.removeprefix("x\n")
        assert not made.removeprefix("x\n").startswith(("/", "::"))
    said = " ".join(text.split()).encode("unicode_escape").decode().lower()
    for made in (markdown.line(text), f"# {markdown.words(text)}", f"- **{markdown.words(text)}**"):
        seen = words_of(made).encode("unicode_escape").decode().lower()
        assert re.sub(r"[\\*]", "", seen).strip() == re.sub(r"[\\*]", "", said).strip()
    table = PARSER.parse(f"{markdown.row(['a', 'b'])}\n| --- | --- |\n{markdown.row([text, 'x'])}")
    assert [one.type for one in table].count("td_open") == 2
    words_of(f"{markdown.row(['a', 'b'])}\n| --- | --- |\n{markdown.row([text, 'x'])}")
    page = PARSER.parse(
        f"<details><summary>{markdown.in_html(text)}</summary>\n\n- x\n\n</details>"
    )
    assert [one.type for one in page if one.type == "html_block"] == ["html_block"] * 2


@pytest.mark.parametrize("text", [*HOSTILE, "`", "``", "a`", " ", "", "a``b`c"])
def test_names_stay_names(text: str) -> None:
    made = markdown.code(text)
    assert "\n" not in made
    (paragraph,) = [one for one in PARSER.parse(f"- {made}: x") if one.type == "inline"]
    assert [one.type for one in paragraph.children or []] == ["code_inline", "text"]


def test_a_report_has_words_alone(small: Path) -> None:
    for text in HOSTILE:
        remark = Remarked(1, *[text] * 11)
        made = report_text(Report(text, (text, text), ((text, 1),), (text,) * 6, (remark,)))
        words_of(made)
        assert [one.type for one in PARSER.parse(made)].count("td_open") == 6


def rewrite(file: Path, pattern: str, text: str) -> None:
    """Puts `text` in place of whatever fits the pattern, which must be there."""
    old = file.read_text(encoding="utf-8")
    assert re.search(f"(?m)^{pattern}", old)
    new = re.sub(f"(?m)^{pattern}", lambda _: text, old)
    file.write_text(new, encoding="utf-8")


def hostile_manual(folder: Path, text: str) -> None:
    """Writes `text` wherever a person can write words that notes, lists and comments show."""
    said = json.dumps({"en": f"{text} x", "pt": f"{text} y"})
    procedure = folder / "procedures" / "service" / "receive-request.yml"
    history = f'[{{version: "0.1", date: 2026-11-20, change: {said}}}]'
    for file in (procedure, folder / "flows" / "who-answers.yml"):
        rewrite(file, r"title:.*\n(?:  .*\n)*", f"title: {said}\n")
    rewrite(procedure, r"summary:.*\n(?:  .*\n)*", f"summary: {said}\n")
    late = "verified_on: 2019-01-01\nreview_by: 2020-01-01\n"
    rewrite(procedure, r"verified_on:.*\n(?:review_by:.*\n)?", late)
    rewrite(procedure, r"history:.*\n(?:  .*\n)*", f"history: {history}\n")
    rewrite(folder / "reference" / "contacts.yml", r"  name:.*\n(?:    .*\n)*", f"  name: {said}\n")


def test_what_is_due_and_what_changed_is_told_in_words_alone(small: Path) -> None:
    for text in HOSTILE[:-1]:
        hostile_manual(small, text)
        manual, _ = read_manual(small)
        assert manual
        reading = Reading(manual, "en")
        assert len(PARSER.parse(due_list(reading, DAY))) > 10
        words_of(due_list(reading, DAY))
        words_of(release_notes(reading, None))


@pytest.mark.slow
def test_a_comment_tells_of_words_and_files_in_words_alone(small: Path) -> None:
    committed(small)
    for text in HOSTILE[:-1]:
        hostile_manual(small, text)
        words_of(comment(judged_change(small, "HEAD", DAY), "en"))
    (small / "flows" / "a` @all <b>\n- [ ] x\n::error::y.yml").write_text("code: [\n")
    made = comment(judged_change(small, "HEAD", DAY), "en")
    words_of(made)
    assert "::error::y.yml" in made
    assert not re.search(r"(?m)^\s*::|^- \[ \]", made)
