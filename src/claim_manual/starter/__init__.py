"""What a new manual or document begins as. The files have `@name` where a text goes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from claim_manual.derived.practice import told_cases
from claim_manual.model.language import own_name
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.sources import ASSESSMENT, editor_schemas
from claim_manual.model.workshop import Workshop

_TEXT = re.compile(r"(?m)^(?P<lead> *(?:- )?(?:[a-z_]+: )?)@(?P<name>[a-z-]+)$")
_EXPLAINED = re.compile(r"(?m)^(?P<lead> *# )@(?P<name>[a-z-]+)$")
"""A comment that explains what stands below it, in the manual's first language."""
_NAMING_NOTHING = re.compile(r"(?m)^.*%(page|scenarios|objective|category|area)%.*\n")
_REVIEW = dt.timedelta(days=90)
_HIDDEN = ("gitattributes", "gitignore", "vscode/")
"""What is kept here without the point that its name begins with."""
_ASKED = 5
"""Cases that a new assessment asks, where there are as many."""


def manual(languages: list[str], today: dt.date) -> dict[str, bytes]:
    """A small manual in these languages, the first the default one: path to content.

    A language of `without_texts` gets the English ones, to be translated.
    """
    texts_by_name = json.loads((_folder() / "words.json").read_text(encoding="utf-8"))
    files: dict[str, bytes] = {}
    for path, text in _files(_folder() / "files"):
        name = f".{path}" if path.startswith(_HIDDEN) else path
        if path.endswith(".md"):
            for lang in languages:
                words = {key: _in(lang, texts) for key, texts in texts_by_name.items()}
                text_ = re.sub(r"@([a-z-]+)", lambda match: words[match.group(1)], text)  # noqa: B023
                files[name.replace(".md", f".{lang}.md")] = text_.encode()
            continue
        files[name] = _filled(text, languages, texts_by_name, today).encode()
    return files


def without_texts(languages: list[str]) -> list[str]:
    """Those of these languages in which no text of a new manual is written."""
    texts_by_name = json.loads((_folder() / "words.json").read_text(encoding="utf-8"))
    written = set.intersection(*(set(texts) for texts in texts_by_name.values()))
    return [lang for lang in languages if not {lang, lang.split("-", maxsplit=1)[0]} & written]


def document(manual: Manual, kind: str, document_id: str, today: dt.date) -> bytes:
    """A document to fill in, in the manual's languages, of a kind that has a file `new-<kind>.yml`.

    What it names is of the manual; a line that names something of which there is none is left out.
    """
    texts_by_name = json.loads((_folder() / "words.json").read_text(encoding="utf-8"))
    text = (_folder() / f"new-{kind}.yml").read_text(encoding="utf-8")
    roles = [entry.id for entry in manual.register("roles")]
    workshop = workshop_to_assess(manual) if kind == ASSESSMENT.name else None
    gaps = {"code": _code(document_id), "role": (roles or ["role"])[0], **_named(manual, workshop)}
    for name, value in gaps.items():
        text = text.replace(f"%{name}%", value)
    text = _NAMING_NOTHING.sub("", text)
    return _filled(text, list(manual.languages), texts_by_name, today).encode()


def workshop_to_assess(manual: Manual) -> Document[Workshop] | None:
    """The workshop that a new assessment is for: one that has none, else the first."""
    unassessed = (workshop for workshop in manual.workshops if not workshop.model.assessment)
    return next(unassessed, None) or next(iter(manual.workshops), None)


def assessed(text: str, assessment_id: str) -> str:
    """The source of a workshop with the assessment that it lacks; `assessment:` is its last key."""
    return f"{text.rstrip()}\nassessment: {assessment_id}\n"


def _named(manual: Manual, workshop: Document[Workshop] | None) -> dict[str, str]:
    """What new workshops, briefs and centres, and the assessment of `workshop`, name: gap to id, of what is there."""
    objectives = workshop.model.objectives if workshop else ()
    explained = {page_id for objective in objectives for page_id in objective.pages}
    pages = [page for page in _flows_first(manual) if any(told_cases(page))]
    gaps = {"workshop": workshop.id} if workshop else {}
    used = (page.category for page in manual.procedures if page.model.status != "retired")
    if category := next(used, ""):
        gaps["category"] = category
    if area := next(iter(manual.register("areas")), None):
        gaps["area"] = f'"{area.id}"'
    if objectives:
        gaps["objective"] = objectives[0].id
    if pages:
        page = min(pages, key=lambda page: page.id not in explained)
        gaps["page"] = page.id
        gaps["scenarios"] = str(min(_ASKED, len([*told_cases(page)])))
    return gaps


def _flows_first(manual: Manual) -> Iterator[AnyDocument]:
    yield from manual.flows
    yield from manual.procedures


def _code(document_id: str) -> str:
    """A code to begin with: GC-99 of gc-99-exemplo, else the beginning of the id."""
    match = re.match(r"[a-z]+-[0-9]+", document_id)
    return (match.group() if match else document_id[:12]).upper()


def _folder() -> Traversable:
    return resources.files("claim_manual") / "starter"


def _files(folder: Traversable, path: str = "") -> Iterator[tuple[str, str]]:
    for child in sorted(folder.iterdir(), key=lambda file: file.name):
        here = f"{path}{child.name}"
        if child.is_dir():
            yield from _files(child, f"{here}/")
        else:
            yield here, child.read_text(encoding="utf-8")


def _in(lang: str, texts: dict[str, str]) -> str:
    return texts.get(lang) or texts.get(lang.split("-", maxsplit=1)[0]) or texts["en"]


def _filled(
    text: str, languages: list[str], texts_by_name: dict[str, dict[str, str]], today: dt.date
) -> str:
    """A file with its texts in each language, the days, and what lists the languages."""
    text = _EXPLAINED.sub(
        lambda match: f"{match['lead']}{_in(languages[0], texts_by_name[match['name']])}", text
    )
    text = _TEXT.sub(
        lambda match: _by_language(match["lead"], texts_by_name[match["name"]], languages), text
    )
    values = {
        '"%schemas%"': json.dumps(editor_schemas(), indent=2).replace("\n", "\n  "),
        "%languages%": "\n".join(
            f"  {lang}: {{name: {_name(lang)}, tag: {lang}}}" for lang in languages
        ),
        "%i18n%": "\n".join(
            f"        - {{locale: {lang}, name: {_name(lang)}, build: true{', default: true' if not n else ''}}}"
            for n, lang in enumerate(languages)
        ),
        "%today%": today.isoformat(),
        "%review%": (today + _REVIEW).isoformat(),
        "%default%": languages[0],
    }
    for gap, value in values.items():
        text = text.replace(gap, value)
    return text


def _by_language(lead: str, texts: dict[str, str], languages: list[str]) -> str:
    """A text after `lead`, the beginning of its line, on a line for each language."""
    indent = " " * (len(lead) - len(lead.lstrip(" ")) + 2)
    lines = [f"{lang}: {json.dumps(_in(lang, texts), ensure_ascii=False)}" for lang in languages]
    if lead.rstrip().endswith("-"):
        return lead + f"\n{indent}".join(lines)
    if "- " in lead:
        indent += "  "
    return lead.rstrip() + "".join(f"\n{indent}{line}" for line in lines)


def _name(lang: str) -> str:
    return json.dumps(own_name(lang), ensure_ascii=False)
