"""`python -m bot.cli` is the same as `bpa`."""

from bot.cli import main

main()
