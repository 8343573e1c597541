// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/boot/programs/cut-writer.c - until the power is cut: write a file, fsync it and its
 * directory, and only then say so: "@@NUMBER SIZE"
 *
 * The data is what test_ext2.py's cut_data() says.
 */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static unsigned char data[300000];

static int sync_folder(const char *name)
{
	int fd = open(name, O_RDONLY | O_DIRECTORY), ret = fsync(fd);

	close(fd);
	return ret;
}

int main(int argc, char **argv)
{
	char name[300];
	int i, k, fd;

	if (argc < 2 || mkdir(argv[1], 0755) || sync_folder("."))
		return 1;
	for (i = 0; ; i++) {
		int size = i * i * 131 % 300000 + 1;

		for (k = 0; k < size; k++)
			data[k] = i * 31 + k * 7 + (k >> 8);
		snprintf(name, sizeof(name), "%s/f%d", argv[1], i);
		fd = open(name, O_CREAT | O_WRONLY | O_EXCL, 0644);
		if (fd < 0 || write(fd, data, size) != size)
			pause();		/* full: wait for the end */
		if (fsync(fd) || close(fd) || sync_folder(argv[1]))
			return 2;
		printf("@@%d %d\n", i, size);
		fflush(stdout);
	}
}
