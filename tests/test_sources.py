"""Every kind of source is a row of one table, and everything that lists sources goes by it."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claim_manual import starter
from claim_manual.derived.addresses import document_uri, register_uri, review_uri
from claim_manual.derived.fingerprint import fingerprint
from claim_manual.derived.links import LinkKind, goal
from claim_manual.derived.navigation import navigation
from claim_manual.derived.translations import models, translations
from claim_manual.difference.compare import difference
from claim_manual.difference.report import difference_report
from claim_manual.editor.entries import parts
from claim_manual.editor.writable import is_writable
from claim_manual.forms.admin import config, made_file, models_with_forms
from claim_manual.mkdocs_plugin.plugin import WATCHED
from claim_manual.model import registers, sources
from claim_manual.model.finding import Finding, Severity
from claim_manual.model.language import words
from claim_manual.model.manual import Manual
from claim_manual.model.registers import Entry
from claim_manual.model.schema import Id, Ref, Text
from claim_manual.model.shown import How, optional, shown
from claim_manual.model.source_kind import Content, SourceKind, Subfolders
from claim_manual.model.sources import SOURCES, kind_of, kinds_of_documents, of_content
from claim_manual.publish.ownership import SOURCES as KEPT_FREE
from claim_manual.publish.report import sentence
from claim_manual.read import read_manual, source_file
from claim_manual.read.revision import at_revision
from claim_manual.read.strays import STRAY_RULES
from claim_manual.read.yaml_door import parse
from claim_manual.sources.formatting import formatted
from claim_manual.sources.order import shape_of
from claim_manual.sources.schemas import schemas
from claim_manual.work.build import plain_pages
from claim_manual.work.revisions import judged_change
from claim_manual.work.site_parts import site_pages
from conftest import DAY, ROOT, called, committed, printed_html
from test_rules import C, F, P, findings

EACH = pytest.mark.parametrize("kind", SOURCES, ids=lambda kind: kind.name)
TEXT = "# Title\n\nWords.\n"


def put(folder: Path, path: str, text: str = TEXT) -> None:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def some_path(kind: SourceKind) -> str:
    """A path of a file of a kind."""
    folders = {
        Subfolders.CATEGORY: "service",
        Subfolders.WORKSHOP: "one",
        Subfolders.ANY: "more",
    }
    category = folders.get(kind.subfolders, "")
    name = "receive-request" if kind is sources.PROCEDURE else "one"
    stem = f"{name}.en" if kind.content is Content.PROSE else kind.stem or name
    return kind.path(stem, category) if kind.ending else kind.path(f"{stem}.bin", category)


# -- the table


@EACH
def test_a_row_knows_its_files_from_all_others(kind: SourceKind) -> None:
    path = some_path(kind)
    assert kind_of(path) is kind or kind.beside
    assert next(one for one in SOURCES if one.has(path)).root == kind.root
    assert not kind.has(f"elsewhere/{path}")
    assert not kind.has(f"{path}.bin") or not kind.ending
    if kind.folder and kind.subfolders is Subfolders.NONE:
        assert not kind.has(path.replace(f"{kind.folder}/", f"{kind.folder}/below/"))


def test_no_two_rows_are_one() -> None:
    assert len({kind.name for kind in SOURCES}) == len(SOURCES)
    assert len({(kind.root, kind.pattern) for kind in SOURCES}) == len(SOURCES)


def subclasses(model: type) -> Iterator[type]:
    for one in model.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_register_of_the_model_is_a_row_and_every_kind_of_reference_one_of_a_row() -> None:
    own = {one for one in subclasses(Entry) if one.__module__.startswith(f"{registers.__name__}.")}
    assert own == set(sources.REGISTERS.values())
    marks = {one.kind for kind in SOURCES for one in _refs(kind.models)}
    others = {
        "url",
        "document",
        "category",
        "language",
        "register",
        "page",
        "part",
        *sources.UNIONS,
    }
    documents = {kind.name for kind in kinds_of_documents()}
    assert marks - others - documents <= set(sources.REGISTER_OF)


def _refs(found: object, seen: set[object] | None = None) -> Iterator[Ref]:
    seen = set() if seen is None else seen
    if isinstance(found, tuple | list):
        for one in found:
            yield from _refs(one, seen)
    elif isinstance(found, Ref):
        yield found
    elif id(found) not in seen:
        seen.add(id(found))
        for info in getattr(found, "model_fields", {}).values():
            yield from _refs((info.annotation, *info.metadata), seen)
        yield from _refs(getattr(found, "__metadata__", ()), seen)
        yield from _refs(getattr(found, "__args__", ()), seen)


# -- what goes by it


@EACH
def test_what_is_read_has_a_place_in_the_manual(kind: SourceKind) -> None:
    assert kind.content is Content.OTHER or kind.field in Manual.__dataclass_fields__


def test_nothing_is_read_that_is_no_row() -> None:
    not_read = {"files", "faulty", "media", "unpublished", "at", "national"}
    assert {*Manual.__dataclass_fields__} - not_read == {kind.field for kind in SOURCES} - {""}


@pytest.mark.parametrize("kind", of_content(Content.PROSE), ids=lambda kind: kind.name)
def test_prose_of_each_row_is_read_translated_and_compared(small: Path, kind: SourceKind) -> None:
    before, _ = read_manual(small)
    path = some_path(kind)
    put(small, path)
    after, found = read_manual(small)
    assert before
    assert after
    assert not found
    assert path in {prose.path for prose in getattr(after, kind.field)}
    assert path in {prose.path for prose in after.prose()}
    assert path in {one.path for one in difference(before, after).revised}
    key = path.replace(".en.md", ".md")
    assert key in {one.path for one in translations(after) if one.lang == "pt"}


DOCUMENTS = {
    "edition": "title: {en: One, pt: Um}\n",
    "review": """title: {en: One, pt: Um}
