// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/fault.c - #PF: who touched what, and is it all right?
 *
 *	user address    area found, rights fit -> handle_mm_fault()
 *	                from user mode, no      -> SIGSEGV, SIGBUS
 *	                from the kernel, no     -> exception table (copy_to_user()
 *	                                           and kin return short), else oops
 *	kernel address  from user mode          -> SIGSEGV
 *	                from the kernel         -> exception table, else oops
 *
 * I1         A kernel access to a user address counts as meant only with
 *            EFLAGS.AC set (stac), where the CPU has SMAP; others oops.
 * I2         mmap_sem is never waited for on behalf of a kernel access that
 *            has no fixup: that would hang instead of oops.
 * I3         User mode learns nothing of the kernel's page tables: error
 *            codes for kernel addresses say "present".
 * Locking    mmap_sem(R) around find_vma() and handle_mm_fault(); released by
 *            the latter when it returns VM_FAULT_RETRY.
 * Entry      do_page_fault(), from entry_64.S with interrupts off
 * Mirrors: Linux 4.19 arch/x86/mm/fault.c; the reports are in
 * arch/x86/mm/fault_report.c.
 * Simpler than Linux in: no vmalloc faults (all kernel pgds are there from
 * the start), no errata, no protection keys, no kprobes yet.
 */
#include <linux/extable.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include <asm/cpufeature.h>
#include <asm/extable.h>
#include <asm/traps.h>

#include "fault.h"

/*
 * Accesses that fail
 */

/* The kernel failed: continue at a fixup, or report and die. */
static noinline void no_context(struct pt_regs *regs, unsigned long error_code,
				unsigned long address)
{
	if (fixup_exception(regs, X86_TRAP_PF, error_code, address))
		return;
	page_fault_oops(regs, error_code, address);
}

/* Registers and siginfo of a fault, as the program may see them (I3). */
static void user_fault_signal(unsigned long error_code, unsigned long address,
			      int signr, int si_code)
{
	struct task_struct *tsk = current;

	if (address >= TASK_SIZE_MAX)
		error_code |= X86_PF_PROT;
	tsk->thread.trap_nr = X86_TRAP_PF;
	tsk->thread.error_code = error_code | X86_PF_USER;
	tsk->thread.cr2 = address;
	force_sig_fault(signr, si_code, (void __user *)address, tsk);
}

static noinline void bad_area_nosemaphore(struct pt_regs *regs,
					  unsigned long error_code,
					  unsigned long address, int si_code)
{
	if (!(error_code & X86_PF_USER)) {
		no_context(regs, error_code, address);
		return;
	}
	local_irq_enable();
	show_signal_msg(regs, error_code, address);
	user_fault_signal(error_code, address, SIGSEGV, si_code);
}

static noinline void bad_area(struct pt_regs *regs, unsigned long error_code,
			      unsigned long address, int si_code)
{
	up_read(&current->mm->mmap_sem);
	bad_area_nosemaphore(regs, error_code, address, si_code);
}

/* handle_mm_fault() said no. */
static noinline void mm_fault_error(struct pt_regs *regs,
				    unsigned long error_code,
				    unsigned long address, vm_fault_t fault)
{
	bool user = error_code & X86_PF_USER;

	if (fault & VM_FAULT_OOM) {
		/* A kernel access fails; the victim dies on its way out. */
		if (!user)
			no_context(regs, error_code, address);
		else
			pagefault_out_of_memory();
	} else if (fault & (VM_FAULT_SIGBUS | VM_FAULT_HWPOISON)) {
		if (!user)
			no_context(regs, error_code, address);
		else
			user_fault_signal(error_code, address, SIGBUS,
					  BUS_ADRERR);
	} else {
		bad_area_nosemaphore(regs, error_code, address, SEGV_MAPERR);
	}
}

/*
 * Accesses that may succeed
 */

/* Do the rights of the area forbid the access? */
static inline bool access_error(unsigned long error_code,
				struct vm_area_struct *vma)
{
	if (error_code & X86_PF_WRITE)
		return unlikely(!(vma->vm_flags & VM_WRITE));
	/* A read or a fetch of a page that is there: never allowed. */
	if (unlikely(error_code & X86_PF_PROT))
		return true;
	return unlikely(!(vma->vm_flags & (VM_READ | VM_EXEC | VM_WRITE)));
}

