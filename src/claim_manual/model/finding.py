"""What is wrong in a manual: a value, said in a language only when it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from claim_manual.model.place import Place

MOST = 100
"""How many findings of one code are reported of one file, one by one."""
_LONGEST = 500
"""How many characters of a value a sentence repeats."""


class Severity(StrEnum):
    """How much a finding weighs: an error stops the build, a warning stops `--strict`."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the catalogue and what goes into its `{gaps}`."""

    template: str
    gaps: dict[str, object] = field(default_factory=dict, hash=False)

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`; gaps that are messages are translated too."""
        gaps = {
            name: gap.text(translate) if isinstance(gap, Message) else _short(gap)
            for name, gap in self.gaps.items()
        }
        return translate(self.template).format(**gaps) if self.template else ""


def _short(gap: object) -> object:
    is_long = isinstance(gap, str) and len(gap) > _LONGEST
    return f"{str(gap)[:_LONGEST]}…" if is_long else gap


@dataclass(frozen=True, slots=True)
class Telling(Message):
    """Words that are not of the catalogue, such as a manual's own: `tell` is given the language's tag."""

    tell: Callable[[str], str] = str

    def text(self, translate: Callable[[str], str]) -> str:
        """The words in the language of `translate`, as near as there is one."""
        return self.tell(getattr(translate, "tag", ""))


def say(template: str, **gaps: object) -> Message:
    """A message whose `template` is the English sentence, the key of every catalogue."""
    return Message(template, gaps)


class FaultyError(Exception):
    """The manual has errors; the argument is all its findings."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: where, how grave, its stable code, what is wrong and what to do.

    `more` is how many defects it stands for that are not reported one by one; 0 for a defect reported.
    """

    place: Place
    severity: Severity
    code: str
    message: Message
    hint: Message = Message("")
    more: int = 0


def error(place: Place, code: str, message: Message, hint: Message = Message("")) -> Finding:
    """A finding that stops the build."""
    return Finding(place, Severity.ERROR, code, message, hint)


def warning(place: Place, code: str, message: Message, hint: Message = Message("")) -> Finding:
    """A finding that stops the build under `--strict` alone."""
    return Finding(place, Severity.WARNING, code, message, hint)


def info(place: Place, code: str, message: Message, hint: Message = Message("")) -> Finding:
    """A finding that stops nothing."""
    return Finding(place, Severity.INFO, code, message, hint)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as a person reads a file: by path, line, column, then code; each once."""
    by_key: dict[tuple[Place, str, int, str], Finding] = {}
    for finding in findings:
        by_key.setdefault(
            (finding.place, finding.code, finding.more, finding.message.text(str)), finding
        )
    return [by_key[key] for key in sorted(by_key)]


def and_more(last: Finding, count: int) -> Finding:
    """The finding that `count` others like the last one that is reported follow it."""
    message = say("And {n} more of this kind after this one.", n=count)
    hint = say("Mend those that are listed; then the others are shown.")
    return replace(last, message=message, hint=hint, more=count)


def few_of_each(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in order, of each code in a file the first MOST, and how many more there are."""
    by_kind: dict[tuple[str, str, Severity], list[Finding]] = {}
    left_out: Counter[tuple[str, str, Severity]] = Counter()
    for finding in in_order(findings):
        key = (finding.place.path, finding.code, finding.severity)
        of_kind = by_kind.setdefault(key, [])
        if finding.more or len(of_kind) >= MOST:
            left_out[key] += finding.more or 1
        else:
            of_kind.append(finding)
    for key, count in left_out.items():
        by_kind[key].append(and_more(by_kind[key][-1], count))
    return in_order(finding for of_kind in by_kind.values() for finding in of_kind)


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of the findings stops the build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
