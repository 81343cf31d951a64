"""What a call and an answer look like on the wire."""

from __future__ import annotations

import json
from email import message_from_bytes
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.types import Receive, Scope, Send

from tests.botapi.model import Refusal


class HangUp:
    """An answer that never comes: headers, then the connection closes."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"99")]})
        await send({"type": "http.response.body", "body": b"{", "more_body": True})


def refused(refusal: Refusal) -> JSONResponse:
    """Answer as the API does when it will not."""
    content: dict[str, Any] = {
        "ok": False,
        "error_code": refusal.status,
        "description": refusal.description,
    }
    if refusal.parameters:
        content["parameters"] = refusal.parameters
    return JSONResponse(content, status_code=refusal.status)


async def read_parameters(request: Request) -> dict[str, Any]:
    """Read a call's parameters: query, form, multipart or JSON; nested ones are JSON within a form."""
    found: dict[str, Any] = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        found |= json.loads(body or b"{}")
    elif kind.startswith("multipart/form-data"):
        whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body)
        for part in whole.walk():
            name = part.get_param("name", header="content-disposition")
            content = part.get_payload(decode=True)
            if isinstance(name, str) and isinstance(content, bytes):
                found[name] = content if part.get_filename() else content.decode("utf-8")
    else:
        found |= dict(parse_qsl(body.decode("utf-8", errors="surrogateescape"), keep_blank_values=True))
    return found
