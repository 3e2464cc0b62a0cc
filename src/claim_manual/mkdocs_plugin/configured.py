"""What the plugin reads in the generator's configuration."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig


def root_of(config: MkDocsConfig) -> Path:
    """The manual's folder."""
    return Path(config.config_file_path).resolve().parent


def is_further(config: MkDocsConfig) -> bool:
    """Whether this is a build of a further language, which static-i18n makes inside the first one."""
    return bool(getattr(config.plugins.get("i18n"), "building", False))


def silence(config: MkDocsConfig, name: str) -> None:
    """Have MkDocs call a plugin no more, if mkdocs.yml names it."""
    plugin = config.plugins.get(name)
    for methods in config.plugins.events.values() if plugin else ():
        methods[:] = [method for method in methods if getattr(method, "__self__", 0) is not plugin]
