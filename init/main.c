// SPDX-License-Identifier: GPL-2.0-only
/*
 * init/main.c - the whole kernel, as a list of what comes up when
 *
 * start_kernel() runs on the boot CPU as task 0 and calls the floors of the
 * house from the ground up; nothing may use what is further down the list.
 * It ends as two tasks: task 0 becomes the idle task, task 1 runs
 * kernel_init(), which may sleep: other CPUs, drivers, the initramfs, /init.
 *
 * I1         interrupts are off until local_irq_enable() in start_kernel().
 * I2         __init memory is given back by task 1 right before user mode;
 *            nothing that runs later may point there.
 * Entry      start_kernel() (from x86_64_start_kernel())
 *
 * Mirrors: Linux 4.5 init/main.c. Options: init/boot_options.c.
 * Simpler than Linux in: drivers have one initcall level, all else is called
 * by name; no early console on by default, no built-in Kconfig variants.
 */
#include "floors.h"
#include "init.h"

bool initcall_debug;
core_param(initcall_debug, initcall_debug, bool, 0644);

static DECLARE_COMPLETION(kthreadd_done);

/* Runs one initcall and looks at how it left the CPU. */
static int __init do_one_initcall(initcall_t fn)
{
	int count = preempt_count();
	u64 start = 0;
	int ret;

	if (initcall_debug) {
		printk(KERN_DEBUG "calling  %pS @ %i\n", fn,
		       task_pid_nr(current));
		start = local_clock();
	}
	ret = fn();
	if (initcall_debug)
		printk(KERN_DEBUG "initcall %pS returned %d after %llu usecs\n",
		       fn, ret, (local_clock() - start) / 1000);

	if (preempt_count() != count) {
		WARN(1, "initcall %pS returned with preemption imbalance\n", fn);
		preempt_count_set(count);
	}
	if (irqs_disabled()) {
		WARN(1, "initcall %pS returned with disabled interrupts\n", fn);
		local_irq_enable();
	}
	return ret;
}

static void __init do_initcalls(void)
{
	const initcall_t *fn;

	for (fn = __initcall_start; fn < __initcall_end; fn++)
		do_one_initcall(*fn);
}

/* What sleeps while it comes up, floor by floor again; drivers at the end. */
static void __init do_basic_setup(void)
{
	shmem_init();			/* tmpfs */
	devtmpfs_init();		/* device nodes by themselves */
	chr_dev_init();			/* null, zero, random, kmsg */
	tty_init();			/* tty, console */
	init_elf_binfmt();		/* what execve can start */
	init_script_binfmt();
	init_vdso_image();		/* code that programs may call */
	do_initcalls();			/* drivers */
}

/* Descriptors 0, 1 and 2 of task 1, and so of everybody. */
static void __init open_console(void)
{
	struct file *file = filp_open("/dev/console", O_RDWR, 0);
	int fd;

	if (IS_ERR(file)) {
		pr_err("Warning: unable to open an initial console: error %ld.\n",
		       PTR_ERR(file));
		return;
	}
	for (fd = 0; fd < 3; fd++)
		init_dup(file);
	fput(file);
}

static void __init kernel_init_freeable(void)
{
	wait_for_completion(&kthreadd_done);
	set_cpus_allowed_ptr(current, cpu_all_mask);

	workqueue_init();		/* from here work items run */
	cpu_stop_init();		/* stopper threads, one a CPU */
	spawn_ksoftirqd();
	smp_prepare_cpus(setup_max_cpus);
	smp_init();			/* the other CPUs */
	sched_init_smp();		/* balance between them */
	page_alloc_init_late();		/* allocations may sleep */
	kswapd_init();			/* reclaim in the background */
	do_basic_setup();
	kunit_run_all_tests();		/* KUNIT=1 builds, kunit.enable=1 */
	populate_rootfs();		/* unpack the initramfs */

	open_console();
	if (init_eaccess(ramdisk_execute_command)) {
		ramdisk_execute_command = NULL;
		prepare_namespace();	/* mount root= */
	}
}

static int run_init_process(const char *init_filename)
{
	const char *const *p;

	argv_init[0] = init_filename;
	pr_info("Run %s as init process\n", init_filename);
	for (p = argv_init; *p; p++)
		pr_debug("  argument %s\n", *p);
	return kernel_execve(init_filename, argv_init, envp_init);
}

static int try_to_run_init_process(const char *init_filename)
{
	int ret = run_init_process(init_filename);

	if (ret && ret != -ENOENT)
		pr_err("Starting init: %s exists but couldn't execute it (error %d)\n",
		       init_filename, ret);
	return ret;
}

