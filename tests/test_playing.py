"""Cases of a workshop played in a real browser: every one right, some wrong, nothing kept or sent."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from claim_manual.derived.practice import told_cases
from claim_manual.work.judging import sound
from conftest import DAY, ROOT, Visit, copy_manual, fault_of, once, run
from test_site import COLOURS, ONE_OF_EACH, WHOLE, violations
from test_tree import HAS_FOCUS, IN_VIEW, press_to

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOCUMENTS = (
    "ad-04-trafico",
    "ad-12-escola",  # a number
    "ad-02-titulo-de-residencia",  # whole months since a day
    "ad-08-violencia",  # several answers
    "ad-10-primeiros-servicos",  # a table that collects
    "gc-07-violencia",  # goes through another page
)
PLAY = "workshops/everything/practice/"
STORY = "The cases of some pages"
PLAYED = """async (cases) => {
  const found = [];
  for (const { name, answers } of cases) {
    const turned = new Promise((done) => addEventListener("hashchange", done, { once: true }));
    location.hash = `#?@case=${name}${Object.entries(answers).map(([key, one]) => `&${key}=${one}`).join("")}`;
    await turned;
    const panel = document.getElementById("cm-tree");
    found.push([name, panel.dataset.outcome, panel.querySelector(".cm-verdict")?.className ?? ""]);
  }
  return found;
}"""
DATA = "() => JSON.parse(document.getElementById('cm-cases').textContent).cases"


def workshop() -> str:
    """A workshop that practises every told case of some pages of this repository's manual."""
    manual = sound(ROOT, DAY)
    documents = [document for document in manual.documents() if document.id in DOCUMENTS]
    names = [case.name for document in documents for case in told_cases(document)]
    session = {
        "id": "all",
        "minutes": len(names),
        "title": {"pt": "Exemplos", "en": STORY},
        "method": "individual",
        "cases": {"names": names, "minutes_each": 1},
    }
    title = {"pt": "Tudo", "en": "Everything"}
    return json.dumps(
        {"title": title, "status": "model", "minutes": len(names), "sessions": [session]}
    )


@pytest.fixture(scope="session")
def practised(tmp_path_factory: pytest.TempPathFactory, built: Path) -> Path:
    """The site of this repository's manual with that workshop, without books."""

    def make(folder: Path) -> str:
        copy_manual(folder, built.parent)
        (folder / "workshops").mkdir(exist_ok=True)
        (folder / "workshops/everything.yml").write_text(workshop(), encoding="utf-8")
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "practised", make) / "site"


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_case_answered_as_it_is_written_is_right_and_nothing_is_kept_or_sent(
    browser: Browser, practised: Path, serve: Callable[[Path], str], prefix: str
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(practised)}{prefix}{PLAY}", is_idle=True)
        cases = page.evaluate(DATA)
        assert len(cases) > 60
        asked = len(visit.requests)
        assert page.evaluate(PLAYED, cases) == [
            [case["name"], " ".join(case["ends"]), "cm-verdict cm-verdict--right"] for case in cases
        ]
        # The browser itself asks for fonts when words need them, and again for the icon.
        later = [one.partition("/assets/claim-manual/") for one in visit.requests[asked:]]
        assert {name.partition("?")[0] for _, _, name in later} <= {
            "icon.svg",
            "fonts/Italic.woff2",
            "fonts/BoldItalic.woff2",
        }
        assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [
            0,
            0,
            "",
        ]
        assert visit.complaints == []


def opened(visit: Visit, base: str, case: str, answers: str = "") -> Page:
    """The page of practice with a case and what was answered, in English."""
    return visit.go(f"{base}en/{PLAY}#?@case={case}{answers}")


