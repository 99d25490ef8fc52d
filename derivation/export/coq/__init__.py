"""Certificates for the proof assistant Coq."""
