# SPDX-License-Identifier: GPL-2.0-only
# objects.mk - every object of the kernel, floor by floor, in boot order
#
# An object uses symbols of its own floor and of those below (scripts/check-floors).
# Floor order = link order = order of start_kernel() = order of the book.

# F1 lib: pure C, no state, no locks; built for the host too (tests/host)
F1 += lib/ctype.o			# character classes
F1 += lib/string.o			# str*()
F1 += lib/vsprintf.o			# printf formats, %p extensions
F1 += lib/vsprintf_pointer.o lib/errname.o	# %p extensions, %pe
F1 += lib/vsscanf.o			# sscanf
F1 += lib/kstrtox.o			# text to number
F1 += lib/hexdump.o			# bytes to hex
F1 += lib/bitmap.o			# ranges of bits
F1 += lib/find_bit.o			# next set bit
F1 += lib/cpumask.o			# sets of CPUs
F1 += lib/rbtree.o			# balanced trees
F1 += lib/timerqueue.o			# trees of expiry times
F1 += lib/sort.o			# heapsort
F1 += lib/bsearch.o			# binary search
F1 += lib/list_sort.o			# merge sort of lists
F1 += lib/seq_buf.o			# bounded printing
F1 += lib/parser.o			# mount options
F1 += lib/cmdline.o			# memparse, options
F1 += lib/math.o			# int_sqrt
F1 += lib/crc32.o			# checksums
F1 += lib/errseq.o			# an error seen once by each observer
F1 += lib/chacha20.o			# stream cipher of the random driver
F1 += lib/inflate.o			# gzip
F1 += arch/x86/lib/memcpy_64.o arch/x86/lib/memset_64.o arch/x86/lib/memmove_64.o
F1 += arch/x86/lib/memcmp_64.o arch/x86/lib/page_64.o

# F2 cpu: entry-free CPU code, locks, per-CPU, printk, panic, kallsyms
F2 += kernel/cpu.o			# which CPUs there are
F2 += kernel/time/jiffies.o		# the variable
F2 += arch/x86/kernel/head_64.o		# first 64-bit code at the high address
F2 += init/state.o			# command line, boot_params: data only
F2 += arch/x86/kernel/cpu/desc.o	# GDT, IDT
F2 += arch/x86/kernel/cpu/common.o arch/x86/kernel/cpu/cpuid.o	# features, TSS
F2 += arch/x86/kernel/cpu/capflags.o	# names of features
F2 += arch/x86/kernel/alternative.o	# text fitted to the CPU
F2 += arch/x86/kernel/fpu/core.o	# XSAVE
F2 += arch/x86/kernel/unwind_frame.o arch/x86/kernel/stacktrace.o	# frame walker
F2 += arch/x86/kernel/dumpstack.o	# registers, Code:, Call Trace:
F2 += arch/x86/mm/extable.o		# fixups
F2 += arch/x86/lib/usercopy_64.o	# user memory
F2 += arch/x86/lib/copy_user_64.o
F2 += mm/maccess.o			# kernel memory that may not be there
F2 += lib/strncpy_from_user.o lib/strnlen_user.o	# user strings
F2 += lib/kstrtox_user.o		# numbers from user memory
F2 += lib/bug.o				# BUG and WARN tables
F2 += $(if $(DEBUG),lib/list_debug.o)	# list checks of debug builds
F2 += lib/ubsan.o			# UBSAN=1 reports
F2 += lib/ratelimit.o			# not too often
F2 += kernel/locking/spinlock.o		# spinlocks, rwlocks
F2 += lib/lockref.o			# count and lock in one word
F2 += kernel/locking/lockdep.o		# lock order checker of debug builds
F2 += kernel/params.o			# command line words to variables
F2 += kernel/kallsyms.o			# address and name
F2 += kernel/printk/printk.o		# log ring
F2 += kernel/printk/console.o kernel/printk/hexdump.o	# consoles
F2 += kernel/panic.o			# last words

