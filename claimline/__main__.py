"""`python -m claimline`: the command line without its entry point."""

from claimline.cli import main

main(prog_name="claimline")
