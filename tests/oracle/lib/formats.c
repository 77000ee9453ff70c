// SPDX-License-Identifier: MIT
/* printk's formats, Linux's own among them. */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/rtc.h>
#include <linux/string.h>

static int variable;

static int __init formats_init(void)
{
	static const u8 bytes[] = { 0x00, 0x1b, 0x41, 0x7f, 0xff, 0x10, 0x20 };
	char text[16];
	int n;

	pr_info("[%5d] [%-5d] [%05d] [%+d] [% d] [%x] [%#x] [%#o] [%X]\n", 42, 42, 42, 42, 42, 255,
		255, 8, 255);
	pr_info("[%s] [%10s] [%-10s] [%.2s] [%c] [%%]\n", "word", "word", "word", "word", 'c');
	pr_info("[%hhd] [%hd] [%ld] [%lld] [%llu] [%zu]\n", (char)-1, (short)-2, -3L, -4LL, ~0ULL,
		sizeof(int));
	pr_info("[%*d] [%-*d] [%.*s]\n", 6, 42, 6, 42, 3, "truncated");
	pr_info("[%s] [%p] [%px]\n", (char *)NULL, NULL, (void *)0x1234);
	pr_info("[%pe] [%pe]\n", ERR_PTR(-ENOMEM), ERR_PTR(-9999));
	pr_info("[%*ph] [%*phC] [%*phD] [%*phN]\n", 7, bytes, 7, bytes, 3, bytes, 3, bytes);
	pr_info("[%*pE] [%*pEp]\n", 7, bytes, 7, bytes);
	pr_info("[%pM] [%pm] [%pMR]\n", bytes, bytes, bytes);
	pr_info("[%pI4] [%pi4]\n", bytes + 2, bytes + 2);
	pr_info("[%pUb] [%pUL]\n", "0123456789abcdef", "0123456789abcdef");
	pr_info("[%*pb] [%*pbl]\n", 8, (unsigned long[]){ 0xa5 }, 12, (unsigned long[]){ 0x2f7 });
	pr_info("[%ps] [%pS]\n", formats_init, &variable);
	pr_info("[%ptR]\n",
		&(struct rtc_time){.tm_year = 126, .tm_mon = 10, .tm_mday = 23, .tm_hour = 20});
	n = snprintf(text, sizeof(text), "%s", "longer than sixteen bytes");
	pr_info("snprintf %d [%s]\n", n, text);
	n = scnprintf(text, sizeof(text), "%s", "longer than sixteen bytes");
	pr_info("scnprintf %d [%s]\n", n, text);
	pr_info("snprintf into nothing %d\n", snprintf(NULL, 0, "%d", 12345));
	pr_info("strscpy %zd [%s]\n", strscpy(text, "longer than sixteen bytes", sizeof(text)),
		text);
	pr_info("strscpy %zd\n", strscpy(text, "short", sizeof(text)));
	pr_info("strlcpy %zu\n", strlcpy(text, "longer than sixteen bytes", sizeof(text)));
	pr_info("no newline");
	pr_info("several\nlines\n");
	pr_cont("continued\n");
	printk(KERN_INFO "begun,");
	printk(KERN_CONT " ended\n");
	pr_info("sixteen bits %d%%, tab\t, bell %c.\n", 100, 1);
	print_hex_dump(KERN_INFO, "dump: ", DUMP_PREFIX_OFFSET, 16, 1, "0123456789abcdef\x01\x02zz",
		       20, true);
	print_hex_dump_bytes("bytes: ", DUMP_PREFIX_NONE, bytes, sizeof(bytes));
	return 0;
}

static void __exit formats_exit(void)
{
}

module_init(formats_init);
module_exit(formats_exit);

MODULE_LICENSE("Dual MIT/GPL");
