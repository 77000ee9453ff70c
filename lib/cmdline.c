// SPDX-License-Identifier: MIT
/*
 * lib/cmdline.c - take a command line to pieces
 *
 * Words are separated by white space.  Double quotes, around a value or around
 * a whole word, keep white space in it: a="b c" and "a=b c" are the same word.
 */

#include <linux/cmdline.h>
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kstrtox.h>
#include <linux/string.h>
#include <linux/types.h>

int get_option(char **str, int *pint)
{
	char *at = *str, *end;
	int value;

	if (!at || !*at)
		return 0;
	value = *at == '-' ? -(int)simple_strtoull(++at, &end, 0) :
			     (int)simple_strtoull(at, &end, 0);
	if (pint)
		*pint = value;
	if (end == at)
		return 0;
	*str = end;
	if (*end == ',') {
		(*str)++;
		return 2;
	}
	return *end == '-' ? 3 : 1;
}
EXPORT_SYMBOL(get_option);

/* ints[i..] becomes first, first + 1, ... last, as far as there is room; how many, or -1. */
static int expand_range(char **str, int nints, int i, int *ints)
{
	int first = ints[i], last, n = 0;

	(*str)++;				/* the '-' */
	if (!get_option(str, &last) || last < first)
		return -1;
	for (int value = first; value <= last && i + n < nints; value++)
		ints[i + n++] = value;
	return n;
}

char *get_options(const char *str, int nints, int *ints)
{
	char *at = (char *)str;
	int i = 1;

	while (i < nints) {
		int res = get_option(&at, &ints[i]);

		if (res == 0)
			break;
		if (res == 3) {
			int n = expand_range(&at, nints, i, ints);

			if (n < 0)
				break;
			i += n - 1;
			res = at[-1] == ',' ? 2 : 1;
		}
		i++;
		if (res == 1)
			break;
	}
	ints[0] = i - 1;
	return at;
}
EXPORT_SYMBOL(get_options);

unsigned long long memparse(const char *ptr, char **retptr)
{
	static const char suffixes[] = "kmgtpe";
	char *end;
	unsigned long long value = simple_strtoull(ptr, &end, 0);
	const char *suffix = *end && isalpha((u8)*end) ? strchr(suffixes, _tolower(*end)) : NULL;

	if (suffix) {
		value <<= 10 * (suffix - suffixes + 1);
		end++;
	}
	if (retptr)
		*retptr = end;
	return value;
}
EXPORT_SYMBOL(memparse);

bool parse_option_str(const char *str, const char *option)
{
	size_t len = strlen(option);

	while (*str) {
		size_t word = strcspn(str, ",");

		if (word == len && !strncmp(str, option, len))
			return true;
		str += word + (str[word] == ',');
	}
	return false;
}

/*
 * Finds where the word ends and its first '=' outside of nothing but its own
 * quotes.  args is behind an opening quote if quoted.
 */
static size_t measure_word(const char *args, bool quoted, size_t *equals)
{
	bool in_quote = quoted;
	size_t i;

	for (i = 0; args[i] && (in_quote || !isspace((u8)args[i])); i++) {
		if (args[i] == '=' && !*equals)
			*equals = i;
		if (args[i] == '"')
			in_quote = !in_quote;
	}
	return i;
}

char *next_arg(char *args, char **param, char **val)
{
	bool quoted = *args == '"';
	size_t equals = 0, len;
	char *next;

	if (quoted)
		args++;
	len = measure_word(args, quoted, &equals);
	next = args[len] ? args + len + 1 : args + len;
	args[len] = '\0';
	if (quoted && len && args[len - 1] == '"')
		args[len - 1] = '\0';

	*param = args;
	*val = NULL;
	if (equals) {
		char *value = args + equals + 1;
		size_t n;

		args[equals] = '\0';
		if (*value == '"') {
			value++;
			n = strlen(value);
			if (n && value[n - 1] == '"')
				value[n - 1] = '\0';
		}
		*val = value;
	}
	return skip_spaces(next);
}
EXPORT_SYMBOL(next_arg);
