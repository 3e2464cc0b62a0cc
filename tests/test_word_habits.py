"""A manual that somebody wrote as they write in Word: ten files with three such habits each. Each habit
is named at its line, with what to write, and nothing breaks.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from claim_manual.model.finding import Severity
from claim_manual.model.language import words
from claim_manual.publish.report import line
from claim_manual.work.judging import judged
from conftest import DAY, called

NBSP = "\u00a0"
HEAD = """code: S-{number}
title: {{pt: Página {number}, en: Page {number}}}
status: draft
version: "0.1"
owner: officer
summary: {{pt: Resumo., en: Summary.}}
steps:
  - id: a
    do: {{pt: Ler, en: Read}}
    details:
      en: x
      pt: |
"""
END = "\n  - id: fim\n    outcome: {pt: Feito, en: Done}\n    kind: resolved\n    level: green\n"

# Each: the text, and for each habit what stands on its line and what the finding says of it.
TEXTS: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "Traga:\n• passaporte\n\n– Duas fotografias\n– Comprovativo\n\nVer [x](https://aima.gov.pt “AIMA”).",
        [
            ("• passaporte", "«•» começa um ponto de lista como o Word o escreve. Escreva «- passaporte»."),
            ("– Duas", "Escreva «- Duas fotografias»."),
            ("[x]", 'Escreva [x](https://aima.gov.pt "AIMA").'),
        ],
    ),
    (
        f"Linha.\n{NBSP}{NBSP}{NBSP}{NBSP}recuada\n\nNome:\tAna\n\n1.Primeiro",
        [
            ("recuada", "começa por espaços inseparáveis (U+00A0)."),
            ("Nome:", "Está aqui uma tabulação."),
            ("1.Primeiro", "Escreva «1. Primeiro»."),
        ],
    ),
    (
        "Local:        Porto\n\n    recuo a mais\n\n[portal] (https://aima.gov.pt)",
        [
            ("Local:", "Estão aqui vários espaços"),
            ("recuo a mais", "o que faz dela código"),
            ("[portal]", "Escreva [portal](https://aima.gov.pt)."),
        ],
    ),
    (
        "-passaporte\n-NIF\n\n1 - Um\n2 - Dois\n\n\uf0b7 ponto do Word",
        [("-passaporte", "Escreva «- passaporte»."), ("1 - Um", "Escreva «1. Um»."), ("ponto do", "Escreva «- ponto do Word».")],
    ),
    (
        f"Ver Erro! Marcador não definido.\n\n§{NBSP}artigo\n\n[a](“https://aima.gov.pt”)",
        [
            ("Marcador", "é o que o Word deixou de uma referência"),
            ("artigo", "Escreva «- artigo»."),
            ("[a]", "Escreva (https://aima.gov.pt)."),
        ],
    ),
    (
        "1º Pedir\n2º Entregar\n\n► Atenção\n\n<b>Urgente</b>",
        [("1º Pedir", "Escreva «1. Pedir»."), ("► Atenção", "Escreva «- Atenção»."), ("<b>", "O HTML não faz nada aqui")],
    ),
    (
        f"Prazo:{NBSP}{NBSP}{NBSP}30 dias\n\nH~2~O\n\n==marcado==",
        [("Prazo:", "vários espaços que não são dos normais"), ("H~2~O", "H₂O"), ("==marcado==", "Escreva **negrito**.")],
    ),
    (
        "Nota[^1].\n\n:warning: cuidado\n\n{passo:fim}",
        [("Nota", "Escreva a nota num parágrafo à parte: [^1]: …"), (":warning:", "Escreva o próprio sinal"), ("{passo:", "{step:registar}")],
    ),
]  # fmt: skip
PROSE = (
    '# Título\n\n▪ um\n▪ dois\n\n[[Outra página]]\n\nHYPERLINK "https://aima.gov.pt" sítio\n',
    [
        ("▪ um", "Escreva «- um»."),
        ("[[Outra", "[palavras](procedure:…)"),
        ("HYPERLINK", "Word deixou"),
    ],
)
NAMES = (
    HEAD.format(number=10)
    .replace("title: {pt: Página 10", "title: {pt: “Página dez”")
    .replace("do: {pt: Ler", "do: {pt: ‘Ler tudo’")
    .replace("pt: Resumo.", "pt: Resumo\u00ad."),
    [
        ("title:", 'Escreva "Página dez".'),
        ("do:", 'Escreva "Ler tudo".'),
        ("summary:", "invisible-character"),
    ],
)


@pytest.fixture
def habits(small: Path) -> Path:
    """The starter's manual with the ten files."""
    for number, (text, _) in enumerate(TEXTS, 1):
        rows = "\n".join(f"        {row}" if row else "" for row in text.split("\n"))
        (small / path_of(number)).write_text(
            HEAD.format(number=number + 10) + rows + END, encoding="utf-8"
        )
    (small / "docs/sobre.pt.md").write_text(PROSE[0], encoding="utf-8")
    (small / "docs/sobre.en.md").write_text("# Title\n\nx\n", encoding="utf-8")
    (small / path_of(10)).write_text(NAMES[0] + "        x" + END, encoding="utf-8")
    return small


