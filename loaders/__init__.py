"""Loaders: one small file a source, found by walking this package."""
