/* SPDX-License-Identifier: MIT */
/*
 * linux/tty.h - a terminal that somebody has open
 *
 *     key, UART  --interrupt-->  flip buffer of the tty_port        top half
 *                                    |  tty_flip_buffer_push(): queue_work()
 *                                    v
 *                                line discipline (n_tty): edits     bottom half, a kworker
 *                                the line, echoes, makes signals
 *                                    |  wakes
 *                                    v
 *     read()  <--------------------  its buffer                     the reader
 *     write() --> n_tty: \n to \r\n --> tty_operations->write() --> ring, interrupt
 *
 * Left out: pseudo-terminals, other line disciplines, TIOCCONS, modem lines.
 */
#ifndef LINUX_TTY_H
#define LINUX_TTY_H

#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/major.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/termios.h>
#include <linux/tty_buffer.h>
#include <linux/tty_driver.h>
#include <linux/tty_ldisc.h>
#include <linux/tty_port.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct device;
struct pid;
struct signal_struct;
struct task_struct;

/* c_cc[] has this where there is no such character. */
#define __DISABLED_CHAR '\0'

#define INTR_CHAR(tty)	((tty)->termios.c_cc[VINTR])
#define QUIT_CHAR(tty)	((tty)->termios.c_cc[VQUIT])
#define ERASE_CHAR(tty)	((tty)->termios.c_cc[VERASE])
#define KILL_CHAR(tty)	((tty)->termios.c_cc[VKILL])
#define EOF_CHAR(tty)	((tty)->termios.c_cc[VEOF])
#define TIME_CHAR(tty)	((tty)->termios.c_cc[VTIME])
#define MIN_CHAR(tty)	((tty)->termios.c_cc[VMIN])
#define START_CHAR(tty)	((tty)->termios.c_cc[VSTART])
#define STOP_CHAR(tty)	((tty)->termios.c_cc[VSTOP])
#define SUSP_CHAR(tty)	((tty)->termios.c_cc[VSUSP])
#define EOL_CHAR(tty)	((tty)->termios.c_cc[VEOL])
#define REPRINT_CHAR(tty) ((tty)->termios.c_cc[VREPRINT])
#define WERASE_CHAR(tty) ((tty)->termios.c_cc[VWERASE])
#define LNEXT_CHAR(tty)	((tty)->termios.c_cc[VLNEXT])
#define EOL2_CHAR(tty)	((tty)->termios.c_cc[VEOL2])

#define _I_FLAG(tty, f)	((tty)->termios.c_iflag & (f))
#define _O_FLAG(tty, f)	((tty)->termios.c_oflag & (f))
#define _C_FLAG(tty, f)	((tty)->termios.c_cflag & (f))
#define _L_FLAG(tty, f)	((tty)->termios.c_lflag & (f))

#define I_IGNBRK(tty)	_I_FLAG((tty), IGNBRK)
#define I_BRKINT(tty)	_I_FLAG((tty), BRKINT)
#define I_IGNPAR(tty)	_I_FLAG((tty), IGNPAR)
#define I_PARMRK(tty)	_I_FLAG((tty), PARMRK)
#define I_INPCK(tty)	_I_FLAG((tty), INPCK)
#define I_ISTRIP(tty)	_I_FLAG((tty), ISTRIP)
#define I_INLCR(tty)	_I_FLAG((tty), INLCR)
#define I_IGNCR(tty)	_I_FLAG((tty), IGNCR)
#define I_ICRNL(tty)	_I_FLAG((tty), ICRNL)
#define I_IUCLC(tty)	_I_FLAG((tty), IUCLC)
#define I_IXON(tty)	_I_FLAG((tty), IXON)
#define I_IXANY(tty)	_I_FLAG((tty), IXANY)
#define I_IXOFF(tty)	_I_FLAG((tty), IXOFF)
#define I_IMAXBEL(tty)	_I_FLAG((tty), IMAXBEL)
#define I_IUTF8(tty)	_I_FLAG((tty), IUTF8)

#define O_OPOST(tty)	_O_FLAG((tty), OPOST)
#define O_OLCUC(tty)	_O_FLAG((tty), OLCUC)
#define O_ONLCR(tty)	_O_FLAG((tty), ONLCR)
#define O_OCRNL(tty)	_O_FLAG((tty), OCRNL)
#define O_ONOCR(tty)	_O_FLAG((tty), ONOCR)
#define O_ONLRET(tty)	_O_FLAG((tty), ONLRET)
#define O_TABDLY(tty)	_O_FLAG((tty), TABDLY)

#define C_BAUD(tty)	_C_FLAG((tty), CBAUD)
#define C_HUPCL(tty)	_C_FLAG((tty), HUPCL)
#define C_CLOCAL(tty)	_C_FLAG((tty), CLOCAL)

#define L_ISIG(tty)	_L_FLAG((tty), ISIG)
#define L_ICANON(tty)	_L_FLAG((tty), ICANON)
#define L_ECHO(tty)	_L_FLAG((tty), ECHO)
#define L_ECHOE(tty)	_L_FLAG((tty), ECHOE)
#define L_ECHOK(tty)	_L_FLAG((tty), ECHOK)
#define L_ECHONL(tty)	_L_FLAG((tty), ECHONL)
#define L_NOFLSH(tty)	_L_FLAG((tty), NOFLSH)
#define L_TOSTOP(tty)	_L_FLAG((tty), TOSTOP)
#define L_ECHOCTL(tty)	_L_FLAG((tty), ECHOCTL)
#define L_ECHOKE(tty)	_L_FLAG((tty), ECHOKE)
#define L_IEXTEN(tty)	_L_FLAG((tty), IEXTEN)

