"""`claimline serve`: a store as a site, as linked data, and as a SPARQL service."""

from __future__ import annotations

import os
import webbrowser
from importlib.util import find_spec

import click

from claimline.cli import output
from claimline.cli.options import quiet_option, store_option
from claimline.errors import ClaimlineError


@click.command("serve")
@click.option("-h", "--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8011,
    show_default=True,
    help="The port; 0 is any that is free.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=30,
    show_default=True,
    help="Seconds after which an answer is given up, and whatever reckons it ended.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=1),
    default=100_000,
    show_default=True,
    help="More rows than these are an error; no answer is ever cut short.",
)
@click.option(
    "--workers", type=click.IntRange(min=1), help="Processes that answer.  [default: all cores]"
)
@click.option(
    "--memory",
    type=click.IntRange(min=512),
    default=2048,
    show_default=True,
    metavar="MIB",
    help="What each of these processes may take.",
)
@click.option(
    "--waiting",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="How many may wait for one of them; others are told to come again.",
)
@click.option(
    "--frames",
    default="*",
    show_default=True,
    metavar="ORIGINS",
    help="Who may show the pages within their own: origins, or 'none'.",
)
@click.option("-o", "--open", "open_", is_flag=True, help="Open a browser.")
@store_option
@quiet_option
def command(
    host: str,
    port: int,
    timeout: float,
    rows: int,
    workers: int | None,
    memory: int,
    waiting: int,
    frames: str,
    open_: bool,
    location: str,
    quiet: bool,
) -> None:
    """Answer by HTTP: pages, linked data, SPARQL and JSON, for reading only.

    The IRI of a thing answers at /id/…, in HTML, Turtle, JSON-LD and other forms; /sparql is
    a SPARQL 1.1 service, /api/ has the views as JSON (/openapi.json describes them), and
    /reconcile is for OpenRefine. A store that is loaded anew meanwhile is noticed. Ctrl-C
    ends it.

    \b
    Examples:
      claimline serve
      claimline serve --port 8080 --timeout 10 --store izium.store
    """
    if find_spec("starlette") is None or find_spec("uvicorn") is None:
        raise ClaimlineError("serving needs more: pip install 'claimline[serve]'")
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.serve.limits import MIB, Limits  # noqa: PLC0415
    from claimline.serve.serving import listening, serve  # noqa: PLC0415

    connect(location)  # what cannot be opened is told now
    limits = Limits(
        seconds=timeout,
        rows=rows,
        workers=workers or os.cpu_count() or 1,
        memory=memory * MIB,
        waiting=waiting,
    )
    with listening(host, port) as listener:
        shown = f"[{host}]" if ":" in host else host
        address = f"http://{shown}:{listener.getsockname()[1]}/"

        def begun() -> None:
            output.note(f"serving {location} at {address}", quiet=quiet)
            if open_:
                webbrowser.open(address)

        serve(location, limits, listener, frames=_ancestors(frames), begun=begun)


def _ancestors(frames: str) -> str:
    """Return who may show a page in a frame, as the header has it; raises BadParameter."""
    if frames == "none":
        return "'none'"
    if any(character in frames for character in ";,\r\n") or not frames.isascii():
        raise click.BadParameter("name origins, as in https://example.org", param_hint="--frames")
    return frames
