"""Every door, and everybody who should stay outside."""

from __future__ import annotations

from datetime import timedelta

from care.pages.model import IDLE_LASTS, LINK_LASTS, SESSION_LASTS
from care.runtime.clock import ManualClock
from tests.widgets.front import BrowserFront
from tests.widgets.house import ALICE, BOB, NAMES, House
from widgets.engine.tokens import TOKEN_LASTS

SHOW = "session/show"


async def test_a_link_opens_its_page_to_whom_it_was_given(
    house: House, browser: BrowserFront
) -> None:
    entry = await browser.enter(house.secret())
    assert entry.status == 200
    assert entry.body["page"] == "session"
    assert entry.body["me"]["name"] == NAMES[ALICE]
    shown = await browser.ask(SHOW)
    assert shown.body["user_id"] == ALICE
    [page] = shown.body["pages"]
    assert (page["browser"], page["here"]) == ("Firefox – Android", True)


async def test_the_cookie_cannot_be_read_nor_sent_from_elsewhere(
    house: House, browser: BrowserFront
) -> None:
    cookie = (await browser.enter(house.secret())).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(cookie.split("; "))


async def test_a_link_serves_once(house: House, browser: BrowserFront, other: BrowserFront) -> None:
    secret = house.secret()
    await browser.enter(secret)
    again = await other.enter(secret)
    assert (again.status, again.code) == (403, "link-used")
    assert (await other.ask(SHOW)).status == 401


async def test_a_link_lasts_ten_minutes(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    secret = house.secret()
    clock.advance(LINK_LASTS)
    assert (await browser.enter(secret)).code == "link-expired"


async def test_an_invented_link_opens_nothing(browser: BrowserFront) -> None:
    for secret in ("", "a" * 43, "é" * 43, "../../etc/passwd"):
        assert (await browser.enter(secret)).code == "link-unknown"


async def test_another_person_s_link_does_not_open_and_is_burnt(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    await browser.enter(house.secret(BOB))
    stolen = house.secret(ALICE)
    assert (await browser.enter(stolen)).code == "link-of-another"
    assert (await browser.ask(SHOW)).body["user_id"] == BOB
    assert (await other.enter(stolen)).code == "link-used"


async def test_a_second_link_takes_the_place_of_the_first_page(
    house: House, browser: BrowserFront
) -> None:
    await browser.enter(house.secret())
    await browser.enter(house.secret())
    assert len((await browser.ask(SHOW)).body["pages"]) == 1


async def test_a_browser_comes_back_by_its_cookie_and_its_key(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    await browser.enter(house.secret())
    clock.advance(TOKEN_LASTS)
    assert (await browser.ask(SHOW)).code == "token-expired"
    assert (await browser.resume()).status == 200
    assert (await browser.ask(SHOW)).status == 200


async def test_a_stolen_cookie_opens_nothing_elsewhere(
    house: House, browser: BrowserFront, other: BrowserFront
) -> None:
    await browser.enter(house.secret())
    other.http.cookie_jar.update_cookies({c.key: c.value for c in browser.http.cookie_jar})
    assert (await other.resume()).code == "browser-unknown"
    assert (await other.ask(SHOW)).status == 401


async def test_a_challenge_serves_one_session_and_not_for_long(
    house: House, browser: BrowserFront, other: BrowserFront, clock: ManualClock
) -> None:
    await browser.enter(house.secret(ALICE))
    await other.enter(house.secret(BOB))
    challenge = (await other.post("enter/challenge", {})).body["challenge"]
    form = {"challenge": challenge, "signature": browser.sign(challenge)}
    assert (await browser.post("enter/resume", form)).code == "session-unknown"
    own = (await browser.post("enter/challenge", {})).body["challenge"]
    clock.advance(timedelta(minutes=3))
    form = {"challenge": own, "signature": browser.sign(own)}
    assert (await browser.post("enter/resume", form)).code == "token-expired"


async def test_a_page_left_alone_closes(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    await browser.enter(house.secret())
    clock.advance(IDLE_LASTS - timedelta(hours=1))
    assert (await browser.resume()).status == 200
    clock.advance(IDLE_LASTS)
    assert (await browser.resume()).code == "session-expired"


async def test_a_page_in_use_closes_after_a_month(
    house: House, browser: BrowserFront, clock: ManualClock
) -> None:
    await browser.enter(house.secret())
    step = SESSION_LASTS / 6
    for _ in range(5):
        clock.advance(step)
        assert (await browser.resume()).status == 200
    clock.advance(step)
    assert (await browser.resume()).code == "session-expired"


async def test_who_has_no_account_any_more_sees_nothing(
    house: House, browser: BrowserFront
) -> None:
    answer = await browser.enter(house.secret("@gone:cercle.test"))
    assert answer.code == "account-unknown"


async def test_strangers_who_knock_too_often_wait(browser: BrowserFront) -> None:
    codes = [(await browser.enter("a" * 43)).code for _ in range(20)]
    assert codes == ["link-unknown"] * 20
    while codes[-1] != "too-fast" and len(codes) < 500:  # one more is let in every second
        codes.append((await browser.enter("a" * 43)).code)
    assert codes[-1] == "too-fast"


async def test_another_homeserver_s_word_is_not_taken(browser: BrowserFront) -> None:
    form = {"token": "x", "server": "evil.example", "room": ""}
    assert (await browser.post("enter/widget", form)).code == "openid-refused"
