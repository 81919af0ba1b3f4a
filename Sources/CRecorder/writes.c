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

static ssize_t write_once(int file, const void *bytes, size_t size, int flags) {
  (void)flags;
  return real_write ? real_write(file, bytes, size)
                    : syscall(SYS_write, file, bytes, size);
}

static ssize_t send_once(int file, const void *bytes, size_t size, int flags) {
  return real_send
             ? real_send(file, bytes, size, flags)
             : syscall(SYS_sendto, file, bytes, size, flags, NULL, 0);
}

/* As often as it is the sampler's signal that ends it. */
static ssize_t go_on(ssize_t (*once)(int, const void *, size_t, int), int file,
                     const void *bytes, size_t size, int flags) {
  size_t done = 0;
  for (;;) {
    unsigned interruptions = sl_sampler_interruptions();
    ssize_t count =
        once(file, (const char *)bytes + done, size - done, flags);
    if (count < 0) return done ? (ssize_t)done : count;
    done += (size_t)count;
    if (count == 0 || done >= size ||
        sl_sampler_interruptions() == interruptions)
      return (ssize_t)done;
  }
}

PUBLIC ssize_t write(int file, const void *bytes, size_t size) {
  return go_on(write_once, file, bytes, size, 0);
}

PUBLIC ssize_t send(int socket, const void *bytes, size_t size, int flags) {
  return go_on(send_once, socket, bytes, size, flags);
}