# F3 memory blocks
F3 += mm/memblock.o			# boot memory
F3 += mm/init-mm.o			# the address space without a user
F3 += kernel/printk/log_buf_len.o	# log_buf_len=
F3 += arch/x86/kernel/early_printk.o	# earlyprintk=
F3 += arch/x86/mm/init_64.o		# direct map, vmemmap
F3 += arch/x86/mm/pgtable.o		# page tables' pages
F3 += arch/x86/mm/pageattr.o		# W^X
F3 += arch/x86/mm/ioremap.o		# device memory
F3 += mm/percpu.o			# per-CPU areas
F3 += mm/mm_init.o			# zones, watermarks
F3 += mm/page_alloc.o			# buddy
F3 += mm/debug.o			# pages in words
F3 += $(if $(DEBUG),mm/page_poison.o)	# who writes to free pages?
F3 += mm/kmalloc.o			# 2.0's size classes
F3 += mm/slab.o				# caches of objects
F3 += $(if $(DEBUG),$(if $(KASAN),,mm/slab_debug.o)) # red zones, poison
F3 += mm/vmalloc.o mm/vmalloc_pages.o	# virtually contiguous areas
F3 += mm/util.o				# kstrdup and kin
F3 += mm/vmstat.o			# counters
F3 += $(if $(DEBUG),mm/fault_inject.o)	# failslab= of debug builds
F3 += $(if $(KASAN),mm/kasan/shadow.o mm/kasan/init.o mm/kasan/report.o mm/kasan/quarantine.o)
F3 += lib/kasprintf.o			# print into memory of the right size
F3 += lib/radix-tree.o lib/radix-tree-gang.o	# index to pointer
F3 += lib/idr.o lib/ida.o		# small ids
F3 += mm/list_lru.o			# idle objects, for shrinkers

# F4 tasks
F4 += init/init_task.o			# task 0
F4 += init/version.o			# banner, the first UTS namespace
F4 += kernel/sched/core.o		# schedule, tick
F4 += kernel/sched/wakeup.o		# wake, fork
F4 += kernel/sched/prio.o		# nice, policy
F4 += kernel/sched/migrate.o		# from CPU to CPU
F4 += kernel/sched/fair.o		# vruntime
F4 += kernel/sched/balance.o		# spreading the fair tasks
F4 += kernel/sched/rt.o			# FIFO, round robin
F4 += kernel/sched/idle.o		# nothing to do
F4 += kernel/sched/wait.o		# wait queues
F4 += kernel/sched/wait_bit.o		# bits and variables
F4 += kernel/sched/completion.o
F4 += kernel/sched/loadavg.o
F4 += kernel/sched/cputime.o		# utime, stime
F4 += kernel/sched/debug.o		# states for /proc, SysRq
F4 += kernel/sched/syscalls.o		# sched_*(2)
F4 += kernel/locking/mutex.o kernel/locking/rwsem.o
F4 += kernel/locking/percpu-rwsem.o	# readers that touch their own CPU only
F4 += kernel/stop_machine.o		# take a CPU away from its task
F4 += kernel/smp.o			# calls to other CPUs
F4 += kernel/smpboot.o			# bringing CPUs up
F4 += kernel/irq_work.o arch/x86/kernel/irq_work.o	# from NMI to interrupt
F4 += kernel/softirq.o			# deferred interrupts
F4 += kernel/irq/irqdesc.o kernel/irq/handle.o kernel/irq/manage.o kernel/irq/chip.o
F4 += kernel/time/timekeeping.o		# clocks
F4 += kernel/time/ntp.o			# steering them
F4 += kernel/time/clocksource.o kernel/time/clockevents.o
F4 += kernel/time/tick-sched.o		# jiffies, idle without ticks
F4 += kernel/time/timer.o		# wheel
F4 += kernel/time/hrtimer.o		# tree
F4 += kernel/time/sleep_timeout.o	# schedule_timeout, nanosleep
F4 += kernel/time/time.o		# conversions, settimeofday
F4 += kernel/time/itimer.o kernel/time/posix-timers.o kernel/time/posix-clocks.o
F4 += kernel/time/posix-cpu-timers.o	# of CPU time
F4 += arch/x86/kernel/vsyscall_gtod.o	# the vDSO's copy of the clocks
F4 += kernel/rcu/tree.o			# grace periods
F4 += kernel/rcu/srcu.o			# readers that sleep
F4 += kernel/workqueue.o kernel/workqueue_flush.o kernel/workqueue_pool.o
F4 += kernel/kthread.o
F4 += kernel/task_work.o			# on the way to user mode
F4 += kernel/pidmap.o			# numbers in use
F4 += kernel/fork_task.o		# task_struct and kernel stack
F4 += kernel/sysctl_handlers.o		# numbers of /proc/sys
F4 += kernel/pid.o			# names per namespace
F4 += kernel/cred.o kernel/groups.o kernel/user.o kernel/capability.o
F4 += security/commoncap.o		# rules of capabilities
F4 += kernel/sys_creds.o		# set*id(2)
F4 += kernel/user_namespace.o
F4 += fs/proc/inum.o			# numbers of namespaces
F4 += kernel/notifier.o
F4 += kernel/signal.o kernel/signal_mask.o kernel/signal_info.o	# queue, dequeue, block
F4 += kernel/ptrace.o			# who may look into whom
F4 += kernel/signal_send.o kernel/signal_kill.o	# send
F4 += arch/x86/kernel/process_64.o	# switch_to, copy_thread
F4 += arch/x86/kernel/irq_64.o		# stacks of a CPU
F4 += arch/x86/kernel/traps.o arch/x86/kernel/nmi.o	# exceptions to signals
F4 += arch/x86/kernel/irq.o		# vectors
F4 += arch/x86/kernel/i8259.o		# silenced
F4 += arch/x86/kernel/apic/apic.o arch/x86/kernel/apic/ipi.o arch/x86/kernel/apic/apic_timer.o
F4 += arch/x86/kernel/apic/vector.o arch/x86/kernel/apic/io_apic.o arch/x86/kernel/apic/msi.o
F4 += drivers/acpi/tables.o drivers/acpi/fadt.o drivers/acpi/sleep.o
F4 += arch/x86/kernel/acpi/boot.o	# MADT, HPET
F4 += arch/x86/kernel/tsc.o arch/x86/kernel/tsc_sync.o arch/x86/kernel/hpet.o
F4 += arch/x86/kernel/rtc.o arch/x86/kernel/time.o drivers/clocksource/acpi_pm.o
F4 += arch/x86/kernel/smpboot.o arch/x86/kernel/smp.o
F4 += arch/x86/kernel/realmode.o arch/x86/kernel/trampoline_64.o	# low memory for APs
F4 += drivers/char/random.o		# random numbers
F4 += arch/x86/kernel/reboot.o
F4 += arch/x86/mm/tlb.o			# shootdown, switch_mm

