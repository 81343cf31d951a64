"""The demo newsroom: five made-up outlets on loopback, with feeds, pages and a minute of news.

``rasid run --demo`` shows the daemon at work on it, and the tests read from the same server.
It knows nothing of the daemon: it is a publisher, seen only over HTTP.
"""

from alerts.newsroom.model import Outlet, Piece, Printed, Teaser
from alerts.newsroom.newsroom import Newsroom, Visit
from alerts.newsroom.serving import serve, serve_each

__all__ = ["Newsroom", "Outlet", "Piece", "Printed", "Teaser", "Visit", "serve", "serve_each"]
