"""Cases to play as HTML of the site, as their script finds them."""

from __future__ import annotations

from claim_manual.html import Html, element, joined, text
from claim_manual.pages import blocks as b
from claim_manual.site.trees import Writer, script_data, step_place


def practice(write: Writer, block: b.Practice) -> Html:
    """The place where a case is played, the cases, their data, and the steps of their pages."""
    place = element(
        "section", Html("\n"), class_="cm-tree", id="cm-tree", aria_label=block.label, hidden=True
    )
    rows = joined((_case(write, case) for case in block.cases), Html("\n"))
    cases = element("ol", Html("\n"), rows, class_="cm-played", id="cm-practice")
    steps = (
        element("template", write.used_steps(used), id=step_place(used.document))
        for used in block.steps
    )
    return joined([place, cases, script_data(block.data, "cm-cases"), *steps], Html("\n"))


def _case(write: Writer, case: b.PlayedCase) -> Html:
    story = element("p", write.line(case.story), class_="cm-story")
    page = element("span", write.line((case.page,)), class_="cm-played-page")
    play = element("a", text(case.play), class_="cm-play cm-button", href=f"#?@case={case.name}")
    return element("li", story, element("p", play, Html(" "), page, class_="cm-played-ways"))
