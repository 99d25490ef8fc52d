from derivation.cli import main

main()
