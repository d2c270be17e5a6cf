"""The books' pages."""
