// SPDX-License-Identifier: GPL-2.0-only
/*
 * kernel/sched/fair.c - the completely fair class: SCHED_NORMAL, BATCH, IDLE
 *
 * Every task has a virtual runtime: the time it ran, divided by its weight.
 * The task with the least comes next, so all advance together, and each gets
 * CPU time in proportion to its weight.
 *
 *	tasks_timeline (red-black tree)         curr: runs now, not in the tree
 *	leftmost .. .. .. ..  ->  vruntime
 *	^
 *	min_vruntime, never goes back: where newcomers and sleepers are put
 *
 * I1         cfs_rq->load and nr_running count exactly the entities with
 *            on_rq; the tree holds all of them but curr.
 * I2         min_vruntime never decreases.  A sleeper comes back no further
 *            left than half a latency behind it: sleeping saves no credit.
 * I3         vruntime is relative to the queue.  A task that moves is shifted
 *            by the difference of the two min_vruntimes.
 * Locking    rq->lock; migrate and fork also p->pi_lock (see core.c, I2).
 * Entry      the methods in fair_sched_class
 * Mirrors: Linux 4.x kernel/sched/fair.c.  Balancing between CPUs is in
 * balance.c.
 * Simpler than Linux in: no groups, no decayed load per task (a CPU's load is
 * the sum of its weights), the slice ends at a tick, no cache-hot "last"
 * buddy, no NUMA.
 */
#include "sched.h"

#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/math64.h>
#include <linux/sched/signal.h>

/* Each task should run once in this time; scaled by CPUs, ns. */
unsigned int sysctl_sched_latency = 6000000;
/* ... but a slice is not shorter than this. */
unsigned int sysctl_sched_min_granularity = 750000;
/* A woken task preempts when it is behind by more than this. */
unsigned int sysctl_sched_wakeup_granularity = 1000000;
unsigned int sysctl_sched_child_runs_first;

/* With more tasks than this the latency is stretched. */
static unsigned int sched_nr_latency = 8;

/* The sum of all weights of nice 0 is 1024; neighbours differ by 1.25. */
const int sched_prio_to_weight[NICE_WIDTH] = {
 /* -20 */ 88761, 71755, 56483, 46273, 36291,
 /* -15 */ 29154, 23254, 18705, 14949, 11916,
 /* -10 */ 9548, 7620, 6100, 4904, 3906,
 /*  -5 */ 3121, 2501, 1991, 1586, 1277,
 /*   0 */ 1024, 820, 655, 526, 423,
 /*   5 */ 335, 272, 215, 172, 137,
 /*  10 */ 110, 87, 70, 56, 45,
 /*  15 */ 36, 29, 23, 18, 15,
};

/* 2^32 / weight: multiply instead of divide. */
const u32 sched_prio_to_wmult[NICE_WIDTH] = {
 /* -20 */ 48388, 59856, 76040, 92818, 118348,
 /* -15 */ 147320, 184698, 229616, 287308, 360437,
 /* -10 */ 449829, 563644, 704093, 875809, 1099582,
 /*  -5 */ 1376151, 1717300, 2157191, 2708050, 3363326,
 /*   0 */ 4194304, 5237765, 6557202, 8165337, 10153587,
 /*   5 */ 12820798, 15790321, 19976592, 24970740, 31350126,
 /*  10 */ 39045157, 49367440, 61356676, 76695844, 95443717,
 /*  15 */ 119304647, 148102320, 186737708, 238609294, 286331153,
};

static inline struct task_struct *task_of(struct sched_entity *se)
{
	return container_of(se, struct task_struct, se);
}

static inline struct rq *rq_of(struct cfs_rq *cfs_rq)
{
	return container_of(cfs_rq, struct rq, cfs);
}

static inline bool entity_before(const struct sched_entity *a,
				 const struct sched_entity *b)
{
	return (s64)(a->vruntime - b->vruntime) < 0;
}

