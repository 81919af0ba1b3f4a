#ifndef SWIFTLET_SENTINEL_H
#define SWIFTLET_SENTINEL_H

/* Tells signals sent to this process from those sent to its whole group.

   A signal to the group has reached the script already, and must not be handed
   on; one to this process alone was meant for the script. The kernel does not
   say which it was, so an idle process in the same group keeps all signals
   blocked: what is pending there was sent to the group. */

/* Starts watching. Without a sentinel every signal counts as sent to this
   process alone. */
void sl_sentinel_start(void);
void sl_sentinel_stop(void);

/* Whether a signal that just arrived here was sent to the group. */
int sl_sentinel_saw(int signal);

#endif
