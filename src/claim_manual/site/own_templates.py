"""What is wrong with the manual's own templates, which stand in for those around each page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables

from claim_manual.model.finding import Finding, Message, error, say, warning
from claim_manual.model.near import Near
from claim_manual.model.place import Place
from claim_manual.site.template_faults import no_template, template_fault

ENDING = ".html"
_ASKING = frozenset({"defined", "undefined", "none", "default", "d"})
"""Tests and filters for what may be absent."""


def template_faults(
    environment: Any, folder: Path, path: str, given: Iterable[str]
) -> list[Finding]:
    """The faults of every template below `folder`, which is `path` in the manual.

    `environment` is the one in which they are rendered; `given` are the names of the variables that
    it gives them, beside those that other templates set.
    """
    files = {
        f"{path}/{file.relative_to(folder).as_posix()}": file
        for file in sorted(folder.rglob(f"*{ENDING}"))
        if file.is_file()
    }
    faults = _Faults(environment, {*given})
    trees = {name: tree for name, file in files.items() if (tree := faults.read(file, name))}
    for tree in trees.values():  # what includes a template may have set a variable for it
        faults.names |= _stored(tree)
    for name, tree in trees.items():
        faults.look_at(tree, name)
    return faults.findings


def failed_in(failure: BaseException, folder: Path, path: str) -> Finding | None:
    """The finding for a failure in a template below `folder`; None where it has nothing to do with one."""
    place = _place(failure, folder)
    if place is None:
        return None
    name, line = place
    reason = str(getattr(failure, "message", "") or failure)
    return _unusable(Place(f"{path}/{name}", line, 1), template_fault(reason))


def _unusable(place: Place, reason: Message) -> Finding:
    return error(
        place,
        "bad-template",
        say("This template cannot be used: {reason}.", reason=reason),
        say("Mend it, or take it away: then the program's own is used."),
    )


def _place(failure: BaseException, folder: Path) -> tuple[str, int] | None:
    """The template and line of a failure: as it says itself, or the innermost that was at work."""
    lines = [(frame, number) for frame, number in _frames(failure.__traceback__)]
    if isinstance(failure, TemplateSyntaxError) and failure.filename:
        lines.append((failure.filename, failure.lineno))
    for file, line in reversed(lines):
        if file.endswith(ENDING) and Path(file).is_relative_to(folder):
            return Path(file).relative_to(folder).as_posix(), line
    return None


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next


class _Faults:
    def __init__(self, environment: Environment, given: set[str]) -> None:
        self._environment = environment
        self.names = given | {*environment.globals}
        self.findings: list[Finding] = []

    def read(self, file: Path, path: str) -> nodes.Template | None:
        """One template, which is `path` in the manual; None with a finding where it cannot be read."""
        try:
            source = file.read_text(encoding="utf-8")
            self._environment.compile(source, file.name, str(file))  # looks for filters and tests
            return self._environment.parse(source, file.name, str(file))
        except UnicodeDecodeError:
            self.findings.append(_unusable(Place(path, 1, 1), say("it is not in UTF-8")))
        except TemplateSyntaxError as failure:
            place = Place(path, failure.lineno, 1)
            self.findings.append(_unusable(place, template_fault(failure.message or "")))
        return None

    def look_at(self, tree: nodes.Template, path: str) -> None:
        """Note what is wrong with one template that can be read."""
        self.findings += self._missing(tree, path)
        self.findings += self._blocks(tree, path)
        self.findings += self._unknown_variables(tree, path)

    def _missing(self, tree: nodes.Template, path: str) -> Iterator[Finding]:
        """Templates that are named and not there."""
        for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            is_asked = getattr(node, "ignore_missing", False)
            name = _constant(getattr(node, "template", None))
            if name and not is_asked and self._tree(name) is None:
                yield _unusable(Place(path, node.lineno, 1), no_template(name))

    def _blocks(self, tree: nodes.Template, path: str) -> Iterator[Finding]:
        """Blocks that the template it extends has not, so that nobody sees what is in them."""
        parents = [*self._parents(tree)]
        if not parents:
            return
        names = {block.name for parent in parents for block in parent.find_all(nodes.Block)}
        for block in tree.body:
            if isinstance(block, nodes.Block) and block.name not in names:
                yield _unknown(
                    Place(path, block.lineno, 1),
                    say("Nothing shows the block “{name}”.", name=block.name),
                    block.name,
                    names,
                )

    def _parents(self, tree: nodes.Template) -> Iterator[nodes.Template]:
        for node in tree.find_all(nodes.Extends):
            parent = self._tree(_constant(node.template))
            if parent is not None:
                yield parent
                yield from self._parents(parent)

    def _unknown_variables(self, tree: nodes.Template, path: str) -> Iterator[Finding]:
        """Variables that nobody sets; one that the template asks about first may be absent."""
        names = self.names | _asked_about(tree)
        for parent in self._parents(tree):
            names |= _stored(parent)
        unknown = find_undeclared_variables(tree) - names
        for name in tree.find_all(nodes.Name):
            if name.name in unknown:
                unknown.remove(name.name)
                yield _unknown(
                    Place(path, name.lineno, 1),
                    say("Nothing sets the variable “{name}”.", name=name.name),
                    name.name,
                    names,
                )

    def _tree(self, name: str) -> nodes.Template | None:
        loader = self._environment.loader
        if not name or loader is None:
            return None
        try:
            source, file, _ = loader.get_source(self._environment, name)
            return self._environment.parse(source, name, file)
        except TemplateError:
            return None


def _stored(tree: nodes.Template) -> set[str]:
    """The variables that a template sets."""
    return {name.name for name in tree.find_all(nodes.Name) if name.ctx == "store"}


def _constant(node: Any) -> str:
    """The name of a template where it is written out."""
    value = node.value if isinstance(node, nodes.Const) else ""
    return value if isinstance(value, str) else ""


def _asked_about(tree: nodes.Template) -> set[str]:
    """The variables of which the template asks whether they are there, or says what is used else."""
    return {
        node.node.name
        for node in tree.find_all((nodes.Test, nodes.Filter))
        if node.name in _ASKING and isinstance(node.node, nodes.Name)
    }


def _unknown(place: Place, what: Any, name: str, names: Iterable[str]) -> Finding:
    near = Near(names)(name)
    hint = say("Did you mean “{near}”?", near=near) if near else say("Take it out.")
    return warning(place, "unknown-in-template", what, hint)
