"""Categories that are phases: their pages, the management model, what contradicts itself, every output."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest
from docx import Document as Word
from jsonschema import Draft202012Validator
from playwright.sync_api import Browser, expect
from pptx import Presentation

from claim_manual.derived.navigation import navigation
from claim_manual.derived.phases import LeadKind, chain, leads
from claim_manual.derived.text_names import named_texts
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.model.documents import Settings
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.read.folder import read_manual
from claim_manual.sources.formatting import form
from claim_manual.sources.order import shape_of
from claim_manual.sources.po_file import export
from claim_manual.sources.schemas import schema
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order
from claim_manual.work.site_parts import site_pages
from claim_manual.work.word_editions import edition_file
from conftest import DAY, called, printed, printed_html, whole_html
from test_pages import in_word

NAMES = """\
categories:
  service:
    en: "Service"
    pt: "Atendimento"
"""
PHASES = """\
categories:
  service:
    name: {en: Service, pt: Atendimento}
    purpose: {en: Each person is heard., pt: Cada pessoa é ouvida.}
    begins: {en: A person with a request, pt: Uma pessoa com um pedido}
    ends: {en: A request on paper, pt: Um pedido no papel}
    owner: officer
  plan:
    name: {en: Planning, pt: Planeamento}
    begins: {en: A request on paper, pt: Um pedido no papel}
    ends: {en: A plan, pt: Um plano}
    owner: officer
    follows: service
  close:
    name: {en: Closing, pt: Fecho}
    owner: officer
    follows: [service, plan]
  notes: {pt: Notas, en: Notes}
"""
MEASURED = """\
indicators:
  - {name: {en: Plans made, pt: Planos feitos}, target: {en: all, pt: todos}}
"""
LINKED = """\
scope:
  en: "Not [the agreement](procedure:aa-agree)."
  pt: "Não é [o acordo](procedure:aa-agree)."
