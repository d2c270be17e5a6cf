"""Books laid out with WeasyPrint, and bound."""