static inline struct sched_entity *first_entity(struct cfs_rq *cfs_rq)
{
	struct rb_node *left = rb_first_cached(&cfs_rq->tasks_timeline);

	return left ? rb_entry(left, struct sched_entity, run_node) : NULL;
}

static struct sched_entity *next_entity(struct sched_entity *se)
{
	struct rb_node *next = rb_next(&se->run_node);

	return next ? rb_entry(next, struct sched_entity, run_node) : NULL;
}

static inline u64 max_vruntime(u64 a, u64 b)
{
	return (s64)(b - a) > 0 ? b : a;
}

/* Keeps: I2. */
static inline void update_min_vruntime(struct cfs_rq *cfs_rq)
{
	struct sched_entity *curr = cfs_rq->curr;
	struct sched_entity *left = first_entity(cfs_rq);
	u64 vruntime;

	if (curr && !curr->on_rq)
		curr = NULL;
	if (left && (!curr || entity_before(left, curr)))
		vruntime = left->vruntime;
	else if (curr)
		vruntime = curr->vruntime;
	else
		return;
	cfs_rq->min_vruntime = max_vruntime(cfs_rq->min_vruntime, vruntime);
}

static void __enqueue_entity(struct cfs_rq *cfs_rq, struct sched_entity *se)
{
	struct rb_node **link = &cfs_rq->tasks_timeline.rb_root.rb_node;
	struct rb_node *parent = NULL;
	bool leftmost = true;

	while (*link) {
		parent = *link;
		/* Equals go right: first come, first served. */
		if (entity_before(se, rb_entry(parent, struct sched_entity,
					       run_node))) {
			link = &parent->rb_left;
		} else {
			link = &parent->rb_right;
			leftmost = false;
		}
	}
	rb_link_node(&se->run_node, parent, link);
	rb_insert_color_cached(&se->run_node, &cfs_rq->tasks_timeline,
			       leftmost);
}

static inline void __dequeue_entity(struct cfs_rq *cfs_rq,
				    struct sched_entity *se)
{
	rb_erase_cached(&se->run_node, &cfs_rq->tasks_timeline);
}

/* Real to virtual time: @delta * 1024 / weight. */
static inline u64 calc_delta_fair(u64 delta, struct sched_entity *se)
{
	if (likely(se->load.weight == NICE_0_LOAD))
		return delta;
	return mul_u64_u32_shr(delta, se->load.inv_weight, 22);
}

/* The real time in which each of @nr_running tasks should run once, ns. */
static u64 __sched_period(unsigned long nr_running)
{
	if (unlikely(nr_running > sched_nr_latency))
		return nr_running * sysctl_sched_min_granularity;
	return sysctl_sched_latency;
}

/* @se's part of the period, ns. */
static u64 sched_slice(struct cfs_rq *cfs_rq, struct sched_entity *se)
{
	unsigned int nr = cfs_rq->nr_running + !se->on_rq;
	unsigned long load = cfs_rq->load;

	if (!se->on_rq)
		load += se->load.weight;
	return __sched_period(nr) * se->load.weight / load;
}

/* For ITIMER_PROF and friends, while one is armed. */
static inline void account_group_exec_runtime(struct task_struct *tsk,
					      u64 ns)
{
	struct thread_group_cputimer *cputimer = &tsk->signal->cputimer;

	if (unlikely(READ_ONCE(cputimer->running)))
		atomic64_add(ns, &cputimer->cputime_atomic.sum_exec_runtime);
}

/* Charge the running task for the time since the last call. */
static void update_curr(struct cfs_rq *cfs_rq)
{
	struct sched_entity *curr = cfs_rq->curr;
	u64 now = rq_clock(rq_of(cfs_rq));
	u64 delta;

	if (unlikely(!curr))
		return;
	delta = now - curr->exec_start;
	if (unlikely((s64)delta <= 0))
		return;
	curr->exec_start = now;
	curr->sum_exec_runtime += delta;
	curr->vruntime += calc_delta_fair(delta, curr);
	update_min_vruntime(cfs_rq);
	account_group_exec_runtime(task_of(curr), delta);
}

