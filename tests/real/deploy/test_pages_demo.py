"""The demonstration's pages: one of its people comes in by their own homeserver's word."""

from __future__ import annotations

import pytest

from care.matrix.http import MatrixHttp, path
from homeserver.registration import log_in
from tests.real.deploy.demo_process import DemoProcess
from tests.widgets.front import new_browser

pytestmark = pytest.mark.real


async def test_a_professional_sees_their_own_session(demo: DemoProcess) -> None:
    contract = demo.contract
    account = contract["accounts"][0]
    http = MatrixHttp(contract["homeserver"]["url"])
    try:
        name = account["user_id"].removeprefix("@").partition(":")[0]
        credentials = await log_in(http, name, account["password"], device_name="essai")
        http.access_token = credentials.access_token
        where = path("user", account["user_id"], "openid", "request_token")
        token = await http.request("POST", where, {})
    finally:
        await http.close()
    form = {"token": token["access_token"], "server": token["matrix_server_name"]}
    async with new_browser(contract["web"]["url"]) as browser:
        async with browser.http.get(f"{browser.url}/pages/session") as page:
            assert page.status == 200
            assert "https://app.element.io" in page.headers["Content-Security-Policy"]
        entry = await browser.post("enter/widget", form)
        assert entry.status == 200, entry.body
        browser.token = entry.body["token"]
        shown = await browser.ask("session/show")
        assert shown.body["user_id"] == account["user_id"]
        assert shown.body["name"] == account["display_name"]
