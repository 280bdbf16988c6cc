"""Everything a homeserver keeps is under its state folder; secrets are apart."""

from __future__ import annotations

from pathlib import Path

from homeserver.layout import REPOSITORY, Layout


def test_everything_is_under_the_state_folder() -> None:
    layout = Layout(Path("/srv/cercle"))
    places = {
        getattr(layout, name) for name, kind in vars(Layout).items() if isinstance(kind, property)
    }
    assert len(places) > 10
    assert all(place.is_relative_to("/srv/cercle") for place in places)


def test_what_must_not_leak_is_in_one_folder() -> None:
    layout = Layout(Path("/srv/cercle"))
    for secret in (
        layout.signing_key,
        layout.shared_secret,
        layout.operator_password,
        layout.first_password("alice"),
    ):
        assert secret.is_relative_to(layout.secrets)


def test_the_policies_are_importable_from_the_repository() -> None:
    assert (REPOSITORY / "policies" / "module.py").exists()
