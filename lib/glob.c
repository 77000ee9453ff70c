// SPDX-License-Identifier: MIT
/* lib/glob.c - does a string match a shell-style pattern? */

#include <linux/export.h>
#include <linux/glob.h>
#include <linux/types.h>

/*
 * Matches c against the class at *pat (behind its '['), and moves *pat behind
 * the ']'.  A class without an end is an ordinary '['.
 */
static bool match_class(const char **pat, char c)
{
	const char *p = *pat;
	bool inverted = *p == '!', match = false;

	if (inverted)
		p++;
	do {
		char low = *p++, high = low;

		if (!low)
			return c == '[';
		if (p[0] == '-' && p[1] && p[1] != ']') {
			high = p[1];
			p += 2;
		}
		match |= low <= c && c <= high;
	} while (*p != ']');
	*pat = p + 1;
	return match != inverted;
}

/*
 * One pass with one place to go back to: the last '*', which then takes one
 * character more.  An earlier '*' never needs to be taken up again, since the
 * later one can match whatever it would have left.
 */
bool glob_match(char const *pat, char const *str)
{
	const char *back_pat = NULL, *back_str = NULL;

	for (;;) {
		char c = *str++, p = *pat++;
		bool match;

		switch (p) {
		case '*':
			if (!*pat)
				return true;
			back_pat = pat;
			back_str = --str;
			continue;
		case '?':
			match = c != '\0';
			break;
		case '[':
			match = c && match_class(&pat, c);
			break;
		case '\\':
			p = *pat++;
			match = c == p;
			break;
		default:
			match = c == p;
			if (match && !c)
				return true;
			break;
		}
		if (match)
			continue;
		if (!c || !back_pat)
			return false;
		pat = back_pat;
		str = ++back_str;
	}
}
EXPORT_SYMBOL(glob_match);
