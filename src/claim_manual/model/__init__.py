"""The manual as values: what it holds, where each thing stands, how nodes are joined."""
