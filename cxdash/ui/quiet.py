"""A lost connection leaves people where they are: no dialogue takes the focus from what they type.

Streamlit opens one over the page, and every letter typed until it is closed is lost. Its sign at the top of the page
says "Connecting" all the same. It asks the server, under an address that apps may not have as a route, whether whoever
hosts the app shows errors; so its answer is changed on the way.
"""

import json

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ASKED_AT = "/_stcore/host-config"


class QuietLoss:
    """The app, with Streamlit's dialogues about errors turned off."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before an app."""
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the app does, but for what Streamlit is told about who hosts it."""
        if scope["type"] != "http" or not scope["path"].endswith(_ASKED_AT):
            await self._app(scope, receive, send)
            return
        said: list[Message] = []

        async def keep(message: Message) -> None:
            said.append(message)

        as_it_is = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
        await self._app({**scope, "headers": as_it_is}, receive, keep)
        body = b"".join(each.get("body", b"") for each in said[1:])
        if said[0]["status"] == 200 and body:
            answer = JSONResponse(json.loads(body) | {"blockErrorDialogs": True}, headers={"Cache-Control": "no-cache"})
            await answer(scope, receive, send)
            return
        for each in said:
            await send(each)
