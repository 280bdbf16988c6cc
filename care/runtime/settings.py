"""`territory.toml`, read once, frozen, and refused when anything in it is unknown or doubtful."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from care.runtime.errors import SettingsError
from care.runtime.mail_settings import Mailbox, Mssante, WhiteListSource
from care.runtime.section import BotAccount, Section, ServerName, WebOrigin


def _timezone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ValueError, OSError, LookupError):
        raise ValueError("fuseau horaire inconnu") from None
    return value


def _commune(value: str) -> str:
    if not re.fullmatch(r"[0-9][0-9AB][0-9]{3}", value):
        raise ValueError("code commune INSEE invalide (cinq caractères, comme 76351 ou 2A004)")
    return value


class RoomKind(StrEnum):
    """What a room of the territory is for."""

    GROUP = "group"
    ANNOUNCEMENTS = "announcements"


class TerritoryIdentity(Section):
    """Who the community is and which communes it covers."""

    name: str = Field(min_length=2, max_length=80)
    server_name: ServerName
    timezone: Annotated[str, AfterValidator(_timezone)] = "Europe/Paris"
    communes: tuple[Annotated[str, AfterValidator(_commune)], ...] = Field(
        min_length=1, description="codes communes INSEE"
    )


class Homeserver(Section):
    """How Synapse is reached and what it accepts."""

    public_url: str = "http://127.0.0.1:8008"
    bind: str = "127.0.0.1"
    port: int = Field(default=8008, ge=1, le=65535)
    room_version: str = Field(default="12", pattern="^(11|12)$")
    federation_allow: tuple[ServerName, ...] = ()
    unknown_invitations_per_day: int = Field(default=20, ge=0, le=10_000)
    redaction_window_hours: int = Field(default=24, ge=0, le=8760)
    database_url: str = "sqlite"
    redis_url: str | None = None


class Group(Section):
    """A room of the territory's space, and the professions that join it at once."""

    key: str = Field(pattern="^[a-z][a-z0-9_]{1,40}$")
    name: str = Field(min_length=2, max_length=80)
    kind: RoomKind = RoomKind.GROUP
    professions: tuple[str, ...] = Field(default=(), description="codes TRE_G15 ; vide = tous")


class Bots(Section):
    """The territory's bots."""

    directory: BotAccount = BotAccount(localpart="annuaire", display_name="Annuaire (assistant)")
    liaison: BotAccount = BotAccount(localpart="liaison", display_name="Liaison (assistant)")
    sentinel: BotAccount = BotAccount(localpart="vigie", display_name="Vigie (assistant)")


class CircleNaming(StrEnum):
    """How the rooms of circles are called: a word drawn at random, or the patient's initials."""

    PSEUDONYM = "pseudonym"
    INITIALS = "initials"


class Circles(Section):
    """The circles around patients. Invented identities are refused unless they are admitted."""

    naming: CircleNaming = CircleNaming.PSEUDONYM
    emergency_hours: int = Field(default=4, ge=1, le=72)
    invented_identities: bool = False


class SourceKind(StrEnum):
    """Where the national directory comes from."""

    FOLDER = "folder"
    WEB = "web"
    API = "api"


class DirectorySource(Section):
    """Where the national directory comes from, and the local hour at which it is refreshed.

    Relative paths are those of the territory's folder.
    """

    source: SourceKind = SourceKind.FOLDER
    folder: Path | None = None
    urls: tuple[str, ...] = ()
    api_url: str = "https://gateway.api.esante.gouv.fr/fhir/v2"
    api_key_file: Path | None = None
    ca_file: Path | None = None
    hour: int = Field(default=5, ge=0, le=23)

    @model_validator(mode="after")
    def _complete(self) -> DirectorySource:
        if self.source is SourceKind.WEB and not self.urls:
            raise ValueError('source = "web" demande urls')
        if self.source is SourceKind.API and self.api_key_file is None:
            raise ValueError('source = "api" demande api_key_file')
        return self


class DirectoryApi(Section):
    """The directory as practice software reads it; each key may ask so many times a second."""

    enabled: bool = True
    public_url: str | None = None
    per_second: float = Field(default=5, gt=0, le=1000)
    burst: int = Field(default=20, ge=1, le=10_000)


