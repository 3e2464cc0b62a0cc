"""Word files of a manual: editions, and each procedure and flow by itself."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from claim_manual.book.paper import Paper
from claim_manual.book.printed_charts import Sheet, printed_charts
from claim_manual.charts.chart import Chart
from claim_manual.derived.addresses import document_uri, language_prefixes, page_path
from claim_manual.derived.approval_words import approval_lines
from claim_manual.derived.centres import as_contact
from claim_manual.derived.navigation import in_order
from claim_manual.derived.reading import Reading
from claim_manual.derived.selection import Selection, has_model, phases_of, selection
from claim_manual.derived.sheets import forms_with_sheets, sheet
from claim_manual.derived.text_names import words_named
from claim_manual.model.brief import Brief
from claim_manual.model.edition import Edition
from claim_manual.model.manual import AnyDocument, Document, Manual
from claim_manual.model.registers import Contact
from claim_manual.model.review import Round
from claim_manual.model.sources import WORD
from claim_manual.pages import blocks as b
from claim_manual.pages import inline as i
from claim_manual.pages.briefs import brief_page
from claim_manual.pages.documents import flow_page, procedure_page, without_lanes
from claim_manual.pages.every import Planned, planned
from claim_manual.pages.forms import form_page
from claim_manual.pages.lists import category_page, prose_page
from claim_manual.pages.page import Online, Page, Section, anchored
from claim_manual.pages.phases import model_page
from claim_manual.pages.plain import lines, plain
from claim_manual.pages.registers import reference_page
from claim_manual.pages.texts import Texts
from claim_manual.publish.folder import write_file
from claim_manual.publish.memory import Memory, digest, program
from claim_manual.raster import shown
from claim_manual.read.revision import head_commit
from claim_manual.site.page_keys import PageKeys
from claim_manual.work import remembered
from claim_manual.work.printing import Order

if TYPE_CHECKING:
    from claim_manual.office.word import Chapter, Cover, Site

ENDING = ".docx"
_READABLE = 7 / 9
_PIXELS = frozenset({".png", ".jpg", ".jpeg"})
"""Pictures that every word processor shows."""


class _Upright(Paper):
    """Paper that is never turned: a section that lies on its side would be one more to edit."""

    def turned(self, links: int) -> tuple[float, float]:
        """As on an upright page."""
        return self.upright(links)


_PAPER = _Upright(210, 297, 27, 20, 22, 10.2, 8.5, _READABLE, 1.0)


Protection = Literal["", "comments", "trackedChanges"]
_PROTECTIONS: Mapping[str | None, Protection] = {
    "comments": "comments",
    "changes": "trackedChanges",
}


@dataclass(frozen=True)
class Review:
    """For which round of review a file is made, what its readers are asked to do, and all they can."""

    round: str = ""
    request: tuple[str, ...] = ()
    protection: Protection = ""


@dataclass(frozen=True)
class _Maker:
    """Makes the files of one language; a `template` is an organisation's own."""

    reading: Reading
    order: Order
    template: bytes | None
    review: Review = field(default_factory=Review)
    has_charts: bool = True

    @property
    def manual(self) -> Manual:
        """The manual."""
        return self.reading.manual

    def texts(self, path: str) -> Texts:
        """Makes values of what stands in a source file."""
        return Texts(self.reading, path)

    # -- pages

    def document(self, document: AnyDocument, *, has_lanes: bool = False) -> Page:
        """The page of a procedure or flow."""
        maker = procedure_page if hasattr(document.model, "steps") else flow_page
        page = anchored(maker(self.texts(document.path), document, Online()))
        return page if has_lanes else without_lanes(page)

    def chapter(self, document: AnyDocument, level: int, *, has_lanes: bool = False) -> Chapter:
        """A procedure or flow, with its code and version over it."""
        from claim_manual.office.word import Chapter

        model = document.model
        version = self.reading.say("version {version}", version=model.version)
        return Chapter(
            self.document(document, has_lanes=has_lanes), level, f"{model.code} · {version}"
        )

    # -- files

    def single(self, document: AnyDocument) -> bytes:
        """One procedure or flow by itself."""
        status = self.texts(document.path).status(document.model.status)
        return self._file(self.reading.title(document), status, (self.chapter(document, 1),))

    def edition(self, edition: Edition) -> bytes:
        """An edition, with cover and contents."""
        title = self.reading.plain(self.manual.settings.model.title)
        chapters = tuple(self._chapters(edition))
        return self._file(title, self._notice, chapters, self._cover(edition))

    def brief(self, brief: Document[Brief]) -> bytes:
        """A brief by itself."""
        from claim_manual.office.word import Chapter

        page = anchored(brief_page(self.reading, brief, Online()))
        version = brief.model.version
        running = self.reading.say("version {version}", version=version) if version else ""
        return self._file(page.title, self._notice, (Chapter(page, 1, running),))

    def _file(
        self, title: str, foot: str, chapters: tuple[Chapter, ...], cover: Cover | None = None
    ) -> bytes:
        from claim_manual.office.word import (  # much to load, seldom needed
            Origin,
            WordBook,
            word_file,
        )

        book = WordBook(
            title=title,
            running=self.reading.plain(self.manual.settings.model.title),
            foot=foot,
            chapters=chapters,
            say=self.reading.say,
            cover=cover,
            site=self._site(chapters),
            sheets=self._sheets,
            picture=self._picture,
            origin=Origin(partial(words_named, self.manual), self.review.round),
            request=self.review.request,
            protection=self.review.protection,
        )
        return word_file(book, self.template)

    # -- parts of editions

    def _chapters(self, edition: Edition) -> Iterator[Chapter]:
        from claim_manual.office.word import Chapter

        chosen = selection(self.manual, edition)
        if not edition.options.sheets_only:
            for page in self._prose(edition):
                yield Chapter(page)
            if has_model(self.manual, edition, chosen):
                yield Chapter(anchored(model_page(self.reading)))
            yield from self._documents(edition, chosen)
        reference = [Chapter(page, 2) for page in self._reference(edition, chosen)]
        yield from self._part(self.reading.say("Reference"), reference)

    def _documents(self, edition: Edition, chosen: Selection) -> Iterator[Chapter]:
        from claim_manual.office.word import Chapter

        told = phases_of(self.manual, edition, chosen)
        chapter = partial(self.chapter, has_lanes=edition.options.lanes)
        for key, name in self.manual.settings.model.category_names.items():
            chapters = [chapter(each, 2) for each in chosen.categories[key]]
            if key in told:
                title = self.reading.say("About this part")
                page = replace(category_page(self.reading, key), heading=(i.Words(title),))
                chapters.insert(0, Chapter(anchored(page), 2))
            yield from self._part(self.reading.plain(name), chapters)
        trees = [chapter(each, 2) for each in chosen.flows]
        yield from self._part(self.reading.say("Decision trees"), trees)

    def _part(self, name: str, chapters: Sequence[Chapter]) -> Iterator[Chapter]:
        from claim_manual.office.word import Chapter

        if chapters:
            yield Chapter(None, title=name, running=chapters[0].running)
            yield from chapters

    def _prose(self, edition: Edition) -> Iterator[Page]:
        by_id = {page.id: page for page in in_order(self.manual, self.reading.lang)}
        named = edition.pages
        if named is None:
            named = tuple(name for name in by_id if name != "index")
        for name in named:
            if prose := by_id.get(name):
                yield anchored(prose_page(self.reading, prose))

    def _reference(self, edition: Edition, chosen: Selection) -> Iterator[Page]:
        documents = frozenset(document.id for document in chosen.documents)
        for name in () if edition.options.sheets_only else chosen.registers:
            texts = self.texts(self.manual.register(name).source.path)
            yield anchored(reference_page(texts, name, documents))
        for form in forms_with_sheets(self.manual) if "forms" in chosen.registers else ():
            if sheet(self.reading, form):
                yield anchored(form_page(self.reading, form))

    def _cover(self, edition: Edition) -> Cover:
        from claim_manual.office.word import Cover

        settings, say = self.manual.settings.model, self.reading.say
        version = say("Version {version}.", version=settings.version) if settings.version else ""
        printed = f"{version} {say.date(self.order.day)}".strip()
        rows = (settings.publisher, settings.description)
        approved = approval_lines(self.reading, edition.approvals, settings.version)
        said = [*map(self.reading.plain, rows), *self._place(), self._notice, *approved, printed]
        said.append(self.order.site_url)
        return Cover(
            self.reading.plain(edition.title),
            tuple(words for words in said if words),
            tuple(self._front()),
        )

    def _place(self) -> Iterator[str]:
        """For which centre it is, of a local edition."""
        if centre := self.manual.at:
            yield plain((self.texts(centre.path).contact(as_contact(centre)),))

    def _front(self) -> Iterator[Section]:
        """Whom to call in an emergency."""
        settings, say = self.manual.settings, self.reading.say
        entries = [self.manual.contact(name) for name in settings.model.emergency]
        texts = self.texts(settings.path)
        contacts = tuple(texts.contact(entry) for entry in entries if isinstance(entry, Contact))
        if contacts:
            title = (i.Words(say("In an emergency")),)
            yield Section("emergency", title, (b.Contacts(contacts),), level=1)

    @property
    def _notice(self) -> str:
        """The label of a manual in which something still is a model."""
        notice = lines(self.texts(self.manual.settings.path).model_notice())
        return " ".join(plain(line) for line in notice)

    # -- what pages show

    def _site(self, chapters: Sequence[Chapter]) -> Site:
        from claim_manual.office.word import Site

        root = self.order.site_url
        prefix = language_prefixes(self.manual)[self.reading.lang]

        def online(uri: str, anchor: str) -> str:
            place = f"#{anchor}" if anchor else ""
            return f"{root}/{page_path(prefix, uri, '')}{place}" if root else ""

        def file(path: str) -> str:
            return f"{root}/{page_path('', path, '').rstrip('/')}" if root else ""

        pages = frozenset(chapter.page.uri for chapter in chapters if chapter.page)
        return Site(pages, online, file)

    def _sheets(self, chart: Chart, uri: str) -> Sequence[Sheet]:
        if not self.has_charts:
            return ()
        say = self.reading.say
        return printed_charts(
            say, chart, _PAPER, f"{uri}#chart", lambda page, place: f"{page}#{place}"
        )

    def _picture(self, image: i.Image) -> bytes | None:
        """A picture of the manual as word processors show it; None of what is none."""
        media = self.manual.media.get(image.source)
        if media is None:
            return None
        content = (self.order.root / media.path).read_bytes()
        if media.is_shown_as_pixels:
            ending = media.ending if media.ending in _PIXELS else ".png"
            return shown(content, ending)
        if media.ending == ".svg":
            return _drawn(content, image)
        return None


