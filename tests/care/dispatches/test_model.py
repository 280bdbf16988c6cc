"""What leaves, as data."""

from __future__ import annotations

from pydantic import TypeAdapter

from care.dispatches.model import WHERE, Addressee, Draft, Form, Piece, Reach, Wish
from care.mail.delivery import Delivery
from tests.care.dispatches.territory import ALICE, BOX_ALICE, START


def test_every_delivery_is_told() -> None:
    assert set(WHERE) == set(Delivery)


def test_a_draft_comes_back_whole_from_where_it_is_kept() -> None:
    patient = Addressee("284067699900138@patient.mssante.fr", "EXEMPLE", reach=Reach.PATIENT)
    draft = Draft(ALICE, BOX_ALICE, Form.MAIL, ALICE, START, addressees=(patient,),
                  later=(Wish("Rayon"),), text="é")  # fmt: skip
    adapter: TypeAdapter[Draft] = TypeAdapter(Draft)
    assert adapter.validate_json(adapter.dump_json(draft)) == draft
    assert draft.is_to_patient


def test_nobody_s_number_is_printed_with_what_bears_it() -> None:
    patient = Addressee("284067699900138@patient.mssante.fr", "EXEMPLE", reach=Reach.PATIENT)
    draft = Draft(ALICE, BOX_ALICE, Form.MAIL, ALICE, START, addressees=(patient,), text="secret")
    assert "284067699900138" not in repr(draft)
    assert "secret" not in repr(draft)
    assert "EXEMPLE" not in repr(draft)


def test_a_piece_is_a_file_when_it_links_to_one() -> None:
    assert not Piece("$1", ALICE, START, "mots").is_file
    assert Piece("$1", ALICE, START, link={"url": "mxc://x/y"}).is_file
