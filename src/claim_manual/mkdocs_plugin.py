"""The door to MkDocs: it turns configuration into calls, and pages into MkDocs' files."""

from __future__ import annotations

import html
import os
from importlib import resources
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils.templates import TemplateContext

from claim_manual import build
from claim_manual.clock import seconds, today
from claim_manual.model.finding import Finding, Severity, error, has_errors, say
from claim_manual.model.language import of_the_machine, words
from claim_manual.model.manual import Manual
from claim_manual.model.page import Page, Section
from claim_manual.model.place import Place
from claim_manual.publish.aside import Aside
from claim_manual.publish.pdf import obstacle
from claim_manual.publish.report import line, sentence
from claim_manual.read import NotAManualError
from claim_manual.view.frame import frame
from claim_manual.view.navigation import navigation

log = get_plugin_logger("claim-manual")
SCRIPTS = ("assets/claim-manual/claim-manual.js", "assets/claim-manual/tree.js")
WATCHED = ("manual.yml", "procedures", "flows", "reference", "editions", "templates")


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin has none: manual.yml says it all."""


class ClaimManualPlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Reads the manual beside mkdocs.yml once a build and hands its pages over."""

    def __init__(self) -> None:
        self.manual: Manual | None = None
        self.findings: list[Finding] = []
        self.pages: dict[str, Page] = {}
        self.is_serving = False
        self.asides: dict[str, Aside] = {}

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Keeps this object over the builds of one `serve`."""
        self.is_serving = command == "serve"
        if not self.is_serving:
            # MkDocs writes the day into sitemap.xml: the same one as in the books.
            os.environ.setdefault("SOURCE_DATE_EPOCH", str(seconds(today())))

    @event_priority(100)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the manual, then sets what depends on the language that is built.

        Early, because the search plugin asks the theme for its language in this event.
        """
        i18n = config.plugins.get("i18n")
        if not getattr(i18n, "building", False):
            self._load(config)
        manual = self._manual()
        lang = getattr(i18n, "current_language", None) or manual.default_language
        framed = frame(manual, lang)
        config.site_name = html.escape(framed.title)
        config.site_description = html.escape(framed.description)
        config.nav = [_entry(section) for section in navigation(manual, lang)]
        config.extra["claim_manual"] = framed.extra | {
            "findings": [
                {"place": str(one.place), "text": sentence(one, framed.say)}
                for one in self.findings
                if one.severity is Severity.ERROR
            ],
        }
        style = "assets/claim-manual/claim-manual.css"
        if style not in config.extra_css:
            config.extra_css.insert(0, style)
        for script in SCRIPTS:
            if script not in config.extra_javascript:
                config.extra_javascript.append(script)
        theme = str(resources.files("claim_manual") / "theme")
        if theme not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, theme)
        config.theme["language"] = _theme_language(config, lang)
        return config

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Once more, because static-i18n sets the language as the manual calls it."""
        config.theme["language"] = _theme_language(config, str(config.theme["language"]))
        return env

    def _load(self, config: MkDocsConfig) -> None:
        root = _root(config)
        try:
            manual, findings = build.judged(root, today())
        except NotAManualError:
            manual = None
            missing = say("There is no manual.yml in {folder}.", folder=root)
            findings = [error(Place("manual.yml"), "unreadable-file", missing)]
        if manual is not None:
            findings = [*findings, *disagreements(config, manual)]
        self.findings = findings
        speak = words(of_the_machine())
        for one in findings:
            _LOG[one.severity](line(one, speak))
        if manual is not None and not has_errors(findings):
            self.manual = manual
            self.pages = {
                f"{page.uri}.{page.lang}.md": page
                for page in build.site_pages(manual, with_books=self._makes_books())
            }
        elif not self.is_serving or self.manual is None:
            raise Abort(speak("The manual has errors; nothing was built."))

    def _manual(self) -> Manual:
        assert self.manual is not None
        return self.manual

    def _makes_books(self) -> bool:
        asked = os.environ.get("CLAIM_MANUAL_BOOKS", "yes") == "yes"
        return asked and not self.is_serving and obstacle() is None

    @event_priority(50)
    def _name_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Before static-i18n: it re-creates what it finds, so only the names are put in."""
        known = {file.src_uri for file in files}
        for uri in self.pages:
            if uri not in known:
                files.append(File(uri, config.docs_dir, config.site_dir, config.use_directory_urls))
        return files

    @event_priority(-150)
    def _fill_pages(self, files: Files, *, config: MkDocsConfig) -> Files:
        """After static-i18n: the words of each page, and the files that pages need."""
        for file in files:
            page = self.pages.get(file.src_uri)
            if page is not None:
                aside = self.asides[file.src_uri] = Aside(page.markdown)
                file.content_string = aside.markdown
                file.generated_by = "claim-manual"
        if not getattr(config.plugins.get("i18n"), "building", False):
            for asset in build.assets(self._manual()):
                files.append(File.generated(config, asset.uri, content=asset.content))
        return files

    def on_page_content(
        self, html: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """Puts the blocks back that Markdown had no business in."""
        aside = self.asides.get(page.file.src_uri)
        return aside.after_markdown(html) if aside else html

    def on_post_page(self, output: str, *, page: SitePage, config: MkDocsConfig) -> str:
        """Puts the drawings back that search had no business in."""
        aside = self.asides.get(page.file.src_uri)
        return aside.after_search(output) if aside else output

    on_files = CombinedEvent(_name_pages, _fill_pages)

    def on_page_markdown(
        self, markdown: str, *, page: SitePage, config: MkDocsConfig, files: Files
    ) -> str:
        """The edit link of a page leads to the source file that says what stands on it."""
        made = self.pages.get(page.file.src_uri)
        repository = self._manual().settings.model.repository
        page.edit_url = None
        if made is not None and repository:
            path = self._manual().settings.model.edit_path
            page.edit_url = f"{repository.rstrip('/')}/{path.strip('/')}/{made.source}"
        return markdown

    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, nav: Any
    ) -> TemplateContext:
        """The language links of a page, the home page too, lead to the same page."""
        languages = self._manual().settings.model.languages
        alternates = getattr(page.file, "alternates", {})
        links = [
            {"name": language.name, "lang": lang, "link": alternates[lang].url}
            for lang, language in languages.items()
            if len(languages) > 1 and lang in alternates
        ]
        # static-i18n sets the attribute, which a template sees before the key.
        config.extra["alternate"] = links
        config.extra.alternate = links  # type: ignore[attr-defined]
        return context

    @event_priority(0)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """The print editions, once: static-i18n builds the further languages after this."""
        if self._makes_books() and not getattr(config.plugins.get("i18n"), "building", False):
            folder = Path(config.site_dir) / "pdf"
            build.write_books(self._manual(), _root(config), today(), folder)

    def on_serve(
        self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any
    ) -> LiveReloadServer:
        """Watches the manual's sources."""
        for name in WATCHED:
            path = _root(config) / name
            if path.exists():
                server.watch(str(path))
        return server


