"""Which column of a table of contacts has what: as somebody says it, or by what its head is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from claim_manual.model.catalogue import label
from claim_manual.model.language import catalogues, words
from claim_manual.model.registers.contact import Contact
from claim_manual.read.plain_words import plain

FIELDS = (
    *("name", "phone", "email", "url", "address", "area", "hours", "languages", "kind", "note"),
)
"""The fields of a contact that a column can have."""
LEFT = "-"
"""What a mapping says of a column that is not to be taken."""
_HEADS: Mapping[str, str] = {
    "name": "nome; nome da entidade; entidade; instituicao; organizacao; servico; servicos; nome do servico; designacao; denominacao; contacto; name; organisation; organization; service; service name; institution; entity; agency; nombre; entidad; institucion; organizacion; servicio; denominacion; nom; organisme; claim; gabinete; office",
    "phone": "telefone; telefones; telemovel; tel; telef; n o de telefone; numero de telefone; contacto telefonico; contactos telefonicos; linha; numero; phone; phones; telephone; telephone number; phone number; mobile; mobile phone; tel no; telefono; telefonos; movil; celular; numero de telefono; telephone fixe; portable",
    "email": "email; e mail; emails; e mails; correio eletronico; correio electronico; endereco eletronico; endereco de email; mail; email address; e mail address; correo; correo electronico; courriel",
    "url": "site; website; web; sitio; sitio web; pagina; pagina web; url; link; endereco web; web address; web site; internet; portal; site web",
    "address": "morada; endereco; morada completa; localizacao; rua; address; street address; location; direccion; domicilio; adresse",
    "area": "area; area geografica; area de abrangencia; abrangencia; concelho; municipio; distrito; regiao; localidade; cidade; area served; region; district; municipality; city; town; county; coverage; zona; provincia; ciudad; ville; zone",
    "hours": "horario; horarios; horario de funcionamento; horario de atendimento; hours; opening hours; opening times; schedule; horario de atencion; horaires",
    "languages": "linguas; lingua; idiomas; idioma; linguas faladas; languages; language; languages spoken; langues",
    "kind": "tipo; tipo de contacto; tipo de servico; kind; type; categoria; category; type of service; tipo de contacto; tipo de servicio",
    "note": "nota; notas; observacoes; observacao; obs; notes; note; remarks; comments; comentarios; observaciones; remarques",
}  # fmt: skip
_PERSONS = frozenset(
    [
        "responsavel",
        "pessoa de contacto",
        "pessoa responsavel",
        "nome do responsavel",
        "tecnico",
        "tecnica",
        "tecnico responsavel",
        "coordenador",
        "coordenadora",
        "coordenacao",
        "interlocutor",
        "interlocutora",
        "ponto focal",
        "dirigente",
        "diretor",
        "diretora",
        "presidente",
        "funcionario",
        "nome da pessoa",
        "apelido",
        "nif",
        "nif pessoal",
        "data de nascimento",
        "contact person",
        "person",
        "focal point",
        "responsible",
        "responsible person",
        "manager",
        "coordinator",
        "director",
        "surname",
        "first name",
        "last name",
        "staff",
        "persona de contacto",
        "responsable",
        "tecnica responsable",
        "apellido",
        "apellidos",
        "fecha de nacimiento",
        "birthday",
        "date of birth",
        "personne de contact",
    ]
) | {"nif pessoal", "data de nascimento"}
"""Heads of columns that say who somebody is, which no register of services has."""


@dataclass(frozen=True)
class Columns:
    """What each column of a table has: a field, or "" where nobody can tell; `at` is the row of heads.

    `persons` are the columns about persons, `guessed` those that nobody named.
    """

    at: int
    heads: tuple[str, ...]
    fields: tuple[str, ...]
    persons: frozenset[int]
    guessed: frozenset[int]


def columns_of(
    rows: Sequence[Sequence[str]],
    mapping: Mapping[str, str],
    heads: Mapping[str, str] | None = None,
) -> Columns | None:
    """The columns of a table; None where no row near its top names two, or the name alone.

    `heads` is what columns are called to the field; of contacts where it is left out.
    """
    named = {plain(head): field for head, field in mapping.items()}
    best: Columns | None = None
    for at, row in enumerate(rows[:_LOOKED_AT]):
        columns = _columns(at, row, named, heads or heads_of_contacts())
        known = sum(bool(field) for field in columns.fields)
        if "name" in columns.fields and known > sum(map(bool, best.fields if best else ())):
            best = columns
    return best


_LOOKED_AT = 15


def _columns(
    at: int, row: Sequence[str], named: Mapping[str, str], called: Mapping[str, str]
) -> Columns:
    heads = tuple(" ".join(head.split()) for head in row)
    fields: list[str] = []
    guessed: set[int] = set()
    persons: set[int] = set()
    for n, head in enumerate(heads):
        name = plain(head.replace("º", "o"))
        field = named.get(plain(head), "")
        if not field and name in _PERSONS:
            persons.add(n)
        elif not field and name:
            field = called.get(name, "")
            guessed |= {n} if field else set()
        fields.append(field)
    _one_name(fields, guessed)
    return Columns(at, heads, tuple(fields), frozenset(persons), frozenset(guessed))


def _one_name(fields: list[str], guessed: set[int]) -> None:
    """One column is the name: one that somebody named so, else the first that looks like it."""
    names = [n for n, field in enumerate(fields) if field == "name"]
    kept = next((n for n in names if n not in guessed), names[0] if names else None)
    for n in names:
        if n != kept:
            fields[n] = ""
            guessed.discard(n)


@cache
def heads_of_contacts() -> dict[str, str]:
    """What columns of contacts are called, to the field."""
    heads = {name: field for field, text in _HEADS.items() for name in text.split("; ")}
    for field in FIELDS:
        for tag in catalogues():
            heads.setdefault(plain(words(tag)(label(Contact, field))), field)
    return heads
