#ifndef SWIFTLET_SIGNALS_H
#define SWIFTLET_SIGNALS_H

#include <signal.h>

/* Ignored by default, so that a signal on its way does no harm when the
   process replaces itself by exec. */
enum { SL_SIGNAL = SIGURG };

/* Has the function called for SL_SIGNAL, and keeps what the script had set. */
void sl_signals_install(void (*handler)(int, siginfo_t *, void *));

/* Whether it asks for a sample. */
int sl_is_samplers(const siginfo_t *info);

/* Does with another one what the script wants of it. */
void sl_pass_on(int signal, siginfo_t *info, void *context);

/* Replaces what one library or program asks the system about signals, so that
   the script may use SL_SIGNAL as if nobody else did: its handler is kept aside
   and called for signals that are not the sampler's, and those are not there
   when it waits for some. `address` is one in the library. Returns whether the
   library was found to import sigaction. Also the moment Python first sets up
   its signals, from which on samples can be taken. */
int sl_interpose_signals(void *address);

#endif
