"""Numbers, days and money in words: what people read says the same set as what an author wrote.

The words are read back here by a parser of its own, which knows nothing of how they were made.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import re
from collections.abc import Callable, Iterator
from math import inf
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from claim_manual.derived.interval_words import interval_words
from claim_manual.derived.intervals import Interval
from claim_manual.derived.reading import Reading
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.model import guard
from claim_manual.model.language import words
from claim_manual.model.manual import Manual, nodes
from claim_manual.model.nodes import AskDate, AskNumber
from claim_manual.proof.cases import scale
from claim_manual.proof.program import program
from claim_manual.publish.report import line, sentence
from claim_manual.read import read_manual
from claim_manual.work.judging import judged
from conftest import DAY, ROOT, run

Asked = AskNumber | AskDate
Cut = tuple[float, int]
UNITS = {"€": "€", "years": {"pt": "anos", "en": "years", "es": "años"}}

RIGHT = [
    ("years-since", {"lt": 18}, "há menos de 18 anos", "less than 18 years ago"),
    ("years-since", {"le": 17}, "há menos de 18 anos", "less than 18 years ago"),
    ("years-since", {"ge": 18}, "há 18 anos ou mais", "18 years ago or more"),
    (
        "months-since",
        {"ge": 3, "lt": 6},
        "há 3 meses ou mais, e menos de 6",
        "3 months ago or more, and less than 6",
    ),
    ("days-since", {"ge": 0}, "hoje ou antes", "today or earlier"),
    ("days-since", {"ge": 3, "le": 6}, "há 3 a 6 dias", "3 to 6 days ago"),
    ("days-until", {"lt": 0}, "antes de hoje", "before today"),
    ("days-since", {"gt": -1}, "hoje ou antes", "today or earlier"),
    (
        "days-until",
        {"gt": -1, "le": 3},
        "hoje ou depois, e daqui a 3 dias ou menos",
        "today or later, and in 3 days or less",
    ),
    ("days-until", {"lt": 10}, "daqui a menos de 10 dias", "in less than 10 days"),
    ("days-until", {"ge": 2, "le": 10}, "daqui a entre 2 e 10 dias", "in 2 to 10 days"),
    ("€", {"lt": 870.50}, "menos de 870,50 €", "less than €870.50"),
    (
        "€",
        {"ge": 870.50, "lt": 1234567.5},
        "de 870,50 € a menos de 1 234 567,50 €",
        "from €870.50 to less than €1,234,567.50",
    ),
    ("€", {"le": 500}, "500 € ou menos", "€500 or less"),
    ("years", {"ge": 3, "le": 6}, "entre 3 e 6 anos", "between 3 and 6 years"),
    ("years", {"ge": 0, "lt": 1}, "menos de 1 ano", "less than 1 year"),
    ("years", {"ge": 6, "lt": 18}, "de 6 a menos de 18 anos", "from 6 to less than 18 years"),
    ("years", {"ge": 7, "le": 7}, "7 anos", "7 years"),
    (
        "date",
        {"ge": "1967-01-01", "le": "2024-02-29"},
        "de 1 de janeiro de 1967 a 29 de fevereiro de 2024",
        "from 1 January 1967 to 29 February 2024",
    ),
    ("date", {"lt": "2026-05-19"}, "antes de 19 de maio de 2026", "before 19 May 2026"),
    ("date", {"gt": "2026-05-19"}, "depois de 19 de maio de 2026", "after 19 May 2026"),
]


def asked(counted: str, *ranges: dict[str, object]) -> Asked:
    """A question that counts in euros, years, days of the calendar or time from a day."""
    answers = [{"id": f"a{n}", "range": range_, "to": "end"} for n, range_ in enumerate(ranges)]
    node = {"id": "q", "ask": {"pt": "?"}, "answers": answers}
    if counted in UNITS:
        return AskNumber.model_validate(node | {"kind": "number"})
    return AskDate.model_validate(node | {"kind": "date", "measure": counted})


def unit(counted: str, tag: str) -> str:
    """The unit of a question in a language."""
    by_language = UNITS.get(counted, "")
    return by_language if isinstance(by_language, str) else by_language[tag[:2]]


def said(counted: str, range_: dict[str, object], tag: str) -> str:
    """A range in words, with plain spaces."""
    question = asked(counted, range_)
    interval = Interval.of_range(scale(question), question.answers[0].range)
    return plain(interval_words(words(tag), question, unit(counted, tag), interval))


def plain(text: str) -> str:
    """The words with plain spaces in place of those at which no line breaks."""
    return re.sub(r"[\u00a0\u202f]", " ", text)


@pytest.mark.parametrize(("counted", "range_", "pt", "en"), RIGHT)
def test_a_range_is_said_as_people_say_it(
    counted: str, range_: dict[str, object], pt: str, en: str
) -> None:
    assert said(counted, range_, "pt-PT") == pt
    assert said(counted, range_, "en-GB") == en
    assert said(counted, range_, "en") == en  # without a region: of Europe, as the words are


# -- words read back

MONTHS = {
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "en": "january february march april may june july august september october november december",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}
N = r"(-?€?\d[\d .,]*)( ?(?:€|[^\W\d]+))?"
A_DAY = r"(\d+ (?:de )?[^\W\d]+ (?:de )?\d+)"
TODAY = {
    "pt": {
        "hoje ou antes": "ge",
        "hoje ou depois": "le",
        "antes de hoje": "gt",
        "depois de hoje": "lt",
    },
    "en": {
        "today or earlier": "ge",
        "today or later": "le",
        "before today": "gt",
        "after today": "lt",
    },
    "es": {
        "hoy o antes": "ge",
        "hoy o después": "le",
        "antes de hoy": "gt",
        "después de hoy": "lt",
    },
}
"""What is said of today, as what the number of days since then is."""
PAST = {"pt": "há (.+)", "en": "(.+) ago(.*)", "es": "hace (.+)"}
FUTURE = {"pt": "daqui a (.+)", "en": "in (.+)", "es": "dentro de (.+)"}
AND = {"pt": ", e ", "en": ", and ", "es": ", y "}
AMOUNTS = {
    "pt": [
        (rf"{N} ou mais", "ge"),
        (rf"{N} ou menos", "le"),
        (rf"mais de {N}", "gt"),
        (rf"menos de {N}", "lt"),
        (rf"entre {N} e {N}", "ge le"),
        (rf"de {N} a menos de {N}", "ge lt"),
        (rf"{N} a {N}", "ge le"),
    ],
    "en": [
        (rf"{N} or more", "ge"),
        (rf"{N} or less", "le"),
        (rf"more than {N}", "gt"),
        (rf"less than {N}", "lt"),
        (rf"between {N} and {N}", "ge le"),
        (rf"from {N} to less than {N}", "ge lt"),
        (rf"{N} to {N}", "ge le"),
    ],
    "es": [
        (rf"{N} o más", "ge"),
        (rf"{N} o menos", "le"),
        (rf"más de {N}", "gt"),
        (rf"menos de {N}", "lt"),
        (rf"entre {N} y {N}", "ge le"),
        (rf"de {N} a menos de {N}", "ge lt"),
        (rf"(?:de )?{N} a {N}", "ge le"),
    ],
}
DAYS = {
    "pt": [
        (rf"{A_DAY} ou antes", "le"),
        (rf"{A_DAY} ou depois", "ge"),
        (rf"antes de {A_DAY}", "lt"),
        (rf"depois de {A_DAY}", "gt"),
        (rf"de {A_DAY} a {A_DAY}", "ge le"),
        (A_DAY, "is"),
    ],
    "en": [
        (rf"{A_DAY} or earlier", "le"),
        (rf"{A_DAY} or later", "ge"),
        (rf"before {A_DAY}", "lt"),
        (rf"after {A_DAY}", "gt"),
        (rf"from {A_DAY} to {A_DAY}", "ge le"),
        (A_DAY, "is"),
    ],
    "es": [
        (rf"{A_DAY} o antes", "le"),
        (rf"{A_DAY} o más tarde", "ge"),
        (rf"antes del {A_DAY}", "lt"),
        (rf"después del {A_DAY}", "gt"),
        (rf"del {A_DAY} al {A_DAY}", "ge le"),
        (A_DAY, "is"),
    ],
}


def number(text: str, lang: str) -> float:
    """A number as the language writes it."""
    text = text.strip().replace(" ", "").replace("€", "")
    return (
        float(text.replace(",", ""))
        if lang == "en"
        else float(text.replace(".", "").replace(",", "."))
    )


def ordinal(text: str, lang: str) -> float:
    """A day as the language writes it, as a number."""
    day, month, year = text.replace("de ", "").split()
    return dt.date(int(year), MONTHS[lang].split().index(month.lower()) + 1, int(day)).toordinal()


def bounds(part: str, lang: str, patterns: list[tuple[str, str]]) -> dict[str, str]:
    """The bounds that a part says, by sign."""
    for pattern, signs in patterns:
        if match := re.fullmatch(pattern, part, re.IGNORECASE):
            values = [group for group in match.groups() if group and re.match(r"-?€?\d", group)]
            return dict(zip(signs.split(), values, strict=True))
    if match := re.fullmatch(N, part):
        return {"is": match[1]}
    raise AssertionError(part)


def cut(sign: str, value: float, *, is_whole: bool, is_floor: bool) -> tuple[Cut, Cut]:
    """The values that one bound leaves; of whole numbers those that are, of time what has passed."""
    after = (value + 1, 0) if is_whole else (value, 1)
    if is_floor and sign in {"gt", "le"}:  # said of whole months and years, which are counted down
        raise AssertionError(sign)
    match sign:
        case "ge":
            return (value, 0), (inf, 0)
        case "gt":
            return after, (inf, 0)
        case "lt":
            return (-inf, 0), (value, 0)
        case "le":
            return (-inf, 0), after
    return (value, 0), (value + 1, 0) if is_whole or is_floor else (value, 1)


FLIPPED = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt", "is": "is"}


def read_back(text: str, lang: str, question: Asked, *, is_whole: bool) -> tuple[Cut, Cut]:
    """The values that words say."""
    text = plain(text)
    if isinstance(question, AskDate) and question.measure != "date":
        return since(text, lang, question)
    patterns, convert = (DAYS, ordinal) if isinstance(question, AskDate) else (AMOUNTS, number)
    low, high = (-inf, 0), (inf, 0)
    for part in text.split(AND[lang]):
        for sign, value in bounds(part, lang, patterns[lang]).items():
            span = cut(sign, convert(value, lang), is_whole=is_whole, is_floor=False)
            low, high = max(low, span[0]), min(high, span[1])
    return low, high


def since(text: str, lang: str, question: AskDate) -> tuple[Cut, Cut]:
    """The numbers of days, months or years that words say, as the question counts them."""
    is_floor = not question.measure.startswith("days")
    low, high = -inf, inf
    side = ""
    for part in text.split(AND[lang]):
        side, signs = on_a_side(part, lang, side)
        for sign, value in signs.items():
            # The past counts up from today in what is "since", the future in what is "until".
            is_up = (side == "past") == (question.measure != "days-until")
            first, last = spanned(
                sign if is_up else FLIPPED[sign], value if is_up else -value, is_floor=is_floor
            )
            low, high = max(low, first), min(high, last)
    return (low, 0), (high, 0)


def on_a_side(part: str, lang: str, side: str) -> tuple[str, dict[str, float]]:
    """On which side of today a part lies, and its bounds as numbers above nothing."""
    if part in TODAY[lang]:
        return "past", {TODAY[lang][part]: 0}
    if part in {"hoje", "today", "hoy"}:
        return "past", {"is": 0}
    for name, pattern in (("past", PAST[lang]), ("future", FUTURE[lang])):
        if match := re.fullmatch(pattern, part):
            side, part = name, "".join(match.groups())
            break
    part = re.sub(r"^(a|in|de) (?=menos de|less than)", "", part)
    return side, {
        sign: number(value, lang) for sign, value in bounds(part, lang, AMOUNTS[lang]).items()
    }


def spanned(sign: str, value: float, *, is_floor: bool) -> tuple[float, float]:
    """From which whole number up to before which; of months and years what has passed of them.

    Above nothing 3 months and 10 days are 3; below it they are 4, as much as lies between is less.
    """
    step = 0 if is_floor else 1
    match sign:
        case "ge":
            return value, inf
        case "gt":
            return value + step, inf
        case "lt":
            return -inf, value
        case "le":
            return -inf, value + step
    return value, value + 1


def ranges_of(manual: Manual) -> Iterator[tuple[Reading, Asked, str, tuple[Cut, Cut], bool]]:
    """Every case of every question of numbers and days, in every language: words and cuts."""
    for language in manual.languages:
        reading = Reading(manual, language)
        for document in manual.documents():
            laid = program(manual, document)
            for fact in laid.facts:
                if isinstance(fact.question, AskNumber | AskDate):
                    for case in fact.cases:
                        yield (
                            reading,
                            fact.question,
                            reading.case(fact, case),
                            (case.low, case.high),
                            fact.scale.is_whole,
                        )
            for node in nodes(document):
                for answer in node.answers if isinstance(node, AskNumber | AskDate) else ():
                    test = guard.Test(node.id, range=answer.range)
                    line = scale(node, [test])
                    yield (
                        reading,
                        node,
                        reading.test(document, test),
                        line.span(answer.range),
                        line.is_whole,
                    )


def test_the_words_of_every_range_of_the_manual_say_its_values() -> None:
    told = [*ranges_of(read_manual(ROOT)[0])]
    assert len(told) > 40
    for reading, question, text, span, is_whole in told:
        lang = reading.say.tag[:2]
        got = read_back(text, lang, question, is_whole=is_whole)
        assert same(got, span, question), (text, got, span)


def same(got: tuple[Cut, Cut], wanted: tuple[Cut, Cut], question: Asked) -> bool:
    """Whether both are the same values; a number whose answers begin at nothing has none below."""
    if isinstance(question, AskNumber) and (wanted[0] == (0, 0)) and got[0] == (-inf, 0):
        got = wanted[0], got[1]
    return got == wanted


SEED = random.Random(11)
COUNTED = ["€", "years", "date", "days-since", "days-until", "months-since", "years-since"]


def any_range(counted: str) -> dict[str, object]:
    low = SEED.randint(-12, 20)
    width = SEED.randint(1, 15)

    def bound(value: int) -> object:
        if counted == "date":
            return (dt.date(2026, 2, 20) + dt.timedelta(value)).isoformat()
        return value + SEED.choice([0.5, 0.25]) if counted == "€" and SEED.random() < 0.5 else value

    lower = {SEED.choice(["ge", "gt"]): bound(low)}
    upper = {SEED.choice(["le", "lt"]): bound(low + width + 1)}
    return SEED.choice([lower, upper, lower | upper, lower | upper])


@pytest.mark.parametrize("tag", ["pt-PT", "en-GB", "es"])
def test_the_words_of_any_range_say_its_values(tag: str) -> None:
    for _ in range(1500):
        counted = SEED.choice(COUNTED)
        range_ = any_range(counted)
        question = asked(counted, range_)
        line = scale(question)
        text = said(counted, range_, tag)
        got = read_back(text, tag[:2], question, is_whole=line.is_whole)
        wanted = line.span(question.answers[0].range)
        assert same(got, wanted, question), (counted, range_, text, got, wanted)


# -- terms that end in a month which is too short


def due(day: dt.date, months: int, month_ends: str) -> dt.date:
    """The day on which so many months have passed."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_after = dt.date(year, month + 1, 1) + dt.timedelta(32)
    last = (first_after.replace(day=1) - dt.timedelta(1)).day
    if day.day <= last:
        return dt.date(year, month + 1, day.day)
    return dt.date(year, month + 1, last) + dt.timedelta(month_ends == "following-day")


