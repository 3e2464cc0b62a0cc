"""A folder as a manual: which file is what, and all that is wrong with any of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pydantic import Field, create_model

from claim_manual.model.documents import DecisionTable, DecisionTree, Flow, Procedure, Settings
from claim_manual.model.edition import Edition
from claim_manual.model.finding import Finding, Severity, error, say
from claim_manual.model.manual import Document, Manual, Origin, Prose, Register
from claim_manual.model.near import Near
from claim_manual.model.place import NOWHERE, Place
from claim_manual.model.registers import REGISTERS, Entry
from claim_manual.model.review import Round
from claim_manual.model.schema import ID, Model
from claim_manual.model.translations import LOCK, Lock
from claim_manual.read.document import validate
from claim_manual.read.listing import Listing, listing
from claim_manual.read.lock_file import read_lock
from claim_manual.read.misfit import bad_id
from claim_manual.read.pictures import faults_in
from claim_manual.read.text_file import read_text
from claim_manual.read.yaml_door import Value, parse

M = TypeVar("M", bound=Model)


class NotAManualError(Exception):
    """The folder has no manual.yml."""


def read_manual(root: Path) -> tuple[Manual | None, list[Finding]]:
    """The manual in the folder `root`, and every finding of reading it.

    The manual is None where manual.yml says too little to go on. Raises NotAManualError where
    there is no manual.yml at all.
    """
    if not (root / "manual.yml").exists():
        raise NotAManualError(root)
    return _Reader(root).read()


class _Reader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: Listing = listing(root)
        self.findings: list[Finding] = self.files.findings

    def read(self) -> tuple[Manual | None, list[Finding]]:
        file = self.files.single.get("manual.yml")
        settings = self._document(Settings, "manual.yml", file) if file else None
        if settings is None or settings.source.value(("languages",)) == NOWHERE:
            return None, self.findings  # without languages nothing can be said of any text
        self._wrong_endings()
        self._pictures()
        languages = tuple(settings.model.languages)
        procedures = self._documents(Procedure, "procedures")
        flows = self._documents(Flow, "flows")
        order = {name: position for position, name in enumerate(settings.model.categories)}
        procedures.sort(
            key=lambda one: (order.get(one.category, len(order)), one.model.code, one.id)
        )
        flows.sort(key=lambda one: (one.model.code, one.id))
        made = Manual(
            settings=settings,
            procedures=tuple(procedures),
            flows=tuple(flows),
            editions=tuple(self._documents(Edition, "editions")),
            reviews=tuple(self._documents(Round, "reviews")),
            registers=dict(self._registers()),
            companions=(*self._prose("procedures"), *self._prose("flows")),
            pages=tuple(one for one in self._prose("docs") if one.lang in languages),
            form_texts=tuple(self._prose("reference")),
            files=frozenset(self.files.files),
            lock=self._lock(),
        )
        faulty = {one.place.path for one in self.findings if one.severity is Severity.ERROR}
        return replace(made, faulty=frozenset(faulty)), self.findings

    def _lock(self) -> Lock | None:
        file = self.files.single.get(LOCK)
        if file is None:
            return None
        found, findings = read_lock(file)
        self.findings += findings
        return found

    def _wrong_endings(self) -> None:
        for path in self.files.files:
            ending = PurePosixPath(path).suffix
            folder = path.split("/")[0]
            if ending.lower() in {".yaml", ".yml"} and ending != ".yml" and folder != "docs":
                self.findings.append(
                    error(
                        Place(path),
                        "wrong-ending",
                        say("This file ends in {ending} and is not read.", ending=ending),
                        say("Rename it to end in .yml."),
                    )
                )

    def _pictures(self) -> None:
        for path, file in self.files.under("docs"):
            if path.lower().endswith(".svg"):
                text, findings = read_text(file, path)
                self.findings += findings
                self.findings += faults_in(text, path) if text is not None else []

    def _documents(self, model: type[M], folder: str) -> list[Document[M]]:
        found = [
            self._document(model, path, file) for path, file in self.files.under(folder, ".yml")
        ]
        return [one for one in found if one]

    def _document(self, model: type[M], path: str, file: Path) -> Document[M] | None:
        stem = PurePosixPath(path).stem
        if not re.fullmatch(ID, stem):
            self.findings.append(bad_id(Place(path), stem))
        value = self._yaml(path, file)
        if value is None:
            return None
        wanted = _kind_of_flow(value) if model is Flow else model
        made, origin, findings = validate(wanted, value, path)
        self.findings += findings
        if not isinstance(made, model):
            return None
        parts = path.split("/")
        is_whole = not any(one.place.line >= _flow_line(value) for one in findings)
        return Document(stem, made, origin, "/".join(parts[1:-1]), is_whole)

    def _yaml(self, path: str, file: Path) -> Value | None:
        text, findings = read_text(file, path)
        self.findings += findings
        if text is None:
            return None
        value, findings = parse(text, path)
        self.findings += findings
        if value is None and not findings:
            value = Value(Place(path), None)
        if value is not None and value.content is None:
            self.findings.append(
                error(
                    Place(path),
                    "empty-text",
                    say("This file is empty."),
                    say("Fill it or delete it."),
                )
            )
            return None
        return value

    def _registers(self) -> Iterator[tuple[str, Register[Entry]]]:
        for path, file in self.files.under("reference", ".yml"):
            name = PurePosixPath(path).stem
            if path != f"reference/{name}.yml" or name not in REGISTERS:
                self.findings.append(
                    error(
                        Place(path),
                        "unknown-key",
                        say("“{name}” is not a register of the manual.", name=name),
                        say("Registers are: {names}.", names=", ".join(REGISTERS)),
                    )
                )
                continue
            value = self._yaml(path, file)
            if value is None:
                continue
            model = _register_model(REGISTERS[name])
            made, origin, findings = validate(model, Value(value.place, {"entries": value}), path)
            self.findings += findings
            if made is not None:
                yield name, Register(name, made.entries, _inside(origin))

    def _prose(self, folder: str) -> Iterator[Prose]:
        for path, file in self.files.under(folder, ".md"):
            name, _, lang = PurePosixPath(path).stem.rpartition(".")
            if not name:
                continue
            text, findings = read_text(file, path)
            self.findings += findings
            if text is not None:
                where = PurePosixPath(path).parent.relative_to(folder)
                prose_id = name if folder != "docs" else (where / name).as_posix()
                yield Prose(prose_id, lang, path, text)


def _flow_line(value: Value) -> int:
    """The line on which what happens in a document begins: its nodes, rules and conditions."""
    keys = ("steps", "nodes", "inputs", "rules", "conditions", "hit_policy")
    return min((place.line for key, place in value.keys.items() if key in keys), default=1)


def _kind_of_flow(value: Value) -> type[Model]:
    """The model of a flow, by its `kind:`, or by the kind that is nearest to what is written."""
    kind = value.content.get("kind") if isinstance(value.content, dict) else None
    kinds: dict[str, type[Model]] = {
        "decision-tree": DecisionTree,
        "decision-table": DecisionTable,
    }
    near = Near(kinds)(str(kind.content)) if kind else None
    return kinds[near] if near else DecisionTree


class _Entries(Model):
    entries: tuple[Entry, ...]


def _register_model(entry: type[Entry]) -> type[_Entries]:
    """A list has no model of its own: it is validated as the one key of a document."""
    return create_model(entry.__name__, __base__=_Entries, entries=(tuple[entry, ...], Field()))  # type: ignore[valid-type]


def _inside(origin: Origin) -> Origin:
    """The places of a register without the key that wraps its list."""
    return Origin(
        origin.path,
        lambda: (
            {loc[1:]: place for loc, place in origin.values.items() if loc},
            {loc[1:]: place for loc, place in origin.keys.items() if len(loc) > 1},
        ),
    )
