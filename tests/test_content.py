"""The CLAIM manual's own words: facts stand once in reference/, and the languages are well written."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from claim_manual.check.texts.passages import passages
from claim_manual.check.texts.sentences import sentences
from claim_manual.derived.uses import users
from claim_manual.model.documents import DecisionTable
from claim_manual.model.manual import AnyDocument, Manual, nodes
from claim_manual.model.nodes import Outcome, Use
from claim_manual.model.questions import Ask
from claim_manual.model.registers import Contact
from claim_manual.proof.graph import reached_from, results_of
from claim_manual.proof.program import program
from claim_manual.work.judging import sound
from conftest import DAY, ROOT

MONTHS = {
    name: n
    for names in (
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "January February March April May June July August September October November December",
    )
    for n, name in enumerate(names.split(), 1)
}
UNITS = {
    "dia": "D", "day": "D", "mês": "M", "mese": "M", "month": "M", "ano": "Y", "year": "Y",
    "hora": "H", "hour": "H", "minuto": "min", "minute": "min",
}  # fmt: skip
AGES = {2, 6, 16, 18, 60, 65}
"""Years that are ages, not time limits."""

DIPLOMA = re.compile(r"(?<![\w/.-])(\d{1,5}(?:-[A-Z])?/(?:\d{4}|[89]\d|679)(?:/\d)?)(?![\w/-])")
PHONE = re.compile(r"(?<!\d)(?:\d{3} \d{3} \d{3}|808 \d\d \d\d \d\d|\d{9})(?!\d)")
DATE = re.compile(rf"(\d{{1,2}}) (?:de )?({'|'.join(MONTHS)}),?(?: (?:de )?(\d{{4}}))?")
LIMIT = re.compile(
    rf"(?<![\d/.])(\d{{1,3}}) (?:working |school |calendar )?({'|'.join(UNITS)})s?\b"
)


@pytest.fixture(scope="module")
def manual() -> Manual:
    return sound(ROOT, DAY)


@cache
def reference() -> str:
    return "\n".join(
        one.read_text(encoding="utf-8") for one in sorted((ROOT / "reference").glob("*.yml"))
    )


def diplomas(text: str) -> set[str]:
    return set(DIPLOMA.findall(text))


def days(text: str) -> set[str]:
    iso = set(re.findall(r"\b\d{4}-\d\d-\d\d\b", text))
    in_words = {
        f"{year}-{MONTHS[month]:02}-{int(day):02}"
        for day, month, year in DATE.findall(text)
        if year
    }
    names = "|".join(MONTHS)
    pairs = re.findall(
        rf"(\d{{1,2}}) (?:e|and) \d{{1,2}} (?:de )?({names}) (?:de )?(\d{{4}})", text
    )
    cited = re.findall(rf"/(\d{{4}}|\d\d)(?:/\d)?,? (?:de|of) (\d{{1,2}}) (?:de )?({names})", text)
    pairs += [(day, month, f"19{year}"[-4:]) for year, day, month in cited]
    return (
        iso | in_words | {f"{year}-{MONTHS[month]:02}-{int(day):02}" for day, month, year in pairs}
    )


def limits(text: str) -> set[tuple[int, str]]:
    text = re.sub(r"\b(\d+) (?:a|to|até) (\d+) (dias|days)", r"\1 \3 \2 \3", text)
    return {(int(n), UNITS[unit]) for n, unit in LIMIT.findall(text)}


def pages(manual: Manual) -> Iterator[tuple[str, str]]:
    """Where, and what, of everything that is not in reference/."""
    for _, place, words in passages(manual):
        if not place.path.startswith("reference/"):
            yield f"{place.path}:{place.line}", words


def facts(kind: str) -> list[str]:
    lines = (ROOT / "tests" / "facts.txt").read_text(encoding="utf-8").splitlines()
    return [line.partition(" ")[2] for line in lines if line.startswith(f"{kind} ")]


def test_reference_holds_every_fact_of_the_sources() -> None:
    text = reference()
    assert [one for one in facts("diploma") if one not in diplomas(text)] == []
    numbers = set(re.findall(r'(?:phone|number): "([^"]+)"', text))
    assert [one for one in facts("phone") if one not in numbers] == []
    assert [one for one in facts("date") if one not in days(text)] == []
    known = {f"{n} {unit}" for n, unit in limits(text)}
    assert [one for one in facts("limit") if one not in known] == []


def test_pages_mention_no_law_date_or_time_limit_that_reference_lacks(manual: Manual) -> None:
    text = reference()
    laws, known_days, known = diplomas(text), days(text) | {DAY.isoformat()}, limits(text)
    known |= {(age, "Y") for age in AGES}
    for where, words in pages(manual):
        assert diplomas(words) <= laws, where
        assert days(words) <= known_days, where
        assert limits(words) <= known, where


def test_telephone_numbers_stand_in_the_register_alone(manual: Manual) -> None:
    contacts = [one for one in manual.register("contacts") if isinstance(one, Contact)]
    short = {"112", "144", "1411"}
    numbers = {number.number for one in contacts for number in one.telephones} - short
    for where, words in pages(manual):
        assert not PHONE.search(words), where
        assert not any(re.search(rf"(?<!\d){one}(?!\d)", words) for one in numbers), where


def test_no_red_end_of_a_page_that_is_used_goes_on_unheard(manual: Manual) -> None:
    """Whoever follows a page within another does not go on with papers after “act now”."""
    unheard = [
        (document.id, node.id, end.id)
        for document in manual.documents()
        for node in nodes(document)
        if isinstance(node, Use) and (used := manual.document(node.use))
        for end in nodes(used)
        if isinstance(end, Outcome) and end.level == "red" and end.id not in node.then
        if end.id in results_of(used, node.begin_at)
    ]
    assert unheard == []


def asked_again(manual: Manual, document: AnyDocument) -> Iterator[tuple[str, str]]:
    """Pairs of questions on one way: the same words twice, or danger in two documents."""
    made = program(manual, document)
    numbers = range(len(made.stops))
    ways = [
        (str(n), str(way.target))
        for n in numbers
        for ways in made.onward(made.stops[n])
        for way in ways
    ]
    asking = {n: stop.node for n in numbers if isinstance((stop := made.stops[n]).node, Ask)}
    for n, first in asking.items():
        later = {int(one) for one in reached_from([str(n)], ways)} - {n}
        for again in later & asking.keys():
            same = first.ask == asking[again].ask
            danger = all("pergunta-perigo" in one.tags for one in (first, asking[again]))
            if same or (danger and made.stops[n].scope is not made.stops[again].scope):
                yield made.stops[n].name, made.stops[again].name


def test_nothing_is_asked_twice_on_a_way(manual: Manual) -> None:
    """Of a page that is used, one begins after what was asked before it."""
    again = {document.id: [*asked_again(manual, document)] for document in manual.documents()}
    on_the_phone = again.pop("at-05-distancia-e-itinerancia")
    assert {first for first, _ in on_the_phone} == {"pode-falar"}, "whether one can talk"
    assert {key: pairs for key, pairs in again.items() if pairs} == {}


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_urgency_card_asks_what_triage_asks_in_its_order(manual: Manual, lang: str) -> None:
    card = (ROOT / f"reference/forms/cartao-de-urgencia.{lang}.md").read_text(encoding="utf-8")
    triage = manual.document("ad-07-urgencia")
    assert triage
    asked = [
        node.say.root[lang].strip("«»“”")
        for node in nodes(triage)
        if isinstance(node, Ask) and node.say
    ]
    places = [card.find(words) for words in asked]
    assert -1 not in places, asked
    assert places == sorted(places)


def test_time_limits_of_steps_are_those_of_the_register(manual: Manual) -> None:
    known = limits(reference()) | {(24, "H")}
    durations = re.compile(r"PT?(\d+)([DWMYH])")
    for document in manual.documents():
        for node in nodes(document):
            if time := getattr(node, "time", None):
                found = durations.fullmatch(time.within)
                assert found
                unit = "min" if "T" in time.within and found.group(2) == "M" else found.group(2)
                assert (int(found.group(1)), unit) in known | {(1, "D")}, (document.id, node.id)


def misspelt(words: set[str], dictionary: str) -> set[str]:
    """What hunspell does not know. Needs the dictionaries that the README's test command installs."""
    done = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", dictionary, "-l"],
        input="\n".join(sorted(words)), capture_output=True, text=True, check=True,
    )  # fmt: skip
    return set(done.stdout.split())


