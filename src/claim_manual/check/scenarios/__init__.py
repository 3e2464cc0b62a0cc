"""Scenarios, policies, waivers: what authors say of a flow, held against it."""