# F5 address spaces
F5 += mm/vma.o mm/vma_merge.o mm/interval_tree.o	# areas: tree, merge, split; i_mmap
F5 += mm/overcommit.o			# what an address space may still get
F5 += mm/vma_prot.o			# rights and places of areas
F5 += mm/munmap.o mm/brk.o mm/dup_mmap.o mm/special_mapping.o
F5 += mm/memory.o mm/wp.o		# faults, copy on write
F5 += mm/copy_page_range.o mm/zap.o mm/mmu_gather.o	# page tables: fork, unmap, flush
F5 += mm/pfnmap.o			# frames of devices
F5 += mm/mprotect.o mm/mremap.o mm/mlock.o
F5 += mm/rmap.o mm/gup.o
F5 += mm/vmscan.o			# reclaim
F5 += mm/oom_kill.o			# the victim
F5 += mm/swap.o				# LRU lists
F5 += mm/shrinker.o		# who gives memory back
F5 += mm/filemap.o mm/filemap_gang.o	# page cache: pages of files
F5 += mm/page_wait.o			# page lock
F5 += mm/filemap_sync.o		# writing them, waiting for it
F5 += mm/readahead.o mm/truncate.o mm/page-writeback.o mm/backing-dev.o
F5 += mm/mempool.o			# reserves for I/O
F5 += kernel/fork_mm.o			# life of an mm_struct
F5 += arch/x86/mm/fault.o arch/x86/mm/fault_report.o	# #PF
F5 += arch/x86/mm/mmap.o arch/x86/kernel/sys_x86_64.o	# layout of an address space

