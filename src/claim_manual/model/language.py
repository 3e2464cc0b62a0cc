"""A language as the program speaks it: catalogue, dates, durations. Only here is Babel known."""

from __future__ import annotations

import ctypes
import datetime as dt
import io
import locale
import os
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, cached_property
from gettext import NullTranslations, c2py
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, Literal

from babel import Locale, UnknownLocaleError
from babel.core import negotiate_locale
from babel.dates import format_date, format_time, format_timedelta, get_day_names
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    list_currencies,
)

from claim_manual.model.schema import DURATION

Unit = Literal["year", "month", "week", "day", "hour", "minute"]
UNITS: dict[Unit, dt.timedelta] = {
    "year": dt.timedelta(days=365),
    "month": dt.timedelta(days=30),
    "week": dt.timedelta(weeks=1),
    "day": dt.timedelta(days=1),
    "hour": dt.timedelta(hours=1),
    "minute": dt.timedelta(minutes=1),
}
_CLOCKS = {
    "en": ("h a", "h:mm a"),
    "pt": ("H'h'", "H'h'mm"),
    "es": ("H:mm", "H:mm"),
    "fr": ("H\u00a0'h'", "H\u00a0'h'\u00a0mm"),
}
"""How a time of the day is written, on the hour and between, where that is not Babel's short one."""
_ENDINGS_OF_DAYS = {"pt": "-feira"}
"""What people leave away from the names of days: segunda, not segunda-feira."""
_FIRST_DAYS = {"fr": "1er"}
"""The first day of a month, where it is not said as a number like the others: 1er novembre."""
_FOR_READERS = "X-Words-For: readers"
"""What the head of a catalogue says that has no words for authors: no findings, forms or commands."""


class _Messages(NullTranslations):
    """The messages of a PO file, as they were read: compiling one takes as long as reading it."""

    def __init__(self, read: Catalog) -> None:
        super().__init__()
        self._forms: dict[str, tuple[str, ...]] = {}
        """By the message in the singular: its words, or those of each plural form."""
        for message in read:
            ids, words = message.id, message.string
            if words and not message.fuzzy:
                singular = ids if isinstance(ids, str) else ids[0]
                self._forms[singular] = (words,) if isinstance(words, str) else tuple(words)
        self._form = c2py(read.plural_expr)

    def gettext(self, message: str) -> str:
        return self._forms.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        forms = self._forms.get(msgid1)
        return forms[self._form(n)] if forms else super().ngettext(msgid1, msgid2, n)


@cache
def catalogue(tag: str) -> NullTranslations:
    """The messages in the language of a BCP 47 tag; English, in which they are written, without one."""
    if not has_catalogue(tag):
        return NullTranslations()
    return _Messages(read_po(io.StringIO(_file(tag).read_text(encoding="utf-8"))))


def _file(tag: str) -> Traversable:
    language = tag.split("-", maxsplit=1)[0].lower()
    return resources.files("claim_manual") / "locale" / f"{language}.po"


@cache
def has_catalogue(tag: str) -> bool:
    """Whether the program has its words in this language."""
    return _file(tag).is_file()


@cache
def speaks_to_authors(tag: str) -> bool:
    """Whether the program has all its words in this language, not only those that readers meet."""
    if not has_catalogue(tag):
        return False
    head, _, _ = _file(tag).read_text(encoding="utf-8").partition("\n\n")
    return _FOR_READERS not in head


def for_authors(tags: Iterable[str]) -> Words:
    """The words of the first of these languages that speaks to authors; else English ones."""
    return words(next(filter(speaks_to_authors, tags), "en"))


@cache
def catalogues() -> tuple[str, ...]:
    """The languages in which the program has its words."""
    folder = resources.files("claim_manual") / "locale"
    return tuple(sorted(file.name[:-3] for file in folder.iterdir() if file.name.endswith(".po")))


def language_name(tag: str) -> str:
    """What a language calls itself, as at the head of a list; its tag where nobody says."""
    locale = negotiate_locale([tag.replace("-", "_")], [tag.replace("-", "_")])
    try:
        name = Locale.parse(locale or tag, sep="_").get_language_name()
    except (UnknownLocaleError, ValueError):
        return tag
    return name[:1].upper() + name[1:] if name else tag


def of_the_machine() -> str:
    """The tag of the language that LC_ALL, LC_MESSAGES or LANG asks for, or else the system.

    English where the program does not speak that language to authors.
    """
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    asked = next(filter(None, names), "") or _of_windows()
    tag = re.split(r"[.@]", asked)[0].replace("_", "-")
    return tag if tag and speaks_to_authors(tag) else "en"


