// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/time/posix-cpu-timers.c - clocks and timers of CPU time, RLIMIT_CPU
 *
 * CPU time is what one task, or all threads of a process, have used: prof is
 * user + system time, virt is user time (both by ticks), sched is exact.
 * Nothing can interrupt at "one second of CPU time", so the tick looks.
 *
 * Data       task->cpu_timers[], signal->cpu_timers[] (by clock): armed
 *            timers, soonest first.  cputime_expires: the soonest expiry of
 *            each, itimers and RLIMIT_CPU included; 0: none.
 *            signal->cputimer: the process' time, added up as it runs
 *            (kernel/sched), while running is set.
 * I1         cputime_expires is not later than anything that is armed.
 * I2         firing is set while a timer is on run_posix_cpu_timers()' list;
 *            who changes the timer meanwhile sets it to -1: do not fire.
 * I3         cpu.task is counted from timer_create(2) to timer_delete(2); a
 *            task that is reaped has taken its timers out.
 * Locking    siglock of the task: lists, cputime_expires, signal->it[].
 *            it_lock of each timer: all else.  Order: it_lock > siglock; the
 *            tick takes siglock first, moves what fires to a list of its own,
 *            and then takes it_lock without it.
 * Entry      clock_posix_cpu, clock_process, clock_thread
 *            run_posix_cpu_timers() set_process_cpu_timer()
 *            update_rlimit_cpu() posix_cpu_timers_exit()
 * Mirrors:   Linux 4.19 kernel/time/posix-cpu-timers.c.
 * Simpler than Linux in: no RLIMIT_RTTIME, no clock_nanosleep(2) on these
 *            clocks (EOPNOTSUPP).
 */
#include "posix-timers.h"

#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#define PROCESS_CLOCK	make_process_cpuclock(0, CPUCLOCK_SCHED)
#define THREAD_CLOCK	make_thread_cpuclock(0, CPUCLOCK_SCHED)
/* So many timers at most fire in one tick. */
#define MAX_FIRE	20

static u64 clock_value(const struct task_cputime *t, unsigned int clock)
{
	switch (clock) {
	case CPUCLOCK_PROF:
		return t->utime + t->stime;
	case CPUCLOCK_VIRT:
		return t->utime;
	default:
		return t->sum_exec_runtime;
	}
}

static u64 *expiry_of(struct task_cputime *t, unsigned int clock)
{
	switch (clock) {
	case CPUCLOCK_PROF:
		return &t->prof_exp;
	case CPUCLOCK_VIRT:
		return &t->virt_exp;
	default:
		return &t->sched_exp;
	}
}

/* Did @sample reach any expiry that is set? */
static bool cputime_expired(const struct task_cputime *sample,
			    const struct task_cputime *expires)
{
	return (expires->prof_exp &&
		clock_value(sample, CPUCLOCK_PROF) >= expires->prof_exp) ||
	       (expires->virt_exp && sample->utime >= expires->virt_exp) ||
	       (expires->sched_exp &&
		sample->sum_exec_runtime >= expires->sched_exp);
}

static bool cputime_is_zero(const struct task_cputime *t)
{
	return !(t->utime | t->stime | t->sum_exec_runtime);
}

/* An expiry that is sooner than what is known.  Keeps: I1. */
static void set_earlier(u64 *expiry, u64 value)
{
	if (!*expiry || value < *expiry)
		*expiry = value;
}

static u64 cpu_clock_sample(clockid_t clock, struct task_struct *p)
{
	struct task_cputime t;

	task_cputime(p, &t.utime, &t.stime);
	t.sum_exec_runtime = task_sched_runtime(p);
	return clock_value(&t, CPUCLOCK_WHICH(clock));
}

static void sample_cputimer(struct thread_group_cputimer *cputimer,
			    struct task_cputime *times)
{
	times->utime = atomic64_read(&cputimer->cputime_atomic.utime);
	times->stime = atomic64_read(&cputimer->cputime_atomic.stime);
	times->sum_exec_runtime =
		atomic64_read(&cputimer->cputime_atomic.sum_exec_runtime);
}

