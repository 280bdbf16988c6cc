"""The `cercle` command: one file of `deploy.commands` per order."""

from __future__ import annotations

import sys

import typer

from care.directory.explanations import explain as explain_source
from care.directory.national_files import UnusableFile
from care.runtime.errors import PermanentFailure, Refusal, SettingsError, TemporaryFailure
from deploy.commands.api_key import create_api_key, list_api_keys, revoke_api_key
from deploy.commands.archive_key import make_archive_key
from deploy.commands.archive_open import open_an_archive
from deploy.commands.audit_export import export_audit
from deploy.commands.audit_forget import forget_audit
from deploy.commands.audit_verify import verify_audit
from deploy.commands.bot_new import new_bot
from deploy.commands.bot_run import run_bot
from deploy.commands.check import check
from deploy.commands.circles_archive import archive_circle
from deploy.commands.circles_hold import hold_a_circle
from deploy.commands.circles_import import import_circles
from deploy.commands.circles_list import list_circles
from deploy.commands.circles_purge import purge_circles
from deploy.commands.circles_release import release_a_circle
from deploy.commands.demo import demo
from deploy.commands.directory_import import import_directory
from deploy.commands.directory_status import directory_status
from deploy.commands.identity_accept import accept
from deploy.commands.keys_check import check_keys
from deploy.commands.keys_retire import retire_key
from deploy.commands.keys_rotate import rotate_keys
from deploy.commands.provision import provision
from deploy.commands.rooms_trim import trim_rooms
from deploy.words import say
from homeserver.process import StartFailure

UNUSABLE, FAILED = 2, 1


def build() -> typer.Typer:
    """The command and its orders."""
    app = typer.Typer(
        help=say("help"), no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
    )
    app.command("demo", help=say("help-demo"))(demo)
    app.command("check", help=say("help-check"))(check)
    app.command("provision", help=say("help-provision"))(provision)
    directory = typer.Typer(help=say("help-directory"), no_args_is_help=True)
    directory.command("import", help=say("help-directory-import"))(import_directory)
    directory.command("status", help=say("help-directory-status"))(directory_status)
    app.add_typer(directory, name="directory")
    keys = typer.Typer(help=say("help-api-key"), no_args_is_help=True)
    keys.command("create", help=say("help-api-key-create"))(create_api_key)
    keys.command("list", help=say("help-api-key-list"))(list_api_keys)
    keys.command("revoke", help=say("help-api-key-revoke"))(revoke_api_key)
    app.add_typer(keys, name="api-key")
    identity = typer.Typer(help=say("help-identity"), no_args_is_help=True)
    identity.command("accept", help=say("help-identity-accept"))(accept)
    app.add_typer(identity, name="identity")
    app.add_typer(_circles(), name="circles")
    app.add_typer(_archive(), name="archive")
    rooms = typer.Typer(help=say("help-rooms"), no_args_is_help=True)
    rooms.command("trim", help=say("help-rooms-trim"))(trim_rooms)
    app.add_typer(rooms, name="rooms")
    app.add_typer(_audit(), name="audit")
    app.add_typer(_keys(), name="keys")
    bot = typer.Typer(help=say("help-bot"), no_args_is_help=True)
    bot.command("new", help=say("help-bot-new"))(new_bot)
    bot.command("run", help=say("help-bot-run"))(run_bot)
    app.add_typer(bot, name="bot")
    return app


def _circles() -> typer.Typer:
    circles = typer.Typer(help=say("help-circles"), no_args_is_help=True)
    circles.command("import", help=say("help-circles-import"))(import_circles)
    circles.command("list", help=say("help-circles-list"))(list_circles)
    circles.command("archive", help=say("help-circles-archive"))(archive_circle)
    circles.command("hold", help=say("help-circles-hold"))(hold_a_circle)
    circles.command("release", help=say("help-circles-release"))(release_a_circle)
    circles.command("purge", help=say("help-circles-purge"))(purge_circles)
    return circles


def _archive() -> typer.Typer:
    archive = typer.Typer(help=say("help-archive"), no_args_is_help=True)
    archive.command("key", help=say("help-archive-key"))(make_archive_key)
    archive.command("open", help=say("help-archive-open"))(open_an_archive)
    return archive


def _audit() -> typer.Typer:
    audit = typer.Typer(help=say("help-audit"), no_args_is_help=True)
    audit.command("verify", help=say("help-audit-verify"))(verify_audit)
    audit.command("export", help=say("help-audit-export"))(export_audit)
    audit.command("forget", help=say("help-audit-forget"))(forget_audit)
    return audit


def _keys() -> typer.Typer:
    keys = typer.Typer(help=say("help-keys"), no_args_is_help=True)
    keys.command("check", help=say("help-keys-check"))(check_keys)
    keys.command("rotate", help=say("help-keys-rotate"))(rotate_keys)
    keys.command("retire", help=say("help-keys-retire"))(retire_key)
    return keys


def main() -> None:
    """Run the command; what goes wrong in a known way is one readable line."""
    try:
        build()()
    except Exception as error:  # the boundary of the command: what is not known is a bug
        code, line = explain(error)
        typer.secho(line, fg=typer.colors.RED, err=True)
        sys.exit(code)


def explain(error: Exception) -> tuple[int, str]:
    """The exit code and the French line for a known failure. Raises any other one again."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    match error:
        case SettingsError():
            return UNUSABLE, str(error)
        case UnusableFile() if error.reason.startswith("source-"):
            return FAILED, explain_source(error)
        case Refusal():
            return FAILED, say(error.reason, **error.facts)
        case StartFailure():
            return FAILED, str(error)
        case TemporaryFailure():
            return FAILED, say("not-answering")
        case PermanentFailure():
            return FAILED, say("refused-by-server", why=str(error))
    raise error
