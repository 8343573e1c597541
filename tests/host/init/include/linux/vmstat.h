/* SPDX-License-Identifier: GPL-2.0-only */
/* Host tests of init/: see linux/mm.h beside it. */
