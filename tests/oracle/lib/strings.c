// SPDX-License-Identifier: MIT
/* String functions at their edges. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

static const char * const words[] = { "apple", "pear", "plum", NULL };

static int __init strings_init(void)
{
	char buffer[32] = "  trim me \n", list[] = "a,b,,c", *rest = list, *word, *copy;

	pr_info("strim [%s]\n", strim(buffer));
	while ((word = strsep(&rest, ",")))
		pr_info("strsep [%s]\n", word);
	pr_info("strcmp %d %d\n", strcmp("a", "b") < 0, strncmp("abcd", "abxx", 2));
	pr_info("strcasecmp %d\n", strcasecmp("HeLLo", "hello"));
	pr_info("strnlen %zu\n", strnlen("hello", 3));
	pr_info("strspn %zu strcspn %zu\n", strspn("aabbc", "ab"), strcspn("hello", "l"));
	pr_info("strstr %s strnstr %d\n", strstr("a needle here", "needle"),
		!strnstr("needle", "needle", 3));
	pr_info("strrchr %s strchrnul [%s]\n", strrchr("/a/b/c", '/'), strchrnul("abc", 'x'));
	pr_info("memchr_inv %d\n", memchr_inv("aaab", 'a', 4) != NULL);
	pr_info("match_string %d %d\n", match_string(words, 4, "plum"),
		match_string(words, 4, "fig"));
	pr_info("sysfs_streq %d %d\n", sysfs_streq("on\n", "on"), sysfs_streq("on", "off"));
	pr_info("skip_spaces [%s]\n", skip_spaces(" \t x "));
	pr_info("kbasename %s\n", kbasename("/usr/src/linux"));
	copy = kstrdup("copied", GFP_KERNEL);
	pr_info("kstrdup %s\n", copy);
	kfree(copy);
	copy = kstrndup("copied", 3, GFP_KERNEL);
	pr_info("kstrndup %s\n", copy);
	kfree(copy);
	copy = kasprintf(GFP_KERNEL, "%s-%d", "made", 7);
	pr_info("kasprintf %s\n", copy);
	kfree(copy);
	pr_info("strreplace done %s\n", buffer + 2);
	memset(buffer, 'x', 4);
	memset32((u32 *)buffer, 0x41414141, 1);
	pr_info("memset32 %.4s\n", buffer);
	pr_info("ZERO_SIZE_PTR %d\n", kmalloc(0, GFP_KERNEL) == ZERO_SIZE_PTR);
	kfree(NULL);
	return 0;
}

static void __exit strings_exit(void)
{
}

module_init(strings_init);
module_exit(strings_exit);

MODULE_LICENSE("Dual MIT/GPL");
