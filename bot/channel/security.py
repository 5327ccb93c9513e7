"""Response headers, and the limits of the app the channel is mounted in."""

from __future__ import annotations

from bot.channel.settings import ChannelSettings

# Seconds in which a whole request must have arrived; a citizen's message is a few hundred bytes.
REQUEST_SECONDS = 15


def api_headers(settings: ChannelSettings) -> dict[str, str]:
    """Headers of every JSON answer: never stored, never rendered, never framed."""
    return {**_common_headers(settings, "default-src 'none'"), "Cache-Control": "no-store"}


def document_headers(settings: ChannelSettings) -> dict[str, str]:
    """Headers of a finished document: never stored; its own style inside it is all that it may use."""
    own = "default-src 'none'; style-src 'unsafe-inline'"
    return {**_common_headers(settings, own), "Cache-Control": "no-store"}


def page_headers(settings: ChannelSettings) -> dict[str, str]:
    """Headers of the page and its files: our own scripts, styles and pictures only, nothing inline."""
    own = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
    return {
        **_common_headers(settings, own),
        "Cache-Control": "no-cache",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }


def _common_headers(settings: ChannelSettings, sources: str) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": (
            f"{sources}; base-uri 'none'; form-action 'self'; frame-ancestors {settings.frame_ancestors}"
        ),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    if settings.frame_ancestors == "'none'":
        headers["X-Frame-Options"] = "DENY"
    return headers
