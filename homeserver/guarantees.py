"""What Synapse must have understood, whatever the file says: the promises made to the territory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from homeserver.configuration import POLICIES


@dataclass(frozen=True, slots=True)
class Guarantee:
    """`holds` looks at Synapse's own configuration objects, not at the file."""

    key: str
    message: str
    holds: Callable[[Any], bool]


GUARANTEES = (
    Guarantee(
        "encryption_enabled_by_default_for_room_type",
        "toutes les conversations doivent être chiffrées d’office",
        lambda config: len(config.room.encryption_enabled_by_default_for_room_presets) == 3,
    ),
    Guarantee(
        "default_room_version",
        "la version des salons doit être 11 ou 12",
        lambda config: config.server.default_room_version.identifier in {"11", "12"},
    ),
    Guarantee(
        "federation_domain_whitelist",
        "la liste des serveurs autorisés doit exister, même vide",
        lambda config: config.federation.federation_domain_whitelist is not None,
    ),
    Guarantee(
        "listeners",
        "aucun accès pour d’autres serveurs tant qu’aucun n’est autorisé",
        lambda config: (
            bool(config.federation.federation_domain_whitelist)
            or "federation" not in _resources(config)
        ),
    ),
    Guarantee(
        "trusted_key_servers",
        "aucun serveur tiers ne doit garantir les clés",
        lambda config: not config.key.key_servers,
    ),
    Guarantee(
        "enable_registration",
        "personne ne doit pouvoir créer son compte",
        lambda config: not config.registration.enable_registration,
    ),
    Guarantee(
        "allow_guest_access",
        "pas d’accès sans compte",
        lambda config: not config.registration.allow_guest_access,
    ),
    Guarantee(
        "enable_set_displayname",
        "les noms affichés sont ceux du territoire",
        lambda config: not config.registration.enable_set_displayname,
    ),
    Guarantee(
        "presence",
        "la présence doit être désactivée",
        lambda config: not config.server.presence_enabled,
    ),
    Guarantee(
        "url_preview_enabled",
        "les aperçus de liens doivent être désactivés",
        lambda config: not config.media.url_preview_enabled,
    ),
    Guarantee(
        "push.include_content",
        "les notifications ne doivent rien contenir",
        lambda config: not config.push.push_include_content,
    ),
    Guarantee(
        "enable_room_list_search",
        "pas de liste publique de salons",
        lambda config: not config.roomdirectory.enable_room_list_search,
    ),
    Guarantee(
        "require_auth_for_profile_requests",
        "les profils ne se lisent pas sans compte",
        lambda config: config.server.require_auth_for_profile_requests,
    ),
    Guarantee(
        "allow_per_room_profiles",
        "un nom différent dans un salon doit être impossible",
        lambda config: not config.server.allow_per_room_profiles,
    ),
    Guarantee(
        "limit_profile_requests_to_users_who_share_rooms",
        "les profils ne se lisent qu’entre personnes d’un même salon",
        lambda config: config.server.limit_profile_requests_to_users_who_share_rooms,
    ),
    Guarantee(
        "room_prejoin_state",
        "une invitation ne montre ni sujet ni image",
        lambda config: not _prejoin_types(config) & {"m.room.topic", "m.room.avatar"},
    ),
    Guarantee(
        "report_stats",
        "aucune statistique ne sort du territoire",
        lambda config: not config.metrics.report_stats,
    ),
    Guarantee(
        "bcrypt_rounds",
        "les mots de passe doivent coûter cher à deviner",
        lambda config: config.registration.bcrypt_rounds >= 12,
    ),
    Guarantee(
        "rc_login",
        "les essais de mot de passe doivent être limités",
        lambda config: config.ratelimiting.rc_login_failed_attempts.per_second <= 1,
    ),
    Guarantee(
        "modules",
        "les règles du territoire doivent être chargées",
        lambda config: any(
            f"{module.__module__}.{module.__name__}" == POLICIES
            for module, _ in config.modules.loaded_modules
        ),
    ),
)


def broken_guarantees(config: Any) -> Iterable[Guarantee]:
    """Those that Synapse's configuration does not keep."""
    return (guarantee for guarantee in GUARANTEES if not guarantee.holds(config))


def _resources(config: Any) -> set[str]:
    return {
        name
        for listener in config.server.listeners
        if listener.http_options is not None
        for resource in listener.http_options.resources
        for name in resource.names
    }


def _prejoin_types(config: Any) -> set[str]:
    return set(config.api.room_prejoin_state.types)
