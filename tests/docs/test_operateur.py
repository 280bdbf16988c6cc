"""The operator's guide knows every setting and every order, and invents none."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
import pytest
import typer.main

from care.runtime.mail_settings import Mailbox
from care.runtime.section import BotAccount, Section
from care.runtime.settings import Group, Territory
from deploy.cli import build
from tests.docs.pages import sections

GUIDE = "operateur.md"
_LISTED: dict[str, type[Section]] = {"groups": Group, "mailboxes": Mailbox}


def settings() -> Iterator[tuple[str, type[Section]]]:
    """Each heading of the guide, and the keys that it must explain."""
    for name, field in Territory.model_fields.items():
        if name in _LISTED:
            yield f"`[[{name}]]`", _LISTED[name]
        elif name == "bots":
            bots = field.annotation.model_fields  # type: ignore[union-attr]
            yield " et ".join(f"`[bots.{bot}]`" for bot in bots), BotAccount
        else:
            yield f"`[{name}]`", field.annotation  # type: ignore[misc]


@pytest.mark.parametrize(
    ("heading", "section"), list(settings()), ids=lambda value: str(value)[:30]
)
def test_every_setting_is_explained_and_none_is_invented(
    heading: str, section: type[Section]
) -> None:
    explained = re.findall(r"^\| `(\w+)` \|", sections(GUIDE)[heading], flags=re.M)
    assert explained == list(section.model_fields)


def orders(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """Every order of the command, by its whole name."""
    inside = getattr(command, "commands", None)
    if inside is None:
        yield name, command
        return
    for word, order in inside.items():
        yield from orders(order, f"{name} {word}")


ORDERS = dict(orders(typer.main.get_command(build()), "cercle"))


@pytest.mark.parametrize("name", ORDERS)
def test_every_order_and_option_is_explained(name: str) -> None:
    text = sections(GUIDE)[f"`{name}`"]
    for parameter in ORDERS[name].params:
        if getattr(parameter, "hidden", False) or not hasattr(parameter, "is_flag"):
            continue
        spoken = [*parameter.opts, *parameter.secondary_opts]
        if parameter.name != "help":
            assert any(option in text for option in spoken), spoken


def test_no_order_is_invented() -> None:
    documented = [heading.strip("`") for heading in sections(GUIDE) if "cercle" in heading]
    assert sorted(documented) == sorted(ORDERS)


def test_every_setting_of_the_guide_has_its_default_right() -> None:
    text = sections(GUIDE)["`[service]`"] + sections(GUIDE)["`[homeserver]`"]
    for section in (Territory.model_fields["service"], Territory.model_fields["homeserver"]):
        for name, field in section.annotation.model_fields.items():  # type: ignore[union-attr]
            row = next(line for line in text.splitlines() if line.startswith(f"| `{name}`"))
            if name not in {"bind", "database_url"} and field.default:
                assert str(field.default) in row.replace("`", "")
