/* SPDX-License-Identifier: MIT */
/* tests/unit/proc_text.h - what a file of /proc says, as one text */
#ifndef TESTS_UNIT_PROC_TEXT_H
#define TESTS_UNIT_PROC_TEXT_H

#define PROC_TEXT_MAX 16384

/* Of the latest proc_text_read(); one test runs at a time. */
extern char proc_text[PROC_TEXT_MAX];

/* Return: 0, or what proc_show() said. */
int proc_text_read(const char *path);

#endif /* TESTS_UNIT_PROC_TEXT_H */
