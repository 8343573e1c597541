// SPDX-License-Identifier: GPL-2.0-only
/* nohup command...: run a command that a hangup does not end; Debian's busybox has none */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	if (argc < 2) {
		fprintf(stderr, "usage: nohup command [arguments]\n");
		return 125;
	}
	if (isatty(1)) {
		int fd = open("nohup.out", O_CREAT | O_WRONLY | O_APPEND, 0600);

		if (fd < 0) {
			perror("nohup.out");
			return 125;
		}
		dup2(fd, 1);
		if (isatty(2))
			dup2(fd, 2);
		close(fd);
	}
	signal(SIGHUP, SIG_IGN);
	execvp(argv[1], argv + 1);
	perror(argv[1]);
	return errno == ENOENT ? 127 : 126;
}
