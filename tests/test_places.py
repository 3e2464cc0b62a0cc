"""Links to places within pages: where they lead on every output, what says that one is dead, and the
numbers of steps that write themselves.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from claim_manual.derived.reading import Reading
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.pages.every import planned
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online
from claim_manual.publish.report import line
from claim_manual.site.page_keys import PageKeys
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, called, committed, printed_html, run, served, whole_html

CASES = Path(__file__).parent / "cases"
PATH = "procedures/service/ligar.yml"
PROSE = "procedures/service/ligar.{}.md"


@pytest.fixture
def linked(small: Path) -> Path:
    """The starter's manual with a page of steps that lead to each other."""
    put(small, mended())
    return small


def put(folder: Path, text: str, path: str = PATH) -> None:
    (folder / path).write_text(text, encoding="utf-8")


def mended(details: str = "") -> str:
    """The case of links, without what is wrong with it, and with other words at its second step."""
    text = (CASES / "ligar.yml").read_text(encoding="utf-8")
    wrong = re.search(r"Se faltar algum.*", text)
    assert wrong
    return text.replace(
        wrong.group(),
        f"Veja: {details}".replace(": ", " ") if details else "Volte a [abrir](#abrir).",
    )


def place_of(folder: Path, path: str, written: str) -> str:
    text = (folder / path).read_text(encoding="utf-8")
    at = text.index(written)
    return f"{path}:{text.count(chr(10), 0, at) + 1}:{at - text.rfind(chr(10), 0, at)}"


def told(folder: Path, lang: str = "en") -> list[str]:
    """The errors of a manual."""
    _, found = judged(folder, DAY)
    return [line(one, words(lang)) for one in found if one.severity.value == "error"]


def whole(folder: Path) -> Manual:
    manual, _ = judged(folder, DAY)
    assert manual
    return manual


def html(folder: Path, uri: str = "procedures/service/ligar", lang: str = "pt") -> str:
    pages = site_pages(whole(folder), with_books=False)
    return next(whole_html(one) for one in pages if (one.uri, one.lang) == (uri, lang))


def markdown(folder: Path, uri: str = "procedures/service/ligar", lang: str = "pt") -> str:
    plans = planned(Reading(whole(folder), lang), Online())
    return next(markdown_page(plan.page(), "") for plan in plans if plan.uri == uri)


def test_what_is_not_there_is_named_with_what_there_is(small: Path) -> None:
    put(small, (CASES / "ligar.yml").read_text(encoding="utf-8"))
    first, second, third = told(small)
    assert first == (
        f"{PATH}:13:68: error broken-link: The link “#nao-existe” leads to a place that is not there."
        " Write one that exists: abrir, pedir, fim."
    )
    for place, text in (("13:96", second), ("13:132", third)):
        assert text == (
            f"{PATH}:{place}: error broken-link: The link “receive-request.yml#tell” names a step by"
            " the file of its page. Write “procedure:receive-request#tell”."
        )


WRONG = [
    ("[x](#abri)", "Did you mean “abrir”? There are: abrir, pedir, fim."),
    ("[x](#n-abri)", "Did you mean “abrir”?"),
    ("[x](#)", "leads to nothing"),
    ("[x](procedure:receive-request#tel)", "Did you mean “tell”?"),
    ("[x](procedure:receive-reqest#tell)", "Did you mean “procedure:receive-request#tell”?"),
    ("[x](flow:who-answers#nobody)", "There are: ours, here, elsewhere"),
    ("[x](contact:helpdesc)", "Did you mean “contact:helpdesk”?"),
    ("[x](contact:helpdesk#phone)", "Did you mean “contact:helpdesk”?"),
    ("{step:abri}", "{step:abri}” leads to a place that is not there. Did you mean “abrir”?"),
    ("{step:receive-request#tel}", "Did you mean “tell”?"),
    ("{step:recieve-request#tell}", "Did you mean “{step:receive-request#tell}”?"),
    ("[x](../../docs/index.pt.md#nada)", "leads to a place that is not there"),
]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Procedure:receive-request", "procedure:receive-request"),
        ("procedimento:receive-request#tell", "procedure:receive-request#tell"),
        ("ley:x", "law:x"),
        ("file:///C:/x.pdf", "on one computer alone"),
        ("C:\\\\Users\\\\Ana\\\\x.pdf", "on one computer alone"),
    ],
)
def test_a_kind_of_link_in_other_words_is_understood(
    linked: Path, written: str, meant: str
) -> None:
    put(linked, mended(f"Ver [x]({written})."))
    (only,) = told(linked)
    assert "unsafe-link" in only
    assert meant in only


