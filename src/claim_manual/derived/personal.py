"""What looks as if it said who somebody is: heads of columns, and words in cells."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise


def without_accents(words: str) -> str:
    """Words in small letters without accents."""
    split = unicodedata.normalize("NFKD", words.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


_OF_PEOPLE = """
    name names nome nomes nombre nombres apelido apelidos apellido apellidos surname firstname
    lastname fullname username user utilizador usuario
    email emails mail correio correo
    telefone telefono telephone phone phonenumber telemovel movil mobile celular whatsapp tel
    submitted geolocation gps location latitude longitude altitude
    deviceid device imei subscriberid simserial simid
    birth birthday birthdate born nascimento nacimiento
    nif niss nie dni dui passport passaporte pasaporte
    address morada endereco dirección ip ipaddress
    signature assinatura firma
"""
_WORDS_OF_SERVICES = {
    "geral", "info", "contact", "contacto", "contactos", "apoio", "atendimento", "claim", "servico",
    "servicos", "secretaria", "secretariado", "gabinete", "rececao", "recepcao", "linha", "ajuda",
    "help", "support", "service", "office", "team", "equipa", "general", "mail", "email", "correio",
    "social", "acao", "accao", "camara", "municipal", "saude", "emprego", "migrantes", "imigrantes",
    "migration", "migrant", "apoyo", "atencion", "servicio", "oficina", "ayuda", "centro", "nacional",
    "portal", "no", "reply", "vitima", "vitimas", "igualdade", "direcao", "unidade", "polo", "local",
}  # fmt: skip
"""Words of addresses that services have: an address of two of other words is a person's."""
_WORDS = frozenset(without_accents(_OF_PEOPLE).split())
"""Words of heads in the languages that surveys here are written in."""
_EMAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,200}\.[^\W\d_]{2}")
_PHONE = re.compile(
    r"(?<!\d)\+?\d(?:[\s().\-/]{0,2}\d){8,14}(?!\d)"
    r"|(?<![\d-])(?!(?:19|20)\d\d.(?:19|20)\d\d)[2-9]\d{3}[ -]\d{4}(?![\d-])"
)
"""Nine digits or more, as telephone numbers are grouped, or four and four, which are no two years; a day
of the calendar has eight digits.
"""


def is_personal_head(head: str) -> bool:
    """Whether the head of a column has a word for what says who somebody is: `_submitted_by`."""
    return not _WORDS.isdisjoint(_words(head))


def is_personal_name(name: str) -> bool:
    """Whether the name of a question is such a word and nothing else: `email`."""
    words = _words(name)
    return bool(words) and _WORDS.issuperset(words)


def has_contact(words: str) -> bool:
    """Whether there is an e-mail address or a telephone number in words."""
    return bool(("@" in words and _EMAIL.search(words)) or _PHONE.search(words))


def _words(head: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", head)
    return re.findall(r"[^\W_]+", without_accents(apart))


_TITLES = frozenset(
    [
        "sr",
        "sra",
        "dr",
        "dra",
        "d",
        "dª",
        "dona",
        "don",
        "doña",
        "eng",
        "enga",
        "engo",
        "arq",
        "prof",
        "profa",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mme",
    ]
)
"""What stands before names in the languages that manuals here are written in."""
_GIVEN = frozenset(
    [
        "ana",
        "antonio",
        "beatriz",
        "bruno",
        "carla",
        "carlos",
        "carmen",
        "catarina",
        "claudia",
        "cristina",
        "daniel",
        "david",
        "diana",
        "diogo",
        "duarte",
        "elena",
        "eduardo",
        "fatima",
        "fernando",
        "filipa",
        "filipe",
        "francisca",
        "francisco",
        "goncalo",
        "guilherme",
        "helena",
        "henrique",
        "ines",
        "isabel",
        "javier",
        "joana",
        "joao",
        "jorge",
        "jose",
        "juan",
        "juana",
        "laura",
        "leonor",
        "lucia",
        "luis",
        "luisa",
        "manuel",
        "marcos",
        "margarida",
        "maria",
        "mariana",
        "mario",
        "marta",
        "martim",
        "matilde",
        "miguel",
        "monica",
        "nuno",
        "patricia",
        "paula",
        "paulo",
        "pedro",
        "pilar",
        "rafael",
        "raquel",
        "ricardo",
        "rita",
        "rodrigo",
        "rosa",
        "rui",
        "sandra",
        "sara",
        "sergio",
        "sofia",
        "sonia",
        "susana",
        "tatiana",
        "teresa",
        "tiago",
        "tomas",
        "vasco",
        "vera",
        "victor",
        "vitor",
        "anne",
        "emma",
        "james",
        "john",
        "mary",
        "michael",
        "paul",
        "peter",
        "robert",
        "sarah",
        "susan",
        "thomas",
        "william",
    ]
)
"""Given names that are no words of posts."""


def is_name_of_person(words: str) -> bool:
    """Whether words are somebody's name: a given name or a title, and a name after it."""
    names = re.findall(r"[^\W\d_]+", words)
    for first, second in pairwise(names):
        is_before_name = without_accents(first) in _TITLES | _GIVEN
        if is_before_name and first[0].isupper() and second[0].isupper():
            return True
    return False


def is_mail_of_a_person(mail: str) -> bool:
    """Whether an address is written as names of people are: maria.silva@."""
    local = without_accents(mail.partition("@")[0])
    parts = [re.sub(r"[^a-z0-9 ]", "", part).strip() for part in re.split(r"[._]", local)]
    are_names = len(parts) > 1 and all(part.isalpha() and len(part) > 1 for part in parts)
    return are_names and _WORDS_OF_SERVICES.isdisjoint(parts)
