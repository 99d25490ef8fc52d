"""python -m derivation."""

from derivation.cli import main

if __name__ == "__main__":
    main()
