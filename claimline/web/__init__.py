"""The pages that people see: the same live (``serve``) and as files (``publish``).

The way of a page: ``site`` knows which paths there are and asks the views → a template writes
HTML → the server or the publisher hands it out. No page asks anything of another origin, and
all that others wrote is text, never markup.

The way of a request: ``serving`` takes it from its port → ``app`` reads it, which makes a job of
``things``, ``protocol``, ``api`` or ``reconcile`` → ``workers`` has a process run the job at its
``desk``, within the ``limits`` → ``sending`` hands the reply out. What goes wrong is ``trouble``.
"""
