/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * include/linux/tty_flip.h - from the interrupt handler to the line discipline
 * Mirrors: Linux 4.x include/linux/tty_flip.h
 */
#ifndef _LINUX_TTY_FLIP_H
#define _LINUX_TTY_FLIP_H

#include <linux/tty.h>

int tty_insert_flip_string_fixed_flag(struct tty_port *port,
				      const unsigned char *chars, char flag,
				      size_t size);
void tty_flip_buffer_push(struct tty_port *port);
int tty_buffer_space_avail(struct tty_port *port);

static inline int tty_insert_flip_char(struct tty_port *port,
				       unsigned char ch, char flag)
{
	return tty_insert_flip_string_fixed_flag(port, &ch, flag, 1);
}

static inline int tty_insert_flip_string(struct tty_port *port,
					 const unsigned char *chars,
					 size_t size)
{
	return tty_insert_flip_string_fixed_flag(port, chars, TTY_NORMAL, size);
}

#endif
