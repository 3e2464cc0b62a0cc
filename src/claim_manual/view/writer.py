"""What templates call: a document's words as safe HTML on one page, and its links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from claim_manual.model.addresses import Address, form_uri, goal_uri, register_uri
from claim_manual.model.documents import NamedLimit
from claim_manual.model.language import language_name
from claim_manual.model.links import Way, goal
from claim_manual.model.manual import Manual
from claim_manual.model.reading import Reading
from claim_manual.model.registers import Contact, Limit, Validation
from claim_manual.model.schema import Text
from claim_manual.model.translations import stale, stale_in
from claim_manual.view import html
from claim_manual.view.chart import LEVELS
from claim_manual.view.state import open_questions
from claim_manual.view.svg import LEVEL_COLOURS, mark


@dataclass(frozen=True)
class Writer:
    """Writes for one page: `path` is the source file, `address` and `files` make its links.

    `is_site` says whether the page has the site's scripts.
    """

    reading: Reading
    path: str
    address: Address
    files: Mapping[str, str] = field(default_factory=dict)
    is_site: bool = False

    @property
    def manual(self) -> Manual:
        """The manual."""
        return self.reading.manual

    def resolve(self, href: str, is_image: bool) -> str | None:  # noqa: FBT001 - html.Resolve
        """The address that a written link gets on this page; None for one that it may not have."""
        found = goal(self.manual, self.path, href)
        match found.way:
            case Way.PAGE if not is_image:
                return self.address(goal_uri(self.manual, found), found.anchor)
            case Way.FILE:
                return self.files.get(found.id, self.address("", "") + found.id)
            case Way.OUTSIDE if not is_image:
                return found.id
            case Way.HERE if not is_image:
                return f"#{found.anchor}"
            case _:
                return None

    def inline(self, text: Text | None) -> Markup:
        """A short text, without a paragraph around it."""
        if text is None:
            return Markup()
        made = self._explained(html.inline(self.reading.words(text), self.resolve))
        return self._marked(text, made, "span")

    def block(self, text: Text | None) -> Markup:
        """A text of any length."""
        if text is None:
            return Markup()
        made = self._explained(html.block(self.reading.words(text), self.resolve))
        return self._marked(text, made, "div")

    def _explained(self, made: Markup) -> Markup:
        """Links to terms say what the term means, so that nobody has to leave the page for it."""
        start = html.encode(self.address(register_uri("glossary"), "")) if "<a " in made else ""
        if not start or f'href="{start}' not in made:
            return made

        def explained(found: re.Match[str]) -> str:
            term = self.manual.term(found.group(1))
            words = self.reading.plain(term.definition) if term and term.definition else ""
            return f'{found.group()} class="cm-term" title="{html.encode(words)}"'

        return Markup(re.sub(rf'<a href="{re.escape(start)}&#35;([a-z0-9-]+)"', explained, made))

    def stale_note(self) -> str:
        """That texts of this page's document are older than what they were made from; or nothing.

        Prose that stands beside it counts as one.
        """
        lang = self.reading.lang
        number = len(stale_in(self.manual, self.path, lang))
        number += len(stale_in(self.manual, self.path.removesuffix(".yml") + ".md", lang))
        if not number:
            return ""
        return self.reading.say.count(
            "{n} text of this page may be out of date: what it was translated from has changed.",
            "{n} texts of this page may be out of date: what they were translated from has changed.",
            number,
        )

    def is_stale_prose(self) -> bool:
        """Whether this page is prose that is older than what it was made from."""
        path = self.path.rsplit(".", 2)[0] + ".md"
        return self.path.endswith(".md") and bool(stale_in(self.manual, path, self.reading.lang))

    def heading(self, text: Text) -> Markup:
        """A text as the words of a heading."""
        return Markup(html.encode(self.reading.plain(text)))

    def _marked(self, text: Text, made: Markup, tag: str) -> Markup:
        if self.reading.is_stale(text):
            note = html.encode(self.reading.say("translation to be confirmed"))
            return Markup(f'<{tag} class="cm-stale">{made} <small>({note})</small></{tag}>')
        if not self.reading.is_missing(text):
            return made
        lang = next(
            (one for one in (self.manual.default_language, *text.root) if text.get(one)), ""
        )
        language = self.manual.settings.model.languages.get(lang)
        note = self.reading.say("only in {language}", language=language.name if language else lang)
        return Markup(
            f'<{tag} class="cm-missing" lang="{html.encode(lang)}">{made} '
            f"<small>({html.encode(note)})</small></{tag}>"
        )

    def roles(self, ids: tuple[str, ...]) -> str:
        """The names of roles, as an enumeration."""
        return self.reading.roles(ids)

    def contacts(self, ids: tuple[str, ...]) -> list[Contact]:
        """The contacts that readers may see, in this order."""
        found = [self.manual.contact(one) for one in ids]
        return [one for one in found if one and one.status != "weak"]

    def open_questions(self, names: tuple[str, ...]) -> list[Validation]:
        """Those of the named questions that nobody has answered yet."""
        return open_questions(self.manual, names)

    def limit(self, stated: Limit | NamedLimit) -> Limit | None:
        """A time limit that a page states, looked up where the page only names it."""
        if isinstance(stated, NamedLimit):
            return self.manual.deadline(stated.deadline)
        return stated

    def form_address(self, form_id: str) -> str:
        """Where a form's sheet is; its place in the register where it has none."""
        form = self.manual.form(form_id)
        if form and form.template:
            return self.address(form_uri(form_id), "")
        return self.address(register_uri("forms"), form_id)

    @property
    def tag(self) -> str:
        """The BCP 47 tag of the page's language."""
        return self.manual.settings.model.languages[self.reading.lang].tag

    @property
    def language(self) -> str:
        """What the page's language calls itself."""
        return self.manual.settings.model.languages[self.reading.lang].name

    def spoken(self, text: Text) -> list[tuple[str, str, Markup]]:
        """Words to say in every language but the page's: tag, name, words."""
        own = self.manual.settings.model.languages
        return [
            (
                own[lang].tag if lang in own else lang,
                own[lang].name if lang in own else language_name(lang),
                html.block(words, self.resolve)
                + (
                    Markup(
                        f"<small>({html.encode(self.reading.say('translation to be confirmed'))})</small>"
                    )
                    if lang in stale(self.manual).get(id(text), ())
                    else ""
                ),
            )
            for lang, words in text.root.items()
            if lang not in {"", self.reading.lang}
        ]

    def badge(self, level: str) -> Markup:
        """A level as mark and word."""
        word = html.encode(self.reading.say(LEVELS[level]))
        return Markup(
            f'<span class="cm-badge cm-{level}"><svg class="cm-mark" viewBox="0 0 12 12" width="12" '
            f'height="12" aria-hidden="true"><path d="{mark(level, 6, 6)}" fill="{LEVEL_COLOURS[level][0]}"/></svg> {word}</span>'
        )


def phone_address(number: str) -> str:
    """A telephone number as RFC 3966 writes it."""
    return "tel:" + "".join(char for char in number if char.isdigit() or char == "+")
