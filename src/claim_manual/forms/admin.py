"""The files of /admin/: the editor, its fields, and where it keeps what somebody changes."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from html import escape
from importlib import resources
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from claim_manual.derived.reading import Reading, for_authors_of
from claim_manual.forms.editor_words import editor_words
from claim_manual.forms.fields import Fields, keys_of_texts, list_keys, one_or_many_keys
from claim_manual.forms.host_words import host_words
from claim_manual.model.catalogue import name_of
from claim_manual.model.documents import DecisionTable, Editor
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Headed
from claim_manual.model.source_kind import Content, SourceKind, Subfolders
from claim_manual.model.sources import FILE, of_content, register_kind

API = "/api/v1"
"""Where the local server answers."""
COLLECTIONS: dict[type[BaseModel], tuple[str, str, str]] = {
    DecisionTable: ("tables", "Decision tables", "table"),
}
"""Models that share the folder of another: name, title and singular of their collection."""
_BACKENDS = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com",
    "gitea": "https://gitea.com",
}
"""What a backend calls in the reader's browser where manual.yml names no other."""
_VENDORED = ("decap-cms.js", "yaml.js")
_LICENCES = "LICENSES.txt"
ONLINE = ("before.js", "forms.css", "files.js", "forms.js", *_VENDORED, _LICENCES)
"""The files of the forms on a code host that are the same for every manual."""
LOCAL = ("editor.css", "files.js", "merge.js", "fields.js", "editor.js", "yaml.js", _LICENCES)
"""Those of the editor on this machine."""
MADE = ("index.html", "config.js")
"""Those of both that are made from a manual."""


def admin_files(manual: Manual) -> dict[str, bytes]:
    """The forms for the site, where manual.yml says where they save."""
    return {name: static_file(name) for name in ONLINE} | {
        name: made_file(manual, name, is_local=False) for name in MADE
    }


def models_with_forms() -> tuple[type[BaseModel], ...]:
    """What has forms."""
    return tuple(model for kind in kinds_with_forms() for model in kind.models)


def kinds_with_forms() -> tuple[SourceKind, ...]:
    """The kinds of sources that are edited in forms: documents, then registers."""
    kinds = (*of_content(Content.DOCUMENT), *of_content(Content.ENTRIES))
    return tuple(kind for kind in kinds if kind.has_form)


def static_file(name: str) -> bytes:
    """One of ONLINE or LOCAL: what is the same for every manual."""
    folder = resources.files("claim_manual") / "forms"
    if name in _VENDORED:
        return gzip.decompress((folder / "vendor" / f"{name}.gz").read_bytes())
    kind = "vendor" if name == _LICENCES else "static"
    return (folder / kind / name).read_bytes()


def made_file(manual: Manual, name: str, *, is_local: bool) -> bytes:
    """One of MADE: the page and its configuration, in the words of the manual's first language."""
    reading = for_authors_of(manual)
    if name == "config.js":
        return _config(reading, is_local=is_local).encode()
    page = "editor.html" if is_local else name
    text = (resources.files("claim_manual") / "forms" / "static" / page).read_text("utf-8")
    return _page(reading, text, is_local=is_local)


def _page(reading: Reading, text: str, *, is_local: bool) -> bytes:
    editor = None if is_local else reading.manual.settings.model.editor
    addresses = "".join(f" {address}" for address in _addresses_called(editor)) if editor else ""
    values = {
        "tag": reading.say.tag,
        "connect": addresses,
        "title": f"{reading.say('Edit the manual')}: {reading.plain(reading.manual.settings.model.title)}",
        "parts": reading.say("Parts of the manual"),
        "noscript": reading.say("The forms need JavaScript. The files can be edited without them."),
    }
    return re.sub(r"%([a-z]+)%", lambda match: escape(values[match[1]]), text).encode()


def _addresses_called(editor: Editor) -> Iterator[str]:
    """The hosts that the editor may call, for the page's policy."""
    for address in (editor.api_root or _BACKENDS[editor.backend], editor.base_url):
        if address:
            parts = urlsplit(address)
            yield f"{parts.scheme}://{parts.netloc}"


def _config(reading: Reading, *, is_local: bool) -> str:
    manual, say = reading.manual, reading.say
    model = manual.settings.model
    data = {
        "local": is_local,
        "config": config(manual, None if is_local else model.editor),
        "choices": Fields(reading).choices(),
        "many": sorted(one_or_many_keys(models_with_forms())),
        "texts": sorted(keys_of_texts(models_with_forms())),
        "lists": list_keys(models_with_forms()),
        "languages": [
            {"id": lang, "name": language.name, "tag": language.tag}
            for lang, language in model.languages.items()
        ],
        "answers": {name: reading.plain(text) for name, text in model.answers.items()},
        "words": {
            "missing": say("Write it in {language}.", language="{language}"),
            "tag": say("“{tag}” is not the tag of a language: pt, en, es-SV.", tag="{tag}"),
            "neutral": say("The same in all languages"),
            "in_file": say("This is edited in the file:"),
            "close": say("Close"),
            "pairs": say(
                "One on each line: id, colon, answer or place. Several in brackets: [a, b]."
            ),
            "locale": host_words(reading.say),
            "editor": editor_words(reading.say),
        },
    }
    return f"window.CLAIM_MANUAL = {_data(data)};\n"


