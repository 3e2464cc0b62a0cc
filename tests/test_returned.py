"""Word files that come back from a working group: remarks of a round, and what was accepted is written."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from claim_manual.derived.text_names import named_texts
from claim_manual.imports.remarks import remarks as new_remarks
from claim_manual.imports.returned.rewording import revised
from claim_manual.model.manual import Manual, nodes
from claim_manual.model.markup import plain
from claim_manual.office.word_reading.returned import returned_file
from claim_manual.read import read_manual
from claim_manual.read.yaml_door import untyped
from claim_manual.sources.versions import next_version
from claim_manual.work.judging import judged
from claim_manual.work.printing import Order
from claim_manual.work.word_editions import document_file
from conftest import DAY, ROOT, called
from returned_word import Returned, everywhere

ROUND = """\
title: {en: Pilot, pt: Piloto}
opened_on: 2026-10-01
# Who reads this: the working group.
remarks: []
"""
PAGE = "procedures/service/receive-request.yml"
KEPT = Path(__file__).parent / "returned"
"""Files that went through LibreOffice 7.4: `tools/returned_files.py` makes them anew."""


@pytest.fixture
def pilot(small: Path) -> Path:
    """The small manual with a round of review that is open."""
    (small / "reviews").mkdir()
    (small / "reviews/pilot.yml").write_text(ROUND, encoding="utf-8")
    return small


def word(folder: Path, lang: str = "pt", *more: str) -> bytes:
    """The Word file of a page of the small manual."""
    file = folder / f"out-{lang}.docx"
    args = ("--procedure", "receive-request", "--lang", lang, "-o", str(file), *more)
    done = called("docx", *args, cwd=folder)
    assert done.returncode == 0, done.stderr
    return file.read_bytes()


def brought(
    folder: Path, content: bytes, *, sender: str = "Câmara de Exemplo", name: str = "b"
) -> Any:
    """Import a file into the round."""
    file = folder / f"{name}.docx"
    file.write_bytes(content)
    return called("review", "import", str(file), "--round", "pilot", "--from", sender, cwd=folder)


def remarks(folder: Path) -> list[dict[str, Any]]:
    """The remarks of the round as its file has them."""
    text = (folder / "reviews/pilot.yml").read_text(encoding="utf-8")
    value = untyped(text)
    assert isinstance(value, dict)
    return value["remarks"] or []


def changed(folder: Path, path: str, old: str, new: str) -> None:
    """Change a source."""
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new, 1), encoding="utf-8")


# -- import


def test_a_comment_with_replies_and_a_change_are_one_remark_at_their_place(pilot: Path) -> None:
    back = Returned(word(pilot), author="Zeferina Quaresma")
    mark = back.of(f"{PAGE}#steps.listen.do")
    back.comment(
        mark,
        "Falta o intérprete.",
        "De acordo. – Zeferina Quaresma",
        "@Zeferina Quaresma: e quando?",
    )
    back.insert(mark, ", com intérprete")
    done = brought(pilot, back.bytes())
    assert done.returncode == 0, done.stdout + done.stderr
    (remark,) = remarks(pilot)
    manual, findings = judged(pilot, DAY)
    assert manual
    assert not [
        one
        for one in findings
        if one.place.path.startswith("reviews") and one.severity.value == "error"
    ]
    words = named_texts(manual)[f"{PAGE}#steps.listen.do"].text.root["pt"]
    assert remark["on"] == "receive-request"
    assert remark["from"] == "Câmara de Exemplo"
    assert remark["text"] == f"{PAGE}#steps.listen.do"
    assert remark["lang"] == "pt"
    assert remark["quote"] == words
    assert remark["proposal"] == f"{words}, com intérprete"
    assert remark["where"]["pt"].startswith("Passo ")
    assert remark["where"]["en"].startswith("Step ")
    assert remark["comment"].startswith("Falta o intérprete. – De acordo.")
    assert "e quando?" in remark["comment"]
    assert remark["decision"] == "open"
    text = (pilot / "reviews/pilot.yml").read_text(encoding="utf-8")
    assert "Zeferina" not in text
    assert "Quaresma" not in text
    assert "# Who reads this: the working group." in text


def test_every_text_of_a_page_keeps_its_remark_in_each_language(pilot: Path) -> None:
    for lang in ("pt", "en"):
        done = brought(pilot, everywhere(word(pilot, lang), lambda mark: f"nota {mark}"))
        assert done.returncode == 0, done.stdout
    file = returned_file(word(pilot, "pt"))
    names = {(text.name, "pt") for text in file.texts.values() if text.tag.startswith("pt")}
    found = {(one.get("text"), one["lang"]) for one in remarks(pilot)}
    assert names <= found
    assert {(name, "en") for name, _ in names} <= found
    for one in remarks(pilot):
        assert plain(one["proposal"]).endswith(plain(one["comment"]).split(" – ")[0])


def test_the_same_file_twice_adds_nothing_and_a_longer_thread_is_brought_up_to_date(
    pilot: Path,
) -> None:
    content = word(pilot)
    back = Returned(content)
    back.comment(back.of(f"{PAGE}#title"), "Mais curto.")
    assert brought(pilot, back.bytes()).returncode == 0
    before = (pilot / "reviews/pilot.yml").read_bytes()
    again = brought(pilot, back.bytes(), name="other")
    assert (pilot / "reviews/pilot.yml").read_bytes() == before
    assert "Nothing was written." in again.stderr
    longer = Returned(content)
    longer.comment(longer.of(f"{PAGE}#title"), "Mais curto.", "Concordo.")
    assert brought(pilot, longer.bytes()).returncode == 0
    (remark,) = remarks(pilot)
    assert remark["comment"] == "Mais curto. – Concordo."


def test_two_organisations_say_the_same_and_both_are_heard(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.comment(back.of(f"{PAGE}#summary"), "Concordamos.")
    for sender in ("Câmara de Exemplo", "Associação de Exemplo"):
        assert brought(pilot, back.bytes(), sender=sender).returncode == 0
    assert [one["from"] for one in remarks(pilot)] == ["Câmara de Exemplo", "Associação de Exemplo"]


def test_what_changed_or_went_since_the_file_was_made_is_said(pilot: Path) -> None:
    back = Returned(word(pilot, "en"))
    back.comment(back.of(f"{PAGE}#summary"), "On the summary.")
    back.comment(back.of(f"{PAGE}#steps.listen.say"), "On what is said.")
    manual, _ = read_manual(pilot)
    assert manual
    document = manual.document("receive-request")
    assert document
    summary = document.model.summary.root["en"]
    changed(pilot, PAGE, summary, f"{summary} And more.")
    text = (pilot / PAGE).read_text(encoding="utf-8")
    without = re.sub(r"\n    say:.*(\n      .*)*", "", text)
    assert without != text
    (pilot / PAGE).write_text(without, encoding="utf-8")
    done = brought(pilot, back.bytes())
    assert done.returncode == 0, done.stdout
    assert "The text has changed since the file was made." in done.stdout
    assert "The text is not in the manual any more." in done.stdout
    on_summary, on_step = remarks(pilot)
    assert on_summary["text"] == f"{PAGE}#summary"
    assert "text" not in on_step
    assert on_step["on"] == "receive-request"
    assert on_step["where"]["en"].startswith("Step ")


def test_a_page_and_a_step_that_are_called_otherwise_now_keep_their_remarks(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.insert(back.of(f"{PAGE}#steps.listen.do"), " bem")
    renamed = called("rename", "receive-request", "take-request", cwd=pilot)
    assert renamed.returncode == 0, renamed.stdout
    path = "procedures/service/take-request.yml"
    changed(pilot, path, "- id: listen", "- id: hear\n    aliases: [listen]")
    assert brought(pilot, back.bytes()).returncode == 0
    (remark,) = remarks(pilot)
    assert (remark["on"], remark["text"]) == ("take-request", f"{path}#steps.hear.do")
    done = called("review", "apply", remark["id"], "--round", "pilot", cwd=pilot)
    assert f"written into {path}" in done.stdout
    manual, _ = read_manual(pilot)
    assert manual
    assert named_texts(manual)[f"{path}#steps.hear.do"].text.root["pt"].endswith(" bem")


def test_changes_without_tracking_deleted_texts_and_words_between_texts_are_remarks(
    pilot: Path,
) -> None:
    back = Returned(word(pilot, "en"))
    title = back.of(f"{PAGE}#title")
    back.replace(title, "request", "demand", is_tracked=False)
    back.delete(back.of(f"{PAGE}#summary"))
    assert brought(pilot, back.bytes()).returncode == 0
    by_text = {one["text"]: one for one in remarks(pilot)}
    assert by_text[f"{PAGE}#title"]["proposal"] == "Receive a demand"
    assert by_text[f"{PAGE}#title"]["quote"] == "Receive a request"
    assert "not tracked" in by_text[f"{PAGE}#title"]["comment"]["en"]
    assert "proposal" not in by_text[f"{PAGE}#summary"]
    assert by_text[f"{PAGE}#summary"]["comment"]["pt"] == "Propõe apagar este texto."


def test_a_file_that_lost_its_map_is_read_by_its_words(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.comment(back.of(f"{PAGE}#summary"), "Bem visto.")
    done = brought(pilot, back.bytes(without=["customXml/"]))
    assert done.returncode == 0, done.stdout
    assert "places were looked for by their words" in done.stdout
    (remark,) = remarks(pilot)
    assert remark["text"] == f"{PAGE}#summary"
    assert remark["on"] == "receive-request"


@pytest.mark.parametrize("name", ["comments.docx", "changes.docx"])
def test_libreoffice_in_between_loses_nothing(pilot: Path, name: str) -> None:
    """Every comment and insertion stands on the text on which it was made, and names are out."""
    content = (KEPT / name).read_bytes()
    file = returned_file(content)
    assert file.texts
    assert not file.gone
    if name == "comments.docx":
        assert {one.spot.mark for one in file.comments} == {*file.texts}
        assert {one.spot.mark for one in file.changes} == {*file.texts}
        for said in file.comments:
            assert said.words == (f"nota {said.spot.mark}",)
        for change in file.changes:
            assert f"nota {change.spot.mark}" in change.after
            assert change.is_tracked
    else:
        assert [one.words for one in file.comments] == [
            ("Primeira", "Resposta um", "Resposta dois")
        ]
        assert sorted(bool(one.after) for one in file.changes) == [False, True]
    done = brought(pilot, content)
    assert done.returncode == 0, done.stdout
    assert "Zeferina" not in (pilot / "reviews/pilot.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "kind PDF"),
        (b"PK\x03\x04 broken", "it is damaged"),
        (b"no archive", "This is no Word file."),
    ],
)
def test_what_is_no_word_file_is_a_finding(pilot: Path, content: bytes, why: str) -> None:
    before = (pilot / "reviews/pilot.yml").read_bytes()
    done = brought(pilot, content)
    assert done.returncode == 1
    assert why in done.stdout
    assert (pilot / "reviews/pilot.yml").read_bytes() == before


def test_a_round_that_is_not_there_and_an_organisation_without_a_name(pilot: Path) -> None:
    (pilot / "b.docx").write_bytes(word(pilot))
    missing = called("review", "import", "b.docx", "--round", "x", "--from", "A", cwd=pilot)
    assert missing.returncode == 2
    assert "it has pilot" in missing.stderr
    unnamed = called("review", "import", "b.docx", "--round", "pilot", "--from", " ", cwd=pilot)
    assert unnamed.returncode == 2


def test_a_file_for_a_round_asks_its_readers_and_lets_them_do_no_more(pilot: Path) -> None:
    content = word(pilot, "pt", "--review", "pilot", "--allow", "comments")
    back = Returned(content)
    settings = back.parts["word/settings.xml"].decode()
    assert 'w:documentProtection w:edit="comments"' in settings
    assert back.sources.get("review") == "pilot"
    assert "Para a revisão «Piloto»." in "".join(back.body.itertext())
    tracked = Returned(word(pilot, "pt", "--allow", "changes"))
    settings = tracked.parts["word/settings.xml"].decode()
    assert settings.index("w:trackRevisions") < settings.index('w:edit="trackedChanges"')


def test_the_commit_is_that_of_the_manual(pilot: Path) -> None:
    assert Returned(word(pilot)).sources.get("commit") is None
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for args in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *args], cwd=pilot, check=True)
    head = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=pilot, check=True, capture_output=True, text=True
    ).stdout.strip()
    assert Returned(word(pilot)).sources.get("commit") == head


# -- the page of the round


def test_remarks_show_on_the_page_of_the_round_with_what_they_are_about(pilot: Path) -> None:
    from claim_manual.work.site_parts import site_pages

    back = Returned(word(pilot))
    back.comment(back.of(f"{PAGE}#steps.listen.do"), "Falta o intérprete.")
    brought(pilot, back.bytes())
    manual, _ = read_manual(pilot)
    assert manual
    html = {
        page.lang: page.html
        for page in site_pages(manual, with_books=False)
        if page.uri == "reviews/pilot"
    }
    assert "Falta o intérprete." in html["pt"]
    assert re.search(r'href="[^"]*receive-request/#n-listen"', html["pt"])
    assert 'lang="pt"' in html["en"].split("Falta o intérprete.")[0].rpartition("<td")[2]


# -- the table


def test_the_table_goes_out_and_comes_back_with_decisions_and_new_rows(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.comment(back.of(f"{PAGE}#summary"), "Mais curto.")
    brought(pilot, back.bytes())
    done = called("review", "export", "--round", "pilot", "--lang", "pt", cwd=pilot)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(pilot / "pilot-pt.xlsx")
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(2, heads.index("Observação") + 1).value == "Mais curto."
    unchanged = called(
        "review", "import", "pilot-pt.xlsx", "--round", "pilot", "--from", "A", cwd=pilot
    )
    assert "Nothing was written." in unchanged.stderr, unchanged.stdout
    sheet.cell(2, heads.index("Decisão") + 1).value = "Não aceite"
    sheet.cell(2, heads.index("Porquê") + 1).value = "Já é curto."
    sheet.cell(3, heads.index("Sobre") + 1).value = "s-01"
    sheet.cell(3, heads.index("Observação") + 1).value = "Falta o horário."
    sheet.cell(4, heads.index("Sobre") + 1).value = "Z-99"
    sheet.cell(4, heads.index("Observação") + 1).value = "De outra página."
    stream = io.BytesIO()
    book.save(stream)
    (pilot / "back.xlsx").write_bytes(stream.getvalue())
    for _ in range(2):
        done = called(
            "review", "import", "back.xlsx", "--round", "pilot", "--from", "AIMA", cwd=pilot
        )
        assert done.returncode == 0, done.stdout
    assert "there is no page “Z-99”" in done.stdout or len(remarks(pilot)) == 3
    first, second, third = remarks(pilot)
    assert (first["decision"], first["why"]) == ("rejected", "Já é curto.")
    assert (second["on"], second["from"], second["decision"]) == ("receive-request", "AIMA", "open")
    assert "on" not in third
    assert third["comment"].startswith("Z-99: ")


# -- apply


def test_an_accepted_proposal_is_written_and_closed_with_the_next_version(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.insert(back.of(f"{PAGE}#summary"), " Sempre com intérprete.")
    back.comment(back.of(f"{PAGE}#title"), "Bom título.")
    brought(pilot, back.bytes())
    summary, _ = sorted(remarks(pilot), key=lambda one: one["text"])
    done = called("review", "apply", summary["id"], "--round", "pilot", cwd=pilot)
    assert done.returncode == 0, done.stdout + done.stderr
    manual, findings = judged(pilot, DAY)
    assert manual
    assert not [one for one in findings if one.severity.value == "error"]
    document = manual.document("receive-request")
    assert document
    assert document.model.summary.root["pt"].endswith(" Sempre com intérprete.")
    assert document.model.version == "0.2"
    assert document.model.history[0].version == "0.2"
    assert document.model.history[0].change.root["pt"] == "Observações da revisão «Piloto»."
    applied = next(one for one in remarks(pilot) if one["id"] == summary["id"])
    assert (applied["decision"], applied["version"]) == ("accepted", "0.2")
    again = called("review", "apply", "--round", "pilot", cwd=pilot)
    assert "Nothing was written." in again.stderr


def test_the_translation_of_what_was_applied_is_stale(pilot: Path) -> None:
    assert called("i18n", "confirm", "--all", cwd=pilot).returncode == 0
    default = _default(pilot)
    back = Returned(word(pilot, default))
    back.insert(back.of(f"{PAGE}#summary"), " Mais.")
    brought(pilot, back.bytes())
    called("review", "apply", remarks(pilot)[0]["id"], "--round", "pilot", cwd=pilot)
    _, findings = judged(pilot, DAY)
    assert "stale-translation" in {one.code for one in findings if one.place.path == PAGE}


def test_two_remarks_on_one_page_are_one_version_and_marks_stay(pilot: Path) -> None:
    manual, _ = read_manual(pilot)
    assert manual
    summary = _words(manual, "summary", "en")
    changed(pilot, PAGE, summary, f"**{summary}**")
    back = Returned(word(pilot, "en"))
    back.insert(back.of(f"{PAGE}#summary"), " Always.")
    back.insert(back.of(f"{PAGE}#steps.listen.do"), " well")
    brought(pilot, back.bytes())
    changed_text = (pilot / "reviews/pilot.yml").read_text(encoding="utf-8")
    (pilot / "reviews/pilot.yml").write_text(
        changed_text.replace("decision: open", "decision: accepted"), encoding="utf-8"
    )
    done = called("review", "apply", "--round", "pilot", cwd=pilot)
    assert done.returncode == 0, done.stdout + done.stderr
    manual, _ = read_manual(pilot)
    assert manual
    assert _words(manual, "summary", "en").startswith("**")
    assert "Always." in _words(manual, "summary", "en")
    assert {one["version"] for one in remarks(pilot)} == {"0.2"}


def test_what_cannot_be_applied_is_said_and_nothing_is_written(pilot: Path) -> None:
    back = Returned(word(pilot))
    back.comment(back.of(f"{PAGE}#title"), "Sem proposta.")
    brought(pilot, back.bytes())
    (remark,) = remarks(pilot)
    before = (pilot / "reviews/pilot.yml").read_bytes()
    done = called("review", "apply", remark["id"], "--round", "pilot", cwd=pilot)
    assert "It proposes no text." in done.stdout
    assert "Nothing was written." in done.stderr
    assert (pilot / "reviews/pilot.yml").read_bytes() == before
    assert called("review", "apply", "x", "--round", "pilot", cwd=pilot).returncode == 2


@pytest.mark.parametrize(
    ("markdown", "before", "after", "expected"),
    [
        ("Falar a sós.", "Falar a sós.", "Falar sempre a sós.", "Falar sempre a sós."),
        (
            "**Nunca** traduz, [veja](https://x.pt).",
            "Nunca traduz, veja.",
            "Nunca se traduz, veja.",
            "**Nunca** se traduz, [veja](https://x.pt).",
        ),
        ("Um.\n\nDois.", "Um. Dois.", "Um. Três.", "Um.\n\nTrês."),
        ("Um.\n\nDois.", "Um. Dois.", "Um Dois.", "Um\n\nDois."),
        ("Siga [Isto](x) já", "Siga Isto já", "Siga já", "Siga já"),
        (
            "Siga [isto e aquilo](x) já",
            "Siga isto e aquilo já",
            "Siga aquilo agora",
            "Siga [aquilo](x) agora",
        ),
        ("Novo. Falar a sós.", "Falar a sós.", "Falar sempre a sós.", "Novo. Falar sempre a sós."),
        ("Outra coisa.", "Falar a sós.", "Falar sempre a sós.", None),
        ("a", "a", "b * c", r"b \* c"),
        ("- um\n- dois", "um dois", "zero um dois três", "- zero um\n- dois três"),
    ],
)
def test_words_are_changed_and_marks_stay(
    markdown: str, before: str, after: str, expected: str | None
) -> None:
    assert revised(markdown, before, after) == expected


def test_versions_go_up_by_their_last_number() -> None:
    assert [next_version(one) for one in ("0.4", "2.0.9", "3", "draft")] == [
        "0.5",
        "2.0.10",
        "4",
        "draft.1",
    ]


def _default(folder: Path) -> str:
    manual, _ = read_manual(folder)
    assert manual
    return manual.default_language


def _words(manual: Manual, key: str, lang: str) -> str:
    return named_texts(manual)[f"{PAGE}#{key}"].text.root[lang]


@pytest.mark.slow
@pytest.mark.parametrize(("page", "lang"), [("gc-06-trafico", "pt"), ("ad-10", "en")])
def test_every_node_of_a_real_page_has_its_remark(page: str, lang: str) -> None:
    """A comment and an insertion on each text: all on their text, language and step."""
    manual, _ = read_manual(ROOT)
    assert manual
    document = next(one for one in manual.documents() if one.id.startswith(page))
    content = document_file(manual, Order(ROOT, DAY, ""), document, lang)
    file = returned_file(everywhere(content, lambda mark: f"nota {mark}"))
    came = {one.value["comment"]: one.value for one in new_remarks(file, manual, "A", lang)}
    for mark, text in file.texts.items():
        value = came[rf"nota {mark.replace('_', chr(92) + '_')}"]
        assert (value["text"], value["on"]) == (text.name, document.id)
        assert plain(value["proposal"]).count(f"nota {mark}") == 1
        if text.node:
            number = 1 + [node.id for node in nodes(document)].index(text.node)
            assert value["where"]["en"].startswith(f"Step {number}: ")
    steps = {text.node for text in file.texts.values()} - {""}
    assert steps == {node.id for node in nodes(document)}


# -- apply, where remarks are at odds


SUMMARY = f"{PAGE}#summary"


def decided(folder: Path, *proposals: str, quote: str = "", more: str = "") -> str:
    """A round with accepted proposals for the summary in English; the summary as it is."""
    manual, _ = read_manual(folder)
    assert manual
    summary = _words(manual, "summary", "en")
    rows = "".join(
        f"  - id: r-{n}\n    from: A\n    on: receive-request\n    text: {SUMMARY}\n    lang: en\n"
        f"    quote: {quote or summary}\n    comment: c\n    proposal: {proposal}\n"
        f"    decision: accepted\n{more}"
        for n, proposal in enumerate(proposals, 1)
    )
    text = ROUND.replace("remarks: []\n", f"remarks:\n{rows}")
    (folder / "reviews/pilot.yml").write_text(text, encoding="utf-8")
    return summary


def applied(folder: Path, *args: str) -> tuple[str, str]:
    """Apply; what was told, and the summary then."""
    done = called("review", "apply", "--round", "pilot", *args, cwd=folder)
    assert "Traceback" not in done.stderr
    manual, _ = read_manual(folder)
    assert manual
    return done.stdout + done.stderr, _words(manual, "summary", "en")


def test_of_two_proposals_for_the_same_words_the_second_is_left_to_people(pilot: Path) -> None:
    now = decided(pilot)
    decided(pilot, now.replace("Listen", "Hear"), now.replace("Listen", "Attend"))
    told, after = applied(pilot)
    assert after == now.replace("Listen", "Hear")
    assert "r-2: The text has changed since" in told


def test_a_remark_that_is_done_is_not_done_again(pilot: Path) -> None:
    now = decided(pilot)
    decided(pilot, f"{now} More.", more='    version: "0.1"\n')
    before = (pilot / "reviews/pilot.yml").read_bytes()
    told, after = applied(pilot, "r-1")
    assert "It is done already, in version 0.1." in told
    assert "Nothing was written." in told
    assert after == now
    assert (pilot / "reviews/pilot.yml").read_bytes() == before


@pytest.mark.parametrize("version", ["0.0", "0.5 b", "a\nb"])
def test_a_version_comes_after_the_one_that_is_there(pilot: Path, version: str) -> None:
    now = decided(pilot)
    decided(pilot, f"{now} More.")
    before = (pilot / PAGE).read_bytes()
    applied(pilot, "--version", version)
    assert (pilot / PAGE).read_bytes() == before


def test_an_approved_version_takes_no_change(pilot: Path) -> None:
    now = decided(pilot)
    decided(pilot, f"{now} More.")
    changed(pilot, PAGE, "status: draft", "status: approved")
    told, after = applied(pilot, "--version", "0.1")
    assert "does not come after 0.1" in told
    assert after == now


def test_a_quote_of_a_part_and_a_proposal_of_all_are_told_apart(pilot: Path) -> None:
    now = decided(pilot)
    decided(pilot, now.replace("the person", "everybody"), quote="the person")
    _, after = applied(pilot)
    assert after == now.replace("the person", "everybody")
    decided(pilot, "anybody", quote="everybody")
    told, again = applied(pilot)
    assert "a part of the text alone" in told
    assert again == after


def test_an_accepted_remark_without_a_proposal_is_told(pilot: Path) -> None:
    now = decided(pilot)
    decided(pilot, f"{now} More.")
    text = (pilot / "reviews/pilot.yml").read_text(encoding="utf-8")
    more = "  - {id: r-9, from: A, comment: c, decision: accepted}\n"
    (pilot / "reviews/pilot.yml").write_text(text + more, encoding="utf-8")
    told, after = applied(pilot)
    assert after == f"{now} More."
    assert "r-9: It proposes no text." in told
    assert "To be written by hand: 1" in told


PROSE = """\
# T