# F6 VFS
F6 += lib/iov_iter.o			# where the bytes of an i/o go
F6 += fs/dcache.o fs/dcache_lookup.o fs/dcache_shrink.o fs/dcache_move.o fs/d_path.o
F6 += fs/inode.o fs/inode_evict.o fs/inode_attr.o	# inode cache
F6 += fs/super.o fs/filesystems.o	# filesystem instances and types
F6 += fs/namespace.o fs/mnt_write.o fs/mount_tree.o fs/mount_syscalls.o fs/mnt_namespace.o
F6 += fs/namei.o fs/namei_name.o fs/namei_perm.o fs/namei_walk.o fs/namei_step.o fs/namei_mount.o	# path walk
F6 += fs/namei_open.o fs/namei_ops.o fs/namei_link.o fs/namei_rename.o
F6 += fs/file_table.o fs/file.o fs/fd_syscalls.o	# open files, descriptors
F6 += fs/open.o fs/open_attr.o fs/attr.o fs/utimes.o fs/fs_struct.o
F6 += fs/read_write.o fs/llseek.o fs/file_copy.o fs/readdir.o
F6 += fs/stat.o fs/statfs.o fs/fcntl.o fs/fasync.o fs/locks.o fs/locks_posix.o
F6 += fs/select.o fs/poll.o fs/ioctl.o fs/xattr.o fs/simple_xattr.o
F6 += fs/notify/fsnotify.o fs/notify/mark.o fs/notify/notification.o	# who watches what
F6 += fs/buffer.o fs/buffer_lookup.o fs/buffer_io.o fs/buffer_write.o fs/buffer_assoc.o # blocks in pages
F6 += fs/super_bdev.o			# filesystem instances on devices
F6 += fs/sync.o fs/fs-writeback.o	# dirty inodes
F6 += fs/pipe.o fs/pipe_open.o fs/splice.o fs/splice_pipe.o
F6 += fs/libfs.o fs/libfs_data.o fs/seq_file.o fs/seq_printf.o
F6 += fs/char_dev.o fs/anon_inodes.o
F6 += fs/eventfd.o fs/eventpoll.o fs/eventpoll_wait.o	# waiting for many files
F6 += fs/ramfs/inode.o			# the first root
F6 += fs/init.o				# system calls for init/
F6 += mm/filemap_rw.o mm/filemap_mmap.o	# files through the page cache
F6 += mm/mmap.o				# mmap(2)
F6 += mm/madvise.o mm/mincore.o mm/msync.o # areas of files: wishes, facts, writing
F6 += mm/fadvise.o			# wishes about files
F6 += mm/process_vm_access.o		# from one address space to another
F6 += drivers/base/core.o		# devices by name and number
F6 += block/bio.o			# so many bytes of pages, to or from a device
F6 += block/blk-core.o block/blk-settings.o block/blk-merge.o block/blk-flush.o
F6 += block/blk-mq.o			# requests with tags
F6 += block/genhd.o block/genhd_stat.o block/partition-generic.o	# disks, partitions
F6 += block/partitions/msdos.o block/partitions/efi.o
F6 += fs/mpage.o			# many pages at once
F6 += fs/block_dev.o fs/block_dev_file.o block/ioctl.o	# devices as files
F6 += fs/vfs_init.o			# all of the above comes up

# F7 providers
F7 += mm/shmem.o mm/shmem_file.o mm/shmem_inode.o mm/shmem_super.o mm/shmem_xattr.o # tmpfs
F7 += fs/ext2/super.o fs/ext2/options.o fs/ext2/geometry.o fs/ext2/balloc.o fs/ext2/ialloc.o # ext2
F7 += fs/ext2/inode.o fs/ext2/indirect.o fs/ext2/xattr.o fs/ext2/dir.o fs/ext2/namei.o
F7 += fs/ext2/file.o fs/ext2/symlink.o fs/ext2/ioctl.o
F7 += mm/memfd.o			# sealed files without names
F7 += fs/timerfd.o fs/signalfd.o	# time and signals as files
F7 += fs/notify/inotify/inotify_fsnotify.o fs/notify/inotify/inotify_user.o \
      fs/notify/inotify/inotify_file.o	# inotify
F7 += fs/proc_namespace.o		# /proc/PID/mounts
F7 += block/genhd_proc.o		# /proc/partitions
F7 += fs/proc/root.o fs/proc/generic.o fs/proc/inode.o fs/proc/self.o fs/proc/misc.o
F7 += fs/proc/base.o fs/proc/pid_inode.o fs/proc/pid_files.o	# /proc/PID
F7 += fs/proc/array.o fs/proc/task_mmu.o fs/proc/fd.o
F7 += fs/proc/proc_sysctl.o		# /proc/sys
F7 += fs/proc/kallsyms.o		# the kernel's symbols
F7 += fs/proc/interrupts.o		# who interrupts whom
F7 += fs/proc/vm.o			# the allocators, in numbers
F7 += fs/drop_caches.o mm/vm_sysctl.o	# /proc/sys/vm
F7 += kernel/printk/syslog.o kernel/printk/kmsg.o	# readers of the log
F7 += arch/x86/kernel/cpu/proc.o	# /proc/cpuinfo
F7 += drivers/base/devtmpfs.o drivers/char/mem.o
F7 += drivers/char/misc.o		# devices of major 10
F7 += drivers/pci/access.o drivers/pci/pci.o drivers/pci/probe.o drivers/pci/msi.o	# the PCI bus
F7 += drivers/virtio/virtio.o drivers/virtio/virtio_ring.o	# devices of a hypervisor
F7 += drivers/virtio/virtio_pci_common.o drivers/virtio/virtio_pci_modern.o drivers/virtio/virtio_pci_legacy.o
F7 += drivers/block/virtio_blk.o	# vda, vdb ...
F7 += drivers/block/loop.o drivers/block/loop_ioctl.o	# files as disks
F7 += drivers/char/random_dev.o		# /dev/random, getrandom(2)
F7 += drivers/tty/tty_driver.o drivers/tty/tty_struct.o drivers/tty/tty_io.o drivers/tty/tty_hangup.o drivers/tty/tty_init.o drivers/tty/tty_proc.o drivers/tty/sysrq.o
F7 += drivers/tty/tty_ioctl.o drivers/tty/tty_termios.o drivers/tty/tty_baudrate.o
F7 += drivers/tty/tty_jobctrl.o		# sessions, foreground groups
F7 += drivers/tty/tty_ldisc.o drivers/tty/tty_port.o drivers/tty/tty_buffer.o
F7 += drivers/tty/n_tty.o drivers/tty/n_tty_input.o drivers/tty/n_tty_edit.o drivers/tty/n_tty_output.o
F7 += drivers/tty/serial/8250.o drivers/tty/serial/8250_console.o	# ttyS
F7 += drivers/tty/vt/vt.o drivers/tty/vt/vt_ioctl.o drivers/tty/vt/vt_emul.o drivers/tty/vt/vt_csi.o
F7 += drivers/tty/vt/vt_sgr.o drivers/tty/vt/vt_screen.o drivers/tty/vt/cp437.o drivers/tty/vt/vc_screen.o	# tty1..
F7 += drivers/tty/vt/keyboard.o drivers/input/serio/i8042.o
F7 += drivers/video/console/vgacon.o drivers/video/console/fbcon.o drivers/video/console/font_8x16.o
F7 += fs/devpts/inode.o drivers/tty/pty.o	# pseudo terminals

