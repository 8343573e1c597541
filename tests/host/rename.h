/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tests/host/rename.h - keep the kernel's functions apart from libc's
 *
 * Included before everything in kernel code built for the host; mem*() are
 * libc's there, which the sanitizers know.
 */
#define strlen		k_strlen
#define strnlen		k_strnlen
#define strcmp		k_strcmp
#define strncmp		k_strncmp
#define strcpy		k_strcpy
#define strncpy		k_strncpy
#define strlcpy		k_strlcpy
#define strlcat		k_strlcat
#define strscpy		k_strscpy
#define strcat		k_strcat
#define strncat		k_strncat
#define strchr		k_strchr
#define strchrnul	k_strchrnul
#define strrchr		k_strrchr
#define strnstr		k_strnstr
#define strstr		k_strstr
#define strspn		k_strspn
#define strcspn		k_strcspn
#define strpbrk		k_strpbrk
#define strsep		k_strsep
#define memchr		k_memchr
#define bsearch		k_bsearch
#define sprintf		k_sprintf
#define vsprintf	k_vsprintf
#define snprintf	k_snprintf
#define vsnprintf	k_vsnprintf
#define sscanf		k_sscanf
#define vsscanf		k_vsscanf
