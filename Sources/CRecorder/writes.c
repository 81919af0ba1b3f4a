#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "sampler.h"

/* A signal that arrives while a large write fills a pipe ends it early, with
   a count that is too small. Python with unbuffered output (`-u`) takes no
   notice and loses the rest, and so do scripts that call os.write: where the
   signal was the sampler's, the write goes on. */

#define PUBLIC __attribute__((visibility("default")))

static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_send)(int, const void *, size_t, int);

__attribute__((constructor(101))) static void find_real_functions(void) {
  real_write = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  real_send = (ssize_t (*)(int, const void *, size_t, int))dlsym(RTLD_NEXT,
                                                                 "send");
}

/* Whether to go on after `count` bytes of `size`, `done` of them before. Sets
   what to return where not. */
static int goes_on(ssize_t count, size_t size, size_t *done,
                   unsigned interruptions, ssize_t *result) {
  if (count < 0) {
    *result = *done ? (ssize_t)*done : count;
    return 0;
  }
  *done += (size_t)count;
  *result = (ssize_t)*done;
  return count > 0 && *done < size &&
         sl_sampler_interruptions() != interruptions;
}

PUBLIC ssize_t write(int file, const void *bytes, size_t size) {
  size_t done = 0;
  ssize_t result, count;
  unsigned interruptions;
  do {
    interruptions = sl_sampler_interruptions();
    const char *rest = (const char *)bytes + done;
    count = real_write ? real_write(file, rest, size - done)
                       : syscall(SYS_write, file, rest, size - done);
  } while (goes_on(count, size, &done, interruptions, &result));
  return result;
}

PUBLIC ssize_t send(int socket, const void *bytes, size_t size, int flags) {
  size_t done = 0;
  ssize_t result, count;
  unsigned interruptions;
  do {
    interruptions = sl_sampler_interruptions();
    const char *rest = (const char *)bytes + done;
    count = real_send ? real_send(socket, rest, size - done, flags)
                      : syscall(SYS_sendto, socket, rest, size - done, flags,
                                NULL, 0);
  } while (goes_on(count, size, &done, interruptions, &result));
  return result;
}
