"""The parts of a comment on a change: what ends elsewhere, limits and contacts, words, the rest.

Each part has room of its own and is cut by a rule of its own, so that many changes of one sort hide
none of another; what is left out is counted, on its page and in all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from claim_manual.derived.difference import Difference
from claim_manual.derived.reading import Reading
from claim_manual.difference.changed_words import Part, Run, changed_words
from claim_manual.difference.concern import Concern
from claim_manual.difference.edit_lines import ChangeLine
from claim_manual.difference.ending_words import SituationChange
from claim_manual.difference.revised import ChangeSection, sections
from claim_manual.difference.touched_words import touched_by_concern
from claim_manual.model.language import Words
from claim_manual.model.shown import message
from claim_manual.reports.markdown import code, line, words


@dataclass(frozen=True)
class Rule:
    """How a part is cut: its heading, how many lines and characters it has room for.

    Each page has `least` lines at the least, while there is room.
    """

    concern: Concern
    title: str
    lines: int
    least: int
    room: int


RULES = (
    Rule(Concern.OUTCOMES, message("Outcomes and ways"), lines=80, least=6, room=20_000),
    Rule(Concern.LIMITS, message("Time limits and contacts"), lines=80, least=4, room=11_000),
    Rule(Concern.WORDS, message("Words"), lines=120, least=1, room=14_000),
    Rule(Concern.KEEPING, message("How pages are kept"), lines=20, least=1, room=3_000),
)


_APART = "<!-- -->"
"""Keeps two lists apart that follow each other."""
_FULL = 0.85
"""How much of the room is for bullets; pages that come later are named, with how much they have."""
_LONGEST = 80
"""How many characters of each part of where something is are shown."""
_HEADING = 100
"""How many characters a part's heading takes up, at the most."""


@dataclass
class Told:
    """What of one page, or register, a part tells: bullets in groups, each with a heading or none."""

    heading: str
    groups: list[tuple[str, list[str]]] = field(default_factory=list)

    is_change: bool = True

    @property
    def count(self) -> int:
        """How many bullets there are."""
        return sum(len(bullets) for _, bullets in self.groups)


@dataclass(frozen=True)
class CommentParts:
    """Writes the parts of a difference in one language."""

    difference: Difference
    lang: str
    sections: Sequence[ChangeSection]

    @classmethod
    def of(cls, difference: Difference, lang: str) -> CommentParts:
        """The parts of a difference."""
        return cls(difference, lang, sections(difference, lang))

    @property
    def _reading(self) -> Reading:
        return Reading(self.difference.after, self.lang)

    def written(self) -> Iterator[tuple[str, bool]]:
        """Each part that says something, as Markdown, and whether something was left out of it."""
        touched = touched_by_concern(self.difference, self.lang)
        for rule in RULES:
            told = [*self._wholes(rule), *self._told(rule)]
            also = [line.words for line in touched if line.concern is rule.concern]
            if also:
                heading = f"**{words(self._reading.say('Also touched'))}**"
                bullets = [_bullet(line) for line in also]
                told.append(Told(heading, [("", bullets)], is_change=False))
            if told:
                yield _part(rule, told, self._reading.say)

    def _wholes(self, rule: Rule) -> Iterator[Told]:
        """What is new or gone as a whole, and says no more."""
        bullets = [
            f"- {section.sign} {words(section.title)} {code(section.path)}"
            for section in self.sections
            if section.concern is rule.concern and not (section.lines or section.situations)
        ]
        if bullets:
            yield Told("", [("", bullets)])

    def _told(self, rule: Rule) -> Iterator[Told]:
        for section in sorted(self.sections, key=lambda section: not section.situations):
            told = Told(f"**{words(f'{section.sign} {section.title}')}** {code(section.path)}")
            if rule.concern is Concern.OUTCOMES:
                told.groups += self._endings(section)
            lines = [line for line in section.lines if line.concern is rule.concern]
            bullets = [*map(_line, self._once(lines))]
            if bullets:
                told.groups.append(("", bullets))
            if told.count:
                yield told

    def _endings(self, section: ChangeSection) -> Iterator[tuple[str, list[str]]]:
        say = self._reading.say
        for group in section.situations:
            heading = f"**{words(group.head)}:**"
            if group.common:
                heading += f" {words(say('Each time: {answers}', answers=group.common))}"
            yield heading, [_case(case, say) for case in group.cases]
        if section.notes:
            yield "", [f"- *{words(note)}*" for note in section.notes]

    def _once(self, lines: Iterable[ChangeLine]) -> Iterator[ChangeLine]:
        """The lines, a text that changed in several languages once: in that of the comment."""
        texts: dict[object, list[ChangeLine]] = {}
        for n, change in enumerate(lines):
            text = change.where.rpartition(" › ")[0] if change.language else n
            texts.setdefault((text, change.kind), []).append(change)
        for of_text in texts.values():
            shown = next((each for each in of_text if each.language == self.lang), of_text[0])
            others = [self._language(each) for each in of_text if each is not shown]
            if others:
                also = self._reading.say(
                    "also: {languages}", languages=self._reading.say.all_of(others)
                )
                shown = replace(shown, where=f"{shown.where} ({also})")
            yield shown

    def _language(self, change: ChangeLine) -> str:
        return self.difference.after.settings.model.languages[change.language].name


