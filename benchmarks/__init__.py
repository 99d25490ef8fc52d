"""Speed beside other systems: make bench."""
