// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/tlb.c - which address space is loaded; who must forget what
 *
 * Loading CR3 drops the whole user part of the TLB: thousands of
 * instructions' worth under emulation, and refills afterwards everywhere.
 * So it is done when there is no way around:
 *
 *  - A kernel thread, or the idle task, keeps the address space of the task
 *    before it loaded ("lazy"): when that task comes back, nothing changes.
 *  - Other CPUs do not interrupt a lazy CPU to flush for it.  Each flush
 *    raises mm->context.tlb_gen; a CPU that leaves laziness compares it with
 *    the generation it has flushed up to, and catches up at once.
 *  - Up to TLB_SINGLE_PAGE_FLUSH_CEILING pages are flushed one by one.
 *  - When an address space dies, no user code can run in it any more: stale
 *    leaf entries do no harm until the next CR3 load drops them.  Only the
 *    cached upper levels, which point to page-table pages about to be freed,
 *    must go, and one invlpg of any address drops them all (SDM volume 3,
 *    4.10.4.1; AMD APM volume 2, 5.5.2, with EFER.TCE clear).
 *
 * Data       cpu_tlbstate (per CPU): loaded_mm, tlb_gen, is_lazy.
 *            mm->context.tlb_gen, mm_cpumask(mm).
 * I1         CR3 holds loaded_mm->pgd; this CPU is in mm_cpumask(loaded_mm)
 *            (init_mm has no mask: its user half is empty).
 * I2         This CPU's TLB has nothing of loaded_mm that was flushed up to
 *            cpu_tlbstate.tlb_gen.
 * I3         A flusher raises tlb_gen, then reads the mask and is_lazy; a CPU
 *            that comes sets its bit, or clears is_lazy, then reads tlb_gen.
 *            Both have a full barrier between, so at least one sees the
 *            other.
 * Locking    cpu_tlbstate: own CPU, interrupts off.  A flush sends IPIs and
 *            waits: see kernel/smp.c for when that is not allowed.
 * Entry      switch_mm_irqs_off() switch_mm() leave_mm() flush_tlb_mm_range()
 *            flush_tlb_kernel_range()
 * Mirrors:   Linux 4.14..4.20 arch/x86/mm/tlb.c.
 * Simpler than Linux in: no PCID, no PTI, no batched unmap flushes.
 */
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>

#include <asm/hardirq.h>
#include <asm/mmu_context.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

DEFINE_PER_CPU_SHARED_ALIGNED(struct tlb_state, cpu_tlbstate) = {
	.loaded_mm = &init_mm,
	.is_lazy = true,
};

/* 1 is init_mm. */
atomic64_t last_mm_ctx_id = ATOMIC64_INIT(1);

struct flush_tlb_info {
	struct mm_struct	*mm;
	unsigned long		start;
	unsigned long		end;		/* TLB_FLUSH_ALL: everything */
	u64			new_tlb_gen;	/* made by this flush */
	unsigned int		stride_shift;
	bool			dying;		/* nobody uses mm any more */
};

static void load_cr3(pgd_t *pgdir)
{
	write_cr3(__pa(pgdir));
}

/**
 * local_flush_tlb() - forget all user translations, on this CPU
 *
 * Context: interrupts off, or no matter which mm is loaded.
 */
void local_flush_tlb(void)
{
	write_cr3(__read_cr3());
}

/**
 * __flush_tlb_all() - forget all translations, on this CPU
 *
 * Context: any.
 */
void __flush_tlb_all(void)
{
	unsigned long flags, cr4;

	local_irq_save(flags);
	cr4 = this_cpu_read(cpu_cr4_shadow);
	if (cr4 & X86_CR4_PGE) {
		/* Any change of the bit drops global entries, too. */
		__write_cr4(cr4 & ~X86_CR4_PGE);
		__write_cr4(cr4);
	} else {
		local_flush_tlb();
	}
	local_irq_restore(flags);
}

