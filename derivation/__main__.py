"""python -m derivation."""

import sys

if __name__ == "__main__":
    try:
        from derivation.cli import main

        main()
    except KeyboardInterrupt:  # while Python still loads the program
        print("derivation: interrupted", file=sys.stderr)
        raise SystemExit(130) from None
