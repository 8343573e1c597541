// SPDX-License-Identifier: GPL-2.0-only
/*
 * lib/errname.c - error numbers by name, for %pe
 *
 * Mirrors: Linux 5.x lib/errname.c
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sprintf.h>

#define E(err)	[err] = "-" #err

static const char *const names[] = {
	E(E2BIG), E(EACCES), E(EADDRINUSE), E(EADDRNOTAVAIL), E(EADV),
	E(EAFNOSUPPORT), E(EAGAIN), E(EALREADY), E(EBADE), E(EBADF), E(EBADFD),
	E(EBADMSG), E(EBADR), E(EBADRQC), E(EBADSLT), E(EBFONT), E(EBUSY),
	E(ECANCELED), E(ECHILD), E(ECHRNG), E(ECOMM), E(ECONNABORTED),
	E(ECONNREFUSED), E(ECONNRESET), E(EDEADLK), E(EDESTADDRREQ), E(EDOM),
	E(EDOTDOT), E(EDQUOT), E(EEXIST), E(EFAULT), E(EFBIG), E(EHOSTDOWN),
	E(EHOSTUNREACH), E(EHWPOISON), E(EIDRM), E(EILSEQ), E(EINPROGRESS),
	E(EINTR), E(EINVAL), E(EIO), E(EISCONN), E(EISDIR), E(EISNAM),
	E(EKEYEXPIRED), E(EKEYREJECTED), E(EKEYREVOKED), E(EL2HLT),
	E(EL2NSYNC), E(EL3HLT), E(EL3RST), E(ELIBACC), E(ELIBBAD),
	E(ELIBEXEC), E(ELIBMAX), E(ELIBSCN), E(ELNRNG), E(ELOOP),
	E(EMEDIUMTYPE), E(EMFILE), E(EMLINK), E(EMSGSIZE), E(EMULTIHOP),
	E(ENAMETOOLONG), E(ENAVAIL), E(ENETDOWN), E(ENETRESET),
	E(ENETUNREACH), E(ENFILE), E(ENOANO), E(ENOBUFS), E(ENOCSI),
	E(ENODATA), E(ENODEV), E(ENOENT), E(ENOEXEC), E(ENOKEY), E(ENOLCK),
	E(ENOLINK), E(ENOMEDIUM), E(ENOMEM), E(ENOMSG), E(ENONET), E(ENOPKG),
	E(ENOPROTOOPT), E(ENOSPC), E(ENOSR), E(ENOSTR), E(ENOSYS),
	E(ENOTBLK), E(ENOTCONN), E(ENOTDIR), E(ENOTEMPTY), E(ENOTNAM),
	E(ENOTRECOVERABLE), E(ENOTSOCK), E(ENOTTY), E(ENOTUNIQ), E(ENXIO),
	E(EOPNOTSUPP), E(EOVERFLOW), E(EOWNERDEAD), E(EPERM),
	E(EPFNOSUPPORT), E(EPIPE), E(EPROTO), E(EPROTONOSUPPORT),
	E(EPROTOTYPE), E(ERANGE), E(EREMCHG), E(EREMOTE), E(EREMOTEIO),
	E(ERESTART), E(ERFKILL), E(EROFS), E(ESHUTDOWN), E(ESOCKTNOSUPPORT),
	E(ESPIPE), E(ESRCH), E(ESRMNT), E(ESTALE), E(ESTRPIPE), E(ETIME),
	E(ETIMEDOUT), E(ETOOMANYREFS), E(ETXTBSY), E(EUCLEAN), E(EUNATCH),
	E(EUSERS), E(EXDEV), E(EXFULL),
};

/**
 * errname() - name of an error number
 * @err: positive, or negative as functions return it
 *
 * Context: any.
 * Return: "ENOENT", or "-ENOENT" for a negative @err; NULL when it has none.
 */
const char *errname(int err)
{
	unsigned int i = err < 0 ? -(unsigned int)err : (unsigned int)err;

	if (i >= ARRAY_SIZE(names) || !names[i])
		return NULL;
	return err > 0 ? names[i] + 1 : names[i];
}