MEASURE = """([measure, day, monthEnds, now]) => window.claimManualQuestions.measured(
  measure, day, {monthEnds}, new Date(`${now}T09:00`))"""


@pytest.mark.parametrize("month_ends", ["last-day", "following-day"])
def test_months_and_years_are_counted_as_the_manual_says(
    month_ends: str, browser: Browser, small_built: Path, serve: Callable[[Path], str]
) -> None:
    page = browser.new_page()
    page.goto(f"{serve(small_built / 'site')}pt/flows/who-answers/")
    told = {
        ("months-since", "2026-11-30", "2027-02-28"): 3 if month_ends == "last-day" else 2,
        ("months-since", "2026-11-30", "2027-03-01"): 3,
        ("years-since", "2008-02-29", "2026-02-28"): 18 if month_ends == "last-day" else 17,
        ("years-since", "2008-02-29", "2026-03-01"): 18,
    }
    for (measure, day, now), whole in told.items():
        assert page.evaluate(MEASURE, [measure, day, month_ends, now]) == whole, (measure, day, now)
    for _ in range(150):
        day, now = (dt.date(2020, 1, 1) + dt.timedelta(SEED.randint(0, 3000)) for _ in range(2))
        whole = page.evaluate(
            MEASURE, ["months-since", day.isoformat(), month_ends, now.isoformat()]
        )
        assert due(day, whole, month_ends) <= now < due(day, whole + 1, month_ends), (day, now)
    page.close()