static void atomic64_raise(atomic64_t *v, u64 value)
{
	u64 old = atomic64_read(v);

	while (old < value) {
		u64 seen = atomic64_cmpxchg(v, old, value);

		if (seen == old)
			break;
		old = seen;
	}
}

/*
 * The process' time by the running sum; start it if need be.  Threads may be
 * adding already when the first sum comes, so it is raised, never lowered.
 * Context: siglock held.
 */
static void thread_group_cputimer(struct task_struct *tsk,
				  struct task_cputime *times)
{
	struct thread_group_cputimer *cputimer = &tsk->signal->cputimer;
	struct task_cputime sum;

	if (!READ_ONCE(cputimer->running)) {
		WRITE_ONCE(cputimer->running, true);
		thread_group_cputime(tsk, &sum);
		atomic64_raise(&cputimer->cputime_atomic.utime, sum.utime);
		atomic64_raise(&cputimer->cputime_atomic.stime, sum.stime);
		atomic64_raise(&cputimer->cputime_atomic.sum_exec_runtime,
			       sum.sum_exec_runtime);
	}
	sample_cputimer(cputimer, times);
}

/* Return: the task that @which_clock means, under RCU; NULL: none. */
static struct task_struct *clock_task(clockid_t which_clock, bool for_timer)
{
	pid_t pid = CPUCLOCK_PID(which_clock);
	struct task_struct *p;

	if (CPUCLOCK_WHICH(which_clock) >= CPUCLOCK_MAX)
		return NULL;
	if (!pid)
		return CPUCLOCK_PERTHREAD(which_clock) ? current :
							 current->group_leader;
	p = find_task_by_vpid(pid);
	if (!p || !p->sighand)
		return NULL;
	if (CPUCLOCK_PERTHREAD(which_clock))
		return same_thread_group(p, current) ? p : NULL;
	/* exec may make another thread the leader while we look. */
	if (!has_group_leader_pid(p) && !(p == current && !for_timer))
		return NULL;
	return p;
}

static int posix_cpu_clock_getres(const clockid_t which_clock,
				  struct timespec64 *tp)
{
	int error;

	rcu_read_lock();
	error = clock_task(which_clock, false) ? 0 : -EINVAL;
	rcu_read_unlock();
	tp->tv_sec = 0;
	tp->tv_nsec = CPUCLOCK_WHICH(which_clock) == CPUCLOCK_SCHED ?
		      1 : TICK_NSEC;
	return error;
}

static int posix_cpu_clock_set(const clockid_t which_clock,
			       const struct timespec64 *tp)
{
	struct timespec64 unused;
	int error = posix_cpu_clock_getres(which_clock, &unused);

	/* The clock is there, but nobody may set it. */
	return error ? error : -EPERM;
}

static int posix_cpu_clock_get(const clockid_t which_clock,
			       struct timespec64 *tp)
{
	struct task_cputime t;
	struct task_struct *p;
	u64 value;

	rcu_read_lock();
	p = clock_task(which_clock, false);
	if (!p) {
		rcu_read_unlock();
		return -EINVAL;
	}
	if (CPUCLOCK_PERTHREAD(which_clock)) {
		value = cpu_clock_sample(which_clock, p);
	} else {
		thread_group_cputime(p, &t);
		value = clock_value(&t, CPUCLOCK_WHICH(which_clock));
	}
	rcu_read_unlock();
	*tp = ns_to_timespec64(value);
	return 0;
}

static int posix_cpu_timer_create(struct k_itimer *new_timer)
{
	struct task_struct *p;
	int ret = 0;

	new_timer->kclock = &clock_posix_cpu;
	INIT_LIST_HEAD(&new_timer->it.cpu.entry);
	rcu_read_lock();
	p = clock_task(new_timer->it_clock, true);
	if (p) {
		get_task_struct(p);
		new_timer->it.cpu.task = p;			/* I3 */
	} else {
		ret = -EINVAL;
	}
	rcu_read_unlock();
	return ret;
}