class Pages(Section):
    """The pages that professionals open, and the Matrix clients that may show them inside."""

    enabled: bool = True
    public_url: WebOrigin | None = None
    clients: tuple[WebOrigin, ...] = ()


class Retention(Section):
    """How long rooms are kept: months after a circle was closed, days for messages; 0: for ever.

    Paths are those of the territory's folder; without them, what goes is not archived.
    """

    circle_months: int = Field(default=12, ge=0, le=1200)
    professionals_months: int = Field(default=12, ge=0, le=1200)
    group_days: int = Field(default=0, ge=0, le=36500)
    conversation_days: int = Field(default=0, ge=0, le=36500)
    archive_folder: Path | None = None
    archive_key_file: Path | None = None

    @model_validator(mode="after")
    def _complete(self) -> Retention:
        if (self.archive_folder is None) != (self.archive_key_file is None):
            raise ValueError("archive_folder et archive_key_file vont ensemble")
        return self


class Service(Section):
    """Our own processes: database, web pages, metrics."""

    database_url: str = "sqlite"
    bind: str = "127.0.0.1"
    web_port: int = Field(default=8081, ge=1, le=65535)
    metrics_port: int = Field(default=8082, ge=1, le=65535)


class Territory(BaseSettings):
    """The whole of `territory.toml`."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", env_prefix="CERCLE_")

    territory: TerritoryIdentity
    homeserver: Homeserver = Homeserver()
    groups: tuple[Group, ...] = ()
    bots: Bots = Bots()
    circles: Circles = Circles()
    directory: DirectorySource = DirectorySource()
    directory_api: DirectoryApi = DirectoryApi()
    mssante: Mssante = Mssante()
    mailboxes: tuple[Mailbox, ...] = ()
    white_list: WhiteListSource = WhiteListSource()
    pages: Pages = Pages()
    retention: Retention = Retention()
    service: Service = Service()

    @property
    def pages_url(self) -> str:
        """Where browsers find the pages, without a path."""
        return self.pages.public_url or f"http://127.0.0.1:{self.service.web_port}"

    @model_validator(mode="after")
    def _distinct(self) -> Territory:
        keys = [group.key for group in self.groups]
        if len(set(keys)) != len(keys):
            raise ValueError("deux groupes portent la même clé")
        addresses = [mailbox.address for mailbox in self.mailboxes]
        if len(set(addresses)) != len(addresses):
            raise ValueError("deux boîtes MSSanté portent la même adresse")
        names = [getattr(self.bots, name).localpart for name in type(self.bots).model_fields]
        names += [mailbox.bot.localpart for mailbox in self.mailboxes]
        if len(set(names)) != len(names):
            raise ValueError("deux assistants ou boîtes portent le même identifiant")
        if addresses and not self.white_list.is_set:
            raise ValueError("des boîtes MSSanté demandent [white_list]")
        return self


def load_territory(path: Path, overrides: dict[str, Any] | None = None) -> Territory:
    """Read `path`; `overrides` (nested) win over it.

    Raises SettingsError with one readable line per problem.
    """
    if not path.exists():
        raise SettingsError(f"Fichier de territoire introuvable : {path}")

    class _FromFile(Territory):
        @classmethod
        def settings_customise_sources(
            cls,
            settings_cls: type[BaseSettings],
            init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource,
            dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            toml = TomlConfigSettingsSource(settings_cls, toml_file=path)
            return (init_settings, toml)

    try:
        loaded = _FromFile(**(overrides or {}))
    except ValidationError as error:
        problems = "; ".join(
            f"{'.'.join(str(part) for part in item['loc'])} : {item['msg']}"
            for item in error.errors()
        )
        raise SettingsError(f"{path.name} : {problems}") from None
    except OSError:
        raise SettingsError(f"Fichier de territoire illisible : {path}") from None
    except ValueError as error:
        raise SettingsError(f"{path.name} : {error}") from None
    return Territory.model_construct(
        **{name: getattr(loaded, name) for name in Territory.model_fields}
    )
