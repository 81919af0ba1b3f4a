#define _GNU_SOURCE
#include "launch.h"

#include "clock.h"
#include "signals.h"
#include "sentinel.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static const int handed_on[] = {SIGINT,  SIGQUIT, SIGTERM,
                                SIGHUP,  SIGUSR1, SIGUSR2};
enum { HANDED_ON = sizeof handed_on / sizeof handed_on[0] };

/* Processes that run now; more than one only where this is a library. The
   handler reads what is written under the lock. */
enum { CHILDREN = 64 };
static _Atomic pid_t children[CHILDREN];
static int child_count;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction previous[HANDED_ON];

/* Signals to hand on, a bit each, and what wakes up whoever waits. */
static _Atomic uint64_t arrived;
static int wake = -1;

/* What the terminal sends (SI_KERNEL) reaches the whole process group, so the
   child has it already; what kill() sent may be meant for the script. */
static void on_signal(int signal, siginfo_t *info, void *context) {
  (void)context;
  int saved = errno;
  if (info->si_code <= 0) {
    uint64_t one = 1;
    atomic_fetch_or(&arrived, one << signal);
    if (write(wake, &one, sizeof one) < 0) {
      /* Nobody waits: the next look finds it. */
    }
  }
  errno = saved;
}

static void hand_on(void) {
  uint64_t signals = atomic_exchange(&arrived, 0);
  for (int i = 0; signals && i < HANDED_ON; i++) {
    int signal = handed_on[i];
    uint64_t bit = (uint64_t)1 << signal;
    if (!(signals & bit)) continue;
    if (sl_sentinel_saw(signal)) {
      /* A blocked signal stays pending: the next one needs a fresh process.
         One that came meanwhile is pending with the first: nobody could tell
         it from that. */
      sl_sentinel_stop();
      atomic_fetch_and(&arrived, ~bit);
      sl_sentinel_start();
      continue;
    }
    for (int place = 0; place < CHILDREN; place++) {
      pid_t pid = children[place];
      if (pid > 0) kill(pid, signal);
    }
  }
}

static void watch_signals(void) {
  for (int i = 0; i < HANDED_ON; i++) {
    sigaction(handed_on[i], NULL, &previous[i]);
    /* Ignored here (nohup, a background job): the child inherits that. */
    if (previous[i].sa_handler == SIG_IGN) continue;
    struct sigaction action = {.sa_sigaction = on_signal,
                               .sa_flags = SA_SIGINFO | SA_RESTART};
    sigfillset(&action.sa_mask);
    sigaction(handed_on[i], &action, NULL);
  }
}

static void restore_signals(void) {
  for (int i = 0; i < HANDED_ON; i++)
    sigaction(handed_on[i], &previous[i], NULL);
}

/* Puts `new` where `old` stands in the list. */
static void exchange(pid_t old, pid_t new) {
  for (int i = 0; i < CHILDREN; i++)
    if (children[i] == old) {
      children[i] = new;
      return;
    }
}

static void forget(void) {
  if (--child_count > 0) return;
  restore_signals();
  sl_sentinel_stop();
}

static int spawn(const char *path, char *const arguments[],
                 char *const environment[], const int standard[3],
                 const char *terminal, const sigset_t *mask, pid_t *pid) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (error) {
    posix_spawn_file_actions_destroy(&actions);
    return error;
  }
  for (int i = 0; !error && i < 3; i++)
    if (standard[i] >= 0)
      error = posix_spawn_file_actions_adddup2(&actions, standard[i], i);
    else if (standard[i] == SL_TERMINAL && terminal)
      error = posix_spawn_file_actions_addopen(&actions, i, terminal, O_RDWR,
                                               0);
  if (!error) error = posix_spawnattr_setsigmask(&attributes, mask);
  /* The first terminal that the leader of a session opens is the session's. */
  short flags = POSIX_SPAWN_SETSIGMASK;
  if (terminal) flags |= POSIX_SPAWN_SETSID;
  if (!error) error = posix_spawnattr_setflags(&attributes, flags);
  if (!error)
    error = posix_spawn(pid, path, &actions, &attributes, arguments,
                        environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/* The signal mask this process was started with: the main thread's. Other
   threads, those of a thread pool in particular, have masks of their own. */
static void main_thread_mask(sigset_t *mask) {
  pthread_sigmask(SIG_SETMASK, NULL, mask);
  FILE *file = fopen("/proc/self/status", "re");
  if (!file) return;
  char line[256];
  unsigned long long bits;
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "SigBlk: %llx", &bits) == 1) {
      sigemptyset(mask);
      for (int signal = 1; signal <= 64; signal++)
        if (bits >> (signal - 1) & 1) sigaddset(mask, signal);
      break;
    }
  fclose(file);
}