/* Everything up to @gen is flushed as soon as CR3 is written after this. */
static void load_new_mm(struct mm_struct *next, u64 gen)
{
	load_cr3(next->pgd);
	this_cpu_write(cpu_tlbstate.loaded_mm, next);
	this_cpu_write(cpu_tlbstate.tlb_gen, gen);
}

/**
 * switch_mm_irqs_off() - load the address space of the next task
 * @prev: not used; what is loaded counts
 * @next: address space of a user task, or &init_mm
 * @tsk: not used
 *
 * Context: context_switch(), interrupts off.
 */
void switch_mm_irqs_off(struct mm_struct *prev, struct mm_struct *next,
			struct task_struct *tsk)
{
	struct mm_struct *real_prev = this_cpu_read(cpu_tlbstate.loaded_mm);
	unsigned int cpu = smp_processor_id();
	u64 gen;

	if (real_prev == next) {
		if (!this_cpu_read(cpu_tlbstate.is_lazy))
			return;
		this_cpu_write(cpu_tlbstate.is_lazy, false);
		smp_mb();				/* I3 */
		gen = atomic64_read(&next->context.tlb_gen);
		if (this_cpu_read(cpu_tlbstate.tlb_gen) != gen) {
			local_flush_tlb();
			this_cpu_write(cpu_tlbstate.tlb_gen, gen);
		}
		return;
	}

	this_cpu_write(cpu_tlbstate.is_lazy, next == &init_mm);
	if (next != &init_mm) {
		cpumask_set_cpu(cpu, mm_cpumask(next));
		smp_mb__after_atomic();			/* I3 */
	}
	load_new_mm(next, atomic64_read(&next->context.tlb_gen));
	/* Only now: before, page tables of real_prev had to stay. */
	if (real_prev != &init_mm)
		cpumask_clear_cpu(cpu, mm_cpumask(real_prev));
}

/**
 * switch_mm() - load another address space for the running task
 * @prev: not used
 * @next: the new one
 * @tsk: not used
 *
 * Context: process context (exec).
 */
void switch_mm(struct mm_struct *prev, struct mm_struct *next,
	       struct task_struct *tsk)
{
	unsigned long flags;

	local_irq_save(flags);
	switch_mm_irqs_off(prev, next, tsk);
	local_irq_restore(flags);
}

/**
 * leave_mm() - let go of an address space that is loaded for nobody
 * @cpu: this CPU
 *
 * active_mm keeps its reference; the next switch_mm() sees what is loaded.
 *
 * Context: this CPU is lazy, interrupts off.
 */
void leave_mm(int cpu)
{
	if (this_cpu_read(cpu_tlbstate.loaded_mm) == &init_mm)
		return;
	switch_mm_irqs_off(NULL, &init_mm, NULL);
}

/**
 * initialize_tlbstate_and_flush() - a CPU starts on the kernel's tables
 *
 * Context: the CPU itself, interrupts off, early.
 */
void initialize_tlbstate_and_flush(void)
{
	cr4_init_shadow();
	this_cpu_write(cpu_tlbstate.is_lazy, true);
	load_new_mm(&init_mm, 0);
}

static void flush_pages(const struct flush_tlb_info *f)
{
	unsigned long addr;

	for (addr = f->start; addr < f->end; addr += 1UL << f->stride_shift)
		__flush_tlb_one_user(addr);
}

/* On each CPU that may hold translations of f->mm; interrupts off. */
static void flush_tlb_func(void *info)
{
	const struct flush_tlb_info *f = info;
	u64 local_gen = this_cpu_read(cpu_tlbstate.tlb_gen);
	u64 mm_gen;

	if (this_cpu_read(cpu_tlbstate.loaded_mm) != f->mm)
		return;				/* it went meanwhile */
	mm_gen = atomic64_read(&f->mm->context.tlb_gen);
	if (local_gen == mm_gen)
		return;				/* a later flush did it */

	/* Just this request is missing: its range is enough. */
	if (f->end != TLB_FLUSH_ALL && f->new_tlb_gen == local_gen + 1 &&
	    f->new_tlb_gen == mm_gen)
		flush_pages(f);
	else
		local_flush_tlb();
	this_cpu_write(cpu_tlbstate.tlb_gen, mm_gen);
}

