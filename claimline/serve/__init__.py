"""The server: pages, linked data, SPARQL and JSON over HTTP, for reading only.

The way of a request: ``app`` reads it and makes a job of it → ``workers`` hand the job to a
process that has the store open (``desk``), and end that process when its time is up → ``sending``
hands out the reply. What a query may not do is seen by parsing it (``refuse``).
"""
