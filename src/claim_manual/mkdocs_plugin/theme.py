"""What of a theme reaches the site: our frame, the manual's own templates, one style sheet of Material's.

The theme that mkdocs.yml names is taken out of the folders whose files the generator copies. Its
templates can still be included, and a file of it is copied where a template of the manual's names it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from claim_manual.derived.addresses import NOT_FOUND_PAGE, OFFLINE_PAGE
from claim_manual.model.finding import Finding, Severity
from claim_manual.publish.memory import files as digests_of
from claim_manual.publish.report import sentence
from claim_manual.site.frame import Frame, script_address
from claim_manual.site.own_templates import failed_in, template_faults

STYLE = "assets/claim-manual/claim-manual.css"
ICON = "assets/claim-manual/icon.svg"
_SCRIPTS = tuple(
    script_address(name)
    for name in (
        "claim-manual",
        "page",
        "typed",
        "walk",
        "carried",
        "questions",
        "leave",
        "person",
        "tree",
        "practice",
        "contacts",
        "seen",
        "keys",
        "kept",
        "offline",
    )
)
SITEMAP = "sitemap.xml"
OWN_PAGES = (NOT_FOUND_PAGE, OFFLINE_PAGE)
"""Templates of pages that belong to no file of the manual's; each language has one."""
_GIVEN = (
    "nav",
    "pages",
    "base_url",
    "extra_css",
    "extra_javascript",
    "mkdocs_version",
    "properdocs_version",
    "build_date_utc",
    "config",
    "page",
    "cm_page",
    "cm_is_kept",
    "i18n_config",
    "i18n_file_locale",
    "i18n_page_locale",
    "i18n_build_languages",
    "i18n_current_language",
    "i18n_current_language_config",
    "i18n_alternates",
)
"""The variables that the generator, static-i18n and this plugin give to templates."""
_OURS = str(resources.files("claim_manual") / "theme")


class Theme:
    """The theme of one site, from its configuration."""

    def __init__(self, config: MkDocsConfig) -> None:
        custom = config.theme.custom_dir
        self.custom = Path(custom) if custom and Path(custom).is_dir() else None
        self._own = [custom, _OURS] if custom else [_OURS]
        self._named = [folder for folder in config.theme.dirs if folder not in self._own]
        self.show(config)
        if not self._has_sitemap():
            config.theme.static_templates.discard(SITEMAP)  # ours has every page in each language
        if config.use_directory_urls:  # files that open where they lie need no other page
            config.theme.static_templates.add(OFFLINE_PAGE)
        self.stylesheet = self._stylesheet()

    def show(self, config: MkDocsConfig) -> None:
        """All folders, for plugins that look into them while the configuration is made."""
        config.theme.dirs[:] = [*self._own, *self._named]

    def load_assets(self, config: MkDocsConfig) -> None:
        """Have every page load our style sheet and scripts."""
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        for script in _SCRIPTS:
            if script not in config.extra_javascript:
                config.extra_javascript.append(script)

    def variables(self, framed: Frame, findings: Iterable[Finding], policy: str) -> dict[str, Any]:
        """What templates show around every page of a language; `policy` is what the page itself sends."""
        return framed.extra | {
            "stylesheet": self.stylesheet,
            "policy": policy,
            "findings": [
                {"place": str(finding.place), "text": sentence(finding, framed.say)}
                for finding in findings
                if finding.severity is Severity.ERROR
            ],
        }

    def hide(self, config: MkDocsConfig) -> None:
        """Only folders all of whose files go to the site: neither the theme's nor static-i18n's."""
        self._named = [folder for folder in config.theme.dirs if folder not in self._own]
        config.theme.dirs[:] = self._own

    def _stylesheet(self) -> str:
        """Material's style sheet, whose name has a digest in it; ours where there is no Material."""
        for folder in self._named:
            for file in sorted(Path(folder).glob("assets/stylesheets/main.*.min.css")):
                return f"assets/stylesheets/{file.name}"
        return STYLE

    def templates(self) -> dict[str, str]:
        """The manual's own templates with a digest of each; the program's are part of the program."""
        return digests_of(self.custom, [self.custom]) if self.custom else {}

    def _has_sitemap(self) -> bool:
        return self.custom is not None and (self.custom / SITEMAP).is_file()

    def copy(self, files: Files, config: MkDocsConfig) -> None:
        """Have the generator copy what pages load of the theme that mkdocs.yml names."""
        wanted = self._own_texts()
        for folder in self._named:
            for path in sorted(Path(folder).glob("assets/**/*.*")):
                uri = path.relative_to(folder).as_posix()
                is_loaded = uri == self.stylesheet or path.name in wanted
                if is_loaded and files.get_file_from_path(uri) is None:
                    files.append(File(uri, folder, config.site_dir, config.use_directory_urls))

    def is_named(self, uri: str) -> bool:
        """Whether a file is of the theme that mkdocs.yml names, not the manual's own nor ours."""
        return any((Path(folder) / uri).is_file() for folder in self._named) and not any(
            (Path(folder) / uri).is_file() for folder in self._own
        )

    def has_templates(self) -> bool:
        """Whether the manual has templates of its own."""
        return self.custom is not None and any(self.custom.rglob("*.html"))

    def _own_texts(self) -> str:
        """All that the manual's own templates say."""
        found = sorted(self.custom.rglob("*.html")) if self.custom else []
        return "\n".join(
            path.read_text(encoding="utf-8", errors="replace") for path in found if path.is_file()
        )

    def faults(self, env: Any, root: Path) -> list[Finding]:
        """What is wrong with the manual's own templates, as far as it can be seen without a page."""
        if self.custom is None:
            return []
        return template_faults(env, self.custom, self._path(root), _GIVEN)

    def fault_in(self, failure: BaseException, root: Path) -> Finding | None:
        """The finding for a failure in one of the manual's own templates, and for no other."""
        return failed_in(failure, self.custom, self._path(root)) if self.custom else None

    def _path(self, root: Path) -> str:
        assert self.custom is not None
        return Path(os.path.relpath(self.custom, root)).as_posix()

    def include_named(self, env: Any) -> None:
        """Let the manual's own templates include those of the theme that mkdocs.yml names."""
        search = env.loader.searchpath
        search.extend(folder for folder in self._named if folder not in search)
