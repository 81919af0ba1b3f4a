#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

/* Takes the place of the C library's `system`, which `os.system` is: the
   original starts its shell by ways that no library can stand in, and what the
   shell runs would not be followed. The same as POSIX describes it: "as if by"
   a fork, the shell, and waiting; interrupts go to the command alone. */

extern char **environ;

static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static int under_way;
static struct sigaction interrupt, quit;

/* Signals are the process' own, and several threads may wait for commands:
   the first one changes them, the last one changes them back. */
static void ignore_interrupts(void) {
  const struct sigaction ignore = {.sa_handler = SIG_IGN};
  pthread_mutex_lock(&guard);
  if (under_way++ == 0) {
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
  }
  pthread_mutex_unlock(&guard);
}

static void heed_interrupts(void) {
  pthread_mutex_lock(&guard);
  if (--under_way == 0) {
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
  }
  pthread_mutex_unlock(&guard);
}

/* Gives the command the signals that this process had before. */
static void prepare(posix_spawnattr_t *attributes, const sigset_t *mask) {
  sigset_t defaults;
  sigemptyset(&defaults);
  if (interrupt.sa_handler != SIG_IGN) sigaddset(&defaults, SIGINT);
  if (quit.sa_handler != SIG_IGN) sigaddset(&defaults, SIGQUIT);
  posix_spawnattr_init(attributes);
  posix_spawnattr_setsigmask(attributes, mask);
  posix_spawnattr_setsigdefault(attributes, &defaults);
  posix_spawnattr_setflags(attributes,
                           POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
}

__attribute__((visibility("default"))) int system(const char *command) {
  if (!command) {
    int (*original)(const char *) =
        (int (*)(const char *))dlsym(RTLD_NEXT, "system");
    return original ? original(NULL) : 0;
  }
  enum { NOT_STARTED = 127 << 8 }; /* as a shell that cannot run says it */
  int status = NOT_STARTED, error = errno;
  sigset_t child, mask;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  ignore_interrupts();
  pthread_sigmask(SIG_BLOCK, &child, &mask);
  posix_spawnattr_t attributes;
  prepare(&attributes, &mask);
  char *arguments[] = {"sh", "-c", (char *)command, NULL};
  pid_t process;
  int failure = posix_spawn(&process, "/bin/sh", NULL, &attributes, arguments,
                            environ);
  posix_spawnattr_destroy(&attributes);
  while (!failure && waitpid(process, &status, 0) < 0)
    if (errno != EINTR) {
      error = errno;
      status = -1;
      break;
    }
  heed_interrupts();
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  errno = failure ? failure : error;
  return status;
}