def test_a_wrong_way_is_named_and_its_question_answered_again(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    """Rui's foreman keeps his passport; he is taken for a child, though nothing in the case says so."""
    with Visit(browser) as visit:
        page = opened(visit, serve(practised), "ad-04-trafico.um-so-sinal", "&perigo=nao&idade=sim")
        verdict = page.locator(".cm-verdict")
        expect(verdict.locator("h3")).to_have_text("This is not the outcome of the case.")
        assert page.evaluate(HAS_FOCUS)
        expect(verdict.locator(".cm-parted")).to_have_text("Could the person be under 18?")
        assert verdict.locator("dd").all_inner_texts() == ["Yes, or there is doubt", "No"]
        expect(verdict.get_by_text("Where your answers led:")).to_be_visible()
        expect(verdict.get_by_role("listitem")).to_have_text("Act now Specialised team (EME)")
        verdict.get_by_role("link", name="Answer this question again").click()
        tree = page.locator("#cm-tree")
        expect(tree).to_have_attribute("data-question", "idade")
        for answer in ("nao", "sim", "sinais", "apoio"):
            tree.locator(f".cm-answers a[href$='={answer}']").click()
        expect(verdict.locator("h3")).to_have_text("Right: this is the outcome of the case.")


def test_the_right_outcome_on_another_way_is_said_to_be_one(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    """Nobody knows the year in which Zé belongs; to say that somebody does ends in the same school."""
    with Visit(browser) as visit:
        answers = "&perigo=nao&idade=15&recusa=nao&ensino=basico"
        page = opened(visit, serve(practised), "ad-12-escola.ninguem-sabe-o-ano", answers)
        verdict = page.locator(".cm-verdict")
        expect(verdict).to_have_class("cm-verdict cm-verdict--detour")
        assert verdict.locator("dd").count() == 2
        assert verdict.locator("details").count() == 0


def test_a_number_on_the_same_side_of_every_threshold_is_no_other_way(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        base = serve(practised)
        page = opened(visit, base, "ad-12-escola.quatro-anos", "&perigo=nao&idade=3")
        expect(page.locator(".cm-verdict")).to_have_class("cm-verdict cm-verdict--right")
        page = opened(visit, base, "ad-12-escola.quatro-anos", "&perigo=nao&idade=40")
        page.locator(".cm-answers a").first.click()
        while page.locator(".cm-verdict").count() == 0:
            page.locator(".cm-answers a").first.click()
        expect(page.locator(".cm-answers-held dd").last).to_contain_text("(4 ")


def test_of_a_table_that_collects_every_outcome_counts(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(practised)}en/{PLAY}")
        case = next(
            case
            for case in page.evaluate(DATA)
            if case["page"] == "ad-10-primeiros-servicos" and len(case["ends"]) > 2
        )
        for question, given in case["answers"].items():
            others = page.evaluate(
                """([page, name]) => JSON.parse(document.getElementById("cm-cases").textContent)
                     .programs[page].stops.find((one) => one.name === name)?.answers.map(([id]) => id)""",
                [case["page"], question],
            )
            other = next(one for one in others if one not in given.split(","))
            changed = {**case, "answers": {**case["answers"], question: other}}
            ((_, ends, kind),) = page.evaluate(PLAYED, [changed])
            if {*ends.split()} != {*case["ends"]}:
                assert kind.endswith("--wrong")
                page.locator(".cm-verdict summary").click()
                assert page.locator(".cm-verdict li").count() == len(case["ends"])
                break
        else:
            raise AssertionError("no other answer leads elsewhere")


def test_what_is_counted_from_a_day_is_asked_as_a_number(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    """A story says two months ago, and no day of today."""
    answers = "&perigo=nao&carta=nao&nacionalidade=terceiro&documento=ar&prazo=sim&pedida=nao"
    with Visit(browser) as visit:
        name = "ad-02-titulo-de-residencia.caducado-e-portal-fechado"
        page = opened(visit, serve(practised), name, answers)
        page.get_by_label("Whole months since that day:").fill("1")
        page.keyboard.press("Enter")
        page.locator(".cm-answers a", has_text="Not yet").click()
        expect(page.locator(".cm-verdict h3")).to_have_text(
            "Right: this is the outcome of the case."
        )


def test_cases_are_played_one_after_the_other_by_keyboard_alone(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = visit.go(f"{serve(practised)}en/{PLAY}")
        press_to(page, "Play case 1")
        first = page.locator(".cm-case-head")
        expect(first).to_be_focused()
        expect(page.locator("#cm-practice")).to_be_hidden()
        total = page.evaluate(DATA)
        expect(first).to_have_text(f"Case 1 of {len(total)}")
        while page.locator(".cm-verdict").count() == 0:
            before, is_step = page.url, page.locator("#cm-tree").get_attribute("data-step")
            on = page.locator(".cm-tree-on a" if is_step else ".cm-answers a").first
            press_to(page, on.inner_text())
            page.wait_for_function("(before) => location.href !== before", arg=before)
            page.wait_for_function(HAS_FOCUS)
        press_to(page, "Next case")
        expect(page.locator(".cm-case-head")).to_have_text(f"Case 2 of {len(total)}")
        expect(page.locator(".cm-case-head")).to_be_focused()
        assert page.locator(".cm-tree-path").count() == 0
        press_to(page, "All cases")
        expect(page.locator("#cm-practice")).to_be_visible()
        expect(page.get_by_role("link", name="Play case 2", exact=True)).to_be_focused()
        page.go_back()
        expect(page.locator(".cm-case-head")).to_have_text(f"Case 2 of {len(total)}")


def test_story_and_question_are_in_view_together_on_a_phone(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        page = opened(visit, serve(practised), "ad-04-trafico.um-so-sinal")
        for answer in ("perigo=nao", "idade=nao", "a-sos=sim"):
            page.locator(f".cm-answers a[href$='{answer}']").click()
            page.wait_for_function(IN_VIEW)
            assert page.locator(".cm-played-head .cm-story").bounding_box()["y"] > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        small = page.evaluate(
            """() => [...document.querySelectorAll("#cm-tree :is(a.cm-button, .cm-answers a, .cm-tree-foot a, .cm-tree-change, .cm-played-head a, button)")]
                 .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.textContent)"""
        )
        assert small == []


def test_without_scripts_there_are_the_stories_with_their_pages(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, java_script_enabled=False) as visit:
        page = visit.go(f"{serve(practised)}en/{PLAY}")
        stories = page.locator("#cm-practice > li")
        assert stories.count() > 60
        assert not page.locator(".cm-play").first.is_visible()
        stories.filter(has_text="Dinis is four").get_by_role("link").click()
        page.wait_for_url("**/en/flows/ad-12-escola/")


def test_printed_are_the_stories_even_while_one_is_played(
    browser: Browser, practised: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser) as visit:
        page = opened(visit, serve(practised), "ad-04-trafico.um-so-sinal", "&perigo=sim")
        page.emulate_media(media="print")
        assert page.locator("#cm-practice > li").first.is_visible()
        assert not page.locator(".cm-verdict").is_visible()
        assert not page.locator(".cm-play").first.is_visible()


WAYS = (
    "",
    "#?@case=ad-04-trafico.um-so-sinal",
    "#?@case=ad-04-trafico.um-so-sinal&perigo=nao&idade=sim",
    "#?@case=ad-04-trafico.um-so-sinal&perigo=nao&idade=nao&a-sos=sim&indicadores=sinais&vontade=apoio",
    "#?@case=ad-12-escola.ninguem-sabe-o-ano&perigo=nao&idade=15&recusa=nao&ensino=basico",
    "#?@case=ad-08-violencia.gravida-com-filhos&perigo=nao&idade=nao&a-sos=sim",
    "#?@case=ad-12-escola.quatro-anos&perigo=nao",
)


@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing_on_a_page_of_practice(
    browser: Browser, practised: Path, serve: Callable[[Path], str], dark: bool
) -> None:
    options = WHOLE | {"runOnly": {"type": "rule", "values": COLOURS}} if dark else WHOLE
    with Visit(browser, dark=dark) as visit:
        for way in WAYS:
            visit.page.goto("about:blank")
            page = visit.go(f"{serve(practised)}{PLAY}{way}")
            page.wait_for_timeout(50)
            page.evaluate(ONE_OF_EACH)
            assert violations(page, options, "main") == [], way
