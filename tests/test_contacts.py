"""Contacts as data: telephones, times and languages, from a source to pages, paper and a reader's hand."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from claim_manual.derived.contact_words import opening_lines
from claim_manual.derived.opening import WEEK, as_data, is_open, spans
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.model.language import words
from claim_manual.model.registers import Contact, Opening
from claim_manual.model.registers import opening as rules
from claim_manual.model.telephone import dialled
from claim_manual.sources.po_file import export
from claim_manual.work.build import plain_pages
from claim_manual.work.judging import judged
from claim_manual.work.site_parts import site_pages
from conftest import DAY, Visit, fault_of, once, printed_html, run

C = "reference/contacts.yml"


def rule(days: str | list[str], begins: str = "", ends: str = "", **more: object) -> Opening:
    times = {"from": begins, "to": ends} if begins else {}
    return Opening.model_validate({"days": days, **times, **more})


# -- numbers


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("112", "tel:112"),
        ("1411", "tel:1411"),
        ("116 006", "tel:116006"),
        ("808 24 24 24", "tel:808242424"),
        ("217 115 000", "tel:217115000"),
        ("21.711.50-00", "tel:217115000"),
        ("(503) 2222-3333", "tel:50322223333"),
        ("2222 - 3333", "tel:22223333"),
        ("+503 2222-3333", "tel:+50322223333"),
        ("+351 (0) 217 115 000", "tel:+351217115000"),
        ("00351 217 115 000", "tel:+351217115000"),
    ],
)
def test_a_number_is_accepted_as_people_write_it_and_dialled_as_one(
    written: str, address: str
) -> None:
    contact = Contact(id="x", name="X", status="ok", phone=written)
    assert dialled(contact.telephones[0].number) == address


def test_an_extension_follows_the_number() -> None:
    assert dialled("+351 217 115 000", "1 2") == "tel:+351217115000;ext=12"


def test_two_numbers_in_one_are_told_how_to_be_written(small: Path) -> None:
    add(small, '  phone: "217 115 000 - 217 115 001"\n')
    _, found = judged(small, DAY)
    (fault,) = [one for one in found if one.code == "wrong-type"]
    assert "phones:" in fault.hint.text(words("en"))
    assert "phones:" in fault.hint.text(words("pt"))


# -- times


@pytest.mark.parametrize(
    ("lines", "portuguese", "english", "spanish"),
    [
        (
            [rule("mon-fri", "09:00", "12:30"), rule("mon-fri", "14:00", "17:30")],
            "Dias úteis, 9h às 12h30 e 14h às 17h30",
            "Weekdays, 9 am to 12:30 pm and 2 pm to 5:30 pm",
            "De lunes a viernes, de 9:00 a 12:30 y de 14:00 a 17:30",
        ),
        ([rule("mon-sun", "00:00", "24:00")], "24 horas", "24 hours", "24 horas"),
        ([rule("mon-sun", "00:00", "00:00")], "24 horas", "24 hours", "24 horas"),
        (
            [rule("mon-sun", "15:30", "00:30")],
            "Todos os dias, 15h30 à 0h30",
            "Every day, 3:30 pm to 12:30 am",
            "Todos los días, de 15:30 a 0:30",
        ),
        (
            [rule(["wed-sat"], "22:00", "06:00")],
            "Quarta a sábado, 22h às 6h",
            "Wednesday to Saturday, 10 pm to 6 am",
            "Miércoles a sábado, de 22:00 a 6:00",
        ),
        (
            [rule("fri-mon", "21:00", "24:00")],
            "Sexta a segunda, 21h às 24h",
            "Friday to Monday, 9 pm to midnight",
            "Viernes a lunes, de 21:00 a 24:00",
        ),
        (
            [rule(["tue", "thu"], by_appointment=True)],
            "Terça e quinta, com marcação",
            "Tuesday and Thursday, by appointment",
            "Martes y jueves, con cita previa",
        ),
        (
            [rule(["sat"], "00:00", "24:00", by_appointment=True)],
            "Sábado, 24 horas, com marcação",
            "Saturday, 24 hours, by appointment",
            "Sábado, 24 horas, con cita previa",
        ),
    ],
)
def test_times_are_said_in_each_language(
    lines: list[Opening], portuguese: str, english: str, spanish: str
) -> None:
    for tag, said in (("pt-PT", portuguese), ("en-GB", english), ("es", spanish)):
        assert [line.words for line in opening_lines(words(tag), lines)] == [said]


def test_other_days_are_another_line() -> None:
    lines = [rule("mon-fri", "09:00", "18:00"), rule("sat", "10:00", "13:00")]
    said = [line.words for line in opening_lines(words("en"), lines)]
    assert said == ["Weekdays, 9 am to 6 pm", "Saturday, 10 am to 1 pm"]


def test_a_night_goes_on_in_the_next_week() -> None:
    night = [rule("sun", "22:00", "06:00")]
    assert as_data(night) == "0-360 9960-10080"
    assert is_open(night, 0)
    assert is_open(night, 6 * 1440 + 22 * 60)
    assert not is_open(night, 360)


def test_times_by_appointment_are_told_apart() -> None:
    assert as_data([rule("mon", "09:00", "10:00", by_appointment=True)]) == "540-600a"
    assert as_data([rule("mon", by_appointment=True)]) == ""


CLOCKS = st.builds("{:02}:{:02}".format, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
OPENINGS = st.builds(
    lambda first, last, begins, ends: (f"{first}-{last}", begins, ends),
    st.sampled_from(rules.WEEK), st.sampled_from(rules.WEEK), CLOCKS, CLOCKS,
).filter(lambda made: made[1] != made[2] or made[1] == "00:00")  # fmt: skip


@given(st.lists(OPENINGS, max_size=4), st.integers(0, WEEK - 1))
def test_a_week_is_open_where_one_of_its_rules_is(
    made: list[tuple[str, str, str]], minute: int
) -> None:
    day, of_day = divmod(minute, 1440)

    def holds(days: str, begins: str, ends: str) -> bool:
        on = rules.weekdays(days)
        begin, end = rules.minutes(begins), rules.minutes(ends)
        if begin < end:
            return day in on and begin <= of_day < end
        return (day in on and of_day >= begin) or ((day - 1) % 7 in on and of_day < end)

    openings = [rule(*one) for one in made]
    assert is_open(openings, minute) == any(holds(*one) for one in made)
    both = spans(openings)
    assert all(one.ends < other.begins for one, other in pairwise(both))


# -- from a source to every output

DATA = """\
  phones:
    - {number: "217 115 000", extension: "12", note: {en: reception, pt: receção}}
    - number: "+351 965 903 700"
  email: help@example.org
  languages: [pt, bn]
  opening:
    - {days: [mon-fri], from: "09:00", to: "17:30"}
    - {days: [sat], from: "10:00", to: "13:00", by_appointment: true, note: {en: ask, pt: pergunte}}
  hours:
    en: |-
      Closed in August.
      Ring twice.
    pt: |-
      Fechado em agosto.
      Toque duas vezes.