# -- numbers in sources

BOUNDS = {
    "1.000": ("misleading-number", "lê-se 1.", "escreva 1000; se não, 1.0."),
    "12.500": ("misleading-number", "lê-se 12.5.", "escreva 12500; se não, 12.5."),
    "1.125": ("misleading-number", "lê-se 1.125.", "escreva 1125; se não, 1.1250."),
    "1e3": ("misleading-number", "lê-se 1000.", "Escreva o número todo: 1000."),
    "0100": ("misleading-number", "lê-se 100.", "Escreva o número todo: 100."),
    "0x10": ("misleading-number", "lê-se 16.", "Escreva o número todo: 16."),
    "1.000.000": ("wrong-type", "«1.000.000»", "Escreva lt: 1000000."),
    "2 500": ("wrong-type", "«2 500»", "Escreva lt: 2500."),
    "2_500": ("wrong-type", "«2_500»", "Escreva lt: 2500."),
    "200 €": ("wrong-type", "«200 €»", "Escreva lt: 200."),
    "18 anos": ("wrong-type", "«18 anos»", "Escreva lt: 18."),
    '"870,50"': ("wrong-type", "«870,50»", "Escreva lt: 870.5."),
    '"2,500"': ("wrong-type", "«2,500»", "Escreva lt: 2500, se são milhares, ou lt: 2.5."),
    '"1.234,56"': ("wrong-type", "«1.234,56»", "Escreva lt: 1234.56."),
    ".inf": ("wrong-type", ".inf", ""),
    "1000": None,
    "1.1250": None,
    "870.50": None,
    "0.125": None,
    "-5": None,
}


