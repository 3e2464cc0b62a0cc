"""`claim-manual format`: every source in its canonical form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from claim_manual.model.finding import Finding, error, has_errors, say
from claim_manual.model.place import Place
from claim_manual.read.listing import listing
from claim_manual.read.text_file import read_text
from claim_manual.read.yaml_door import parse
from claim_manual.sources.canonical import canonical
from claim_manual.sources.order import Shape, shape_of
from claim_manual.sources.written import written


@dataclass(frozen=True)
class Formatted:
    """A source: its path, what stands in it, and its canonical form; None where it has faults."""

    path: str
    before: str
    after: str | None
    findings: tuple[Finding, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether it was not in its canonical form."""
        return self.after is not None and self.after != self.before


def formatted(root: Path, languages: tuple[str, ...]) -> Iterator[Formatted]:
    """Every source of the manual in `root`; texts stand in the order of `languages`."""
    for path, file in listing(root).files.items():
        shape = shape_of(path, languages)
        if shape is not None:
            yield _file(path, file, shape)


def _file(path: str, file: Path, shape: Shape) -> Formatted:
    text, findings = read_text(file, path)
    if text is None:
        return Formatted(path, "", None, tuple(findings))
    after, form_findings = form(path, text, shape)
    is_written_otherwise = text.encode() != file.read_bytes()  # line ends, a byte order mark
    before = "" if is_written_otherwise else text
    return Formatted(path, before, after, (*findings, *form_findings))


def form(path: str, text: str, shape: Shape) -> tuple[str | None, list[Finding]]:
    """The canonical form of a text; None with the reasons where it has faults."""
    value, findings = parse(text, path)
    if value is None or has_errors(findings):
        return None, findings
    result = canonical(written(text), shape)
    reread, faults = parse(result, path)
    if reread is None or has_errors(faults) or reread.plain() != value.plain():
        # A safeguard against losing text; no file is known that needs it.
        return None, [
            error(
                Place(path),
                "unformattable",
                say("This file cannot be written in canonical form without changing it."),
                say("It was left as it is; write what is unusual in it more simply."),
            )
        ]
    return result, findings


def languages_in(text: str) -> tuple[str, ...]:
    """The languages that a manual.yml names, in order; none where it cannot be read."""
    value, _ = parse(text, "manual.yml")
    settings = value.plain() if value else None
    languages: object = settings.get("languages") if isinstance(settings, dict) else None
    return tuple(languages) if isinstance(languages, dict) else ()


def under(sources: Iterable[Formatted], paths: Iterable[str]) -> Iterator[Formatted]:
    """Those in these files and folders; all where none is named."""
    names = [*paths]
    for source in sources:
        if not names or any(
            name in {".", source.path} or source.path.startswith(f"{name}/") for name in names
        ):
            yield source