@pytest.mark.parametrize(("written", "said"), WRONG)
def test_each_dead_place_is_a_finding(linked: Path, written: str, said: str) -> None:
    put(linked, mended(f"Ver {written}."))
    found = told(linked)
    if not said:
        assert found == []
        return
    (only,) = found
    assert only.startswith(f"{PATH}:13:")
    assert "broken-link" in only
    assert said in only or said.replace("There are: ", "Write one that exists: ") in only


def test_a_link_leads_to_the_step_on_the_site_with_its_number(linked: Path) -> None:
    assert told(linked) == []
    made = html(linked)
    assert '<a href="#n-abrir">abrir</a> <span class="cm-place">(passo 1)</span>' in made
    assert 'id="n-abrir"' in made
    assert '<a href="#n-abrir">open</a> <span class="cm-place">(step 1)' in html(linked, lang="en")
    assert "[abrir](<#n-abrir>) (passo 1)" in markdown(linked)


def test_words_that_say_the_number_are_not_followed_by_it(linked: Path) -> None:
    put(linked, mended("Volte ao [Passo 1](#n-abrir)."))
    assert '<a href="#n-abrir">Passo 1</a>.' in html(linked)


def test_in_print_a_place_has_its_number_and_its_page(linked: Path) -> None:
    put(linked, mended("[abrir](#abrir), [dizer](procedure:receive-request#tell)"))
    made = printed_html(whole(linked), "pt")
    here = "p-procedures-service-ligar"
    assert f'<a href="book:{here}--n-abrir">abrir</a>, passo 1<span class="at">' in made
    assert f'id="{here}--n-abrir"' in made
    there = "p-procedures-service-receive-request--n-tell"
    assert f'<a href="book:{there}">dizer</a>, passo 3 de S-01<span class="at">' in made
    assert f'id="{there}"' in made


@pytest.mark.slow
def test_a_leaflet_says_that_a_place_is_in_the_manual(linked: Path, tmp_path: Path) -> None:
    put(linked, mended("[abrir](#abrir), [dizer](procedure:receive-request#tell)"))
    out = tmp_path / "leaflet.pdf"
    done = run("pdf", "--lang", "pt", "--procedure", "S-04", "-o", out, cwd=linked)
    assert done.returncode == 0, done.stderr
    text = " ".join(printed_words(out).split())
    assert "abrir, passo 1 (p. 1), dizer, passo 3 de S-01 (manual)" in text


def printed_words(file: Path) -> str:
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is needed: apt-get install poppler-utils"
    return subprocess.run([tool, file, "-"], check=True, capture_output=True, text=True).stdout


def test_the_number_of_a_step_writes_itself(linked: Path) -> None:
    put(
        linked,
        mended("Volte ao {step:pedir}. {Step:abrir} vem antes; {step:receive-request#tell}."),
    )
    assert told(linked) == []
    made = html(linked)
    assert (
        'Volte ao <a href="#n-pedir">passo 2</a>. <a href="#n-abrir">Passo 1</a> vem antes;' in made
    )
    assert '<a href="../receive-request/#n-tell">passo 3 de S-01</a>' in made
    assert "[passo 2](<#n-pedir>)" in markdown(linked)
    file = linked / PATH
    text = file.read_text(encoding="utf-8")
    more = "steps:\n  - id: antes\n    do: {pt: Ouvir, en: Listen}\n"
    file.write_text(text.replace("steps:\n", more), encoding="utf-8")
    assert 'Volte ao <a href="#n-pedir">passo 3</a>. <a href="#n-abrir">Passo 2</a>' in html(linked)
    assert '--n-pedir">passo 3</a>' in printed_html(whole(linked), "pt")


