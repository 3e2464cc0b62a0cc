"""The papers of a workshop: plan, guide, workbook, cards, sheets, questionnaire."""
