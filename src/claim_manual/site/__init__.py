"""The site: pages as HTML, what stands around them, and what lies beside them."""
