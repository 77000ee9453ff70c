// SPDX-License-Identifier: MIT
/*
 * user/mmap.c - files and shared memory in the memory of programs; the same on Linux
 *
 * Prints one line for each part that is as it should be.  Linux judges: run it there.
 * A file is made in the current directory, and has no name from then on.
 */

#include "user.h"

#define STATUS(code)	((code) << 8)
#define PAGE		4096
#define TAIL		100			/* bytes of the file's third and last page */
#define FILE_SIZE	(2 * PAGE + TAIL)
#define RW		(PROT_READ | PROT_WRITE)

enum {
	SYS_lseek = 8, SYS_pread64 = 17, SYS_pwrite64 = 18, SYS_pipe = 22, SYS_ftruncate = 77,
	SYS_unlink = 87,
	O_RDONLY = 0, O_WRONLY = 1, O_RDWR = 2, O_CREAT = 0100, O_TRUNC = 01000,
	PROT_SEM = 8, MAP_SHARED = 1, MAP_FIXED = 0x10, MAP_FIXED_NOREPLACE = 0x100000,
	EBADF = 9, EEXIST = 17, ENODEV = 19, EOVERFLOW = 75,
	SIGBUS = 7,
};

typedef volatile unsigned char bytes;

static bytes *at;		/* what a child touches */

static long map(size_t len, int prot, int flags, int fd, long offset)
{
	return call(SYS_mmap, 0, len, prot, flags, fd, offset);
}

/* An area that must be. */
static bytes *area(size_t len, int prot, int flags, int fd, long offset)
{
	long ret = map(len, prot, flags, fd, offset);

	if (ret < 0 && ret > -PAGE)
		fail("mmap", ret);
	return (bytes *)ret;
}

static void unmap(bytes *p, size_t len)
{
	expect("munmap", call(SYS_munmap, p, len), 0);
}

static int open_file(const char *name, int flags)
{
	long fd = call(SYS_open, name, flags, 0600);

	if (fd < 0)
		fail(name, fd);
	return (int)fd;
}

/* The bytes of the file at @pos are its page's number plus one. */
static void fill(int fd)
{
	static char page[PAGE];

	for (int n = 0; n < 3; n++) {
		int len = n < 2 ? PAGE : TAIL;

		for (int i = 0; i < len; i++)
			page[i] = (char)(n + 1);
		expect("pwrite", call(SYS_pwrite64, fd, page, len, n * PAGE), len);
	}
}

static int make_file(void)
{
	int fd = open_file("mmap.tmp", O_RDWR | O_CREAT | O_TRUNC);

	expect("unlink", call(SYS_unlink, "mmap.tmp"), 0);
	fill(fd);
	return fd;
}

static int byte_of_file(int fd, long pos)
{
	unsigned char c;

	expect("pread", call(SYS_pread64, fd, &c, 1, pos), 1);
	return c;
}

/* ---- children ---- */

/* The status that a child ends with which calls this function. */
static int status_of(int (*fn)(void))
{
	int status = -1;
	long pid = call(SYS_fork);

	if (!pid)
		end(fn());
	if (pid < 0)
		fail("fork", pid);
	expect("wait4", call(SYS_wait4, pid, &status, 0, 0), pid);
	return status;
}

static int read_it(void)
{
	return *at;
}

static int write_it(void)
{
	*at = 99;
	return *at;
}

/* ---- private areas of files ---- */

