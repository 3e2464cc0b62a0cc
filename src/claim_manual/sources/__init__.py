"""Sources as they are written: their form, translations as PO files, schemas."""
