// SPDX-License-Identifier: MIT
/* tests/unit/proc_text.c - what a file of /proc says, as one text */

#include <linux/minmax.h>
#include <linux/proc_fs.h>
#include <linux/string.h>

#include "proc_text.h"

char proc_text[PROC_TEXT_MAX];

static size_t length;

static void collect(const char *text, size_t len)
{
	len = min_t(size_t, len, sizeof(proc_text) - 1 - length);
	memcpy(proc_text + length, text, len);
	length += len;
	proc_text[length] = '\0';
}

int proc_text_read(const char *path)
{
	length = 0;
	proc_text[0] = '\0';
	return proc_show(path, collect);
}