"""


def add(folder: Path, more: str) -> None:
    file = folder / C
    file.write_text(file.read_text(encoding="utf-8").rstrip() + f"\n{more}", encoding="utf-8")


@pytest.fixture
def told(small: Path) -> Path:
    add(small, DATA)
    return small


SAID = (
    "217 115 000", "ext. 12", "reception", "+351 965 903 700", "help@example.org",
    "Weekdays, 9 am to 5:30 pm", "Saturday, 10 am to 1 pm, by appointment, ask",
    "Closed in August.", "Ring twice.",
)  # fmt: skip


def test_every_output_says_what_a_contact_has(told: Path) -> None:
    manual, found = judged(told, DAY)
    assert manual
    assert {one.code for one in found} <= {"stale-contact"}, found
    pages = [page for page in site_pages(manual, with_books=False) if page.lang == "en"]
    outputs = {
        "site": "".join(page.html for page in pages if page.uri == "reference/contacts"),
        "search": " ".join(part.title + " " + part.words for page in pages for part in page.words),
        "book": printed_html(manual, "en"),
        "Markdown": b"".join(plain_pages(manual, told, ("en",)).values()).decode(),
    }
    for name, said in outputs.items():
        for one in (*SAID, "Portuguese and Bangla"):
            assert one in said or one.replace(".", "\\.") in said, (name, one)
    assert 'href="tel:217115000;ext=12"' in outputs["site"]
    assert 'href="tel:+351965903700"' in outputs["site"]


def test_hours_on_lines_stay_on_lines(told: Path) -> None:
    manual, _ = judged(told, DAY)
    assert manual
    for said in (
        "".join(page.html for page in site_pages(manual, with_books=False)),
        printed_html(manual, "pt"),
    ):
        assert "Fechado em agosto.<br>Toque duas vezes." in said


def test_tags_are_named_in_the_language_of_the_page(told: Path) -> None:
    manual, _ = judged(told, DAY)
    assert manual
    pages = {page.lang: page.html for page in site_pages(manual, with_books=False)
             if page.uri == "reference/contacts"}  # fmt: skip
    assert "Portuguese and Bangla" in pages["en"]
    assert "português e bengal" in pages["pt"]


def test_words_of_languages_are_shown_as_they_stand(small: Path) -> None:
    add(small, "  languages: {en: 'English, with an interpreter', pt: 'Inglês, com intérprete'}\n")
    manual, found = judged(small, DAY)
    assert manual
    assert {one.code for one in found} <= {"stale-contact"}
    html = "".join(page.html for page in site_pages(manual, with_books=False))
    assert "English, with an interpreter" in html


def test_translators_get_the_words_of_notes(told: Path) -> None:
    manual, _ = judged(told, DAY)
    assert manual
    said = export(manual, "pt", {})
    assert 'msgid "reception"' in said
    assert 'msgid "ask"' in said


def test_a_change_of_times_is_told(told: Path) -> None:
    before, _ = judged(told, DAY)
    file = told / C
    file.write_text(file.read_text("utf-8").replace('"17:30"', '"18:30"'), "utf-8")
    after, _ = judged(told, DAY)
    assert before
    assert after
    said = difference_report(difference(before, after), "en", "text")
    assert "Closes at: 17:30 → 18:30" in said


def test_the_kind_of_a_law_may_be_a_text_by_language(small: Path) -> None:
    (small / "reference/laws.yml").write_text(
        "- {id: act, title: {en: An act, pt: Uma lei}, type: {en: Act, pt: Lei}}\n"
        "- {id: other, title: {en: Another, pt: Outra}, type: Lei}\n",
        encoding="utf-8",
    )
    manual, found = judged(small, DAY)
    assert manual
    assert {one.code for one in found} <= {"stale-contact"}
    assert 'msgid "Act"' in export(manual, "pt", {})


def test_all_forms_of_a_source_are_in_its_schema(told: Path) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    assert run("schema", cwd=told).returncode == 0
    schema = json.loads((told / "schemas/contacts.json").read_text("utf-8"))
    entry = {"id": "x", "name": "X", "status": "ok"}
    good = [
        {"phone": "(503) 2222-3333"},
        {"phones": [{"number": "112", "extension": "1"}], "languages": ["pt", "zh-Hans"]},
        {"languages": {"en": "English"}, "email": "a.b+c@example.org"},
        {"opening": [{"days": "mon-fri", "from": "09:00", "to": "24:00"}]},
    ]
    bad = [
        {"phone": "call us"},
        {"languages": ["português"]},
        {"email": "example.org"},
        {"opening": [{"days": ["someday"], "from": "09:00", "to": "10:00"}]},
    ]
    validator = jsonschema.Draft202012Validator(schema)
    assert [one for one in good if not validator.is_valid([entry | one])] == []
    assert [one for one in bad if validator.is_valid([entry | one])] == []


# -- in a reader's hand

MANY = "".join(
    f"- id: line-{n}\n  name: {{en: Line {n}, pt: Linha {n}}}\n  kind: {kind}\n"
    f'  phone: "800 000 0{n:02}"\n  status: ok\n  verified_on: 2026-11-21\n'
    for n, kind in enumerate(["hotline"] * 12 + ["online"] * 6)
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a manual with many contacts, one of which has hours."""

    def make(folder: Path) -> str:
        from claim_manual import starter
        from claim_manual.publish.folder import write_tree

        write_tree(folder, starter.manual(["en", "pt"], DAY))
        add(folder, DATA + MANY)
        settings = folder / "manual.yml"
        settings.write_text(settings.read_text("utf-8") + "timezone: Europe/Lisbon\n", "utf-8")
        return fault_of(run("build", "--no-pdf", cwd=folder))

    return once(tmp_path_factory, "desk-built", make) / "site"


