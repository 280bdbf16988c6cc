"""What the sections of `territory.toml` are made of: the unknown is refused, nothing changes."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field


def _server_name(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?", value):
        raise ValueError("nom de serveur Matrix invalide")
    return value


def _localpart(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9._=-]{1,64}", value):
        raise ValueError("identifiant Matrix invalide (minuscules, chiffres, « . _ = - »)")
    return value


def _web_origin(value: str) -> str:
    loopback = r"http://(127\.0\.0\.1|localhost)(:[0-9]{1,5})?"
    if not re.fullmatch(rf"https://[a-z0-9.-]+(:[0-9]{{1,5}})?|vector://vector|{loopback}", value):
        raise ValueError("adresse attendue sous la forme https://nom, sans rien après")
    return value


ServerName = Annotated[str, AfterValidator(_server_name)]
Localpart = Annotated[str, AfterValidator(_localpart)]
WebOrigin = Annotated[str, AfterValidator(_web_origin)]


class Section(BaseModel):
    """A frozen part of the configuration; an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BotAccount(Section):
    """A bot's Matrix account."""

    localpart: Localpart
    display_name: str = Field(max_length=80)
