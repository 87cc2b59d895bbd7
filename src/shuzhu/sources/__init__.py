"""Files and databases, through mapping files → batches of records, texts and refused rows."""

from shuzhu.sources.defaults import default_mapping
from shuzhu.sources.find import file_info, find_files
from shuzhu.sources.mapping import SourceMapping
from shuzhu.sources.preview import Field, Preview, TablePreview, preview
from shuzhu.sources.read import read, read_database
from shuzhu.sources.reading import read_mapping
from shuzhu.sources.take import Tally, is_note

__all__ = [
    "Field",
    "Preview",
    "SourceMapping",
    "TablePreview",
    "Tally",
    "default_mapping",
    "file_info",
    "find_files",
    "is_note",
    "preview",
    "read",
    "read_database",
    "read_mapping",
]
