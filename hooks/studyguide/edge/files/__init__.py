"""Files: what a guide's folder holds, what is written, what is kept."""
