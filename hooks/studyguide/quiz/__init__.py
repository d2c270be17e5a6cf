"""What a quiz asks: which items, in which order and forms, and what it is made of."""
