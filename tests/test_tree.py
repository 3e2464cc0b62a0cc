"""The interactive tree in a real browser, held against what `flow paths` lists."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from claim_manual.model.manual import Manual
from claim_manual.reports.paths import paths
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, Visit, run, unfold
from test_browser import AD, GC

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLOWS = sorted(path.stem for path in (ROOT / "flows").glob("*.yml"))
PROCEDURES = sorted(path for path in (ROOT / "procedures").glob("*/*.yml"))
GO_ALL = """async (hashes) => {
  const tree = document.getElementById("cm-tree"), found = [];
  for (const hash of hashes) {
    if (location.hash !== hash) {
      const turned = new Promise((done) => addEventListener("hashchange", done, { once: true }));
      location.hash = hash;
      await turned;
    }
    while (document.querySelector(".cm-tree-coming")) await new Promise(requestAnimationFrame);
    found.push(tree.dataset.outcome);
  }
  return found;
}"""


HAS_FOCUS = "() => document.activeElement.classList.contains('cm-tree-head')"


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


def listed(manual: Manual, document: str) -> list[tuple[str, str]]:
    """Each situation that `flow paths` lists: its address in the tree, and its outcomes."""
    walked = manual.document(document)
    assert walked
    found = []
    for path in json.loads("".join(paths(manual, walked, "en", "json")))["paths"]:
        answers = "&".join(f"{name}={_written(given)}" for name, given in path["answers"].items())
        ends = path["outcome"] if isinstance(path["outcome"], list) else [path["outcome"]]
        found.append((f"#?{answers}", " ".join(ends)))
    return found


def _written(given: object) -> str:
    return ",".join(given) if isinstance(given, list) else quote(str(given))


@pytest.mark.parametrize("flow", FLOWS)
def test_every_situation_reaches_its_outcome(
    browser: Browser, built: Path, serve: Callable[[Path], str], manual: Manual, flow: str
) -> None:
    cases = listed(manual, flow)
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}en/flows/{flow}/")
        assert page.evaluate(GO_ALL, [hash_ for hash_, _ in cases]) == [end for _, end in cases]
        assert visit.complaints == []


def test_situations_of_procedures_reach_their_outcomes_through_what_they_use(
    browser: Browser, built: Path, serve: Callable[[Path], str], manual: Manual
) -> None:
    base = serve(built)
    for path in (p for p in PROCEDURES if p.stem.startswith(("gc-01", "at-02", "en-06", "gc-07"))):
        cases = listed(manual, path.stem)[:40]
        with Visit(browser) as visit:
            page = visit.go(f"{base}procedures/{path.parent.name}/{path.stem}/")
            assert page.evaluate(GO_ALL, [hash_ for hash_, _ in cases]) == [end for _, end in cases]


def press_to(page: Page, text: str) -> None:
    """Goes on with Tab until the focus is on something with these words, then presses Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == text:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"Tab does not come to {text}")


