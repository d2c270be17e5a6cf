"""What authors write, read into the model: pages, blocks, settings."""
