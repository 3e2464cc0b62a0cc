"""Words of Decap's interface that replace those of its own translation."""

from __future__ import annotations

from typing import Any

from claim_manual.model.language import Words

_PORTUGUESE: dict[str, Any] = {
    "app": {"header": {"content": "Conteúdos", "media": "Ficheiros", "quickAdd": "Criar"}},
    "collection": {
        "sidebar": {
            "collections": "Partes do manual",
            "allCollections": "Todas",
            "searchAll": "Procurar em tudo",
            "searchIn": "Procurar em",
        },
        "collectionTop": {
            "sortBy": "Ordenar por",
            "viewAs": "Ver como",
            "newButton": "Criar: %{collectionLabel}",
        },
    },
    "editor": {
        "editorControlPane": {
            "widget": {
                "required": "%{fieldLabel}: é preciso preencher.",
                "regexPattern": "%{fieldLabel}: %{pattern}",
            }
        },
        "editor": {
            "onLeavePage": "Quer mesmo sair desta página?",
            "onUpdatingWithUnsavedChanges": "Há mudanças por guardar.",
        },
        "editorToolbar": {
            "publish": "Guardar",
            "publishing": "A guardar...",
            "published": "Guardado",
            "publishNow": "Guardar agora",
            "publishAndCreateNew": "Guardar e criar outra",
            "publishAndDuplicate": "Guardar e duplicar",
            "save": "Guardar",
            "saving": "A guardar...",
            "unsavedChanges": "Mudanças por guardar",
            "backCollection": "Em %{collectionLabel}",
            "changesSaved": "Mudanças guardadas",
            "ready": "Pronto",
            "draft": "Rascunho",
            "inReview": "Em revisão",
        },
    },
    "ui": {
        "toast": {
            "onFailToPersist": "Não foi guardado: %{details}",
            "entrySaved": "Guardado",
            "entryPublished": "Guardado",
            "missingRequiredField": "Falta preencher um campo obrigatório. Preencha-o antes de guardar.",
        }
    },
}
"""By Decap's keys; its own words are those of Brazil or say too little."""


def host_words(say: Words) -> dict[str, Any]:
    """The words to replace in the language of the forms, by Decap's keys; empty where none are."""
    return _PORTUGUESE if say.tag.startswith("pt") else {}
