"""What a new manual, procedure or flow begins as. The files have `@name` where a text goes."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable

from claim_manual.model.language import own_name
from claim_manual.model.manual import Manual
from claim_manual.model.sources import editor_schemas

_TEXT = re.compile(r"(?m)^(?P<lead> *(?:- )?(?:[a-z_]+: )?)@(?P<name>[a-z-]+)$")
_EXPLAINED = re.compile(r"(?m)^(?P<lead> *# )@(?P<name>[a-z-]+)$")
"""A comment that explains what stands below it, in the manual's first language."""
_REVIEW = dt.timedelta(days=90)


def manual(languages: list[str], today: dt.date) -> dict[str, bytes]:
    """A small manual in these languages, the first the default one: path to content.

    Its texts are in Portuguese, English and Spanish; another language gets the English ones, to
    be translated.
    """
    texts_by_name = json.loads((_folder() / "words.json").read_text(encoding="utf-8"))
    files: dict[str, bytes] = {}
    for path, text in _files(_folder() / "files"):
        name = f".{path}" if path.startswith(("gitignore", "vscode/")) else path
        if path.endswith(".md"):
            for lang in languages:
                words = {key: _in(lang, texts) for key, texts in texts_by_name.items()}
                text_ = re.sub(r"@([a-z-]+)", lambda match: words[match.group(1)], text)  # noqa: B023
                files[name.replace(".md", f".{lang}.md")] = text_.encode()
            continue
        files[name] = _filled(text, languages, texts_by_name, today).encode()
    return files


def document(manual: Manual, kind: str, document_id: str, today: dt.date) -> bytes:
    """A procedure or flow to fill in, in the manual's languages."""
    texts_by_name = json.loads((_folder() / "words.json").read_text(encoding="utf-8"))
    text = (_folder() / f"new-{kind}.yml").read_text(encoding="utf-8")
    roles = [entry.id for entry in manual.register("roles")]
    text = text.replace("%code%", _code(document_id)).replace("%role%", (roles or ["role"])[0])
    return _filled(text, list(manual.languages), texts_by_name, today).encode()


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