opened_on: 2026-10-01
""",
    "workshop": """title: {en: One, pt: Um}
minutes: 30
objectives:
  - {id: see, text: {en: See who answers, pt: Ver quem responde}, pages: [who-answers]}
sessions:
  - id: cases
    title: {en: Cases, pt: Exemplos}
    minutes: 30
    method: small-groups
    cases: [who-answers.ours, who-answers.not-ours]
assessment: one
""",
    "assessment": """title: {en: One, pt: Um}
workshop: one
moments: [before, after]
bank: {scenarios: 2, from: [who-answers]}
questions:
  - {id: useful, ask: {en: It was useful., pt: Foi útil.}, kind: scale, moments: [after]}
""",
    "results": """workshop: one
assessment: one
on: 2026-10-01
questions:
  - {question: useful, moment: after, n: 24, counts: {"4": 10, "5": 14}}
""",
    "brief": """title: {en: One, pt: Um}
kind: summary
parts:
  - of: state
""",
    "centre": """name: {en: One, pt: Um}
host: {kind: municipality, name: {en: Council, pt: Município}}
covers: ["0101"]
phone: "+44 1632 960 001"
status: ok
""",
}
PLACES = {kind.name: some_path(kind) for kind in kinds_of_documents() if kind.name in DOCUMENTS}


def otherwise(text: str) -> str:
    """A source that says something else: its first English text, or how many answered."""
    changed = re.sub(r"(\ben: )(\"?)", r"\1\2Otherwise ", text, count=1)
    return changed if changed != text else text.replace("n: 24", "n: 25")


@pytest.fixture
def full(small: Path) -> Path:
    """A manual with a file of each kind."""
    for name, text in DOCUMENTS.items():
        put(small, PLACES[name], text)
    for stem in sources.REGISTERS:
        if not (small / sources.register_path(stem)).exists():
            put(small, sources.register_path(stem), ENTRIES[stem])
    return small


ENTRIES = {
    "laws": "- {id: law-a, title: {en: Law A, pt: Lei A}}\n",
    "forms": "- {id: form-a, title: {en: Form A, pt: Modelo A}}\n",
    "deadlines": "- {id: limit-a, text: {en: Limit A, pt: Prazo A}, kind: target}\n",
    "policies": "- id: policy-a\n  says: {en: Rule A, pt: Regra A}\n  applies_to: {flows: [who-answers]}\n  requires: {offers: helpdesk}\n",
    "validations": "- {id: open-a, question: {en: Is it A?, pt: É A?}, asked_of: officer}\n",
    "sources": "- {id: source-a, title: {en: Source A, pt: Fonte A}}\n",
    "organisations": "- {id: house-a, name: {en: House A, pt: Casa A}, sector: public}\n",
    "assignments": "- {id: post-a, role: officer, post: {en: Post A, pt: Cargo A}}\n",
    "links": "- id: link-a\n  between: [officer, house-a]\n  kind: report\n  says: {en: Link A, pt: Ligação A}\n",
    "areas": '- {id: "0101", name: {en: Area A, pt: Área A}}\n',
    "services": "- {id: service-a, name: {en: Service A, pt: Serviço A}}\n",
}


@pytest.mark.parametrize(
    "kind", [kind for kind in SOURCES if kind.models], ids=lambda kind: kind.name
)
def test_a_row_with_a_model_is_read_formatted_described_translated_and_compared(
    full: Path, kind: SourceKind
) -> None:
    manual, found = read_manual(full)
    assert manual
    assert not found, found
    origins = {origin.path for origin, _, _ in models(manual)}
    own = [path for path in origins if kind.has(path)]
    assert own
    assert own[0] in {one.path for one in formatted(full, manual.languages)} or not kind.folder
    shape = shape_of(own[0])
    assert shape
    assert shape.annotations == kind.models
    assert kind.schema in schemas(words("en"))
    text = (full / own[0]).read_text(encoding="utf-8")
    has_text = "en: " in text
    assert has_text is (own[0] in {one.path for one in translations(manual)})
    assert has_text or kind is sources.RESULTS
    (full / own[0]).write_text(otherwise(text), encoding="utf-8")
    after, _ = read_manual(full)
    assert after
    revised = difference(manual, after).revised
    assert [one.path for one in revised] == [own[0]]
    assert revised[0].subject == kind.name
    said = "Otherwise" if has_text else "Answers: 24 → 25"
    assert said in difference_report(difference(manual, after), "en", "text")


def test_changes_of_a_workshop_and_its_assessment_are_told_in_words(full: Path) -> None:
    before, _ = read_manual(full)

    def replace(name: str, *pairs: tuple[str, str]) -> None:
        text = DOCUMENTS[name]
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        put(full, PLACES[name], text)

    replace("workshop", ("minutes: 30\n    m", "minutes: 25\n    m"), ("See who", "Find who"))
    replace("assessment", ("moments: [before, after]", "moments: [after]"), ("scale,", "text,"))
    after, found = read_manual(full)
    assert not found
    assert before
    assert after
    text = difference_report(difference(before, after), "en", "text")
    assert "Programme › cases › Minutes: 30 → 25" in text
    assert "Objectives › see › Objective › English: See who answers → Find who answers" in text
    assert "Own questions › useful › Kind: Scale from 1 to 5 → " in text
    assert "− When › no. 1: Before" in text
    pt = difference_report(difference(before, after), "pt", "text")
    assert "Programa › cases › Minutos: 30 → 25" in pt


def test_cases_by_name_mean_the_same_as_a_list_and_as_a_mapping(full: Path) -> None:
    before, _ = read_manual(full)
    listed = "cases: [who-answers.ours, who-answers.not-ours]"
    mapping = "cases: {names: [who-answers.ours, who-answers.not-ours]}"
    put(full, PLACES["workshop"], DOCUMENTS["workshop"].replace(listed, mapping))
    after, _ = read_manual(full)
    assert before
    assert after
    assert difference(before, after).revised == ()
    more = mapping.replace("]}", "], minutes_each: 9}")
    put(full, PLACES["workshop"], DOCUMENTS["workshop"].replace(listed, more))
    longer, _ = read_manual(full)
    assert longer
    text = difference_report(difference(before, longer), "en", "text")
    assert "Programme › cases › Cases › Minutes for each: 9" in text
    assert "By name" not in text


def test_results_of_two_workshops_on_one_day_are_compared_each_with_itself(full: Path) -> None:
    put(full, "workshops/two.yml", DOCUMENTS["workshop"].replace("en: One", "en: Two"))
    put(full, "assessments/two.yml", DOCUMENTS["assessment"].replace("p: one", "p: two"))
    for name in ("one", "two"):
        put(full, f"results/{name}/a.yml", DOCUMENTS["results"].replace(": one", f": {name}"))
    before, _ = read_manual(full)
    put(full, "results/one/a.yml", otherwise(DOCUMENTS["results"]))
    after, _ = read_manual(full)
    assert before
    assert after
    assert [one.path for one in difference(before, after).revised] == ["results/one/a.yml"]
    text = difference_report(difference(before, after), "en", "text")
    assert f"One: {words('en').date(dt.date(2026, 10, 1))}" in text


def test_keys_of_workshops_and_assessments_are_put_in_order(full: Path) -> None:
    for name in ("workshop", "assessment"):
        path = PLACES[name]
        lines = re.split(r"(?m)^(?=[a-z])", DOCUMENTS[name])
        put(full, path, "".join(reversed(lines)))
        assert called("format", path, cwd=full).returncode == 0
        text = (full / path).read_text(encoding="utf-8")
        keys = re.findall(r"(?m)^([a-z]+):", text)
        assert keys == re.findall(r"(?m)^([a-z]+):", DOCUMENTS[name])
        exported = called("i18n", "export", "--lang", "pt", cwd=full).stdout
        assert f"{path}#title" in exported


def test_schemas_are_those_of_the_table_and_no_others() -> None:
    assert set(schemas(words("en"))) == {kind.schema for kind in SOURCES if kind.models}


@pytest.mark.parametrize(
    "settings", [ROOT / ".vscode/settings.json", None], ids=["repository", "init"]
)
def test_editors_are_told_which_schema_is_that_of_which_files(
    tmp_path: Path, settings: Path | None
) -> None:
    if settings is None:
        called("init", tmp_path / "new")
        settings = tmp_path / "new/.vscode/settings.json"
        assert {one.name for one in (tmp_path / "new/schemas").iterdir()} == set(
            schemas(words("en"))
        )
    told = json.loads(settings.read_text(encoding="utf-8"))["yaml.schemas"]
    assert told == sources.editor_schemas()
    assert set(told) == {f"schemas/{kind.schema}" for kind in SOURCES if kind.models}


@EACH
def test_hooks_start_on_a_file_of_each_row(kind: SourceKind) -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    on_check, on_format = (re.compile(one) for one in re.findall(r"(?m)^  files: (.*)$", text))
    assert on_check.match(some_path(kind))
    assert bool(on_format.match(some_path(kind))) == bool(kind.models)


def test_forms_are_of_the_rows_that_say_so(full: Path) -> None:
    manual, _ = read_manual(full)
    assert manual
    collections = config(manual, None)["collections"]
    folders = {one["folder"].split("/")[0] for one in collections if "folder" in one}
    files = {one["file"] for two in collections for one in two.get("files", ())}
    with_forms = [kind for kind in SOURCES if kind.has_form]
    assert folders == {kind.folder for kind in with_forms if not kind.is_register}
    assert files == {kind.path(kind.stem) for kind in with_forms if kind.is_register}
    assert set(models_with_forms()) == {model for kind in with_forms for model in kind.models}
    for kind in kinds_of_documents():
        assert is_writable(some_path(kind)) == kind.has_form
    shown = {one["path"] for part in parts(manual) for one in part["entries"]}
    for kind in with_forms:
        assert any(map(kind.has, shown)), kind.name


@EACH
def test_each_row_is_watched_and_no_output_takes_its_place(full: Path, kind: SourceKind) -> None:
    assert kind.root in WATCHED
    assert kind.root in KEPT_FREE or not kind.folder


@pytest.mark.parametrize(
    "kind",
    [kind for kind in SOURCES if kind.models or kind.content is Content.PROSE],
    ids=lambda kind: kind.name,
)
def test_what_a_file_of_each_row_says_is_part_of_the_key(full: Path, kind: SourceKind) -> None:
    if kind.content is Content.PROSE:
        put(full, some_path(kind))
    before, _ = read_manual(full)
    files = sorted(full.rglob("*"))
    file = next(one for one in files if kind.has(one.relative_to(full).as_posix()))
    if kind.content is Content.PROSE:
        file = full / some_path(kind)
    text = file.read_text(encoding="utf-8")
    file.write_text(otherwise(text).replace("Words.", "More."), encoding="utf-8")
    after, _ = read_manual(full)
    assert before
    assert after
    assert fingerprint(before) != fingerprint(after)


@EACH
def test_a_file_of_each_row_is_taken_out_of_history(full: Path, kind: SourceKind) -> None:
    path = some_path(kind)
    if not (full / path).exists():
        put(full, path)
    with at_revision(committed(full), "HEAD") as folder:
        assert (folder / path).read_bytes() == (full / path).read_bytes()


def test_pages_are_where_the_table_says(full: Path) -> None:
    manual, _ = read_manual(full)
    assert manual
    for document in manual.documents():
        kind = kind_of(document.path)
        assert kind
        gaps = {"category": document.category, "id": document.id}
        assert document_uri(document) == kind.page.format(**gaps)
    for kind in SOURCES:
        if kind.is_register:
            assert register_uri(kind.stem) == kind.page.format(name=kind.stem)
    assert review_uri("one") == sources.REVIEW.page.format(id="one")


def test_new_begins_a_document_of_each_kind_that_forms_begin(small: Path) -> None:
    for kind in kinds_of_documents():
        if not kind.has_form:
            continue
        made = called("new", kind.name, f"new-{kind.name}", cwd=small)
        category = "service" if kind.subfolders is Subfolders.CATEGORY else ""
        assert kind.path(f"new-{kind.name}", category) in made.stderr + made.stdout
        assert (small / kind.path(f"new-{kind.name}", category)).is_file()


def test_the_starter_writes_sources_alone() -> None:
    made = starter.manual(["en", "pt"], DAY)
    assert {path for path in made if not path.startswith(".") and not kind_of(path)} == set()


# -- a register that the model lacks


class Tool(Entry):
    """reference/tools.yml: something that people work with."""

    name: Text = shown("Name", "What the tool is called.", 20, How.TEXT, is_name=True)
    replaces: Id | None = optional("Replaces", "The tool before it.", 30, How.CODE)
    care: Text | None = optional("How to keep it", "What to do for it.", 40, How.TEXT)


TOOLS = "- {id: pen, name: {en: Pen, pt: Caneta}, care: {en: Dry place, pt: Sítio seco}}\n"


@pytest.fixture
def with_tools(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    row = sources._register("tools", "Tools", Tool, "tool")
    monkeypatch.setattr(sources, "SOURCES", (*SOURCES, row))
    put(small, "reference/tools.yml", TOOLS)
    return small


def test_a_register_is_a_row_and_a_model(with_tools: Path) -> None:
    manual, found = read_manual(with_tools)
    assert manual
    assert not found
    assert [one.id for one in manual.register("tools")] == ["pen"]
    assert findings(with_tools) == []
    assert "tools.json" in schemas(words("en"))
    assert sources.editor_schemas()["schemas/tools.json"] == "reference/tools.yml"
    assert "schemas/tools.json" in starter.manual(["en"], DAY)[".vscode/settings.json"].decode()
    files = [one for two in config(manual, None)["collections"] for one in two.get("files", ())]
    form = next(one for one in files if one["name"] == "tools")
    assert [one["name"] for one in form["fields"][0]["fields"]] == [
        "id",
        "name",
        "replaces",
        "care",
    ]
    assert made_file(manual, "config.js", is_local=True)
    assert goal(manual, P, "tool:pen").way is LinkKind.PAGE
    assert goal(manual, P, "tool:pan").way is LinkKind.BROKEN
    assert "reference/tools.yml#pen.name" in {one.name for one in translations(manual)}
    assert "reference/tools.yml" in {one.path for one in formatted(with_tools, manual.languages)}


def test_a_register_that_was_added_is_on_the_site_and_in_print(with_tools: Path) -> None:
    manual, _ = read_manual(with_tools)
    assert manual
    page = next(
        one
        for one in site_pages(manual, with_books=False)
        if (one.uri, one.lang) == ("reference/tools", "en")
    )
    text = plain_pages(manual, with_tools, ("en",))["en/reference/tools.md"].decode()
    for said in (page.html, printed_html(manual, "en"), text):
        assert "Pen" in said
        assert "How to keep it" in said
        assert "Dry place" in said
    (part,) = [one for one in page.words if one.anchor == "pen"]
    assert part.title == "Pen"
    assert "Dry place" in part.words
    titles = [part.title for section in navigation(manual, "en") for part in section.parts]
    assert "Tools" in titles


def test_a_register_that_was_added_goes_through_the_commands(with_tools: Path) -> None:
    assert "Caneta" in called("i18n", "export", "--lang", "pt", cwd=with_tools).stdout
    assert called("check", "--strict", cwd=with_tools).returncode == 0
    assert called("format", cwd=with_tools).returncode == 0
    assert called("schema", cwd=with_tools).returncode == 0
    assert (with_tools / "schemas/tools.json").is_file()


def test_a_register_that_was_added_is_checked(with_tools: Path) -> None:
    put(with_tools, "reference/tools.yml", "- {id: pen, name: {en: Pen}, nme: x}\n")
    codes = {(one.place.path, one.code) for one in findings(with_tools)}
    assert {("reference/tools.yml", "unknown-key")} <= codes
    assert ("reference/tools.yml", "missing-translation") in codes
    put(with_tools, "reference/tool.yml", TOOLS)
    found = next(one for one in findings(with_tools) if one.place.path == "reference/tool.yml")
    assert (found.code, told(found)) == ("unknown-key", "tools.yml")


def test_a_register_that_was_added_is_compared(with_tools: Path) -> None:
    before, _ = read_manual(with_tools)
    put(with_tools, "reference/tools.yml", TOOLS.replace("Pen", "Pencil"))
    after, _ = read_manual(with_tools)
    assert before
    assert after
    text = difference_report(difference(before, after), "en", "text")
    assert "Tools" in text
    assert "Pencil" in text


# -- what belongs to no kind


def told(finding: Finding) -> str:
    """What a hint puts between quotes."""
    return "".join(re.findall("“(.*)”", finding.hint.text(words("en"))))


def copied(path: str) -> Callable[[Path], str]:
    return lambda folder: (folder / path).read_text(encoding="utf-8")


STRAYS = [
    ("flow/two.yml", F, "flow/", "unread-folder", "error", "flows/"),
    ("procedure/two.yml", P, "procedure/", "unread-folder", "error", "procedures/"),
    ("procedimentos/a/two.yml", "", "procedimentos/", "unread-folder", "error", "procedures/"),
    ("Procedures/two.yml", P, "Procedures/", "unread-folder", "error", "procedures/"),
    ("procedurs/service/two.yml", P, "procedurs/", "unread-folder", "error", "procedures/"),
    ("referencia/contacts.yml", C, "referencia/", "unread-folder", "error", "reference/"),
    ("flow/who-answers.pt.md", "", "flow/", "unread-folder", "error", "flows/"),
    ("referencias/forms/sheet.pt.md", "", "referencias/", "unread-folder", "error", "reference/"),
    ("Docs/a.pt.md", "", "Docs/", "unread-folder", "error", "docs/"),
    ("edição/a.yml", "", "edição/", "unread-folder", "error", "editions/"),
    ("results/pilot/answers.csv", "", None, "raw-answers", "error", "claim-manual results"),
    ("results/Answers.XLSX", "", None, "raw-answers", "error", "claim-manual results"),
    ("workshop/one.yml", "", "workshop/", "unread-folder", "error", "workshops/"),
    ("oficinas/one.yml", "", "oficinas/", "unread-folder", "error", "workshops/"),
    ("Workshops/one.yml", "", "Workshops/", "unread-folder", "error", "workshops/"),
    ("assessment/one.yml", "", "assessment/", "unread-folder", "error", "assessments/"),
    ("avaliações/one.yml", "", "avaliações/", "unread-folder", "error", "assessments/"),
    ("resultados/one/a.yml", "", "resultados/", "unread-folder", "error", "results/"),
    (
        "drafts/two.yml",
        P,
        "drafts/two.yml",
        "unread-folder",
        "warning",
        "procedures/<category>/<id>.yml",
    ),
    ("two.yml", P, "two.yml", "misplaced-file", "error", "procedures/<category>/<id>.yml"),
    ("contacts.yml", C, "contacts.yml", "misplaced-file", "error", "reference/contacts.yml"),
    ("manual.yaml", "", "manual.yaml", "misplaced-file", "error", "manual.yml"),
    (
        "Translations.lock",
        "{}",
        "Translations.lock",
        "misplaced-file",
        "error",
        "translations.lock",
    ),
    ("translation.lock", "{}", "translation.lock", "misplaced-file", "error", "translations.lock"),
    ("procedures/service/novo.yml.txt", "", None, "wrong-ending", "error", "novo.yml"),
    ("procedures/service/gc-01.yaml", "", None, "wrong-ending", "error", "gc-01.yml"),
    ("procedures/service/gc-01.YML", "", None, "wrong-ending", "error", "gc-01.yml"),
    ("procedures/service/gc-01.pt.md.txt", "", None, "wrong-ending", "error", "gc-01.pt.md"),
    (
        "procedures/service/receive-request.pt.markdown",
        "",
        None,
        "wrong-ending",
        "error",
        "receive-request.pt.md",
    ),
    ("procedures/service/x.md", "", None, "missing-language", "error", "x.en.md"),
    ("reference/forms/sheet.md", "", None, "missing-language", "error", "sheet.en.md"),
    (
        "procedures/service/receive-request.pr.md",
        "",
        None,
        "unknown-language",
        "error",
        "procedures/service/receive-request.pt.md",
    ),
    (
        "procedures/service/receive-request.EN.md",
        "",
        None,
        "unknown-language",
        "error",
        "procedures/service/receive-request.en.md",
    ),
    ("docs/index.pr.md", "", None, "unknown-language", "error", "docs/index.pt.md"),
    (
        "reference/forms/sheet.pr.md",
        "",
        None,
        "unknown-language",
        "error",
        "reference/forms/sheet.pt.md",
    ),
    (
        "procedures/service/recieve-request.pt.md",
        "",
        None,
        "orphan-prose",
        "error",
        "procedures/service/receive-request.pt.md",
    ),
    (
        "procedures/other/receive-request.pt.md",
        "",
        None,
        "orphan-prose",
        "error",
        "procedures/service/receive-request.pt.md",
    ),
    ("reference/contact.yml", C, None, "unknown-key", "error", "contacts.yml"),
    ("reference/more/contacts.yml", C, None, "misplaced-file", "error", "reference/contacts.yml"),
    ("reference/sheet.pt.md", "", None, "misplaced-file", "error", "reference/forms/sheet.pt.md"),
    ("flows/more/two.yml", F, None, "misplaced-file", "error", "flows/two.yml"),
    ("editions/more/full.yml", "", None, "misplaced-file", "error", "editions/full.yml"),
    ("workshops/2027/one.yml", "", None, "misplaced-file", "error", "workshops/one.yml"),
    ("assessments/more/one.yml", "", None, "misplaced-file", "error", "assessments/one.yml"),
    ("workshops/one.yaml", "", None, "wrong-ending", "error", "one.yml"),
    ("reference/forms/sheet.yml", "", None, "unread-file", "error", "reference/contacts.yml"),
    ("flows/photo.png", "", None, "unread-file", "warning", "![what it shows](photo.png)"),
    ("docs/z.de.md", "# x\n", None, "unpublished-page", "warning", "z.en.md"),
    ("editions/full.pt.md", "", None, "unread-file", "warning", "editions/<id>.yml"),
    ("docs/two.yml", P, None, "misplaced-file", "error", "procedures/<category>/<id>.yml"),
    ("docs/assets/contacts.yaml", C, None, "misplaced-file", "error", "reference/contacts.yml"),
    ("templates/two.yml", F, None, "misplaced-file", "error", "flows/<id>.yml"),
    ("nota.pt.md", "", None, "misplaced-file", "error", "docs/nota.pt.md"),
    ("docs/note.md", "", None, "unpublished-page", "warning", "note.en.md"),
    ("docs/more/note.markdown", "", None, "unpublished-page", "warning", "note.en.md"),
    ("docs/note.pt.MD", "", None, "unpublished-page", "warning", "note.pt.md"),
    ("templates/cover.html", "", None, "unread-file", "warning", "templates/site}"),
    ("procedures/service/GC-01.yml", P, None, "bad-id", "error", "individual-plan"),
]


@pytest.mark.parametrize(
    ("path", "like", "where", "code", "severity", "near"), STRAYS, ids=[one[0] for one in STRAYS]
)
def test_what_belongs_to_no_kind_is_found_with_what_was_meant(
    small: Path, path: str, like: str, where: str | None, code: str, severity: str, near: str
) -> None:
    text = (small / like).read_text(encoding="utf-8") if (small / like).is_file() else TEXT
    put(small, path, text)
    own = [one for one in findings(small) if one.place.path == (where or path)]
    found = next(one for one in own if one.code == code)
    assert found.severity == severity
    assert near in found.hint.text(words("en"))
    assert found.hint.text(words("pt")) != found.hint.text(words("en"))
    assert {one.code for one in own} <= {
        code,
        "missing-translation",
        "duplicate-code",
        "duplicate-id",
        "unread-file",
    }
    assert sentence(found, words("en"))


IGNORED = [
    "procedures/service/receive-request.yml~",
    "procedures/service/receive-request.yml.bak",
    "procedures/service/receive-request.yml.orig",
    "procedures/service/#receive-request.yml#",
    "procedures/service/.receive-request.yml.swp",
    "reference/~$contacts.yml",
    "reference/README.md",
    "flows/Thumbs.db",
    "docs/anything.bin",
    "templates/site/main.html",
    "templates/site/data.yaml",
    "templates/slides.pptx",
    "templates/word.dotx",
    "templates/word.docx",
    "templates/README.md",
    "docs/README.md",
    "docs/internal/note.md",
    "docs/.draft.md",
    "docs/values.yml",
    "README.pt.md",
    "NOTES.md",
    ".github/workflows/ci.yml",
    "node_modules/a/procedure.yml",
    "site/two.yml",
    "src/flows/two.yml",
    "tests/two.yml",
    "schemas/two.yml",
    "deploy/values.yml",
    "deploy/README.md",
    "docker-compose.yml",
    "views/list.yml",
    "preferences/settings.yml",
    "doc/guide.md",
    "references/guide.en.md",
    "review/notes.en.md",
    "doc/guide.en.md",
    "template/page.html",
    "requirements.txt",
    "poetry.lock",
    "README.md",
    "other/manual.yml",
    "other/procedures/service/receive-request.yml",
]


def test_what_is_nobodys_business_brings_nothing(small: Path) -> None:
    site = (small / "mkdocs.yml").read_text(encoding="utf-8")
    site = site.replace("name: material", "name: material\n  custom_dir: templates/site")
    emoji = "  - x: {index: !!python/name:a.b, key: !ENV [A, b]}\n"
    put(small, "mkdocs.yml", f"{site}{emoji}exclude_docs: |\n  internal/\n  !other.md\n")
    for path in IGNORED:
        text = (
            (small / P).read_text(encoding="utf-8")
            if path.startswith(("site/", "src/", "tests/", "other/proc", "node"))
            else "a: 1\n"
        )
        put(small, path, text)
    assert findings(small) == []


LOOSE = """\
# Note

