"""A plan says what an import would change, and forgets nobody silently."""

from __future__ import annotations

from care.accounts.model import AccountKind
from homeserver.provisioning.line_error import LineError
from homeserver.provisioning.person import Person
from homeserver.provisioning.plan import AccountsPlan, ServerAccount, plan_accounts

ALICE = Person(2, "alice", "Fictif", "Alice", AccountKind.PROFESSIONAL, "10")
BRUNO = Person(3, "bruno", "Exemple", "Bruno", AccountKind.PROFESSIONAL, "60")
SERVER = "cercle.test"


def on_server(*people: Person, **changed: object) -> dict[str, ServerAccount]:
    accounts = [person.account(SERVER) for person in people]
    return {
        account.user_id: ServerAccount(
            **{"user_id": account.user_id, "display_name": account.display_name} | changed  # type: ignore[arg-type]
        )
        for account in accounts
    }


def plan(
    *people: Person,
    there: dict[str, ServerAccount],
    kept: tuple[Person, ...] = (),
    errors: tuple[LineError, ...] = (),
    ours: frozenset[str] = frozenset(),
) -> AccountsPlan:
    records = {f"@{person.localpart}:{SERVER}": person.account(SERVER) for person in kept}
    return plan_accounts(people, errors, SERVER, there, records, ours)


def test_somebody_new() -> None:
    drawn = plan(ALICE, BRUNO, there=on_server(BRUNO), kept=(BRUNO,))
    assert drawn.create == (ALICE,)
    assert drawn.unchanged == (BRUNO,)
    assert not drawn.changes_nothing
    assert drawn.people == (ALICE, BRUNO)


def test_a_name_that_changed_on_the_homeserver_is_put_back() -> None:
    there = on_server(ALICE, display_name="Docteur Alice")
    assert plan(ALICE, there=there, kept=(ALICE,)).update == (ALICE,)


def test_an_account_that_we_did_not_record_is_recorded() -> None:
    assert plan(ALICE, there=on_server(ALICE)).update == (ALICE,)


def test_the_same_file_again_changes_nothing() -> None:
    assert plan(ALICE, there=on_server(ALICE), kept=(ALICE,)).changes_nothing


def test_somebody_no_longer_listed_is_told_not_touched() -> None:
    bot = ServerAccount("@annuaire:cercle.test", "Annuaire (assistant)")
    root = ServerAccount("@root:cercle.test", "root", admin=True)
    gone = ServerAccount("@gone:cercle.test", "GONE", deactivated=True)
    others = {account.user_id: account for account in (bot, root, gone)}
    drawn = plan(
        ALICE,
        there=on_server(ALICE, BRUNO) | others,
        kept=(ALICE, BRUNO),
        ours=frozenset({bot.user_id}),
    )
    assert drawn.absent == ("@bruno:cercle.test",)
    assert drawn.changes_nothing


def test_a_closed_account_is_not_reopened() -> None:
    drawn = plan(ALICE, there=on_server(ALICE, deactivated=True), kept=(ALICE,))
    assert drawn.people == ()
    assert [error.reason for error in drawn.errors] == ["deactivated"]
    assert "alice" in str(drawn.errors[0])
