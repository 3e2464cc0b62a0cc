"""The program's own words are there in every language it claims to speak."""

from __future__ import annotations

import datetime as dt
import re
import string

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from claim_manual.derived.stems import folded, stemmer
from claim_manual.derived.stop_words import stop_words
from claim_manual.model.language import catalogues, speaks_to_authors, words
from messages import SOURCE, all_messages, messages_of_readers


def entries(lang: str) -> dict[str, str]:
    with (SOURCE / "locale" / f"{lang}.po").open("rb") as file:
        read = [message for message in read_po(file) if message.id and message.string]
    return dict(
        (one.id[0], one.string[-1]) if one.pluralizable else (one.id, one.string) for one in read
    )


FOR_AUTHORS = [lang for lang in catalogues() if speaks_to_authors(lang)]


def test_the_languages_that_authors_are_spoken_to_in() -> None:
    assert FOR_AUTHORS == ["en", "es", "pt"]


@pytest.mark.parametrize("lang", FOR_AUTHORS)
def test_every_message_is_in_the_catalogue(lang: str) -> None:
    assert not sorted(set(all_messages()) - set(entries(lang)))


@pytest.mark.parametrize("lang", catalogues())
def test_every_message_that_readers_meet_is_in_the_catalogue(lang: str) -> None:
    assert not sorted(messages_of_readers() - set(entries(lang)))


@pytest.mark.parametrize("lang", catalogues())
def test_no_message_is_left_over(lang: str) -> None:
    assert not sorted(set(entries(lang)) - set(all_messages()))


@pytest.mark.parametrize("lang", catalogues())
def test_a_translation_has_the_gaps_of_its_message(lang: str) -> None:
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for message, translation in entries(lang).items():
        assert gaps(message) == gaps(translation), message


@pytest.mark.parametrize("lang", catalogues())
def test_a_catalogue_has_each_plural_form_of_its_language(lang: str) -> None:
    with (SOURCE / "locale" / f"{lang}.po").open("rb") as file:
        read = read_po(file)
    assert read.plural_expr == Catalog(locale=lang).plural_expr or read.num_plurals == 2
    plurals = all_messages()
    for message in read:
        if message.id and message.pluralizable:
            assert plurals[message.id[0]] == message.id[1]
            assert all(message.string), message.id
            assert len(message.string) == read.num_plurals


@pytest.mark.parametrize("lang", ["es", "pt"])
def test_words_are_quoted_as_the_language_quotes(lang: str) -> None:
    assert not [said for said in entries(lang).values() if re.search(r"“|”", said)]


def test_french_signs_have_their_narrow_space() -> None:
    for translation in entries("fr").values():
        bare = re.sub(r"\{[a-z]+\}|[a-z]+://|:$", "", translation)
        assert not re.search(r"(?<![\u202f\s])[;!?]|(?<=[\w)]):|«(?!\u202f)|(?<!\u202f)»", bare), (
            bare
        )


BRAZILIAN = r"arquivo|tela|usuário|registro|celular|cadastro|salvar|deletar"
WORD_FOR_WORD = r"espécies?\b|anda-se|à roda|não se conhece|nada se diz|corra claim|feito aqui"


def test_european_portuguese_is_what_is_spoken() -> None:
    foreign = re.compile(rf"\b({BRAZILIAN}|{WORD_FOR_WORD})", re.IGNORECASE)
    for translation in entries("pt").values():
        assert not foreign.search(translation), translation


def test_a_word_of_the_portuguese_messages_means_one_thing() -> None:
    """Modelo is the state of a page and caso a person's file; forms and scenarios have other names."""
    states = {"model", "Model", "Model, to be validated", "model target", "Notice on models"}
    for message, translation in entries("pt").items():
        if re.search(r"\bmodelos?\b", translation, re.IGNORECASE):
            assert message in states or "model" in message, translation
        assert not re.search(r"\bcasos?\b(?<!nos outros casos)(?<!Em caso)", translation), (
            translation
        )


@pytest.mark.parametrize(
    ("tag", "iso", "count", "said"),
    [
        ("pt-PT", "PT10M", "calendar", "10 minutos"),
        ("pt-PT", "P1D", "calendar", "1 dia"),
        ("pt-PT", "P5D", "working", "5 dias úteis"),
        ("pt-PT", "P1D", "working", "1 dia útil"),
        ("en-GB", "P1DT2H", "calendar", "1 day and 2 hours"),
        ("es-SV", "P3M", "calendar", "3 meses"),
        ("en-GB", "P60D", "calendar", "60 days"),
        ("en-GB", "PT90M", "calendar", "90 minutes"),
        ("fr", "P1DT2H", "calendar", "1\xa0jour et 2\xa0heures"),
        ("fr", "P5D", "working", "5 jours ouvrables"),
    ],
)
def test_durations_are_said_in_the_unit_they_are_written_in(
    tag: str, iso: str, count: str, said: str
) -> None:
    assert words(tag).duration(iso, count) == said


@pytest.mark.parametrize(
    ("tag", "first", "short", "clocks", "share", "day"),
    [
        ("pt", "1 de novembro de 2026", "01/11/2026", ["9h", "9h30"], "79%", "segunda"),
        ("es", "1 de noviembre de 2026", "1 nov 2026", ["9:00", "9:30"], "79\xa0%", "lunes"),
        ("es-SV", "1 de noviembre de 2026", "1 nov 2026", ["9:00", "9:30"], "79%", "lunes"),
        (
            "fr",
            "1er novembre 2026",
            "1er nov. 2026",
            ["9\xa0h", "9\xa0h\xa030"],
            "79\xa0%",
            "lundi",
        ),
        ("en-GB", "1 November 2026", "1 Nov 2026", ["9 am", "9:30 am"], "79%", "Monday"),
    ],
)
def test_days_clocks_and_shares_are_written_as_in_the_language(
    tag: str, first: str, short: str, clocks: list[str], share: str, day: str
) -> None:
    say, date = words(tag), dt.date(2026, 11, 1)
    said = (say.date(date), say.short_date(date), [say.clock(540), say.clock(570)])
    assert said == (first, short, clocks)
    assert (say.percent(0.79), say.weekday(0)) == (share, day)
    assert say.date(dt.date(2026, 11, 11)).startswith(("11 ", "11 de "))


@pytest.mark.parametrize("tag", catalogues())
def test_a_language_of_the_program_has_stems_and_words_that_say_nothing(tag: str) -> None:
    assert stop_words(tag)
    assert stemmer(tag) is not folded
