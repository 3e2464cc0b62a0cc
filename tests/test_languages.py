"""Every language of readers whole: nothing that is ours is said in another one."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from jinja2 import Environment, TemplateSyntaxError
from playwright.sync_api import Browser

from claim_manual.book.edition import Wanted
from claim_manual.book.kit.books import papers
from claim_manual.charts.diagram_faults import diagram_fault
from claim_manual.charts.font import width
from claim_manual.charts.layout import DiagramError, parsed
from claim_manual.forms.admin import made_file
from claim_manual.model.edition import Edition
from claim_manual.model.finding import Message
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Text
from claim_manual.publish.folder import fault
from claim_manual.read import read_manual
from claim_manual.read.pictures import faults_in
from claim_manual.site.template_faults import template_fault
from claim_manual.work.site_parts import framed, site_pages
from conftest import DAY, ROOT, called, committed, fault_of, once, printed_html, run
from spoken import english_in, english_words, strings_in, texts_of
from training import add_training

TAGS = ["es", "fr"]
SCRIPTS = ROOT / "src/claim_manual/theme/assets/claim-manual"
ENGLISH = "  en: {name: English, tag: en-GB}\n"


@cache
def manual_in(tag: str) -> Manual:
    """This repository's manual with its Portuguese texts as if they were in another language."""
    settings = (ROOT / "manual.yml").read_text(encoding="utf-8")
    assert "tag: pt-PT" in settings
    assert ENGLISH in settings
    settings = settings.replace("tag: pt-PT", f"tag: {tag}").replace(ENGLISH, "")
    manual, _ = read_manual(ROOT, {"manual.yml": settings.encode()})
    assert manual
    return manual


@pytest.mark.parametrize("tag", TAGS)
def test_no_page_of_any_kind_has_an_english_word_that_is_ours(tag: str) -> None:
    pages = site_pages(manual_in(tag), with_books=False)
    made = [page.html for page in pages]
    made += [str(part.content, "utf-8") for page in pages for part in page.apart]
    assert english_in(texts_of(made)) == {}


@pytest.mark.parametrize("tag", TAGS)
def test_what_stands_around_the_pages_has_none(tag: str) -> None:
    frame = framed(manual_in(tag), "pt", "").extra
    assert english_in(strings_in(frame)) == {}


@pytest.mark.parametrize("tag", TAGS)
def test_no_paper_has_one(tag: str) -> None:
    manual = manual_in(tag)
    assert english_in(texts_of([printed_html(manual, "pt")])) == {}
    wanted = Wanted(manual, "full", Edition(title=Text({})), ("pt",), DAY)
    chapters = [
        chapter.html
        for workshop in manual.workshops
        for paper in papers(wanted, workshop)
        for chapter in paper.book.chapters
    ]
    assert english_in(texts_of(chapters)) == {}


ROUND = """\
title: {es: Piloto, fr: Pilote}
opened_on: 2026-10-01
closed_on: 2026-11-01
summary: {es: Tres oficinas leyeron el manual., fr: Trois bureaux ont lu le manuel.}
remarks:
  - id: tiempo
    from: {es: Una oficina local, fr: Un bureau local}
    on: receive-request
    where: {es: Primer paso, fr: Première étape}
    comment: {es: Diez minutos no alcanzan., fr: Dix minutes ne suffisent pas.}
    proposal: {es: Escribir veinte., fr: Écrire vingt.}
    decision: accepted
    version: "0.1"
"""