/* Take mmap_sem for reading; false: the access cannot be meant (I2). */
static inline bool fault_lock_mm(struct mm_struct *mm, struct pt_regs *regs,
				 unsigned long error_code)
{
	if (likely(down_read_trylock(&mm->mmap_sem)))
		return true;
	if (!(error_code & X86_PF_USER) && !search_exception_tables(regs->ip))
		return false;
	down_read(&mm->mmap_sem);
	return true;
}

/* The area that @address lies in, or grows into; NULL: none. */
static inline struct vm_area_struct *fault_find_vma(struct mm_struct *mm,
						    unsigned long address)
{
	struct vm_area_struct *vma = find_vma(mm, address);

	if (unlikely(!vma))
		return NULL;
	if (likely(vma->vm_start <= address))
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, address))
		return NULL;
	return vma;
}

/* Everything is in order so far: find the area and let mm/ do the rest. */
static void fault_in_mm(struct pt_regs *regs, unsigned long error_code,
			unsigned long address, unsigned int flags)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	vm_fault_t major = 0;
	vm_fault_t fault;

retry:
	if (unlikely(!fault_lock_mm(mm, regs, error_code))) {
		bad_area_nosemaphore(regs, error_code, address, SEGV_MAPERR);
		return;
	}
	vma = fault_find_vma(mm, address);
	if (unlikely(!vma)) {
		bad_area(regs, error_code, address, SEGV_MAPERR);
		return;
	}
	if (unlikely(access_error(error_code, vma))) {
		bad_area(regs, error_code, address, SEGV_ACCERR);
		return;
	}

	fault = handle_mm_fault(vma, address, flags);
	major |= fault & VM_FAULT_MAJOR;
	if (unlikely(fault & VM_FAULT_RETRY)) {
		/* mmap_sem was released to wait for a page. */
		if (fatal_signal_pending(current)) {
			if (!(flags & FAULT_FLAG_USER))
				no_context(regs, error_code, address);
			return;
		}
		flags &= ~FAULT_FLAG_ALLOW_RETRY;
		flags |= FAULT_FLAG_TRIED;
		goto retry;
	}
	up_read(&mm->mmap_sem);
	if (unlikely(fault & VM_FAULT_ERROR)) {
		mm_fault_error(regs, error_code, address, fault);
		return;
	}
	if (major)
		current->maj_flt++;
	else
		current->min_flt++;
}

static inline bool smap_violation(struct pt_regs *regs,
				  unsigned long error_code)
{
	return boot_cpu_has(X86_FEATURE_SMAP) && !(error_code & X86_PF_USER) &&
	       !(regs->flags & X86_EFLAGS_AC);
}

/**
 * do_page_fault() - handle #PF
 * @regs: registers at the fault
 * @error_code: X86_PF_*
 * @address: CR2
 *
 * Context: interrupts off; they are on again while the fault is handled, if
 * they were on when it happened.
 */
void do_page_fault(struct pt_regs *regs, unsigned long error_code,
		   unsigned long address)
{
	unsigned int flags = FAULT_FLAG_ALLOW_RETRY | FAULT_FLAG_KILLABLE;

	if (unlikely(address >= TASK_SIZE_MAX)) {
		bad_area_nosemaphore(regs, error_code, address, SEGV_MAPERR);
		return;
	}
	if (unlikely(error_code & X86_PF_RSVD))
		pgtable_bad(regs, error_code, address);
	/*
	 * User code, also where the CPU says that it looked by itself: the far
	 * return of QEMU's TCG pops the user's stack as a supervisor.
	 */
	if (user_mode(regs))
		error_code |= X86_PF_USER;
	if (unlikely(smap_violation(regs, error_code)) ||
	    unlikely(faulthandler_disabled() || !current->mm)) {
		bad_area_nosemaphore(regs, error_code, address, SEGV_MAPERR);
		return;
	}

	if (user_mode(regs)) {
		local_irq_enable();
		flags |= FAULT_FLAG_USER;
	} else if (regs->flags & X86_EFLAGS_IF) {
		local_irq_enable();
	}
	if (error_code & X86_PF_WRITE)
		flags |= FAULT_FLAG_WRITE;
	if (error_code & X86_PF_INSTR)
		flags |= FAULT_FLAG_INSTRUCTION;
	fault_in_mm(regs, error_code, address, flags);
}