static void flush_tlb_func_remote(void *info)
{
	struct flush_tlb_info *f = info;

	inc_irq_stat(irq_tlb_count);
	/* Lazy CPUs hear only of tables that go away: make room. */
	if (this_cpu_read(cpu_tlbstate.is_lazy) &&
	    this_cpu_read(cpu_tlbstate.loaded_mm) == f->mm)
		leave_mm(smp_processor_id());
	else
		flush_tlb_func(info);
}

static void flush_tlb_others(struct flush_tlb_info *f, bool lazy_too)
{
	cpumask_t cpus;
	unsigned int cpu;

	if (lazy_too) {
		smp_call_function_many(mm_cpumask(f->mm),
				       flush_tlb_func_remote, f, true);
		return;
	}
	cpumask_clear(&cpus);
	for_each_cpu(cpu, mm_cpumask(f->mm))
		if (!READ_ONCE(per_cpu(cpu_tlbstate, cpu).is_lazy))
			__cpumask_set_cpu(cpu, &cpus);
	smp_call_function_many(&cpus, flush_tlb_func_remote, f, true);
}

static void flush_tlb_local(struct flush_tlb_info *f)
{
	local_irq_disable();
	if (f->dying) {
		/* The generation stays behind; nobody will ask for it. */
		__flush_tlb_one_user(0);
	} else {
		flush_tlb_func(f);
	}
	local_irq_enable();
}

/**
 * flush_tlb_mm_range() - translations of an address range are out of date
 * @mm: whose
 * @start: first address
 * @end: the first beyond, or TLB_FLUSH_ALL
 * @stride_shift: log2 of the page size in the range
 * @freed_tables: page-table pages of the range will be freed
 *
 * When it returns, no CPU uses a translation that was there before the
 * caller changed the page tables.
 *
 * Context: interrupts on, no lock held that is taken with interrupts off.
 */
void flush_tlb_mm_range(struct mm_struct *mm, unsigned long start,
			unsigned long end, unsigned int stride_shift,
			bool freed_tables)
{
	struct flush_tlb_info f = {
		.mm = mm,
		.start = start,
		.end = end,
		.stride_shift = stride_shift,
	};
	unsigned int cpu = get_cpu();

	if (end != TLB_FLUSH_ALL && ((end - start) >> stride_shift) >
				    TLB_SINGLE_PAGE_FLUSH_CEILING)
		f.end = TLB_FLUSH_ALL;
	f.dying = !atomic_read(&mm->mm_users);
	f.new_tlb_gen = atomic64_inc_return(&mm->context.tlb_gen); /* I3 */

	if (this_cpu_read(cpu_tlbstate.loaded_mm) == mm)
		flush_tlb_local(&f);
	if (cpumask_any_but(mm_cpumask(mm), cpu) < nr_cpu_ids)
		flush_tlb_others(&f, freed_tables || f.dying);
	put_cpu();
}

static void do_flush_tlb_all(void *info)
{
	inc_irq_stat(irq_tlb_count);
	__flush_tlb_all();
}

static void do_kernel_range_flush(void *info)
{
	struct flush_tlb_info *f = info;
	unsigned long addr;

	inc_irq_stat(irq_tlb_count);
	for (addr = f->start; addr < f->end; addr += PAGE_SIZE)
		__flush_tlb_one_kernel(addr);
}

/**
 * flush_tlb_kernel_range() - kernel translations are out of date
 * @start: first address
 * @end: the first beyond
 *
 * Context: interrupts on (at boot, on one CPU, they may be off).
 */
void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	struct flush_tlb_info f = { .start = start, .end = end };

	if (end == TLB_FLUSH_ALL || end - start >
	    (unsigned long)TLB_SINGLE_PAGE_FLUSH_CEILING << PAGE_SHIFT)
		on_each_cpu(do_flush_tlb_all, NULL, 1);
	else
		on_each_cpu(do_kernel_range_flush, &f, 1);
}
