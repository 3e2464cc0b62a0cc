"""Every language of readers whole: nothing that is ours is said in another one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from claim_manual.book.edition import Wanted
from claim_manual.book.kit.books import papers
from claim_manual.model.edition import Edition
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Text
from claim_manual.read import read_manual
from claim_manual.work.site_parts import framed, site_pages
from conftest import DAY, ROOT, called, fault_of, once, printed_html, run
from spoken import english_in, english_words, strings_in, texts_of

TAGS = ["es", "fr"]
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


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new manual in Spanish and French, with a workshop and its assessment, built with its books."""

    def make(folder: Path) -> str:
        folder.rmdir()
        run("init", folder, "--languages", "es,fr", cwd=folder.parent)
        for what in (("workshop", "taller"), ("assessment", "antes-y-despues")):
            run("new", *what, cwd=folder)
        return fault_of(run("build", cwd=folder))

    return once(tmp_path_factory, "started", make)


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
