"""A page of the manual that comes back as a Word file: what somebody changed in it, and where that belongs.

The file is compared with the same page as it leaves the manual, paragraph by paragraph; what is the
same in both says nothing new, so nothing is lost of what Word cannot say.
"""
