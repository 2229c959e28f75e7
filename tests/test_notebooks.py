"""The notebooks in docs/ run from the first cell to the last, and are kept without outputs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

DOCS = Path(__file__).parent.parent / "docs"
NOTEBOOKS = sorted(DOCS.glob("*.ipynb"))


Cells = dict[str, Any]  # Any: cells, as nbformat has them


def read(path: Path) -> nbformat.NotebookNode:
    found: nbformat.NotebookNode = nbformat.read(  # type: ignore[no-untyped-call] # it has no types
        path, as_version=4
    )
    return found


def code(notebook: nbformat.NotebookNode) -> Cells:
    return {cell.id: cell for cell in notebook.cells if cell.cell_type == "code"}


def run(path: Path, folder: Path) -> Cells:
    """Return the cells of a notebook with their outputs; whatever it leaves is in the folder."""
    notebook = read(path)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "TMPDIR"):
            patch.setenv(name, str(folder))
        NotebookClient(notebook, resources={"metadata": {"path": str(folder)}}).execute()
    return code(notebook)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = code(read(path))
    assert [name for name, cell in cells.items() if cell.outputs or cell.execution_count] == []


def test_the_notebook_about_izium_shows_what_it_says(tmp_path: Path) -> None:
    cells = run(DOCS / "izium.ipynb", tmp_path)
    assert [name for name, cell in cells.items() if len(cell.outputs) != 1] == []
    shown = {name: cell.outputs[0].data for name, cell in cells.items()}
    assert "<svg" in shown["timeline"]["text/html"]
    assert "<svg" in shown["as-of"]["text/html"]
    assert "<td>necessary</td>" in shown["held"]["text/html"]
    assert 'class="dataframe"' in shown["contradictions"]["text/html"]
    assert "zaluzhnyi-adviser" in shown["denials"]["text/html"]
    assert shown["reconcile"]["text/html"].count("<tr>") == 1 + 3
    assert "(170, 171)" in shown["left-out"]["text/plain"]


def test_every_notebook_is_run() -> None:
    assert [path.name for path in NOTEBOOKS] == ["izium.ipynb"]