/* Task 1. Returning 0 means: go to the user mode that execve prepared. */
static int __ref kernel_init(void *unused)
{
	int ret;

	kernel_init_freeable();
	free_initmem();
	mark_rodata_ro();
	system_state = SYSTEM_RUNNING;

	if (ramdisk_execute_command) {
		ret = run_init_process(ramdisk_execute_command);
		if (!ret)
			return 0;
		pr_err("Failed to execute %s (error %d)\n",
		       ramdisk_execute_command, ret);
	}
	if (execute_command) {
		ret = run_init_process(execute_command);
		if (!ret)
			return 0;
		panic("Requested init %s failed (error %d).",
		      execute_command, ret);
	}
	if (!try_to_run_init_process("/sbin/init") ||
	    !try_to_run_init_process("/etc/init") ||
	    !try_to_run_init_process("/bin/init") ||
	    !try_to_run_init_process("/bin/sh"))
		return 0;

	panic("No working init found.  Try passing init= option to kernel.");
}

/* What task 0 has of the higher floors; init_task.c stands on a lower one. */
static void __init equip_init_task(void)
{
	init_task.fs = &init_fs;
	init_task.files = &init_files;
	init_task.nsproxy = &init_nsproxy;
}

/* Not __init: task 0 stays in the idle loop called from here. */
static noinline void __ref rest_init(void)
{
	int pid;

	rcu_scheduler_starting();
	/* init first, so that it gets pid 1; it waits for kthreadd, pid 2. */
	kernel_thread(kernel_init, NULL, CLONE_FS);
	pid = kernel_thread(kthreadd, NULL, CLONE_FS | CLONE_FILES);
	rcu_read_lock();
	kthreadd_task = find_task_by_pid_ns(pid, &init_pid_ns);
	rcu_read_unlock();

	system_state = SYSTEM_SCHEDULING;
	complete(&kthreadd_done);

	schedule_preempt_disabled();
	cpu_startup_entry(CPUHP_ONLINE);
}

/**
 * start_kernel() - bring the kernel up
 *
 * Context: boot CPU, task 0, interrupts off, early page tables.
 */
asmlinkage void __init start_kernel(void)
{
	char *command_line;

	set_task_stack_end_magic(&init_task);	/* overflow will show */
	boot_cpu_init();			/* CPU 0 is online */
	kallsyms_init();			/* %pS prints names */
	pr_notice("%s", linux_banner);

	/* F2: the machine, the command line, per-CPU data */
	setup_arch(&command_line);		/* firmware's word, direct map */
	setup_command_line(command_line);	/* copies that stay */
	setup_nr_cpu_ids();
	setup_per_cpu_areas();			/* %gs means something */
	smp_prepare_boot_cpu();
	parse_boot_options();			/* and what is left for init */
	setup_log_buf(0);
	trap_init();				/* exceptions report properly */

	/* F3: memory in blocks of any size */
	mem_init();				/* buddy owns all free RAM */
	kmem_cache_init();			/* caches of objects */
	kmalloc_init();				/* size classes */
	vmalloc_init();
	radix_tree_init();

	/* F4: tasks, time, interrupts */
	sched_init();				/* run queues; task 0 is idle */
	workqueue_init_early();
	rcu_init();
	early_irq_init();
	init_IRQ();				/* vectors, controllers */
	init_timers();				/* wheel */
	hrtimers_init();			/* tree */
	timekeeping_init();			/* wall clock from the RTC */
	time_init();				/* TSC, HPET */
	call_function_init();			/* calls to other CPUs */
	random_init();
	local_irq_enable();
	console_init();				/* what was said so far shows */
	panic_about_boot_options();		/* now that somebody can read it */
	pidmap_init();
	cred_init();
	uid_cache_init();
	signals_init();

	/* F5: address spaces */
	mmap_init();
	anon_vma_init();
	page_writeback_init();

	/* F6: files */
	equip_init_task();			/* files, root and namespaces of task 0 */
	vfs_caches_init();			/* dentries to mounts: there is a root */
	init_nsproxy.mnt_ns = init_mnt_ns;	/* and task 0 sees it */
	writeback_init();			/* dirty pages get written */
	block_init();				/* bios, disks */

	/* F7, F8: providers, processes */
	proc_root_init();
	genhd_proc_init();			/* /proc/partitions */
	sysctl_init();				/* /proc/sys */
	inotify_user_setup();			/* watching files */
	fork_init();
	proc_caches_init();
	futex_init();				/* buckets of waiters */
	pid_namespaces_init();
	nsproxy_cache_init();

	check_bugs();				/* fit the text to the CPU */
	rest_init();				/* becomes the idle task */
}
