"""Renderers: functions from a Guide and its rendered texts to HTML and JSON."""
