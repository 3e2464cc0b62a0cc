"""Scripts and styles as they are published: short, and of Material's style sheet what pages use."""

from __future__ import annotations

from pathlib import PurePosixPath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from claim_manual.derived.addresses import OWN_FILES
from claim_manual.mkdocs_plugin.theme import Theme
from claim_manual.publish.minified import minified
from claim_manual.site.style_rules import reduced, words_in, words_of_program


def lighten(files: Files, config: MkDocsConfig, theme: Theme) -> None:
    """Puts what is published in the place of what is written, before its versions are taken.

    A template of the manual's own may have any class: there Material's style sheet stays whole.
    """
    for file in [*files]:
        if PurePosixPath(file.src_uri).is_relative_to(OWN_FILES):
            _replace(files, config, file, minified(file.src_uri, file.content_bytes))
    named = files.get_file_from_path(theme.stylesheet)
    if named and theme.is_named(theme.stylesheet) and not theme.has_templates():
        words = words_of_program() | _words_of_manual(files, config)
        _replace(files, config, named, reduced(named.content_string, words).encode())


def _words_of_manual(files: Files, config: MkDocsConfig) -> frozenset[str]:
    """The words in scripts and styles that mkdocs.yml adds."""
    added = (*config.extra_css, *map(str, config.extra_javascript))
    read = (files.get_file_from_path(uri) for uri in added if not uri.startswith(OWN_FILES))
    return frozenset().union(
        *(words_in(file.content_bytes.decode(errors="replace")) for file in read if file)
    )


def _replace(files: Files, config: MkDocsConfig, file: File, content: bytes) -> None:
    if content != file.content_bytes:
        files.remove(file)
        files.append(File.generated(config, file.src_uri, content=content))