@pytest.fixture
def visit(browser: Browser, desk: Path, serve: Callable[[Path], str]) -> Iterator[Visit]:
    with Visit(browser, permissions=["clipboard-read", "clipboard-write"]) as made:
        made.base = serve(desk)
        yield made
        assert made.complaints == []


CONTACTS = "reference/contacts/"
TUESDAY = dt.datetime(2026, 11, 24, 16, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("path", "at", "said"),
    [
        (CONTACTS, TUESDAY, "open now"),
        ("pt/reference/contacts/", TUESDAY, "aberto agora"),
        (CONTACTS, TUESDAY.replace(hour=18), "closed now"),
        ("pt/reference/contacts/", TUESDAY.replace(hour=18), "fechado agora"),
        (CONTACTS, TUESDAY.replace(day=28, hour=11), "open now, by appointment"),
        (CONTACTS, TUESDAY.replace(month=7, day=21, hour=8, minute=10), "open now"),  # summer time
    ],
)
def test_a_contact_says_whether_it_is_open_in_the_time_of_its_country(
    visit: Visit, path: str, at: dt.datetime, said: str
) -> None:
    visit.page.clock.set_fixed_time(at)
    page = visit.go(visit.base + path)
    expect(page.locator("#helpdesk .cm-open")).to_have_text(said)
    assert page.locator(".cm-open").count() == 1