_LOG = {Severity.ERROR: log.error, Severity.WARNING: log.warning, Severity.INFO: log.debug}


def _theme_language(config: MkDocsConfig, lang: str) -> str:
    """The language that the theme speaks for `lang`; English where it does not know it."""
    for known in (lang, lang.split("-", maxsplit=1)[0]):
        partial = f"partials/languages/{known}.html"
        if any((Path(folder) / partial).is_file() for folder in config.theme.dirs):
            return known
    return "en"


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).resolve().parent


def _entry(section: Section) -> dict[str, Any]:
    title = html.escape(section.title)  # the theme writes titles as they come
    if section.uri:
        return {title: f"{section.uri}.md"}
    return {title: [_entry(part) for part in section.parts]}


def disagreements(config: MkDocsConfig, manual: Manual) -> list[Finding]:
    """Where mkdocs.yml has other languages than manual.yml, or another default one."""
    i18n = config.plugins.get("i18n")
    if i18n is None:
        built, default = [manual.default_language], manual.default_language
    else:
        built = [one.locale for one in i18n.config.languages if one.build]
        default = next((one.locale for one in i18n.config.languages if one.default), "")
    place = Place(Path(config.config_file_path).name)
    hint = say("Make the languages of the i18n plugin those of manual.yml, with the same default.")
    found = []
    if sorted(built) != sorted(manual.languages):
        found.append(
            error(
                place,
                "unknown-language",
                say(
                    "mkdocs.yml builds {here}, but manual.yml has {there}.",
                    here=", ".join(sorted(built)),
                    there=", ".join(sorted(manual.languages)),
                ),
                hint,
            )
        )
    elif default != manual.default_language:
        found.append(
            error(
                place,
                "unknown-language",
                say(
                    "The default language is “{here}” in mkdocs.yml and “{there}” in manual.yml.",
                    here=default,
                    there=manual.default_language,
                ),
                hint,
            )
        )
    return found
