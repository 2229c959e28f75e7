"""Questions as SPARQL files: one `.rq` a question; `checks/` must answer nothing, `export/` writes
claims in the terms of other models."""
