"""What other programs read and write: question banks, questionnaires, tables of answers."""
