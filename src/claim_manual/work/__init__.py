"""The ways through the program: each joins the rooms, and no other room knows them."""
