/* SPDX-License-Identifier: MIT */
/* tests/unit/proc_text.h - files of /proc read and written whole, by their names in the VFS */
#ifndef TESTS_UNIT_PROC_TEXT_H
#define TESTS_UNIT_PROC_TEXT_H

#include <linux/types.h>

#define PROC_TEXT_MAX 16384

typedef void (*emit_t)(const char *text, size_t len);

/* Of the latest proc_text_read(); one test runs at a time. */
extern char proc_text[PROC_TEXT_MAX];

/* "/any/name" or a name below /proc.  Return: 0 or -errno. */
int proc_text_read(const char *path);

/* The same piece by piece; of a directory, one name a line, '/' behind directories. */
int proc_show(const char *path, emit_t emit);

/* Writes the text as one write(2) would.  Return: how much was taken, or -errno. */
ssize_t proc_store(const char *path, const char *text, size_t len);

#endif /* TESTS_UNIT_PROC_TEXT_H */
