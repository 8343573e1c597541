// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/mm/fault_report.c - what is printed about a page fault
 *
 *	BUG: unable to handle kernel paging request at ffff8800deadbeef
 *	PGD 1a01067 PUD 0
 *	Oops: 0002 [#1] SMP
 *	...
 *	sh[71]: segfault at 0 ip 0000000000401136 sp 00007ffd2c5f8e70 error 6
 *		in sh[401000+98000]
 *
 * Context    the tables are read without locks, by physical address as the
 *            CPU does it; every read may fault and is made so that it can.
 * Entry      page_fault_oops() pgtable_bad() show_signal_msg()
 * Mirrors: Linux 4.19 arch/x86/mm/fault.c, mm/memory.c (print_vma_addr).
 */
#include "fault.h"

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/ratelimit.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>

#include <asm/kdebug.h>
#include <asm/special_insns.h>
#include <asm/traps.h>

static bool bad_address(void *p)
{
	unsigned long dummy;

	return probe_kernel_address((unsigned long *)p, dummy);
}

/* The way from CR3 to the entry of @address, as far as it goes. */
static void dump_pagetable(unsigned long address)
{
	pgd_t *base = __va(__read_cr3() & PTE_PFN_MASK);
	pgd_t *pgd = base + pgd_index(address);
	pud_t *pud;
	pmd_t *pmd;
	pte_t *pte;

	if (bad_address(pgd))
		goto bad;
	pr_info("PGD %lx ", pgd_val(*pgd));
	if (!pgd_present(*pgd))
		goto out;

	pud = pud_offset(pgd, address);
	if (bad_address(pud))
		goto bad;
	pr_cont("PUD %lx ", pud_val(*pud));
	if (!pud_present(*pud) || pud_large(*pud))
		goto out;

	pmd = pmd_offset(pud, address);
	if (bad_address(pmd))
		goto bad;
	pr_cont("PMD %lx ", pmd_val(*pmd));
	if (!pmd_present(*pmd) || pmd_large(*pmd))
		goto out;

	pte = pte_offset_kernel(pmd, address);
	if (bad_address(pte))
		goto bad;
	pr_cont("PTE %lx", pte_val(*pte));
out:
	pr_cont("\n");
	return;
bad:
	pr_cont("BAD\n");
}

static void show_fault_oops(struct pt_regs *regs, unsigned long error_code,
			    unsigned long address)
{
	unsigned int level;
	pte_t *pte;

	if (error_code & X86_PF_INSTR) {
		pte = lookup_address(address, &level);
		if (pte && pte_present(*pte) && !pte_exec(*pte))
			pr_crit("kernel tried to execute NX-protected page - exploit attempt? (uid: %d)\n",
				from_kuid(&init_user_ns, current_uid()));
		else if (address < TASK_SIZE_MAX)
			pr_crit("unable to execute userspace code (SMEP?) (uid: %d)\n",
				from_kuid(&init_user_ns, current_uid()));
	}
	pr_alert("BUG: unable to handle kernel %s at %px\n",
		 address < PAGE_SIZE ? "NULL pointer dereference" :
				       "paging request",
		 (void *)address);
	dump_pagetable(address);
}

/* Just below the task's stack, or just above it? */
static bool in_stack_guard(unsigned long address)
{
	unsigned long stack = (unsigned long)current->stack;

	return stack - 1 - address < PAGE_SIZE ||
	       address - (stack + THREAD_SIZE) < PAGE_SIZE;
}

/*
 * The guard page was touched while there is still room (a large frame stepped
 * over the edge): report from another stack before there is none.
 */
static void stack_guard_hit(struct pt_regs *regs, unsigned long address)
{
	unsigned long sp = this_cpu_read(cpu_tss.x86_tss.ist[DOUBLEFAULT_STACK
							     - 1]);
	const char *msg = "kernel stack overflow (page fault)";

	sp -= sizeof(void *);
	asm volatile("movq %[sp], %%rsp\n\t"
		     "call handle_stack_overflow\n\t"
		     "1: jmp 1b"
		     : : "D" (msg), "S" (regs), "d" (address), [sp] "r" (sp)
		     : "memory");
	unreachable();
}

/**
 * page_fault_oops() - the kernel touched what it must not
 * @regs: registers at the fault
 * @error_code: X86_PF_*
 * @address: CR2
 *
 * Context: any; ends the task (or the system: panic_on_oops).
 */
void page_fault_oops(struct pt_regs *regs, unsigned long error_code,
		     unsigned long address)
{
	unsigned long flags;
	int sig = SIGKILL;

	if (in_stack_guard(address))
		stack_guard_hit(regs, address);

	flags = oops_begin();
	show_fault_oops(regs, error_code, address);
	current->thread.cr2 = address;
	current->thread.trap_nr = X86_TRAP_PF;
	current->thread.error_code = error_code;
	if (__die("Oops", regs, error_code))
		sig = 0;
	printk(KERN_DEFAULT "CR2: %016lx\n", address);
	oops_end(flags, regs, sig);
}

/**
 * pgtable_bad() - the CPU met reserved bits in a page table
 * @regs: registers at the fault
 * @error_code: X86_PF_*
 * @address: CR2
 *
 * Context: any; ends the task.
 */
void pgtable_bad(struct pt_regs *regs, unsigned long error_code,
		 unsigned long address)
{
	unsigned long flags = oops_begin();
	int sig = SIGKILL;

	pr_alert("%s: Corrupted page table at address %lx\n", current->comm,
		 address);
	dump_pagetable(address);
	if (__die("Bad pagetable", regs, error_code))
		sig = 0;
	oops_end(flags, regs, sig);
}

/* " in name[start+size]", if it can be found out without waiting. */
static void print_vma_addr(const char *prefix, unsigned long ip)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;

	if (!down_read_trylock(&mm->mmap_sem))
		return;
	vma = find_vma(mm, ip);
	if (vma && vma->vm_start <= ip && vma->vm_file)
		pr_cont("%s%pD[%lx+%lx]", prefix, vma->vm_file, vma->vm_start,
			vma->vm_end - vma->vm_start);
	up_read(&mm->mmap_sem);
}

/**
 * show_signal_msg() - tell the log of a segmentation fault
 * @regs: registers at the fault
 * @error_code: X86_PF_*
 * @address: CR2
 *
 * Context: process context, a fault from user mode.
 */
void show_signal_msg(struct pt_regs *regs, unsigned long error_code,
		     unsigned long address)
{
	struct task_struct *tsk = current;

	if (!unhandled_signal(tsk, SIGSEGV) || !printk_ratelimit())
		return;
	printk("%s%s[%d]: segfault at %lx ip %px sp %px error %lx",
	       task_pid_nr(tsk) > 1 ? KERN_INFO : KERN_EMERG, tsk->comm,
	       task_pid_nr(tsk), address, (void *)regs->ip, (void *)regs->sp,
	       error_code);
	print_vma_addr(KERN_CONT " in ", regs->ip);
	pr_cont("\n");
}
