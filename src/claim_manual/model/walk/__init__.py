"""What can really happen in a flow: every state that answers can lead to, guards taken into account.

A document and the sub-processes it uses are laid out as one program of stops (`program`); what a
question can be answered is divided into cases that the flow can tell apart (`cases`); from the
start every state is visited once (`states`), and the walks through them are counted and listed
(`situations`).
"""
