// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/alternative.c - the kernel's text adapts to the CPU, once
 *
 * Data       .altinstructions: see struct alt_instr.  Gone after boot.
 * I1         text is changed only while one CPU runs, with interrupts off,
 *            and no code that is being changed is executed by an interrupt
 *            that cannot be masked (NMI, #MC: neither uses an ALTERNATIVE
 *            before this is done, but ASM_CLAC, of one instruction).
 * Entry      alternative_instructions() text_poke_early() add_nops()
 * Mirrors: Linux 4.x arch/x86/kernel/alternative.c.
 * Simpler than Linux in: no lock prefix patching, no paravirt, no jumps in
 * replacements.
 */
#include <asm/alternative.h>

#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include <asm/cpufeature.h>
#include <asm/special_insns.h>

#define ASM_NOP_MAX	8

int alternatives_patched;

/* The CPU vendors' recommended multi-byte NOPs. */
static const u8 x86_nops[ASM_NOP_MAX + 1][ASM_NOP_MAX] = {
	[1] = { 0x90 },
	[2] = { 0x66, 0x90 },
	[3] = { 0x0f, 0x1f, 0x00 },
	[4] = { 0x0f, 0x1f, 0x40, 0x00 },
	[5] = { 0x0f, 0x1f, 0x44, 0x00, 0x00 },
	[6] = { 0x66, 0x0f, 0x1f, 0x44, 0x00, 0x00 },
	[7] = { 0x0f, 0x1f, 0x80, 0x00, 0x00, 0x00, 0x00 },
	[8] = { 0x0f, 0x1f, 0x84, 0x00, 0x00, 0x00, 0x00, 0x00 },
};

/**
 * add_nops() - fill a buffer with as few NOPs as possible
 * @insns: the buffer
 * @len: bytes
 */
void add_nops(void *insns, unsigned int len)
{
	while (len > 0) {
		unsigned int noplen = min_t(unsigned int, len, ASM_NOP_MAX);

		memcpy(insns, x86_nops[noplen], noplen);
		insns = (char *)insns + noplen;
		len -= noplen;
	}
}

/**
 * text_poke_early() - change the kernel's text while it is nobody else's
 * @addr: where
 * @opcode: new bytes
 * @len: how many
 *
 * The text is mapped read-only; with CR0.WP off the kernel may write it.
 *
 * Context: I1.
 * Return: @addr.
 */
void *text_poke_early(void *addr, const void *opcode, size_t len)
{
	unsigned long flags, cr0;

	local_irq_save(flags);
	cr0 = read_cr0();
	write_cr0(cr0 & ~X86_CR0_WP);
	memcpy(addr, opcode, len);
	write_cr0(cr0);
	sync_core();
	local_irq_restore(flags);
	return addr;
}

/* Sites that get nothing: their single-byte NOPs become one long one. */
static void optimize_nops(u8 *instr, unsigned int len)
{
	u8 buf[255];
	unsigned int i;

	for (i = 0; i < len; i++)
		if (instr[i] != 0x90)
			return;
	add_nops(buf, len);
	memcpy(instr, buf, len);
}

/**
 * apply_alternatives() - put in place what the CPU can do
 * @start: first record
 * @end: behind the last
 *
 * One change of CR0.WP for all of them: under emulation it is dear.
 *
 * Context: I1.
 */
void apply_alternatives(struct alt_instr *start, struct alt_instr *end)
{
	struct alt_instr *a;
	unsigned long flags, cr0;

	local_irq_save(flags);
	cr0 = read_cr0();
	write_cr0(cr0 & ~X86_CR0_WP);
	for (a = start; a < end; a++) {
		u8 *instr = (u8 *)&a->instr_offset + a->instr_offset;
		const u8 *repl = (u8 *)&a->repl_offset + a->repl_offset;

		if (a->cpuid >= NCAPINTS * 32 || !boot_cpu_has(a->cpuid)) {
			optimize_nops(instr, a->instrlen);
			continue;
		}
		memcpy(instr, repl, a->replacementlen);
		add_nops(instr + a->replacementlen,
			 a->instrlen - a->replacementlen);
	}
	write_cr0(cr0);
	sync_core();
	local_irq_restore(flags);
}

/**
 * alternative_instructions() - adapt the whole kernel
 *
 * Context: boot CPU alone, after its features are known.
 */
void __init alternative_instructions(void)
{
	apply_alternatives(__alt_instructions, __alt_instructions_end);
	alternatives_patched = 1;
}
