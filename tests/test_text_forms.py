"""Forms of text that authors write: what each becomes on the page, on paper, in Markdown, in the tree
and in search; and that none of it hangs or runs.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser, expect

from claim_manual.derived.reading import Reading
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.model.markup import inline_tokens, links, paragraphs, plain, tokens
from claim_manual.pages.every import planned
from claim_manual.pages.markdown import markdown_page
from claim_manual.pages.page import Online
from claim_manual.site.words import page_words
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, printed_html, run, served, whole_html

CASES = Path(__file__).parent / "cases"
PATH = "procedures/service/{}.yml"
PAGE = """code: S-90
title: {en: Forms, pt: Formas}
status: draft
version: "0.1"
owner: officer
summary: {en: Forms., pt: Formas.}
steps:
  - id: first
    do: {en: Look, pt: Ver}
    details:
      en: x
      pt: |
PLACE
  - id: end
    outcome: {en: Done, pt: Feito}
    kind: resolved
    level: green
"""


def whole(folder: Path) -> Manual:
    manual, _ = judged(folder, DAY)
    assert manual
    return manual


def put(folder: Path, text: str) -> None:
    """A page with a text as the details of its first step."""
    rows = "\n".join(f"        {row}" if row else "" for row in text.split("\n"))
    page = PAGE.replace("PLACE", rows)
    (folder / PATH.format("forms")).write_text(page, encoding="utf-8")


def case(folder: Path, name: str) -> None:
    text = (CASES / f"{name}.yml").read_text(encoding="utf-8")
    (folder / PATH.format(name)).write_text(text, encoding="utf-8")


def html(folder: Path, name: str = "forms", lang: str = "pt") -> str:
    pages = site_pages(whole(folder), with_books=False)
    uri = f"procedures/service/{name}"
    return next(whole_html(one) for one in pages if (one.uri, one.lang) == (uri, lang))


def markdown(folder: Path, name: str = "forms") -> str:
    plans = planned(Reading(whole(folder), "pt"), Online())
    uri = f"procedures/service/{name}"
    return next(markdown_page(plan.page(), "") for plan in plans if plan.uri == uri)


def step(made: str, node: str) -> str:
    """A step of the page."""
    begin = made.index(f'id="n-{node}"')
    end = made.find("</details></div></li>", begin)
    return made[begin:end]


# -- boxes of notes

BOXES = [
    ('!!! warning "Atenção"\n    Não fotocopie.', "warning", "Atenção"),
    ("!!! warning\n    Não fotocopie.", "warning", "Aviso"),
    ('!!! danger "Pare"\n\n    Não fotocopie.', "caution", "Pare"),
    ("??? nota\n  Não fotocopie.", "note", "Nota"),
    ("!!! tip “Dica”\n    Não fotocopie.", "tip", "Dica"),
    ("> [!WARNING]\n> Não fotocopie.", "warning", "Aviso"),
    ("> [!important] Leia\n> Não fotocopie.", "important", "Leia"),
    ("Antes.\n!!! caution\n    Não fotocopie.", "caution", "Cuidado"),
]


@pytest.mark.parametrize(("written", "kind", "title"), BOXES)
def test_a_box_of_a_note(small: Path, written: str, kind: str, title: str) -> None:
    put(small, written)
    made = step(html(small), "first")
    box = f'<div class="cm-notebox cm-notebox--{kind}" role="note"><p class="cm-box-title">{title}</p>\n<p>Não fotocopie.</p></div>'
    assert box in made
    printed = printed_html(whole(small), "pt")
    assert (
        f'<div class="notebox {kind}"><p class="box-title">{title}</p><p>Não fotocopie.</p></div>'
        in printed
    )
    assert f"   > **{title}**\n   > \n   > Não fotocopie." in markdown(
        small
    ) or f"> **{title}**" in markdown(small)
    assert "!!!" not in made
    assert "[!" not in made


def test_a_box_holds_lists_and_ends_where_its_lines_end(small: Path) -> None:
    put(small, "!!! note\n    - um\n    - dois\n\n    Fim.\n\nDepois.")
    made = step(html(small), "first")
    inside, after = made.split("</div>", 1)
    assert "<li>um</li>" in inside
    assert "<p>Fim.</p>" in inside
    assert "<p>Depois.</p>" in after


# -- checklists and footnotes


def test_a_checklist_can_be_ticked_on_the_page_and_on_paper(small: Path) -> None:
    put(small, "- [ ] Passaporte\n- [x] Fotografia\n    - dentro")
    made = step(html(small), "first")
    assert '<label><input type="checkbox" autocomplete="off"> Passaporte</label>' in made
    assert (
        '<input type="checkbox" autocomplete="off" checked> Fotografia</label><ul><li>dentro'
        in made
    )
    printed = printed_html(whole(small), "pt")
    assert (
        '<ul class="ticks"><li><span class="box"></span>Passaporte</li><li><span class="box crossed"></span>Fotografia'
        in printed
    )
    assert "- [ ] Passaporte" in markdown(small)
    assert "- [x] Fotografia" in markdown(small)


def test_a_footnote_stands_below_its_words_and_at_the_foot_of_the_page(small: Path) -> None:
    put(
        small,
        "São 30 dias[^a] e[^b] mais[^a].\n\n[^b]: Outra.\n[^a]: Contados **da** receção.\n    Sempre.",
    )
    made = step(html(small), "first")
    first, second, again = re.findall(r'<sup class="cm-footnote">(.*?)</sup>', made)
    key = re.search(r"fnref-([0-9a-f]+)-1", first)
    assert key
    assert first == f'<a href="#fn-{key[1]}-1" id="fnref-{key[1]}-1">1</a>'
    assert again == f'<a href="#fn-{key[1]}-1">1</a>'
    assert ">2</a>" in second
    assert (
        f'<li id="fn-{key[1]}-1" value="1">Contados <strong>da</strong> receção. Sempre. ' in made
    )
    assert made.index("Contados") < made.index("Outra.")
    printed = printed_html(whole(small), "pt")
    assert (
        'São 30 dias<span class="note">Contados <strong>da</strong> receção. Sempre.</span>'
        in printed
    )
    written = markdown(small)
    assert f"São 30 dias[^{key[1]}-1]" in written
    assert f"[^{key[1]}-1]: Contados **da** receção. Sempre." in written


def test_a_footnote_is_found_and_its_links_are_judged(small: Path) -> None:
    put(small, "Prazo[^1].\n\n[^1]: Contados da receção, ver [x](#nada).")
    _, found = judged(small, DAY)
    (broken,) = [one for one in found if one.code == "broken-link"]
    assert str(broken.place) == f"{PATH.format('forms')}:15:1"
    put(small, "Prazo[^1].\n\n[^1]: Contados da receção.")
    plans = planned(Reading(whole(small), "pt"), Online())
    page = next(plan.page() for plan in plans if plan.uri == "procedures/service/forms")
    assert any("Contados da receção" in part.words for part in page_words(page))


def test_a_footnote_in_prose_is_numbered_through_its_file(small: Path) -> None:
    text = "# A\n\nUm[^x].\n\n## B\n\nDois[^y].\n\n[^x]: Nota um.\n[^y]: Nota dois.\n"
    for lang in ("pt", "en"):
        (small / f"docs/about.{lang}.md").write_text(text, encoding="utf-8")
    pages = site_pages(whole(small), with_books=False)
    made = next(one.html for one in pages if (one.uri, one.lang) == ("about", "pt"))
    assert made.index("Nota um.") < made.index("Dois") < made.index("Nota dois.")
    assert 'value="2">Nota dois.' in made


# -- lists, terms, the rest


def test_lists_keep_their_numbers_and_letters_are_a_list_of_their_own(small: Path) -> None:
    case(small, "markdown")
    made = step(html(small, "markdown"), "sub")
    assert (
        '<p>Abra o formulário.</p><ol class="cm-letters"><li>Escolha a língua.</li>\n<li>Escolha o posto.</li></ol>'
        in made
    )
    assert "<li>nome<ul><li>apelido</li></ul></li>\n<li>data</li>" in made
    assert '<pre><code tabindex="0">ref:   12 34\n  linha dois</code></pre>' in made
    assert made.count("<ol>") == 1
    printed = printed_html(whole(small), "pt")
    assert '<ol class="letters"><li>Escolha a língua.</li>' in printed
    assert "a\\) Escolha a língua." in markdown(small, "markdown")


def test_a_table_has_its_columns_where_the_author_put_them(small: Path) -> None:
    case(small, "markdown")
    made = step(html(small, "markdown"), "tabela")
    assert '<td>Passaporte</td><td class="cm-center">sim</td><td class="cm-right">2</td>' in made
    assert '<td class="side-right">2</td>' in printed_html(whole(small), "pt")
    assert "| --- | :-: | --: |" in markdown(small, "markdown")


def test_terms_struck_words_and_line_breaks(small: Path) -> None:
    put(
        small,
        "NPC\n:   Número fiscal.\n    Mais.\n\n~~riscado~~ um<br>dois\n\n| a |\n|---|\n| x<br/>y |",
    )
    made = step(html(small), "first")
    assert "<dt>NPC</dt><dd>Número fiscal. Mais.</dd>" in made
    assert "<s>riscado</s> um<br>dois" in made
    assert "<td>x<br>y</td>" in made
    printed = printed_html(whole(small), "pt")
    assert '<dl class="definitions">' in printed
    assert "<s>riscado</s>" in printed
    assert "~~riscado~~" in markdown(small)


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (
            "Traga:\n• passaporte\n• NIF\n  e cópia",
            "<p>Traga:</p><ul><li>passaporte</li>\n<li>NIF e cópia</li></ul>",
        ),
        ("•\u00a0um\n•\u00a0dois", "<ul><li>um</li>\n<li>dois</li></ul>"),
        ("– Um\n– Dois", "<ul><li>Um</li>\n<li>Dois</li></ul>"),
        ("– Bom dia.", "<p>– Bom dia.</p>"),
        ("1) Um\n2) Dois", "<ol><li>Um</li>\n<li>Dois</li></ol>"),
        ("a) um\nb) dois", '<ol class="cm-letters"><li>um</li>\n<li>dois</li></ol>'),
        ("i. um\nii. dois", '<ol class="cm-roman"><li>um</li>\n<li>dois</li></ol>'),
        ("a. um só", "<p>a. um só</p>"),
        ("Às 10:\n: nada", "<dl"),
        ("3. três\n4. quatro", '<ol start="3"><li>três</li>'),
    ],
)
def test_lists_of_word_are_lists(small: Path, written: str, made: str) -> None:
    put(small, written)
    assert made in step(html(small), "first")


def test_numbers_stay_numbers_on_the_page(small: Path) -> None:
    case(small, "lista")
    made = html(small, "lista")
    assert "<ol><li>Abra o portal.</li>\n<li>Escolha o posto:<ol><li>por distrito;</li>" in made


@pytest.mark.browser
@pytest.mark.slow
def test_every_level_of_numbers_is_drawn_as_numbers(small: Path, browser: Browser) -> None:
    case(small, "lista")
    case(small, "markdown")
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    with served(small / "site") as address, Visit(browser) as visit:
        page = visit.go(f"{address}pt/procedures/service/lista/")
        styles = "all => all.map((one) => getComputedStyle(one).listStyleType)"
        assert page.locator(".cm-details ol").evaluate_all(styles) == ["decimal", "decimal"]
        page = visit.go(f"{address}pt/procedures/service/markdown/")
        assert page.locator("#n-sub ol").evaluate_all(styles) == ["decimal", "lower-alpha"]
        page.locator("#n-def details").evaluate("one => (one.open = true)")
        box = page.get_by_role("checkbox", name="Passaporte")
        box.check()
        expect(box).to_be_checked()
        page.locator("#n-notas details").evaluate("one => (one.open = true)")
        page.locator("#n-notas sup a").click()
        expect(page.locator("#n-notas .cm-footnotes li")).to_be_in_viewport()
        assert visit.complaints == []


# -- hostile text

HOSTILE = (
    "!!! note\n    " * 5_000,
    "".join(f"{'    ' * n}!!! note\n" for n in range(200)) + "x",
    "> [!NOTE]\n" * 5_000,
    "> " * 2_000 + "[!NOTE]",
    "[^a]" * 20_000 + "\n\n[^a]: [^a]",
    "".join(f"[^{n}]: x[^{n + 1}]\n" for n in range(5_000)) + "[^0]",
    "[^" * 20_000,
    "- [ ] " * 5_000,
    "- [ ] x\n" * 20_000,
    "• " * 20_000,
    "• x\n" * 20_000,
    "– x\n" * 20_000,
    "a. x\n" * 20_000,
    "a. x\nb. x\n" * 10_000,
    ": x\n" * 20_000,
    "x\n: x\n" * 10_000,
    "{step:" * 20_000,
    "{step:a}" * 10_000,
    "<br" * 20_000,
    "<br>" * 20_000,
    "~~" * 20_000,
    "~~a" * 20_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_form_takes_long_whatever_is_written(text: str) -> None:
    begin = time.monotonic()
    tokens(text)
    inline_tokens(text)
    links(text)
    paragraphs(text)
    plain(text)
    assert time.monotonic() - begin < 20


def test_what_is_in_a_note_is_nothing_but_words(small: Path) -> None:
    put(
        small,
        '!!! note "<script>x</script>"\n    <img src=x onerror=y>\n\nx[^"><b>]\n\n[^"><b>]: <i>y</i>',
    )
    made = step(html(small), "first")
    assert "<script" not in made
    assert "<img" not in made
    assert "<i>" not in made
    assert "&lt;script&gt;" in made


# -- addresses as they stand

ADDRESSES = [
    ("Ver https://aima.gov.pt.", ["https://aima.gov.pt"]),
    ("(ver www.aima.gov.pt/x_(y)), sim", ["https://www.aima.gov.pt/x_(y)"]),
    (
        "aima.gov.pt, e portal.example.org/a?b=c#d;",
        ["https://aima.gov.pt", "https://portal.example.org/a?b=c#d"],
    ),
    (
        "geral@example.org ou Ana.Maria+x@sub.example.org.",
        ["mailto:geral@example.org", "mailto:Ana.Maria+x@sub.example.org"],
    ),
    (
        "**https://aima.gov.pt** e [x](https://a.pt) e <https://b.pt>",
        ["https://aima.gov.pt", "https://a.pt", "https://b.pt"],
    ),
    ("[aima.gov.pt](https://aima.gov.pt)", ["https://aima.gov.pt"]),
    ("https://aima.gov.pt:8443/a_b_c", ["https://aima.gov.pt:8443/a_b_c"]),
]
NO_ADDRESSES = [
    "pedido.docx", "folha.xlsx", "S.A.", "n.º 3", "e.g. i.e. etc.", "gc-01.pt.md", "index.html", "reference/contacts.yml",
    "Dr.Silva", "fim.Com", "x@y", "10.pt", "versão 1.2.com", "13.45", "http://localhost/x", "ftp://a.pt", "`aima.gov.pt`",
    "https://a.pt/b%20c", "javascript:alert(1)//a.pt", "@user", "a..pt", "-.pt", "AIMA.GOV.PT",
]  # fmt: skip


def hrefs(text: str) -> list[str]:
    return [str(one.attrs["href"]) for one in inline_tokens(text) if one.type == "link_open"]


@pytest.mark.parametrize(("text", "led"), ADDRESSES)
def test_an_address_leads_where_it_says(text: str, led: list[str]) -> None:
    assert hrefs(text) == led


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_only_looks_like_an_address_leads_nowhere(text: str) -> None:
    assert hrefs(text) == []


MEANT = [
    ("[x](#Um título)", "no space in the address"),
    ("[x](https://aima.gov.pt/a b)", "no space in the address"),
    ("(AIMA)[https://aima.gov.pt]", "First the words"),
    ("[](https://aima.gov.pt)", "words of the link"),
    ("Veja {step:Abrir}.", "named by its id"),
    ("Veja { step:abrir }.", "named by its id"),
    (":::warning\nTexto\n:::", "A box is written"),
    ("- [] um\n- dois", "with a space before"),
    ("-[ ] um", "with a space before"),
    ("Um[^1].\n\n[^1]: A.\n\n[^1]: B.", "A note above has this number"),
    ("| A | B |\n| um | dois |", "|---|---|"),
    ("☐ um\n☑ dois", "“- [ ] um”"),
    ("Traga:\n·\u00a0passaporte", "“- passaporte”"),
]


@pytest.mark.parametrize(("written", "way_out"), MEANT)
def test_what_almost_is_a_form_is_named_with_the_way_out(
    small: Path, written: str, way_out: str
) -> None:
    put(small, written)
    _, found = judged(small, DAY)
    hints = [finding.hint.text(words("en")) for finding in found if finding.hint]
    assert [hint for hint in hints if way_out in hint]


def test_each_of_several_marks_on_a_line_is_named_and_each_tag_once(small: Path) -> None:
    put(small, "==um== e ==dois== <kbd>Ctrl</kbd>")
    _, found = judged(small, DAY)
    told = [one.message.text(words("en")) for one in found if one.code == "unsupported-markup"]
    assert sorted(text.split("”")[0] for text in told) == ["“<kbd>", "“==dois==", "“==um=="]


def test_addresses_lead_there_on_the_page_and_on_paper(small: Path) -> None:
    case(small, "markdown")
    case(small, "word")
    for made in (html(small, "markdown"), printed_html(whole(small), "pt")):
        assert (
            '<a href="https://aima.gov.pt">https://aima.gov.pt</a> e <a href="mailto:geral@example.org">'
            in made
        )
    put(small, "Ver aima.gov.pt.")
    assert '<a href="https://aima.gov.pt">aima.gov.pt</a>.' in html(small)
    assert "[aima.gov.pt](<https://aima.gov.pt>)" in markdown(small)


def test_no_link_stands_within_another(small: Path) -> None:
    file = small / PATH.format("receive-request")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("pt: Receber um pedido", "pt: Receber de aima.gov.pt"), encoding="utf-8"
    )
    for page in site_pages(whole(small), with_books=False):
        for inner in re.findall(r"<a [^>]*>(.*?)</a>", whole_html(page)):
            assert "<a " not in inner


@pytest.mark.parametrize(
    "text",
    ["a." * 50_000, "a.b." * 30_000 + "pt", "a@" * 50_000, "www." * 30_000, "https://" * 20_000, "a.pt " * 20_000,
     "x@a." * 20_000, "a-" * 50_000 + ".pt", "https://a.pt/" + "(" * 30_000 + ")" * 30_000, ("a" * 63 + ".") * 2_000],
    ids=range(10),
)  # fmt: skip
def test_no_address_takes_long_whatever_is_written(text: str) -> None:
    begin = time.monotonic()
    inline_tokens(text)
    links(text)
    assert time.monotonic() - begin < 10


@pytest.mark.slow
def test_a_step_with_pictures_breaks_inside_and_no_heading_is_alone(
    small: Path, tmp_path: Path
) -> None:
    case(small, "ecras")
    (small / "docs/assets").mkdir(parents=True, exist_ok=True)
    (small / "docs/assets/portal.png").write_bytes((CASES / "portal.png").read_bytes())
    out = tmp_path / "screens.pdf"
    done = run("pdf", "--lang", "pt", "--procedure", "S-42", "-o", out, cwd=small)
    assert done.returncode == 0, done.stderr
    pages = printed_words(out).split("\f")[:-1]
    first = next(page for page in pages if "Passos" in page)
    assert "Abrir o portal" in first
    assert "Entre." in first
    with pikepdf.open(out) as document:
        drawn = [len(page.get_images()) for page in document.pages]
    assert len(drawn) == 3
    for page, pictures in zip(pages, drawn, strict=True):
        named = sum(word in page for word in ("Entre.", "Escolha.", "Confirme.", "Imprima."))
        assert bool(named) == bool(pictures), "words and their picture are on one page"


def printed_words(file: Path) -> str:
    tool = shutil.which("pdftotext")
    assert tool, "pdftotext is needed: apt-get install poppler-utils"
    return subprocess.run([tool, file, "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.browser
@pytest.mark.slow
def test_in_the_tree_a_footnote_stands_below_its_words_and_a_place_opens_all_steps(
    small: Path, browser: Browser
) -> None:
    file = small / "procedures/service/receive-request.yml"
    text = file.read_text(encoding="utf-8")
    said = (
        "\n    details:\n      pt: |\n        Já[^1], depois o {step:tell}.\n\n"
        "        - [ ] Ouvir\n\n        [^1]: Hoje.\n      en: x\n    say:"
    )
    file.write_text(text.replace("\n    say:", said, 1), encoding="utf-8")
    assert run("build", "--no-pdf", cwd=small).returncode == 0
    with served(small / "site") as address, Visit(browser, width=390) as visit:
        page = visit.go(f"{address}pt/procedures/service/receive-request/")
        tree = page.locator("#cm-tree")
        expect(tree.locator("sup.cm-footnote")).to_have_text("1")
        expect(tree.locator("sup a, .cm-back")).to_have_count(0)
        expect(tree.get_by_text("Hoje.")).to_be_visible()
        tree.get_by_role("checkbox", name="Ouvir").check()
        tree.get_by_role("link", name="passo 3", exact=True).click()
        expect(page.locator("#n-tell")).to_be_in_viewport()
        assert visit.complaints == []