_LOCALE_NAME_MAX_LENGTH = 85
"""What a name may have that GetUserDefaultLocaleName writes, with its NUL."""


def _of_windows() -> str:
    """The language that somebody has set on Windows, where no variable says it; empty elsewhere."""
    library = getattr(ctypes, "windll", None)
    if library is None:
        return ""
    name = ctypes.create_unicode_buffer(_LOCALE_NAME_MAX_LENGTH)
    if library.kernel32.GetUserDefaultLocaleName(name, _LOCALE_NAME_MAX_LENGTH):
        return name.value
    return locale.windows_locale.get(library.kernel32.GetUserDefaultUILanguage(), "")


_SPOKEN = {"pt": "pt-PT", "en": "en-GB"}
"""What a language without a region is where its catalogue is of another than Babel takes it for."""


@cache
def _locale(tag: str) -> Locale:
    asked = _SPOKEN.get(tag, tag).replace("-", "_")
    locale = negotiate_locale([asked], [asked]) or "en"
    try:
        return Locale.parse(locale)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


_ORDINALS = ("o", "a", "er", "ere", "st", "nd", "rd", "th", "of", "the", "el", "del", "le")
"""What stands after a first of the month, or around a day, in the languages of this program."""


def _bare(name: str) -> list[str]:
    """The words of a name in small letters, without accents."""
    letters = unicodedata.normalize("NFD", name.lower())
    return re.findall(r"[^\W\d_]+", "".join(c for c in letters if not unicodedata.combining(c)))


def _begins_one(word: str, names: frozenset[str]) -> bool:
    """Whether a word is a month, or so short for one as people write it: mar for mars, not for mardi."""
    return any(word == name or (len(word) > 2 and name.startswith(word)) for name in names)


