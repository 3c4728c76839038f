"""How much may come with one request, files included."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

# Ten files of ten megabytes, and a long text.
MOST_BYTES = 105 * 1024 * 1024


class BoundedUpload(FileUploadHandler):
    """Refuses a request that is too large before anything of it is read.

    Django bounds what comes beside files, and leaves files to the server before it; this holds
    without one. Files above 2.5 MB go on to temporary files, which may live in memory (tmpfs).
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - the name Django calls it by
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Raise RequestDataTooBig (answered with 400) when the request says it is longer."""
        if content_length > MOST_BYTES:
            raise RequestDataTooBig(f"A request may carry {MOST_BYTES} bytes.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand everything on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the next handler."""
