# SPDX-License-Identifier: GPL-2.0-only
"""Disk images with partition tables, good and broken, byte by byte."""
import struct
import uuid
import zlib

SECTOR = 512
LINUX_TYPE = uuid.UUID('0fc63daf-8483-4772-8e79-3d69d8477de4')


def virtio(path, options='', drive='', name='d0'):
    """QEMU's arguments for one virtio disk."""
    return ['-drive', 'file=%s,if=none,id=%s,format=raw%s' % (path, name, drive),
            '-device', 'virtio-blk-pci,drive=%s%s' % (name, options)]


def mbr_entry(kind, start, size, boot=0):
    return struct.pack('<B3sB3sII', boot, b'\0\2\0', kind, b'\xff\xff\xff', start, size)


def mbr(entries, signature=0x12345678):
    """A record with up to four (type, start, size) in sectors."""
    table = b''.join(mbr_entry(*e) for e in entries).ljust(64, b'\0')
    return bytes(440) + struct.pack('<IH', signature, 0) + table + b'\x55\xaa'


def put(image, sector, data, unit=SECTOR):
    image[sector * unit:sector * unit + len(data)] = data


def logical(image, first, parts):
    """A chain of extended records from sector first: parts are (offset, size, next)."""
    at = first
    for offset, size, following in parts:
        entries = [(0x83, offset, size)]
        if following is not None:
            entries.append((5, following, 1))
        put(image, at, mbr(entries, 0))
        if following is None:
            break
        at = first + following


def gpt_header(my, other, first, last, entries_lba, array, count=128, size=128, disk=uuid.UUID(int=1)):
    def pack(crc):
        return struct.pack('<QIIIIQQQQ16sQIII', 0x5452415020494645, 0x10000, 92, crc, 0, my, other,
                           first, last, disk.bytes_le, entries_lba, count, size, zlib.crc32(array))
    return pack(zlib.crc32(pack(0)))


def gpt(image, parts, unit=SECTOR, **header):
    """Write both tables for parts of (start, end, uuid, name), in blocks of unit bytes."""
    last = len(image) // unit - 1
    array = b''.join(struct.pack('<16s16sQQQ72s', LINUX_TYPE.bytes_le, guid.bytes_le, start, end, 0,
                                 name.encode('utf-16-le')) for start, end, guid, name in parts)
    array = array.ljust(128 * 128, b'\0')
    blocks = len(array) // unit
    put(image, 0, mbr([(0xee, 1, min(last, 0xffffffff))]), unit)
    first, usable = 2 + blocks, last - blocks - 1
    put(image, 1, gpt_header(1, last, first, usable, 2, array, **header), unit)
    put(image, 2, array, unit)
    put(image, last - blocks, array, unit)
    put(image, last, gpt_header(last, 1, first, usable, last - blocks, array, **header), unit)
