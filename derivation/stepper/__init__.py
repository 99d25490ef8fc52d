"""The interactive loops of `step` and `practice`."""
