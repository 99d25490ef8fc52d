"""Large, seeded trials of what must never happen: a false proof, a refuted truth, text that runs as a program."""
