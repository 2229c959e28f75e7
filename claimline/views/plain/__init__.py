"""What the views found as plain values, for JSON and for rows: one file a view.

The command line and the server write the same objects, so they stand here and in neither.
"""