/*
 * Lock legend: I set before it can be found; A atomic; M tty_mutex; T termios_rwsem;
 * L tty_lock(); others name theirs.
 */
struct tty_struct {
	struct kref kref;
	struct device *dev;		/* I */
	struct tty_driver *driver;	/* I; with a reference */
	const struct tty_operations *ops;	/* I */
	int index;			/* I: which line of the driver */
	const struct tty_ldisc_ops *ldisc;	/* I */
	void *disc_data;		/* I: the line discipline's */
	void *driver_data;		/* the driver's */
	struct tty_port *port;		/* I */
	char name[64];			/* I */

	struct mutex legacy_mutex;	/* tty_lock(): opening, closing, hanging up */
	struct mutex atomic_write_lock;	/* one writer at a time */
	struct mutex throttle_mutex;
	struct rw_semaphore termios_rwsem;
	struct mutex winsize_mutex;	/* winsize */
	struct ktermios termios;	/* T */
	struct winsize winsize;		/* winsize_mutex */
	unsigned long flags;		/* A: TTY_* */
	int count;			/* M: open files */

	struct {
		spinlock_t lock;	/* taken in hardirq */
		bool stopped;		/* lock: ^S */
		bool tco_stopped;	/* lock: tcflow(TCOOFF): a key does not start it */
	} flow;
	struct {
		spinlock_t lock;	/* order: inside siglock */
		struct pid *pgrp;	/* lock: the foreground group, counted */
		struct pid *session;	/* lock: whose controlling terminal it is, counted */
	} ctrl;

	wait_queue_head_t read_wait;
	wait_queue_head_t write_wait;
	struct work_struct hangup_work;	/* tty_hangup(); later the end of its life */
	spinlock_t files_lock;
	struct list_head tty_files;	/* files_lock: of struct tty_file_private */
};

/* Of each file that has a terminal open: file->private_data. */
struct tty_file_private {
	struct tty_struct *tty;
	struct file *file;
	struct list_head list;		/* tty->files_lock */
};

#define TTY_CLOSE_WAIT	(30 * HZ)	/* for what was written before the last close */

/* tty_struct.flags */
#define TTY_THROTTLED		0
#define TTY_IO_ERROR		1	/* read and write give EIO: the hardware is gone */
#define TTY_HUPPED		18	/* hung up, and not opened again yet */
#define TTY_HUPPING		19

/* ---- readers and drivers ------------------------------------------------------- */

extern struct ktermios tty_std_termios;
extern struct mutex tty_mutex;		/* drivers, their lines, how many files */

void tty_kref_put(struct tty_struct *tty);	/* any context but NMI */

static inline struct tty_struct *tty_kref_get(struct tty_struct *tty)
{
	if (tty)
		kref_get(&tty->kref);
	return tty;
}

void tty_lock(struct tty_struct *tty);
void tty_unlock(struct tty_struct *tty);
const char *tty_name(const struct tty_struct *tty);
void tty_wakeup(struct tty_struct *tty);	/* there is room again: any context but NMI */
void stop_tty(struct tty_struct *tty);
void start_tty(struct tty_struct *tty);
void tty_hangup(struct tty_struct *tty);	/* any context but NMI */
void tty_vhangup(struct tty_struct *tty);	/* process, sleeps */
int tty_hung_up_p(struct file *file);
unsigned int tty_write_room(struct tty_struct *tty);
unsigned int tty_chars_in_buffer(struct tty_struct *tty);
void tty_driver_flush_buffer(struct tty_struct *tty);
void tty_wait_until_sent(struct tty_struct *tty, long timeout);
int tty_put_char(struct tty_struct *tty, unsigned char c);
void tty_throttle(struct tty_struct *tty);
void tty_unthrottle(struct tty_struct *tty);
int tty_set_termios(struct tty_struct *tty, struct ktermios *new);
void tty_termios_copy_hw(struct ktermios *new, const struct ktermios *old);
speed_t tty_termios_baud_rate(const struct ktermios *termios);
speed_t tty_get_baud_rate(struct tty_struct *tty);
int tty_do_resize(struct tty_struct *tty, struct winsize *ws);

static inline bool tty_io_error(struct tty_struct *tty)
{
	return test_bit(TTY_IO_ERROR, &tty->flags);
}

static inline bool tty_throttled(struct tty_struct *tty)
{
	return test_bit(TTY_THROTTLED, &tty->flags);
}

/* ---- sessions: tty_jobctrl.c ----------------------------------------------------- */

/* Is the caller in the foreground?  Else a signal for its group.  0, -EIO, -ERESTARTSYS. */
int tty_check_change(struct tty_struct *tty);
int __tty_check_change(struct tty_struct *tty, int sig);
struct tty_struct *get_current_tty(void);	/* with a reference, or NULL */
struct pid *tty_get_pgrp(struct tty_struct *tty);
void proc_clear_tty(struct task_struct *p);
void disassociate_ctty(int on_exit);
void no_tty(void);

/* ---- the kernel's own console: console_input.c, under our names ------------------ */

/* What a console's port got while nobody had it open.  Any context but NMI. */
void console_input(const char *s, size_t len);
void console_input_char(char c);

/* A device's way to fetch a character without interrupts (0..255, -EAGAIN), for after a panic. */
void console_add_poll(int (*poll)(void));

/* Readers.  Arrow keys and the like come as ANSI sequences (ESC [ A) on both ways in. */
int console_getchar(void);			/* 0..255; sleeps until there is one */
int console_getchar_timeout(long timeout);	/* jiffies; -ETIMEDOUT */
int console_getchar_nowait(void);		/* any context; -EAGAIN */

/* Write to all consoles without a log entry, between the lines of the log.  May sleep. */
void console_puts(const char *s);
void console_write(const char *s, size_t len);

#endif /* LINUX_TTY_H */
