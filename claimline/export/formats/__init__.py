"""The formats that claims can be exported to: a module each, found by existing."""
