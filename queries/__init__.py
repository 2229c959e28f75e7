"""Questions as SPARQL files: one `.rq` a question; `checks/` must answer nothing."""
