"""A disk that fails, remembers or lies: a VFS in the very SQLite that the program uses.

It is made with ctypes and registered as the default in the library that Python's own `sqlite3`
is linked with. So the program runs unchanged, its SQL, transactions and error handling and the
SQLite it has elsewhere: no other library, no adapter that would be tested in place of it. The
methods of the system's own VFS do the work; a few of them are told to a watcher first.

To be used in a process of its own, see `worker`.
"""

import _sqlite3
import ctypes
import os
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, byref, c_char_p, c_int, c_int64, c_void_p
from functools import cache
from typing import Any, NamedTuple

OK = 0
FULL = 13
IOERR_WRITE = 10 | 3 << 8
IOERR_FSYNC = 10 | 4 << 8
IOERR_TRUNCATE = 10 | 6 << 8
IOERR_DELETE = 10 | 10 << 8
IOERR_DIR_FSYNC = 10 | 5 << 8
IOERR_READ = 10 | 1 << 8
CANTOPEN = 14

_CREATES = 0x4
_JOURNAL = 0x800

_Sized = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
_Close = CFUNCTYPE(c_int, c_void_p)
_Truncate = CFUNCTYPE(c_int, c_void_p, c_int64)
_Sync = CFUNCTYPE(c_int, c_void_p, c_int)
_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
_Delete = CFUNCTYPE(c_int, c_void_p, c_char_p, c_int)


class _Methods(ctypes.Structure):
    _fields_ = (
        ("iVersion", c_int),
        ("xClose", _Close),
        ("xRead", _Sized),
        ("xWrite", _Sized),
        ("xTruncate", _Truncate),
        ("xSync", _Sync),
        *((f"other{n}", c_void_p) for n in range(7)),
    )


class _Vfs(ctypes.Structure):
    _fields_ = (
        ("iVersion", c_int),
        ("szOsFile", c_int),
        ("mxPathname", c_int),
        ("pNext", c_void_p),
        ("zName", c_char_p),
        ("pAppData", c_void_p),
        ("xOpen", _Open),
        ("xDelete", _Delete),
        *((f"other{n}", c_void_p) for n in range(14)),
    )


HIDDEN = "the SQLite of this Python cannot be reached by others"


class Operation(NamedTuple):
    """Something the program asks of the disk.

    Attributes:
        name: ``open`` (which may make the file), ``write``, ``truncate``, ``sync``, ``delete``
            or ``read``.
        path: of the file; empty for a temporary one.
        at: where a write begins, or how long a file is left by a truncation.
        data: what is written.
        is_durable: of a deletion, whether the folder is synced afterwards; of an opening,
            whether the file is new, and a journal (the first sync of which syncs the folder).
    """

    name: str
    path: str
    at: int = 0
    data: bytes = b""
    is_durable: bool = False


Watcher = Callable[[Operation], int | None]
"""What becomes of an operation: `OK` to let it happen, an error code in its place; None for a
write of which half arrives and then the disk is full."""


def is_possible() -> bool:
    """Whether the SQLite of this Python can be reached: some builds hide it in themselves."""
    return hasattr(_library(), "sqlite3_vfs_register")


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(getattr(_sqlite3, "__file__", None))


class Disk:
    """The disk; tell it whom to ask."""

    def __init__(self) -> None:
        self.watch: Watcher = lambda _: OK
        self._files: dict[int, str] = {}
        self._methods: dict[int, tuple[_Methods, _Methods]] = {}
        self._library = _library()
        self._library.sqlite3_vfs_find.restype = POINTER(_Vfs)
        self._usual: _Vfs = self._library.sqlite3_vfs_find(None).contents
        self._mine = _Vfs.from_buffer_copy(self._usual)
        self._mine.zName = b"faulty"
        self._mine.xOpen = _Open(self._open)
        self._mine.xDelete = _Delete(self._delete)
        assert self._library.sqlite3_vfs_register(byref(self._mine), 1) == OK

    def _open(self, vfs: int, name: int, file: int, flags: int, out: Any) -> int:
        path = ctypes.string_at(name).decode() if name else ""
        is_new = bool(path and flags & _CREATES and not os.path.lexists(path))
        answer = self.watch(Operation("open", path, is_new, b"", bool(flags & _JOURNAL)))
        if answer != OK:
            # What is not opened must have no methods, or SQLite would close it.
            c_void_p.from_address(file).value = None
            return answer or CANTOPEN
        code: int = self._usual.xOpen(vfs, name, file, flags, out)
        methods = c_void_p.from_address(file)
        if code == OK and methods.value:
            self._files[file] = path
            methods.value = ctypes.addressof(self._methods_like(methods.value))
        return code

    def _methods_like(self, address: int) -> _Methods:
        if address not in self._methods:
            usual = _Methods.from_address(address)
            mine = _Methods.from_buffer_copy(usual)
            mine.iVersion = 1  # no memory maps, which would go past it
            mine.xClose = _Close(lambda file: self._close(usual, file))
            mine.xRead = _Sized(lambda *asked: self._read(usual, *asked))
            mine.xWrite = _Sized(lambda *asked: self._write(usual, *asked))
            mine.xTruncate = _Truncate(lambda *asked: self._truncate(usual, *asked))
            mine.xSync = _Sync(lambda *asked: self._sync(usual, *asked))
            self._methods[address] = (mine, usual)
        return self._methods[address][0]

    def _close(self, usual: _Methods, file: int) -> int:
        self._files.pop(file, None)
        code: int = usual.xClose(file)
        return code

    def _read(self, usual: _Methods, file: int, into: int, length: int, at: int) -> int:
        answer = self.watch(Operation("read", self._files.get(file, ""), at))
        return answer or usual.xRead(file, into, length, at)

    def _write(self, usual: _Methods, file: int, data: int, length: int, at: int) -> int:
        told = ctypes.string_at(data, length)
        answer = self.watch(Operation("write", self._files.get(file, ""), at, told))
        if answer is None:
            usual.xWrite(file, data, length // 2, at)
            return FULL
        return answer or usual.xWrite(file, data, length, at)

    def _truncate(self, usual: _Methods, file: int, size: int) -> int:
        answer = self.watch(Operation("truncate", self._files.get(file, ""), size))
        return answer or usual.xTruncate(file, size)

    def _sync(self, usual: _Methods, file: int, flags: int) -> int:
        answer = self.watch(Operation("sync", self._files.get(file, "")))
        return answer or usual.xSync(file, flags)

    def _delete(self, vfs: int, name: bytes, syncs_folder: int) -> int:
        path = name.decode()
        answer = self.watch(Operation("delete", path, is_durable=bool(syncs_folder)))
        if answer == IOERR_DIR_FSYNC:  # what fails is the sync afterwards
            self._usual.xDelete(vfs, name, 0)
        return answer or self._usual.xDelete(vfs, name, syncs_folder)


@cache
def installed() -> Disk:
    """The disk of this process: there is one, for SQLite goes on calling it to the end."""
    return Disk()
