"""The manual that drafts are for: its languages, roles and answers, as a file may call them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from claim_manual.imports.written import as_words, slug
from claim_manual.model.finding import Message
from claim_manual.model.language import for_authors, words
from claim_manual.model.manual import Manual
from claim_manual.model.near import Near
from claim_manual.read.plain_words import plain

_BETWEEN = re.compile(r"\s*(?:[,;+\n]|\s/\s|\se\s|\sand\s|\sy\s|\sou\s|\sor\s)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class MeantRoles:
    """Roles of the manual that some words name; `near` are those that are written otherwise, `unknown`
    what names none.
    """

    ids: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True)
class Into:
    """A manual, and the language that a file is in."""

    manual: Manual
    lang: str

    def text(self, markdown: str) -> dict[str, str]:
        """Words of the file as a text of the manual."""
        return {self.lang: markdown}

    def say(self, message: Message) -> str:
        """A message in the language of the file."""
        return message.text(words(self.lang))

    def say_word(self, word: str) -> str:
        """A word of the program as its pages say it in the language of the file."""
        language = self.manual.settings.model.languages.get(self.lang)
        return words(language.tag if language else self.lang)(word)

    def say_all(self, messages: Sequence[Message]) -> dict[str, str]:
        """Messages as a text in each language of the manual."""
        return {
            lang: " ".join(message.text(words(lang)) for message in messages)
            for lang in self.manual.languages
        }

    def tell(self, message: Message) -> str:
        """A message to authors."""
        return message.text(for_authors(self.manual.languages))

    def roles(self, written: str) -> MeantRoles:
        """The roles that words name, written alike or nearly so; several stand between commas or “and”."""
        whole = self._role(written)
        if whole:
            return MeantRoles((whole[0],), ((written, whole[0]),) if whole[1] else ())
        ids: list[str] = []
        near: list[tuple[str, str]] = []
        unknown: list[str] = []
        for part in filter(None, _BETWEEN.split(written)):
            meant = self._role(part)
            if meant is None:
                unknown.append(part)
                continue
            if meant[0] not in ids:
                ids.append(meant[0])
            if meant[1]:
                near.append((part, meant[0]))
        return MeantRoles(tuple(ids), tuple(near), tuple(unknown))

    def role_name(self, role_id: str) -> str:
        """What a role is called in the language of the file."""
        role = self.manual.role(role_id)
        return (role.name.get(self.lang) if role else None) or role_id

    def answer(self, label: str) -> dict[str, object]:
        """An answer: by its id alone where manual.yml has these words, else with its label."""
        shared = self._answers.get(plain(label))
        if shared:
            return {"id": shared}
        return {"id": slug(label, 30) or "x", "label": self.text(as_words(label))}

    def _role(self, written: str) -> tuple[str, bool] | None:
        """A role, and whether it is called otherwise; None where no role is near."""
        name = _bare(written)
        if name in self._roles:
            return self._roles[name], False
        near = self._near(name) if name else None
        return (self._roles[near], True) if near else None

    @cached_property
    def _near(self) -> Near:
        return Near(self._roles)

    @cached_property
    def _roles(self) -> dict[str, str]:
        names: dict[str, str] = {}
        for role in self.manual.register("roles"):
            for name in (role.id, *self._called(role.id)):
                names.setdefault(_bare(name), role.id)
        return names

    def _called(self, role_id: str) -> list[str]:
        role = self.manual.role(role_id)
        return [*role.name.root.values()] if role else []

    @cached_property
    def _answers(self) -> dict[str, str]:
        shared = self.manual.settings.model.answers
        return {plain(text.get(self.lang) or ""): answer_id for answer_id, text in shared.items()}


def _bare(name: str) -> str:
    """A name without the endings for women and men that stand after a stroke: Técnico/a."""
    return plain(re.sub(r"(?<=\w)(?:/|\()(?:as?|os?|ora|oras)\b\)?", "", name))
