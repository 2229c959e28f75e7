"""The way of data into a store: find a loader, read, build, judge, replace.

Why record graph by record graph: what a loader yields is put into the store as soon as a batch
of whole record graphs is full, each replaced in one transaction. So memory does not grow with
the rows, a reader never meets half a record, and a load that is stopped or killed is completed
by running it again.
"""

from claimline.load.batch import Batch
from claimline.load.found import LOADERS, Loader, get, names, told
from claimline.load.judge import Prepared, judge_store, prepare
from claimline.load.run import Rejection, Tally, run
from claimline.load.unload import records, removal
from claimline.lookup import known
from claimline.modules import examples, summary

__all__ = [
    "LOADERS",
    "Batch",
    "Loader",
    "Prepared",
    "Rejection",
    "Tally",
    "examples",
    "get",
    "judge_store",
    "known",
    "names",
    "prepare",
    "records",
    "removal",
    "run",
    "summary",
    "told",
]