@pytest.mark.parametrize("written", BOUNDS)
def test_a_number_that_misleads_is_told_with_what_may_be_meant(small: Path, written: str) -> None:
    flow = small / "flows" / "who-answers.yml"
    head = flow.read_text(encoding="utf-8").split("nodes:")[0].replace("code: T-01", "code: T-09")
    asking = ASKING.replace("BOUND", written)
    (small / "flows" / "how-much.yml").write_text(head + asking, encoding="utf-8")
    line = (head + asking).splitlines().index(f"        range: {{lt: {written}}}") + 1
    told = [
        (finding.place.line, finding.code, sentence(finding, words("pt")))
        for finding in judged(small, DAY)[1]
        if finding.code in {"misleading-number", "wrong-type"}
    ]
    wanted = BOUNDS[written]
    if wanted is None:
        assert told == []
        return
    [(at, code, text)] = told
    assert (at, code) == (line, wanted[0])
    assert all(part in text for part in wanted[1:]), text


ASKING = """nodes:
  - id: how-much
    ask: {en: How much is it?, pt: Quanto é?}
    kind: number
    unit: {en: €, pt: €}
    answers:
      - id: little
        label: {en: Little, pt: Pouco}
        range: {lt: BOUND}
        to: here
  - id: here
    outcome: {en: Here, pt: Aqui}
    kind: resolved
"""