@dataclass(frozen=True)
class Block:
    """A page as it is written, and how many of its bullets are in it."""

    text: str
    shown: int


def _part(rule: Rule, told: Sequence[Told], say: Words) -> tuple[str, bool]:
    """A part as Markdown, cut by its rule, and whether it was cut."""
    most = max(rule.least, rule.lines // len(told))
    count = sum(page.count for page in told)
    changes = sum(page.count for page in told if page.is_change)
    text = f"### {say(rule.title)}{f' ({changes})' if changes else ''}\n"
    shown = pages = 0
    for page, block in zip(told, _fitting(told, most, rule, say), strict=True):
        is_full = len(text) + len(block.text) > rule.room * _FULL
        written = _page(page, 0, say) if is_full else block
        if len(text) + len(written.text) > rule.room:
            pages += 1
            continue
        text += written.text
        shown += written.shown
    left_out = count - shown
    if pages:
        more = say.count("{n} more change", "{n} more changes", left_out)
        on = say.count("{n} page is not named", "{n} pages are not named", pages)
        text += f"\n*{words(say('Left out here: {changes}; {pages}.', changes=more, pages=on))}*\n"
    elif left_out:
        more = say.count("{n} more change", "{n} more changes", left_out)
        text += f"\n*{words(say('Left out here: {changes}.', changes=more))}*\n"
    return text, left_out > 0


def _fitting(told: Sequence[Told], most: int, rule: Rule, say: Words) -> list[Block]:
    """The pages with as many bullets each as there is room for; with the least where there is none."""
    for each in range(most, rule.least, -1):
        blocks = [_page(page, each, say) for page in told]
        if sum(len(block.text) for block in blocks) + _HEADING <= rule.room * _FULL:
            return blocks
    return [_page(page, rule.least, say) for page in told]


def _page(page: Told, most: int, say: Words) -> Block:
    """A page with at most so many of its bullets."""
    lines = ["", page.heading] if page.heading else []
    shown = 0
    for heading, bullets in page.groups:
        if shown >= most:
            break
        lines += ["", heading] if heading else ["", _APART] if shown else []
        lines += ["", *bullets[: most - shown]]
        shown += min(len(bullets), most - shown)
    if shown < page.count:
        lines.append(f"- {words(say('and {n} more', n=page.count - shown))}")
    return Block("\n".join(lines) + "\n", shown)


def _bullet(text: str) -> str:
    return f"- {line(text)}"


def _line(change: ChangeLine) -> str:
    where = f"- {change.sign} {words(' › '.join(map(_short, change.where.split(' › '))))}"
    runs = changed_words(change.before, change.after)
    return f"{where}: {_runs(runs)}" if runs else where


def _short(part: str) -> str:
    """A part of where something is; a long name by its first words."""
    if len(part) <= _LONGEST:
        return part
    return f"{part[: _LONGEST - 10].rsplit(' ', 1)[0]} …{part[-1] if part[-1] in '”»' else ''}"


def _runs(runs: Sequence[Run]) -> str:
    """Words that are gone struck out, new ones bold, with an arrow where nothing stands around them."""
    shown = [_run(run, is_alone=len(runs) == 1) for run in runs]
    is_whole = [run.part for run in runs] == [Part.GONE, Part.NEW]
    return f" {'→ ' if is_whole else ''}".join(shown)


def _run(run: Run, *, is_alone: bool) -> str:
    marks = {Part.SAME: "", Part.GONE: "~~", Part.NEW: "**"}
    mark = "" if is_alone else marks[run.part]
    return f"{mark}{words(run.words)}{mark}"


def _case(case: SituationChange, say: Words) -> str:
    before, after = words(case.before), words(case.after)
    if case.before and case.after:
        after = f"**{after}**"
    return f"- {words(case.answers)}: {case.end(say, before, after)}"