/* A copy of the environment, to be freed, its strings not; NULL: no memory. */
static char **environment_with(char *const variables[]) {
  size_t count = 0, added = 0;
  while (environ[count]) count++;
  while (variables[added]) added++;
  char **result = malloc((count + added + 1) * sizeof *result);
  if (!result) return NULL;
  memcpy(result, environ, count * sizeof *result);
  for (size_t i = 0; i < added; i++) {
    size_t name = strcspn(variables[i], "=") + 1, place = 0;
    while (place < count && strncmp(result[place], variables[i], name))
      place++;
    result[place] = variables[i];
    if (place == count) count++;
  }
  result[count] = NULL;
  return result;
}

int sl_launch(const char *path, char *const arguments[],
              char *const variables[], const int standard[3],
              const char *terminal, pid_t *pid) {
  char **environment = environment_with(variables);
  if (!environment) return ENOMEM;
  /* No signal may arrive between the start of the child and the moment its id
     is known: it would be lost. */
  sigset_t all, before, initial;
  main_thread_mask(&initial);
  sigemptyset(&all);
  for (int i = 0; i < HANDED_ON; i++) sigaddset(&all, handed_on[i]);
  pthread_sigmask(SIG_BLOCK, &all, &before);
  pthread_mutex_lock(&lock);
  if (child_count++ == 0) {
    if (wake < 0) wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    sl_sentinel_start();
    watch_signals();
  }
  int error =
      spawn(path, arguments, environment, standard, terminal, &initial, pid);
  if (error)
    forget();
  else
    exchange(0, *pid);
  pthread_mutex_unlock(&lock);
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  free(environment);
  return error;
}

static int has_ended(pid_t process) {
  siginfo_t info = {0};
  int options = WEXITED | WNOHANG | WNOWAIT;
  return waitid(P_PID, (id_t)process, &info, options) < 0
             ? errno != EINTR
             : info.si_pid == process;
}

/* Hands signals on while it waits. Without a descriptor for the process it
   looks now and then. */
int sl_launch_wait(pid_t pid) {
  int process = sl_process_descriptor(pid);
  while (!has_ended(pid)) {
    struct pollfd polled[2] = {{process, POLLIN, 0}, {wake, POLLIN, 0}};
    poll(polled, 2, process < 0 ? 20 : -1);
    uint64_t count;
    if (polled[1].revents && read(wake, &count, sizeof count) < 0) {
      /* Another thread took it. */
    }
    hand_on();
  }
  if (process >= 0) close(process);
  return 0;
}

static double seconds(struct timeval time) {
  return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

int sl_launch_reap(pid_t pid, struct sl_ending *ending) {
  struct rusage usage;
  int status = 0, error = 0;
  pthread_mutex_lock(&lock);
  exchange(pid, 0);
  while (wait4(pid, &status, 0, &usage) < 0)
    if (errno != EINTR) {
      error = errno;
      break;
    }
  forget();
  pthread_mutex_unlock(&lock);
  if (error) return error;
  ending->signalled = WIFSIGNALED(status) ? 1 : 0;
  ending->value =
      WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
  ending->cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  ending->peak_bytes = (uint64_t)usage.ru_maxrss * 1024;
  return 0;
}

int sl_signal_thread(pid_t process, pid_t thread) {
  siginfo_t info = {.si_code = SI_QUEUE};
  info.si_pid = getpid();
  info.si_uid = getuid();
  info.si_value.sival_ptr = (void *)(uintptr_t)sl_nanoseconds();
  if (!syscall(SYS_rt_tgsigqueueinfo, process, thread, SL_SIGNAL, &info))
    return 0;
  /* Signals that carry something are numbered per user, and may run out. */
  if (errno != EAGAIN) return errno;
  return syscall(SYS_tgkill, process, thread, SL_SIGNAL) < 0 ? errno : 0;
}

int sl_process_descriptor(pid_t process) {
  return (int)syscall(SYS_pidfd_open, process, 0);
}

void sl_precise_timers(void) { prctl(PR_SET_TIMERSLACK, 1UL, 0, 0, 0); }

int sl_sleep_until(int descriptor, pid_t process, uint64_t deadline) {
  for (;;) {
    int64_t left = (int64_t)(deadline - sl_nanoseconds());
    if (left <= 0) break;
    struct timespec wait = {left / 1000000000, left % 1000000000};
    struct pollfd polled = {descriptor, POLLIN, 0};
    if (ppoll(&polled, descriptor >= 0, &wait, NULL) != -1 || errno != EINTR)
      break;
  }
  hand_on();
  return has_ended(process);
}

int sl_resize_file(int file, uint64_t size) {
  struct rlimit limit, raised;
  int limited = getrlimit(RLIMIT_FSIZE, &limit) == 0 &&
                limit.rlim_cur != RLIM_INFINITY && limit.rlim_cur < size;
  if (limited) {
    raised = limit;
    raised.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_FSIZE, &raised);
  }
  /* Beyond the limit, an error and not the end of this process. */
  struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
  sigaction(SIGXFSZ, &ignore, &before);
  int error = ftruncate(file, (off_t)size) < 0 ? errno : 0;
  sigaction(SIGXFSZ, &before, NULL);
  if (limited) setrlimit(RLIMIT_FSIZE, &limit);
  return error;
}

