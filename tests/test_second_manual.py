"""The second manual, of another programme in other languages: sound, whole in every output, its own."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from babel.messages.pofile import read_po
from lxml import html
from lxml.etree import _Element as Element
from openpyxl import load_workbook
from playwright.sync_api import Browser
from pptx import Presentation

from claim_manual.book.terms import index_of_terms
from claim_manual.derived.actors import links_between, network
from claim_manual.derived.phases import chain, chained
from claim_manual.derived.reading import Reading
from claim_manual.derived.text_names import named_texts
from claim_manual.derived.translations import TranslationState, translations
from claim_manual.model.finding import Severity
from claim_manual.model.manual import Manual
from claim_manual.read.folder import read_manual
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, Visit, called, fault_of, once, run, whole_html

SECOND = ROOT / "examples/movilidad-laboral"
MADE = shutil.ignore_patterns("site", ".cache", "schemas", "offline*", "*.pdf", "kit-*")
PHASES = {
    "gestion-empresarial": ("Gestión empresarial", "Business management"),
    "seleccion": ("Selección", "Selection"),
    "reclutamiento-y-visa": ("Reclutamiento y visa", "Recruitment and visa"),
    "monitoreo-y-retorno": ("Monitoreo y retorno", "Monitoring and return"),
    "evaluacion-y-reintegracion": (
        "Evaluación de impacto y reintegración",
        "Impact assessment and reintegration",
    ),
}
OF_THE_FIRST = re.compile(
    r"\b(?:CLAIM|AIMA|CNAIM|CLAI[MT]s?|Portugal|Portugues[ae]s?|português|portuguesas?|Lisb\w+|Lusa"
    r"|CPLP|NISS|NIF|SNS|Camões|claims?)\b(?!-manual)"
)
"""What only the first manual speaks of; `claim-manual` is the program."""
NAMES = frozenset(
    [
        "pdf",
        "docx",
        "word",
        "powerpoint",
        "pptx",
        "xml",
        "gift",
        "olx",
        "open",
        "edx",
        "moodle",
        "xlsform",
        "kobotoolbox",
        "odk",
        "ics",
        "atom",
        "english",
        "español",
        "enter",
        "esc",
        "intro",
    ]
)
"""What is called the same in every language."""
BROKEN = """() => [...document.querySelectorAll(".cm-sheet thead th")].flatMap((head) => {
  const text = head.firstChild;
  return text.data.trim().split(/\\s+/).filter((word) => {
    const range = document.createRange(), start = text.data.indexOf(word);
    range.setStart(text, start);
    range.setEnd(text, start + word.length);
    return range.getClientRects().length > 1;
  });
})"""
"""The words in heads of a sheet that go on in another line."""
NOTICE = {"es": "Modelo, por validar", "en": "Model, to be validated"}
HEAVIEST = 30_000
"""How many bytes a page of it may have on the way, before what it fetches."""


@pytest.fixture(scope="module")
def second() -> Manual:
    manual, _ = judged(SECOND, DAY)
    assert manual
    return manual


def copied(folder: Path) -> Path:
    return shutil.copytree(SECOND, folder, ignore=MADE, dirs_exist_ok=True)


def commands() -> list[list[str]]:
    """What the README says to do with it, word by word."""
    readme = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"(?m)^```\n((?:.+\n)+?)```$", readme)
    (block,) = (block for block in blocks if block.startswith("cp -r examples/movilidad-laboral"))
    return [line.split() for line in block.splitlines()]


@pytest.fixture(scope="session")
def second_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site with all books, briefs and the files of its workshop, built once for all workers as
    the README says.
    """

    def make(folder: Path) -> str:
        here = copied(folder / "repository" / SECOND.relative_to(ROOT)).parents[1]
        for name, *rest in commands():
            if name == "cd":
                here = (here / rest[0]).resolve()
            elif name == "cp":
                subprocess.run([name, *rest], cwd=here, check=True)
            elif fault := fault_of(run(*rest, cwd=here)):
                return fault
        return ""

    return once(tmp_path_factory, "second", make) / "my-manual/site"


# -- what it is made of


