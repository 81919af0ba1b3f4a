#ifndef SWIFTLET_ORDERS_H
#define SWIFTLET_ORDERS_H

#include <sys/types.h>

/* What the variable of the environment said; see CSampler's start.h. */
struct sl_orders {
  pid_t sampler; /* 0: this process is not recorded */
  int library, control, arena;
};

/* Reads the variable, and leaves the environment as the user had it, in what
   the kernel shows of the process, too. */
struct sl_orders sl_orders_take(void);

/* Opens one of the sampler's files; -1 where that is gone, or out of reach. */
int sl_orders_open(const struct sl_orders *orders, int file);

#endif
