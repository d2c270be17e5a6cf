"""The exporters that other packages bring, found by their entry points."""

from __future__ import annotations

from importlib.metadata import EntryPoint, entry_points

from studyguide.export import Candidate

GROUP = "studyguide.exporters"


def installed_exporters() -> tuple[Candidate, ...]:
    """Every one that is installed, by name; none is loaded yet."""
    found = (
        Candidate(point.name, _package(point), point.load) for point in entry_points(group=GROUP)
    )
    return tuple(sorted(found, key=lambda one: (one.name, one.package)))


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist else point.value