def test_nothing_is_wrong_with_it() -> None:
    _, findings = judged(SECOND, DAY)
    assert {finding.code for finding in findings} == {"stale-contact"}, "no number is known yet"
    assert {finding.severity for finding in findings} == {Severity.INFO}
    done = called("check", "--strict", "--root", SECOND)
    assert not done.returncode, done.stderr
    assert "No errors and no warnings." in done.stderr


def test_it_has_what_it_is_there_to_show(second: Manual) -> None:
    phases = second.settings.model.phases
    assert [*phases] == [*PHASES] == [*chained(second)]
    for key, names in PHASES.items():
        phase = phases[key]
        assert (phase.name.root["es"], phase.name.root["en"]) == names
        assert phase.purpose
        assert phase.begins
        assert phase.ends
        assert phase.owner
        assert len(chain(second, key)) == 2
    kinds = [flow.model.kind for flow in second.flows]
    assert kinds.count("decision-tree") >= 2
    assert kinds.count("decision-table") >= 1
    for document in second.documents():
        assert document.model.scenarios
        assert document.model.status == "model"
    for procedure in second.procedures:
        assert procedure.model.indicators
    named = {"roles", "organisations", "assignments", "links", "forms", "glossary", "contacts"}
    assert all(second.register(name) for name in named)
    assert len(second.workshops) == len(second.assessments) == 1
    assert len(second.editions) >= 2


def test_each_product_has_a_brief(second: Manual) -> None:
    parts = {brief.id: [part.of for part in brief.model.parts] for brief in second.briefs}
    assert {part for of in parts.values() for part in of} >= {f"phase:{key}" for key in PHASES}
    assert {*parts} >= {"organizacion", "comunicaciones", "integracion", "informe-intermedio"}
    assert {*parts} >= {"resumen-del-manual", "plan-de-accion"}


def test_everything_is_said_in_both_languages(second: Manual) -> None:
    states = {translation.state for translation in translations(second)}
    assert not states & {TranslationState.MISSING, TranslationState.STALE}
    pages = {(page.id, page.lang) for page in second.pages}
    assert {page for page, _ in pages} == {"index", "about", "principios"}
    assert len(pages) == 6


def test_every_pair_that_hands_over_is_linked(second: Manual) -> None:
    apart = {
        (giver, receiver): passings
        for (giver, receiver), passings in network(second).items()
        if _organisation(second, giver) != _organisation(second, receiver)
        and "persona" not in {giver, receiver}
    }
    assert len(apart) >= 15
    for (giver, receiver), passings in apart.items():
        assert links_between(second, giver, receiver), (giver, receiver)
        assert any(passing.hands for passing in passings), (giver, receiver)


def _organisation(manual: Manual, role: str) -> str:
    entry = manual.role(role)
    assert entry
    return entry.organisation or ""


def test_two_words_of_a_term_that_are_one_in_another_language_stand_there_once(
    second: Manual,
) -> None:
    (english,) = [
        page
        for page in site_pages(second, with_books=False)
        if (page.uri, page.lang) == ("reference/glossary", "en")
    ]
    index = index_of_terms(Reading(second, "en"), second.documents(), "{} {}".format)
    listed = [entry.words for _, entries in index for entry in entries]
    assert whole_html(english).count("ethical recruitment") == 1
    assert listed.count("ethical recruitment") == 1


def test_branches_waits_and_exceptions_are_shown(second: Manual) -> None:
    written = "\n".join(file.read_text("utf-8") for file in SECOND.glob("procedures/*/*.yml"))
    assert all(f"{key}:" in written for key in ("parallel", "wait", "at_any_time", "otherwise"))


def test_no_number_law_or_person_is_made_up(second: Manual) -> None:
    for contact in second.register("contacts"):
        assert contact.status == "recheck"
        assert {contact.phone, contact.email, contact.url} == {None}
        assert not contact.phones
    for law in second.register("laws"):
        assert law.evidence == "background"
        assert {law.number, law.date, law.url} == {None}
        assert law.warning


def sources() -> Iterator[Path]:
    ignored = MADE(str(SECOND), [entry.name for entry in SECOND.iterdir()])
    for file in sorted(SECOND.rglob("*")):
        if file.is_file() and file.relative_to(SECOND).parts[0] not in ignored:
            yield file


