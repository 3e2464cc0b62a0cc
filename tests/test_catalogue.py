"""The catalogue: every field says once what it is, and every output says it after it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from claim_manual import starter
from claim_manual.derived.difference import ChangeKind, Edit
from claim_manual.derived.reading import Reading
from claim_manual.difference.edit_lines import EditLines, Side
from claim_manual.forms.fields import Fields
from claim_manual.model.catalogue import (
    CatalogueEntry,
    along,
    bare,
    entries,
    in_group,
    label,
    name_of,
    reachable,
    title_of,
)
from claim_manual.model.documents import DecisionTable, DecisionTree, Flow, Procedure, Settings
from claim_manual.model.language import words
from claim_manual.model.nodes import Do, Outcome
from claim_manual.model.registers import Contact, Entry, Policy
from claim_manual.model.review import Remark, Round
from claim_manual.model.schema import Model, RoleId, Text, TimeLimit
from claim_manual.model.shown import Group, How, Shown, Where, listed, optional, shown
from claim_manual.model.sources import REGISTER_OF, REGISTERS
from claim_manual.publish.folder import write_tree
from claim_manual.read import read_manual
from claim_manual.sources import po_file
from claim_manual.sources.formatting import form
from claim_manual.sources.order import Shape
from claim_manual.sources.schemas import schema
from conftest import DAY, called
from messages import ROOTS, all_fields

FIELDS = {f"{field.model.__name__}.{field.key}": field for field in all_fields()}
KINDS_OF_NODES = {"Do", "Choice", "Multiple", "AskNumber", "AskDate", "Use", "Outcome"}


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_field_says_what_it_is_called_and_where_and_how_it_is_shown(
    field: CatalogueEntry,
) -> None:
    said = field.shown
    assert said.label == said.label.strip() != ""
    assert said.label[0].isupper()
    assert said.hint.endswith(".")
    assert said.order > 0
    assert isinstance(said.how, How)
    assert bool(said.reason) == (said.where is not Where.BOTH), "a reason for what is not in both"


@pytest.mark.parametrize("field", FIELDS.values(), ids=FIELDS)
def test_a_choice_has_words_for_each_of_its_values_and_nothing_else_has(
    field: CatalogueEntry,
) -> None:
    assert bool(field.shown.choices) == (field.shown.how is How.CHOICE)
    if field.shown.how is How.CHOICE and field.annotation is not str:
        assert values_of(field) <= set(field.shown.choices)
    patterns = [one.pattern for one in field.metadata if getattr(one, "pattern", None)]
    for pattern in patterns if field.shown.choices else ():
        assert set(re.sub(r"[\^$()]", "", pattern).split("|")) == set(field.shown.choices)


def values_of(field: CatalogueEntry) -> set[str]:
    kind = field.annotation
    return set(get_args(get_args(kind)[0] if get_origin(kind) is tuple else kind))


@pytest.mark.parametrize("model", reachable(ROOTS), ids=lambda model: model.__name__)
def test_no_two_keys_of_a_model_stand_in_the_same_place_and_one_at_most_names_it(
    model: type[Model],
) -> None:
    own = [field for field in entries(model) if field.key not in {"do", "ask", "use", "outcome"}]
    assert len({field.shown.order for field in own}) == len(own)
    assert sum(field.shown.is_name for field in entries(model)) <= 1


def test_what_a_register_has_is_called_something() -> None:
    assert all(name_of(entry) for entry in REGISTERS.values())


def test_kinds_of_nodes_call_the_same_key_the_same_and_put_it_in_the_same_place() -> None:
    places: dict[str, set[tuple[str, int]]] = {}
    for field in FIELDS.values():
        if field.model.__name__ in KINDS_OF_NODES:
            places.setdefault(field.key, set()).add((field.label, field.shown.order))
    assert {key: found for key, found in places.items() if len(found) > 1} == {}


def test_a_model_that_says_nothing_of_a_field_is_refused() -> None:
    class Silent(Model):
        words: str

    with pytest.raises(KeyError, match=r"Silent\.words"):
        entries(Silent)


def test_a_label_belongs_to_its_model() -> None:
    assert label(Procedure, "place") == "Where"
    assert label(Remark, "where") == "Part of the page"
    assert label(Policy, "where") == "Only for these outcomes"
    assert label(Remark, "from") == "From"
    assert label(TimeLimit, "from") == "Counted from"
    assert label(Do, "inputs") != label(DecisionTable, "inputs")
    with pytest.raises(KeyError):
        label(Procedure, "nothing")


@pytest.mark.parametrize(
    ("model", "way", "labels"),
    [
        (Round, ("remarks", "time", "from", "en"), ["Comments", None, "From", None]),
        (Procedure, ("steps", "receive", "time", "from"), ["Steps", None, "Time", "Counted from"]),
        (
            DecisionTable,
            ("rules", "1", "when", "age", "ge"),
            ["Rules", None, "Only if", None, "At least"],
        ),
        (DecisionTree, ("conditions", "ge"), ["Conditions", None]),
        (Settings, ("answers", "label"), ["Answers", None]),
        (Settings, ("languages", "pt", "tag"), ["Languages", None, "Language tag"]),
        (Settings, ("nothing", "title"), [None, None]),
    ],
)
def test_a_way_has_the_labels_of_the_models_that_it_goes_through(
    model: type[Model], way: tuple[str, ...], labels: list[str | None]
) -> None:
    assert [field.label if field else None for field in along((model,), way)] == labels


def test_a_field_knows_what_it_refers_to() -> None:
    referring = {
        name: field.refers_to
        for name, field in FIELDS.items()
        if field.shown.how
        in {How.PEOPLE, How.CONTACTS, How.FORMS, How.LAWS, How.SOURCES, How.UNCONFIRMED}
        and not name.endswith(".legal_basis")  # a list of models, each of which names its law
    }
    assert set(referring.values()) <= set(REGISTER_OF)
    assert FIELDS["Procedure.related"].refers_to == "document"
    assert FIELDS["Procedure.title"].refers_to == FIELDS["Law.url"].refers_to == ""


def test_a_group_stands_in_the_order_of_the_page() -> None:
    def keys(group: Group) -> list[str]:
        return [field.key for field in in_group(Procedure, group)]

    assert keys(Group.WORK) == ["documents", "time_limits", "never", "safeguards", "contacts"]
    assert keys(Group.ABOUT) == [
        "purpose",
        "scope",
        "language_access",
        "record",
        "personal_data",
        "responsibilities",
    ]
    assert keys(Group.HELP) == ["forms", "questions", "good_practices", "indicators"]
    assert keys(Group.EVIDENCE) == [
        "legal_basis",
        "related",
        "sources",
        "unconfirmed",
        "history",
        "waive",
    ]


# -- a model with a field of its own


class Furnished(Procedure):
    """A procedure that says something that no other does."""

    furniture: Text | None = optional(
        "Chairs and tables", "What stands in the room.", 145, How.TEXT, group=Group.FACTS
    )
    rooms: tuple[RoleId, ...] = listed("Who has the key", "Who opens.", 147, How.PEOPLE)
    light: str = shown("Light of day", "dim or bright.", 146, How.CHOICE, default="dim",
                       choices={"dim": "Dim as a cave", "bright": "Bright as day"})  # fmt: skip


class Stall(Entry):
    """An entry of a register that there is not."""

    sign: Text = shown("Sign over the stall", "What it says.", 10, How.TEXT, is_name=True)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("small")
    write_tree(folder, starter.manual(["en", "pt"], DAY))
    manual, _ = read_manual(folder)
    assert manual
    return Reading(manual, "en")


def test_a_form_has_it_at_its_place_with_label_and_hint(reading: Reading) -> None:
    fields = Fields(reading).of(Furnished)
    names = [field["name"] for field in fields]
    at = names.index("furniture")
    assert names[at - 1 : at + 4] == ["trigger", "furniture", "light", "rooms", "place"]
    assert fields[at]["label"] == "Chairs and tables"
    assert fields[at]["hint"] == "What stands in the room."
    assert Fields(reading).listed_entries(Stall)["summary"].endswith("{{fields.sign.en}}")


def test_its_schema_has_label_and_hint(reading: Reading) -> None:
    made = schema(Furnished, reading.say)["properties"]["furniture"]
    assert made["title"] == "Chairs and tables"
    assert made["description"] == "What stands in the room."
    portuguese = schema(Procedure, words("pt-PT"))["properties"]["place"]
    assert (portuguese["title"], portuguese["description"]) == ("Onde", "Onde se faz.")


@pytest.mark.parametrize(
    ("model", "way", "value", "told"),
    [
        (Furnished, ("furniture", "en"), "Two", "Chairs and tables › English: Two"),
        (Furnished, ("light",), "bright", "Light of day: Bright as day"),
        (Furnished, ("rooms", "1"), "{role}", "Who has the key › no. 1: {name}"),
        (Stall, ("sign",), {"en": "Here"}, "Sign over the stall: Here"),
        (Round, ("remarks", "time", "from", "en"), "We", "Comments › time › From › English: We"),
        (Round, ("remarks", "time", "where", "en"), "Top",
         "Comments › time › Part of the page › English: Top"),
        (Round, ("remarks", "time", "decision"), "partly",
         "Comments › time › Decision: Accepted in part"),
        (Contact, ("status",), "recheck", "Status: To be confirmed"),
        (Contact, ("name",), {"en": "Desk"}, "Name: Desk"),
    ],
)  # fmt: skip
def test_a_difference_has_its_label_and_the_words_of_its_value(
    reading: Reading, model: type[Model], way: tuple[str, ...], value: Any, told: str
) -> None:
    role = next(iter(reading.manual.register("roles")))
    value = role.id if value == "{role}" else value
    sides = (Side(reading, None, model), Side(reading, None, model))
    line = EditLines(reading.say).line(Edit(ChangeKind.ADDED, way, None, value), sides)
    assert f"{line.where}: {line.after}" == told.format(name=reading.plain(title_of(role)))


def test_its_key_has_its_place_in_a_source() -> None:
    text, findings = form("x.yml", "place: P\nfurniture: F\ntrigger: T\n", Shape((Furnished,)))
    assert not findings
    assert text == "trigger: T\nfurniture: F\nplace: P\n"


def test_a_subclass_keeps_what_its_fields_say() -> None:
    for model in (DecisionTree, DecisionTable, Flow, Outcome):
        for name, info in model.model_fields.items():
            assert isinstance(info.json_schema_extra, Shown), name


def test_what_an_annotation_holds_is_found_without_none_and_marks() -> None:
    kind, metadata = bare(Procedure.model_fields["owner"].annotation)
    assert (kind, metadata) == (str, [])


def test_a_translator_is_told_what_a_text_is(reading: Reading) -> None:
    text = po_file.export(reading.manual, "pt", {})
    assert re.search(r'#\. Passos › Passo\n#: .*\nmsgctxt "procedures/', text)
    assert re.search(r'#\. Nome\n#: .*\nmsgctxt "reference/roles.yml#', text)


def test_schemas_speak_the_language_of_the_manual_or_the_one_asked_for(small: Path) -> None:
    def hint(*more: str) -> str:
        assert called("schema", *more, cwd=small).returncode == 0
        written = json.loads((small / "schemas" / "procedure.json").read_text(encoding="utf-8"))
        return str(written["properties"]["place"]["description"])

    assert hint() == "Where it is done."
    assert hint("--lang", "pt") == "Onde se faz."
