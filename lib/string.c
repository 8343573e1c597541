// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/string.c - strings, byte by byte
 *
 * memcpy(), memmove(), memset() and memcmp() are assembly in arch/x86/lib.
 * Of the copies, strscpy() is the one for new code: it always terminates, never
 * reads past what it needs, and says when it cut.
 * Mirrors: Linux 4.x lib/string.c
 */
#include <linux/string.h>

#include <linux/ctype.h>
#include <linux/errno.h>

/**
 * strlen() - length of a string in bytes
 *
 * Context: any.
 * Return: bytes before the NUL.
 */
size_t strlen(const char *s)
{
	const char *p = s;

	while (*p)
		p++;
	return p - s;
}

/**
 * strnlen() - length of a string, looking at no more than @n bytes
 * @s: the string
 * @n: most bytes to look at
 *
 * Context: any.
 * Return: bytes before the NUL, at most @n.
 */
size_t strnlen(const char *s, size_t n)
{
	size_t len = 0;

	while (len < n && s[len])
		len++;
	return len;
}

/**
 * strcmp() - order of two strings
 * @a: one
 * @b: the other
 *
 * Context: any.
 * Return: below, at or above zero as @a sorts before, with or after @b.
 */
int strcmp(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return (unsigned char)*a - (unsigned char)*b;
}

/**
 * strncmp() - order of two strings by their first @n bytes
 * @a: one
 * @b: the other
 * @n: bytes that count
 *
 * Context: any.
 * Return: as strcmp().
 */
int strncmp(const char *a, const char *b, size_t n)
{
	while (n && *a && *a == *b) {
		a++;
		b++;
		n--;
	}
	return n ? (unsigned char)*a - (unsigned char)*b : 0;
}

/**
 * strncasecmp() - strncmp() that takes upper and lower case as the same
 * @a: one
 * @b: the other
 * @n: bytes that count
 *
 * Context: any.
 * Return: as strcmp().
 */
int strncasecmp(const char *a, const char *b, size_t n)
{
	int ca = 0;
	int cb = 0;

	while (n-- && ca == cb) {
		ca = tolower(*a);
		cb = tolower(*b);
		if (!ca)
			break;
		a++;
		b++;
	}
	return ca - cb;
}

/**
 * strcpy() - copy a string and its NUL
 * @to: where, large enough
 * @from: the string
 *
 * Context: any.
 * Return: @to.
 */
char *strcpy(char *to, const char *from)
{
	char *p = to;

	while ((*p++ = *from++) != '\0')
		;
	return to;
}

/**
 * strncpy() - fill a fixed field: copy at most @n bytes, pad with NULs
 * @to: the field
 * @from: the string
 * @n: size of the field; no NUL is written when @from fills it
 *
 * Context: any.
 * Return: @to.
 */
char *strncpy(char *to, const char *from, size_t n)
{
	size_t i;

	for (i = 0; i < n && from[i]; i++)
		to[i] = from[i];
	memset(to + i, 0, n - i);
	return to;
}

/**
 * strlcpy() - copy as much as fits and terminate
 * @to: buffer
 * @from: string
 * @size: size of the buffer
 *
 * Context: any.
 * Return: length of @from; not below @size means it was cut.
 */
size_t strlcpy(char *to, const char *from, size_t size)
{
	size_t len = strlen(from);

	if (size) {
		size_t n = len < size ? len : size - 1;

		memcpy(to, from, n);
		to[n] = '\0';
	}
	return len;
}

/**
 * strscpy() - copy as much as fits, terminate, say when it was cut
 * @to: buffer
 * @from: string
 * @size: size of the buffer
 *
 * Context: any.
 * Return: number of bytes copied without the NUL, or -E2BIG.
 */
ssize_t strscpy(char *to, const char *from, size_t size)
{
	size_t i;

	for (i = 0; i < size; i++) {
		to[i] = from[i];
		if (!from[i])
			return i;
	}
	if (size)
		to[size - 1] = '\0';
	return -E2BIG;
}

/**
 * strlcat() - append as much as fits and terminate
 * @to: buffer that holds a string
 * @from: what to append
 * @size: size of the whole buffer
 *
 * Context: any.
 * Return: the length it tried to make; not below @size means it was cut.
 */
size_t strlcat(char *to, const char *from, size_t size)
{
	size_t len = strnlen(to, size);

	return len + strlcpy(to + len, from, size - len);
}

/**
 * strcat() - append a string
 * @to: buffer that holds a string, large enough
 * @from: what to append
 *
 * Context: any.
 * Return: @to.
 */
char *strcat(char *to, const char *from)
{
	strcpy(to + strlen(to), from);
	return to;
}

/**
 * strncat() - append at most @n bytes and a NUL
 * @to: buffer that holds a string, large enough
 * @from: what to append
 * @n: most bytes to take from @from
 *
 * Context: any.
 * Return: @to.
 */
char *strncat(char *to, const char *from, size_t n)
{
	size_t len = strnlen(from, n);
	char *p = to + strlen(to);

	memcpy(p, from, len);
	p[len] = '\0';
	return to;
}

