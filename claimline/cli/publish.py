"""`claimline publish DIR`: the site as files."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import click

from claimline.cli import output
from claimline.cli.export import Asked, chosen, selection, write
from claimline.cli.options import quiet_option, store_option


@click.command("publish", no_args_is_help=True)
@click.argument("target", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--base-url", "url", metavar="URL", default="", help="Where the site will lie.")
@click.option(
    "--single-file", is_flag=True, help="Write the page of --place as one file that needs no other."
)
@click.option(
    "--no-sparql",
    is_flag=True,
    help="Leave out of the single file what answers SPARQL: it is smaller by far.",
)
@selection
@store_option
@quiet_option
def command(
    target: Path,
    url: str,
    single_file: bool,
    no_sparql: bool,
    location: str,
    quiet: bool,
    **asked: object,
) -> None:
    """Write the pages as files that any static host serves.

    Beside each page lies its data; DIR/data holds all of it to take away. A second publication
    into the same folder replaces the first, and takes away what is no longer there.

    A single file opens from a disk, or as what is sent. It has the claims of its place with
    their evidence, and answers SPARQL about them within the browser that opens it; for the
    lanes and claims alone, as when it is to stand within another page, say --no-sparql.

    \b
    Examples:
      claimline publish site
      claimline publish izium.html --single-file --place Izium
      claimline publish izium.html --single-file --no-sparql --place Izium
    """
    from claimline.connect import connect  # noqa: PLC0415 - needed only with a store
    from claimline.find import find  # noqa: PLC0415
    from claimline.web import publish  # noqa: PLC0415
    from claimline.web.site import Site  # noqa: PLC0415

    if url and not (urlsplit(url).scheme in {"http", "https"} and urlsplit(url).netloc):
        raise click.BadParameter("a base URL begins with https://", param_hint="--base-url")
    wanted = Asked(location=location, output_=None, quiet=quiet, **asked)  # type: ignore[arg-type] # as the options say
    if single_file and not wanted.place:
        raise click.UsageError("A single file shows one place: name it with --place.")
    if no_sparql and not single_file:
        raise click.UsageError("--no-sparql is about a single file: add --single-file.")
    part = chosen(wanted)
    site = Site(part.store, url=url and url.rstrip("/") + "/", description=part.description)
    if single_file:
        place = find(connect(location), "place", wanted.place or "")
        write(target, [publish.single(site, place, None if no_sparql else part)])
        output.note(f"the page of {place.label} is written to {target}", quiet=quiet)
        return
    before = publish.earlier(target)
    written = []
    for file in publish.files(site, part):
        write(target / file.name, file.content)
        written.append(file.name)
    for path in publish.stale(target, before, written):
        path.unlink(missing_ok=True)
    output.note(f"{len(written)} files written to {target}", quiet=quiet)
