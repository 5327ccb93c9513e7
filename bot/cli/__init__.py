"""`bpa ...`, the shell for municipal staff: talk to the assistant, ask the calculator, train, serve.

    bpa chat                                 the conversation, in the terminal
    bpa svar "spørsmål"                      one answer, and how it was understood
    bpa pris --inntekt 400000 --timer 6      what a household pays, and every step to it
        --hva-hvis timer=10 --mot 2022-06-15 --kurve     side by side, another day, a chart
    bpa rett --alder 40 --timer 28           the conditions of § 2-1 d, one by one
    bpa klagefrist 2026-11-02                the last day to complain (--slag: an answer, costs)
    bpa timeplan FIL.yml                     hours a week from a list of tasks
    bpa satser, bpa satser sjekk [MAPPE]     which tables there are; what is wrong or odd in them
    bpa temaer [FIL]                         what citizens got no answer to, from the server's /metrics
    bpa tren, bpa serve                      the dialogue model, the chat server

Every command that calculates takes --json (one JSON object on stdout and nothing else) and --maalform nb|nn. All their
words stand in tekster.yml. Exit code 2: the input was wrong, and one line says what.
"""

import typer

from bot.cli import dialogue, klagefrist, operate, pris, rett, satser, temaer, timeplan
from bot.cli.output import OneLineErrors

app = typer.Typer(
    cls=OneLineErrors,
    help="BPA-veilederen for ansatte: prøv svar, regn ut pris, rett og frister, tren og start samtaletjenesten.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
for module in (dialogue, pris, rett, klagefrist, timeplan, satser, temaer, operate):
    module.register(app)


def main() -> None:
    app(prog_name="bpa")
