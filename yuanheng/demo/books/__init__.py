"""The departments' workbooks, one module a department; `all_books` lists every one of them for the years wanted."""

from yuanheng.demo.books.catalogue import Book, all_books

__all__ = ["Book", "all_books"]