def test_a_number_is_said_in_titles_charts_and_code_as_it_should(linked: Path) -> None:
    put(
        linked,
        mended().replace("do: {pt: Pedir os documentos", 'do: {pt: "Voltar ao {step:abrir}"'),
    )
    made = html(linked)
    assert "2. Voltar ao passo 1" in made or "Voltar ao passo 1" in made
    assert "{step:" not in made
    put(linked, mended("`{step:abrir}` e {steps:abrir}"))
    assert "<code>{step:abrir}</code> e {steps:abrir}" in html(linked)


def test_headings_of_prose_are_found_by_meaning(linked: Path) -> None:
    put(
        linked,
        "## Um título\n\nx\n\n## Outro\n\n[um](#um-titulo), [abrir](#abrir)\n",
        PROSE.format("pt"),
    )
    put(linked, "## A title\n\nx\n\n## Other\n\n[a](#um-titulo), [b](#other)\n", PROSE.format("en"))
    put(linked, mended("[título](#outro)"))
    assert told(linked) == []
    for lang, anchors in (("pt", ("um-titulo", "outro")), ("en", ("a-title", "other"))):
        made = html(linked, lang=lang)
        for anchor in anchors:
            assert f'id="{anchor}"' in made
            assert f'href="#{anchor}"' in made
        written = markdown(linked, lang=lang)
        assert f'<a id="{anchors[0]}"></a>' in written
        assert f"(<#{anchors[0]}>)" in written
    made = printed_html(whole(linked), "pt")
    for anchor in ("um-titulo", "outro"):
        assert f'href="book:p-procedures-service-ligar--{anchor}"' in made
        assert f'id="p-procedures-service-ligar--{anchor}"' in made


def test_headings_of_pages_of_prose_are_found_from_elsewhere(linked: Path) -> None:
    for lang, title in (("pt", "Quem somos"), ("en", "Who we are")):
        put(linked, f"# x\n\n## {title}\n\ny\n", f"docs/about.{lang}.md")
    put(linked, mended("[nós](../../docs/about.pt.md#quem-somos)"))
    assert told(linked) == []
    assert '<a href="../../../about/#quem-somos">nós</a>' in html(linked)
    assert 'id="quem-somos"' in html(linked, "about")


def test_a_link_in_a_summary_leads_there_from_lists_too(linked: Path) -> None:
    text = mended().replace(
        "summary: {pt: Como se liga a um passo.", 'summary: {pt: "Ver [abrir](#abrir)."'
    )
    put(linked, text)
    assert told(linked) == []
    made = html(linked, "procedures/service/index")
    assert '<a href="ligar/#n-abrir">abrir</a>' in made


def test_steps_that_another_page_uses_lead_to_their_own_page(linked: Path) -> None:
    file = linked / "flows/who-answers.yml"
    text = file.read_text(encoding="utf-8")
    say = "    help: {pt: 'Ver [aqui](#here).', en: 'See [here](#here).'}\n    answers:\n"
    file.write_text(text.replace("    answers:\n", say, 1), encoding="utf-8")
    assert told(linked) == []
    assert '<a href="#n-here">aqui</a>' in html(linked, "flows/who-answers")
    using = html(linked, "procedures/service/receive-request")
    assert 'who-answers/#n-here">aqui' in using.replace("\\", "")


# -- other names


def test_a_former_id_of_a_step_still_leads_to_it(linked: Path) -> None:
    text = mended("[abrir](#antigo), {step:antigo}").replace(
        "- id: abrir\n", "- id: abrir\n    aliases: [antigo]\n"
    )
    put(linked, text)
    assert told(linked) == []
    made = html(linked)
    assert 'id="n-antigo"' in made
    assert made.count('href="#n-abrir">abrir</a>') == 1
    put(linked, text.replace("[antigo]", "[pedir]"))
    assert "duplicate-id" in told(linked)[0]


