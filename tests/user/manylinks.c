// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/user/manylinks.c - many names for few files, faster than a shell
 *
 *   manylinks BASE... COUNT	makes name-I-0 .. name-I-(COUNT-1) for the Ith BASE
 *
 * Without arguments, as among the other tests, a thousand names in /tmp.
 */
#include <sys/stat.h>

#include "tap.h"

static int make(char **bases, int nr, int count)
{
	char name[64];
	int i, j;

	for (i = 0; i < nr; i++)
		for (j = 0; j < count; j++) {
			snprintf(name, sizeof(name), "name-%d-%d", i, j);
			if (link(bases[i], name)) {
				perror(name);
				return 1;
			}
		}
	return 0;
}

int main(int argc, char **argv)
{
	char dir[] = "/tmp/manylinks.XXXXXX", name[64];
	char *bases[] = { "base" };
	struct stat st;
	int i;

	if (argc > 2)
		return make(argv + 1, argc - 2, atoi(argv[argc - 1]));
	if (!mkdtemp(dir) || chdir(dir))
		bail("no place in /tmp");
	fclose(fopen("base", "w"));
	is(make(bases, 1, 1000), 0, "a thousand links");
	is(stat("base", &st), 0, "stat");
	is(st.st_nlink, 1001, "are counted");
	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "name-0-%d", i);
		unlink(name);
	}
	is(stat("base", &st), 0, "stat");
	is(st.st_nlink, 1, "and are gone");
	unlink("base");
	chdir("/");
	is(rmdir(dir), 0, "the directory is empty");
	return done();
}
