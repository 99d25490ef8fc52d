try:
    from derivation.cli import main

    main()
except KeyboardInterrupt:  # while Python still loads the program
    raise SystemExit(130) from None