def test_every_link_to_a_renamed_step_is_told(linked: Path) -> None:
    put(linked, "## x\n\nVer [abrir](#abrir).\n", PROSE.format("pt"))
    put(linked, "## x\n\nSee [open](#abrir).\n", PROSE.format("en"))
    put(linked, mended("Volte a [abrir](#abrir) e ao {step:abrir}."))
    committed(linked)
    written = [(PATH, one) for one in ("#abrir) e", ":abrir}", "#abrir).\n  - id: fim")]
    written += [(PROSE.format(lang), "#abrir") for lang in ("en", "pt")]
    places = [place_of(linked, *one) for one in written]
    text = (linked / PATH).read_text(encoding="utf-8")
    put(linked, text.replace("- id: abrir\n", "- id: comecar\n"))
    said = called("check", "--base", "HEAD", cwd=linked).stdout
    (alias,) = [one for one in said.splitlines() if "missing-alias" in one]
    broken = [one for one in said.splitlines() if "broken-link" in one]
    for place in places:
        assert place in alias, place
        assert any(one.startswith(place) for one in broken), place
    assert len(broken) == len(places)
    difference = called("diff", "HEAD", cwd=linked).stdout
    assert "Identifier: abrir → comecar" in difference
    for place in places:
        assert place in difference
    put(linked, text.replace("- id: abrir\n", "- id: comecar\n    aliases: [abrir]\n"))
    assert told(linked) == []
    assert "missing-alias" not in called("check", "--all", "--base", "HEAD", cwd=linked).stdout


def test_renaming_a_page_renames_it_in_links_to_its_places(linked: Path) -> None:
    put(linked, mended("[x](procedure:receive-request#tell) {step:receive-request#tell}"))
    done = called("rename", "receive-request", "take-request", cwd=linked)
    assert done.returncode == 0, done.stderr
    text = (linked / PATH).read_text(encoding="utf-8")
    assert "[x](procedure:take-request#tell) {step:take-request#tell}" in text
    assert told(linked) == []


def test_a_page_is_made_anew_when_a_number_on_it_is_another(linked: Path) -> None:
    put(linked, mended("{step:receive-request#tell}"))
    before = keys(linked)
    file = linked / "procedures/service/receive-request.yml"
    text = file.read_text(encoding="utf-8")
    more = "steps:\n  - id: antes\n    do: {pt: Ouvir, en: Listen}\n"
    file.write_text(text.replace("steps:\n", more), encoding="utf-8")
    assert keys(linked) != before


def keys(folder: Path) -> str:
    manual = whole(folder)
    plans = planned(Reading(manual, "pt"), Online(is_site=True))
    plan = next(plan for plan in plans if plan.uri == "procedures/service/ligar")
    return PageKeys(manual)(plan, "pt")


@pytest.mark.browser
@pytest.mark.slow
def test_the_place_opens_whatever_is_folded(linked: Path, browser: Browser) -> None:
    put(linked, "## Um título\n\nx\n\n## Outro\n\ny\n", PROSE.format("pt"))
    put(linked, "## A title\n\nx\n\n## Other\n\ny\n", PROSE.format("en"))
    put(
        linked,
        mended(
            "[abrir](#abrir) [fim](#fim) [outro](#outro) [dizer](procedure:receive-request#tell) [fora](flow:who-answers#elsewhere)"
        ),
    )
    assert run("build", "--no-pdf", cwd=linked).returncode == 0
    with served(linked / "site") as address, Visit(browser, width=390) as visit:
        for words_, place in (
            ("fim", "#n-fim"),
            ("outro", "#outro"),
            ("abrir", "#n-abrir"),
            ("dizer", "#n-tell"),
            ("fora", "#n-elsewhere"),
        ):
            page = visit.go(f"{address}pt/procedures/service/ligar/")
            page.locator("#n-pedir details").evaluate("one => (one.open = true)")
            page.locator("#n-pedir").get_by_role("link", name=words_, exact=True).click()
            expect(page.locator(place)).to_be_visible()
            expect(page.locator(place)).to_be_in_viewport()
        assert visit.complaints == []


def test_nothing_is_said_of_places_on_a_page_that_could_not_be_read(linked: Path) -> None:
    put(linked, "## x\n\n[x](#abrir) {step:abrir} {step:ligar#abrir}\n", PROSE.format("pt"))
    put(linked, "## x\n\n[x](procedure:ligar#abrir)\n", PROSE.format("en"))
    put(linked, "steps:\n  - id: [\n")
    (only,) = told(linked)
    assert " syntax: " in only
