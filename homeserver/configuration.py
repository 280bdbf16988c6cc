"""From a territory's settings to the whole of Synapse's configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from care.runtime.settings import Territory
from homeserver.layout import Layout
from homeserver.limits import render_limits
from homeserver.service_accounts import bot_ids, operator_id
from homeserver.storage import render_database, render_redis

POLICIES = "policies.module.TerritoryPolicies"


def render_configuration(
    territory: Territory, state: Path, *, testing: bool = False, policies: bool = True
) -> dict[str, Any]:
    """Synapse's configuration, as a dict to be written in YAML; no secret is in it, only paths.

    Room version 12 is the default: the power of whoever created a room can be neither removed nor
    usurped, and its state resolution does not let old, revoked decisions come back. Version 11
    stays possible (`room_version = "11"`) for territories that federate with older servers.

    `testing` makes passwords cheap and opens the rate limits; never used to run a territory.
    """
    layout = Layout(state)
    return {
        **_identity(territory, layout),
        **_listeners(territory, layout),
        **_federation(territory),
        **_accounts(testing=testing),
        **_rooms(territory),
        **_privacy(),
        **_media(layout),
        **render_limits(testing=testing),
        **({"modules": [_policies(territory, layout)]} if policies else {}),
        "database": render_database(territory.homeserver.database_url, layout),
    }


def _identity(territory: Territory, layout: Layout) -> dict[str, Any]:
    return {
        "server_name": territory.territory.server_name,
        "public_baseurl": territory.homeserver.public_url.rstrip("/") + "/",
        "report_stats": False,
        "log_config": str(layout.log_configuration),
        "signing_key_path": str(layout.signing_key),
        "registration_shared_secret_path": str(layout.shared_secret),
        "macaroon_secret_key_path": str(layout.secret("macaroon")),
        "form_secret_path": str(layout.secret("form")),
        "serve_server_wellknown": False,
        # Clients such as Element read this: encryption without asking, and a recovery key made
        # before anything can be lost.
        "extra_well_known_client_content": {
            "io.element.e2ee": {"default": True, "secure_backup_required": True}
        },
    }


def _listeners(territory: Territory, layout: Layout) -> dict[str, Any]:
    # `openid` answers one question only: whose an OpenID token is. Our pages ask it.
    names = ["client", "media", "openid"]
    if territory.homeserver.federation_allow:
        names.append("federation")
    main = {
        "port": territory.homeserver.port,
        "bind_addresses": [territory.homeserver.bind],
        "type": "http",
        "tls": False,
        "x_forwarded": True,
        "resources": [{"names": names, "compress": False}],
    }
    if territory.homeserver.redis_url is None:
        return {"listeners": [main]}
    replication = {
        "path": str(layout.replication_socket),
        "mode": 0o600,
        "type": "http",
        "resources": [{"names": ["replication"]}],
    }
    return {
        "listeners": [main, replication],
        **render_redis(territory.homeserver.redis_url, layout),
    }


def _federation(territory: Territory) -> dict[str, Any]:
    return {
        "federation_domain_whitelist": list(territory.homeserver.federation_allow),
        "trusted_key_servers": [],
        "suppress_key_server_warning": True,
        "allow_profile_lookup_over_federation": False,
        "allow_device_name_lookup_over_federation": False,
        "allow_public_rooms_over_federation": False,
    }


def _accounts(*, testing: bool) -> dict[str, Any]:
    return {
        "enable_registration": False,
        "allow_guest_access": False,
        "enable_3pid_lookup": False,
        "enable_3pid_changes": False,
        # Names are what the territory vouches for: only the provisioning writes them.
        "enable_set_displayname": False,
        "allow_per_room_profiles": False,
        "bcrypt_rounds": 4 if testing else 12,
        "password_config": {
            "enabled": True,
            "policy": {"enabled": not testing, "minimum_length": 12},
        },
    }


def _rooms(territory: Territory) -> dict[str, Any]:
    return {
        "default_room_version": territory.homeserver.room_version,
        "encryption_enabled_by_default_for_room_type": "all",
        "enable_room_list_search": False,
        "allow_public_rooms_without_auth": False,
        "room_list_publication_rules": [{"action": "deny"}],
        "forget_rooms_on_leave": True,
        # What an invited person sees before joining is readable by the server for ever: no topic,
        # no avatar, no alias.
        "room_prejoin_state": {
            "disable_default_event_types": True,
            "additional_event_types": [
                "m.room.join_rules",
                "m.room.encryption",
                "m.room.name",
            ],
        },
    }


def _privacy() -> dict[str, Any]:
    return {
        "presence": {"enabled": False},
        "url_preview_enabled": False,
        "enable_search": False,
        "push": {"enabled": True, "include_content": False, "group_unread_count_by_room": True},
        "user_directory": {
            "enabled": True,
            "search_all_users": True,
            "exclude_remote_users": True,
            "prefer_local_users": True,
        },
        "require_auth_for_profile_requests": True,
        "limit_profile_requests_to_users_who_share_rooms": True,
        "user_ips_max_age": "28d",
        "redaction_retention_period": "1d",
        "forgotten_room_retention_period": "28d",
    }


def _media(layout: Layout) -> dict[str, Any]:
    return {
        "media_store_path": str(layout.media),
        "enable_authenticated_media": True,
        "max_upload_size": "50M",
        "max_image_pixels": "32M",
        "dynamic_thumbnails": False,
        "max_avatar_size": "1M",
        "allowed_avatar_mimetypes": ["image/png", "image/jpeg", "image/webp"],
    }


def _policies(territory: Territory, layout: Layout) -> dict[str, Any]:
    homeserver = territory.homeserver
    return {
        "module": POLICIES,
        "config": {
            "accounts_file": str(layout.accounts),
            "bots": sorted(bot_ids(territory)),
            "operators": [operator_id(territory)],
            "federation_allow": list(homeserver.federation_allow),
            "unknown_invitations_per_day": homeserver.unknown_invitations_per_day,
            "redaction_window_hours": homeserver.redaction_window_hours,
        },
    }