static void test_private(void)
{
	int fd = make_file();
	bytes *p = area(FILE_SIZE, RW, MAP_PRIVATE, fd, 0), *q;

	expect("the first byte", p[0], 1);
	expect("the second page", p[PAGE], 2);
	expect("the last byte", p[FILE_SIZE - 1], 3);
	expect("what is behind it", p[FILE_SIZE], 0);

	p[0] = 50;			/* has been read before */
	p[2 * PAGE] = 52;		/* its page, too */
	expect("a write", p[0], 50);
	expect("the byte beside it", p[1], 1);
	expect("what it does to the file", byte_of_file(fd, 0), 1);
	q = area(PAGE, PROT_READ, MAP_PRIVATE, fd, 2 * PAGE);
	expect("what another area shows", q[0], 3);
	unmap(p, FILE_SIZE);

	p = area(FILE_SIZE, RW, MAP_PRIVATE, fd, 0);
	p[PAGE] = 51;			/* the first touch is a write */
	expect("the rest of the page", p[PAGE + 1], 2);
	expect("the file's byte", byte_of_file(fd, PAGE), 2);
	at = p + PAGE;
	expect("a child's write", status_of(write_it), STATUS(99));
	expect("what it does to its parent", p[PAGE], 51);
	at = p;
	expect("a child's first touch", status_of(write_it), STATUS(99));
	expect("what that does to its parent", p[0], 1);
	expect("and to the file", byte_of_file(fd, 0), 1);

	expect("close", call(SYS_close, fd), 0);
	expect("the area of a closed file", p[2 * PAGE], 3);
	unmap(p, FILE_SIZE);
	unmap(q, PAGE);
	print("private areas of files\n");
}

/* ---- shared areas of files ---- */

static void test_shared(void)
{
	int fd = make_file();
	bytes *p = area(FILE_SIZE, RW, MAP_SHARED, fd, 0);
	bytes *q = area(PAGE, PROT_READ, MAP_SHARED, fd, PAGE);
	bytes *r = area(PAGE, PROT_READ, MAP_PRIVATE, fd, PAGE);

	p[PAGE] = 60;
	expect("another area", q[0], 60);
	expect("a private one", r[0], 60);
	expect("the file", byte_of_file(fd, PAGE), 60);
	expect("pwrite", call(SYS_pwrite64, fd, "=", 1, PAGE + 1), 1);
	expect("what the file was given", p[PAGE + 1], '=');
	at = p;				/* nobody has touched it */
	expect("a child's write", status_of(write_it), STATUS(99));
	expect("what its parent sees", p[0], 99);
	expect("what the file has", byte_of_file(fd, 0), 99);
	at = q;
	expect("a write to what is read-only", status_of(write_it) & 0x7f, SIGSEGV);
	expect("mprotect", call(SYS_mprotect, q, PAGE, RW), 0);
	q[2] = 61;
	expect("a write when it may be", byte_of_file(fd, PAGE + 2), 61);

	unmap(p + PAGE, PAGE);		/* out of the middle */
	expect("the part before", p[0], 99);
	p[2 * PAGE] = 62;
	expect("the part behind", byte_of_file(fd, 2 * PAGE), 62);
	at = p + PAGE;
	expect("the part between", status_of(read_it) & 0x7f, SIGSEGV);
	unmap(p, FILE_SIZE);
	unmap(q, PAGE);
	unmap(r, PAGE);
	expect("the file afterwards", byte_of_file(fd, 2 * PAGE), 62);
	expect("close", call(SYS_close, fd), 0);
	print("shared areas of files\n");
}

/* ---- the end of the file ---- */

static void test_end_of_file(void)
{
	int fd = make_file();
	bytes *p = area(8 * PAGE, RW, MAP_SHARED, fd, 0);

	at = p + 3 * PAGE;
	expect("reading behind the end", status_of(read_it) & 0x7f, SIGBUS);
	expect("writing there", status_of(write_it) & 0x7f, SIGBUS);
	expect("a call that reads there", call(SYS_write, fd, at, 1), -EFAULT);
	expect("a call that writes there", call(SYS_pread64, fd, at, 1, 0), -EFAULT);
	p[FILE_SIZE] = 70;		/* on the last page, but not in the file */
	expect("the file's size", call(SYS_lseek, fd, 0, 2), FILE_SIZE);

	expect("ftruncate", call(SYS_ftruncate, fd, 6 * PAGE), 0);
	expect("a page that has become the file's", p[3 * PAGE], 0);
	p[4 * PAGE] = 71;		/* a hole of it */
	expect("the hole", byte_of_file(fd, 4 * PAGE), 71);
	expect("the next one", byte_of_file(fd, 5 * PAGE), 0);
	at = p + 6 * PAGE;
	expect("behind the new end", status_of(read_it) & 0x7f, SIGBUS);
	unmap(p, 8 * PAGE);
	expect("close", call(SYS_close, fd), 0);
	print("the end of a file\n");
}

