"""The words of one source file in one language as typed lines and blocks, with links by meaning."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from claim_manual.derived.addresses import document_uri, form_uri, goal_uri, register_uri
from claim_manual.derived.centres import is_placed
from claim_manual.derived.contact_words import (
    OpeningLine,
    extension_in_words,
    languages_in_words,
    opening_lines,
)
from claim_manual.derived.form_files import FormFile, form_files
from claim_manual.derived.links import Goal as WrittenGoal
from claim_manual.derived.links import LinkKind, page_of
from claim_manual.derived.links import goal as written_goal
from claim_manual.derived.local_edition import is_open
from claim_manual.derived.media_words import media_words
from claim_manual.derived.opening import as_data
from claim_manual.derived.places import anchor_in
from claim_manual.derived.reading import Reading
from claim_manual.derived.text_names import names_of_texts
from claim_manual.derived.translations import stale, stale_in
from claim_manual.derived.unions import register_of
from claim_manual.derived.written_links import paths_of_texts
from claim_manual.model.documents import NamedLimit
from claim_manual.model.language import Words as Say
from claim_manual.model.language import language_name
from claim_manual.model.manual import AnyDocument, Manual
from claim_manual.model.media import ATTACHMENTS
from claim_manual.model.registers import Contact as ContactEntry
from claim_manual.model.registers import Form, Telephone
from claim_manual.model.registers import Limit as LimitEntry
from claim_manual.model.schema import LegalBasis, NamedDocument, Text, TimeLimit
from claim_manual.model.shown import message
from claim_manual.model.sources import site_file
from claim_manual.model.telephone import dialled
from claim_manual.model.values import LEVELS, NEEDS, STATUSES
from claim_manual.model.waits import WaitFor
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.authored import Authored
from claim_manual.pages.drawings import drawn
from claim_manual.pages.goals import FileGoal, Goal, HereGoal, Language, PageGoal, UrlGoal
from claim_manual.pages.page import Section
from claim_manual.raster import shown_size

NOTES = {
    "note": message("Note"),
    "tip": message("Tip"),
    "important": message("Important"),
    "warning": message("Warning"),
    "caution": message("Caution"),
}
"""What boxes of notes are called that have no title of their own."""
_OPENS_FROM = 480
"""The width from which a picture is larger than some screens show it."""


def _on_lines(lines: list[i.Parts]) -> i.Parts:
    """Lines one below the other."""
    parts: list[i.Inline] = []
    for n, line in enumerate(lines):
        parts += [i.Break(), *line] if n else line
    return tuple(parts)


@dataclass(frozen=True)
class Texts:
    """Makes values of what stands in a source file; `path` is that file, for relative links.

    Where the words stand on another page than that of the file, they are not `here`: no link leads
    to a place on the same page.
    """

    reading: Reading
    path: str
    here: bool = True

    @property
    def manual(self) -> Manual:
        """The manual."""
        return self.reading.manual

    @property
    def say(self) -> Say:
        """The program's own words."""
        return self.reading.say

    # -- authors' words

    @cached_property
    def authored(self) -> Authored:
        """Makes values of Markdown of this file."""
        return Authored(
            self.goal,
            self._explanation,
            lambda source: drawn(self.reading, source),
            reach=self._reached,
            place=self._place_words,
            notes={kind: self.say(title) for kind, title in NOTES.items()},
            back=self.say("Back to the text"),
            show=self._shown,
            attach=self._attached,
        )

    def _authored_of(self, text: Text) -> Authored:
        """What makes values of a text: its links are those of the file in which it stands."""
        path = paths_of_texts(self.manual).get(id(text), self.path)
        if path == self.path:
            return self.authored
        if path not in self._authored_elsewhere:
            is_here = self.here and page_of(self.manual, path) == page_of(self.manual, self.path)
            elsewhere = replace(self, path=path, here=is_here)
            self._authored_elsewhere[path] = elsewhere.authored
        return self._authored_elsewhere[path]

    @cached_property
    def _authored_elsewhere(self) -> dict[str, Authored]:
        """What makes values of texts that stand in other files, by their paths."""
        return {}

    def goal(self, href: str) -> Goal | Language | None:
        """Where a written address leads, or the language that it names; None for one that may not
        lead anywhere.
        """
        goal = written_goal(self.manual, self.path, href)
        match goal.way:
            case LinkKind.PAGE:
                return self._on_page(goal)
            case LinkKind.FILE:
                return FileGoal(goal.id, goal.source)
            case LinkKind.OUTSIDE:
                return UrlGoal(goal.id)
            case LinkKind.HERE:
                return HereGoal(goal.anchor)
            case LinkKind.LANGUAGE:
                return Language(goal.id)
            case _:
                return None

    def _on_page(self, goal: WrittenGoal) -> Goal:
        """A page, or a place on it as it is in this language."""
        anchor, is_own = goal.anchor, (goal.kind, goal.id) == page_of(self.manual, self.path)
        if goal.place:
            anchor = anchor_in(self.manual, goal.kind, goal.id, goal.place, self.reading.lang)
        if anchor and is_own and self.here:
            return HereGoal(anchor)
        return PageGoal(goal_uri(self.manual, goal), anchor)

    def _place_words(self, href: str, *, is_first: bool = False) -> str:
        """The number of the step to which a written address leads, in words; else nothing."""
        return self.reading.step_words(self.path, href, is_first=is_first)

    def _explanation(self, goal: Goal) -> str:
        """What a term means, so that nobody has to leave the page for it."""
        if not isinstance(goal, PageGoal) or goal.uri != register_uri("glossary"):
            return ""
        term = self.manual.term(goal.anchor)
        return self.reading.plain(term.definition) if term and term.definition else ""

    def _reached(self, goal: Goal) -> i.Parts:
        """A contact whose address stands alone: its name, which leads to all of it, and its number."""
        if not isinstance(goal, PageGoal) or goal.uri != register_uri("contacts"):
            return ()
        entry = self.manual.contact(goal.anchor)
        if entry is None:
            return ()
        whole = self.contact(entry)
        where = whole.address if whole.is_open else ()
        contact = replace(whole, url="", email="", address=where, hours=())
        parts = (i.Link(goal, contact.name), *contact.parts[1:])
        return (i.Placed(entry.id, parts),) if contact.is_placed else parts

    def _shown(self, goal: FileGoal, words: str) -> i.Image:
        """A picture, at the size at which pages have it; a large one can be opened by itself."""
        media = self.manual.media.get(goal.source)
        if media is None or not media.is_shown_as_pixels:
            return i.Image(goal.path, words, goal.source)
        width, height = shown_size(media.width, media.height)
        opens = self.say("Open the picture by itself") if width > _OPENS_FROM else ""
        return i.Image(goal.path, words, goal.source, width, height, opens)

    def _attached(self, link: i.Link) -> i.Inline:
        """A link to a file; of a document with what it is, so that nobody opens it unawares."""
        assert isinstance(link.goal, FileGoal)
        media = self.manual.media.get(link.goal.source)
        if media is None or media.ending not in ATTACHMENTS:
            return link
        return i.Attached(link, media_words(self.say, media))

    def line(self, text: Text | None) -> i.Parts:
        """A short text, on a line."""
        if text is None:
            return ()
        parts = self.sourced(text, self._authored_of(text).line(self.reading.words(text)))
        doubt = self._doubt(text)
        return (replace(doubt, parts=parts),) if doubt else parts

    def sourced(self, text: Text, parts: i.Parts) -> i.Parts:
        """Parts that are a text, with its name where somebody wants to know it."""
        name = self.name_of(text) if parts else ""
        return (i.Sourced(name, parts),) if name else parts

    def name_of(self, text: Text | None) -> str:
        """The name of a text, where somebody wants to know it; else nothing."""
        wanted = text is not None and self.reading.is_sourced
        return names_of_texts(self.manual).get(id(text), "") if wanted else ""

    def _named(self, text: Text, blocks: b.Blocks) -> b.Blocks:
        """Blocks that are a text, in whichever language, with its name."""
        name = self.name_of(text)
        return self._sourced_blocks(name, blocks) if name and blocks else blocks

    def _sourced_blocks(self, name: str, blocks: b.Blocks) -> b.Blocks:
        match blocks:
            case (b.Paragraph() as paragraph,):
                return (replace(paragraph, parts=(i.Sourced(name, paragraph.parts),)),)
            case _:
                return (b.Sourced(name, blocks),)

    def blocks(self, text: Text | None, fill: Callable[[str], str] = str) -> b.Blocks:
        """A text of any length, after its gaps are filled."""
        if text is None:
            return ()
        words = fill(self.reading.words(text))
        blocks = self._named(text, self._authored_of(text).blocks(words))
        doubt = self._doubt(text)
        return (b.Lent(doubt.kind, blocks, doubt.note, doubt.tag),) if doubt else blocks

    def chapters(
        self, text: str, *, is_sheet: bool = False
    ) -> list[tuple[int, str, i.Parts, b.Blocks]]:
        """A file of prose cut at its headings: level, anchor, words of the heading, what follows."""
        authored = self.authored
        if is_sheet:
            authored = replace(authored, draw=None, is_sheet=True)
        elif self.reading.is_sourced:
            authored = replace(authored, named=lambda key: f"{self.path}#{key}")
        return authored.chapters(text)

    def _doubt(self, text: Text) -> i.Doubtful | None:
        """That a text is older than its source, or stands in another language."""
        if self.reading.is_stale(text):
            return i.Doubtful("stale", (), self.say("translation to be confirmed"))
        if not self.reading.is_missing(text):
            return None
        lang = next(
            (tag for tag in (self.manual.default_language, *text.root) if text.get(tag)), ""
        )
        language = self.manual.settings.model.languages.get(lang)
        note = self.say("only in {language}", language=language.name if language else lang)
        return i.Doubtful("missing", (), note, lang)

    def words(self, text: Text | str | None) -> i.Parts:
        """Words alone: of a heading, of a name."""
        plain = text if isinstance(text, str) else self.reading.plain(text)
        parts: i.Parts = (i.Words(plain),) if plain else ()
        return self.sourced(text, parts) if isinstance(text, Text) else parts

    def prose_sections(self, text: str, name: str = "prose") -> list[Section]:
        """A file of prose by its headings, each part as one block; nothing for what stands above the
        first where that is nothing.
        """
        is_sheet = name == "sheet"
        return [
            Section(name, title, (b.Prose(blocks, is_sheet=is_sheet),), level, anchor)
            for level, anchor, title, blocks in self.chapters(text, is_sheet=is_sheet)
            if title or blocks
        ]

    def spoken(self, text: Text) -> b.Say:
        """Words to say, in the page's language and in every other that they exist in."""
        languages = self.manual.settings.model.languages
        page = languages[self.reading.lang]
        old = stale(self.manual).get(id(text), ())
        note = self.say("translation to be confirmed")
        others = tuple(
            b.Spoken(
                languages[lang].tag if lang in languages else lang,
                languages[lang].name if lang in languages else language_name(lang),
                (b.Lent("stale", blocks, note),) if lang in old else blocks,
            )
            for lang, words in text.root.items()
            if lang not in {"", self.reading.lang}
            for blocks in [self._named(text, self._authored_of(text).blocks(words))]
        )
        return b.Say(
            self.say("Words to say"),
            b.Spoken(page.tag, page.name, self.blocks(text)),
            others,
            self.say("Show to the person"),
            self.say("Close"),
            self.say("Other languages ({n})", n=len(others)),
        )

    # -- things of the manual

    def badge(self, level: str | None) -> i.Badge | None:
        """A level and its word."""
        return i.Badge(level, self.say(LEVELS[level])) if level else None

    def roles(self, ids: tuple[str, ...]) -> i.Parts:
        """The names of roles, as an enumeration."""
        return self.words(self.reading.roles(ids)) if ids else ()

    def flag(self, evidence: str | None) -> str:
        """That something is to be confirmed, where nobody has seen it in a source."""
        return self.say("to be confirmed") if evidence == "background" else ""

    def contact(self, entry: ContactEntry) -> i.Contact:
        """A contact."""
        return i.Contact(
            self.line(entry.name),
            tuple(self.phone(telephone) for telephone in entry.telephones),
            entry.url or "",
            entry.email or "",
            self.line(entry.address),
            self.hours(entry),
            self.say("to be confirmed") if entry.status == "recheck" else "",
            as_data(entry.opening),
            entry.id,
            is_placed(self.manual, entry),
            is_open(self.manual, entry.id),
        )

    def phone(self, telephone: Telephone) -> i.Phone:
        """A telephone number."""
        return i.Phone(
            telephone.number,
            dialled(telephone.number, telephone.extension or ""),
            extension_in_words(self.say, telephone),
            self.line(telephone.note),
        )

    def hours(self, entry: ContactEntry) -> i.Parts:
        """When a service is open: its days and times, a line for each, then the author's words."""
        lines = [self.opening_line(line) for line in opening_lines(self.say, entry.opening)]
        return _on_lines([*lines, *([self.text_lines(entry.hours)] if entry.hours else [])])

    def opening_line(self, line: OpeningLine) -> i.Parts:
        """Days with their times, and the note that holds at them."""
        note = (i.Words(", "), *self.line(line.note)) if line.note else ()
        return (i.Words(line.words), *note)

    def text_lines(self, text: Text) -> i.Parts:
        """A text whose lines stay lines."""
        written = self.reading.words(text).split("\n")
        authored = self._authored_of(text)
        parts = _on_lines([line for words in written if (line := authored.line(words))])
        parts = self.sourced(text, parts)
        doubt = self._doubt(text)
        return (replace(doubt, parts=parts),) if doubt else parts

    def languages(self, spoken: Text | tuple[str, ...] | None) -> i.Parts:
        """Languages: an author's words, or the names of their tags."""
        if isinstance(spoken, tuple):
            return self.words(languages_in_words(self.say, spoken))
        return self.line(spoken)

    def contacts(self, ids: Iterable[str]) -> tuple[b.Block, ...]:
        """The contacts of these ids that readers may see; nothing where there is none."""
        entries = [self.manual.contact(name) for name in ids]
        shown = [entry for entry in entries if entry and entry.status != "weak"]
        return (b.Contacts(tuple(self.contact(entry) for entry in shown)),) if shown else ()

    def entry_link(self, register: str, entry_id: str) -> i.Link:
        """A link to an entry of a register, by what it is called; by its id where there is none."""
        entry = self.manual.register(register).find(entry_id)
        title = getattr(entry, "title", None) or getattr(entry, "name", None)
        parts = self.line(title) if title else (i.Words(entry_id),)
        return i.Link(PageGoal(register_uri(register), entry_id), parts)

    def union_link(self, kind: str, entry_id: str) -> i.Link:
        """A link to what a reference of several registers names."""
        return self.entry_link(register_of(self.manual, kind, entry_id), entry_id)

    def named(self, register: str, ids: Iterable[str]) -> i.Parts:
        """Entries of a register by their names, as links; an id that has none stands as it is."""
        entries = self.manual.register(register)
        links: list[i.Inline] = [
            self.entry_link(register, name) if entries.find(name) else i.Words(name) for name in ids
        ]
        return i.between(links, ", ")

    def form_link(self, form_id: str) -> i.Link | i.Attached | i.Together:
        """A link to a form's sheet and its file; to its place in the register where it has neither."""
        form = self.manual.form(form_id)
        files = form_files(self.manual, form, self.reading.lang) if form else ()
        if form and form.template:
            sheet = i.Link(PageGoal(form_uri(form_id)), self.line(form.title))
            file = [self.form_file(one, self.words(self.say("file"))) for one in files[:1]]
            return i.Together((sheet, i.Words(" · "), *file)) if file else sheet
        if form and files:
            return self.form_file(files[0], self.line(form.title))
        return self.entry_link("forms", form_id)

    def form_files(self, form: Form) -> i.Parts:
        """The files of a form, each by what it is."""
        words = self.words(self.say("Download the form"))
        files = form_files(self.manual, form, self.reading.lang)
        return i.between([self.form_file(one, words) for one in files], " · ")

    def form_file(self, file: FormFile, words: i.Parts) -> i.Attached:
        """A link to a file of a form, with its kind, size, day and language."""
        languages = self.manual.settings.model.languages
        language = languages[file.lang].name if file.lang in languages else file.lang
        goal = FileGoal(site_file(file.media.path), file.media.path)
        return i.Attached(i.Link(goal, words), media_words(self.say, file.media, language))

    def page_link(self, document_id: str) -> i.Inline:
        """A link to a procedure or flow by code and title; its id where there is none."""
        document = self.manual.document(document_id)
        return self.link_to(document) if document else i.Words(document_id)

    def link_to(self, document: AnyDocument) -> i.Link:
        """A link to a procedure or flow by code and title."""
        code = i.Span("code", (i.Words(document.model.code),))
        title = self.line(document.model.title)
        return i.Link(PageGoal(document_uri(document)), (code, i.Words(" "), *title))

    def page_links(self, ids: Iterable[str], mark: str) -> i.Parts:
        """Links to pages, with a mark between."""
        return i.between([self.page_link(document_id) for document_id in ids], mark)

    def sources(self, ids: Iterable[str]) -> i.Sources | None:
        """The sources that something rests on, by their codes; None where there is none."""
        links = []
        for source_id in ids:
            source = self.manual.source(source_id)
            title = self.reading.plain(source.title) if source else ""
            goal = PageGoal(register_uri("sources"), source_id)
            links.append(i.Link(goal, (i.Words(source_id.upper()),), title=title))
        return i.Sources(self.say("Source"), tuple(links)) if links else None

    def warning(self, text: Text | None) -> i.Warned | None:
        """A warning, where there is one."""
        return i.Warned(self.say("Warning"), self.line(text)) if text else None

    def law(self, basis: LegalBasis) -> i.Law:
        """A law that something rests on."""
        law = self.manual.law(basis.law)
        day = law.verified_on if law else None
        return i.Law(
            self.entry_link("laws", basis.law),
            self.say("article {article}", article=basis.article) if basis.article else "",
            self.say("consulted on {date}", date=self.say.short_date(day)) if day else "",
            self.flag(law.evidence if law else None),
            self.warning(basis.warning),
        )

    def duration(self, time: TimeLimit) -> i.Duration:
        """How long something may take."""
        within = self.say("within {duration}", duration=self.say.duration(time.within, time.count))
        law = self.entry_link("laws", time.basis) if time.kind == "legal" and time.basis else None
        return i.Duration(within, self.line(time.since), law, self.say("model"))

    def wait(self, wait: WaitFor) -> i.Duration:
        """How long one waits for something at most."""
        law = self.entry_link("laws", wait.basis) if wait.kind == "legal" and wait.basis else None
        words = self.say("at most {duration}", duration=self.reading.at_most(wait))
        return i.Duration(words, (), law, self.say("model"))

    def limit_entry(self, stated: LimitEntry | NamedLimit) -> LimitEntry | None:
        """A time limit that a page states, looked up where the page only names it."""
        if isinstance(stated, NamedLimit):
            return self.manual.deadline(stated.deadline)
        return stated

    def limit(self, entry: LimitEntry) -> i.Limit:
        """A time limit."""
        return i.Limit(
            self.line(entry.text),
            self.limit_kind(entry),
            self.duration(entry.time) if entry.time else None,
            self.flag(entry.evidence),
            self.entry_link("laws", entry.basis) if entry.basis else None,
            self.say("article {article}", article=entry.article) if entry.article else "",
            self.sources(entry.sources),
            self.warning(entry.warning),
        )

    def limit_kind(self, entry: LimitEntry) -> str:
        """Whether a law says so, or the manual proposes it."""
        return self.say("legal") if entry.kind == "legal" else self.say("model target")

    def paper(self, document: NamedDocument) -> i.Paper:
        """A paper that a person brings."""
        form = self.form_link(document.form) if document.form else None
        return i.Paper(
            document.need, self.say(NEEDS[document.need]), self.line(document.name), form
        )

    # -- notes on the page itself

    def status(self, status: str) -> str:
        """A document's status in words; the manual may have its own for a model."""
        notice = self.manual.settings.model.model_notice
        if status == "model" and notice:
            return self.reading.plain(notice)
        return self.say(STATUSES[status])

    def model_notice(self) -> tuple[b.Block, ...]:
        """The label of a manual in which something still is a model; nothing once nothing is."""
        if not any(document.model.status == "model" for document in self.manual.documents()):
            return ()
        return (b.Notice("model", ((i.Strong(self.words(f"{self.status('model')}.")),),)),)

    def stale_note(self) -> str:
        """That texts of this page's document are older than what they were made from; or nothing.

        Prose that stands beside it counts as one.
        """
        lang = self.reading.lang
        number = len(stale_in(self.manual, self.path, lang))
        number += len(stale_in(self.manual, self.path.removesuffix(".yml") + ".md", lang))
        if not number:
            return ""
        return self.say.count(
            "{n} text of this page may be out of date: what it was translated from has changed.",
            "{n} texts of this page may be out of date: what they were translated from has changed.",
            number,
        )

    def is_stale_prose(self) -> bool:
        """Whether this page is prose that is older than what it was made from."""
        path = self.path.rsplit(".", 2)[0] + ".md"
        return self.path.endswith(".md") and bool(stale_in(self.manual, path, self.reading.lang))
