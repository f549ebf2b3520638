"""Takes one file into memory and nowhere else, and stops when it is larger than any paper."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

from motcua.actions.files.inspect_file import Limits

LIMIT = Limits().size  # whatever a dossier takes can be looked at here
FIELD = "tep"


class InMemoryOnly(FileUploadHandler):
    """The file is never written to a disk; `too_large` says that it was given up."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.too_large = False
        self._kept = BytesIO()

    def new_file(self, field_name: str, *args: Any, **more: Any) -> None:
        super().new_file(field_name, *args, **more)
        self._kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > LIMIT:
            self.too_large = True
            self._kept = BytesIO()
            raise StopUpload(connection_reset=False)
        self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._kept.seek(0)
        return InMemoryUploadedFile(
            self._kept, self.field_name, self.file_name, self.content_type, file_size, None
        )
