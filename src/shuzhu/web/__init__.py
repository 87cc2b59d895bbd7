"""The cockpit: pages and a REST API over the pipeline; server-rendered first, scripts only enhance.

A page is one file in ``pages/`` and a template of the same name: it asks the pipeline and hands on what it says.
"""
