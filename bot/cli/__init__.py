"""`bpa ...`, the shell for municipal staff: talk to the assistant, ask the calculator, train, serve.

    bpa chat                                 the conversation, in the terminal
    bpa svar "spørsmål"                      one answer, and how it was understood
    bpa pris --inntekt 400000 --timer 6      what a household pays
    bpa rett --alder 40 --timer 28           the conditions of § 2-1 d, one by one
    bpa tren, bpa serve                      the dialogue model, the chat server

Every command that calculates takes --json: one JSON object on stdout and nothing else. Exit code 2: the input was wrong.
"""

import typer

from bot.cli import calculate, dialogue, operate

app = typer.Typer(
    help="BPA-veilederen for ansatte: prøv svar, regn ut pris og rett, tren og start samtaletjenesten.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for module in (dialogue, calculate, operate):
    module.register(app)


def main() -> None:
    app(prog_name="bpa")
