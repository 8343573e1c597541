/* SPDX-License-Identifier: GPL-2.0-only */
/* init/floors.h - whom start_kernel() calls, floor by floor */
#ifndef INIT_FLOORS_H
#define INIT_FLOORS_H

/* F2 */
#include <linux/console.h>
#include <linux/cpu.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/smp.h>
#include <linux/start_kernel.h>

/* F3 */
#include <linux/mm.h>
#include <linux/radix-tree.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

/* F4 */
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/hrtimer.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kthread.h>
#include <linux/pid_namespace.h>
#include <linux/random.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/clock.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>
#include <linux/signal.h>
#include <linux/stop_machine.h>
#include <linux/tick.h>
#include <linux/timekeeping.h>
#include <linux/timer.h>
#include <linux/workqueue.h>

/* F5, F6 */
#include <linux/anon_inodes.h>
#include <linux/cdev.h>
#include <linux/blkdev.h>
#include <linux/eventpoll.h>
#include <linux/fdtable.h>
#include <linux/filelock.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/init_syscalls.h>
#include <linux/initrd.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/mman.h>
#include <linux/pipe_fs_i.h>
#include <linux/shmem_fs.h>
#include <linux/syscalls.h>
#include <linux/writeback.h>

/* F7, F8 */
#include <linux/binfmts.h>
#include <linux/elf.h>
#include <linux/device.h>
#include <linux/futex.h>
#include <linux/inotify.h>
#include <linux/mnt_namespace.h>
#include <linux/nsproxy.h>
#include <linux/proc_fs.h>
#include <linux/sysctl.h>
#include <linux/tty.h>
#include <linux/utsname.h>
#include <kunit/test.h>

#include <asm/traps.h>
#include <asm/tsc.h>

#endif /* INIT_FLOORS_H */