static void update_curr_fair(struct rq *rq)
{
	update_curr(&rq->cfs);
}

static inline void clear_buddies(struct cfs_rq *cfs_rq,
				 struct sched_entity *se)
{
	if (cfs_rq->next == se)
		cfs_rq->next = NULL;
	if (cfs_rq->skip == se)
		cfs_rq->skip = NULL;
}

/* Where does a sleeper or a newcomer come in?  Keeps: I2. */
static void place_entity(struct cfs_rq *cfs_rq, struct sched_entity *se,
			 bool initial)
{
	u64 vruntime = cfs_rq->min_vruntime;

	if (initial)	/* after this round: forking gains nothing */
		vruntime += calc_delta_fair(sched_slice(cfs_rq, se), se);
	else
		vruntime -= sysctl_sched_latency / 2;
	se->vruntime = max_vruntime(se->vruntime, vruntime);
}

static void enqueue_task_fair(struct rq *rq, struct task_struct *p, int flags)
{
	struct cfs_rq *cfs_rq = &rq->cfs;
	struct sched_entity *se = &p->se;

	update_curr(cfs_rq);
	if (flags & ENQUEUE_WAKEUP)
		place_entity(cfs_rq, se, false);
	cfs_rq->load += se->load.weight;
	cfs_rq->nr_running++;
	if (cfs_rq->curr != se)
		__enqueue_entity(cfs_rq, se);
	se->on_rq = 1;
	add_nr_running(rq, 1);
}

static void dequeue_task_fair(struct rq *rq, struct task_struct *p, int flags)
{
	struct cfs_rq *cfs_rq = &rq->cfs;
	struct sched_entity *se = &p->se;

	update_curr(cfs_rq);
	clear_buddies(cfs_rq, se);
	if (cfs_rq->curr != se)
		__dequeue_entity(cfs_rq, se);
	se->on_rq = 0;
	cfs_rq->load -= se->load.weight;
	cfs_rq->nr_running--;
	sub_nr_running(rq, 1);
	/* It does not hold the others' time back any more. */
	update_min_vruntime(cfs_rq);
}

/* Let the others go first, once. */
static void yield_task_fair(struct rq *rq)
{
	struct task_struct *curr = rq->curr;
	struct cfs_rq *cfs_rq = &rq->cfs;

	if (unlikely(rq->nr_running == 1))
		return;
	clear_buddies(cfs_rq, &curr->se);
	update_rq_clock(rq);
	update_curr(cfs_rq);
	rq->clock_skip_update = true;
	cfs_rq->skip = &curr->se;
}

/* Virtual lead that a woken @se may have over curr without preempting. */
static u64 wakeup_gran(struct sched_entity *se)
{
	return calc_delta_fair(sysctl_sched_wakeup_granularity, se);
}

/* -1: @curr is ahead of @se, go on; 0: by less than the granularity; 1. */
static int wakeup_preempt_entity(struct sched_entity *curr,
				 struct sched_entity *se)
{
	s64 vdiff = curr->vruntime - se->vruntime;

	if (vdiff <= 0)
		return -1;
	return vdiff > (s64)wakeup_gran(se);
}

static void check_preempt_wakeup(struct rq *rq, struct task_struct *p,
				 int wake_flags)
{
	struct task_struct *curr = rq->curr;
	struct cfs_rq *cfs_rq = &rq->cfs;

	if (unlikely(&curr->se == &p->se) || test_tsk_need_resched(curr))
		return;
	if (unlikely(idle_policy(curr->policy)) && !idle_policy(p->policy))
		goto preempt;
	/* Batch and idle tasks never preempt anybody. */
	if (unlikely(p->policy != SCHED_NORMAL))
		return;
	update_curr(cfs_rq);
	if (wakeup_preempt_entity(&curr->se, &p->se) == 1) {
		if (!(wake_flags & WF_FORK))
			cfs_rq->next = &p->se;
		goto preempt;
	}
	return;
preempt:
	resched_curr(rq);
}

