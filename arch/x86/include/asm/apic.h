/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asm/apic.h - the local APIC: timer, IPIs, end of interrupt
 *
 * Mirrors: Linux 4.x arch/x86/include/asm/apic.h.
 */
#ifndef _ASM_X86_APIC_H
#define _ASM_X86_APIC_H

#include <linux/cpumask.h>
#include <linux/types.h>

#include <asm/apicdef.h>

/* How to reach the registers; one of two tables, chosen at boot. */
struct apic {
	const char	*name;
	u32		(*read)(u32 reg);
	void		(*write)(u32 reg, u32 v);
	void		(*eoi)(void);
	u32		(*get_id)(void);
	void		(*icr_write)(u32 low, u32 apicid);
	void		(*wait_icr_idle)(void);
	u32		max_apicid;		/* highest id it can address */
};

extern const struct apic *apic;
extern int x2apic_mode;			/* firmware left it on */
extern u32 boot_cpu_physical_apicid;
extern phys_addr_t mp_lapic_addr;

static inline u32 apic_read(u32 reg)
{
	return apic->read(reg);
}

static inline void apic_write(u32 reg, u32 v)
{
	apic->write(reg, v);
}

/* End of interrupt: the next one of this or lower priority may come. */
static inline void ack_APIC_irq(void)
{
	apic->eoi();
}

static inline u32 read_apic_id(void)
{
	return apic->get_id();
}

bool apic_is_up(void);
void apic_detect_mode(void);
u32 boot_apic_id(void);
void apic_bsp_setup(void);
void setup_local_APIC(void);
void apic_ap_setup(void);
void disable_local_APIC(void);
void setup_boot_APIC_clock(void);
void setup_secondary_APIC_clock(void);
int generic_processor_info(u32 apicid, bool enabled);

/* arch/x86/kernel/apic/ipi.c */
void apic_send_IPI(int cpu, int vector);
void apic_send_IPI_mask(const struct cpumask *mask, int vector);
void apic_send_IPI_allbutself(int vector);
void apic_send_IPI_self(int vector);
int apic_send_init(u32 apicid);
int apic_send_startup(u32 apicid, unsigned long start_ip);

/* arch/x86/kernel/apic/apic_timer.c */
u32 apic_timer_bus_khz(void);

#endif /* _ASM_X86_APIC_H */