/**
 * strchr() - first place of a character; its NUL counts as part of a string
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strchr(const char *s, int c)
{
	for (; *s != (char)c; s++)
		if (!*s)
			return NULL;
	return (char *)s;
}

/**
 * strchrnul() - first place of a character, or the end
 *
 * Context: any.
 * Return: where; the NUL when there is none.
 */
char *strchrnul(const char *s, int c)
{
	while (*s && *s != (char)c)
		s++;
	return (char *)s;
}

/**
 * strrchr() - last place of a character
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strrchr(const char *s, int c)
{
	const char *last = NULL;

	do {
		if (*s == (char)c)
			last = s;
	} while (*s++);
	return (char *)last;
}

/**
 * strnchr() - strchr() that looks at no more than @n bytes
 * @s: the string
 * @n: most bytes to look at
 * @c: the character
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strnchr(const char *s, size_t n, int c)
{
	for (; n--; s++) {
		if (*s == (char)c)
			return (char *)s;
		if (!*s)
			break;
	}
	return NULL;
}

/**
 * strnstr() - first place of a string in the first @n bytes of another
 * @s: where to look
 * @what: what to look for
 * @n: bytes of @s that count
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strnstr(const char *s, const char *what, size_t n)
{
	size_t len = strlen(what);

	for (; len <= n; s++, n--) {
		if (!strncmp(s, what, len))
			return (char *)s;
		if (!*s)
			break;
	}
	return NULL;
}

/**
 * strstr() - first place of a string in another
 * @s: where to look
 * @what: what to look for
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strstr(const char *s, const char *what)
{
	return strnstr(s, what, strlen(s));
}

/**
 * strspn() - length of the start that has only characters of a set
 * @s: the string
 * @accept: the set
 *
 * Context: any.
 * Return: bytes.
 */
size_t strspn(const char *s, const char *accept)
{
	size_t n = 0;

	while (s[n] && strchr(accept, s[n]))
		n++;
	return n;
}

/**
 * strcspn() - length of the start that has no character of a set
 * @s: the string
 * @reject: the set
 *
 * Context: any.
 * Return: bytes.
 */
size_t strcspn(const char *s, const char *reject)
{
	size_t n = 0;

	while (s[n] && !strchr(reject, s[n]))
		n++;
	return n;
}

/**
 * strpbrk() - first character of a set
 * @s: the string
 * @accept: the set
 *
 * Context: any.
 * Return: where, or NULL.
 */
char *strpbrk(const char *s, const char *accept)
{
	s += strcspn(s, accept);
	return *s ? (char *)s : NULL;
}

/**
 * strsep() - cut the next word off a string
 * @s: the rest; moved behind the delimiter, NULL after the last word
 * @delims: what separates; two in a row make an empty word
 *
 * Context: any.  Writes a NUL over the delimiter.
 * Return: the word, or NULL when *@s is NULL.
 */
char *strsep(char **s, const char *delims)
{
	char *word = *s;
	char *end;

	if (!word)
		return NULL;
	end = strpbrk(word, delims);
	if (end)
		*end++ = '\0';
	*s = end;
	return word;
}

/**
 * skip_spaces() - the first character that is no white space
 *
 * Context: any.
 * Return: where.
 */
char *skip_spaces(const char *s)
{
	while (isspace(*s))
		s++;
	return (char *)s;
}

/**
 * strim() - cut white space off both ends
 * @s: the string; trailing space is overwritten
 *
 * Context: any.
 * Return: its first character that is no white space.
 */
char *strim(char *s)
{
	size_t len = strlen(s);

	while (len && isspace(s[len - 1]))
		len--;
	s[len] = '\0';
	return skip_spaces(s);
}

/**
 * sysfs_streq() - same string, but for one trailing newline?
 * @a: one
 * @b: the other
 *
 * Context: any.
 * Return: true when so.
 */
bool sysfs_streq(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (*a == *b)
		return true;
	if (!*a && *b == '\n' && !b[1])
		return true;
	return *a == '\n' && !a[1] && !*b;
}

/**
 * memchr() - first place of a byte in memory
 * @s: start
 * @c: the byte
 * @n: bytes to look at
 *
 * Context: any.
 * Return: where, or NULL.
 */
void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; p++, n--)
		if (*p == (unsigned char)c)
			return (void *)p;
	return NULL;
}

/**
 * memchr_inv() - first byte that is not @c
 * @s: start
 * @c: the byte
 * @n: bytes to look at
 *
 * Context: any.
 * Return: where, or NULL when all are.
 */
void *memchr_inv(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; p++, n--)
		if (*p != (unsigned char)c)
			return (void *)p;
	return NULL;
}

/**
 * memzero_explicit() - wipe a secret, even if nobody reads the memory again
 * @s: start
 * @n: bytes
 *
 * Context: any.
 */
void memzero_explicit(void *s, size_t n)
{
	memset(s, 0, n);
	barrier();
	__asm__ __volatile__("" : : "r" (s) : "memory");
}
