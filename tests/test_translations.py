"""Translations remember what they were made from: stale, confirmed, out and back as PO files."""

import re
from html import unescape
from pathlib import Path

import polib
import pytest

from claim_manual.derived.translations import TranslationState, translations
from claim_manual.editor.desk import Change, Desk, revision
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.read import read_manual
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, called, printed_html, whole_html

PROCEDURE = "procedures/service/receive-request.yml"
FLOW = "flows/who-answers.yml"
NOTE = "tradução por confirmar"


@pytest.fixture
def kept(small: Path) -> Path:
    """The small manual, whose first language is English, with every translation confirmed."""
    assert called("format", cwd=small).returncode == 0
    assert called("i18n", "confirm", cwd=small).returncode == 0
    return small


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def stale(folder: Path) -> list[str]:
    manual, _ = read_manual(folder)
    assert manual
    return [one.name for one in translations(manual) if one.state is TranslationState.STALE]


def read(folder: Path) -> Manual:
    manual, _ = read_manual(folder)
    assert manual
    return manual


def pages(folder: Path, lang: str) -> dict[str, str]:
    manual = read(folder)
    made = site_pages(manual, with_books=False)
    return {one.uri: whole_html(one) for one in made if one.lang == lang}


def test_one_changed_text_makes_exactly_its_translation_stale(kept: Path) -> None:
    assert stale(kept) == []
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    name = f"{PROCEDURE}#steps.listen.do"
    assert stale(kept) == [name]
    made = pages(kept, "pt")
    page = made["procedures/service/receive-request"]
    marked = re.findall(rf'<span class="cm-stale">(.*?) <small>\({NOTE}\)</small></span>', page)
    assert set(marked) == {"Ouvir o pedido até ao fim"}
    assert "1 texto desta página pode estar desatualizado" in page
    chart = page[page.index('svg" class="cm-chart"') :]
    chart = chart[: chart.index("</svg>")]
    assert (
        re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", chart))).count(
            "[tradução por confirmar]"
        )
        == 1
    )
    state = unescape(made["state"])
    assert state.count(name) == 1
    assert "Português: 1" in state
    assert printed_html(read(kept), "pt").count(f"<small>({NOTE})</small>") == 1
    assert not any(NOTE in one for one in pages(kept, "en").values())
    others = {uri: one for uri, one in made.items() if uri.startswith(("procedures/", "flows/"))}
    assert [uri for uri, one in others.items() if "cm-stale" in one] == [
        "procedures/service/receive-request"
    ]
    _, findings = judged(kept, DAY)
    assert [one.code for one in findings if "translation" in one.code] == ["stale-translation"]


def test_confirming_clears_it_whether_the_words_were_changed_or_not(kept: Path) -> None:
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    replace(kept / PROCEDURE, "pt: Ouvir o pedido até ao fim", "pt: Escutar o pedido até ao fim")
    assert stale(kept) == [f"{PROCEDURE}#steps.listen.do"]
    assert called("i18n", "confirm", cwd=kept).returncode == 0
    assert len(stale(kept)) == 1
    assert "Confirmed: 1" in called("i18n", "confirm", "S-01", cwd=kept).stderr
    assert stale(kept) == []
    assert not any(NOTE in one for one in pages(kept, "pt").values())


@pytest.mark.parametrize(
    "name", [PROCEDURE, "procedures", "s-01", "receive-request", f"{PROCEDURE}#steps.listen.do"]
)
def test_what_can_be_confirmed(kept: Path, name: str) -> None:
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    assert called("i18n", "confirm", name, cwd=kept).returncode == 0
    assert stale(kept) == []
    assert called("i18n", "confirm", f"{name}-x", cwd=kept).returncode == 2


def test_status_says_what_has_changed(kept: Path) -> None:
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    made = called("i18n", "status", cwd=kept)
    assert made.stdout.splitlines()[1:] == [
        "  − Listen to the whole request",
        "  + Hear the whole request",
        "  = Ouvir o pedido até ao fim",
    ]
    assert re.match(rf"{PROCEDURE}:\d+: pt: stale: {PROCEDURE}#steps.listen.do\n", made.stdout)
    assert "1 stale, 0 missing, 0 not confirmed" in made.stderr


def test_other_line_breaks_or_order_make_nothing_stale(kept: Path) -> None:
    replace(
        kept / FLOW,
        "en: Helps to see whether the request is ours.",
        "en: >-\n    Helps to see whether\n    the request is ours.",
    )
    text = (kept / PROCEDURE).read_text(encoding="utf-8")
    start, end = text.index("  - id: tell"), text.index("  - id: received")
    step, rest = text[start:end], text[:start] + text[end:]
    (kept / PROCEDURE).write_text(
        rest.replace("  - id: who", step + "  - id: who"), encoding="utf-8"
    )
    assert stale(kept) == []


