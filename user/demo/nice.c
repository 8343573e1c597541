// SPDX-License-Identifier: GPL-2.0-only
/* nice [-n N] [command...]: print the nice value, or run a command N (10) nicer; Debian's busybox has none */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int n = 10, i = 1;

	if (argc > 2 && !strcmp(argv[1], "-n")) {
		n = atoi(argv[2]);
		i = 3;
	}
	if (i >= argc) {
		printf("%d\n", getpriority(PRIO_PROCESS, 0));
		return 0;
	}
	errno = 0;
	if (nice(n) == -1 && errno)
		perror("nice");
	execvp(argv[i], argv + i);
	perror(argv[i]);
	return errno == ENOENT ? 127 : 126;
}
