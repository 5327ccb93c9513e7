"""`bpa chat` and `bpa svar`: the assistant itself, in the terminal."""

import secrets
from typing import Any

import typer
from rich.markup import escape
from rich.panel import Panel

from bot.cli.output import clear_errors, console, print_json

QUIT = {"slutt", "avslutt", "exit", "quit"}
_COMMAND_HELP = "Skriv spørsmålet ditt, eller nummeret på et forslag. «slutt» avslutter."


def register(app: typer.Typer) -> None:
    app.command("chat")(chat)
    app.command("svar")(svar)


@clear_errors
def chat() -> None:
    """Den samme samtalen som på nettsiden, i terminalen."""
    from bot.engine import agent as engine

    with console.status("Laster dialogmodellen og språkmodellen …"):
        assistant = _load(engine)
    loop_run, sender = engine.runner(), secrets.token_hex(16)
    console.print(f"[dim]{_COMMAND_HELP}[/]")
    buttons = _show(loop_run(engine.talk(assistant, "/felles_start", sender)))
    while True:
        try:
            text = console.input("\n[bold]Du:[/] ").strip()
        except (EOFError, KeyboardInterrupt):
            console.print()
            return
        if text.lower() in QUIT:
            return
        chosen = buttons[int(text) - 1]["payload"] if text.isdigit() and 0 < int(text) <= len(buttons) else None
        buttons = _show(loop_run(engine.talk(assistant, chosen or _safe(text), sender)))


def _show(messages: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Print the assistant's messages; give the buttons of the turn, numbered as shown."""
    offered: list[dict[str, str]] = []
    for message in messages:
        console.print(Panel(escape(message["text"]), title="BPA-veilederen", title_align="left", border_style="blue"))
        for button in message.get("buttons") or []:
            offered.append(button)
            console.print(f"  [cyan]{len(offered)}[/] {escape(button['title'])}")
        for kilde in message.get("kilder") or []:
            console.print(f"  [dim]Kilde: {escape(kilde['tittel'])}[/]")
    return offered


@clear_errors
def svar(
    sporsmal: str = typer.Argument(..., help="Spørsmålet, slik en innbygger ville skrevet det."),
    as_json: bool = typer.Option(False, "--json", help="Ett JSON-objekt på stdout."),
) -> None:
    """Ett svar, og hvordan spørsmålet ble forstått."""
    from bot.engine import agent as engine

    assistant = _load(engine)
    run, sender = engine.runner(), secrets.token_hex(16)
    messages = run(engine.talk(assistant, _safe(sporsmal), sender))
    understood = run(engine.understood(assistant, sender))
    answer = _answer(sporsmal, messages, understood)
    if as_json:
        print_json(answer)
        return
    _show(messages)
    console.print(f"\nForstått som [bold]{answer['intent']}[/] ({answer['konfidens']:.2f})", end="")
    runner_up = answer["nest_best"]
    console.print(f", nest best {runner_up['intent']} ({runner_up['konfidens']:.2f})" if runner_up else "")
    for fact in answer["fakta"]:
        console.print(f"  leste {fact['slag']}: {fact['verdi']}")
    if answer["tabell_fra"]:
        console.print(f"  satser fra {answer['tabell_fra']}")


def _answer(question: str, messages: list[dict[str, Any]], understood: dict[str, Any]) -> dict[str, Any]:
    ranking = [item for item in understood["intent_ranking"] if item["name"] != understood["intent"]["name"]]
    return {
        "sporsmal": question,
        "svar": "\n\n".join(message["text"] for message in messages),
        "maalform": messages[-1].get("maalform", "nb") if messages else None,
        "intent": understood["intent"]["name"],
        "konfidens": round(understood["intent"]["confidence"], 4),
        "nest_best": {"intent": ranking[0]["name"], "konfidens": round(ranking[0]["confidence"], 4)}
        if ranking
        else None,
        "fakta": [{"slag": found["entity"], "verdi": found["value"]} for found in understood["entities"]],
        "kilder": [kilde for message in messages for kilde in message.get("kilder") or []],
        "tabell_fra": next((m["tabelldato"] for m in messages if m.get("tabelldato")), None),
        "knapper": [button["title"] for message in messages for button in message.get("buttons") or []],
    }


def _safe(text: str) -> str:
    """The text as the web channel would pass it on: cleaned, personal data masked, never a command."""
    from bot.channel.privacy import mask
    from bot.channel.typed_text import without_command

    return without_command(mask(text).text)


def _load(engine: Any) -> Any:
    try:
        return engine.runner()(engine.load())
    except engine.ModelMissing as error:
        console.print(str(error))
        raise typer.Exit(1) from None