static int posix_cpu_timer_del(struct k_itimer *timer)
{
	struct task_struct *p = timer->it.cpu.task;
	unsigned long flags;
	int ret = 0;

	if (WARN_ON_ONCE(!p))
		return -EINVAL;
	if (lock_task_sighand(p, &flags)) {
		if (timer->it.cpu.firing)
			ret = TIMER_RETRY;
		else
			list_del_init(&timer->it.cpu.entry);
		unlock_task_sighand(p, &flags);
	}
	if (!ret)
		put_task_struct(p);
	return ret;
}

static void cleanup_timers(struct list_head *head)
{
	struct cpu_timer_list *timer, *next;
	int i;

	for (i = 0; i < CPUCLOCK_MAX; i++, head++)
		list_for_each_entry_safe(timer, next, head, entry)
			list_del_init(&timer->entry);
}

/**
 * posix_cpu_timers_exit() - a task is being reaped
 *
 * Context: siglock held.
 */
void posix_cpu_timers_exit(struct task_struct *tsk)
{
	cleanup_timers(tsk->cpu_timers);
}

/**
 * posix_cpu_timers_exit_group() - the last thread is being reaped
 * @tsk: the thread
 *
 * Context: siglock held.
 */
void posix_cpu_timers_exit_group(struct task_struct *tsk)
{
	cleanup_timers(tsk->signal->cpu_timers);
}

/**
 * posix_cpu_timers_init() - a new task has no timers
 * @p: not yet visible
 */
void posix_cpu_timers_init(struct task_struct *p)
{
	int i;

	memset(&p->cputime_expires, 0, sizeof(p->cputime_expires));
	for (i = 0; i < CPUCLOCK_MAX; i++)
		INIT_LIST_HEAD(&p->cpu_timers[i]);
}

/* Into its list, by time.  Context: it_lock and siglock held. */
static void arm_timer(struct k_itimer *timer)
{
	unsigned int clock = CPUCLOCK_WHICH(timer->it_clock);
	struct cpu_timer_list *nt = &timer->it.cpu, *next;
	struct task_struct *p = nt->task;
	struct task_cputime *expires;
	struct list_head *head, *pos;

	if (CPUCLOCK_PERTHREAD(timer->it_clock)) {
		head = p->cpu_timers + clock;
		expires = &p->cputime_expires;
	} else {
		head = p->signal->cpu_timers + clock;
		expires = &p->signal->cputime_expires;
	}
	pos = head;
	list_for_each_entry(next, head, entry) {
		if (nt->expires < next->expires)
			break;
		pos = &next->entry;
	}
	list_add(&nt->entry, pos);
	set_earlier(expiry_of(expires, clock), nt->expires);
}

/* Time of a timer's clock, and start it.  Context: siglock held. */
static u64 sample_for_timer(struct k_itimer *timer)
{
	struct task_struct *p = timer->it.cpu.task;
	struct task_cputime t;

	if (CPUCLOCK_PERTHREAD(timer->it_clock))
		return cpu_clock_sample(timer->it_clock, p);
	thread_group_cputimer(p, &t);
	return clock_value(&t, CPUCLOCK_WHICH(timer->it_clock));
}

/* Move a periodic timer's expiry beyond @now, count what is skipped. */
static void bump_cpu_timer(struct k_itimer *timer, u64 now)
{
	struct cpu_timer_list *cpu = &timer->it.cpu;
	u64 n;

	if (!cpu->incr || now < cpu->expires)
		return;
	n = (now - cpu->expires) / cpu->incr + 1;
	cpu->expires += n * cpu->incr;
	timer->it_overrun += n;
}

static void posix_cpu_timer_rearm(struct k_itimer *timer)
{
	struct task_struct *p = timer->it.cpu.task;
	unsigned long flags;

	if (!lock_task_sighand(p, &flags))
		return;			/* reaped: time stands still */
	bump_cpu_timer(timer, sample_for_timer(timer));
	arm_timer(timer);
	unlock_task_sighand(p, &flags);
}

/* Context: it_lock held, timer in no list. */
static void cpu_timer_fire(struct k_itimer *timer)
{
	if (timer->it_sigev_notify == SIGEV_NONE) {
		timer->it.cpu.expires = 0;
	} else if (!timer->it.cpu.incr) {
		posix_timer_event(timer, 0);
		timer->it.cpu.expires = 0;
	} else if (posix_timer_event(timer, ++timer->it_requeue_pending)) {
		/* Ignored: nobody will take the signal and start it again. */
		posix_cpu_timer_rearm(timer);
		++timer->it_requeue_pending;
	}
}

