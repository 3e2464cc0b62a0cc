"""The door to MkDocs: it turns configuration into calls, and pages into MkDocs' files."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as MkdocsPage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from claim_manual.clock import seconds
from claim_manual.derived import addresses
from claim_manual.mkdocs_plugin.configured import is_further, root_of, silence
from claim_manual.mkdocs_plugin.content import Content, content, read
from claim_manual.mkdocs_plugin.copied import CopiedOnce, leave_out
from claim_manual.mkdocs_plugin.faults import (
    IN_BROWSER,
    RefusedError,
    day_of_build,
    stop_at,
    tell,
    tell_fault,
)
from claim_manual.mkdocs_plugin.finished import FinishedPage, contents_of
from claim_manual.mkdocs_plugin.given import Given, has_books
from claim_manual.mkdocs_plugin.lighter import lighten
from claim_manual.mkdocs_plugin.place_files import add_places
from claim_manual.mkdocs_plugin.theme import ICON, OWN_PAGES, STYLE, Theme
from claim_manual.mkdocs_plugin.versions import Versions
from claim_manual.mkdocs_plugin.whole_pages import KIND, WholePages, around_all
from claim_manual.model.finding import FaultyError, Finding, has_errors
from claim_manual.model.language import of_the_machine, words
from claim_manual.model.media import composed
from claim_manual.model.sources import source_roots
from claim_manual.publish.folder import filled_in_place, write_file
from claim_manual.publish.memory import Memory
from claim_manual.publish.ownership import SITE, OccupiedError
from claim_manual.publish.processes import PARENT, end_with_input
from claim_manual.site.frame import Frame, around_own, policy_of
from claim_manual.site.manifest import manifest
from claim_manual.site.site_page import Asset
from claim_manual.work import briefs, kits, media_files, printing, site_parts, word_editions
from claim_manual.work.icons import icon_files

if TYPE_CHECKING:
    from claim_manual.mkdocs_plugin.in_browser import InBrowser

WATCHED = source_roots()


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has none: manual.yml says it all."""


class ClaimManualPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Reads the manual beside mkdocs.yml once a build and hands its pages over."""

    def __init__(self) -> None:
        self.content: Content | None = None
        self.findings: list[Finding] = []
        self.is_serving = False
        self.memory: Memory | None = None
        self.whole_pages = WholePages()
        self.filling = ExitStack()
        self.copied_once = CopiedOnce()
        self.versions = Versions()
        self.theme: Theme | None = None
        self.in_browser: InBrowser | None = None
        self._root = Path()
        self.given: Given | None = None

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this object over the builds of one `serve`."""
        if os.environ.get(PARENT) == "yes":
            end_with_input()
        if self.given is None:
            sys.excepthook = tell_fault
        self.is_serving = command == "serve"
        if not self.is_serving:
            # MkDocs writes the day into sitemap.xml: the same one as in the books.
            day = str(seconds(day_of_build()))
            os.environ["SOURCE_DATE_EPOCH"] = os.environ.get("SOURCE_DATE_EPOCH") or day

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the manual, then sets what depends on the language that is built.

        Early, so that other plugins find the theme and the languages as they will be.
        """
        if self._is_offline():
            config.use_directory_urls = False
        if not is_further(config):
            self.theme = Theme(config)
            self._load(config)
        self._theme().show(config)
        self._speak(self._language(config), config)
        config.nav = None
        self._theme().load_assets(config)
        if not is_further(config):
            self.in_browser = self._drawn_in_browser(config)
        return config

    def _drawn_in_browser(self, config: MkDocsConfig) -> InBrowser | None:
        if self._content().manual.settings.model.diagrams != "client":
            silence(config, IN_BROWSER)  # alone it would ask a foreign server for Mermaid
            return None
        from claim_manual.mkdocs_plugin.in_browser import InBrowser  # loads what few manuals need

        return InBrowser(config)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Before MkDocs empties the site's folder: only one of ours, or an empty one."""
        self._theme().hide(config)
        if self.is_serving or is_further(config):
            return
        try:
            self.filling.enter_context(
                filled_in_place(Path(config.site_dir), root_of(config), SITE)
            )
        except OccupiedError as failure:
            speak = words(of_the_machine())
            raise RefusedError(" ".join(message.text(speak) for message in failure.args)) from None

    def _extra(self, framed: Frame, config: MkDocsConfig) -> dict[str, Any]:
        """What the theme shows around a page in one language."""
        # While serving, MkDocs puts a script of its own into each page, to follow changes.
        policy = "" if self.is_serving else policy_of(config.site_url or "")
        return self._theme().variables(framed, self.findings, policy)

    def _load(self, config: MkDocsConfig) -> None:
        manual, self.findings = read(config, self.given)
        for finding in self.findings:
            tell(finding)
        if manual is not None and not has_errors(self.findings):
            config.site_url = config.site_url or manual.settings.model.site_url
            self.content = content(
                manual, config, self._memory(config), has_books=self._has_books()
            )
        elif not self.is_serving or self.content is None:
            raise Abort(words(of_the_machine())("The manual has errors; nothing was built."))

    def _memory(self, config: MkDocsConfig) -> Memory:
        root = root_of(config)
        if self.memory is None or self.memory.root != root:
            self.memory = Memory(root)
        return self.memory

    def _theme(self) -> Theme:
        assert self.theme is not None
        return self.theme

    def _content(self) -> Content:
        assert self.content is not None
        return self.content

    def _has_books(self) -> bool:
        return has_books(self.given, is_serving=self.is_serving)

    @event_priority(50)
    def _name_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Before static-i18n: it re-creates what it finds, so only the names are put in."""
        uris = {file.src_uri for file in files}
        for uri in self._content().pages:
            if uri not in uris:
                files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    @event_priority(-150)
    def _fill_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After static-i18n: the words of each page, and the files that pages need."""
        self._theme().copy(files, config)
        content = self._content()
        # Where MkDocs was called, every finding was told.
        unpublished = () if self.given else content.manual.unpublished
        told = {prose.id for prose in unpublished}
        leave_out(files, config, content.pages, told, content.manual.default_language)
        self.copied_once(files, config)
        if not is_further(config):
            self._add_assets(files, config)
        frames = self._content().frames.items()
        shown = {lang: (framed.title, self._extra(framed, config)) for lang, framed in frames}
        shown_by = (self._theme().templates(), self.versions.by_path)
        common = around_all(config, shown_by, shown)
        for file in files:
            page = self._content().pages.get(file.src_uri)
            if page is not None:
                file.generated_by = "claim-manual"
                site_url = config.site_url or ""
                self.whole_pages.add(file, page, self._content(), site_url, common)
                FinishedPage(page.title, file, config)
        return files

    def _add_assets(self, files: Files, config: MkDocsConfig) -> None:
        """What the site has beside pages, once; files that open where they lie need no version."""
        self._add_media(files, config)
        manual = self._content().manual
        made = self._content().assets(config.site_url or "", self._memory(config))
        drawing = [self.in_browser.asset()] if self.in_browser else []
        for asset in (*made, *drawing, *self._for_devices(files)):
            content = asset.content
            if asset.uri == STYLE and (style := files.get_file_from_path(STYLE)):
                content = style.content_bytes + content
                files.remove(style)
            files.append(File.generated(config, asset.uri, content=content))
        add_places(files, config, manual)
        lighten(files, config, self._theme())
        if not self._is_offline():
            self.versions.take(files, config)

    def _add_media(self, files: Files, config: MkDocsConfig) -> None:
        """Pictures as pages show them, and documents, under names with their accents on the letters.

        What MkDocs found under docs/ gives way to them.
        """
        manual, memory = self._content().manual, self._memory(config)
        copied = {composed(file.src_uri): file for file in files}
        for uri, made in media_files.pictures(manual, memory):
            new = partial(File.generated, config, uri, content=made)
            _replace(files, copied.get(uri), new)
        for uri, path in media_files.documents(manual, memory.root):
            new = partial(File.generated, config, uri, abs_src_path=str(path))
            _replace(files, copied.get(uri), new)

    def _for_devices(self, files: Files) -> Iterator[Asset]:
        """What devices need to have the site on their screen."""
        icon = files.get_file_from_path(ICON)
        if icon and not self._is_offline():
            yield from icon_files(icon.content_bytes)
            yield from map(manifest, self._content().frames.values())

    def _is_offline(self) -> bool:
        """Whether pages are to open where they lie, without a server."""
        return self.given is not None and self.given.is_offline

    @event_priority(100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Escapes what templates write, the manual's own in templates/ too, unless it is markup.

        MkDocs' Jinja environment escapes nothing, and authors' words stand all around a page.
        """
        env.autoescape = True
        theme, root = self._theme(), root_of(config)
        theme.include_named(env)
        self.versions.speak(env)
        if not is_further(config):
            self._root = root
            stop_at(theme.faults(env, root), self.given)
        return env

    def on_build_error(self, *, error: Exception) -> None:
        """In place of a traceback, the line of the manual's own template in which a page failed."""
        if self.theme is not None and not isinstance(error, FaultyError | Abort):
            finding = self.theme.fault_in(error, self._root)
            stop_at([finding] if finding else [], self.given)

    def on_post_page(self, output: str, *, page: MkdocsPage, config: MkDocsConfig) -> str:
        """The whole page: as it was made before, or as it is now, which is kept.

        MkDocs holds every page to the end, so what is written is taken out of it.
        """
        uri = page.file.src_uri
        if uri not in self.whole_pages:
            return output
        page.content = page.markdown = ""
        if self.in_browser:
            output = self.in_browser.page(output, page, config, self.versions)
        return self.whole_pages.written(uri, output, self._memory(config))

    on_files = CombinedEvent(_name_pages, _fill_pages)

    @event_priority(100)
    def on_page_context(
        self, context: TemplateContext, *, page: MkdocsPage, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """What the theme says of this page: its address, its languages, its place.

        What stands on it is put in here, no earlier, so that not all pages are in memory at a time.
        """
        site_page = self._content().pages.get(page.file.src_uri)
        self._speak(
            site_page.lang if site_page else self._content().manual.default_language, config
        )
        if site_page:
            uri = page.file.src_uri
            context["cm_page"] = self.whole_pages.around(uri)  # type: ignore[typeddict-unknown-key]
            is_kept = self.whole_pages.is_kept(uri, self._memory(config))
            context["cm_is_kept"] = is_kept  # type: ignore[typeddict-unknown-key]
            if not is_kept:
                page.content = Markup(site_page.html)
                page.toc = contents_of(site_page)
        return context

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Of a page of our own, as 404.html: the frame of the language that is built. Others, which
        belong to no language, have the default one's.
        """
        if template_name not in OWN_PAGES:
            self._speak(self._content().manual.default_language, config)
            return context
        lang, frames = self._language(config), self._content().frames
        self._speak(lang, config)
        if template_name == addresses.OFFLINE_PAGE:
            context["base_url"] = get_relative_url(".", frames[lang].prefix + template_name)
        root = context["base_url"].rstrip("/")
        own = around_own(frames, lang, template_name, root)
        context["cm_page"] = own  # type: ignore[typeddict-unknown-key]
        return context

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """A page of our own in a further language lies beside that language's pages."""
        prefix = self._content().frames[self._language(config)].prefix
        if template_name not in OWN_PAGES or not prefix:
            return output
        write_file(Path(config.site_dir) / prefix / template_name, output.encode())
        return ""

    def _language(self, config: MkDocsConfig) -> str:
        """The language that is built."""
        current = getattr(config.plugins.get("i18n"), "current_language", None)
        return current or self._content().manual.default_language

    def _speak(self, lang: str, config: MkDocsConfig) -> None:
        """What stands around the next page is in this language."""
        framed = self._content().frames[lang]
        config.site_name = framed.title
        config.site_description = framed.description
        config.extra["claim_manual"] = self._extra(framed, config)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The print editions, once: static-i18n builds the further languages after this.

        What can be kept offline is listed after each language, so that the last has all.
        """
        if not self.is_serving:
            is_whole = not self._is_offline()
            site_parts.finish(Path(config.site_dir), self._content().manual, is_whole=is_whole)
        if not is_further(config) and self.given is None and self._has_books():
            manual = self._content().manual
            address = site_parts.address(manual, config.site_url or "")
            order = printing.Order(root_of(config), day_of_build(), address)
            printing.write_books(manual, order, Path(config.site_dir) / addresses.BOOKS)
            word_editions.write_word_files(manual, order, Path(config.site_dir) / addresses.BOOKS)
            kits.write_kits(manual, order, Path(config.site_dir))
            briefs.write_briefs(manual, order, Path(config.site_dir))

    def on_shutdown(self) -> None:
        """When every language is done: what is in the site's folder is ours, what no page needed
        any more is forgotten.
        """
        self.filling.close()
        if self.memory is None:
            return
        self.memory.forget_others(KIND)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watches the manual's sources."""
        for name in WATCHED:
            path = root_of(config) / name
            if path.exists():
                server.watch(str(path))
        return server


def _replace(files: Files, old: File | None, new: Callable[..., File]) -> None:
    """A file of the site in place of the one that was copied, published where that was."""
    if old is None:
        files.append(new())
        return
    files.remove(old)
    files.append(new(inclusion=old.inclusion))
