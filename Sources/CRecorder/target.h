#ifndef SWIFTLET_TARGET_H
#define SWIFTLET_TARGET_H

/* Notes which dynamic loader this program has. Returns 0 where that cannot be
   told. */
int sl_target_know_own(void);

/* Whether a file is a program, or a script for one, that the same dynamic
   loader starts, with no more rights than its caller has: the loader of any
   other would ignore a library to preload, or complain about it. Does only
   what a signal handler may. */
int sl_target_is_loadable(const char *path);

#endif
