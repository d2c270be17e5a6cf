"""Fixtures that many tests share, and how hypothesis looks for counter-examples."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from studyguide.model import Guide
from studyguide.render.site import Site
from tests.guides import compiled, rendered, tiny_guide

settings.register_profile(
    "quick",
    max_examples=60,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")


@pytest.fixture(scope="session")
def guide() -> Guide:
    """The tiny guide, compiled."""
    return compiled(tiny_guide()).guide


@pytest.fixture(scope="session")
def site() -> Site:
    """The tiny guide, rendered."""
    return rendered(tiny_guide())
