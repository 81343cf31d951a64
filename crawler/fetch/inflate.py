"""Unpack a compressed body without ever holding more than the limit."""

from __future__ import annotations

import zlib

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"


class TooLargeError(ValueError):
    """Raised when a body is larger than the limit; nothing beyond the limit has been unpacked."""


class DamagedError(ValueError):
    """Raised when a compressed body ends before its end, or is not what it claims to be."""


class Body:
    """Collects a body piece by piece, unpacking gzip on the way.

    A small body may unpack to gigabytes, so the unpacker is asked for no more than what still fits.
    """

    def __init__(self, limit: int, *, gzip: bool) -> None:
        self._limit = limit
        self._pieces: list[bytes] = []
        self._size = 0
        self._gzip = gzip
        self._inflater = zlib.decompressobj(_GZIP) if gzip else None

    def add(self, piece: bytes) -> None:
        """Take one piece as it came from the network."""
        if self._inflater is None:
            self._keep(piece)
            return
        try:
            while piece:
                self._keep(self._inflater.decompress(piece, self._limit + 1 - self._size))
                piece = self._inflater.unconsumed_tail
                if self._inflater.eof:  # a gzip body may be several, one after the other
                    piece = self._inflater.unused_data
                    if not piece.startswith(_GZIP_MAGIC):  # padding after the end is ignored
                        return
                    self._inflater = zlib.decompressobj(_GZIP)
        except zlib.error as error:
            raise DamagedError(f"its gzip is broken ({error})") from error

    def whole(self) -> bytes:
        """Return the body once every piece was added."""
        if self._inflater is not None and not self._inflater.eof and self._pieces:
            raise DamagedError("its gzip ends before its end")
        body = b"".join(self._pieces)
        if not self._gzip and body.startswith(_GZIP_MAGIC):  # a .gz file served without saying so
            packed = Body(self._limit, gzip=True)
            packed.add(body)
            return packed.whole()
        return body

    def _keep(self, piece: bytes) -> None:
        self._size += len(piece)
        if self._size > self._limit:
            raise TooLargeError(f"larger than {self._limit} bytes")
        self._pieces.append(piece)
