// SPDX-License-Identifier: MIT
/*
 * kernel/params.c - the command line, and the parameters of modules
 *
 * What it is for
 *
 *   A word of the command line is either an early one (needed before there is
 *   memory), a parameter "module.name=value", a word that some file claims with
 *   __setup(), or unknown.  Unknown words are kept for init.
 *
 * How it works
 *
 *   The line is cut into words twice, each time in a copy:
 *
 *     parse_early_param()    from setup_arch(); calls what early_param() registered
 *     parse_boot_params()    before mm_core_init(); first the table __param, then
 *                            what __setup() registered, then init's lists
 *
 *   The second copy stays: values may be kept by pointer.
 *
 *   A value with blanks is quoted, mon="a; b".  GRUB takes those quotes away and
 *   writes the whole word in new ones, "mon=a; b", with a backslash in front of
 *   each backslash and quote in it; boot_next_arg() undoes that.
 *
 * Context: the boot CPU during the boot; parse_args() also when a module starts.
 *
 * Compared with Linux: a __setup() word matches only as a whole, not as the
 * beginning of a longer one.
 */

#include <linux/cmdline.h>
#include <linux/compiler.h>
#include <linux/ctype.h>
#include <linux/debugflags.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/string.h>

#include "params.h"

#define LINE_SIZE	2048
#define INIT_WORDS	32

extern const struct obs_kernel_param __setup_start[], __setup_end[];

char *saved_command_line = boot_command_line;
unsigned int debug_flags = DEBUG_DEFAULT;
EXPORT_SYMBOL(debug_flags);

const char *argv_init[INIT_WORDS + 2] = { "init" };
const char *envp_init[INIT_WORDS + 2] = { "HOME=/", "TERM=linux" };

static char early_line[LINE_SIZE];
static char unknown_words[LINE_SIZE];	/* each with a blank in front */
static char boot_line[LINE_SIZE];

bool is_boot_text(const char *s)
{
	return s >= boot_line && s < boot_line + LINE_SIZE;
}

/* ---- names ---------------------------------------------------------------------- */

static char dash2underscore(char c)
{
	return c == '-' ? '_' : c;
}

/* Are the names the same?  '-' and '_' are one character. */
bool parameqn(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dash2underscore(a[i]) != dash2underscore(b[i]))
			return false;
	}
	return true;
}
EXPORT_SYMBOL(parameqn);

bool parameq(const char *a, const char *b)
{
	return parameqn(a, b, strlen(a) + 1);
}
EXPORT_SYMBOL(parameq);

/* ---- parameters in a table ------------------------------------------------------ */

