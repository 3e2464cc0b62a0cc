"""Where answers lead, as people write it: "Sim → passo 4", "Se não: encaminhar", "If yes, go to 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from claim_manual.imports.written import tidy
from claim_manual.read.plain_words import plain

_YES_NO = r"sim|não|nao|yes|no|sí|si|oui|non"
_LABELS = re.compile(
    rf"(?<![^\s;.,?!(])(?:(?:se|if|si|em caso|caso)\s+(?:{_YES_NO}|afirmativo|negativo|contrário)"
    rf"|(?-i:Sim|Não|Yes|No|Sí|Oui|Non|SIM|NÃO|YES|NO|SÍ))\s*(?=[:,=→–—-])",
    re.IGNORECASE,
)
_ARROW = r"(?:->|=>|–>|—>|→|⇒|➔|►|:|=|\s[–—-](?=\s))"
_LINE = re.compile(rf"(?P<label>[^:→⇒➔►=\n]{{1,80}}?)\s*{_ARROW}\s*(?P<rest>.+)", re.DOTALL)
_IF = re.compile(
    rf"(?:se|if|si|em caso|caso)\s+(?P<label>{_YES_NO}|afirmativo|negativo|contrário)\s*[,:]?\s+(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(?:se|if|si|em caso|caso)\s+", re.IGNORECASE)
_MEANT = {"afirmativo": "sim", "negativo": "não", "contrario": "não"}
_VERBS = (
    r"ir|vá|va|vai|passar|passe|passa|seguir|siga|segue|avançar|avance|avança|continuar|continue"
    r"|continua|voltar|volte|volta|saltar|go(?: back)?|proceed|skip|return|vaya|pasar|pase|volver"
    r"|vuelva|aller|passer|retour"
)
_STEP = re.compile(
    rf"(?:\b(?:e|and|y|et)\s+)?(?:\b(?:{_VERBS})\s+)?(?:\b(?:para|ao|à|a|no|na|em|to|at|with|al|en|com|con|de|from)\s+)?"
    rf"(?:\b(?:o|a|the|el|la|l')\s+)?\b(?:passo|step|paso|ponto|punto|etapa|point|étape|n\.?\s?º|nº|no\.)\s*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})?)\b\.?",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:→|->)?\s*(?P<number>\d{1,3}(?:\.\d{1,3})?)\s*\.?")
_ENDS = {
    "fim", "fim do procedimento", "terminar", "termina", "terminar o procedimento", "end",
    "end of procedure", "end of the procedure", "the end", "finish", "stop", "fin",
    "fin del procedimiento", "terminado", "encerrar", "concluir", "conclusao", "fin de la procedure",
}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """An answer, and what follows: the number of a step, the end, words, or nothing that was written."""

    label: str
    number: str = ""
    is_end: bool = False
    words: str = ""


def ways(text: str) -> list[Way]:
    """The answers in some lines, with where they lead; none where there is none in them."""
    found: list[Way] = []
    for line in _lines(tidy(text)):
        way = _way(line)
        if way is not None:
            found.append(way)
    return found


def begins_with_answer(text: str) -> bool:
    """Whether some lines begin with Yes or No and where that leads."""
    line = tidy(text)
    label = _LABELS.match(line)
    return bool(label or _IF.fullmatch(line)) and bool(ways(line))


def unread(text: str) -> list[str]:
    """The lines of which `ways` makes nothing."""
    return [line for line in _lines(tidy(text)) if _way(line) is None]


def target(written: str) -> Way:
    """Where something leads that stands without an answer; `words` is what is said besides."""
    rest = written.strip(" .;→->")
    if plain(rest) in _ENDS:
        return Way("", is_end=True)
    if bare := _BARE.fullmatch(rest):
        return Way("", bare["number"])
    step = _STEP.search(rest)
    if step is None:
        return Way("", words=written.strip(" ;→"))
    words = f"{rest[: step.start()].rstrip(' ,;:→-')} {rest[step.end() :].lstrip(' ,;:.')}".strip(
        " ()→-"
    )
    return Way("", step["number"], words=words if plain(words) not in {"e", "and", "y", ""} else "")


def _lines(text: str) -> list[str]:
    """Lines, and within them what begins with an answer of its own."""
    lines: list[str] = []
    for line in re.split(r"[\n;]", text):
        starts = [match.start() for match in _LABELS.finditer(line)]
        bounds = [0, *(start for start in starts if start), len(line)]
        lines += [part for a, b in pairwise(bounds) if (part := line[a:b].strip(" ,"))]
    return lines


def _way(line: str) -> Way | None:
    match = _IF.fullmatch(line) or _LINE.fullmatch(line)
    if match is None or "?" in match["label"]:
        return None
    label = _CONDITION.sub("", match["label"].strip(" .,"), count=1)
    label = _MEANT.get(plain(label), label)
    if not plain(label):
        return None
    way = target(match["rest"])
    return Way(label[:1].upper() + label[1:], way.number, way.is_end, way.words)
