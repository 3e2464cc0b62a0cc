"""Pictures of every kind of page: desktop and phone, light and dark, in each language.

python tools/shots.py SITE FOLDER
"""

from __future__ import annotations

import sys
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import which
from threading import Thread

from playwright.sync_api import sync_playwright

KINDS = {
    "home": "",
    "category": "procedures/*/",
    "procedure": "procedures/*/*/",
    "flow": "flows/*/",
    "contacts": "reference/contacts/",
    "laws": "reference/laws/",
    "roles": "reference/roles/",
    "glossary": "reference/glossary/",
    "form": "reference/forms/*/",
    "state": "state/",
    "changes": "changes/",
    "not-found": "404.html",
}
SIZES = {"desktop": (1280, 900), "phone": (360, 780)}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def first(site: Path, pattern: str) -> str | None:
    """The address of the first page of a kind; None where the site has none."""
    if not pattern.endswith("/"):
        return pattern
    found = sorted(site.glob(f"{pattern}index.html"))
    return found[0].parent.relative_to(site).as_posix() + "/" if found else None


def main(site: Path, folder: Path) -> None:
    """Takes the pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    languages = [
        "",
        *(f"{one.stem}/" for one in sorted(site.glob("search/*.js")) if (site / one.stem).is_dir()),
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for size, (width, height) in SIZES.items():
            for scheme in ("light", "dark"):
                context = browser.new_context(
                    viewport={"width": width, "height": height},
                    color_scheme=scheme,
                    service_workers="block",
                )
                page = context.new_page()
                for lang in languages:
                    for kind, pattern in KINDS.items():
                        path = first(site, pattern) if pattern else ""
                        if path is None or (lang and kind == "not-found"):
                            continue
                        page.goto(base + lang + path)
                        name = f"{kind}-{lang.strip('/') or 'default'}-{size}-{scheme}.png"
                        page.screenshot(path=folder / name, full_page=size == "desktop")
                context.close()
        browser.close()
    sys.stdout.write(f"{folder}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
