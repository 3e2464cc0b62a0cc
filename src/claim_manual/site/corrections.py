"""Where somebody tells that a page is wrong: an e-mail or an issue, already begun."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

from claim_manual.derived.reading import Reading
from claim_manual.pages.goals import mail_address
from claim_manual.site.site_page import SitePage


@dataclass(frozen=True)
class Correction:
    """A link at the foot of a page: its address, and what it is called."""

    href: str
    label: str


def correction(reading: Reading, page: SitePage, address: str) -> Correction | None:
    """The link of a page: to the address that manual.yml names for it, or else to the repository.

    What it begins says which page, which version and where; nobody needs an account for an e-mail.
    """
    settings, say = reading.manual.settings.model, reading.say
    if settings.feedback:
        href = _begun(settings.feedback, _title(reading, page), _body(reading, page, address))
        return Correction(href, say("Is this right? Tell us"))
    if settings.repository:
        issues = _new_issue(str(settings.repository))
        href = _begun(issues, _title(reading, page), _body(reading, page, address))
        return Correction(href, say("Suggest a correction"))
    return None


def _title(reading: Reading, page: SitePage) -> str:
    return reading.say("Correction: {page}", page=page.title)


def _body(reading: Reading, page: SitePage, address: str) -> str:
    say = reading.say
    version = page.version or reading.manual.settings.model.version
    lines = [
        say("Page: {page}", page=page.title),
        *([say("Version: {version}", version=version)] if version else []),
        say("Address: {address}", address=address),
        "",
        say("What is wrong, and what should it say? Write no personal data here."),
    ]
    return "\n".join(lines)


def _begun(goal: str, title: str, body: str) -> str:
    """An e-mail or an issue with its title and its text."""
    if "://" not in goal:
        text = body.replace("\n", "\r\n")  # RFC 6068, 5
        return f"{mail_address(goal)}?subject={quote(title, safe='')}&body={quote(text, safe='')}"
    where = urlsplit(goal)
    path = where.path.rstrip("/")
    if path.endswith("/issues"):
        path += "/new"
    names = ("issue[title]", "issue[description]") if _is_gitlab(goal) else ("title", "body")
    begun = "&".join(
        f"{name}={quote(text, safe='')}" for name, text in zip(names, (title, body), strict=True)
    )
    query = f"{where.query}&{begun}" if where.query else begun
    return urlunsplit((where.scheme, where.netloc, path or where.path, query, where.fragment))


def _new_issue(repository: str) -> str:
    """The page for a new issue of a repository."""
    root = repository.rstrip("/")
    return f"{root}/-/issues/new" if _is_gitlab(root) else f"{root}/issues/new"


def _is_gitlab(address: str) -> bool:
    where = urlsplit(address)
    return "gitlab" in where.netloc or "/-/issues" in where.path