static void remaining_at(struct k_itimer *timer, u64 now,
			 struct itimerspec64 *setting)
{
	u64 expires = timer->it.cpu.expires;

	if (now < expires) {
		setting->it_value = ns_to_timespec64(expires - now);
	} else {
		/* Due, the tick has not seen it yet. */
		setting->it_value.tv_sec = 0;
		setting->it_value.tv_nsec = 1;
	}
}

static int posix_cpu_timer_set(struct k_itimer *timer, int timer_flags,
			       struct itimerspec64 *new,
			       struct itimerspec64 *old)
{
	struct task_struct *p = timer->it.cpu.task;
	u64 val, old_incr = timer->it.cpu.incr;
	u64 new_expires = timespec64_to_ns(&new->it_value);
	unsigned long flags;
	int ret = 0;

	if (!lock_task_sighand(p, &flags))
		return -ESRCH;
	if (timer->it.cpu.firing) {
		timer->it.cpu.firing = -1;			/* I2 */
		ret = TIMER_RETRY;
	} else {
		list_del_init(&timer->it.cpu.entry);
	}
	val = sample_for_timer(timer);
	if (old) {
		old->it_interval = ns_to_timespec64(old_incr);
		if (timer->it.cpu.expires) {
			bump_cpu_timer(timer, val);
			remaining_at(timer, val, old);
		}
	}
	if (ret) {
		unlock_task_sighand(p, &flags);
		return ret;
	}
	if (new_expires && !(timer_flags & TIMER_ABSTIME))
		new_expires += val;
	timer->it.cpu.expires = new_expires;
	if (new_expires > val)
		arm_timer(timer);
	unlock_task_sighand(p, &flags);

	posix_timer_set_common(timer, new);
	timer->it.cpu.incr = timespec64_to_ns(&new->it_interval);
	if (new_expires && new_expires <= val)
		cpu_timer_fire(timer);
	return 0;
}

static void posix_cpu_timer_get(struct k_itimer *timer,
				struct itimerspec64 *itp)
{
	struct task_struct *p = timer->it.cpu.task;
	unsigned long flags;
	u64 now;

	itp->it_interval = ns_to_timespec64(timer->it.cpu.incr);
	if (!timer->it.cpu.expires)
		return;
	if (!lock_task_sighand(p, &flags)) {
		timer->it.cpu.expires = 0;	/* it will never fire */
		return;
	}
	now = sample_for_timer(timer);
	unlock_task_sighand(p, &flags);
	if (timer->it_sigev_notify == SIGEV_NONE ||
	    (timer->it_requeue_pending & REQUEUE_PENDING))
		bump_cpu_timer(timer, now);
	remaining_at(timer, now, itp);
}

/* Move what is due to @firing.  Return: expiry of the first that is not. */
static u64 check_timers_list(struct list_head *timers,
			     struct list_head *firing, u64 curr)
{
	int maxfire = MAX_FIRE;

	while (!list_empty(timers)) {
		struct cpu_timer_list *t;

		t = list_first_entry(timers, struct cpu_timer_list, entry);
		if (!maxfire-- || curr < t->expires)
			return t->expires;
		t->firing = 1;					/* I2 */
		list_move_tail(&t->entry, firing);
	}
	return 0;
}

/* All three clocks.  Context: siglock held.  Keeps: I1. */
static void check_timers(struct list_head *heads, struct list_head *firing,
			 const struct task_cputime *now,
			 struct task_cputime *expires)
{
	unsigned int clock;

	for (clock = 0; clock < CPUCLOCK_MAX; clock++)
		*expiry_of(expires, clock) =
			check_timers_list(heads + clock, firing,
					  clock_value(now, clock));
}

static void check_cpu_itimer(struct task_struct *tsk, struct cpu_itimer *it,
			     u64 *expires, u64 cur_time, int signo)
{
	if (!it->expires)
		return;
	if (cur_time >= it->expires) {
		it->expires = it->incr ? it->expires + it->incr : 0;
		__group_send_sig_info(signo, SEND_SIG_PRIV, tsk);
	}
	if (it->expires)
		set_earlier(expires, it->expires);
}

