"""What headings, and heads of tables, call the fields of a procedure and the columns of steps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from claim_manual.model.catalogue import label
from claim_manual.model.documents import Procedure
from claim_manual.model.language import catalogues, words
from claim_manual.read.plain_words import plain

TEXTS = ("summary", "purpose", "scope", "trigger", "place")
"""Fields of a procedure that hold a text."""
_FIELDS: Mapping[str, str] = {
    "steps": "passos; passos a seguir; procedimento; procedimentos; etapas; fases; sequencia; sequencia de passos; descricao do procedimento; descricao das atividades; modo de proceder; como proceder; o que fazer; steps; procedure; what to do; instructions; pasos; procedimiento; que hacer; etapes",
    "summary": "resumo; sintese; sumario; em resumo; summary; abstract; overview; resumen",
    "purpose": "objetivo; objetivos; objectivo; finalidade; para que serve; purpose; objective; objectives; aim; proposito; finalidad; objectif",
    "scope": "ambito; ambito de aplicacao; aplicacao; a quem se aplica; scope; applies to; alcance; ambito de aplicacion; champ d application",
    "trigger": "quando; quando comeca; quando se aplica; inicio; situacao inicial; when; trigger; when to use; cuando",
    "place": "onde; local; where; place; location; donde; lugar",
    "documents": "documentos; documentos necessarios; documentacao; documentacao necessaria; documentos a apresentar; documents; required documents; documents needed; documentacion; documentos a presentar",
    "code": "codigo; n o do procedimento; numero do procedimento; referencia; code; reference; procedure number; procedure no; ref",
    "title": "titulo; nome do procedimento; designacao; title; procedure name; name of procedure; nombre del procedimiento",
    "version": "versao; edicao; revisao; version; revision; edition",
    "owner": "responsavel; responsavel pelo procedimento; dono; dono do processo; responsavel pela pagina; owner; process owner; responsible; page owner; responsable",
}  # fmt: skip
_COLUMNS: Mapping[str, str] = {
    "number": "n o; no; no o; n; nr; numero; num; number; passo n o; step no; step number; ordem; order; orden; ref; id",
    "what": "o que; o que fazer; o que se faz; que se hace; ce qui est fait; que faire; acao; accao; acoes; atividade; actividade; tarefa; descricao; descricao da atividade; procedimento; passo; passos; etapa; fase; what; what is done; what to do; action; activity; task; description; step; steps; que; que hacer; accion; actividad; tarea; paso; descripcion; question; pergunta; pregunta; questao; quoi; action a faire",
    "who": "quem; quem faz; responsavel; responsaveis; interveniente; intervenientes; ator; atores; perfil; funcao; who; responsible; role; actor; by whom; quien; responsable; qui",
    "time": "prazo; prazos; tempo; duracao; tempo limite; prazo maximo; time; deadline; duration; time limit; how long; plazo; tiempo; duracion; delai; duree",
    "then": "entao; depois; a seguir; seguinte; passo seguinte; proximo passo; resposta; respostas; decisao; se; then; next; next step; answer; answers; decision; goes to; entonces; despues; siguiente; paso siguiente; respuesta; respuestas; ensuite; reponse; reponses",
    "details": "como; como fazer; detalhe; detalhes; observacoes; observacao; notas; nota; how; details; detail; notes; note; comments; remarks; observaciones; detalles; comment",
}  # fmt: skip
_COUNTER = re.compile(r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)])\s*[-–—]?\s+")


def without_counter(heading: str) -> str:
    """A heading without the number that is typed before it: "2.1 Objetivo"."""
    return _COUNTER.sub("", heading).strip(" :.–—-\t") or heading.strip()


def field_named(heading: str) -> str:
    """The field of a procedure that a heading names: a key of the source, or "" for none."""
    return _names().get(plain(without_counter(heading)), "")


def column_named(head: str) -> str:
    """What a column of steps has, by its head; "" where nobody can tell."""
    return _columns().get(plain(head.replace("º", "o").replace("ª", "a").replace("°", "o")), "")


@cache
def _names() -> dict[str, str]:
    names = {name: key for key, text in _FIELDS.items() for name in text.split("; ")}
    for key in (*TEXTS, "steps", "documents", "code", "version", "owner"):
        for tag in catalogues():
            names.setdefault(plain(words(tag)(label(Procedure, key))), key)
    return names


@cache
def _columns() -> dict[str, str]:
    return {name: key for key, text in _COLUMNS.items() for name in text.split("; ")}
