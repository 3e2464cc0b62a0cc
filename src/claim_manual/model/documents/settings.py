"""manual.yml: the manual's identity, its languages and categories, and how its site works."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from claim_manual.model.documents.phase import Category, Phase, as_phase
from claim_manual.model.registers.reached import MAIL
from claim_manual.model.schema import TAG, ContactId, Id, LanguageId, Model, Text, Url
from claim_manual.model.shown import Group, How, Where, listed, optional, shown
from claim_manual.model.values import BACKENDS, DIAGRAMS, MONTH_ENDS

FEEDBACK = rf"{MAIL}|^https?://[^\s/?#]+[^\s]*$"
"""An e-mail address, or a page of the Web."""
ZONE = r"^[A-Za-z]+([_+/-][A-Za-z0-9]+)*$"
_SETTING = "It sets how the site and its forms work, and says nothing to readers."


def _setting(label: str, hint: str, order: int, how: How, **options: Any) -> Any:
    return shown(label, hint, order, how, where=Where.NEITHER, reason=_SETTING, **options)


def _zone(name: str) -> str:
    """A time zone of the IANA list; where this machine has no list, one that is written like it."""
    if name not in (available_timezones() or {name}):
        raise PydanticCustomError("timezone", "timezone")
    return name


class Language(Model):
    """A language of the manual."""

    name: str = shown("Name", "The name of the language, in itself.", 10, How.CODE, is_name=True)
    tag: str = _setting("Language tag", "The BCP 47 tag: pt-PT.", 20, How.CODE, pattern=TAG)


class Editor(Model):
    """The forms at /admin/: where they keep what somebody changes."""

    backend: Literal["github", "gitlab", "gitea"] = _setting(
        "Service",
        "Where the repository is: github, gitlab or gitea.",
        10,
        How.CHOICE,
        choices=BACKENDS,
    )
    repo: str = _setting(
        "Repository", "The repository there: organisation/name.", 20, How.CODE, min_length=1
    )
    branch: str = _setting(
        "Branch", "The branch from which changes start.", 30, How.CODE, default="main"
    )
    base_url: Url | None = _setting(
        "Sign-in service",
        "The service that signs people in at GitHub (OAuth).",
        40,
        How.URL,
        default=None,
    )
    api_root: Url | None = _setting(
        "Address of the API", "The API, if the service is your own.", 50, How.URL, default=None
    )
    app_id: str | None = _setting(
        "Id of the application",
        "The id of the application, for GitLab or Gitea.",
        60,
        How.CODE,
        default=None,
    )


def _sentence(label: str, hint: str, order: int) -> Any:
    return shown(
        label,
        hint,
        order,
        How.CODE,
        where=Where.NEITHER,
        reason="It stands on the sheet for the person, which is printed from the tree.",
        min_length=1,
    )


class PersonSheet(Model):
    """The fixed sentences of a sheet for the person, in a language of which the program has none."""

    next: str = _sentence("What happens next", "What stands above the outcome.", 10)
    appointment: str = _sentence("Next appointment", "What stands above date, time and place.", 20)
    date: str = _sentence("Date", "What stands before the line for the date.", 30)
    time: str = _sentence("Hour", "What stands before the line for the time.", 40)
    place: str = _sentence("Place", "What stands before the line for the place.", 50)
    papers: str = _sentence("Papers to bring", "What stands above the papers.", 60)
    numbers: str = _sentence("Numbers to call", "What stands above the numbers.", 70)


class Settings(Model):
    """manual.yml: the manual's identity. The first language is the default one."""

    title: Text = shown(
        "Title", "The title of the manual.", 10, How.TEXT, group=Group.IDENTITY, is_name=True
    )
    short_title: Text | None = shown(
        "Short title",
        "What stands below the icon of the site on a device; twelve letters are seen.",
        15,
        How.TEXT,
        default=None,
        where=Where.NEITHER,
        reason="It stands below the icon of the site, and on no page.",
    )
    description: Text | None = optional(
        "Description", "A sentence about the manual.", 20, How.TEXT, group=Group.SUMMARY
    )
    languages: Annotated[dict[LanguageId, Language], Field(min_length=1)] = shown(
        "Languages", "The languages; the first is the default one.", 30, How.RECORD
    )
    categories: dict[Id, Category] = shown(
        "Categories",
        "A folder of procedures/, and the name of the category or what is said of it as a phase, in"
        " order.",
        40,
        How.NAMES,
        default_factory=dict,
    )
    answers: dict[Id, Text] = shown(
        "Answers", "Texts of answers that questions share.", 50, How.NAMES, default_factory=dict
    )
    publisher: Text | None = optional(
        "Publisher", "Who publishes it.", 60, How.TEXT, group=Group.IDENTITY
    )
    version: str | None = optional(
        "Version",
        "The version of the manual.",
        80,
        How.CODE,
        group=Group.IDENTITY,
        where=Where.PRINT,
        reason="The site is always the newest; a book has to say which one it is.",
    )
    site_url: Url | None = optional(
        "Address of the site",
        "The address of the site, for QR codes and links in PDFs.",
        90,
        How.URL,
        where=Where.PRINT,
        reason="Whoever reads the site is there already.",
    )
    repository: Url | None = _setting(
        "Repository",
        "The address of the repository, for links to edit.",
        100,
        How.URL,
        default=None,
    )
    edit_path: str = _setting(
        "Edit path",
        "What follows the address of the repository, to edit.",
        110,
        How.CODE,
        default="edit/main/",
    )
    feedback: Annotated[str, Field(pattern=FEEDBACK)] | None = _setting(
        "Address for corrections",
        "Who hears what is wrong on a page: an e-mail address, or the page for a new issue.",
        115,
        How.CODE,
        default=None,
    )
    editor: Editor | None = _setting(
        "Forms in the browser",
        "Forms at /admin/ of the site; without it, only with make edit.",
        140,
        How.RECORD,
        default=None,
    )
    model_notice: Text | None = optional(
        "Notice on models",
        "The notice on pages whose status is model.",
        70,
        How.TEXT,
        group=Group.IDENTITY,
    )
    diagrams: Literal["build", "client"] = _setting(
        "Charts",
        "build: drawn when the site is made; client: in the browser, with docs/assets/mermaid.min.js.",
        120,
        How.CHOICE,
        default="build",
        choices=DIAGRAMS,
    )
    month_ends: Literal["last-day", "following-day"] = _setting(
        "Terms that end in a short month",
        "When 3 months from 30 November end, and the birthday of whoever was born on 29 February.",
        122,
        How.CHOICE,
        default="last-day",
        choices=MONTH_ENDS,
    )
    emergency: tuple[ContactId, ...] = listed(
        "Emergency contacts", "Contacts that are on every page.", 130, How.CONTACTS
    )
    timezone: Annotated[str, Field(pattern=ZONE), AfterValidator(_zone)] | None = _setting(
        "Time zone",
        "The time zone of opening times, by its IANA name: Europe/Lisbon.",
        125,
        How.CODE,
        default=None,
    )
    quick_exit: Url | None = _setting(
        "Quick exit",
        "Where discreet pages lead when somebody leaves them quickly; the home page if left out.",
        132,
        How.URL,
        default=None,
    )
    person_sheets: dict[LanguageId, PersonSheet] = _setting(
        "Sheets for the person",
        "By language, the sentences of the sheet for the person, beside those that the program has.",
        134,
        How.RECORD,
        default_factory=dict,
    )

    @property
    def phases(self) -> dict[str, Phase]:
        """Every category as a phase, in order, also those that are names alone."""
        return {key: as_phase(category) for key, category in self.categories.items()}

    @property
    def category_names(self) -> dict[str, Text]:
        """What every category is called, in order."""
        return {key: phase.name for key, phase in self.phases.items()}