- um ponto
- dois pontos
  que continuam

> Uma citação
> de duas linhas.

1. Veja [isto](procedure:receive-request) e **nunca** faça.

Fim."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("que continuam", "que continuam sempre"),
        ("> de duas linhas.", "> de duas linhas. sempre"),
        ("- um ponto", "- um ponto sempre"),
        ("**nunca** faça.", "**nunca** faça. sempre"),
        ("Fim.", "Fim. sempre"),
    ],
)
def test_prose_is_written_in_its_list_and_quotation(pilot: Path, old: str, new: str) -> None:
    from claim_manual.model.markup import paragraphs_by_key

    (pilot / "docs/index.pt.md").write_text(PROSE, encoding="utf-8")
    words = old.removeprefix("> ").removeprefix("- ")
    key, now = next((k, plain(p)) for k, p in paragraphs_by_key(PROSE).items() if words in p)
    row = (
        f"  - {{id: r-1, from: A, text: 'docs/index.pt.md#{key}', lang: pt, comment: c,"
        f" quote: '{now}', proposal: '{now} sempre', decision: accepted}}\n"
    )
    text = ROUND.replace("remarks: []\n", f"remarks:\n{row}")
    (pilot / "reviews/pilot.yml").write_text(text, encoding="utf-8")
    done = called("review", "apply", "--round", "pilot", cwd=pilot)
    assert "written into docs/index.pt.md" in done.stdout, done.stdout + done.stderr
    assert (pilot / "docs/index.pt.md").read_text(encoding="utf-8") == PROSE.replace(old, new)
