"""What programs and other systems take: pure functions from the site to bytes."""
