"""`bpa tren` and `bpa serve`: the dialogue model and the chat server."""

import sys
import time

import typer


def register(app: typer.Typer) -> None:
    app.command("tren")(tren)
    app.command("serve")(serve)


def tren(
    tving: bool = typer.Option(False, "--tving", help="Tren selv om det finnes en modell for dataene slik de er nå."),
) -> None:
    """Tren dialogmodellen, hvis det ikke finnes en for dataene slik de er nå."""
    from bot.engine.model import TrainingFailed, existing_model, train

    model = existing_model()
    if model is not None and not tving:
        print(f"Dialogmodellen er klar: {model.name}")
        return
    print("Trener dialogmodellen …", flush=True)
    started = time.monotonic()
    try:
        model = train()
    except TrainingFailed as error:
        sys.exit(str(error))
    print(f"Trent på {time.monotonic() - started:.0f} sekunder: {model.name}")


def serve() -> None:
    """Start samtaletjenesten på HOST og PORT (127.0.0.1:5005)."""
    from bot.server import serve as start

    start()