[dead](nowhere.md) ![x](https://evil.example/x.png) [no flow](flow:nope)

<script>alert(1)</script>
"""


def test_prose_in_no_language_is_judged_as_what_is_published(small: Path) -> None:
    put(small, "docs/note.md", LOOSE)
    found = {
        (one.code, one.place.line) for one in findings(small) if one.place.path == "docs/note.md"
    }
    assert found == {
        ("unpublished-page", 1),
        ("broken-link", 3),
        ("unsafe-link", 3),
        ("unsupported-markup", 5),
    }


@pytest.mark.parametrize("more", ["INHERIT: ../base.yml\n", "  nonsense: [\n"])
def test_where_mkdocs_yml_says_too_little_nothing_is_concluded(small: Path, more: str) -> None:
    site = (small / "mkdocs.yml").read_text(encoding="utf-8")
    put(small, "mkdocs.yml", more + site)
    put(small, "docs/note.md", LOOSE)
    put(small, "templates/site/main.html", "x")
    assert [finding for finding in findings(small) if finding.code != "syntax"] == []


def test_this_repository_is_clean() -> None:
    manual, found = read_manual(ROOT)
    assert manual
    assert [str(one.place) for one in found if one.severity is not Severity.INFO] == []


def test_a_link_or_a_pipe_beside_the_manual_is_not_opened(small: Path) -> None:
    put(small.parent, "else/two.yml", (small / P).read_text(encoding="utf-8"))
    (small / "flow").symlink_to(small.parent / "else")
    (small / "two.yml").symlink_to(small.parent / "else/two.yml")
    assert findings(small) == []


@pytest.mark.parametrize("name", ["manual.yaml", "Manual.yml", "manual.yml.txt"])
def test_settings_that_are_called_otherwise_are_named(small: Path, name: str) -> None:
    (small / "manual.yml").rename(small / name)
    done = called("check", cwd=small)
    assert done.returncode == 2
    assert f"Rename {name} to manual.yml." in done.stderr


def test_what_lay_beside_the_sources_before_is_not_laid_to_a_change(small: Path) -> None:
    put(small, "drafts/two.yml", (small / P).read_text(encoding="utf-8"))
    committed(small)
    put(small, "flows/photo.png")
    change = judged_change(small, "HEAD", DAY)
    assert "unread-file" in {one.code for one in change.new}
    assert "unread-folder" not in {one.code for one in change.new}


def test_of_a_manual_that_is_read_again_only_what_changed_is_parsed(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def counted(text: str, path: str) -> Any:
        parsed.append(path)
        return parse(text, path)

    monkeypatch.setattr(source_file, "parse", counted)
    put(small, P, (small / P).read_text(encoding="utf-8") + "tilte: x\n")
    manual, found = read_manual(small)
    assert manual
    parsed.clear()
    again, found_again = read_manual(small)
    assert parsed == []
    assert again
    assert (again.procedures, found_again) == (manual.procedures, found)
    assert "tilte" in {str(value) for one in found for value in one.message.gaps.values()}
    put(small, P, (small / P).read_text(encoding="utf-8").replace("tilte: x\n", ""))
    assert read_manual(small)[1] == []
    assert parsed == [P]


def test_each_rule_of_strays_has_a_case() -> None:
    codes = {code for *_, code, _, _ in STRAYS}
    for rule in STRAY_RULES:
        assert (rule.__module__.rpartition(".")[0]) == "claim_manual.read.strays"
    text = (ROOT / "docs/findings.md").read_text(encoding="utf-8")
    for code in codes:
        assert f"`{code}`" in text