def test_the_whole_of_a_tree_is_walked_by_keyboard(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    """Every answer of AD-01 is given once, with Tab and Enter, from the first question on."""
    data = json.loads(
        run("flow", "paths", "ad-01-aima-ou-claim", "--format", "json", cwd=ROOT).stdout
    )
    with Visit(browser) as visit:
        page = visit.go(serve(built) + AD)
        labels = page.evaluate(
            """() => Object.fromEntries(JSON.parse(document.getElementById("cm-program").textContent)
                 .stops.filter((one) => one.answers).map((one) => [one.name, Object.fromEntries(one.answers)]))"""
        )
        for number, path in enumerate(data["paths"]):
            if number:
                press_to(page, "Recomeçar")
            for question, answer in path["answers"].items():
                expect(page.locator("#cm-tree")).to_have_attribute("data-question", question)
                press_to(page, labels[question][answer])
                page.wait_for_function(HAS_FOCUS)
            expect(page.locator("#cm-tree")).to_have_attribute("data-outcome", path["outcome"])


def test_an_answer_can_be_changed_and_the_others_stay(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(serve(built) + AD)
        tree = page.locator("#cm-tree")
        tree.get_by_role("link", name="Não", exact=True).click()
        tree.get_by_role("link", name="Sim", exact=True).click()
        tree.get_by_role("link", name="Renovação").click()
        end = page.url
        page.locator(".cm-tree-past summary").click()
        page.locator(".cm-tree-change").first.click()
        expect(tree.get_by_role("link", name="Não", exact=True)).to_have_attribute(
            "aria-current", "true"
        )
        tree.get_by_role("link", name="Não", exact=True).click()
        assert page.url == end
        page.go_back()
        page.go_back()
        assert page.url == end
        with Visit(browser) as again:
            opened = again.go(end)
            assert opened.locator("#cm-tree").inner_text() == tree.inner_text()
        tree.get_by_role("link", name="Recomeçar").click()
        assert page.locator(".cm-tree-path").count() == 0


LETTER = "procedures/encaminhamento/en-07-justica/#?"
IN_VIEW = """() => {
  const { top, bottom } = document.querySelector(".cm-tree-now").getBoundingClientRect();
  return top >= 0 && top < innerHeight * 0.45 && bottom > 0;
}"""


def test_every_step_between_questions_is_a_screen_and_none_is_passed_over(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + LETTER)
        tree = page.locator("#cm-tree")
        program = page.evaluate(PROGRAM)
        shown = []
        for answer in ("perigo=nao", "o-que=despejo", "tem-advogado=nao"):
            shown += steps_done(page)
            tree.locator(f".cm-answers a[href$='{answer}']").click()
            page.wait_for_function(IN_VIEW)
        shown += steps_done(page)
        expect(tree).to_have_attribute("data-outcome", "patrono-pedido")
        acts = [stop["node"] for stop in program if stop["kind"] == "do"]
        assert len(shown) > 1
        assert shown == [act for act in acts if act in shown]  # each once, in the order of the page
        earlier = tree.locator("details", has_text="Passos até aqui")
        earlier.get_by_text(f"Passos até aqui ({len(shown)})").click()
        assert earlier.locator("li.cm-tree-step--do").count() == len(shown)
        for _ in range(len(shown) + 3):  # back, over each step and question again
            tree.get_by_role("link", name="Atrás").click()
        expect(tree.get_by_role("link", name="Atrás")).to_have_count(0)


PROGRAM = "() => JSON.parse(document.getElementById('cm-program').textContent).stops"


def steps_done(page: Page) -> list[str]:
    """Goes on over the steps that are shown one after the other, and says which they were."""
    done: list[str] = []
    while step := page.locator("#cm-tree").get_attribute("data-step"):
        page.wait_for_function(IN_VIEW)
        done.append(step)
        before = page.url
        page.get_by_role("link", name="Feito, continuar").click()
        page.wait_for_function("(before) => location.href !== before", arg=before)
        page.wait_for_function(HAS_FOCUS)
    return done


def test_what_is_typed_is_read_as_people_write_it_or_asked_about(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}flows/ad-12-escola/")
        given = {name: page.evaluate(NUMBERS, name) for name in TYPED_NUMBERS}
        assert given == TYPED_NUMBERS
        given = {name: page.evaluate(DAYS, name) for name in TYPED_DAYS}
        assert given == TYPED_DAYS
        page = visit.go(f"{serve(built)}en/flows/ad-12-escola/")
        assert page.evaluate(NUMBERS, "1,200") == [1200, 1.2]
        assert page.evaluate(DAYS, "November 3, 2026") == ["2026-11-03"]


TYPED = "JSON.parse(document.getElementById('cm-program').textContent).say.typed"
NUMBERS = f"(text) => window.claimManualTyped.numbers(text, {TYPED}, '€')"
DAYS = f"(text) => window.claimManualTyped.days(text, {TYPED}, new Date(2026, 10, 21)).days"
TYPED_NUMBERS = {
    "1.200": [1200, 1.2],  # the likelier first: the reader is asked
    "1 234,56": [1234.56],
    "1.234,56": [1234.56],
    "1,234.56": [1234.56],
    "870,5 €": [870.5],
    "870 euros": [870],
    "€ 870.50": [870.5],
    "12,5": [12.5],
    "0.200": [0.2],
    "1.234.567": [1234567],
    "12 34": [],
    "1.2.3": [],
    "7 meses": [],
    "mil": [],
}
TYPED_DAYS = {
    "3/11/2026": ["2026-11-03"],
    "3-11-2026": ["2026-11-03"],
    "3.11.26": ["2026-11-03"],
    "3 nov 2026": ["2026-11-03"],
    "3 de novembro de 2026": ["2026-11-03"],
    "terça-feira, 3 de novembro de 2026": ["2026-11-03"],
    "2026-11-03": ["2026-11-03"],
    "03112026": ["2026-11-03"],
    "3/11": ["2026-11-03", "2027-11-03"],
    "31/2/2026": [],
    "29/2/2027": [],
    "nov 2026": [],
}


def test_a_number_that_can_mean_two_is_asked_about_and_an_impossible_day_is_told(
    browser: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    head = (small / "flows" / "who-answers.yml").read_text(encoding="utf-8").split("nodes:")[0]
    flow = small / "flows" / "how-much.yml"
    flow.write_text(head.replace("code: T-01", "code: T-09") + ASKED, encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0, done.stdout
    with Visit(browser) as visit:
        page = visit.go(f"{serve(small / 'site')}pt/flows/how-much/")
        tree, field = page.locator("#cm-tree"), page.locator("#cm-tree-field")
        field.fill("1.200")
        page.keyboard.press("Enter")
        expect(page.locator(".cm-tree-error")).to_contain_text("1.200")
        expect(tree.get_by_role("link", name="1,20\N{NO-BREAK SPACE}€", exact=True)).to_be_visible()
        page.get_by_role("link", name="1200\N{NO-BREAK SPACE}€", exact=True).click()
        expect(page.locator(".cm-tree-path .cm-value").first).to_contain_text(
            "1200\N{NO-BREAK SPACE}€"
        )
        field.fill("31/2/2026")
        page.keyboard.press("Enter")
        expect(page.locator(".cm-tree-error")).to_contain_text("fevereiro de 2026 tem 28 dias")
        field.fill("3 nov 2026")
        page.keyboard.press("Enter")
        expect(tree).to_have_attribute("data-outcome", "here")


ASKED = """nodes:
  - id: income
    ask: {en: How much is it?, pt: Quanto é?}
    kind: number
    unit: {en: €, pt: €}
    answers:
      - {id: little, label: {en: Little, pt: Pouco}, range: {lt: 10.5}, to: day}
      - {id: much, label: {en: Much, pt: Muito}, range: {ge: 10.5}, to: day}
  - id: day
    ask: {en: Which day?, pt: Que dia?}
    kind: date
    measure: date
    answers:
      - {id: before, label: {en: Before, pt: Antes}, range: {lt: 2026-01-01}, to: elsewhere}
      - {id: later, label: {en: Later, pt: Depois}, range: {ge: 2026-01-01}, to: here}
  - id: here
    outcome: {en: Here, pt: Aqui}
    kind: resolved
  - id: elsewhere
    outcome: {en: Elsewhere, pt: Noutro lado}
    kind: referred
"""


def test_an_outcome_leads_into_the_page_that_uses_this_one_with_the_answers(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        address = "flows/ad-08-violencia/#?perigo=nao&idade=nao&a-sos=sim&sinais=armas&sair=nao"
        page = visit.go(f"{serve(built)}{address}&queixa=nao")
        expect(page.locator(".cm-tree-onward a")).to_contain_text("GC-07")
        step = page.locator(".cm-tree-onward a").inner_text().partition(". ")[2]
        page.locator(".cm-tree-onward a").click()
        page.wait_for_url("**/gc-07-violencia/#*")
        expect(page.locator("#cm-tree .cm-tree-head")).to_have_text(step)
        assert page.locator(".cm-tree-path > li").count() == 6
        page.locator(".cm-languages a").click()
        page.wait_for_url("**/en/**/gc-07-violencia/#*")
        expect(page.locator(".cm-tree-bar [role=status]")).to_contain_text("Step")
        assert page.locator(".cm-tree-path > li").count() == 6


def test_a_page_that_one_came_from_is_come_back_to_with_its_answers(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}procedures/gestao-de-casos/gc-01-triagem-inicial/")
        page.evaluate("() => { location.hash = '#?perguntas.ferida=nao&perguntas.morrer=agora'; }")
        page.wait_for_function("() => document.getElementById('cm-tree').dataset.outcome")
        end = page.url
        page.locator(".cm-tree-onward a").first.click()
        page.wait_for_url("**#?@from=*")
        page.locator(".cm-tree-back").click()
        page.wait_for_url(end)
        expect(page.locator("#cm-tree")).not_to_have_attribute("data-outcome", "")


def test_all_steps_or_one_at_a_time_holds_on_every_page_and_a_step_is_come_to_by_link(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        base = serve(built)
        page = visit.go(base + GC)
        steps, tree = page.locator("ol.cm-steps").first, page.locator("#cm-tree")
        expect(tree).to_be_visible()
        expect(steps).to_be_hidden()
        page.get_by_role("button", name="Todos os passos").click()
        expect(steps).to_be_visible()
        page = visit.go(f"{base}procedures/encaminhamento/en-06-trabalho/")
        expect(steps).to_be_visible()
        expect(tree).to_be_hidden()
        page.get_by_role("button", name="Uma pergunta de cada vez").click()
        expect(tree).to_be_visible()
        page = visit.go(f"{base}{LETTER.partition('#')[0]}#n-o-que")
        expect(page.locator("#n-o-que")).to_be_in_viewport()
        page.goto("about:blank")
        page = visit.go(base + GC)
        expect(steps).to_be_hidden()


def test_numbers_are_asked_in_words(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}flows/ad-12-escola/#?perigo=nao")
        while page.locator("#cm-tree-field").count() == 0:
            page.locator(".cm-answers a").last.click()
        field = page.locator("#cm-tree-field")
        for written, said in (
            ("", "algarismos"),
            ("seis", "algarismos"),
            ("6,5", "inteiro"),
            ("-2", "menor"),
        ):
            field.fill(written)
            page.keyboard.press("Enter")
            assert said in page.locator(".cm-tree-error").inner_text()
            assert field.get_attribute("aria-invalid") == "true"
        field.fill("7")
        page.keyboard.press("Enter")
        expect(page.locator(".cm-tree-path > li").last).to_contain_text("(7 anos)")


def test_several_can_be_chosen_or_none(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(built)}flows/ad-08-violencia/#?perigo=nao&idade=nao&a-sos=sim")
        page.get_by_role("button", name="Continuar").click()
        assert "Nenhuma destas" in page.locator(".cm-tree-error").inner_text()
        boxes = page.locator(".cm-choice input")
        boxes.first.check()
        page.get_by_label("Nenhuma destas").check()
        assert not boxes.first.is_checked()
        page.get_by_role("button", name="Continuar").click()
        expect(page.locator(".cm-tree-path > li").last).to_contain_text("Nenhuma destas")


def test_a_day_is_counted_from_today(
    browser: Browser, built: Path, serve: Callable[[Path], str], manual: Manual
) -> None:
    path = "procedures/encaminhamento/en-06-trabalho/"
    with Visit(browser, timezone_id="Europe/Lisbon") as visit:
        visit.page.clock.install(time="2026-11-21T10:00:00Z")
        page = visit.go(serve(built) + path)
        for hash_, _ in listed(manual, "en-06-trabalho"):
            page.evaluate("(hash) => { location.hash = hash; }", hash_)
            changes = page.locator(".cm-tree-path > li", has=page.locator(".cm-value"))
            if changes.count():
                page.locator(".cm-tree-past summary").click()
                changes.first.locator(".cm-tree-change").click()
                break
        page.locator("#cm-tree-field").fill("1/11/2026")
        page.get_by_role("button", name="Continuar").click()
        expect(page.locator(".cm-tree-path .cm-value").first).to_contain_text("20")


def test_what_is_printed_has_path_and_outcome_and_no_numbers(
    browser: Browser, built: Path, serve: Callable[[Path], str], manual: Manual
) -> None:
    hash_ = next(one for one, _ in listed(manual, "ad-12-escola") if "idade=" in one)
    with Visit(browser) as visit:
        visit.page.add_init_script("window.print = () => { window.printed = true; }")
        page = visit.go(f"{serve(built)}flows/ad-12-escola/{hash_}")
        page.get_by_role("button", name="Imprimir sem dados").click()
        assert page.evaluate("window.printed")
        page.emulate_media(media="print")
        assert page.locator(".cm-tree-path").is_visible()
        assert page.locator(".cm-tree-end").first.is_visible()
        assert page.locator(".cm-tree-printed").is_visible()
        assert not page.locator(".cm-value").first.is_visible()
        assert not page.locator("ol.cm-steps").is_visible()


def test_the_person_is_shown_the_words_in_any_language_they_exist_in(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + GC)
        button = page.locator(".cm-show").first
        button.click()
        dialog = page.locator("dialog[open]")
        size = dialog.locator(".cm-shown").evaluate(
            "one => parseFloat(getComputedStyle(one).fontSize)"
        )
        assert size >= 28
        assert dialog.bounding_box()["height"] >= 900
        dialog.get_by_role("button", name="English").click()
        expect(dialog.locator(".cm-shown > *")).to_have_attribute("lang", "en-GB")
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)
        assert button.evaluate("one => one === document.activeElement")


def test_a_chart_opens_large_and_is_moved_by_keyboard(
    browser: Browser, built: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(built) + AD)
        unfold(page)
        page.locator(".cm-enlarge").first.click()
        frame = page.locator(".cm-pan")
        wide = frame.locator("svg").bounding_box()["width"]
        page.keyboard.press("+")
        assert frame.locator("svg").bounding_box()["width"] > wide
        before = frame.evaluate("one => one.scrollTop")
        for _ in range(5):
            page.keyboard.press("ArrowDown")
        page.wait_for_timeout(300)
        assert frame.evaluate("one => one.scrollTop") > before
        page.keyboard.press("0")
        assert frame.locator("svg").bounding_box()["width"] <= 360
        page.keyboard.press("Escape")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_ids_may_be_names_that_every_object_of_a_script_has(
    browser: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    flow = small / "flows" / "who-answers.yml"
    text = flow.read_text(encoding="utf-8").replace("to: here", "to: constructor")
    text = text.replace("id: here", "id: constructor").replace(
        "expect: here", "expect: constructor"
    )
    text = text.replace("id: ours\n    ask", "id: constructor-of\n    ask")
    text = text.replace("answers: {ours: ", "answers: {constructor-of: ")
    flow.write_text(text, encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0, done.stdout
    with Visit(browser) as visit:
        address = "procedures/service/receive-request/#?who.constructor-of=yes"
        page = visit.go(f"{serve(small / 'site')}{address}")
        expect(page.locator("#cm-tree")).to_have_attribute("data-outcome", "received")
        assert visit.complaints == []
