"""Certificates for the proof assistant Coq: a walkthrough as a file in which Coq checks every line.

reals        terms as real expressions        calculus     derivatives by the lemmas of prelude.v
conditions   the hypotheses                   certificate  the whole file
checking     what coqc says of it             prelude.v, tactics.v  what every file begins with
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.document import Document, Look
from derivation.export.coq.certificate import Certificate, certificate
from derivation.export.coq.checking import NoCoq, Outcome, certify_function, check
from derivation.export.coq.reals import NotExpressible
from derivation.walkthrough import Walkthrough

__all__ = ["Certificate", "NoCoq", "NotExpressible", "Outcome", "certificate", "certify_function", "check", "write"]


def write(document: Document, look: Look) -> Iterator[str]:
    """The certificate of the walkthrough that a page shows; raises NotExpressible."""
    source = document.source() if callable(document.source) else document.source
    if not isinstance(source, Walkthrough):
        raise NotExpressible("only what `derivation show` shows can be written for Coq")
    yield certificate(source).file