def test_open_becomes_closed_while_the_page_is_read(visit: Visit) -> None:
    visit.page.clock.install(time=TUESDAY.replace(hour=17, minute=29))
    page = visit.go(visit.base + CONTACTS)
    expect(page.locator("#helpdesk .cm-open")).to_have_text("open now")
    page.clock.run_for(120_000)
    expect(page.locator("#helpdesk .cm-open")).to_have_text("closed now")


def test_a_reader_elsewhere_sees_the_time_of_the_manual(
    browser: Browser, desk: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, timezone_id="Asia/Dhaka") as made:
        made.page.clock.set_fixed_time(TUESDAY)
        page = made.go(serve(desk) + CONTACTS)
        expect(page.locator("#helpdesk .cm-open")).to_have_text("open now")


def test_a_contact_is_copied_with_all_that_one_needs(visit: Visit) -> None:
    page = visit.go(f"{visit.base}pt/{CONTACTS}")
    button = page.locator("#helpdesk .cm-copy")
    assert button.get_attribute("aria-label").startswith("Copiar: ")
    button.click()
    expect(page.locator("#cm-contact-status")).to_have_text("Copiado")
    expect(button).to_have_text("Copiado")
    copied = page.evaluate("navigator.clipboard.readText()").splitlines()
    for said in (
        "217 115 000 ext. 12 (receção)", "+351 965 903 700", "https://example.org/help",
        "help@example.org", "Dias úteis, 9h às 17h30", "Fechado em agosto.", "Toque duas vezes.",
    ):  # fmt: skip
        assert said in copied
    assert not any("agora" in line or "Copiar" in line for line in copied)


def test_a_contact_in_a_step_is_copied_too(visit: Visit) -> None:
    page = visit.go(f"{visit.base}procedures/service/receive-request/")
    page.evaluate("() => { location.hash = '#?who.ours=no'; }")
    page.locator("#cm-tree[data-outcome]:not([data-outcome=''])").wait_for()
    page.locator("#cm-tree .cm-contacts .cm-copy").first.click()
    expect(page.locator("#cm-contact-status")).to_have_text("Copied")
    assert "217 115 000" in page.evaluate("navigator.clipboard.readText()")


SHARING = "window.shared = []; navigator.share = async (what) => { window.shared.push(what); };"


def test_a_contact_is_shared_where_the_device_can(visit: Visit) -> None:
    page = visit.go(visit.base + CONTACTS)
    assert page.locator(".cm-share").count() == 0
    visit.page.add_init_script(SHARING)
    page = visit.go(visit.base + CONTACTS)
    page.locator("#helpdesk .cm-share").click()
    (shared,) = page.evaluate("window.shared")
    assert "217 115 000" in shared["text"]
    assert "url" not in shared