TYPED = "JSON.parse(document.getElementById('cm-program').textContent).say.typed"


def test_the_tree_counts_by_the_rule_of_its_manual_and_writes_money_and_days_as_it_does(
    browser: Browser, small: Path, serve: Callable[[Path], str]
) -> None:
    settings = small / "manual.yml"
    text = settings.read_text(encoding="utf-8")
    assert "month_ends" not in text
    settings.write_text(text + "month_ends: following-day\n", encoding="utf-8")
    done = run("build", "--no-pdf", cwd=small)
    assert done.returncode == 0, done.stdout
    page = browser.new_page()
    page.goto(f"{serve(small / 'site')}flows/who-answers/")
    counted = "(day) => window.claimManualQuestions.measured('years-since', day, TYPED, new Date('2026-02-28T09:00'))"
    assert page.evaluate(counted.replace("TYPED", TYPED), "2008-02-29") == 17
    assert page.evaluate("window.claimManualQuestions.lang") == "en-GB"
    page.close()


def test_a_limit_that_moves_is_told_in_figures_of_the_language(small: Path) -> None:
    flow = small / "flows" / "who-answers.yml"
    head = flow.read_text(encoding="utf-8").split("nodes:")[0].replace("code: T-01", "code: T-09")
    file = small / "flows" / "how-much.yml"
    manuals = []
    for bound in ("870.5", "1234567.25"):
        file.write_text(head + ASKING.replace("BOUND", bound), encoding="utf-8")
        manuals.append(judged(small, DAY)[0])
    before, after = manuals
    assert before
    assert after
    for tag, figures in (("pt", "870,5 → 1 234 567,25"), ("en", "870.5 → 1,234,567.25")):
        told = plain(difference_report(difference(before, after), tag, "text"))
        assert figures in told