"""
FIRST = "procedures/service/receive-request.yml"


def put(folder: Path, path: str, text: str) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def edit(folder: Path, old: str, new: str, path: str = "manual.yml") -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    put(folder, path, text.replace(old, new, 1))


def procedure(folder: Path, path: str, title: str, more: str = "", goes_on: str = "") -> None:
    """A procedure with a title, keys more, and the pages with which it goes on."""
    category, name = path.split("/")
    text = (folder / FIRST).read_text(encoding="utf-8")
    text = text.replace("S-01", f"{category[0].upper()}-{name}")
    text = text.replace("Receive a request", title).replace("Receber um pedido", f"{title} pt")
    text = text.replace("related: [who-answers]\n", more)
    if goes_on:
        text = text.replace("kind: resolved", f"kind: resolved\n    continue_with: [{goes_on}]")
    put(folder, f"procedures/{path}.yml", text)


@pytest.fixture
def phased(small: Path) -> Path:
    """Three phases one after the other and a category that is a name alone."""
    edit(small, NAMES, PHASES)
    procedure(small, "plan/aa-agree", "Agree on it", MEASURED)
    procedure(small, "plan/bb-write", "Write it", goes_on="aa-agree")
    procedure(small, "plan/cc-ask", "Ask for it", LINKED, goes_on="bb-write")
    procedure(small, "close/shut", "Shut the file")
    procedure(small, "notes/note", "Take a note")
    return small


def manual_in(folder: Path) -> Manual:
    manual, _ = read_manual(folder)
    assert manual
    return manual


def findings(folder: Path) -> list[Finding]:
    _, found = judged(folder, DAY)
    return [one for one in found if one.severity is not Severity.INFO]


def codes(folder: Path) -> list[str]:
    return [one.code for one in findings(folder)]


def html_of(folder: Path) -> dict[tuple[str, str], str]:
    pages = site_pages(manual_in(folder), with_books=False)
    return {(page.uri, page.lang): whole_html(page) for page in pages}


PLAN, MODEL = "procedures/plan/index", "management-model"


# -- pages


def test_a_phase_says_what_enters_and_leaves_and_who_answers(phased: Path) -> None:
    assert codes(phased) == []
    pages = html_of(phased)
    english, portuguese = pages[PLAN, "en"], pages[PLAN, "pt"]
    for words_ in ("What enters", "A request on paper", "What leaves", "A plan", "Officer"):
        assert words_ in english
    for words_ in ("O que entra", "Um pedido no papel", "O que sai", "Quem responde"):
        assert words_ in portuguese
    assert re.search(r"Comes after.*?<a href=\"\.\./service/\">Service</a>", english, re.DOTALL)
    assert re.search(r"Comes before.*?<a href=\"\.\./close/\">Closing</a>", english, re.DOTALL)
    assert re.search(
        r"Who answers.*?<a href=\"../../reference/roles/#officer\">Officer</a>", english, re.DOTALL
    )
    assert "Plans made" in english
    assert "Each person is heard." in pages["procedures/service/index", "en"]


def test_a_category_that_is_a_name_keeps_its_page(phased: Path) -> None:
    page = html_of(phased)["procedures/notes/index", "en"]
    assert "cm-card" in page
    assert "What enters" not in page


def test_the_procedures_stand_in_the_order_in_which_one_leads_to_the_other(phased: Path) -> None:
    page = html_of(phased)[PLAN, "en"]
    places = re.findall(r'<li id="n-([a-z-]+)"', page)
    assert places == ["cc-ask", "bb-write", "aa-agree"]
    assert re.search(r"Goes on with: <a href=\"bb-write/\"", page)
    assert re.search(r"Refers to: <a href=\"aa-agree/\"", page)


def test_the_chain_is_a_picture_with_links_and_words(phased: Path) -> None:
    page = html_of(phased)[PLAN, "en"]
    picture = re.search(r'<svg[^>]*class="cm-chart".*?</svg>', page, re.DOTALL)
    assert picture
    for name in ("aa-agree", "bb-write", "cc-ask"):
        assert f'<a href="{name}/"' in picture[0]
    assert "<title" in picture[0]
    assert "3 procedures. The same stands on this page as text." in picture[0]


def test_a_retired_procedure_is_in_no_chain(phased: Path) -> None:
    edit(phased, "status: draft", "status: retired", "procedures/plan/bb-write.yml")
    page = html_of(phased)[PLAN, "en"]
    assert re.findall(r'<li id="n-([a-z-]+)"', page) == ["aa-agree", "cc-ask"]
    assert page.index("No longer in force") < page.index("bb-write/")


def test_the_management_model_shows_phases_as_picture_and_list(phased: Path) -> None:
    pages = html_of(phased)
    page = pages[MODEL, "en"]
    picture = re.search(r'<svg[^>]*class="cm-chart".*?</svg>', page, re.DOTALL)
    assert picture
    for name in ("service", "plan", "close"):
        assert f'<a href="../procedures/{name}/"' in picture[0]
    assert "procedures/notes" not in page
    assert "3 phases. The same stands on this page as text." in picture[0]
    assert re.findall(r'<li id="n-([a-z-]+)"', page) == ["service", "plan", "close"]
    assert "Modelo de gestão" in pages[MODEL, "pt"]
    assert "Como se sucedem as fases" in pages[MODEL, "pt"]


def test_the_management_model_is_in_the_navigation_where_phases_follow(phased: Path) -> None:
    entries = navigation(manual_in(phased), "pt")
    assert [entry.uri for entry in entries if entry.title == "Modelo de gestão"] == [MODEL]
    edit(phased, "    follows: service\n", "")
    edit(phased, "    follows: [service, plan]\n", "")
    assert MODEL not in {entry.uri for entry in navigation(manual_in(phased), "pt")}
    assert (MODEL, "pt") not in html_of(phased)


def test_home_has_the_phases_in_their_order(phased: Path) -> None:
    page = html_of(phased)["index", "en"]
    titles = re.findall(r"<h2[^>]*>(Service|Planning|Closing|Notes)", page)
    assert titles == ["Service", "Planning", "Closing", "Notes"]


def test_the_chart_of_phases_leads_to_their_pages(
    phased: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    assert called("build", "--no-pdf", cwd=phased).returncode == 0
    with browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{serve(phased / 'site')}{MODEL}/")
        tab.locator("svg.cm-chart a", has_text="Planning").click()
        expect(tab).to_have_url(re.compile(r"/procedures/plan/$"))
        tab.get_by_role("main").get_by_role("link", name="Management model").first.click()
        expect(tab).to_have_url(re.compile(rf"/{MODEL}/$"))


# -- the order of procedures, against brute force


@pytest.mark.parametrize("loop", [False, True])
def test_the_order_keeps_every_way_that_does_not_lead_back(phased: Path, loop: bool) -> None:
    procedure(phased, "plan/dd-end", "End it", goes_on="cc-ask" if loop else "aa-agree")
    if loop:
        text = (phased / "procedures/plan/bb-write.yml").read_text(encoding="utf-8")
        put(
            phased, "procedures/plan/bb-write.yml", text.replace("[aa-agree]", "[aa-agree, dd-end]")
        )
    manual = manual_in(phased)
    ways = {
        (one.source, one.target) for one in leads(manual, "plan") if one.kind is LeadKind.GOES_ON
    }
    order = [one.id for one in chain(manual, "plan")]
    names = sorted(order)

    def leads_on(start: str, goal: str) -> bool:
        paths = (path for n in range(2, 5) for path in permutations(names, n))
        return any(
            path[0] == start and path[-1] == goal and {*zip(path, path[1:])} <= ways  # noqa: B905, RUF007
            for path in paths
        )

    for before in names:
        for after in names:
            if leads_on(before, after) and not leads_on(after, before):
                assert order.index(before) < order.index(after)


# -- the old form


def words_in(po: str) -> list[str]:
    """A file for translators without what it says to them of the field."""
    return [line for line in po.split("\n") if not line.startswith("#.")]


def test_a_name_alone_means_the_same_in_either_form(small: Path, tmp_path: Path) -> None:
    before, pages = manual_in(small), html_of(small)
    texts = {name: text.text for name, text in named_texts(before).items()}
    po = export(before, "pt", {})
    edit(small, NAMES, "categories:\n  service:\n    name: {en: Service, pt: Atendimento}\n")
    after = manual_in(small)
    assert html_of(small) == pages
    assert {name: text.text for name, text in named_texts(after).items()} == texts
    assert words_in(export(after, "pt", {})) == words_in(po)
    found = difference(before, after)
    assert difference_report(found, "en", "text") == difference_report(
        difference(before, before), "en", "text"
    )
    assert printed_html(after, "en") == printed_html(before, "en")
    assert codes(small) == []


def test_a_name_is_called_the_same_by_translations_in_either_form(small: Path) -> None:
    edit(small, NAMES, "categories:\n  service:\n    name: {en: Service, pt: Atendimento}\n")
    assert "manual.yml#categories.service" in named_texts(manual_in(small))


# -- what is wrong

WRONG = [
    ("follows: service", "follows: nobody", "unknown-reference", "follows: nobody", Severity.ERROR),
    ("owner: officer", "owner: oficer", "unknown-reference", "owner: oficer", Severity.ERROR),
    ("follows: service", "follows: close", "phase-circle", "follows: close", Severity.ERROR),
    ("follows: service", "follows: plan", "phase-circle", "follows: plan", Severity.ERROR),
    ("    owner: officer\n", "", "phase-without-owner", "service:", Severity.WARNING),
    ("  notes: {", "  more: {name: More, owner: officer, follows: close}\n  notes: {",
     "phase-without-procedures", "more:", Severity.WARNING),
    ("    follows: service\n", "", "lone-phase", "plan:", Severity.WARNING),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "code", "line", "severity"), WRONG)
def test_what_contradicts_itself_is_told_where_it_stands(
    phased: Path, old: str, new: str, code: str, line: str, severity: Severity
) -> None:
    edit(phased, old, new)
    found = findings(phased)
    assert [(one.code, one.severity) for one in found if one.code != "unused-role"] == [
        (code, severity)
    ]
    text = (phased / "manual.yml").read_text(encoding="utf-8").split("\n")
    assert line in text[found[0].place.line - 1]


def test_a_phase_above_one_that_it_follows_is_told(phased: Path) -> None:
    text = (phased / "manual.yml").read_text(encoding="utf-8")
    start, end = text.index("  plan:"), text.index("  close:")
    moved = text[:start] + text[end:].replace("  notes:", f"{text[start:end]}  notes:", 1)
    put(phased, "manual.yml", moved)
    assert codes(phased) == ["misplaced-phase"]


def test_a_warning_of_a_phase_can_be_accepted(phased: Path) -> None:
    edit(phased, "    follows: service\n", "    waive: {lone-phase: It begins by itself.}\n")
    assert codes(phased) == []
    edit(phased, "waive: {lone-phase", "waive: {phase-circle")
    assert sorted(codes(phased)) == ["idle-waiver", "lone-phase"]


def test_names_alone_are_left_alone(small: Path) -> None:
    edit(small, NAMES, NAMES + "  empty: {en: Empty, pt: Vazia}\n")
    assert codes(small) == []


@pytest.mark.parametrize("key", ["purposes: x", "begins: 3", "follows: {a: b}"])
def test_what_does_not_fit_is_told_with_its_place(phased: Path, key: str) -> None:
    edit(phased, "    follows: service\n", f"    follows: service\n    {key}\n".replace(
        "    follows: service\n    follows", "    follows"))  # fmt: skip
    found = findings(phased)
    assert {one.code for one in found} <= {"unknown-key", "wrong-type", "duplicate-key"}
    assert found


def test_a_page_of_docs_cannot_have_the_address_of_the_model(phased: Path) -> None:
    put(phased, "docs/management-model.en.md", "# Mine\n")
    assert "taken-name" in codes(phased)


# -- other outputs


def test_books_word_markdown_and_search_have_phases(phased: Path) -> None:
    manual = manual_in(phased)
    outputs = {
        "book": printed_html(manual, "pt"),
        "Word": in_word(edition_file(manual, Order(phased, DAY), manual.edition("full"), "pt")),  # type: ignore[arg-type]
        "Markdown": "\n".join(
            content.decode(errors="ignore")
            for content in plain_pages(manual, phased, ("pt",)).values()
        ),
        "search": "\n".join(
            f"{page.title} {part.title} {part.words}"
            for page in site_pages(manual, with_books=False)
            if page.lang == "pt"
            for part in page.words
        ),
    }
    for name, said in outputs.items():
        for wanted in ("Modelo de gestão", "Cada pessoa é ouvida.", "Um pedido no papel"):
            assert wanted in said, (name, wanted)
        assert "Planos feitos" in said


def test_a_chart_has_one_title_on_paper(phased: Path) -> None:
    book = printed(manual_in(phased), "en")
    for name, title in (("p-management-model", "How the phases follow each other"),
                        ("p-procedures-plan-index", "How the procedures lead to each other")):  # fmt: skip
        chapter = next(one for one in book.chapters if one.id == name)
        assert len(re.findall(rf"<h2[^>]*>{title}", chapter.html)) == 1


def test_an_edition_of_one_phase_has_that_phase_alone(phased: Path) -> None:
    put(phased, "editions/plan.yml", "title: {en: Plan, pt: Plano}\ncategories: [plan]\n")
    book = printed(manual_in(phased), "en", "plan")
    assert {"p-procedures-plan-index", "p-management-model"} <= {one.id for one in book.chapters}
    assert "p-procedures-close-index" not in {one.id for one in book.chapters}


def test_a_brief_of_a_phase_says_what_it_is_for(phased: Path) -> None:
    put(
        phased,
        "briefs/plan.yml",
        "title: {en: Planning, pt: Planeamento}\nkind: summary\nparts: [{of: phase:service}, {of: phase:plan}]\n",
    )
    assert codes(phased) == []
    done = called("brief", "plan", "--format", "md", cwd=phased)
    assert done.returncode == 0, done.stderr
    said = (phased / "plan-en.md").read_text(encoding="utf-8")
    for wanted in ("Each person is heard.", "What enters", "A plan", "Officer", "Closing"):
        assert wanted in said
    assert said.index("Ask for it") < said.index("Agree on it")


def test_a_brief_of_a_phase_is_a_word_file_and_slides(phased: Path) -> None:
    put(
        phased,
        "briefs/one.yml",
        "title: {en: One, pt: Um}\nkind: summary\nparts: [{of: phase:service}]\n",
    )
    for kind in ("docx", "pptx"):
        assert called("brief", "one", "--format", kind, "--lang", "pt", cwd=phased).returncode == 0
    assert "Cada pessoa é ouvida." in in_word((phased / "one-pt.docx").read_bytes())
    slides = Presentation(str(phased / "one-pt.pptx")).slides
    said = "\n".join(
        shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame
    )
    assert "Cada pessoa é ouvida." in said


def test_what_readers_write_into_a_phase_comes_back_from_word(phased: Path) -> None:
    put(
        phased,
        "reviews/pilot.yml",
        "title: {en: Pilot, pt: Piloto}\nsummary: {en: x., pt: x.}\nopened_on: 2026-11-01\nremarks: []\n",
    )
    assert (
        called("docx", "--edition", "full", "--lang", "pt", "-o", "a.docx", cwd=phased).returncode
        == 0
    )
    document = Word(str(phased / "a.docx"))
    run = next(one.runs[0] for one in document.paragraphs if one.text == "Cada pessoa é ouvida.")
    run.text = "Cada pessoa é bem ouvida."
    document.save(str(phased / "a.docx"))
    done = called("review", "import", "a.docx", "--round", "pilot", "--from", "Org", cwd=phased)
    assert done.returncode == 0, done.stderr
    remark = (phased / "reviews/pilot.yml").read_text(encoding="utf-8")
    assert "text: manual.yml#categories.service.purpose" in remark
    put(phased, "reviews/pilot.yml", remark.replace("decision: open", "decision: accepted"))
    assert called("review", "apply", "--round", "pilot", cwd=phased).returncode == 0
    assert "Cada pessoa é bem ouvida." in (phased / "manual.yml").read_text(encoding="utf-8")


def test_a_link_in_a_purpose_follows_a_page_to_its_new_id(phased: Path) -> None:
    edit(phased, "en: Each person is heard.", 'en: "Heard, [then](procedure:aa-agree)."')
    assert called("rename", "aa-agree", "agree", cwd=phased).returncode == 0
    assert "[then](procedure:agree)" in (phased / "manual.yml").read_text(encoding="utf-8")
    assert codes(phased) == []


def test_a_difference_names_what_of_a_phase_changed(phased: Path) -> None:
    before = manual_in(phased)
    edit(phased, "A person with a request", "A person with a question")
    edit(
        phased,
        "    follows: service\n",
        "    follows: service\n    purpose: {en: Plan., pt: Planear.}\n",
    )
    said = difference_report(difference(before, manual_in(phased)), "en", "text")
    assert "What enters" in said
    assert "A person with a request → A person with a question" in said
    assert "Purpose" in said


def test_sources_are_formatted_with_phases_in_their_order(phased: Path) -> None:
    edit(phased, "    name: {en: Service, pt: Atendimento}\n", "")
    edit(
        phased,
        "    owner: officer\n",
        "    owner: officer\n    name: {pt: Atendimento, en: Service}\n",
    )
    shape = shape_of("manual.yml", ("en", "pt"))
    assert shape
    text, _ = form("manual.yml", (phased / "manual.yml").read_text(encoding="utf-8"), shape)
    assert text
    assert text.index("name: {en: Service") < text.index("Each person is heard.")
    assert "notes: {en: Notes, pt: Notas}" in text


def test_the_schema_takes_either_form(phased: Path) -> None:
    rule = Draft202012Validator(schema(Settings, words("en")))
    settings = {"title": "x", "languages": {"en": {"name": "x", "tag": "en"}}}
    for category in (
        "Name",
        {"en": "Name"},
        {"name": "Name"},
        {"name": {"en": "N"}, "follows": "a"},
    ):
        assert rule.is_valid(settings | {"categories": {"a": category}}), category
    assert not rule.is_valid(settings | {"categories": {"a": {"name": {"en": "N"}, "other": {}}}})
