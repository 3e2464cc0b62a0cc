"""The site generator called in this process, for a manual that is read and judged already."""

from __future__ import annotations

import contextlib
import logging
import os
import traceback
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from click import ClickException
from mkdocs import utils
from mkdocs.commands import build as building
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from claim_manual.mkdocs_plugin.given import Given
from claim_manual.mkdocs_plugin.plugin import ClaimManualPlugin
from claim_manual.model.finding import FaultyError
from claim_manual.publish.site_config import CONFIG, SiteError

_PREFIX = "claim-manual: "
"""What MkDocs puts before the words of the plugin."""


@dataclass(frozen=True)
class Made:
    """A finished site: what was warned of on the way, a line each, and its address, or nothing."""

    warnings: list[str]
    address: str


def make_site(root: Path, site: Path, given: Given, *, strict: bool) -> Made:
    """Build the manual that is given, which lies in `root`, into the empty folder `site`.

    Raises FaultyError where the manual's own templates have an error, SiteError with the
    generator's words, OSError where the machine fails.
    """
    with _at_work(root) as log:
        try:
            config = load_config(
                config_file=CONFIG, site_dir=str(site), strict=True if strict else None
            )
            _build(config, given)
        except (OSError, FaultyError):
            raise
        except ClickException as failure:
            raise SiteError(log.with_end(str(failure))) from None
        except Exception as failure:
            trace = "".join(traceback.format_exception(failure))
            raise SiteError(log.with_end(trace)) from failure
        return Made(log.warnings(), config.site_url or "")


def _build(config: MkDocsConfig, given: Given) -> None:
    """What `mkdocs build` does, for a plugin that has its manual already.

    MkDocs keeps the plugin for the next build of this process, which has nothing of this one.
    """
    ours = [one for one in config.plugins.values() if isinstance(one, ClaimManualPlugin)]
    for plugin in ours:
        plugin.given = given
    config.plugins.on_startup(command="build", dirty=False)
    try:
        building.build(config)
    finally:
        config.plugins.on_shutdown()
        for plugin in ours:
            plugin.given = None


class _Log(logging.Handler):
    """What the generator and its plugins warn of and fail with."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[tuple[int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append((record.levelno, record.getMessage()))

    def warnings(self) -> list[str]:
        """The first line of each warning."""
        return [
            message.removeprefix(_PREFIX).partition("\n")[0]
            for level, message in self.records
            if level == logging.WARNING
        ]

    def with_end(self, end: str) -> str:
        """All that was said, as MkDocs prints it, and what it ended with."""
        lines = [f"{logging.getLevelName(level):<8}-  {message}" for level, message in self.records]
        return "\n".join([*lines, end]).strip()


@contextmanager
def _at_work(root: Path) -> Iterator[_Log]:
    """Within it the generator works in `root`, and what it says is kept; all is as it was after.

    It and its plugins change what is the whole process's: the folder, the environment, loggers,
    filters of warnings, and static-i18n a function of MkDocs', which a failure would leave so.
    """
    log = _Log()
    with ExitStack() as kept:
        kept.enter_context(contextlib.chdir(root))
        kept.enter_context(warnings.catch_warnings())
        kept.enter_context(_same_environment())
        kept.enter_context(_logged(log))
        kept.callback(setattr, utils, "clean_directory", utils.clean_directory)
        warnings.simplefilter("ignore")
        os.environ["NO_MKDOCS_2_WARNING"] = "1"  # Material prints an advertisement otherwise
        yield log


@contextmanager
def _same_environment() -> Iterator[None]:
    before = dict(os.environ)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _logged(handler: logging.Handler) -> Iterator[None]:
    """What is logged goes to `handler` alone; what the build logs twice goes there once."""
    names = {"mkdocs", building.__name__.partition(".")[0]}
    once = utils.DuplicateFilter()
    before = {name: logging.getLogger(name).propagate for name in names}
    filters = {name: [*logger.filters] for name, logger in _loggers()}
    building.log.addFilter(once)
    for name in names:
        logging.getLogger(name).addHandler(handler)
        logging.getLogger(name).propagate = False
    try:
        yield
    finally:
        for name in names:
            logging.getLogger(name).removeHandler(handler)
            logging.getLogger(name).propagate = before[name]
        for name, logger in _loggers():
            logger.filters = filters.get(name, [])


def _loggers() -> list[tuple[str, logging.Logger]]:
    """The loggers of the generator's modules and of plugins."""
    return [
        (name, logger)
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger) and name.startswith(("mkdocs.", "properdocs."))
    ]
