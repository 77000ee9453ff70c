// SPDX-License-Identifier: MIT
/* kernel/printk/format.c - from a record to lines, and the reader behind dmesg */

#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kmsg_dump.h>
#include <linux/math64.h>
#include <linux/sprintf.h>
#include <linux/string.h>
#include <linux/types.h>

#include "internal.h"
#include "ring.h"

#define NSEC_PER_SEC_U32	1000000000u

size_t log_prefix(const struct log_header *header, bool syslog, char *buf)
{
	size_t len = 0;

	if (syslog)
		len += sprintf(buf, "<%u>", header->level);
	if (printk_time) {
		u32 nsec, sec = div_u64_rem(header->ts_nsec, NSEC_PER_SEC_U32, &nsec);

		len += sprintf(buf + len, "[%5u.%06u] ", sec, nsec / 1000);
	}
	return len;
}

/* Where output goes; what does not fit is cut. */
struct line_buffer {
	char *buf;
	size_t len, size;
};

static void append(struct line_buffer *out, const char *s, size_t n)
{
	n = min(n, out->size - out->len);
	memcpy(out->buf + out->len, s, n);
	out->len += n;
}

size_t log_format(const struct log_header *header, const char *text, bool syslog,
		  bool continued, char *buf, size_t size)
{
	struct line_buffer out = { .buf = buf, .size = size };
	const char *end = text + header->len;
	char prefix[LOG_PREFIX_MAX];
	size_t prefix_len = log_prefix(header, syslog, prefix);

	for (;;) {
		const char *newline = memchr(text, '\n', end - text);

		if (!continued)
			append(&out, prefix, prefix_len);
		continued = false;
		if (!newline)
			break;
		append(&out, text, newline + 1 - text);
		text = newline + 1;
	}
	append(&out, text, end - text);
	if (header->flags & LOG_NEWLINE)
		append(&out, "\n", 1);
	return out.len;
}

/* ---- dmesg ---------------------------------------------------------------------- */

void kmsg_dump_rewind(struct kmsg_dump_iter *iter)
{
	iter->cur_seq = log_pack(log_oldest());
	iter->next_seq = log_pack(log_newest());
}
EXPORT_SYMBOL(kmsg_dump_rewind);

/* The next record below the end that the iterator has fixed. */
static bool next_record(struct kmsg_dump_iter *iter, struct log_header *header, char *text)
{
	struct log_pos pos = log_unpack(iter->cur_seq);
	unsigned long lost = 0;

	if (!log_pos_before(pos, log_unpack(iter->next_seq)))
		return false;
	if (log_read(&pos, header, text, &lost) != LOG_READ_OK)
		return false;
	iter->cur_seq = log_pack(pos);
	return true;
}

/* The next line to @line; @record has room for a record's text.  Its length, or 0: no more. */
static size_t get_line(struct kmsg_dump_iter *iter, bool syslog, char *line, size_t size,
		       char *record)
{
	struct log_header header, next;
	size_t n;

	if (!size || !next_record(iter, &header, record))
		return 0;
	n = log_format(&header, record, syslog, false, line, size - 2);
	/* The pieces that continue it. */
	while (!(header.flags & LOG_NEWLINE)) {
		struct kmsg_dump_iter ahead = *iter;

		if (!next_record(&ahead, &next, record) || !(next.flags & LOG_CONT) ||
		    next.caller != header.caller)
			break;
		*iter = ahead;
		n += log_format(&next, record, syslog, true, line + n, size - 2 - n);
		header = next;
	}
	if (!n || line[n - 1] != '\n')
		line[n++] = '\n';
	line[n] = '\0';
	return n;
}

bool log_get_line(struct kmsg_dump_iter *iter, struct log_line *line)
{
	line->len = get_line(iter, true, line->text, sizeof(line->text), line->record);
	return line->len;
}

/* Static, because the stack has no room for it, and in a panic there is no other: one reader. */
static char dump_text[LOG_TEXT_MAX];

bool kmsg_dump_get_line(struct kmsg_dump_iter *iter, bool syslog, char *line, size_t size,
			size_t *len)
{
	size_t n = get_line(iter, syslog, line, size, dump_text);

	if (len)
		*len = n;
	return n;
}
EXPORT_SYMBOL(kmsg_dump_get_line);
