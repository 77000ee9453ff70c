// SPDX-License-Identifier: MIT
/*
 * kernel/monitor/monitor.c - a small command line inside the kernel
 *
 * What it is for
 *
 *   Looking at a running kernel before there is a user mode, and after a panic.
 *   A line is split into words (quotes keep blanks together), the first word is
 *   looked up in mon_commands[], the rest are its arguments.  Everything that
 *   can be wrong with a line is said in one line.
 *
 * Context
 *
 *   Process context of whoever calls: process 1 in a boot without an initramfs.
 */

#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/kdb.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "monitor.h"

#define PROMPT "hemi> "

void mon_puts(const char *s)
{
	console_puts(s);
}

void mon_printf(const char *fmt, ...)
{
	char text[MON_LINE_MAX];
	va_list args;

	va_start(args, fmt);
	vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	console_puts(text);
}

/* Cut @line in place into words; -E2BIG when there are too many, -EINVAL on an open quote. */
static int split_words(char *line, char **words)
{
	int count = 0;

	for (;;) {
		char quote = 0;
		char *to;

		line = skip_spaces(line);
		if (!*line)
			return count;
		if (count == MON_ARGS_MAX)
			return -E2BIG;
		words[count++] = to = line;
		for (; *line && (quote || !isspace(*line)); line++) {
			if (*line == quote)
				quote = 0;
			else if (!quote && (*line == '"' || *line == '\''))
				quote = *line;
			else
				*to++ = *line;
		}
		if (quote)
			return -EINVAL;
		if (*line)
			line++;
		*to = '\0';
	}
}

static const struct mon_command *find_command(const char *name)
{
	for (const struct mon_command *c = mon_commands; c->name; c++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

static void run_line(char *line)
{
	char *words[MON_ARGS_MAX];
	const struct mon_command *command;
	int count = split_words(line, words);

	if (count == -E2BIG)
		mon_printf("too many words: at most %d\n", MON_ARGS_MAX);
	else if (count == -EINVAL)
		mon_puts("a quote is not closed\n");
	if (count <= 0)
		return;
	command = find_command(words[0]);
	if (!command)
		mon_printf("%s: unknown command; `help` lists them\n", words[0]);
	else if (command->run(count, words) == -EINVAL)
		mon_printf("usage: %s %s\n", command->name, command->usage);
}

/* The end of the first command in @s: a ';' outside quotes, or the end of the string. */
static const char *command_end(const char *s)
{
	char quote = 0;

	for (; *s && (quote || *s != ';'); s++) {
		if (*s == quote)
			quote = 0;
		else if (!quote && (*s == '"' || *s == '\''))
			quote = *s;
	}
	return s;
}

/**
 * monitor_run - run a list of commands
 * @commands: separated by ';'
 *
 * Context: process; a command may sleep.
 */
void monitor_run(const char *commands)
{
	char line[MON_LINE_MAX];

	while (*commands) {
		const char *end = command_end(commands);
		size_t length = end - commands;

		if (length >= sizeof(line)) {
			mon_printf("line too long: at most %zu characters\n", sizeof(line) - 1);
		} else {
			memcpy(line, commands, length);
			line[length] = '\0';
			run_line(line);
		}
		commands = *end ? end + 1 : end;
	}
}

/**
 * monitor_interactive - the prompt on the console
 * Context: process; returns never.
 */
void monitor_interactive(void)
{
	char line[MON_LINE_MAX];

	mon_puts("\nThe monitor; `help` lists its commands.\n");
	for (;;)
		if (mon_read_line(PROMPT, line, sizeof(line)))
			monitor_run(line);
}

static bool leaving;	/* written and read by who is in monitor_break() */

void mon_leave(void)
{
	leaving = true;
}

void monitor_break(void)
{
	char line[MON_LINE_MAX];

	mon_puts("\nThe monitor, and all else stands still; `go` lets it run again.\n");
	for (leaving = false; !leaving;)
		if (mon_read_line(PROMPT, line, sizeof(line)))
			monitor_run(line);
}