/* RLIMIT_CPU: SIGXCPU each second past the soft limit, then SIGKILL. */
static void check_rlimit_cpu(struct task_struct *tsk, u64 *expires, u64 ptime)
{
	struct rlimit *rlim = &tsk->signal->rlim[RLIMIT_CPU];
	unsigned long soft = READ_ONCE(rlim->rlim_cur);
	unsigned long hard = READ_ONCE(rlim->rlim_max);
	unsigned long psecs = ptime / NSEC_PER_SEC;

	if (soft == RLIM_INFINITY)
		return;
	if (psecs >= hard) {
		__group_send_sig_info(SIGKILL, SEND_SIG_PRIV, tsk);
		return;
	}
	if (psecs >= soft) {
		__group_send_sig_info(SIGXCPU, SEND_SIG_PRIV, tsk);
		if (soft < hard) {
			soft++;
			WRITE_ONCE(rlim->rlim_cur, soft);
		}
	}
	set_earlier(expires, (u64)soft * NSEC_PER_SEC);
}

/* Context: siglock held. */
static void check_process_timers(struct task_struct *tsk,
				 struct list_head *firing)
{
	struct signal_struct *sig = tsk->signal;
	struct task_cputime now, expires;
	u64 ptime;

	if (!READ_ONCE(sig->cputimer.running))
		return;
	/* Another thread's tick need not take siglock for the same. */
	sig->cputimer.checking_timer = true;
	thread_group_cputimer(tsk, &now);
	ptime = clock_value(&now, CPUCLOCK_PROF);
	check_timers(sig->cpu_timers, firing, &now, &expires);
	check_cpu_itimer(tsk, &sig->it[CPUCLOCK_PROF], &expires.prof_exp,
			 ptime, SIGPROF);
	check_cpu_itimer(tsk, &sig->it[CPUCLOCK_VIRT], &expires.virt_exp,
			 now.utime, SIGVTALRM);
	check_rlimit_cpu(tsk, &expires.prof_exp, ptime);
	sig->cputime_expires = expires;
	if (cputime_is_zero(&expires))
		WRITE_ONCE(sig->cputimer.running, false);
	sig->cputimer.checking_timer = false;
}

/* Context: siglock held. */
static void check_thread_timers(struct task_struct *tsk,
				struct list_head *firing)
{
	struct task_cputime now;

	if (cputime_is_zero(&tsk->cputime_expires))
		return;
	task_cputime(tsk, &now.utime, &now.stime);
	now.sum_exec_runtime = tsk->se.sum_exec_runtime;
	check_timers(tsk->cpu_timers, firing, &now, &tsk->cputime_expires);
}

/* Without a lock: is there anything due?  Most often there is not. */
static bool fastpath_timer_check(struct task_struct *tsk)
{
	struct signal_struct *sig = tsk->signal;
	struct task_cputime now;

	if (!cputime_is_zero(&tsk->cputime_expires)) {
		task_cputime(tsk, &now.utime, &now.stime);
		now.sum_exec_runtime = tsk->se.sum_exec_runtime;
		if (cputime_expired(&now, &tsk->cputime_expires))
			return true;
	}
	if (READ_ONCE(sig->cputimer.running) &&
	    !READ_ONCE(sig->cputimer.checking_timer)) {
		sample_cputimer(&sig->cputimer, &now);
		if (cputime_expired(&now, &sig->cputime_expires))
			return true;
	}
	return false;
}

/**
 * run_posix_cpu_timers() - the tick: has @tsk used up some time?
 * @tsk: current
 *
 * Context: hard interrupt.
 */