def spanish_and_french(folder: Path) -> Path:
    """A new manual in Spanish and French, with a workshop, its assessment and results, and a round."""
    called("init", folder, "--languages", "es,fr")
    add_training(folder, "es", "fr")
    (folder / "reviews").mkdir()
    (folder / "reviews/piloto.yml").write_text(ROUND, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That manual, built with its books and kits."""

    def make(folder: Path) -> str:
        folder.rmdir()
        return fault_of(run("build", cwd=spanish_and_french(folder)))

    return once(tmp_path_factory, "started", make)


@pytest.mark.parametrize("lang", ["es", "fr"])
@pytest.mark.parametrize(
    "command",
    [
        "report piloto",
        "report --workshop first-requests",
        "release-notes",
        "due",
        "progress --since 2026-01-01",
        "progress --since 2026-01-01 --format mail",
        "pages plain",
        "flow show who-answers",
        "flow paths who-answers",
        "flow cover who-answers",
    ],
)
def test_no_report_has_one(tmp_path: Path, command: str, lang: str) -> None:
    folder = spanish_and_french(tmp_path / "m")
    spoken = ("--lang", lang) if "pages" not in command else ()
    done = called(*command.split(), *spoken, cwd=folder, LC_ALL="es_SV.UTF-8")
    assert done.returncode == 0, done.stderr
    made = done.stdout + "".join(
        one.read_text(encoding="utf-8") for one in (folder / "plain").rglob(f"{lang}/**/*.md")
    )
    cells = {cell.strip(" *#_-") for line in made.splitlines() for cell in line.split("|")}
    assert english_in({*made.splitlines(), *cells}) == {}
    assert english_in(done.stderr.splitlines()) == {}


def written_in(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """The words of each file that a build has written, as far as it is text."""
    for file in sorted((folder / "site").rglob("*")):
        path = file.relative_to(folder / "site").as_posix()
        if file.suffix in {".html", ".json", ".webmanifest", ".xml", ".ics"}:
            text = file.read_text(encoding="utf-8")
            is_data = file.suffix in {".json", ".webmanifest"}
            texts = {*strings_in(json.loads(text))} if is_data else texts_of([text])
            yield path, texts - {"none"}  # how Moodle numbers answers


def test_a_new_manual_in_spanish_and_french_has_no_english_word_that_is_ours(
    started: Path,
) -> None:
    told = {path: english for path, texts in written_in(started) if (english := english_in(texts))}
    assert told == {}
    assert (started / "site/pdf/manual-fr.pdf").stat().st_size > 1000


def test_texts_of_a_new_manual_are_in_its_languages(tmp_path: Path) -> None:
    assert not called("init", "m", "--languages", "es,fr", cwd=tmp_path).stderr.count("en inglés")
    page = (tmp_path / "m/procedures/service/receive-request.yml").read_text(encoding="utf-8")
    assert "Recibir una solicitud" in page
    assert "Recevoir une demande" in page
    assert not re.search(r"Receive|Request|Listen", page)


def test_a_new_manual_says_which_of_its_texts_are_still_english(tmp_path: Path) -> None:
    done = called("init", "m", "--languages", "es,de", cwd=tmp_path, LC_ALL="es_SV.UTF-8")
    assert (
        "Los primeros textos están en inglés donde deberían estar en Deutsch (de)." in done.stderr
    )
    checked = called("check", "--lang", "es", "--all", cwd=tmp_path / "m")
    assert "El propio programa no habla «de» (Deutsch)." in checked.stdout


MISTAKES = {
    "procedures/service/receive-request.yml": [
        ("status: draft", "estado: draft"),
        ("version: ", "versión 2: "),
    ],
    "flows/who-answers.yml": [("to: here", "to: hree")],
    "reference/roles.yml": [("- id: officer", "- id: Técnico 1")],
    "reference/contacts.yml": [("status: recheck", "status: tal vez\n  verified_on: ayer")],
    "manual.yml": [("short_title:", "titulo_corto:")],
}
FILES = {
    "docs/suelto.md": "# Título\n",
    "docs/activo.html": "<p>x</p>\n",
    "docs/assets/roto.svg": "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>\n",
    "docs/assets/otro.svg": "<svg><script/></svg>\n",
    "procedures/service/gc-01.yml": "a: b: c\n",
    "flows/roto.yml": "title: {es: [, fr: x}\n",
    "flows/texto.yml": "title: Uno\nsummary: [a, b]\n",
    "reference/laws.yml": "- id: ley\n  title: {es: Ley, fr: Loi\n",
    "reference/contatos.yml": "[]\n",
    "translations.lock": "{",
}


def test_what_is_wrong_is_told_in_spanish_alone(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    called("init", folder, "--languages", "es,fr")
    for path, edits in MISTAKES.items():
        file = folder / path
        text = file.read_text(encoding="utf-8")
        for old, new in edits:
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")
    for path, text in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    done = called("check", "--lang", "es", "--all", cwd=folder)
    lines = done.stdout.splitlines()
    assert done.returncode == 1
    assert len(lines) > 12
    assert not [line for line in lines if english_words(re.sub(r"^\S+ \w+ \S+ ", "", line))]
    assert not [line for line in lines if re.search(r"\bpt: |\ben: …|\.pt\.md", line)]
    assert "es: …, fr: …" in done.stdout


def test_settings_of_the_site_that_are_no_yaml_are_told_by_check(tmp_path: Path) -> None:
    folder = tmp_path / "m"
    called("init", folder, "--languages", "es,fr")
    file = folder / "mkdocs.yml"
    file.write_text(
        f"{file.read_text(encoding='utf-8')}nav:\n  - a: {{b\n c: - d\n", encoding="utf-8"
    )
    done = called("check", "--lang", "es", cwd=folder)
    assert re.match(r"mkdocs\.yml:\d+:\d+: error syntax: ", done.stdout), done.stdout
    assert not english_words(done.stdout.partition("syntax")[2])


def test_a_language_without_words_for_authors_is_refused_where_authors_read(
    tmp_path: Path,
) -> None:
    called("init", "m", "--languages", "fr,es", cwd=tmp_path)
    for command in ("check", "schema"):
        done = called(command, "--lang", "fr", cwd=tmp_path / "m")
        assert (done.returncode, "“fr”" in done.stderr) == (2, True)
    schema = (tmp_path / "m/schemas/flow.json").read_text(encoding="utf-8")
    assert (
        "Título" in schema
    )  # of the languages of the manual the first that authors are spoken to in


def told_of(message: Message, tag: str = "es") -> str:
    return message.text(words(tag))


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% foo %}", "la etiqueta «foo» no existe"),
        ("{{ x|foo }}", "ningún filtro ni prueba se llama «foo»"),
        ("{% if x %}", "algo que empieza en ella no termina"),
        ("{{ x ", "algo que empieza en ella no termina"),
        ("{{ x } }}", "«}» no puede estar donde está"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", "el bloque «a» está dos veces"),
        ("{{ f(a=1, 2) }}", "esta línea no está escrita como en una plantilla"),
    ],
)
def test_what_jinja_refuses_is_told_in_the_language_of_the_author(template: str, told: str) -> None:
    with pytest.raises(TemplateSyntaxError) as refused:
        Environment(autoescape=True).compile(template)
    assert told_of(template_fault(refused.value.message or "")) == told


@pytest.mark.parametrize(
    ("picture", "told"),
    [
        ("<svg><g></svg>", "un elemento no termina con el nombre con que empezó"),
        ("<svg a='1' a='2'/>", "aquí hay un atributo repetido"),
        ("<svg/><svg/>", "hay algo después del final"),
        ("<svg>&copy;</svg>", "aquí se nombra un carácter con un nombre desconocido"),
        ("<svg x:y='1'/>", "aquí hay un prefijo que no está declarado"),
        ("<svg", "algo que empieza aquí no termina"),
        ("", "termina antes de estar completa"),
        ("hola", "aquí hay un signo que no puede estar en este lugar"),
    ],
)
def test_what_is_no_xml_is_told_in_the_language_of_the_author(picture: str, told: str) -> None:
    (found,) = [one for one in faults_in(picture, "a.svg") if one.code == "syntax"]
    assert told_of(found.message) == f"Esta imagen no es un SVG que se pueda leer: {told}."


@pytest.mark.parametrize(
    ("diagram", "told"),
    [
        ("flowchart TD\n a --> b[", "hay un texto que no termina"),
        ("flowchart TD\n a[b]] --> c", "hay un signo que no puede estar en ese lugar"),
        ("hola", "la primera línea no dice qué tipo de diagrama es"),
        ("gantt\n title x", "es un diagrama del tipo «gantt»"),
    ],
)
def test_what_the_engine_of_diagrams_refuses_is_told_in_the_language_of_the_author(
    diagram: str, told: str
) -> None:
    with pytest.raises(DiagramError) as refused:
        parsed(diagram)
    assert told_of(diagram_fault(str(refused.value))) == told


def test_what_the_machine_refuses_is_told_in_the_language_of_the_author(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as gone:
        (tmp_path / "no").read_bytes()
    assert told_of(fault(gone.value)).endswith("no: este archivo o carpeta no existe.")
    assert told_of(fault(OSError(errno.ELOOP, "x"))) == "la máquina lo rechaza (ELOOP)"


def test_a_revision_that_git_does_not_know_is_told_in_the_language_of_the_author(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "m"
    called("init", folder, "--languages", "es,fr")
    spanish = {"LC_ALL": "es_SV.UTF-8"}
    done = called("diff", "HEAD", cwd=folder, **spanish)
    assert "esta carpeta no está en ningún repositorio git" in done.stderr
    committed(folder)
    done = called("diff", "nadie", cwd=folder, **spanish)
    assert "allí no hay nada con este nombre" in done.stderr
    assert not english_words(done.stderr)


TYPED = {
    "fr": {
        "le 1er août 2026": ["2026-08-01"],
        "mardi 3 mars 2026": ["2026-03-03"],
        "3 mar 2026": ["2026-03-03"],
        "12 févr. 2026": ["2026-02-12"],
        "3/11/2026": ["2026-11-03"],
    },
    "es-SV": {
        "el 3 de mayo de 2026": ["2026-05-03"],
        "martes, 3 mar 2026": ["2026-03-03"],
        "1.º de enero de 2026": ["2026-01-01"],
        "15 sep 2025": ["2025-09-15"],
        "3/11/2026": ["2026-11-03"],
    },
}
NUMBERS = {
    "fr": {"1\u202f234,56 €": [1234.56], "1.200": [1200, 1.2], "870 euros": [870]},
    "es-SV": {"$1,200": [1200, 1.2], "870.50 dólares": [870.5], "US$ 15": [15], "7 meses": []},
}


@pytest.mark.parametrize("tag", TYPED)
def test_days_and_numbers_are_read_as_people_of_the_language_write_them(
    browser: Browser, tag: str
) -> None:
    page = browser.new_page()
    page.add_script_tag(path=SCRIPTS / "typed.js")
    say = words(tag).typed()
    days = "([text, say]) => claimManualTyped.days(text, say, new Date(2026, 10, 21)).days"
    assert {text: page.evaluate(days, [text, say]) for text in TYPED[tag]} == TYPED[tag]
    unit = "€" if tag == "fr" else "$"
    numbers = "([text, say, unit]) => claimManualTyped.numbers(text, say, unit)"
    given = {text: page.evaluate(numbers, [text, say, unit]) for text in NUMBERS[tag]}
    page.close()
    assert given == NUMBERS[tag]


def without_keys(texts: Iterable[str]) -> set[str]:
    """Without what is the name of a key or of a value of one."""
    return {text for text in texts if not re.fullmatch(r"[a-z-]+", text)}


def test_forms_and_schemas_of_a_spanish_manual_have_none(tmp_path: Path) -> None:
    folder = spanish_and_french(tmp_path / "m")
    manual, _ = read_manual(folder)
    assert manual
    for is_local in (True, False):
        config = made_file(manual, "config.js", is_local=is_local).decode()
        data = json.loads(config.partition("=")[2].rstrip().rstrip(";"))
        assert english_in(without_keys(strings_in(data))) == {}
        page = made_file(manual, "index.html", is_local=is_local).decode()
        assert english_in(texts_of([page])) == {}
    for schema in (folder / "schemas").glob("*.json"):
        given = strings_in(json.loads(schema.read_text(encoding="utf-8")))
        assert english_in(without_keys(given)) == {}


@pytest.mark.parametrize(
    ("form", "lang"),
    [*product(["text", "markdown", "html"], TAGS), ("comment", "es"), ("comment", "")],
)
def test_what_a_change_means_is_told_without_one(tmp_path: Path, lang: str, form: str) -> None:
    folder = committed(spanish_and_french(tmp_path / "m"))
    for path, old, new in (
        ("flows/who-answers.yml", "to: here", "to: elsewhere"),
        ("flows/who-answers.yml", "level: green", "level: red"),
        ("procedures/service/receive-request.yml", "PT10M", "PT20M"),
        ("reference/contacts.yml", "status: recheck", "status: ok"),
        ("workshops/first-requests.yml", "minutes: 60", "minutes: 90"),
    ):
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, (path, old)
        file.write_text(text.replace(old, new), encoding="utf-8")
    command = ("comment", "HEAD") if form == "comment" else ("diff", "HEAD", "--format", form)
    spoken = ("--lang", lang) if lang else ()
    done = called(*command, *spoken, cwd=folder, LC_ALL="fr_FR.UTF-8")
    assert done.stdout, done.stderr
    texts = texts_of([done.stdout]) if form == "html" else set()
    texts |= {line.strip(" *#-_>|") for line in done.stdout.splitlines()}
    assert english_in(texts) == {}


def test_the_narrow_space_of_french_is_no_wide_sign_in_charts() -> None:
    assert width("demande\u202f?", 16) <= width("demande ?", 16)
