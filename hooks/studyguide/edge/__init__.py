"""Everything impure: files, MkDocs, Markdown, WeasyPrint, logging and the terminal."""
