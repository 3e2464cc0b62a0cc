"""Mistakes that people make by hand, in a copy of this repository's manual, and what they read in Portuguese.

Each is answered first, alone, at its place: the cause, then what to do.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from claim_manual.model.catalogue import entries, reachable
from claim_manual.model.finding import Severity
from claim_manual.model.language import catalogues, words
from claim_manual.model.place import Place
from claim_manual.model.sources import SOURCES
from claim_manual.publish.report import gravest_first, line
from claim_manual.read.durations import iso_duration
from claim_manual.read.plain_words import plain
from claim_manual.read.reworded import reworded
from claim_manual.read.yaml_door import parse
from claim_manual.read.yaml_value import Value
from claim_manual.work.judging import judged
from conftest import ROOT, called, copy_manual

PT = {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "pt_PT.UTF-8"}
CONTACTS = "reference/contacts.yml"
BOOKING = "procedures/atendimento/at-01-agendamento.yml"
TRIAGE = "procedures/gestao-de-casos/gc-01-triagem-inicial.yml"
URGENCY = "flows/ad-07-urgencia.yml"
DAY = dt.date(2026, 11, 21)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository's manual for mistakes that are taken back."""
    return copy_manual(tmp_path_factory.mktemp("whole"))


@contextlib.contextmanager
def mistaken(folder: Path, path: str, old: str, new: str) -> Iterator[int]:
    """A file with a mistake, while it has it: the first line that is another than before."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    try:
        edit(folder, path, old, new)
        before, after = text.split("\n"), file.read_text(encoding="utf-8").split("\n")
        pairs = zip(before, after, strict=False)
        yield next(n for n, (one, other) in enumerate(pairs, 1) if one != other)
    finally:
        file.write_text(text, encoding="utf-8")


def told(folder: Path) -> list[str]:
    """The errors and warnings of a manual as `check` writes them in Portuguese."""
    _, findings = judged(folder, DAY)
    grave = [one for one in findings if one.severity is not Severity.INFO]
    return [line(one, words("pt")) for one in gravest_first(grave)]


def edit(folder: Path, path: str, old: str, new: str) -> None:
    """Makes a mistake in a file, at the first place where it can be made."""
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {path}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def read(folder: Path, *options: str) -> list[str]:
    """The lines that somebody in Portugal reads who calls `check`."""
    done = called("check", *options, cwd=folder, **PT)
    return [*done.stdout.splitlines(), *done.stderr.splitlines()]


# -- what stops nothing


def test_what_stops_nothing_is_counted_at_the_end(claim: Path) -> None:
    infos = len(read(claim, "--all")) - 1
    assert infos > 30
    assert read(claim) == [
        "Sem erros e sem avisos.",
        f"{infos} informações, que não impedem nada. Para as ver: claim-manual check --all",
    ]


def test_errors_come_before_warnings_and_these_before_what_stops_nothing(claim: Path) -> None:
    edit(claim, CONTACTS, "status: recheck", "status: recheq")
    edit(claim, "flows/ad-01-aima-ou-claim.yml", "  pt:", "  pt: Um #corte\n  fr:")
    severities = [line.split(": ")[1].split()[0] for line in read(claim, "--all")[:-1]]
    assert severities == sorted(severities, key=["erro", "aviso", "informação"].index)
    assert {"erro", "aviso", "informação"} == {*severities}


# -- a merge that nobody finished

MERGE = "<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> edicao\n"
MERGE_HINT = (
    "Estão aqui duas versões do mesmo texto. Deixe ficar a que vale e apague a outra, e também as"
    " linhas que começam por <<<<<<<, ======= e >>>>>>>."
)


@pytest.mark.parametrize(
    ("path", "old", "theirs"),
    [
        (BOOKING, "status: model\n", "status: draft\n"),
        (CONTACTS, '  phone: "144"\n', '  phone: "145"\n'),
        ("manual.yml", "languages:\n", "idiomas:\n"),
        ("mkdocs.yml", "theme:\n", "theme: x\n"),
        ("docs/about.pt.md", "\n", "[outro](procedure:nenhum)\n"),
        ("procedures/gestao-de-casos/gc-01-triagem-inicial.pt.md", "\n", "outro\n"),
        (TRIAGE, "steps:\n", "passos:\n"),
    ],
)
def test_an_unfinished_merge_is_told_from_its_first_line_to_its_last(
    whole: Path, path: str, old: str, theirs: str
) -> None:
    after = old == "\n"  # the mark stands on a line of its own, below the first
    merged = after * "\n" + MERGE.format(ours=old, theirs=theirs)
    with mistaken(whole, path, old, merged) as at:
        span = f"da linha {at} à linha {at + 4}"
        said = f"{path}:{at}:1: erro syntax: Há aqui uma junção por acabar, {span}. {MERGE_HINT}"
        assert told(whole) == [said]


def test_marks_that_were_forgotten_are_told_one_by_one(claim: Path) -> None:
    edit(claim, BOOKING, "status: model\n", "status: model\n>>>>>>> edicao\n")
    edit(
        claim, BOOKING, "purpose:\n", "<<<<<<< HEAD\n||||||| antes\n=======\n>>>>>>> b\npurpose:\n"
    )
    first, second = told(claim)
    assert first.startswith(f"{BOOKING}:5:1: erro syntax: Esta linha ficou de uma junção")
    assert second.startswith(f"{BOOKING}:44:1: ")
    assert "da linha 44 à linha 47" in second


def test_a_heading_in_markdown_is_no_mark_of_a_merge(claim: Path) -> None:
    edit(claim, "docs/about.pt.md", "\n\n", "\n\nOutro título\n=======\n\n")
    assert not [one for one in told(claim) if "syntax" in one]


# -- keys and values from which one sees what is meant

WORD = "unknown-key: «{word}» é a palavra em português; a chave chama-se «{key}». Escreva {key}: em vez de {word}:."


@pytest.mark.parametrize(
    ("path", "key", "word"),
    [
        (BOOKING, "status", "estado"),
        (BOOKING, "title", "título"),
        (BOOKING, "version", "Versão"),
        (BOOKING, "steps", "passos"),
        (BOOKING, "    role", "    quem"),
        (BOOKING, "    answers", "    respostas"),
        (TRIAGE, "    answers", "    respostas"),
        (URGENCY, "    answers", "    respostas"),
        (URGENCY, "    ask", "    pergunta"),
        (URGENCY, "  - id: vida\n    outcome", "  - id: vida\n    resultado"),
        (CONTACTS, "  phone", "  telefone"),
        ("manual.yml", "languages", "línguas"),
        ("reference/laws.yml", "  title", "  titulo"),
    ],
)
def test_the_word_of_the_forms_is_told_as_the_key_that_it_means(
    whole: Path, path: str, key: str, word: str
) -> None:
    with mistaken(whole, path, f"{key}:", f"{word}:") as at:
        column = len(word.rpartition("\n")[2]) - len(word.rsplit(maxsplit=1)[-1].rstrip(":")) + 1
        said = WORD.format(word=word.rsplit(maxsplit=1)[-1], key=key.rsplit(maxsplit=1)[-1])
        assert told(whole) == [f"{path}:{at}:{column}: erro {said}"]


def test_every_label_in_every_language_stands_for_its_key() -> None:
    for model in reachable([model for kind in SOURCES for model in kind.models]):
        keys = {field.key for field in entries(model)}
        for tag in catalogues():
            labels = [words(tag)(field.label) for field in entries(model)]
            for label, field in zip(labels, entries(model), strict=True):
                if label in keys or [*map(plain, labels)].count(plain(label)) > 1:
                    continue
                at = Place("a.yml")
                value = Value(at, {label: Value(at, "x")}, keys={label: at})
                assert [one.code for one in reworded(model, value)] == ["unknown-key"], label
                assert [*value.content] == [field.key], label


def test_a_key_that_is_there_already_is_not_taken_from_another(whole: Path) -> None:
    with mistaken(whole, BOOKING, "status: model\n", "status: model\nestado: draft\n"):
        assert told(whole) == [
            (
                f"{BOOKING}:5:1: erro unknown-key: «estado» é a palavra em português; a chave chama-se"
                " «status». «status» já está na linha 4; deixe ficar só um."
            )
        ]


UNQUOTED = 'wrong-type: «{0}» está sem aspas, e por isso é lido como um número. Tem de ser texto; escreva entre aspas: "{0}".'
IN_WORDS = (
    "wrong-type: «{}» é uma duração em palavras; aqui escreve-se abreviada. Escreva within: {}"
)
OF_WORD = (
    'wrong-type: As aspas “ ” são as do Word; aqui só contam as aspas direitas ("). Escreva "{}".'
)
STATUSES = "Pode ser: model, draft, in-review, approved, retired."


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (CONTACTS, 'phone: "144"', "phone: 145", UNQUOTED.format(145)),
        (CONTACTS, 'number: "213 544 545"', "number: 213544545", UNQUOTED.format(213544545)),
        (BOOKING, 'version: "0.2"', "version: 0.2", UNQUOTED.format("0.2")),
        (BOOKING, "pt: Alguém pede para ser atendido.", "pt: 112", UNQUOTED.format(112)),
        (BOOKING, "within: P5D", "within: 10 minutos", IN_WORDS.format("10 minutos", "PT10M.")),
        (BOOKING, "within: P5D", "within: 2 dias", IN_WORDS.format("2 dias", "P2D.")),
        (BOOKING, "within: P5D", "within: 1 hour", IN_WORDS.format("1 hour", "PT1H.")),
        (
            BOOKING, "within: P5D", "within: 10 dias úteis",
            IN_WORDS.format("10 dias úteis", "P10D e, ao lado, count: working."),
        ),
        (
            BOOKING, "within: P5D", "within: 10",
            ("wrong-type: «10» é um número sem unidade. Escreva within: PT10M para minutos, PT10H para"
            " horas ou P10D para dias."),
        ),
        (
            BOOKING, "review_by: 2027-11-21", "review_by: 21/11/2027",
            ("wrong-type: «21/11/2027» não está como aqui se escreve um dia: ano-mês-dia. Escreva"
            " review_by: 2027-11-21."),
        ),
        (
            CONTACTS, "discreet: true", "discreet: sim",
            "wrong-type: Sim e não escrevem-se true e false, e aqui está «sim». Escreva discreet: true.",
        ),
        (
            BOOKING, "status: model", "status: aprovado",
            "wrong-type: «aprovado» é a palavra em português; o valor chama-se «approved». "
            + STATUSES,
        ),
        (BOOKING, "status: model", "status: “model”", OF_WORD.format("model")),
        (BOOKING, 'version: "0.2"', "version: “0.2”", OF_WORD.format("0.2")),
        (CONTACTS, 'phone: "112"', "phone: “112”", OF_WORD.format("112")),
        (BOOKING, "sources: [s24]", "sources: [“s24”]", OF_WORD.format("s24")),
        (
            CONTACTS, 'phone: "112"', "phone: «112»",
            ('wrong-type: As aspas « » contam aqui como letras; só as direitas (") servem de aspas.'
            ' Escreva "112".'),
        ),
    ],
)  # fmt: skip
def test_a_value_from_which_one_sees_what_is_meant_is_told_alone(
    whole: Path, path: str, old: str, new: str, said: str
) -> None:
    with mistaken(whole, path, old, new) as at:
        (only,) = told(whole)
        assert only.startswith(f"{path}:{at}:")
        column = int(only.split(":")[2])
        written = (whole / path).read_text(encoding="utf-8").split("\n")[at - 1]
        assert written[column - 1 :].startswith(new.partition(": ")[2].strip("[]"))
        assert only.partition(": erro ")[2] == said


def test_a_key_in_the_quotation_marks_of_word_is_told_alone(whole: Path) -> None:
    with mistaken(whole, BOOKING, "status: model", "“status”: model"):
        assert told(whole) == [
            (
                f"{BOOKING}:4:1: erro unknown-key: As aspas “ ” são as do Word; aqui só contam as aspas"
                ' direitas ("). Escreva status:.'
            )
        ]


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("10 minutos", "PT10M"), ("10 min", "PT10M"), ("2 dias", "P2D"), ("1 hour", "PT1H"),
        ("48h", "PT48H"), ("1h30", "PT1H30M"), ("1 hora e 30 minutos", "PT1H30M"),
        ("uma semana", "P1W"), ("meia hora", "PT30M"), ("3 meses", "P3M"), ("2 años", "P2Y"),
        ("dois dias", "P2D"), ("5 dias úteis", "P5D"), ("5 working days", "P5D"), ("cinq jours ouvrables", "P5D"), ("5 días calendario", "P5D"),
        ("une demi-heure", "PT30M"), ("2 jours et 3 heures", "P2DT3H"), ("p5d", "P5D"),
        ("muito tempo", None), ("10", None), ("2-3 dias", None), ("", None), ("dias", None),
    ],
)  # fmt: skip
def test_durations_in_words_are_told_as_they_are_written(written: str, iso: str | None) -> None:
    meant = iso_duration(written)
    assert (meant.iso if meant else None) == iso


@pytest.mark.parametrize("tag", catalogues())
@pytest.mark.parametrize(
    "iso", ["PT1M", "PT10M", "PT1H", "PT24H", "P1D", "P5D", "P2W", "P1M", "P6M", "P1Y", "P2DT3H"]
)
def test_durations_are_understood_as_the_program_says_them(tag: str, iso: str) -> None:
    meant = iso_duration(words(tag).duration(iso))
    assert meant
    assert meant.iso == iso


# -- what YAML does not take

PARTED = "ou ponha o texto na linha de baixo de |."
MARKS = 'As aspas “ ” são as do Word; aqui só contam as aspas direitas (").'
PRINTED = 'As aspas « » contam aqui como letras; só as direitas (") servem de aspas.'
UNBREAKABLE = (
    "Esta linha começa por espaços inseparáveis (U+00A0). Apague-os e escreva espaços normais;"
    " costumam vir com um texto copiado."
)
ONE_UNBREAKABLE = (
    "Está aqui um espaço inseparável (U+00A0). Apague-o e escreva um espaço normal; costuma vir com"
    " um texto copiado."
)
OTHER = UNBREAKABLE.replace("inseparáveis (U+00A0)", "de outro tipo (U+3000)")
ITEM = "Este item da lista não está alinhado com os outros. Espaços antes do hífen: são {} e têm de ser {}."
ASKED = "  pt: Alguém pede para ser atendido."
FIRST, SECOND = "      - {id: sim, to: triagem}", "      - {id: nao, to: perguntar}"
S = "\u00a0"

SYNTAX = [
    # Word's quotation marks
    (BOOKING, ASKED, "  pt: “Nota: isto”", 7, f'{MARKS} Escreva pt: "Nota: isto", {PARTED}'),
    (
        BOOKING, ASKED, "  pt: “Nota: isto”, e mais: aquilo", 7,
        f'{MARKS} Escreva pt: "“Nota: isto”, e mais: aquilo", {PARTED}',
    ),
    (BOOKING, ASKED, "  pt: “Nota #1 isto”", 7, f'{MARKS} Escreva pt: "Nota #1 isto", {PARTED}'),
    (
        BOOKING, ASKED, "  pt: “Nota isto\n    segue: aqui”", 7,
        f'{MARKS} Escreva "Nota isto segue: aqui", {PARTED}',
    ),
    (
        BOOKING, "do: {pt: Registar o pedido,", "do: {pt: “Registar: o pedido”,", 14,
        f'{MARKS} Escreva do: {{pt: "Registar: o pedido", en: Record the request}}, {PARTED}',
    ),
    (
        BOOKING, "do: {pt: Registar o pedido,", "do: {pt: “Registar, o pedido”,", 14,
        f'{MARKS} Escreva do: {{pt: "Registar, o pedido", en: Record the request}}, {PARTED}',
    ),
    (
        BOOKING, "    - marcação\n", "    - “marcação: hora”\n", 7,
        f'{MARKS} Escreva - "marcação: hora", {PARTED}',
    ),
    (
        BOOKING, "pt: «Precisa de ajuda", "pt: «Precisa: de ajuda", 11,
        f'{PRINTED} Escreva pt: "«Precisa: de ajuda hoje?»", {PARTED}',
    ),
    (
        BOOKING, ASKED, "  pt: ‘Nota: isto’", 7,
        f'{MARKS} Escreva pt: "Nota: isto", {PARTED}'.replace("“ ”", "‘ ’"),
    ),
    (
        BOOKING, ASKED, "  pt: „Nota: isto“", 7,
        f'{MARKS} Escreva pt: "Nota: isto", {PARTED}'.replace("“ ”", "„ “"),
    ),
    # spaces that are no ordinary ones
    (BOOKING, ASKED, f"{S}{S}pt: Alguém pede", 1, UNBREAKABLE),
    (BOOKING, ASKED, f" {S}pt: Alguém pede", 2, UNBREAKABLE),
    (BOOKING, ASKED, "\u3000\u3000pt: Alguém pede", 1, OTHER),
    (BOOKING, ASKED, f"  pt:{S}Alguém pede", 6, ONE_UNBREAKABLE),
    (BOOKING, "  - id: perguntar\n", f"{S} - id: perguntar\n", 1, UNBREAKABLE),
    (BOOKING, "  - id: perguntar\n", f"  -{S}id: perguntar\n", 4, ONE_UNBREAKABLE),
    (BOOKING, "perguntar\n    do:", f"perguntar\n{4 * S}do:", 1, UNBREAKABLE),
    (BOOKING, "status: model", f"status:{S}model", 8, ONE_UNBREAKABLE),
    (BOOKING, "    - marcação\n", f"{4 * S}- marcação\n", 1, UNBREAKABLE),
    (BOOKING, SECOND, f"      - {{id: nao, to:{S}perguntar}}", 22, ONE_UNBREAKABLE),
    # quotes that do not close
    (
        CONTACTS, 'phone: "144"', 'phone: "144', 10,
        'As aspas que abrem aqui não fecham. Feche-as: phone: "144"',
    ),
    (
        CONTACTS, 'phone: "144"', "phone: '144", 10,
        "As aspas que abrem aqui não fecham. Feche-as: phone: '144'",
    ),
    (
        CONTACTS, 'from: "15:30"', 'from: "15:30', 31,
        'As aspas que abrem aqui não fecham. Feche-as: - {days: [mon-sun], from: "15:30", to: "00:30"}',
    ),
    (
        BOOKING, "sources: [s24]", 'sources: ["s24]', 15,
        'As aspas que abrem aqui não fecham. Feche-as: sources: ["s24"]',
    ),
    (
        "reference/glossary.yml", "  term: {pt: ", '  term: {pt: "', 14,
        'As aspas que abrem aqui não fecham. Feche-as: term: {pt: "Loja AIMA", en: AIMA Shop}',
    ),
    # lines that were moved
    (BOOKING, FIRST, FIRST[1:], 6, ITEM.format(5, 6)),
    (BOOKING, SECOND, SECOND[1:], 6, ITEM.format(5, 6)),
    (BOOKING, FIRST, f" {FIRST}", 8, ITEM.format(7, 6)),
    (BOOKING, SECOND, f" {SECOND}", 8, ITEM.format(7, 6)),
    (BOOKING, "  - id: perguntar\n", " - id: perguntar\n", 2, ITEM.format(1, 2)),
    (BOOKING, "  - id: perguntar\n", "   - id: perguntar\n", 4, ITEM.format(3, 2)),
    (BOOKING, "    - marcação\n", "   - marcação\n", 4, ITEM.format(3, 4)),
    (BOOKING, "    - marcação\n", "     - marcação\n", 6, ITEM.format(5, 4)),
    (CONTACTS, "- id: voz-amiga\n", " - id: voz-amiga\n", 2, ITEM.format(1, 0)),
    (
        BOOKING, "    role: rececao\n", "   role: rececao\n", 4,
        "A chave «role» não está alinhada com as outras. Espaços antes dela: são 3 e têm de ser 4.",
    ),
    (
        BOOKING, "    role: rececao\n", "     role: rececao\n", 6,
        "A chave «role» não está alinhada com as outras. Espaços antes dela: são 5 e têm de ser 4.",
    ),
    (
        BOOKING, "status: model", " status: model", 2,
        "A chave «status» não está alinhada com as outras. Espaços antes dela: são 1 e têm de ser 0.",
    ),
    (
        BOOKING, ASKED, ASKED[1:], 2,
        "A chave «pt» não está alinhada com as outras. Espaços antes dela: são 1 e têm de ser 2.",
    ),
    # others
    (BOOKING, "status: model", "status:model", 8, "Falta um espaço depois dos dois pontos. Escreva status: model."),
    (
        BOOKING, ASKED, "  pt: Nota: isto", 11,
        f'Há dois pontos dentro de um texto sem aspas. Escreva pt: "Nota: isto", {PARTED}',
    ),
    (
        BOOKING, "    role: rececao", "\trole: rececao", 1,
        "Esta linha está recuada com uma tabulação. Recue com espaços, não com tabulações.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "column", "said"), SYNTAX)
def test_what_yaml_does_not_take_is_told_by_its_cause(
    path: str, old: str, new: str, column: int, said: str
) -> None:
    text = (ROOT / path).read_text(encoding="utf-8")
    assert old in text
    before, after = text.split("\n"), text.replace(old, new, 1).split("\n")
    at = next(
        n for n, (one, other) in enumerate(zip(before, after, strict=False), 1) if one != other
    )
    _, findings = parse(text.replace(old, new, 1), path)
    assert [line(one, words("pt")) for one in findings] == [
        f"{path}:{at}:{column}: erro syntax: {said}"
    ]


def moved(line: str) -> Iterator[str]:
    """A line of YAML with a space more, one less, and odd ones for those that it begins with."""
    indent = len(line) - len(line.lstrip(" "))
    if line.strip() and not line.lstrip().startswith("#"):
        yield f" {line}"
        if indent:
            yield line[1:]
            yield S * indent + line[indent:]


@pytest.mark.parametrize("path", [BOOKING, URGENCY, TRIAGE, CONTACTS, "manual.yml"])
def test_whichever_line_is_moved_the_finding_is_on_it(path: str) -> None:
    lines = (ROOT / path).read_text(encoding="utf-8").split("\n")
    for n in range(0, len(lines), 11):
        for changed in moved(lines[n]):
            value, findings = parse("\n".join([*lines[:n], changed, *lines[n + 1 :]]), path)
            places = [one.place.line for one in findings]
            # What is still a text, or a list of one, means the same a space farther in or out.
            assert places == [n + 1] or (value is not None and not places), (n + 1, line, findings)


def test_what_cannot_be_seen_is_the_only_thing_said_of_a_line(whole: Path) -> None:
    with mistaken(whole, BOOKING, ASKED, f"\u200b{ASKED}") as at:
        (only,) = told(whole)
        assert only.startswith(f"{BOOKING}:{at}:1: erro invisible-character: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("      fr: « Avez-vous", "      fr: «\u00a0Avez-vous"),
        (ASKED, "  pt: |\n    “Nota: isto”\n    \u00a0- e isto"),
        (ASKED, "  pt: “Nota isto”"),
        (ASKED, '  pt: "Nota:\n    - isto\n    - e isto"'),
    ],
)
def test_marks_and_spaces_that_harm_nobody_are_no_findings(old: str, new: str) -> None:
    text = (ROOT / BOOKING).read_text(encoding="utf-8")
    value, findings = parse(text.replace(old, new, 1), BOOKING)
    assert value is not None
    assert findings == []


# -- what ways lead to and is not there


def without_node(folder: Path, path: str, node_id: str) -> tuple[str, str]:
    """A node of a document as it is written, and nothing in its place."""
    text = (folder / path).read_text(encoding="utf-8")
    start = text.index(f"\n  - id: {node_id}\n") + 1
    end = min(
        (
            text.index(mark, start + 1)
            for mark in ("\n  - id: ", "\nscenarios:")
            if mark in text[start:]
        ),
    )
    return text[start : end + 1], ""


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def test_a_deleted_outcome_is_told_by_the_answers_that_led_there(whole: Path) -> None:
    with mistaken(whole, URGENCY, *without_node(whole, URGENCY, "vida")):
        text = (whole / URGENCY).read_text(encoding="utf-8")
        lines = [n for n, one in enumerate(text.split("\n"), 1) if one.strip() == "to: vida"]
        (only,) = told(whole)
        assert only.startswith(
            f"{URGENCY}:{lines[0]}:13: erro unknown-target: Não há «vida» neste ficheiro, e levam até lá:"
            f" «Sim, e é grave» em «A pessoa está ferida ou doente agora?» (linha {lines[0]});"
            " «Sim, e já tentou, ou já pensou como e tem com quê» em «A pessoa fala em morrer, ou em"
            f" fazer mal a si própria?» (linha {lines[1]});"
            f" «Sim, e está aqui perto» em «A pessoa tem medo de alguém?» (linha {lines[2]})."
            " Para onde devem levar? Escreva o id de um nó que exista, ou volte a pôr o que falta."
            f" Também é nomeado aqui: {URGENCY}:"
        )
        assert f"{TRIAGE}:89:7" in only


def test_a_deleted_step_is_told_by_the_answer_that_led_there(whole: Path) -> None:
    with mistaken(whole, BOOKING, *without_node(whole, BOOKING, "perguntar")):
        assert told(whole) == [
            (
                f"{BOOKING}:83:23: erro unknown-target: Não há «perguntar» neste ficheiro, e levam até lá:"
                " «Não» em «A pessoa está em perigo, doente, sem teto, ou com um prazo a correr?» (linha 83)."
                " Para onde deve levar? Escreva o id de um nó que exista, ou volte a pôr o que falta."
            )
        ]


def test_a_step_that_conditions_lead_to_is_told_with_them(whole: Path) -> None:
    with mistaken(whole, TRIAGE, *without_node(whole, TRIAGE, "resolvido")):
        (only,) = told(whole)
        assert (
            "e levam até lá: «Registar na plataforma RNAIM, ou na que a AIMA indicar», se a resposta a 5"
            " for «Fica resolvido agora» (linha " in only
        )


def test_a_mistyped_target_is_told_with_what_may_be_meant(whole: Path) -> None:
    with mistaken(whole, URGENCY, "to: vida", "to: vidda") as at:
        (only,) = told(whole)
        assert only.startswith(
            f"{URGENCY}:{at}:13: erro unknown-target: Não há «vidda» neste ficheiro"
        )
        assert only.endswith(" Queria dizer «vida»? Se não: para onde deve levar?")


def test_answers_that_are_not_there_are_one_finding(whole: Path) -> None:
    text = (whole / TRIAGE).read_text(encoding="utf-8")
    start = text.index("    answers:\n")
    answers = text[start : text.index("    next: escrito", start)]
    with mistaken(whole, TRIAGE, answers, ""):
        (only,) = told(whole)
        assert (
            only.partition(": erro ")[2]
            == "missing-key: Falta a chave «answers». Acrescente answers: aqui."
        )


# -- all ten, as somebody at a terminal reads them

TEN = [
    (BOOKING, ASKED, "  pt: “Nota: isto”", 7, SYNTAX[0][4]),
    (BOOKING, ASKED, f"{S}{S}pt: Alguém pede", 1, UNBREAKABLE),
    (BOOKING, "status:", "estado:", 1, WORD.format(word="estado", key="status")),
    (URGENCY, "    answers:", "    respostas:", 5, WORD.format(word="respostas", key="answers")),
    (
        CONTACTS,
        'phone: "144"',
        'phone: "144',
        10,
        'As aspas que abrem aqui não fecham. Feche-as: phone: "144"',
    ),
    (BOOKING, FIRST, FIRST[1:], 6, ITEM.format(5, 6)),
    (CONTACTS, 'phone: "144"', "phone: 145", 10, UNQUOTED.format(145)),
    (BOOKING, "within: P5D", "within: 10 minutos", 20, IN_WORDS.format("10 minutos", "PT10M.")),
]


@pytest.mark.parametrize(("path", "old", "new", "column", "said"), TEN)
def test_a_mistake_is_the_one_thing_said_before_what_stops_nothing(
    whole: Path, path: str, old: str, new: str, column: int, said: str
) -> None:
    with mistaken(whole, path, old, new) as at:
        first, summary, *notes = read(whole)
        assert first.startswith(f"{path}:{at}:{column}: erro ")
        assert first.endswith(f": {said.rpartition('-type: ')[2].rpartition('-key: ')[2]}")
        assert summary == "1 erro, 0 avisos."
        # Of contacts whose file could not be read nothing more is said.
        ending = "informações, que não impedem nada. Para as ver: claim-manual check --all"
        assert [one.partition(" ")[2] for one in notes] in ([ending], [])


def test_of_very_many_ways_the_first_are_named(small: Path) -> None:
    flow = "flows/who-answers.yml"
    old = "      - {id: no, to: elsewhere}\n"
    more = "".join(
        f"      - {{id: a{n}, label: {{en: x, pt: x}}, to: nowhere}}\n" for n in range(50)
    )
    edit(small, flow, old, old + more)
    (only,) = [one for one in told(small) if "unknown-target" in one]
    assert "; e mais 38. Para onde devem levar?" in only


def test_words_that_no_form_shows_are_known_as_keys(small: Path) -> None:
    path = small / "procedures" / "service" / "receive-request.yml"
    text = path.read_text(encoding="utf-8")
    written = text.replace("    do:\n", "    fazer:\n", 1).replace("    role:", "    papel:", 1)
    path.write_text(written, encoding="utf-8")
    _, found = judged(small, DAY)
    errors = [one for one in found if one.severity is Severity.ERROR]
    assert [one.message.text(words("pt")) for one in errors] == [
        "«fazer» é a palavra em português; a chave chama-se «do».",
        "«papel» é a palavra em português; a chave chama-se «role».",
    ]


def test_a_text_where_a_key_has_to_stand_is_told_so(small: Path) -> None:
    path = small / "procedures" / "service" / "receive-request.yml"
    text = path.read_text(encoding="utf-8")
    wait = "  - id: reply\n    wait: {en: The reply, pt: A resposta}\n  - id: received\n"
    path.write_text(text.replace("  - id: received\n", wait, 1), encoding="utf-8")
    _, found = judged(small, DAY)
    hints = [one.hint.text(words("en")) for one in found if one.code == "unknown-key" and one.hint]
    assert len(hints) == 2
    assert all("below a key of its own" in hint and "at_most" in hint for hint in hints)
