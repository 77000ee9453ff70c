// SPDX-License-Identifier: MIT
/* user/hello.c - says what it was given: arguments and environment, one a line */

#include "user.h"

int main(int argc, char **argv, char **envp)
{
	print("hello from ring 3\n");
	for (int i = 0; i < argc; i++) {
		print("argument ");
		print_number(i);
		print(": ");
		print(argv[i]);
		print("\n");
	}
	for (; *envp; envp++) {
		print("environment: ");
		print(*envp);
		print("\n");
	}
	return argc > 1 && equal(argv[1], "fail") ? 1 : 0;
}