/*
 * The least vruntime, curr included; but not who yielded, if another is not
 * too far away, and rather the task just woken, if that is not unfair.
 */
static struct sched_entity *pick_next_entity(struct cfs_rq *cfs_rq,
					     struct sched_entity *curr)
{
	struct sched_entity *left = first_entity(cfs_rq);
	struct sched_entity *se, *second;

	if (!left || (curr && entity_before(curr, left)))
		left = curr;
	se = left;
	if (unlikely(cfs_rq->skip == se)) {
		if (se == curr) {
			second = first_entity(cfs_rq);
		} else {
			second = next_entity(se);
			if (!second || (curr && entity_before(curr, second)))
				second = curr;
		}
		if (second && wakeup_preempt_entity(second, left) < 1)
			se = second;
	}
	if (cfs_rq->next && wakeup_preempt_entity(cfs_rq->next, left) < 1)
		se = cfs_rq->next;
	clear_buddies(cfs_rq, se);
	return se;
}

/* The CPU goes to @se. */
static inline void set_next_entity(struct cfs_rq *cfs_rq,
				   struct sched_entity *se)
{
	if (se->on_rq)
		__dequeue_entity(cfs_rq, se);
	se->exec_start = rq_clock(rq_of(cfs_rq));
	se->prev_sum_exec_runtime = se->sum_exec_runtime;
	cfs_rq->curr = se;
}

static inline void put_prev_entity(struct cfs_rq *cfs_rq,
				   struct sched_entity *prev)
{
	if (prev->on_rq) {
		update_curr(cfs_rq);
		__enqueue_entity(cfs_rq, prev);
	}
	cfs_rq->curr = NULL;
}

static void put_prev_task_fair(struct rq *rq, struct task_struct *prev)
{
	put_prev_entity(&rq->cfs, &prev->se);
}

static struct task_struct *pick_next_task_fair(struct rq *rq,
					       struct task_struct *prev)
{
	struct cfs_rq *cfs_rq = &rq->cfs;
	struct sched_entity *curr, *se;

	/* The balancer may drop the lock: then all classes are asked again. */
	if (!cfs_rq->nr_running &&
	    (!idle_balance(rq) || rq->rt.rt_nr_running))
		return NULL;

	/* A runnable curr that goes on costs no tree operations. */
	curr = cfs_rq->curr;
	if (curr && !curr->on_rq)
		curr = NULL;
	if (curr)
		update_curr(cfs_rq);
	se = pick_next_entity(cfs_rq, curr);
	if (se == curr) {
		se->prev_sum_exec_runtime = se->sum_exec_runtime;
		return task_of(se);
	}
	put_prev_task(rq, prev);
	set_next_entity(cfs_rq, se);
	return task_of(se);
}

/* The running task became fair, or changed: account for it from now on. */
static void set_curr_task_fair(struct rq *rq)
{
	set_next_entity(&rq->cfs, &rq->curr->se);
}

/* At the tick: has curr had its slice, or is somebody far behind it? */
static void check_preempt_tick(struct cfs_rq *cfs_rq,
			       struct sched_entity *curr)
{
	u64 ideal_runtime = sched_slice(cfs_rq, curr);
	u64 delta_exec = curr->sum_exec_runtime - curr->prev_sum_exec_runtime;
	struct sched_entity *se;
	s64 delta;

	if (delta_exec > ideal_runtime) {
		resched_curr(rq_of(cfs_rq));
		/* Its own wish to go on must not win over the others. */
		clear_buddies(cfs_rq, curr);
		return;
	}
	if (delta_exec < sysctl_sched_min_granularity)
		return;
	se = first_entity(cfs_rq);
	delta = curr->vruntime - se->vruntime;
	if (delta > (s64)ideal_runtime)
		resched_curr(rq_of(cfs_rq));
}

