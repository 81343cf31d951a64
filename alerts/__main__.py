"""`python -m alerts`: the same program as `rasid`, where the command is not on the path."""

from alerts.cli import main

main()