def _data(value: Any) -> str:
    """JSON that may stand in a script."""
    return (
        json.dumps(value, ensure_ascii=False)
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def config(manual: Manual, editor: Editor | None) -> dict[str, Any]:
    """Decap's configuration: a collection for each category, the flows, and the registers.

    Without an editor, which says where a code host is, it has the fields alone, for ours.
    """
    reading = for_authors_of(manual)
    say, model = reading.say, manual.settings.model
    settings: dict[str, Any] = {
        "load_config_file": False,
        "locale": say.tag.split("-", maxsplit=1)[0],
        "media_folder": f"{FILE.folder}/assets",
        "public_folder": "/assets",
        "editor": {"preview": False},
        "show_preview_links": False,
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [*_collections(reading)],
        "edit_address": f"{model.repository.rstrip('/')}/{model.edit_path}"
        if model.repository and editor
        else "",
    }
    if editor:
        settings |= {"backend": _backend(editor), "publish_mode": "editorial_workflow"}
    return settings


def _backend(editor: Editor) -> dict[str, Any]:
    backend = {"name": editor.backend, "repo": editor.repo, "branch": editor.branch}
    optional = {key: getattr(editor, key) for key in ("base_url", "api_root", "app_id")}
    # GitLab signs in without a server of ours in between (PKCE, RFC 7636).
    pkce = {"auth_type": "pkce"} if editor.backend == "gitlab" and editor.app_id else {}
    return backend | {key: value for key, value in optional.items() if value} | pkce


def _collections(reading: Reading) -> Iterator[dict[str, Any]]:
    manual, say = reading.manual, reading.say
    fields = Fields(reading)
    common = {
        "extension": "yml",
        "format": "manual",
        "delete": False,
    }
    for kind in kinds_with_forms():
        if kind.is_register:
            continue
        by_folder = kind.subfolders is Subfolders.CATEGORY
        for collection in _by_category(reading, kind) if by_folder else _by_model(reading, kind):
            model = collection.pop("model")
            without = ("kind",) if len(kind.models) > 1 else ()
            naming = _by_code(reading) if issubclass(model, Headed) else _by_title(reading, model)
            shown = fields.of(model, without=without)
            yield {**collection, **common, **naming, "fields": [*shown, *naming.get("fields", ())]}
    yield {
        "name": "reference",
        "label": say("Reference"),
        "format": "manual",
        "delete": False,
        "files": [
            {
                "name": name,
                "label": say(register_kind(name).title),
                "file": register.source.path,
                "fields": [_entries(reading, fields, register_kind(name))],
            }
            for name, register in manual.registers.items()
        ],
    }


def _by_code(reading: Reading) -> dict[str, Any]:
    """How pages with a code are listed, and what the file of a new one is called."""
    return {
        "slug": "{{fields.code}}",
        "identifier_field": "code",
        "summary": f"{{{{code}}}} {{{{title.{reading.lang}}}}}",
        "sortable_fields": ["code"],
    }


def _by_title(reading: Reading, model: type[BaseModel]) -> dict[str, Any]:
    """The same of documents that are known by their title, or name.

    Decap sorts by a field of its own alone: `_title` is filled when a file is read.
    """
    field = name_of(model)
    key = field.key if field else "title"
    by_title = {"field": "_title", "label": reading.say("Title"), "default_sort": True}
    return {
        "slug": f"{{{{fields.{key}.{reading.lang}}}}}",
        "identifier_field": key,
        "summary": f"{{{{{key}.{reading.lang}}}}}",
        "sortable_fields": [by_title],
        "fields": [{"name": "_title", "widget": "hidden", "required": False}],
    }


def _by_category(reading: Reading, kind: SourceKind) -> Iterator[dict[str, Any]]:
    """A collection for each category, without its fields."""
    for key, category in reading.manual.settings.model.category_names.items():
        yield {
            "name": key,
            "label": reading.plain(category),
            "label_singular": reading.say(kind.singular),
            "folder": f"{kind.folder}/{key}",
            "create": True,
            "model": kind.models[0],
        }


def _by_model(reading: Reading, kind: SourceKind) -> Iterator[dict[str, Any]]:
    """A collection for each model of a folder, without its fields; files begin as the first one."""
    for model in kind.models:
        name, title, singular = COLLECTIONS.get(model, (kind.folder, kind.title, kind.singular))
        collection = {
            "name": name,
            "label": reading.say(title),
            "label_singular": reading.say(singular),
            "folder": kind.folder,
            "create": model is kind.models[0],
            "model": model,
        }
        if len(kind.models) > 1:
            collection["filter"] = {
                "field": "_table",
                "value": "yes" if model is DecisionTable else "no",
            }
        yield collection


def _entries(reading: Reading, fields: Fields, kind: SourceKind) -> dict[str, Any]:
    label = reading.say(kind.title)
    field = fields.listed_entries(kind.models[0])
    return {"name": "entries", "label": label, "label_singular": label.lower(), **field}