static void task_tick_fair(struct rq *rq, struct task_struct *curr)
{
	struct cfs_rq *cfs_rq = &rq->cfs;

	update_curr(cfs_rq);
	if (cfs_rq->nr_running > 1)
		check_preempt_tick(cfs_rq, &curr->se);
}

/* current forks @p; it starts on this CPU's time line. */
static void task_fork_fair(struct task_struct *p)
{
	struct rq *rq = this_rq();
	struct cfs_rq *cfs_rq = &rq->cfs;
	struct sched_entity *se = &p->se, *curr;

	raw_spin_lock(&rq->lock);
	update_rq_clock(rq);
	se->vruntime = cfs_rq->min_vruntime;
	curr = cfs_rq->curr;
	if (curr) {
		update_curr(cfs_rq);
		se->vruntime = curr->vruntime;
	}
	place_entity(cfs_rq, se, true);
	if (sysctl_sched_child_runs_first && curr && entity_before(curr, se)) {
		swap(curr->vruntime, se->vruntime);
		resched_curr(rq);
	}
	raw_spin_unlock(&rq->lock);
}

/* Keeps: I3.  Another CPU's min_vruntime is read as it happens to be. */
static void migrate_task_rq_fair(struct task_struct *p, int new_cpu)
{
	p->se.vruntime += READ_ONCE(cpu_rq(new_cpu)->cfs.min_vruntime) -
			  READ_ONCE(task_rq(p)->cfs.min_vruntime);
}

/* It comes from another class: what it once ran as a fair task is history. */
static void switched_to_fair(struct rq *rq, struct task_struct *p)
{
	if (!task_on_rq_queued(p))
		return;
	if (task_current(rq, p))
		resched_curr(rq);
	else
		check_preempt_curr(rq, p, 0);
}

static void prio_changed_fair(struct rq *rq, struct task_struct *p,
			      int oldprio)
{
	if (!task_on_rq_queued(p))
		return;
	if (!task_current(rq, p))
		check_preempt_curr(rq, p, 0);
	else if (p->prio > oldprio)
		resched_curr(rq);
}

/* In ticks; 0 when it is alone. */
static unsigned int get_rr_interval_fair(struct rq *rq, struct task_struct *p)
{
	if (!rq->cfs.load)
		return 0;
	return sched_slice(&rq->cfs, &p->se) / TICK_NSEC;
}

/* At boot, and for a CPU's own queue only: there are no groups. */
void init_cfs_rq(struct cfs_rq *cfs_rq)
{
	cfs_rq->tasks_timeline = RB_ROOT_CACHED;
	/* Near the wrap, so that a wrong comparison shows soon. */
	cfs_rq->min_vruntime = (u64)(-(1LL << 20));
}

/**
 * sched_init_granularity() - more CPUs, longer slices
 *
 * With more CPUs the same latency is reached with fewer switches.
 *
 * Context: boot, when the CPUs are up.
 */
void __init sched_init_granularity(void)
{
	unsigned int factor = 1 + ilog2(min(num_online_cpus(), 8U));

	sysctl_sched_latency = 6000000 * factor;
	sysctl_sched_min_granularity = 750000 * factor;
	sysctl_sched_wakeup_granularity = 1000000 * factor;
}

const struct sched_class fair_sched_class = {
	.next			= &idle_sched_class,
	.enqueue_task		= enqueue_task_fair,
	.dequeue_task		= dequeue_task_fair,
	.yield_task		= yield_task_fair,
	.check_preempt_curr	= check_preempt_wakeup,
	.pick_next_task		= pick_next_task_fair,
	.put_prev_task		= put_prev_task_fair,
	.set_curr_task		= set_curr_task_fair,
	.select_task_rq		= select_task_rq_fair,
	.migrate_task_rq	= migrate_task_rq_fair,
	.task_tick		= task_tick_fair,
	.task_fork		= task_fork_fair,
	.switched_to		= switched_to_fair,
	.prio_changed		= prio_changed_fair,
	.get_rr_interval	= get_rr_interval_fair,
	.update_curr		= update_curr_fair,
};