@pytest.mark.parametrize(("lang", "dictionary"), [("pt", "pt_PT"), ("en", "en_GB")])
def test_every_word_is_in_the_dictionary_or_in_the_projects_list(
    manual: Manual, lang: str, dictionary: str
) -> None:
    own = set((ROOT / "tests" / f"words.{lang}.txt").read_text(encoding="utf-8").split())
    used = {
        word
        for one, _, text in passages(manual)
        if one == lang
        for word in re.findall(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*", text)
    }
    unknown = misspelt(used, dictionary)
    assert unknown - own == set()
    assert own - unknown == set(), "words that the list need not have"


BRAZILIAN = re.compile(
    r"\b(usuári[oa]s?|celular(es)?|cadastro|cadastrar|tela|registro|fatos?|contatos?|contatar|"
    r"recepção|você|vocês|gerenciar|planejamento|equipe|acessar|deletar|arquivo|mídia|ônibus|"
    r"moradia|carteira de motorista|aluguel|treinamento|suporte técnico|checar|esporte)\b",
    re.IGNORECASE,
)
AMERICAN = re.compile(
    r"\b(\w+iz(e|es|ed|ing)|\w*color|\w*favor|center|labor|neighbor\w*|enroll(s|ment)?|program|"
    r"check for license|licensed|apartment)\b"
)


def test_portuguese_is_european_and_english_is_british(manual: Manual) -> None:
    rules = {"pt": BRAZILIAN, "en": AMERICAN}
    for lang, place, words in passages(manual):
        found = rules[lang].search(words) if lang in rules else None
        assert not found or found.group() in {"size", "recognizes"}, f"{place}: {found}"


def test_nobody_is_called_illegal(manual: Manual) -> None:
    crime = re.compile(r"imigração ilegal|illegal immigration")
    for _, place, words in passages(manual):
        if place.path != "reference/glossary.yml":
            assert not re.search(r"\bilega\w+|\billegal", crime.sub("", words), re.IGNORECASE), (
                place
            )


def test_most_sentences_are_short(manual: Manual) -> None:
    found = [one for one in sentences(manual) if one.lang in manual.languages]
    long = [one for one in found if one.words > 25]
    assert len(long) * 100 < len(found)
    assert max(one.words for one in found) <= 42


def test_every_page_is_a_model_until_somebody_approves_it(manual: Manual) -> None:
    for document in manual.documents():
        model = document.model
        assert model.status == "model", document.path
        assert model.verified_on, document.path
        assert model.review_by, document.path
        assert model.review_by - model.verified_on <= dt.timedelta(days=365), document.path
        assert model.sources, document.path


FIELDS = (
    "purpose", "scope", "trigger", "urgency", "responsibilities", "documents", "time_limits",
    "never", "safeguards", "personal_data", "language_access", "record", "contacts", "indicators",
    "questions", "related", "sources", "history",
)  # fmt: skip


def test_every_procedure_has_what_a_page_of_this_manual_must_have(manual: Manual) -> None:
    codes = [one.model.code for one in manual.procedures]
    how_many = {"GC": 11, "AT": 6, "EN": 10, "TM": 17}
    assert codes == [
        f"{kind}-{n:02}" for kind, most in how_many.items() for n in range(1, most + 1)
    ]
    for document in manual.procedures:
        lacking = [name for name in FIELDS if not getattr(document.model, name)]
        assert lacking == [], document.path
        assert any(one.need == "never-ask" for one in document.model.documents), document.path
        assert any(getattr(node, "say", None) for node in nodes(document)), document.path


def test_every_summary_is_two_lines_of_a_phone(manual: Manual) -> None:
    for document in manual.procedures:
        summary = document.model.summary
        assert summary
        assert max(len(words) for words in summary.root.values()) <= 85, document.path


def test_those_who_are_called_first_have_a_telephone_number(manual: Manual) -> None:
    numbers = {
        one.id: one.telephones for one in manual.register("contacts") if isinstance(one, Contact)
    }
    for document in manual.procedures:
        can_be_called = [bool(numbers[one]) for one in document.model.contacts]
        assert can_be_called[0], document.path
        assert can_be_called[1] or not any(can_be_called[1:]), document.path


HARMFUL_AT_HOME = {
    "ad-04-trafico", "ad-06-crianca", "ad-08-violencia", "gc-06-trafico", "gc-07-violencia",
    "gc-08-crianca", "gc-11-violencia-sexual", "tm-13-gravidez", "tm-16-crimes-de-odio",
}  # fmt: skip
"""Pages that nobody at home may find in a pocket."""


def test_pages_on_violence_trafficking_and_what_others_may_not_learn_are_discreet(
    manual: Manual,
) -> None:
    assert {one.id for one in manual.documents() if one.model.discreet} == HARMFUL_AT_HOME


def test_no_outcome_continues_with_the_page_on_which_it_is_read(manual: Manual) -> None:
    """The page itself, or one that goes through it: there it would lead back to its beginning."""
    uses = [
        (document.id, user.id)
        for document in manual.documents()
        for user in users(manual).get(document.id, ())
    ]
    circles = [
        (document.id, node.id)
        for document in manual.documents()
        for node in nodes(document)
        if isinstance(node, Outcome)
        if not reached_from([document.id], uses).isdisjoint(node.continue_with)
    ]
    assert circles == []


def test_each_tree_has_a_card_for_every_outcome(manual: Manual) -> None:
    for document in manual.flows:
        ends = {one.id for one in nodes(document) if isinstance(one, Outcome)}
        shown = {end for case in document.model.scenarios for end in case.expect}
        assert shown == ends, document.path
        assert all(case.story for case in document.model.scenarios), document.path
        is_table = isinstance(document.model, DecisionTable)
        assert is_table or len(document.model.scenarios) >= len(ends), document.path


WAYS = {
    "a victim of violence": ("gc-07-violencia", "vd-cig"),
    "somebody raped last night": ("gc-11-violencia-sexual", "inmlcf"),
    "a pregnant woman without papers": ("en-04-saude", "unidade-saude"),
    "a boy of 16 alone": ("gc-08-crianca", "cpcj"),
    "a worker who was not paid": ("en-06-trabalho", "act"),
    "a family with an expired permit": ("en-02-articulacao-aima", "aima-ren"),
    "somebody who speaks of dying": ("tm-14-saude-mental-e-dependencias", "suic-1411"),
    "a family with a letter to leave its home": ("tm-04-despejo-e-arrendamento", "bas"),
    "somebody with a letter to leave the country": ("tm-11-ordem-para-sair", "oa"),
    "somebody who paid on a false site": ("tm-05-burlas", "pj-denuncia"),
    "a mother who lost her card": ("tm-02-cartao-e-morada", "policia-area"),
    "a pregnant woman who wants care": ("tm-13-gravidez", "unidade-saude"),
    "somebody who speaks Bengali": ("at-04-interpretacao", "lam"),
    "a Brazilian who asks for nationality": ("en-08-nacionalidade", "irn"),
    "somebody who complains about AIMA": ("at-06-reclamacoes", "lae"),
}


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize("who", WAYS)
def test_the_home_page_leads_to_the_right_act_in_one_click(
    manual: Manual, who: str, lang: str
) -> None:
    page, contact = WAYS[who]
    home = next(one for one in manual.pages if one.id == "index" and one.lang == lang)
    assert re.search(rf"^- \*\*\[[^]]+\]\(procedure:{page}\)\*\*", home.text, re.MULTILINE)
    document = manual.document(page)
    assert document
    offered = {one for node in nodes(document) for one in getattr(node, "contacts", ())}
    assert contact in offered


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_the_home_page_names_the_questions_of_danger_and_has_the_numbers_to_call(
    manual: Manual, lang: str
) -> None:
    home = next(one for one in manual.pages if one.id == "index" and one.lang == lang)
    assert {"ad-04-trafico", "ad-07-urgencia", "ad-08-violencia"} <= set(
        re.findall(r"\(flow:([a-z0-9-]+)\)", home.text)
    )
    called = set(re.findall(r"<contact:([a-z0-9-]+)>", home.text))
    assert {"vd-cig", "suic-1411", "lnes-144", "tsh-nac", "lam", "act", "aima-tel"} <= called


@pytest.mark.parametrize("lang", ["pt", "en"])
@pytest.mark.parametrize(
    "start", ["gc-01-triagem-inicial", "gc-07-violencia", "ad-07-urgencia", "ad-08-violencia"]
)
def test_sexual_violence_is_one_click_from_the_first_step_of_whatever_page_is_open(
    manual: Manual, start: str, lang: str
) -> None:
    document = manual.document(start)
    assert document
    first = nodes(document)[0]
    told = getattr(first, "help", None) or getattr(first, "details", None)
    assert told
    assert "(procedure:gc-11-violencia-sexual)" in told.root[lang]
    card = (ROOT / f"reference/forms/cartao-de-urgencia.{lang}.md").read_text(encoding="utf-8")
    assert "(procedure:gc-11-violencia-sexual)" in card


def test_every_form_has_its_sheet_in_both_languages() -> None:
    folder = ROOT / "reference" / "forms"
    stems = {one.name.split(".")[0] for one in folder.glob("*.md")}
    for stem in stems:
        for lang, label in (("pt", "Modelo, a validar"), ("en", "Model, to be validated")):
            assert label in Path(folder / f"{stem}.{lang}.md").read_text(encoding="utf-8")