def _drawn(content: bytes, image: i.Image) -> bytes | None:
    from claim_manual.office.picture import sized_png

    size = (image.width or 600, image.height or 400)
    return sized_png(content.decode("utf-8", "replace"), *size)


# -- files of a manual


_NO_REVIEW = Review()


def review_of(reading: Reading, review: Document[Round] | None, allow: str | None) -> Review:
    """What a file asks of its readers, for a round or without one; `allow` is comments or changes."""
    if review is None and allow is None:
        return _NO_REVIEW
    say, request = reading.say, []
    if review:
        request.append(say("For the review “{title}”.", title=reading.plain(review.model.title)))
        if review.model.closed_on:
            request.append(say("Until {date}.", date=say.date(review.model.closed_on)))
    if allow != "comments":
        request.append(say("Change what should be otherwise, with changes tracked."))
    request.append(say("Write comments on the words that they are about."))
    request.append(say("Your name is left out when the file is read; your organisation is kept."))
    name = review.id if review else ""
    return Review(name, (" ".join(request),), _PROTECTIONS.get(allow, ""))


def document_file(
    manual: Manual, order: Order, document: AnyDocument, lang: str, review: Review = _NO_REVIEW
) -> bytes:
    """A procedure or flow as a Word file. Raises WordTemplateError where the template is none."""
    maker = _maker(manual, order, lang, review)
    with remembered.layouts(Memory(order.root)):
        return _with_commit(maker.single(document), order)


