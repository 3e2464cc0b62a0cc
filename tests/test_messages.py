"""The program's own words are there in every language it claims to speak."""

from __future__ import annotations

import re
import string

import pytest
from babel.messages.pofile import read_po

from claim_manual.model.language import words
from claim_manual.model.shown import Where
from messages import SOURCE, all_fields, all_messages, messages_in


def entries(lang: str) -> dict[str, str]:
    with (SOURCE / "locale" / f"{lang}.po").open("rb") as file:
        read = [message for message in read_po(file) if message.id and message.string]
    return dict(
        (one.id[0], one.string[-1]) if one.pluralizable else (one.id, one.string) for one in read
    )


@pytest.mark.parametrize("lang", ["pt", "en"])
def test_every_message_is_in_the_catalogue_and_none_is_left_over(lang: str) -> None:
    assert set(all_messages()) == set(entries(lang))


@pytest.mark.parametrize("lang", ["pt", "en", "es"])
def test_a_translation_has_the_gaps_of_its_message(lang: str) -> None:
    def gaps(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for message, translation in entries(lang).items():
        assert gaps(message) == gaps(translation), message


def what_readers_see() -> set[str]:
    """Labels and words of choices that stand on a page of the site."""
    shown = [field.shown for field in all_fields() if Where.PAGE in field.shown.where]
    words = {message for one in shown for message in (one.label, *one.choices.values())}
    return words & set(all_messages())


def test_what_readers_see_is_in_spanish_too() -> None:
    spanish = entries("es")
    assert what_readers_see() <= set(spanish)
    for name in ("frame.py", "frame_words.py"):
        assert set(messages_in(SOURCE / "site" / name)) <= set(spanish)


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
    ],
)
def test_durations_are_said_in_the_unit_they_are_written_in(
    tag: str, iso: str, count: str, said: str
) -> None:
    assert words(tag).duration(iso, count) == said