def test_neighbouring_answers_leave_nobody_between_them_in_words() -> None:
    """Whoever is 17 and a half is either less than 18 or 18 and more."""
    for tag, lang in (("pt-PT", "pt"), ("en-GB", "en")):
        question = asked("years-since", {"lt": 18}, {"ge": 18})
        younger, older = (
            read_back(said("years-since", json.loads(one), tag), lang, question, is_whole=True)
            for one in ('{"lt": 18}', '{"ge": 18}')
        )
        assert younger[1] == older[0]


@pytest.mark.parametrize("bounds", ["{lt: 5, le: 10}", "{ge: 5, gt: 3}"])
def test_two_bounds_on_one_side_are_a_finding(small: Path, bounds: str) -> None:
    (found,) = wrong_range(small, bounds)
    assert "write one of each pair" in found


def test_two_wrong_bounds_are_told_where_each_stands(small: Path) -> None:
    first, second = wrong_range(small, "{ge: abc, lt: true}")
    assert first.split(" ")[0] == "flows/asked.yml:10:21:"
    assert second.split(" ")[0] == "flows/asked.yml:10:30:"


def wrong_range(folder: Path, bounds: str) -> list[str]:
    """The errors of a flow whose question has a range."""
    text = f"""\
title: {{en: A, pt: A}}
status: draft
version: "0.1"
owner: officer
summary: {{en: A, pt: A}}
kind: decision-tree
nodes:
  - {{id: q, ask: {{en: Q, pt: Q}}, kind: number, answers: [
      {{id: a, label: {{en: A, pt: A}}, to: end,
        range: {bounds}}}]}}
  - {{id: end, outcome: {{en: E, pt: E}}, kind: resolved, level: green}}
"""
    (folder / "flows" / "asked.yml").write_text(text, encoding="utf-8")
    _, found = judged(folder, DAY)
    return [line(one, words("en")) for one in found if one.code == "wrong-type"]
