"""The `cercle` command: one file of `deploy.commands` per order."""

from __future__ import annotations

import sys

import typer

from care.directory.explanations import explain as explain_source
from care.directory.national_files import UnusableFile
from care.runtime.errors import PermanentFailure, Refusal, SettingsError, TemporaryFailure
from deploy.commands.api_key import create_api_key, list_api_keys, revoke_api_key
from deploy.commands.audit_export import export_audit
from deploy.commands.audit_forget import forget_audit
from deploy.commands.audit_verify import verify_audit
from deploy.commands.bot_new import new_bot
from deploy.commands.bot_run import run_bot
from deploy.commands.check import check
from deploy.commands.demo import demo
from deploy.commands.directory_import import import_directory
from deploy.commands.directory_status import directory_status
from deploy.commands.identity_accept import accept
from deploy.commands.keys_check import check_keys
from deploy.commands.keys_retire import retire_key
from deploy.commands.keys_rotate import rotate_keys
from deploy.commands.provision import provision
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
    app.add_typer(_audit(), name="audit")
    app.add_typer(_keys(), name="keys")
    bot = typer.Typer(help=say("help-bot"), no_args_is_help=True)
    bot.command("new", help=say("help-bot-new"))(new_bot)
    bot.command("run", help=say("help-bot-run"))(run_bot)
    app.add_typer(bot, name="bot")
    return app


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
