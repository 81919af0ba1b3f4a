#define _GNU_SOURCE
#include "orders.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "start.h"

static void take_away(const char *name) {
  char *value = getenv(name);
  if (!value) return;
  unsetenv(name);
  size_t prefix = strlen(name) + 1;
  memset(value - prefix, 0, prefix + strlen(value));
}

/* Where it is, for the kernel shows that: what the user had is a part of what
   there is now. */
static void restore_preload(const char *value) {
  char *now = getenv("LD_PRELOAD");
  size_t length = value ? strlen(value) : 0, room = now ? strlen(now) : 0;
  if (!value || length > room) {
    take_away("LD_PRELOAD");
    return;
  }
  memcpy(now, value, length);
  memset(now + length, 0, room - length);
}

struct sl_orders sl_orders_take(void) {
  struct sl_orders orders = {0, -1, -1, -1};
  char *rest = getenv(SL_START_VARIABLE);
  if (!rest) return orders;
  long numbers[4] = {0, -1, -1, -1};
  for (int i = 0; i < 4; i++) {
    if (i && *rest == ':') rest++;
    numbers[i] = strtol(rest, &rest, 10);
  }
  if (numbers[0] > 0)
    orders = (struct sl_orders){(pid_t)numbers[0], (int)numbers[1],
                                (int)numbers[2], (int)numbers[3]};
  restore_preload(*rest == ':' ? rest + 1 : NULL);
  take_away(SL_START_VARIABLE);
  return orders;
}

int sl_orders_open(const struct sl_orders *orders, int file) {
  if (!orders->sampler || file < 0) return -1;
  char path[64];
  snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)orders->sampler, file);
  return open(path, O_RDWR | O_CLOEXEC);
}