def test_an_outcome_can_be_shared_without_the_answers(visit: Visit) -> None:
    visit.page.add_init_script(SHARING)
    page = visit.go(f"{visit.base}procedures/service/receive-request/#a=secret")
    page.evaluate(
        """() => {
          const outcome = document.querySelector("[data-share]"), button = document.createElement("button");
          button.className = "cm-share";
          outcome.append(button);
          button.click();
        }"""
    )
    (shared,) = page.evaluate("window.shared")
    assert shared["text"]
    assert "secret" not in shared["url"]
    assert re.search(r"#n-\w+", shared["url"])


def entries(page: Page) -> list[str]:
    return page.locator(".cm-register > li:visible .cm-contact-name").all_inner_texts()


def test_a_long_register_is_narrowed_down_by_words(visit: Visit) -> None:
    page = visit.go(visit.base + CONTACTS)
    assert len(entries(page)) == 19
    field, status = page.locator(".cm-filter input"), page.locator(".cm-filter [role=status]")
    expect(status).to_have_text("")
    field.fill("LÍNE 16")
    expect(status).to_have_text("1 of 19 contacts")
    assert entries(page) == ["Line 16"]
    expect(page.locator("h2:visible")).to_have_text(["Online¶"])
    field.fill("80000001")  # as digits alone
    expect(status).to_have_text("8 of 19 contacts")
    field.fill("800 000 007")
    assert entries(page) == ["Line 7"]
    field.fill("nobody at all")
    expect(status).to_have_text("No contact is like this.")
    page.locator(".cm-filter [type=reset]").click()
    expect(status).to_have_text("")
    expect(field).to_be_focused()
    assert len(entries(page)) == 19
    page.locator(".cm-filter select[data-key=kind]").select_option("Online")
    expect(status).to_have_text("6 of 19 contacts")


def test_a_link_to_what_is_narrowed_away_shows_it(visit: Visit) -> None:
    page = visit.go(visit.base + CONTACTS)
    page.locator(".cm-filter input").fill("Line 7")
    page.evaluate("location.hash = '#line-3'")
    expect(page.locator("#line-3")).to_be_visible()


def test_the_index_of_a_register_counts_its_groups(visit: Visit) -> None:
    page = visit.go(visit.base + CONTACTS)
    links = page.locator(".cm-index li")
    counts = [one.split() for one in links.all_inner_texts()]
    assert ["Helpline", "12"] in counts
    assert ["Online", "6"] in counts
    links.locator("a").filter(has_text="Online").click()
    heading = page.locator("h2", has_text="Online")
    expect(heading).to_be_in_viewport()


def test_without_a_script_there_is_the_index_and_nothing_that_does_not_work(
    browser: Browser, desk: Path, serve: Callable[[Path], str]
) -> None:
    with Visit(browser, java_script_enabled=False) as made:
        page = made.go(serve(desk) + CONTACTS)
        assert page.locator(".cm-index").is_visible()
        assert page.locator(".cm-register > li").count() == 19
        assert not page.locator(".cm-filter").is_visible()
        assert page.locator(".cm-copy, .cm-open, .cm-share").count() == 0


def test_a_short_register_has_neither_index_nor_words_to_filter(visit: Visit) -> None:
    page = visit.go(f"{visit.base}reference/roles/")
    assert page.locator(".cm-index, .cm-filter").count() == 0


def test_what_one_can_do_with_a_contact_is_not_printed(visit: Visit) -> None:
    page = visit.go(visit.base + CONTACTS)
    expect(page.locator("#helpdesk .cm-copy")).to_be_visible()
    page.emulate_media(media="print")
    for name in (".cm-copy", ".cm-open", ".cm-index", ".cm-filter"):
        assert not page.locator(name).first.is_visible(), name
    assert page.locator("#helpdesk .cm-hours").is_visible()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_rows_fit_the_screen_and_buttons_a_finger(
    browser: Browser, desk: Path, serve: Callable[[Path], str], width: int
) -> None:
    with Visit(browser, width=width) as made:
        page = made.go(serve(desk) + CONTACTS)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for button in page.locator(".cm-contact-actions button").all():
            box = button.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44
        if width > 1000:
            assert page.locator("#line-7").bounding_box()["height"] <= 60