def test_an_entry_put_before_others_without_ids_makes_none_of_them_stale(kept: Path) -> None:
    text = "safeguards:\n  - {en: One, pt: Um}\n  - {en: Two, pt: Dois}\n"
    file = kept / PROCEDURE
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert called("i18n", "confirm", cwd=kept).returncode == 0
    replace(file, "safeguards:\n", "safeguards:\n  - {en: Zero, pt: Zero}\n")
    assert stale(kept) == []
    replace(file, "{en: Two,", "{en: Deux,")
    assert f"{PROCEDURE}#safeguards.3" in stale(kept)
    assert f"{PROCEDURE}#safeguards.2" not in stale(kept)


def test_a_page_with_another_id_keeps_what_is_known_of_its_translations(kept: Path) -> None:
    old, new = kept / FLOW, kept / "flows" / "who-is-it.yml"
    old.rename(new)
    replace(new, "owner: officer", "owner: officer\naliases: [who-answers]")
    replace(new, "en: Handle it here", "en: Deal with it here")
    assert stale(kept) == ["flows/who-is-it.yml#nodes.here.outcome"]


def test_languages_of_words_to_say_go_out_too(kept: Path) -> None:
    replace(kept / PROCEDURE, "pt: Bom dia.", "fr: Bonjour.\n      pt: Bom dia.")
    made = called("i18n", "export", "--lang", "fr", cwd=kept)
    assert made.returncode == 0, made.stderr
    assert "Bonjour." in made.stdout
    assert called("i18n", "export", "--lang", "xx", cwd=kept).returncode == 2


def test_what_a_file_has_no_words_for_is_left_and_said(kept: Path) -> None:
    file = polib.pofile(exported(kept), wrapwidth=0)
    next(one for one in file if one.msgctxt == f"{FLOW}#summary").msgstr = ""
    assert f"because they are empty: {FLOW}#summary" in imported(kept, f"{file}\n")
    assert stale(kept) == []


def test_prose_is_stale_as_a_whole_and_says_so(kept: Path) -> None:
    replace(kept / "docs" / "index.en.md", "A small manual", "A little manual")
    assert stale(kept) == ["docs/index.md"]
    manual = read(kept)
    home = plain_pages(manual, kept, ("pt",))["pt/index.md"].decode()
    assert "Manual de procedimentos" in home
    assert "docs/index.md" in unescape(pages(kept, "pt")["state"])
    assert called("i18n", "confirm", "docs/index.pt.md", cwd=kept).returncode == 0
    assert stale(kept) == []


def saved(desk: Desk, old: str, new: str) -> None:
    content = desk.content(PROCEDURE)
    assert content
    assert old.encode() in content
    changed = content.replace(old.encode(), new.encode())
    desk.save([Change(PROCEDURE, revision(content), changed)])


def test_a_form_that_writes_a_translation_confirms_it(kept: Path) -> None:
    desk = Desk(kept, DAY, words("en"))
    content = desk.content(PROCEDURE)
    assert content
    both = content.replace(b"Listen to the whole", b"Hear the whole").replace(
        b"Ouvir o pedido", b"Escutar o pedido"
    )
    desk.save([Change(PROCEDURE, revision(content), both)])
    assert stale(kept) == []
    saved(desk, "Hear the whole", "Hear all of the")
    name = f"{PROCEDURE}#steps.listen.do"
    assert stale(kept) == [name]
    saved(desk, "Escutar o pedido", "Escutar todo o pedido")
    assert stale(kept) == []
    saved(desk, "Hear all of the", "Listen to all of the")
    now = desk.content(PROCEDURE)
    desk.save([Change(PROCEDURE, revision(now), now)], confirms=[f"{name}@pt"])
    assert stale(kept) == []
    again = desk.save([Change(PROCEDURE, revision(now), now)], confirms=["x@pt"])
    assert again.message == "Nothing has changed."


def test_a_save_confirms_nothing_that_it_did_not_write(kept: Path) -> None:
    lock = (kept / "translations.lock").read_text(encoding="utf-8")
    (name,) = re.findall(rf"(?m)^pt {PROCEDURE}#steps.listen.do$", lock)
    entry = re.search(rf"(?m)^{re.escape(name)}\n.*\n\n?", lock)
    assert entry
    (kept / "translations.lock").write_text(lock.replace(entry[0], ""), encoding="utf-8")
    desk = Desk(kept, DAY, words("en"))
    saved(desk, "title:\n  en: Receive a request", "title:\n  en: Receive any request")
    after = (kept / "translations.lock").read_text(encoding="utf-8")
    assert name not in after
    assert stale(kept) == [f"{PROCEDURE}#title"]


def exported(folder: Path) -> str:
    made = called("i18n", "export", "--lang", "pt", cwd=folder)
    assert made.returncode == 0
    return made.stdout