/* ---- a file's own bytes in its calls ---- */

static void test_calls(void)
{
	int fd = make_file();
	bytes *p = area(FILE_SIZE, RW, MAP_SHARED, fd, 0);

	/* None of the pages is mapped when the call comes. */
	expect("pread into the file", call(SYS_pread64, fd, p, PAGE, PAGE), PAGE);
	expect("what it has read", p[7], 2);
	expect("what the file has", byte_of_file(fd, 7), 2);
	expect("pwrite from the file", call(SYS_pwrite64, fd, p + 2 * PAGE, TAIL, 0), TAIL);
	expect("what was written", p[TAIL - 1], 3);
	expect("what was not", p[TAIL], 2);
	unmap(p, FILE_SIZE);
	expect("close", call(SYS_close, fd), 0);
	print("calls that touch the file they are for\n");
}

/* ---- shared memory ---- */

static int have_child_that_writes(void)
{
	return status_of(write_it) == STATUS(99) ? 0 : 1;
}

static int unmap_and_end(void)
{
	return call(SYS_munmap, at, PAGE) ? 1 : 0;
}

static void test_shared_memory(int fd, const char *what)
{
	int flags = MAP_SHARED | (fd < 0 ? MAP_ANONYMOUS : 0);
	bytes *p = area(3 * PAGE - 1, RW, flags, fd, 0);
	bytes *q = area(PAGE, RW, flags, fd, 0);

	expect("new memory", p[0], 0);
	p[1] = 80;
	at = p + 1;
	expect("what a child reads", status_of(read_it), STATUS(80));
	at = p;
	expect("a child's write", status_of(write_it), STATUS(99));
	expect("what its parent sees", p[0], 99);
	at = p + 3 * PAGE - 1;		/* nobody has touched it */
	expect("a grandchild's write", status_of(have_child_that_writes), STATUS(0));
	expect("what the grandparent sees", *at, 99);
	expect("another area", q[0], 0);
	at = p;
	expect("a child that gives it back", status_of(unmap_and_end), STATUS(0));
	expect("the parent's", p[0], 99);
	unmap(p, 3 * PAGE);
	unmap(q, PAGE);
	print(what);
}

static void test_zero(void)
{
	int fd = open_file("/dev/zero", O_RDWR);
	bytes *p = area(2 * PAGE, RW, MAP_PRIVATE, fd, 0);

	expect("zeroes", p[PAGE], 0);
	p[PAGE] = 85;
	at = p + PAGE;
	expect("a child's write", status_of(write_it), STATUS(99));
	expect("what it does to its parent", p[PAGE], 85);
	unmap(p, 2 * PAGE);
	test_shared_memory(fd, "/dev/zero\n");
	expect("close", call(SYS_close, fd), 0);
}

/* ---- where it shall be ---- */

