"""claim-manual edit."""

from __future__ import annotations

import click

from claim_manual.cli.call import Call, command
from claim_manual.clock import today
from claim_manual.editor.desk import Desk
from claim_manual.editor.server import EditorServer
from claim_manual.model.finding import say
from claim_manual.model.language import for_authors
from claim_manual.read import NotAManualError


@command(
    "edit",
    click.option("--port", type=int, default=8001, show_default=True, help="On this machine."),
)
def edit(call: Call, *, port: int) -> None:
    """Opens forms for the manual in the browser; each save is checked and becomes a commit."""
    if not (call.root / "manual.yml").is_file():
        raise NotAManualError(call.root)
    desk = Desk(call.root.resolve(), call.day, call.speak, today)
    manual = desk.manual()
    if manual is None:
        call.fail(say("manual.yml says too little to make forms of it; run claim-manual check."))
    desk.speak = for_authors(one.tag for one in manual.settings.model.languages.values())
    try:
        server = EditorServer(("127.0.0.1", port), desk)
    except (OSError, OverflowError):
        call.fail(say("Nothing can be served on {address}: try another port.", address=port))
    address = f"http://127.0.0.1:{server.server_port}/admin/"
    call.tell(say("Forms: {address} (stop with Ctrl+C)", address=address))
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        call.tell(say("Stopped."))
    finally:
        server.end()


COMMANDS = {"edit": edit}
