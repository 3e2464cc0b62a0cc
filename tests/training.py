"""A workshop, its assessment and the results of a day, for the starter's manual."""

from __future__ import annotations

import json
import re
from pathlib import Path

W = "workshops/first-requests.yml"
A = "assessments/before-after.yml"
R = "results/first-requests/2026-11-20.yml"

_WORDS = {
    "title": {
        "en": "First requests",
        "fr": "Premières demandes",
        "es": "Primeras solicitudes",
        "pt": "Primeiros pedidos",
    },
    "sort": {
        "en": "Say who answers a request",
        "fr": "Dire qui répond à une demande",
        "es": "Decir quién responde a una solicitud",
        "pt": "Dizer quem responde a um pedido",
    },
    "opening": {"en": "Opening", "fr": "Ouverture", "es": "Apertura", "pt": "Abertura"},
    "greet": {
        "en": "Good morning. Let us begin.",
        "fr": "Bonjour. Commençons.",
        "es": "Buenos días. Empezamos.",
        "pt": "Bom dia. Vamos começar.",
    },
    "groups": {"en": "In groups", "fr": "En groupes", "es": "En grupos", "pt": "Em grupos"},
    "together": {"en": "Together", "fr": "Ensemble", "es": "Todos juntos", "pt": "Em conjunto"},
    "town": {"en": "Town hall", "fr": "Mairie", "es": "Ayuntamiento", "pt": "Câmara Municipal"},
    "asked": {
        "en": "Before and after the first requests",
        "fr": "Avant et après les premières demandes",
        "es": "Antes y después de las primeras solicitudes",
        "pt": "Antes e depois dos primeiros pedidos",
    },
    "sure": {
        "en": "I know whom to send a person to.",
        "fr": "Je sais vers qui orienter une personne.",
        "es": "Sé a quién dirigir a una persona.",
        "pt": "Sei a quem encaminhar uma pessoa.",
    },
    "where": {
        "en": "Where is a request written down?",
        "fr": "Où note-t-on une demande ?",
        "es": "¿Dónde se anota una solicitud?",
        "pt": "Onde se regista um pedido?",
    },
    "register": {
        "en": "In the register",
        "fr": "Dans le registre",
        "es": "En el registro",
        "pt": "No registo",
    },
    "nowhere": {
        "en": "Nowhere",
        "fr": "Nulle part",
        "es": "En ningún sitio",
        "pt": "Em lado nenhum",
    },
    "unclear": {
        "en": "What is not clear?",
        "fr": "Qu’est-ce qui n’est pas clair ?",
        "es": "¿Qué no queda claro?",
        "pt": "O que não se percebe?",
    },
}
_FILES = {
    W: """\
title: @title
audience: [officer]
minutes: 60
objectives:
  - id: sort
    text: @sort
    pages: [who-answers]
sessions:
  - id: opening
    title: @opening
    minutes: 15
    method: plenary
    say: @greet
    pages: [receive-request]
    material: [slides, "procedure:receive-request"]
  - id: groups
    title: @groups
    minutes: 30
    method: small-groups
    cases: {flows: [who-answers], minutes_each: 10, people_each: 4}
    material: [cards, "flow:who-answers"]
  - id: together
    title: @together
    minutes: 15
    method: walk
    cases: [who-answers.ours]
dates:
  - {id: town, on: 2026-11-20, starts: "09:30", place: @town, invited: 24, attended: 21}
assessment: before-after
""",
    A: """\
title: @asked
workshop: first-requests
moments: [before, after]
bank: {scenarios: 1, from: [who-answers], questions: [who-answers.not-ours], seed: 3}
questions:
  - id: sure
    ask: @sure
    kind: scale
    objective: sort
  - id: where
    ask: @where
    kind: choice
    answers:
      - {id: register, label: @register}
      - {id: nowhere, label: @nowhere}
    right: [register]
  - id: unclear
    ask: @unclear
    kind: text
    moments: [after]
key: own-code
""",
    R: """\
workshop: first-requests
assessment: before-after
on: 2026-11-20
date: town
questions:
  - {question: where, moment: before, n: 21, right: 9, counts: {register: 9, nowhere: 12}}
  - {question: t_01__not_ours, moment: after, n: 20, right: 18, counts: {elsewhere: 18, here: 2}}
pairs:
  - {question: where, moment: after, n: 19, gained: 8, lost: 1, kept: 7}
""",
}


def add_training(folder: Path, *languages: str) -> None:
    """Write the workshop, the assessment and the results into a manual in these languages."""
    for path, text in _FILES.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            re.sub(r"@([a-z]+)", lambda match: _text(match[1], languages), text), "utf-8"
        )


def _text(name: str, languages: tuple[str, ...]) -> str:
    """A text by language on one line."""
    words = (f"{lang}: {json.dumps(_WORDS[name][lang], ensure_ascii=False)}" for lang in languages)
    return f"{{{', '.join(words)}}}"