static void test_fixed(void)
{
	int fd = make_file();
	bytes *p = area(3 * PAGE, RW, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	long ret;

	p[0] = p[PAGE] = p[2 * PAGE] = 90;
	ret = call(SYS_mmap, p + PAGE, PAGE, RW, MAP_PRIVATE | MAP_FIXED_NOREPLACE, fd, 0);
	expect("what must not be replaced", ret, -EEXIST);
	expect("what is there", p[PAGE], 90);
	ret = call(SYS_mmap, p + PAGE, PAGE, RW, MAP_SHARED | MAP_FIXED, fd, PAGE);
	expect("where it must be", ret, p + PAGE);
	expect("the file's page", p[PAGE], 2);
	expect("the page before", p[0], 90);
	expect("the page behind", p[2 * PAGE], 90);
	unmap(p, 3 * PAGE);
	ret = call(SYS_mmap, p, PAGE, RW, MAP_PRIVATE | MAP_FIXED_NOREPLACE, fd, 0);
	expect("where nothing is", ret, p);
	unmap(p, PAGE);
	expect("close", call(SYS_close, fd), 0);
	print("areas with a place\n");
}

/* ---- errors ---- */

static void test_rights(void)
{
	int rw = open_file("mmap.tmp", O_RDWR | O_CREAT | O_TRUNC);
	int ro = open_file("mmap.tmp", O_RDONLY), wo = open_file("mmap.tmp", O_WRONLY);
	bytes *p;

	expect("unlink", call(SYS_unlink, "mmap.tmp"), 0);
	fill(rw);
	expect("a file not open to read", map(PAGE, PROT_WRITE, MAP_SHARED, wo, 0), -EACCES);
	expect("the same, private", map(PAGE, PROT_READ, MAP_PRIVATE, wo, 0), -EACCES);
	expect("a file not open to write", map(PAGE, RW, MAP_SHARED, ro, 0), -EACCES);
	p = area(PAGE, PROT_READ, MAP_SHARED, ro, 0);
	expect("the right to write, later", call(SYS_mprotect, p, PAGE, RW), -EACCES);
	at = p;
	expect("a write", status_of(write_it) & 0x7f, SIGSEGV);
	expect("pwrite", call(SYS_pwrite64, rw, "=", 1, 0), 1);
	expect("what was written elsewhere", p[0], '=');
	unmap(p, PAGE);
	p = area(PAGE, PROT_READ, MAP_PRIVATE, ro, 0);
	expect("the right to a copy", call(SYS_mprotect, p, PAGE, RW), 0);
	p[0] = 95;
	expect("the file", byte_of_file(ro, 0), '=');
	unmap(p, PAGE);
	p = area(PAGE, 0, MAP_SHARED, rw, 0);
	at = p;
	expect("no right at all", status_of(read_it) & 0x7f, SIGSEGV);
	unmap(p, PAGE);
	call(SYS_close, rw), call(SYS_close, ro), call(SYS_close, wo);
	print("rights\n");
}

static void test_errors(void)
{
	int fd = make_file(), ends[2];
	bytes *p;

	expect("no file", map(PAGE, RW, MAP_PRIVATE, -1, 0), -EBADF);
	expect("no bytes", map(0, RW, MAP_PRIVATE, fd, 0), -EINVAL);
	expect("no bytes to share", map(0, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0), -EINVAL);
	expect("a part of a page", map(PAGE, RW, MAP_PRIVATE, fd, 1), -EINVAL);
	expect("neither private nor shared", map(PAGE, RW, 0, fd, 0), -EINVAL);
	expect("too much", map(1ul << 48, RW, MAP_PRIVATE, fd, 0), -ENOMEM);
	expect("too much to share", map(1ul << 48, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
	       -ENOMEM);
	expect("all", map(-1ul, RW, MAP_SHARED | MAP_ANONYMOUS, -1, 0), -ENOMEM);
	expect("behind all offsets", map(2 * PAGE, RW, MAP_SHARED, fd, -PAGE), -EOVERFLOW);
	expect("pipe", call(SYS_pipe, ends), 0);
	expect("a pipe's memory", map(PAGE, PROT_READ, MAP_PRIVATE, ends[0], 0), -ENODEV);
	expect("no bytes to unmap", call(SYS_munmap, PAGE, 0), -EINVAL);
	call(SYS_close, fd), call(SYS_close, ends[0]), call(SYS_close, ends[1]);
	expect("shared memory, flags checked", map(PAGE, RW, 3 | MAP_ANONYMOUS, -1, 0), -EINVAL);
	p = area(PAGE, PROT_READ | PROT_SEM | 0x100, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	expect("a right to semaphores", call(SYS_mprotect, p, PAGE, RW | PROT_SEM), 0);
	expect("no known right", call(SYS_mprotect, p, PAGE, 0x100), -EINVAL);
	unmap(p, PAGE);
	print("errors\n");
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	test_private();
	test_shared();
	test_end_of_file();
	test_calls();
	test_shared_memory(-1, "shared memory\n");
	test_zero();
	test_fixed();
	test_rights();
	test_errors();
	print("mmap: all is well\n");
	return 0;
}