def test_no_word_of_the_first_manual_is_in_its_files() -> None:
    files = [*sources()]
    assert len(files) > 60
    for file in files:
        found = OF_THE_FIRST.search(file.read_text("utf-8"))
        assert found is None, (file, found)
        assert not OF_THE_FIRST.search(file.name)


def test_the_first_manual_takes_nothing_of_it() -> None:
    first, _ = read_manual(ROOT)
    assert first
    assert not [path for path in first.files if path.startswith("examples/")]


# -- the site


def pages(site: Path, lang: str) -> Iterable[Path]:
    for file in sorted(site.rglob("*.html")):
        if (file.relative_to(site).parts[0] == "en") is (lang == "en"):
            yield file


@cache
def seen(page: Path) -> Element:
    """A page without its programs, and without the source of its charts."""
    root = html.fromstring(page.read_text("utf-8"))
    for element in root.xpath("//script | //style | //template | //pre"):
        element.drop_tree()
    return root


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{3,}", text.lower()))


SPOKEN = "aria-label title alt placeholder"


def words_of(page: Path, lang: str) -> set[str]:
    """All words that are said to be in a language, those that only a screen reader says too."""
    root = html.fromstring(html.tostring(seen(page)))
    for element in root.xpath(f"//body//*[@lang and not(starts-with(@lang, '{lang}'))]"):
        element.drop_tree()
    spoken = (value for name in SPOKEN.split() for value in root.xpath(f"//@{name}"))
    return words(" ".join([*root.itertext(), *spoken]))


@pytest.mark.slow
def test_the_start_page_shows_the_phases_in_order(second_site: Path) -> None:
    for n, (page, lang) in enumerate(((second_site, "es"), (second_site / "en", "en"))):
        root = seen(page / "index.html")
        assert root.get("lang", "").startswith(lang)
        for part in ("//nav", "//main"):
            text = " ".join(" ".join(nav.itertext()) for nav in root.xpath(part))
            places = [text.index(names[n]) for names in PHASES.values()]
            assert places == sorted(places)


@pytest.mark.slow
def test_the_management_model_is_a_chain(second_site: Path) -> None:
    root = seen(second_site / "management-model/index.html")
    items = root.xpath("//main//ol/li/*[1]//a[1]")
    assert [item.text_content() for item in items] == [names[0] for names in PHASES.values()]
    assert root.xpath("//main//figure | //main//svg")


@pytest.mark.slow
def test_every_page_says_that_it_is_a_model(second_site: Path) -> None:
    for lang, notice in NOTICE.items():
        count = 0
        for page in pages(second_site, lang):
            if page.name == "index.html":
                assert notice in " ".join(seen(page).itertext()), page
                count += 1
        assert count > 75


@pytest.mark.slow
def test_no_word_of_the_first_manual_is_on_its_site(second_site: Path) -> None:
    for lang in NOTICE:
        for page in pages(second_site, lang):
            text = " ".join(seen(page).itertext())
            assert not (found := OF_THE_FIRST.search(text)), (page, found)
    book = second_site / "pdf/manual-es.pdf"
    done = subprocess.run(["pdftotext", str(book), "-"], capture_output=True, check=True)
    assert not OF_THE_FIRST.search(done.stdout.decode())


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["es", "en"])
def test_its_pages_have_words_of_their_language_alone(
    second: Manual, second_site: Path, lang: str
) -> None:
    with (ROOT / f"src/claim_manual/locale/{lang}.po").open("rb") as file:
        told = [
            message.string if isinstance(message.string, str) else " ".join(message.string)
            for message in read_po(file)
        ]
    roots = [named.text.root for named in named_texts(second).values()]
    written = [root.get(lang) or root.get("") or "" for root in roots]
    prose = [file.read_text("utf-8") for file in SECOND.rglob(f"*.{lang}.md")]
    ids = [str(file) for file in sources()]
    known = words(" ".join([*told, *written, *prose, *ids])) | NAMES
    months = {"es": "ene nov noviembre enero", "en": "jan nov november january"}
    known |= words(months[lang])
    others = {page: words_of(page, lang) - known for page in pages(second_site, lang)}
    assert not {
        page: other for page, other in others.items() if other and page.name == "index.html"
    }