def path_of(number: int) -> str:
    return f"procedures/service/page-{number}.yml"


def wanted() -> list[tuple[str, str, str]]:
    """Each habit: its file, what stands on its line, what is said of it."""
    rows = [(path_of(n), *habit) for n, (_, found) in enumerate(TEXTS, 1) for habit in found]
    rows += [("docs/sobre.pt.md", *habit) for habit in PROSE[1]]
    return rows + [(path_of(10), *habit) for habit in NAMES[1]]


def test_there_are_three_habits_in_each_of_ten_files() -> None:
    assert Counter(Counter(path for path, _, _ in wanted()).values()) == {3: 10}


def test_each_habit_is_named_at_its_line_with_what_to_write(habits: Path) -> None:
    _, found = judged(habits, DAY)
    told = [line(one, words("pt")) for one in found if one.severity is not Severity.INFO]
    for path, written, said in wanted():
        rows = (habits / path).read_text(encoding="utf-8").split("\n")
        number = next(n for n, row in enumerate(rows, 1) if written in row)
        here = [one for one in told if one.startswith(f"{path}:{number}:")]
        assert any(said in one for one in here), (path, written, here)
    codes = {
        "word-residue",
        "unsupported-markup",
        "invisible-character",
        "missing-glyph",
        "broken-link",
    }
    assert {one.code for one in found if one.severity is not Severity.INFO} == codes


def test_check_speaks_and_ends(habits: Path) -> None:
    done = called("check", cwd=habits)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


GOOD = """Traga:

- passaporte
- NIF

1. Um
2. Dois

– Bom dia, disse ela.

Custa 870,50{nbsp}€ e o artigo{nbsp}77.º aplica-se. São 10{nbsp}000{nbsp}€ às 10:30:45.

a. um
b. dois

«Vou ficar consigo», “sim”; 3 – 5 dias; a^b, x = y == z; $5 e $10; C:/x; (a)(b) [x] e isto.

| Nome |      Valor |
|------|-----------:|
| a    |          1 |

`H~2~O :warning: <b>` e o resto; 5 < 6 > 4; a < b e c > d.

```
• código    com  espaços
```

> Citação: nota.

Termo
:   o que quer dizer

Nota[^1] e {{step:a}}, ver [x](https://aima.gov.pt "AIMA").

[^1]: Contados.
"""


def test_what_is_right_is_not_named(small: Path) -> None:
    rows = "\n".join(f"        {row}" if row else "" for row in GOOD.format(nbsp=NBSP).split("\n"))
    (small / path_of(1)).write_text(HEAD.format(number=11) + rows + END, encoding="utf-8")
    _, found = judged(small, DAY)
    assert [line(one, words("en")) for one in found if one.severity is not Severity.INFO] == []