void run_posix_cpu_timers(struct task_struct *tsk)
{
	struct cpu_timer_list *t, *next;
	unsigned long flags;
	LIST_HEAD(firing);

	if (likely(!fastpath_timer_check(tsk)))
		return;
	if (!lock_task_sighand(tsk, &flags))
		return;
	check_thread_timers(tsk, &firing);
	check_process_timers(tsk, &firing);
	unlock_task_sighand(tsk, &flags);

	list_for_each_entry_safe(t, next, &firing, entry) {
		struct k_itimer *timer = container_of(t, struct k_itimer,
						      it.cpu);
		int firing_state;

		spin_lock(&timer->it_lock);
		list_del_init(&t->entry);
		firing_state = t->firing;
		t->firing = 0;
		if (likely(firing_state >= 0))
			cpu_timer_fire(timer);
		spin_unlock(&timer->it_lock);
	}
}

/**
 * set_process_cpu_timer() - an itimer or RLIMIT_CPU has a new expiry
 * @tsk: any thread of the process
 * @clock_idx: CPUCLOCK_PROF or _VIRT
 * @newval: from now; gets the absolute one.  Absolute if @oldval is NULL
 * @oldval: the absolute one before; gets what is left
 *
 * Context: siglock held.
 */
void set_process_cpu_timer(struct task_struct *tsk, unsigned int clock_idx,
			   u64 *newval, u64 *oldval)
{
	struct task_cputime t;
	u64 now;

	thread_group_cputimer(tsk, &t);
	now = clock_value(&t, clock_idx);
	if (oldval) {
		/* Due but not seen: a tick to go. */
		if (*oldval)
			*oldval = *oldval > now ? *oldval - now : TICK_NSEC;
		if (!*newval)
			return;
		*newval += now;
	}
	set_earlier(expiry_of(&tsk->signal->cputime_expires, clock_idx),
		    *newval);
}

/**
 * update_rlimit_cpu() - RLIMIT_CPU was set
 * @task: any thread of the process, not reaped
 * @rlim_new: seconds
 *
 * Context: tasklist_lock held for reading.
 * Return: 0.
 */
int update_rlimit_cpu(struct task_struct *task, unsigned long rlim_new)
{
	u64 nsecs = (u64)rlim_new * NSEC_PER_SEC;

	spin_lock_irq(&task->sighand->siglock);
	set_process_cpu_timer(task, CPUCLOCK_PROF, &nsecs, NULL);
	spin_unlock_irq(&task->sighand->siglock);
	return 0;
}

const struct k_clock clock_posix_cpu = {
	.clock_getres	= posix_cpu_clock_getres,
	.clock_set	= posix_cpu_clock_set,
	.clock_get	= posix_cpu_clock_get,
	.timer_create	= posix_cpu_timer_create,
	.timer_set	= posix_cpu_timer_set,
	.timer_del	= posix_cpu_timer_del,
	.timer_get	= posix_cpu_timer_get,
	.timer_rearm	= posix_cpu_timer_rearm,
};

/* The two clocks with a number of their own. */
static int process_cpu_clock_getres(const clockid_t which_clock,
				    struct timespec64 *tp)
{
	return posix_cpu_clock_getres(PROCESS_CLOCK, tp);
}

static int process_cpu_clock_get(const clockid_t which_clock,
				 struct timespec64 *tp)
{
	return posix_cpu_clock_get(PROCESS_CLOCK, tp);
}

static int process_cpu_timer_create(struct k_itimer *timer)
{
	timer->it_clock = PROCESS_CLOCK;
	return posix_cpu_timer_create(timer);
}

static int thread_cpu_clock_getres(const clockid_t which_clock,
				   struct timespec64 *tp)
{
	return posix_cpu_clock_getres(THREAD_CLOCK, tp);
}

static int thread_cpu_clock_get(const clockid_t which_clock,
				struct timespec64 *tp)
{
	return posix_cpu_clock_get(THREAD_CLOCK, tp);
}

static int thread_cpu_timer_create(struct k_itimer *timer)
{
	timer->it_clock = THREAD_CLOCK;
	return posix_cpu_timer_create(timer);
}

const struct k_clock clock_process = {
	.clock_getres	= process_cpu_clock_getres,
	.clock_get	= process_cpu_clock_get,
	.timer_create	= process_cpu_timer_create,
};

const struct k_clock clock_thread = {
	.clock_getres	= thread_cpu_clock_getres,
	.clock_get	= thread_cpu_clock_get,
	.timer_create	= thread_cpu_timer_create,
};