class Words:
    """What one language says: call it with an English message for that message's words."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self._locale = _locale(tag)

    @cached_property
    def _catalogue(self) -> NullTranslations:
        return catalogue(self.tag)

    @property
    def region_tag(self) -> str:
        """The tag by which a browser writes numbers and days as this program does: pt-PT for pt."""
        return _SPOKEN.get(self.tag, self.tag)

    @property
    def is_rtl(self) -> bool:
        """Whether the language is written from right to left."""
        return bool(self._locale.text_direction == "rtl")

    def __call__(self, message: str, **gaps: object) -> str:
        return (
            self._catalogue.gettext(message).format(**gaps)
            if gaps
            else self._catalogue.gettext(message)
        )

    def count(self, singular: str, plural: str, number: int, **gaps: object) -> str:
        """The singular or plural of a message, with `{n}` and other gaps filled."""
        return self._catalogue.ngettext(singular, plural, number).format(n=number, **gaps)

    def date(self, day: dt.date) -> str:
        """The day as people read it: 21 de novembro de 2026."""
        return self._first(day, format_date(day, "long", locale=self._locale))

    def short_date(self, day: dt.date) -> str:
        """The day where room is short: 21/11/2026 or 21 Nov 2026."""
        return self._first(day, format_date(day, "medium", locale=self._locale))

    def _first(self, day: dt.date, said: str) -> str:
        """A date as it is said on the first of a month."""
        first = _FIRST_DAYS.get(self._locale.language)
        return re.sub(r"^1\b", first, said) if first and day.day == 1 else said

    def typed(self) -> dict[str, Any]:
        """How people who read this language write numbers and days, for what reads them.

        `decimal` sign; `order` of day, month and year in figures; the names of each of the `months`;
        `words` that may stand beside a day and say nothing more, such as those of the week.
        """
        patterns = [
            self._locale.date_formats[length].pattern for length in ("short", "full", "long")
        ]
        days = self._locale.days["format"]
        quoted = re.findall(r"'([^']+)'", " ".join(patterns))
        names = [*days["wide"].values(), *days["abbreviated"].values(), *quoted]
        words = {word for name in names for word in _bare(name)} | {*_ORDINALS}
        months = [self._months(number) for number in range(1, 13)]
        bare = frozenset(part for month in months for name in month for part in _bare(name))
        return {
            "decimal": get_decimal_symbol(self._locale),
            "order": "".join(dict.fromkeys(re.findall("[dmy]", patterns[0].lower()))),
            "months": months,
            "words": sorted(word for word in words if not _begins_one(word, bare)),
        }

    @cached_property
    def month_names(self) -> frozenset[str]:
        """The names of all months, in small letters, whole and short."""
        return frozenset(name for number in range(1, 13) for name in self._months(number))

    def _months(self, number: int) -> list[str]:
        months = self._locale.months
        forms = (("format", "wide"), ("format", "abbreviated"), ("stand-alone", "wide"))
        return sorted({months[use][width][number].lower().rstrip(".") for use, width in forms})

    def percent(self, share: float) -> str:
        """A share from 0 to 1 in whole per cent: 79%, 79 % where the language has a space there."""
        return format_percent(share, locale=self._locale)

    def decimal(self, number: float, digits: int) -> str:
        """A number with so many digits behind the point: 0,039 or 0.039."""
        return format_decimal(number, f"0.{'0' * digits}", locale=self._locale)

    def number(self, number: float) -> str:
        """A number in figures, with all its digits; only long ones in groups, as years are numbers."""
        return format_decimal(
            Decimal(str(number)),
            locale=self._locale,
            decimal_quantization=False,
            group_separator=abs(number) >= _LONG_NUMBER,
        )

    def money(self, amount: float, sign: str, *, has_cents: bool) -> str:
        """An amount with the sign or code of its currency, where this language puts it: 870,50 €."""
        pattern = self._locale.currency_formats["standard"].pattern
        said: str = format_currency(
            Decimal(str(amount)),
            sign,
            pattern if has_cents else pattern.replace("0.00", "0"),
            locale=self._locale,
            currency_digits=False,
        )
        return re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", "\N{NO-BREAK SPACE}", said)

    def all_of(self, things: list[str]) -> str:
        """The things as one enumeration: a, b e c."""
        return format_list(things, locale=self._locale)

    def weekday(self, day: int) -> str:
        """A day of the week, Monday as 0, as people say it: segunda, Monday."""
        name: str = get_day_names("wide", locale=self._locale)[day]
        return name.removesuffix(_ENDINGS_OF_DAYS.get(self._locale.language, "\n"))

    def clock(self, minutes: int) -> str:
        """A time of the day in minutes, as people say it: 9h30, 9:30 am."""
        time = dt.time(minutes // 60 % 24, minutes % 60)
        pattern = _CLOCKS.get(self._locale.language, ("short", "short"))[bool(time.minute)]
        said: str = format_time(time, pattern, locale=self._locale)
        return said.replace("\u202f", " ").lower()

    def language(self, tag: str) -> str:
        """What a language is called in this one; its tag where nobody says."""
        try:
            name = Locale.parse(tag, sep="-").get_display_name(self._locale)
        except (UnknownLocaleError, ValueError):
            name = self._locale.languages.get(tag.split("-", maxsplit=1)[0].lower())
        return str(name or tag)

    def language_code(self, name: str) -> str:
        """The code of the language that is called so in this one; empty where none is."""
        names = self._locale.languages.items()
        return next((code for code, called in names if called.casefold() == name.casefold()), "")

    def duration(self, iso: str, count: str = "calendar") -> str:
        """An ISO 8601 duration in words; `count` working makes days working days."""
        match = DURATION.fullmatch(iso)
        parts = zip(UNITS, match.groups() if match else (), strict=False)
        return self.all_of(
            [self._unit(int(number), unit, count) for unit, number in parts if number]
        )

    def _unit(self, number: int, unit: Unit, count: str) -> str:
        if unit == "day" and count == "working":
            return self.count("{n} working day", "{n} working days", number)
        # Not format_unit, which lacks some units of time in Portuguese; a threshold that nothing
        # reaches keeps the number in the unit it was written in.
        return format_timedelta(
            number * UNITS[unit], granularity=unit, threshold=10**9, locale=self._locale
        )


_LONG_NUMBER = 10_000
"""From here on the digits of a number stand in groups."""


def is_currency(unit: str) -> bool:
    """Whether a unit is the sign or the code of a currency: €, US$, EUR."""
    return any(unicodedata.category(c) == "Sc" for c in unit) or unit in list_currencies()


@cache
def direction(tag: str) -> Literal["ltr", "rtl"]:
    """The direction in which the language of a BCP 47 tag is written, as HTML says it."""
    return "rtl" if _locale(tag).text_direction == "rtl" else "ltr"


@cache
def words(tag: str) -> Words:
    """The words of the language with this BCP 47 tag."""
    return Words(tag)


def has_name(tag: str) -> bool:
    """Whether anybody says what the language of a BCP 47 tag is called."""
    return tag.split("-", maxsplit=1)[0].lower() in _locale("en").languages


def own_name(tag: str) -> str:
    """What the language is called in itself; its tag where that is not known."""
    name = _locale(tag).get_language_name(str(_locale(tag)))
    is_own = _locale(tag).language == tag.split("-", maxsplit=1)[0]
    return name[:1].upper() + name[1:] if is_own and name else tag