def without_charts(manual: Manual, order: Order, document: AnyDocument, lang: str) -> bytes:
    """The same without its charts, in the manual's look: what its words are compared with."""
    return _Maker(Reading(manual, lang), order, None, has_charts=False).single(document)


def edition_file(
    manual: Manual, order: Order, edition: Edition, lang: str, review: Review = _NO_REVIEW
) -> bytes:
    """An edition as a Word file, in one language. Raises WordTemplateError."""
    maker = _maker(manual, order, lang, review)
    with remembered.layouts(Memory(order.root)):
        return _with_commit(maker.edition(edition), order)


def _maker(manual: Manual, order: Order, lang: str, review: Review) -> _Maker:
    reading = Reading(manual, lang, is_sourced=True)
    return _Maker(reading, order, template(order.root), review)


def _with_commit(content: bytes, order: Order) -> bytes:
    from claim_manual.office.word import with_commit

    return with_commit(content, head_commit(order.root))


def brief_as_word(manual: Manual, order: Order, brief: Document[Brief], lang: str) -> bytes:
    """A brief as a Word file, in one language. Raises WordTemplateError."""
    return _Maker(Reading(manual, lang), order, template(order.root), _NO_REVIEW).brief(brief)


def languages_of(manual: Manual, edition: Edition) -> tuple[str, ...]:
    """The languages in which an edition is made: a file for each."""
    return tuple(edition.languages or manual.languages)


def write_word_files(manual: Manual, order: Order, folder: Path) -> None:
    """Each procedure and flow as a Word file in each language, made where it has changed."""
    from claim_manual.office.word import with_commit

    memory, commit = Memory(order.root), head_commit(order.root)
    own = template(order.root)
    key = PageKeys(
        manual, program(), "word", order.site_url, hashlib.sha256(own or b"").hexdigest()
    )
    with remembered.layouts(memory):
        for lang in manual.languages:
            reading = Reading(manual, lang, is_sourced=True)
            maker = _Maker(reading, order, own)
            for plan, document in _documents(reading):
                make: Callable[[], bytes] = partial(maker.single, document)
                content = remembered.word_file(memory, digest(key(plan, lang)), make)
                content = with_commit(content, commit)
                write_file(folder / f"{document.id}-{lang}{ENDING}", content, is_lasting=False)
    memory.forget_others("word")


def _documents(reading: Reading) -> Iterator[tuple[Planned, AnyDocument]]:
    for plan in planned(reading, Online()):
        if plan.document is not None and plan.uri == document_uri(plan.document):
            yield plan, plan.document


def template(root: Path) -> bytes | None:
    """The manual's own template of Word files; None where it has none."""
    file = next((root / name for name in WORD if (root / name).is_file()), None)
    return file.read_bytes() if file else None


def place_of(uri: str) -> str:
    """The bookmark at the heading of a page."""
    from claim_manual.office.word.places import Places

    return Places(lambda _uri, _anchor: "", lambda _link, _address: None).name(uri)
