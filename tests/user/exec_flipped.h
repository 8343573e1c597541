/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/user/exec_flipped.h - what stock Linux says to a small ELF program
 * with one byte of its headers inverted: E errno, S signal, X exit status
 */
	"E8 E8 E8 E8 "	/* e_ident: magic */
	"X42 X42 X42 X42 X42 X42 X42 X42 X42 X42 X42 X42 "	/* e_ident: the rest */
	"E8 E8 "	/* e_type */
	"E8 E8 "	/* e_machine */
	"X42 X42 X42 X42 "	/* e_version */
	"S11 S11 S11 S11 S11 S11 S11 S11 "	/* e_entry */
	"E8 E8 E8 E8 E8 E8 E8 E8 "	/* e_phoff */
	"X42 X42 X42 X42 X42 X42 X42 X42 "	/* e_shoff */
	"X42 X42 X42 X42 "	/* e_flags */
	"X42 X42 "	/* e_ehsize */
	"E8 E8 "	/* e_phentsize */
	"E8 E8 "	/* e_phnum */
	"X42 X42 X42 X42 X42 X42 "	/* e_sh* */
	"S11 S11 S11 S11 "	/* p_type */
	"S11 X42 X42 X42 "	/* p_flags */
	"S11 S11 S7 S7 S7 S7 S7 S11 "	/* p_offset */
	"S11 S11 S11 S11 S11 S11 S11 S11 "	/* p_vaddr */
	"X42 X42 X42 X42 X42 X42 X42 X42 "	/* p_paddr */
	"X42 S11 S11 S11 S11 S11 S11 S11 "	/* p_filesz */
	"S11 X42 X42 S11 S11 S11 S11 "	/* p_memsz, but the 4th */
	"X42 X42 X42 X42 X42 X42 X42 X42 "	/* p_align */
