"""`bpa chat` and `bpa svar`: the assistant itself, in the terminal."""

import secrets
from pathlib import Path
from typing import Any

import typer
from rich.markup import escape
from rich.panel import Panel

from bot.cli.output import clear_errors, console, print_json

_DOCUMENTS = typer.Option(Path("."), "--dokumenter", help="Mappe for søknader og klager som blir ferdige.")
QUIT = {"slutt", "avslutt", "exit", "quit"}
_COMMAND_HELP = (
    "Skriv spørsmålet ditt, eller nummeret på et forslag (k1, k2 … når du blir spurt om noe). «slutt» avslutter."
)
# In a guided flow a bare number is an answer: the buttons are chosen by k1, k2 …
_FLOW_PREFIX = "k"


def register(app: typer.Typer) -> None:
    app.command("chat")(chat)
    app.command("svar")(svar)


@clear_errors
def chat(
    dokumenter: Path = _DOCUMENTS,
) -> None:
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
        messages = loop_run(engine.talk(assistant, buttons.get(text.lower()) or _safe(text), sender))
        buttons = _show(messages)
        for message in messages:
            if message.get("dokument"):
                _save(message["dokument"], dokumenter)


def _show(messages: list[dict[str, Any]]) -> dict[str, str]:
    """Print the assistant's messages; give the payloads of the turn's buttons by what one types to choose them."""
    offered: dict[str, str] = {}
    prefix = _FLOW_PREFIX if any(message.get("fremdrift") for message in messages) else ""
    for message in messages:
        progress = message.get("fremdrift")
        title = f"BPA-veilederen, spørsmål {progress['nr']} av {progress['antall']}" if progress else "BPA-veilederen"
        console.print(Panel(escape(message["text"]), title=title, title_align="left", border_style="blue"))
        for button in message.get("buttons") or []:
            key = f"{prefix}{len(offered) + 1}"
            offered[key] = button["payload"]
            console.print(f"  [cyan]{key}[/] {escape(button['title'])}")
        for kilde in message.get("kilder") or []:
            console.print(f"  [dim]Kilde: {escape(kilde['tittel'])}[/]")
    return offered


def _save(data: dict[str, Any], folder: Path) -> None:
    """Write the finished document as PDF, page and JSON, and say where; what cannot be written is told, not raised."""
    from bot.documents import lag_html, lag_json, lag_pdf

    made = {"pdf": lag_pdf(data), "html": lag_html(data).encode(), "json": lag_json(data)}
    try:
        for ending, content in made.items():
            path = folder / f"{data['skjema'].removeprefix('bpa-')}-bpa.{ending}"
            path.write_bytes(content)
            console.print(f"  [green]Skrev {path}[/]")
    except OSError as error:
        console.print(
            f"  [red]Kunne ikke skrive dokumentet i {folder}: {error.strerror}. Velg en annen med --dokumenter.[/]"
        )


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
    answer["hvorfor"] = run(engine.why(assistant, _safe(sporsmal)))
    if as_json:
        print_json(answer)
        return
    _show(messages)
    console.print(f"\nForstått som [bold]{answer['intent']}[/] ({answer['konfidens']:.2f})", end="")
    runner_up = answer["nest_best"]
    console.print(f", nest best {runner_up['intent']} ({runner_up['konfidens']:.2f})" if runner_up else "")
    for other in answer["rangering"][1:]:
        console.print(f"  eller {other['intent']} ({other['konfidens']:.2f})")
    if answer["hvorfor"]:
        weighty = ", ".join(f"«{item['ord']}» ({item['uten']:.2f} uten)" for item in answer["hvorfor"])
        console.print(f"  ordene som avgjorde: {escape(weighty)}")
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
        "rangering": [
            {"intent": item["name"], "konfidens": round(item["confidence"], 4)}
            for item in understood["intent_ranking"][:4]
        ],
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
