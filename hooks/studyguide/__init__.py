"""A compiler that turns Markdown pages about a work into a study guide.

Data flows one way: text → model → checks → renderers → files. Only `studyguide.edge` reads, writes,
logs or knows MkDocs, Markdown and WeasyPrint; everything else is plain functions over plain values.
"""

__version__ = "0.1.0"
