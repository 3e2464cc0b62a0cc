"""The rules of another's style sheet that can match what the site has. Only here is tinycss2 known."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import tinycss2

_ROOMS = ("site", "pages", "charts", "theme")
"""Where names of classes are written: what makes pages, and what stands around them."""
_READ = (".py", ".js", ".html", ".css")
_WORD = re.compile(r"-*[A-Za-z_][\w-]*")
_GROUPING = frozenset({"media", "supports", "layer", "container"})
"""At-rules whose blocks hold rules."""
_ANY_OF = frozenset({"is", "where", "matches", "-webkit-any", "-moz-any", "has"})
"""Pseudo-classes that match where any of their selectors does."""
_THEIRS = "data-md-"
"""How the attributes begin that Material's own scripts go by."""


def words_in(text: str) -> frozenset[str]:
    """Whatever may be the name of a class, an attribute or a variable in a text."""
    return frozenset(_WORD.findall(text))


@cache
def words_of_program() -> frozenset[str]:
    """Every word in what makes pages, styles and scripts: the names of all classes are among them."""
    root = resources.files("claim_manual")
    return frozenset().union(*(words_in(text) for room in _ROOMS for text in _texts(root / room)))


def _texts(folder: Traversable) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _texts(entry)
        elif entry.name.endswith(_READ):
            yield entry.read_text(encoding="utf-8")


def reduced(style: str, words: Collection[str]) -> str:
    """A style sheet without the rules that need a class which is not among `words`.

    Variables and animations that nothing left uses go with them. A rule that stays keeps all of its
    selectors, so that a browser takes or leaves it as before.
    """
    rules = [*_matching(tinycss2.parse_stylesheet(style, skip_comments=True), words)]
    text = "".join(map(str, rules))
    while True:
        rules = [*_in_use(rules, words_in(_without_names(rules)).union(words))]
        before, text = text, "".join(map(str, rules))
        if text == before:
            return text


@dataclass(frozen=True)
class _Rule:
    """A rule: its head, and in its block the declarations, by name and text, or further rules."""

    head: str
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple[_Rule, ...] = ()
    animation: str = ""

    def __str__(self) -> str:
        if self.animation or not (self.declarations or self.inner):
            return self.head
        parts = [text for _, text in self.declarations] or [*map(str, self.inner)]
        return f"{self.head}{{{(';' if self.declarations else '').join(parts)}}}"


def _matching(nodes: Iterable[Any], words: Collection[str]) -> Iterator[_Rule]:
    for node in nodes:
        if node.type == "qualified-rule":
            if any(_can_match(part, words) for part in _divided(node.prelude)):
                yield _Rule(_written(node.prelude), _declarations(node.content))
        elif node.type == "at-rule" and node.lower_at_keyword in _GROUPING and node.content:
            inner = tuple(_matching(tinycss2.parse_rule_list(node.content), words))
            if inner:
                yield _Rule(f"@{node.at_keyword}{_written(node.prelude)}", inner=inner)
        elif node.type == "at-rule":
            is_animation = node.lower_at_keyword.endswith("keyframes")
            yield _Rule(node.serialize(), animation=_written(node.prelude) if is_animation else "")


def _written(nodes: Iterable[Any]) -> str:
    return str(tinycss2.serialize(nodes)).rstrip()


def _declarations(content: Sequence[Any]) -> tuple[tuple[str, str], ...]:
    """Each with its name; what is written past the grammar, as old hacks are, stays one piece."""
    parts = tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True)
    if any(part.type != "declaration" for part in parts):
        return (("", _written(content)),)
    return tuple((part.name, part.serialize()) for part in parts)


def _divided(selectors: Iterable[Any]) -> list[list[Any]]:
    """Selectors, between commas."""
    divided: list[list[Any]] = [[]]
    for node in selectors:
        if node == ",":
            divided.append([])
        else:
            divided[-1].append(node)
    return divided


def _can_match(selector: Sequence[Any], words: Collection[str]) -> bool:
    """Whether an element whose classes are among `words` may be what a selector names."""
    before: Any = None
    for node in selector:
        if not _can_hold(node, before, words):
            return False
        before = node
    return True


def _can_hold(node: Any, before: Any, words: Collection[str]) -> bool:
    if node.type == "ident" and before == ".":
        return node.value in words
    if node.type == "hash":
        return node.value in words
    if node.type == "[] block":
        names = [part.value for part in node.content if part.type == "ident"][:1]
        return not any(name.startswith(_THEIRS) and name not in words for name in names)
    if node.type == "function" and before == ":" and node.lower_name in _ANY_OF:
        return any(_can_match(part, words) for part in _divided(node.arguments))
    return True


def _without_names(rules: Iterable[_Rule]) -> str:
    """What rules say, without the names of the variables that they set and of animations."""
    said: list[str] = []
    for rule in rules:
        said += [rule.head.partition("{")[2] if rule.animation else rule.head]
        said += [text.removeprefix(name) for name, text in rule.declarations]
        said += [_without_names(rule.inner)]
    return "\n".join(said)


def _in_use(rules: Iterable[_Rule], words: Collection[str]) -> Iterator[_Rule]:
    """Rules with the variables and animations whose names are among `words`."""
    for rule in rules:
        if rule.animation:
            if rule.animation.strip() in words:
                yield rule
        elif rule.inner:
            inner = tuple(_in_use(rule.inner, words))
            if inner:
                yield replace(rule, inner=inner)
        elif rule.declarations:
            left = tuple(
                (name, text)
                for name, text in rule.declarations
                if not name.startswith("--") or name in words
            )
            if left:
                yield replace(rule, declarations=left)
        else:
            yield rule
