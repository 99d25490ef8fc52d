"""Every bound in one place: what is refused, what is summarised, and how long a search may take."""

MAX_CHARACTERS = 4_000_000
"""Longest text that is read."""

MAX_SAVED_CHARACTERS = 128_000_000
"""Longest saved walkthrough that is read."""

MAX_DEPTH = 3_000
"""Deepest nesting of typed text; deeper terms can be built in Python."""

MAX_DIGITS = 1_000
"""Most digits of one typed number."""

MAX_EXPONENT = 10_000
"""Largest power of two numbers that is worked out, as a number of bits of the result."""

MAX_TERMS = 2_000_000
"""Most nodes of one expression that is read."""

PROOF_NODES = 4_000
"""Largest expression, in nodes of its printed tree, whose whole normal form is tried; larger ones are proved by parts."""

PROOF_MONOMIALS = 20_000
"""Most monomials of a polynomial inside a proof before it is given up as undecided."""

SEARCH_STATES = 15_000
"""Most forms that one search for a chain of rules looks at."""

SEARCH_SECONDS = 2.0
"""Longest time that one search for a chain of rules takes; this and the next are seconds of computing, see `clock`."""

PROOF_SECONDS = 3.0
"""Longest time for one comparison, where the caller does not say."""

FIELD_SECONDS = 2.0
"""Longest time for the field in which forms of a derivative are looked for; only the largest come near it."""

FORMULA_SECONDS = 0.5
"""Longest time for finding a part of a formula that has no value anywhere."""

SCREEN_CHARACTERS = 2_000
"""Longest expression that is printed whole; parts of longer ones get names."""

COMMAND_SECONDS = 8.0
"""Time budget of a command, after which it says honestly what it reached; --timeout changes it."""