# F8 composition
F8 += drivers/tty/sysrq_keys.o		# what Alt+SysRq can do
F8 += kernel/fork.o			# one copy_*() per resource
F8 += kernel/exit.o kernel/wait.o	# exit, wait
F8 += kernel/signal_deliver.o kernel/signal_notify.o	# act on signals, tell the parent
F8 += kernel/signal_syscalls.o		# kill(2), sigaction(2) ...
F8 += kernel/sys.o kernel/sys_pgrp.o kernel/rlimit.o kernel/prctl.o kernel/reboot.o
F8 += block/ioprio.o			# whose I/O goes first
F8 += kernel/utsname.o kernel/nsproxy.o	# namespaces of a task
F8 += kernel/pid_namespace.o
F8 += kernel/sysctl.o fs/fs_sysctl.o	# tunables
F8 += kernel/futex.o
F8 += fs/exec.o fs/exec_args.o fs/exec_creds.o fs/exec_thread.o fs/exec_flush.o
F8 += fs/binfmt_elf.o fs/elf_tables.o fs/binfmt_script.o
F8 += fs/coredump.o fs/elf_core.o	# core files
F8 += arch/x86/entry/vdso/vma.o arch/x86/entry/vdso/vdso_image.o	# the vDSO

# F9 doors
F9 += boot/head_64.o			# where loaders jump to; linked first
F9 += boot/startup_64.o			# the first page tables
F9 += arch/x86/kernel/head64.o		# early tables, copies of the boot data
F9 += arch/x86/kernel/e820.o		# the firmware's memory map
F9 += arch/x86/kernel/setup.o		# memory map, command line
F9 += boot/efi/stub.o boot/efi/cmdline.o boot/efi/initrd.o boot/efi/gop.o
F9 += boot/efi/memmap.o boot/efi/util.o	# EFI application
F9 += arch/x86/entry/entry_64.o		# syscalls, exceptions, interrupts
F9 += arch/x86/entry/common.o arch/x86/entry/syscall_64.o
F9 += arch/x86/kernel/idt.o arch/x86/kernel/signal_64.o arch/x86/kernel/fpu/signal.o
F9 += init/cpio.o init/initramfs.o	# files of the initramfs
F9 += init/do_mounts.o			# root=
F9 += init/boot_options.o		# the command line's words
F9 += init/main.o			# start_kernel()

# KUNIT=1: suites that run in the kernel, and their framework (kunit.enable=1)
KUNIT_OBJS += lib/kunit/test.o lib/kunit/executor.o
KUNIT_OBJS += $(patsubst %.c,%.o,$(sort $(wildcard tests/kunit/*_test.c)))

FLOORS := F1 F2 F3 F4 F5 F6 F7 F8 F9

# The 16-bit setup code in front of the kernel in bzImage: a program of its own
SETUP_OBJS := boot/header.o boot/main.o boot/memory.o boot/video.o boot/a20.o \
	      boot/pm.o boot/pmjump.o boot/bioscall.o boot/tty.o
