"""Decision tables: whether exactly one rule holds for all answers."""
