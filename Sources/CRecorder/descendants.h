#ifndef SWIFTLET_DESCENDANTS_H
#define SWIFTLET_DESCENDANTS_H

#include "orders.h"

/* Has this process pass its orders on to what it starts: to the programs it
   executes, and (where `is_sampled`) to the copies it makes of itself. To be
   called before the program's main function. */
void sl_descendants_follow(const struct sl_orders *orders, int is_sampled);

#endif
