import sys

try:
    from derivation.cli import main

    main()
except KeyboardInterrupt:  # while Python still loads the program
    print("derivation: interrupted", file=sys.stderr)
    raise SystemExit(130) from None