/* Sets one parameter; -ENOENT if the table has none of that name. */
static int set_param(const char *name, const char *val, const struct kernel_param *params,
		     unsigned int num, s16 min_level, s16 max_level)
{
	for (const struct kernel_param *kp = params; kp < params + num; kp++) {
		if (!parameq(name, kp->name))
			continue;
		if (kp->level < min_level || kp->level > max_level)
			return 0;	/* its turn comes, or has been */
		if (!val && !(kp->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
			return -EINVAL;
		return kp->ops->set(val, kp);
	}
	return -ENOENT;
}

/* Says what is wrong with a word. */
static void report_param(const char *doing, const char *name, const char *val, int err)
{
	switch (err) {
	case -ENOENT:
		pr_err("%s: Unknown parameter `%s'\n", doing, name);
		break;
	case -ENOSPC:
		pr_err("%s: `%s' too large for parameter `%s'\n", doing, val ? val : "", name);
		break;
	default:
		pr_err("%s: `%s' invalid for parameter `%s'\n", doing, val ? val : "", name);
		break;
	}
}

/**
 * parse_args - set parameters from a line of words
 * @args: is changed
 * @unknown: gets every word that params[] has not; NULL: that is an error
 *
 * Every bad word is named in the log; the others are set all the same.
 *
 * Return: NULL, what follows the word "--", or ERR_PTR() of the last error.
 */
char *parse_args(const char *doing, char *args, const struct kernel_param *params,
		 unsigned int num, s16 min_level, s16 max_level, void *arg,
		 parse_unknown_fn unknown)
{
	char *res = NULL;

	args = skip_spaces(args);
	while (*args) {
		char *name, *val;
		int err;

		args = next_arg(args, &name, &val);
		if (!val && !strcmp(name, "--"))
			return IS_ERR(res) ? res : args;
		err = set_param(name, val, params, num, min_level, max_level);
		if (err == -ENOENT && unknown)
			err = unknown(name, val, doing, arg);
		if (err) {
			report_param(doing, name, val, err);
			res = ERR_PTR(err);
		}
	}
	return res;
}
EXPORT_SYMBOL(parse_args);

/* ---- the command line ----------------------------------------------------------- */

/* A word in quotes of its own, from GRUB: takes them and the backslashes off in place. */
static char *next_quoted(char *args, char **name, char **val)
{
	char *to = args, *from = args + 1;

	*name = to;
	*val = NULL;
	for (; *from && *from != '"'; from++) {
		if (*from == '\\' && from[1])
			from++;
		*to = *from;
		if (*to == '=' && !*val) {
			*to = '\0';
			*val = to + 1;
		}
		to++;
	}
	if (*from)
		from++;
	*to = '\0';
	return skip_spaces(from);
}

/* Like next_arg(), and understands GRUB.  val[-1] may be written to. */
char *boot_next_arg(char *args, char **name, char **val)
{
	char *next = *args == '"' ? next_quoted(args, name, val) : next_arg(args, name, val);

	/* "mon=\"a; b\"" */
	if (*val && **val == '"') {
		size_t len = strlen(++*val);

		if (len && (*val)[len - 1] == '"')
			(*val)[len - 1] = '\0';
	}
	return next;
}

/* Calls what early_param() registered for this word. */
static void __init do_early_word(char *name, char *val)
{
	for (const struct obs_kernel_param *p = __setup_start; p < __setup_end; p++) {
		if (!p->early || !parameq(name, p->str))
			continue;
		if (p->setup_func(val))
			pr_warn("Malformed early option '%s'\n", name);
	}
}

/* Is it a word that was dealt with early? */
static bool __init is_early_word(const char *name)
{
	for (const struct obs_kernel_param *p = __setup_start; p < __setup_end; p++) {
		if (p->early && parameq(name, p->str))
			return true;
	}
	return false;
}

/* Cut the command line, copied to @line, into words up to "--"; returns what follows that. */
static char *__init for_each_boot_word(char *line, void (*fn)(char *name, char *val))
{
	char *at;

	strscpy(line, boot_command_line, LINE_SIZE);
	at = skip_spaces(line);
	while (*at) {
		char *name, *val;

		at = boot_next_arg(at, &name, &val);
		if (!val && !strcmp(name, "--"))
			break;
		fn(name, val);
	}
	return at;
}

void __init parse_early_param(void)
{
	for_each_boot_word(early_line, do_early_word);
}

/*
 * The words of __setup(): "name=" is given the value, "name" what follows the
 * name, with the '='.  Handlers return 1 for a word that they have taken.
 */
static bool __init do_setup_word(char *name, char *val)
{
	for (const struct obs_kernel_param *p = __setup_start; p < __setup_end; p++) {
		size_t len = strlen(p->str);
		bool wants_value = len && p->str[len - 1] == '=';
		char *rest = val;

		if (p->early || (wants_value && !val))
			continue;
		if (strlen(name) != len - wants_value || !parameqn(name, p->str, len - wants_value))
			continue;
		if (!wants_value) {
			rest = val ? val - 1 : name + len;
			if (val)
				*rest = '=';
		}
		if (p->setup_func(rest))
			return true;
		if (val)
			val[-1] = '\0';
	}
	return false;
}

/* Appends to one of init's lists.  False: it is full. */
static bool __init add_init_word(const char **list, const char *word)
{
	for (int i = 0; i <= INIT_WORDS; i++) {
		if (!list[i]) {
			list[i] = word;
			return true;
		}
	}
	return false;
}

/* Nobody knows the word: "name=value" goes to init's environment, "name" to its arguments. */
static void __init keep_for_init(char *name, char *val)
{
	if (val)
		val[-1] = '=';
	if (!add_init_word(val ? envp_init : argv_init, name))
		pr_warn("Too many words for init: `%s' is dropped\n", name);
	/* "module.param": the module may come later and is not init's business. */
	if (!strchr(name, '.')) {
		strlcat(unknown_words, " ", LINE_SIZE);
		strlcat(unknown_words, name, LINE_SIZE);
	}
}

static void __init do_boot_word(char *name, char *val)
{
	int err = set_param(name, val, __start___param, __stop___param - __start___param, -1, -1);

	if (err && err != -ENOENT)
		report_param("Booting kernel", name, val, err);
	else if (err && !do_setup_word(name, val) && !is_early_word(name))
		keep_for_init(name, val);
}

void __init parse_boot_params(void)
{
	char *at = for_each_boot_word(boot_line, do_boot_word);

	if (*unknown_words)
		pr_notice("Unknown kernel command line parameters \"%s\", will be passed to user space.\n",
			  unknown_words + 1);
	while (*at) {	/* all behind "--" is init's */
		char *word = at;

		at += strcspn(at, " \t\n");
		if (*at)
			*at++ = '\0';
		at = skip_spaces(at);
		if (!add_init_word(argv_init, word))
			pr_warn("Too many words for init: `%s' is dropped\n", word);
	}
}

/* ---- debug= --------------------------------------------------------------------- */

static const struct {
	const char *word;
	unsigned int flag;
} debug_words[] = {
	{ "all",		DEBUG_ALL },
	{ "atomic_sleep",	DEBUG_ATOMIC_SLEEP },
	{ "stack",		DEBUG_STACK },
	{ "list",		DEBUG_LIST },
	{ "preempt",		DEBUG_PREEMPT },
	{ "lockdep",		DEBUG_LOCKDEP },
	{ "objects",		DEBUG_OBJECTS },
	{ "spinlock",		DEBUG_SPINLOCK },
	{ "slab",		DEBUG_SLAB },
	{ "shirq",		DEBUG_SHIRQ },
	{ "stack_usage",	DEBUG_STACK_USAGE },
};

static bool __init add_debug_word(const char *word)
{
	if (!strcmp(word, "off")) {
		debug_flags = 0;
		return true;
	}
	for (size_t i = 0; i < ARRAY_SIZE(debug_words); i++) {
		if (!strcmp(word, debug_words[i].word)) {
			debug_flags |= debug_words[i].flag;
			return true;
		}
	}
	return false;
}

/* debug=all, debug=off, debug=lockdep,slab; "debug" alone is Linux's: show every level. */
static int __init set_debug(char *value)
{
	char *word;

	if (!value) {
		console_loglevel = CONSOLE_LOGLEVEL_DEBUG;
		return 0;
	}
	while ((word = strsep(&value, ","))) {
		if (*word && !add_debug_word(word))
			pr_warn("debug=%s: no such checker\n", word);
	}
	return 0;
}
early_param("debug", set_debug);
