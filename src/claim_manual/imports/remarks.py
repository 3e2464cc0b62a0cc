"""What readers wrote into a Word file, as remarks of a round of review: comments, proposals, places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claim_manual.derived.personal import has_contact
from claim_manual.derived.returned import Change, Comment, ReturnedFile, digest
from claim_manual.imports.text_places import TextPlace, TextPlaces
from claim_manual.imports.written import as_words, slug, tidy
from claim_manual.model.finding import Message, say
from claim_manual.model.language import words
from claim_manual.model.manual import Manual

_LONGEST = 28
"""Characters of an organisation's name in the id of a remark."""


@dataclass(frozen=True)
class NewRemark:
    """A remark as a round has it, and what a coordinator should know of it."""

    value: Mapping[str, Any]
    told: tuple[Message, ...] = ()

    @property
    def id(self) -> str:
        """Its id, made of who said it, of what and what: the same remark has the same id again."""
        return str(self.value["id"])


def remarks(file: ReturnedFile, manual: Manual, sender: str, lang: str) -> list[NewRemark]:
    """The remarks of a file from an organisation, in the order of its text; `lang` is its language where
    the file does not say so.
    """
    return _ids_apart([*_Reader(file, manual, sender, lang).remarks()])


def _ids_apart(all_remarks: list[NewRemark]) -> list[NewRemark]:
    """Each remark once: the same word said of a text that stands on a page several times is one."""
    return [*{remark.id: remark for remark in reversed(all_remarks)}.values()][::-1]


@dataclass
class _Reader:
    file: ReturnedFile
    manual: Manual
    sender: str
    lang: str

    def __post_init__(self) -> None:
        self._places = TextPlaces(self.manual, self.file, self.lang)
        self._comments = Counter(comment.spot.mark for comment in self.file.comments)
        self._changes = {change.spot.mark: change for change in self.file.changes}

    def remarks(self) -> Iterator[NewRemark]:
        """Comments, each with what was changed in its text where it is the only one there, and then
        the other changes.
        """
        used: set[str] = set()
        for comment in self.file.comments:
            mark = comment.spot.mark
            change = self._changes.get(mark) if mark and self._comments[mark] == 1 else None
            change = None if change and change.is_moved else change
            if change:
                used.add(mark)
            yield self._of_comment(comment, change)
        for change in self.file.changes:
            if not change.spot.mark or change.spot.mark not in used:
                yield self._of_change(change)

    def _of_comment(self, comment: Comment, change: Change | None) -> NewRemark:
        place = self._places(comment.spot, quote=comment.quote, paragraph=comment.paragraph)
        first, *replies = map(tidy, comment.words)
        said = "\n".join([first, *(f"– {reply}" for reply in replies)])
        value = {"quote": comment.quote, "comment": as_words(said)}
        told = [*self._told(place, said)]
        if comment.is_resolved:
            told.append(say("Its readers marked it as resolved."))
        if change:
            value["quote"] = self._before(change, place) or comment.quote
            if change.after:
                value["proposal"] = change.after
            else:
                told.append(say("It proposes to delete the text."))
        key = f"{place.name or comment.paragraph}|{place.lang}|{comment.quote}|{first}"
        return self._remark(key, place, value, told)

    def _of_change(self, change: Change) -> NewRemark:
        place = self._places(change.spot, quote=change.before, paragraph=change.before)
        before, after = self._before(change, place), change.after
        if place.is_by_words:
            before, after = self._places.without_labels(place, before, after)
        value: dict[str, Any] = {"quote": before}
        if change.is_moved:
            value = {"comment": self._words_for(say("Proposes to move this text.")), "quote": after}
        elif not change.spot.mark and not place.name:
            value |= {"comment": self._words_for(_beside(before, after)), "proposal": after}
        elif not after:
            value["comment"] = self._words_for(say("Proposes to delete this text."))
        else:
            said = say("Proposes another text.")
            if not change.is_tracked:
                said = say("Has another text, which was not tracked as a change.")
            value |= {"comment": self._words_for(said), "proposal": after}
        key = f"{place.name or before}|{place.lang}|change|{after}"
        return self._remark(key, place, value, [*self._told(place, after)])

    def _before(self, change: Change, place: TextPlace) -> str:
        """The words before a change; of one that was not tracked those of the manual, if they hold."""
        if change.is_tracked or place.has_changed or not place.name:
            return change.before
        return self._places.words(place)

    def _words_for(self, message: Message) -> dict[str, str]:
        """Words of ours as a text in each language of the manual."""
        return {lang: message.text(words(lang)) for lang in self.manual.languages}

    def _remark(
        self, key: str, place: TextPlace, said: Mapping[str, Any], told: list[Message]
    ) -> NewRemark:
        name = slug(self.sender, _LONGEST) or "x"
        value: dict[str, Any] = {
            "id": f"{name}-{digest(f'{self.sender}|{key}')[:8]}",
            "from": as_words(self.sender),
        }
        if place.document:
            value["on"] = place.document.id
        if place.where:
            where = {lang: as_words(words) for lang, words in place.where.items()}
            is_same = len({*where.values()}) == 1
            value["where"] = next(iter(where.values())) if is_same else where
        if place.name and not place.is_gone:
            value["text"] = place.name
        value["lang"] = self._language(place)
        for name in ("quote", "comment", "proposal"):
            if text := said.get(name):
                is_ours = isinstance(text, dict) or name == "comment"
                value[name] = text if is_ours else as_words(tidy(text))
        return NewRemark(value | {"decision": "open"}, tuple(told))

    def _language(self, place: TextPlace) -> str:
        """The language of what was said: one of the manual, whatever a file says."""
        said = (place.lang, self._places.lang, self.manual.default_language)
        return next(lang for lang in said if lang in self.manual.languages)

    def _told(self, place: TextPlace, said: str) -> Iterator[Message]:
        if place.is_gone:
            yield say("The text is not in the manual any more.")
        elif place.has_changed:
            yield say("The text has changed since the file was made.")
        elif not place.name and not place.document:
            yield say("Which page it is on is not known; it is on the whole manual.")
        if has_contact(said):
            yield say(
                "It has an e-mail address or a telephone number; take out what is a person's."
            )


def _beside(before: str, after: str) -> Message:
    """What was done to words that are no text of the manual."""
    if not before:
        return say("Proposes words that are new here.")
    if not after:
        return say("Proposes to delete these words.")
    return say("Proposes other words.")