@pytest.mark.slow
def test_no_page_is_heavy(second_site: Path) -> None:
    for lang in NOTICE:
        for page in pages(second_site, lang):
            assert len(gzip.compress(page.read_bytes())) < HEAVIEST, page


# -- books, briefs, what the workshop needs


@pytest.mark.slow
def test_books_have_the_phases_in_order(second_site: Path) -> None:
    for n, lang in enumerate(("es", "en")):
        with (
            pikepdf.open(second_site / f"pdf/manual-{lang}.pdf") as book,
            book.open_outline() as tree,
        ):
            titles = [item.title for item in tree.root]
        parts = [title for title in titles if title in {names[n] for names in PHASES.values()}]
        assert parts == [names[n] for names in PHASES.values()]


@pytest.mark.slow
def test_each_page_brief_and_kit_is_made_in_both_languages(
    second: Manual, second_site: Path
) -> None:
    expected = {
        f"pdf/{document.id}-{lang}.{ending}"
        for document in second.documents()
        for lang in NOTICE
        for ending in ("pdf", "docx")
    }
    expected |= {
        f"pdf/briefs/{brief.id}-{lang}.{ending}"
        for brief in second.briefs
        for lang in NOTICE
        for ending in ("pdf", "docx", "pptx")
    }
    kit = "agenda.pdf assessment.pdf assessment.xlsx bank.gift bank.xml cards.pdf guide.pdf"
    expected |= {
        f"kits/taller-contratacion-equitativa/{lang}/{name}"
        for lang in NOTICE
        for name in f"{kit} olx.tar.gz slides.pptx workbook.pdf certificate.pdf".split()
    }
    assert not {name for name in expected if not (second_site / name).is_file()}


@pytest.mark.slow
def test_questions_are_the_same_in_every_bank(second_site: Path) -> None:
    kit = second_site / "kits/taller-contratacion-equitativa/es"
    gift = re.findall(r"^::", (kit / "bank.gift").read_text("utf-8"), re.MULTILINE)
    moodle = html.fromstring((kit / "bank.xml").read_bytes())
    asked = moodle.xpath("//question[@type='multichoice']")
    assert len(gift) == len(asked) > 20
    survey = load_workbook(kit / "assessment.xlsx")["survey"]
    heads = [cell.value for cell in next(survey.iter_rows())]
    assert "label::Español (es)" in heads or any("es" in str(head) for head in heads)


@pytest.mark.slow
def test_slides_number_what_is_numbered_without_bullets(second_site: Path) -> None:
    slides = Presentation(str(second_site / "pdf/briefs/resumen-del-manual-es.pptx")).slides
    shown = [
        (paragraph.text, "buChar" in paragraph._p.xml)
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]
    numbered = [has_bullet for text, has_bullet in shown if re.match(r"\d\. ", text)]
    assert numbered == [False] * 8
    assert any(has_bullet for _, has_bullet in shown)


@pytest.mark.browser
@pytest.mark.slow
def test_heads_of_sheets_hold_together_on_a_telephone(
    second_site: Path, browser: Browser, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, width=360) as visit:
        for sheet in ("lista-de-gastos", "guia-de-seguimiento", "guia-de-entrevista"):
            visit.page.goto(f"{serve(second_site)}reference/forms/{sheet}/")
            assert visit.page.evaluate(BROKEN) == []


@pytest.mark.browser
@pytest.mark.slow
def test_arcs_begin_with_the_names_they_join_on_a_telephone(
    browser: Browser, serve: Callable[[Path], str], second_site: Path
) -> None:
    with Visit(browser, width=360) as visit:
        page = visit.go(serve(second_site) + "actors/", is_idle=True)
        picture = page.locator("svg.cm-arcs").bounding_box()
        assert picture
        assert picture["width"] > 360
        for name in page.locator(".cm-arc-name").all():
            box = name.bounding_box()
            assert box
            assert 0 <= box["x"] <= 360 - box["width"]


def test_an_edition_is_a_word_file_too(tmp_path: Path) -> None:
    file = tmp_path / "cuaderno.docx"
    folder = copied(tmp_path / "second")
    order = ("--edition", "cuaderno-de-monitoreo", "--lang", "es", "-o", file)
    done = called("docx", *order, "--root", folder)
    assert done.returncode == 0, done.stderr
    assert file.stat().st_size > 20_000
