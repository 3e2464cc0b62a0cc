"""What one has becomes drafts of the manual: files of Word as procedures, tables as contacts or centres."""

from claim_manual.work.importing.afresh import import_afresh
from claim_manual.work.importing.centres import fields_of_centres, import_centres
from claim_manual.work.importing.contacts import ImportedContacts, import_contacts
from claim_manual.work.importing.goal import Goal, ImportRefusedError, goal_of, refused, root_of
from claim_manual.work.importing.returned import Returned, returned_pages, write_returned
from claim_manual.work.importing.tables import is_table, mapping_of
from claim_manual.work.importing.word import Imported, ImportedDraft, import_word, read_word

__all__ = [
    "Goal",
    "ImportRefusedError",
    "Imported",
    "ImportedContacts",
    "ImportedDraft",
    "Returned",
    "fields_of_centres",
    "goal_of",
    "import_afresh",
    "import_centres",
    "import_contacts",
    "import_word",
    "is_table",
    "mapping_of",
    "read_word",
    "refused",
    "returned_pages",
    "root_of",
    "write_returned",
]
