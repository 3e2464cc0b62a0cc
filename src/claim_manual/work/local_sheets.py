"""The sheets of centres for their desks, each in the largest type in which it fills one side."""

from __future__ import annotations

from pathlib import Path

from claim_manual.book.desk_sheet import LOOKS, desk_sheet, sheet_name
from claim_manual.book.edition import Wanted
from claim_manual.model.edition import FULL, Edition
from claim_manual.model.manual import Manual
from claim_manual.model.schema import Text
from claim_manual.publish.folder import write_file
from claim_manual.work.printing import Order, printed

__all__ = ["printed_sheet", "sheet_name"]


def printed_sheet(manual: Manual, order: Order, lang: str) -> tuple[str, bytes, int]:
    """The sheet of a local edition in one language: its name, its content and its pages.

    It has more than one page only where it does not fit one in the smallest type.
    """
    from claim_manual.book.bind import pages_of  # much to load, and seldom needed

    on_a4 = Edition(title=Text({}))
    wanted = Wanted(
        manual, FULL, on_a4, (lang,), order.day, order.site_url, is_archive=order.is_archive
    )
    for look in LOOKS:
        [(name, content)] = printed([desk_sheet(wanted, look)], order)
        if pages_of(content) == 1:
            return name, content, 1
    return name, content, pages_of(content)


def write_sheets(manual: Manual, order: Order, folder: Path) -> None:
    """The sheets of the centre of a local edition in all languages, where pages of the site lead to them."""
    if manual.at is None:
        return
    for lang in manual.languages:
        name, content, _ = printed_sheet(manual, order, lang)
        write_file(folder / f"{name}.pdf", content, is_lasting=False)
