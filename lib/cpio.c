// SPDX-License-Identifier: MIT
/*
 * lib/cpio.c - read an archive of files in memory
 *
 * A file is a header of 110 characters, its name, and its bytes; name and bytes are
 * padded so that the next thing begins at a multiple of four:
 *
 *     070701  thirteen numbers of eight hexadecimal digits  name\0  pad  bytes  pad
 *
 * The last one is named TRAILER!!!.  Behind it there may be zeroes, and then another
 * archive.  Nothing is believed: every length is checked against what is left.
 *
 * Context: any.  Locking: none.
 *
 * See also: cpio(5), "New ASCII Format".
 */

#include <linux/align.h>
#include <linux/cpio.h>
#include <linux/errno.h>
#include <linux/hex.h>
#include <linux/kernel.h>
#include <linux/string.h>

#define MAGIC_LEN	6
#define DIGITS		8
#define TRAILER		"TRAILER!!!"

enum field {
	F_INO, F_MODE, F_UID, F_GID, F_NLINK, F_MTIME, F_FILESIZE, F_MAJOR, F_MINOR, F_RMAJOR,
	F_RMINOR, F_NAMESIZE, F_CHECK, NR_FIELDS
};

#define HEADER_LEN	(MAGIC_LEN + NR_FIELDS * DIGITS)

static int parse_number(const char *digits, u32 *number)
{
	*number = 0;
	for (int i = 0; i < DIGITS; i++) {
		int digit = hex_to_bin(digits[i]);

		if (digit < 0)
			return -EINVAL;
		*number = *number << 4 | digit;
	}
	return 0;
}

static int parse_header(const char *header, u32 *fields)
{
	int err = 0;

	if (memcmp(header, "070701", MAGIC_LEN) && memcmp(header, "070702", MAGIC_LEN))
		return -EINVAL;
	for (int i = 0; i < NR_FIELDS && !err; i++)
		err = parse_number(header + MAGIC_LEN + i * DIGITS, &fields[i]);
	return err;
}

static const char *plain_name(const char *name)
{
	while (*name == '/' || (name[0] == '.' && name[1] == '/'))
		name++;
	return name;
}

/* Between two archives. */
static void skip_zeroes(struct cpio_reader *reader)
{
	while (reader->at < reader->end && !*reader->at)
		reader->at++;
}

/* One record, the trailer included. */
static int next_record(struct cpio_reader *reader, struct cpio_file *file)
{
	size_t left = reader->end - reader->at, data, next;
	u32 f[NR_FIELDS];

	if (left < HEADER_LEN || parse_header(reader->at, f))
		return -EINVAL;
	if (!f[F_NAMESIZE] || f[F_NAMESIZE] > left - HEADER_LEN ||
	    reader->at[HEADER_LEN + f[F_NAMESIZE] - 1])
		return -EINVAL;
	data = ALIGN((size_t)HEADER_LEN + f[F_NAMESIZE], 4);
	if (data > left || f[F_FILESIZE] > left - data)
		return -EINVAL;
	*file = (struct cpio_file){
		.name = plain_name(reader->at + HEADER_LEN), .data = reader->at + data,
		.size = f[F_FILESIZE], .mode = f[F_MODE], .ino = f[F_INO], .uid = f[F_UID],
		.gid = f[F_GID], .nlink = f[F_NLINK], .mtime = f[F_MTIME],
		.rdevmajor = f[F_RMAJOR], .rdevminor = f[F_RMINOR],
	};
	next = data + ALIGN((size_t)f[F_FILESIZE], 4);
	reader->at += min(next, left);	/* the last padding may be missing */
	return 1;
}

int cpio_next(struct cpio_reader *reader, struct cpio_file *file)
{
	for (;;) {
		int ret;

		skip_zeroes(reader);
		if (reader->at == reader->end)
			return 0;
		ret = next_record(reader, file);
		if (ret < 0 || strcmp(file->name, TRAILER))
			return ret;
	}
}
