"""claimline in Python, for notebooks: a method for each view, and what it gives as values, as
rows, as a data frame, and as HTML.

The views are those that the command line calls; here stands only what a notebook needs besides.
"""

from claimline.workbench.bench import Workbench, workbench
from claimline.workbench.results import SHOWN, Picture, Result

__all__ = ["SHOWN", "Picture", "Result", "Workbench", "workbench"]
