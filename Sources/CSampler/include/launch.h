#ifndef SWIFTLET_LAUNCH_H
#define SWIFTLET_LAUNCH_H

#include <stdint.h>
#include <sys/types.h>

/* Starting the user's process, and handing on the signals meant for it. */

struct sl_ending {
  int signalled; /* 1: `value` is a signal number, 0: an exit code */
  int value;
  double cpu_seconds; /* user + system, of the process and its waited-for
                         children */
  uint64_t peak_bytes; /* of one of these; no less than the process that
                          started it had by then */
};

/* Starts `path`. `variables`, which end in NULL, are added to the environment
   as NAME=VALUE, in the place of one of the same name. `standard` holds
   descriptors to become 0, 1 and 2 in the new process, or -1 to inherit, or
   SL_TERMINAL: then it is the leader of a session of its own, at the terminal
   with the path `terminal`, which is NULL otherwise.
   From here until sl_launch_reap, SIGINT and SIGQUIT do not end this process
   and signals sent to it by kill() are handed on to the new one.
   Returns 0 or an errno value. */
enum { SL_TERMINAL = -2 };
int sl_launch(const char *path, char *const arguments[],
              char *const variables[], const int standard[3],
              const char *terminal, pid_t *pid);

/* Waits until the process has ended, without reaping it: until sl_launch_reap
   its id cannot be given to another process. Returns 0 or an errno value. */
int sl_launch_wait(pid_t pid);

/* Reaps the process and restores the signal handlers of this one. */
int sl_launch_reap(pid_t pid, struct sl_ending *ending);

/* Sends the sampling signal to one thread of a process, with the time of
   CLOCK_MONOTONIC in nanoseconds as its value. Returns 0 or an errno value. */
int sl_signal_thread(pid_t process, pid_t thread);

/* A descriptor that becomes readable when the process ends, or -1. */
int sl_process_descriptor(pid_t process);

/* Lets sleeps of this thread end on time and not up to 50 microseconds later,
   as the kernel does to save power. Not to be called before sl_launch: the new
   process would inherit it. */
void sl_precise_timers(void);

/* Sleeps until `deadline` (nanoseconds of the monotonic clock) or until the
   process ends. Returns whether it has ended; it is not reaped. */
int sl_sleep_until(int descriptor, pid_t process, uint64_t deadline);

/* An anonymous file in memory, closed on exec unless passed on by sl_launch.
   Its number is 10 or above even where standard input or output is closed, so
   that it never takes their place. Returns -1 and sets errno on failure. */
int sl_memory_file(const char *name);

/* Sets the size of a memory file, to which the limit on the size of files
   applies although it is on no disk: the limit is lifted for that moment, as
   far as it may be. Returns 0 or an errno value. */
int sl_resize_file(int file, uint64_t size);

/* Reads all of a child's standard output and the start of its standard error,
   for short questions to an interpreter. Both buffers are malloc'ed, end in a
   zero byte, and are the caller's to free. Kills the child after
   `timeout_seconds`. Returns 0 or an errno value (ETIMEDOUT). */
int sl_capture(const char *path, char *const arguments[], int timeout_seconds,
               char **output, size_t *output_size, char **error,
               size_t *error_size, int *status);

#endif
