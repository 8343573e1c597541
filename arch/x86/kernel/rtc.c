// SPDX-License-Identifier: GPL-2.0-only
/*
 * arch/x86/kernel/rtc.c - the battery clock, read once at boot
 *
 * The chip updates its registers once a second and announces it by UIP; who
 * reads across an update gets a mixture.  So it is read twice, until two
 * readings outside of an update agree.
 *
 * Locking    rtc_lock: index and data port belong together.
 * Entry      read_persistent_clock64() rtc_cmos_read()
 * Mirrors:   Linux 4.x arch/x86/kernel/rtc.c.
 * Simpler than Linux in: settimeofday(2) does not write it back, no
 *            /dev/rtc; the clock is taken to run in UTC.
 */
#include <linux/acpi.h>
#include <linux/delay.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time.h>
#include <linux/timekeeping.h>

#include <asm/io.h>
#include <asm/mc146818rtc.h>

#define RTC_READ_TRIES	10

struct rtc_regs {
	u8	sec, min, hour, day, mon, year, century;
};

static DEFINE_RAW_SPINLOCK(rtc_lock);

/**
 * rtc_cmos_read() - read a register of the clock, or a byte of its RAM
 * @addr: index
 *
 * Context: any.
 * Return: the byte.
 */
u8 rtc_cmos_read(u8 addr)
{
	unsigned long flags;
	u8 val;

	raw_spin_lock_irqsave(&rtc_lock, flags);
	outb(addr, RTC_PORT(0));
	val = inb(RTC_PORT(1));
	raw_spin_unlock_irqrestore(&rtc_lock, flags);
	return val;
}

static unsigned int bcd2bin(u8 val)
{
	return (val & 0x0f) + (val >> 4) * 10;
}

static void __init read_regs(struct rtc_regs *r)
{
	int us;

	for (us = 0; us < 5000; us += 10) {
		if (!(rtc_cmos_read(RTC_REG_A) & RTC_UIP))
			break;
		udelay(10);
	}
	r->sec = rtc_cmos_read(RTC_SECONDS);
	r->min = rtc_cmos_read(RTC_MINUTES);
	r->hour = rtc_cmos_read(RTC_HOURS);
	r->day = rtc_cmos_read(RTC_DAY_OF_MONTH);
	r->mon = rtc_cmos_read(RTC_MONTH);
	r->year = rtc_cmos_read(RTC_YEAR);
	r->century = acpi_century_register ?
		     rtc_cmos_read(acpi_century_register) : 0;
}

static void __init regs_to_binary(struct rtc_regs *r)
{
	u8 control = rtc_cmos_read(RTC_REG_B);
	bool pm = !(control & RTC_24H) && (r->hour & 0x80);

	if (pm)
		r->hour &= 0x7f;
	if (!(control & RTC_DM_BINARY)) {
		r->sec = bcd2bin(r->sec);
		r->min = bcd2bin(r->min);
		r->hour = bcd2bin(r->hour);
		r->day = bcd2bin(r->day);
		r->mon = bcd2bin(r->mon);
		r->year = bcd2bin(r->year);
		r->century = bcd2bin(r->century);
	}
	if (!(control & RTC_24H))
		r->hour = r->hour % 12 + (pm ? 12 : 0);
}

/**
 * read_persistent_clock64() - what the battery clock shows
 * @ts: gets it; zero when it shows no valid date
 *
 * Context: timekeeping_init().
 */
void __init read_persistent_clock64(struct timespec64 *ts)
{
	struct rtc_regs r, again;
	unsigned int year;
	int tries;

	ts->tv_sec = 0;
	ts->tv_nsec = 0;
	read_regs(&again);
	for (tries = 0; tries < RTC_READ_TRIES; tries++) {
		r = again;
		read_regs(&again);
		if (!memcmp(&r, &again, sizeof(r)))
			break;
	}
	regs_to_binary(&r);
	if (r.sec > 59 || r.min > 59 || r.hour > 23 || !r.day || r.day > 31 ||
	    !r.mon || r.mon > 12 || r.year > 99)
		return;
	if (r.century >= 19 && r.century <= 22)
		year = r.century * 100 + r.year;
	else
		year = r.year + (r.year < 70 ? 2000 : 1900);
	ts->tv_sec = mktime64(year, r.mon, r.day, r.hour, r.min, r.sec);
}
