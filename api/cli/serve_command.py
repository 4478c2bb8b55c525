"""`postmortem serve`: the HTTP server."""

import socket
from pathlib import Path
from typing import Annotated

import typer

from api.cli.inputs import DataOption, has_service_extra, settings_of
from models.errors import NotReadyError, SettingsError


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command("serve")(serve)


def serve(
    data: DataOption = None,
    host: Annotated[str | None, typer.Option(help="Address to listen on (default 127.0.0.1).")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on (default 8000; 0 takes a free one).")] = None,
    config: Annotated[
        Path | None, typer.Option(help="The linter's configuration (default: POSTMORTEM_CONFIG, or none).", metavar="FILE")
    ] = None,
    starter: Annotated[bool | None, typer.Option("--starter/--no-starter", help="Load the starter archive into a new archive.")] = None,
) -> None:
    """Serve the API and the web page; models load in the background."""
    settings = settings_of(data=data, host=host, port=port, config=config, starter=starter)
    if not has_service_extra():
        raise NotReadyError("The server needs the extra `service`: pip install 'postmortem[service]'.")
    import uvicorn  # noqa: PLC0415 - not part of the base install

    from api.http.app import build_app  # noqa: PLC0415 - as above
    from api.lint_config.policy import Policy  # noqa: PLC0415 - as above
    from api.runtime import Runtime  # noqa: PLC0415 - as above
    from corpus.archive import Archive  # noqa: PLC0415 - as above

    Policy.at(settings.config)  # a configuration that cannot be used ends the command before the server listens
    listening = tcp_socket(settings.host)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        raise SettingsError(f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}. Name another by --port.") from error
    # Opened before the server listens: a locked or damaged data directory ends the command, saying why.
    runtime = Runtime(settings, Archive(settings.data, serving=True))
    server = uvicorn.Config(build_app(runtime), log_level="info", access_log=False, timeout_graceful_shutdown=10, server_header=False)
    typer.echo(f"postmortem listens on http://{settings.host}:{listening.getsockname()[1]}, archive in {settings.data}", err=True)
    uvicorn.Server(server).run(sockets=[listening])


def tcp_socket(host: str) -> socket.socket:
    """A socket for `host`, not bound yet. It is named as TCP, since asyncio turns Nagle's algorithm off only for sockets that are: without that
    the second half of each answer waits some 40 ms for the client's acknowledgement of the first."""
    found = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return found
