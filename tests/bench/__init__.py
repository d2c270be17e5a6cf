"""How fast the compiler is, beside the tools it is made of: `make bench`."""