int sl_memory_file(const char *name) {
  int low = memfd_create(name, MFD_CLOEXEC);
  if (low < 0) return -1;
  int file = fcntl(low, F_DUPFD_CLOEXEC, 10);
  int error = errno;
  close(low);
  errno = error;
  return file;
}

struct buffer {
  char *bytes;
  size_t size, room;
};

/* Returns 1 while there is more, 0 at the end, -1 without memory. */
static int take(int file, struct buffer *buffer) {
  if (buffer->size + 65536 + 1 > buffer->room) {
    size_t room = buffer->room * 2 + 65536 + 1;
    char *bytes = realloc(buffer->bytes, room);
    if (!bytes) return -1;
    buffer->bytes = bytes;
    buffer->room = room;
  }
  ssize_t count = read(file, buffer->bytes + buffer->size, 65536);
  if (count < 0) return errno == EINTR || errno == EAGAIN;
  buffer->size += (size_t)count;
  buffer->bytes[buffer->size] = 0;
  return count > 0;
}

static long long milliseconds_now(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1000000;
}

static int drain(int files[2], struct buffer buffers[2], long long deadline) {
  int open = 2, error = 0;
  while (open > 0 && !error) {
    struct pollfd polled[2] = {{files[0], POLLIN, 0}, {files[1], POLLIN, 0}};
    long long left = deadline - milliseconds_now();
    if (left <= 0) return ETIMEDOUT;
    if (poll(polled, 2, (int)left) < 0 && errno != EINTR) return errno;
    for (int i = 0; i < 2; i++) {
      if (files[i] < 0 || !polled[i].revents) continue;
      int more = take(files[i], &buffers[i]);
      if (more < 0) error = ENOMEM;
      if (more > 0) continue;
      close(files[i]);
      files[i] = -1;
      open--;
    }
  }
  return error;
}

int sl_capture(const char *path, char *const arguments[], int timeout_seconds,
               char **output, size_t *output_size, char **error_text,
               size_t *error_size, int *status) {
  int out[2], err[2];
  if (pipe2(out, O_CLOEXEC) < 0) return errno;
  if (pipe2(err, O_CLOEXEC) < 0) {
    int error = errno;
    close(out[0]);
    close(out[1]);
    return error;
  }
  int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
  int standard[3] = {null, out[1], err[1]};
  sigset_t mask;
  main_thread_mask(&mask);
  pid_t pid = 0;
  int error = spawn(path, arguments, environ, standard, NULL, &mask, &pid);
  close(out[1]);
  close(err[1]);
  if (null >= 0) close(null);
  int files[2] = {out[0], err[0]};
  struct buffer buffers[2] = {{calloc(1, 1), 0, 1}, {calloc(1, 1), 0, 1}};
  if (!error) {
    error = drain(files, buffers, milliseconds_now() + timeout_seconds * 1000LL);
    if (error) kill(pid, SIGKILL);
    while (waitpid(pid, status, 0) < 0 && errno == EINTR) {
    }
  }
  for (int i = 0; i < 2; i++)
    if (files[i] >= 0) close(files[i]);
  *output = buffers[0].bytes;
  *output_size = buffers[0].size;
  *error_text = buffers[1].bytes;
  *error_size = buffers[1].size;
  return error;
}
