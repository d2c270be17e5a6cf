"""The build as MkDocs drives it; what a move to another site generator would rewrite."""
