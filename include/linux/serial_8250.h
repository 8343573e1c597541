/* SPDX-License-Identifier: GPL-2.0-only */
/* linux/serial_8250.h - the serial ports, for those who bring up consoles */
#ifndef _LINUX_SERIAL_8250_H
#define _LINUX_SERIAL_8250_H

void serial8250_console_init(void);

#endif /* _LINUX_SERIAL_8250_H */