def imported(folder: Path, text: str) -> str:
    file = folder / "pt.po"
    file.write_text(text, encoding="utf-8")
    made = called("i18n", "import", "pt.po", "--lang", "pt", cwd=folder)
    assert made.returncode == 0, made.stderr + made.stdout
    file.unlink()
    return made.stderr


def test_out_edited_and_back_and_out_again_gives_the_same_bytes(kept: Path) -> None:
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    replace(kept / FLOW, "en: Handle it here", "en: Deal with it here")
    file = polib.pofile(exported(kept), wrapwidth=0)
    first, second = [one for one in file if one.fuzzy]
    assert (first.previous_msgid, first.msgid) == (
        "Listen to the whole request",
        "Hear the whole request",
    )
    first.msgstr = 'Ouvir: "tudo",\ne até ao fim — ção'
    first.flags.remove("fuzzy")
    first.previous_msgid = None
    second.msgstr = "Tratar deste caso aqui"
    third = next(one for one in file if one.msgctxt == "reference/roles.yml#officer.name")
    third.msgstr = "Funcionário/a"
    file.metadata["X-Generator"] = "Poedit 3.4"
    file.metadata["Last-Translator"] = "Equipa de tradução"
    edited = f"{file}\n" if not str(file).endswith("\n") else str(file)
    said = imported(kept, edited)
    assert "3 texts changed, 1 confirmed" in said
    assert exported(kept) == edited
    assert stale(kept) == [f"{FLOW}#nodes.here.outcome"]
    manual = read(kept)
    assert "Funcionário/a" in str(manual.register("roles").entries)
    assert called("format", "--check", cwd=kept).returncode == 0


def test_lines_broken_by_an_editor_come_back_whole(kept: Path) -> None:
    before = exported(kept)
    wrapped = str(polib.pofile(before, wrapwidth=60))
    assert wrapped != before
    assert "0 texts changed" in imported(kept, wrapped)
    assert exported(kept) == before


def test_markdown_pages_go_out_and_back(kept: Path) -> None:
    file = polib.pofile(exported(kept), wrapwidth=0)
    page = next(one for one in file if one.msgctxt == "docs/index.md")
    page.msgstr = page.msgstr.replace("Um manual pequeno", "Um pequeno manual")
    imported(kept, str(file) + "\n")
    assert "Um pequeno manual" in (kept / "docs" / "index.pt.md").read_text(encoding="utf-8")
    assert "Um pequeno manual" in exported(kept)


def test_an_import_that_breaks_something_is_refused_whole(kept: Path) -> None:
    before = {one: one.read_bytes() for one in kept.rglob("*") if one.is_file()}
    file = polib.pofile(exported(kept), wrapwidth=0)
    for name, text in (
        ("reference/roles.yml#officer.name", "X"),
        (f"{FLOW}#summary", "[x](flow:nada)"),
    ):
        next(one for one in file if one.msgctxt == name).msgstr = text
    (kept / "pt.po").write_text(str(file), encoding="utf-8")
    made = called("i18n", "import", "pt.po", "--lang", "pt", cwd=kept)
    assert made.returncode == 1
    assert "broken-link" in made.stdout
    (kept / "pt.po").unlink()
    assert {one: one.read_bytes() for one in kept.rglob("*") if one.is_file()} == before


def test_what_moved_on_since_the_export_is_written_and_stays_stale(kept: Path) -> None:
    text = exported(kept)
    replace(kept / PROCEDURE, "en: Listen to the whole request", "en: Hear the whole request")
    said = imported(kept, text.replace("Ouvir o pedido até ao fim", "Escutar tudo"))
    assert f"The source has changed since the export: {PROCEDURE}#steps.listen.do" in said
    assert stale(kept) == [f"{PROCEDURE}#steps.listen.do"]
    assert "pt: Escutar tudo" in (kept / PROCEDURE).read_text(encoding="utf-8")


def test_a_file_that_is_none_is_said_in_one_line(kept: Path) -> None:
    for content in (b'msgid "\n\nx', b"\xff\xfe"):
        (kept / "pt.po").write_bytes(content)
        made = called("i18n", "import", "pt.po", "--lang", "pt", cwd=kept)
        assert made.returncode == 2
        assert len(made.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "code"),
    [("{", "syntax"), ("[]", "wrong-type"), ('{"a": {"b": {"c": 1}}}', "wrong-type")],
)
def test_a_broken_lock_is_a_finding(kept: Path, content: str, code: str) -> None:
    (kept / "translations.lock").write_text(content, encoding="utf-8")
    _, findings = judged(kept, DAY)
    assert [one.code for one in findings if one.place.path == "translations.lock"] == [code]


def test_the_lock_reads_as_a_list_of_texts(kept: Path) -> None:
    text = (kept / "translations.lock").read_text(encoding="utf-8")
    assert f'\n\npt {PROCEDURE}#steps.listen.do\n"Listen to the whole request"\n\n' in text
    assert '\n\npt docs/index.md\n"' in text
