#define _GNU_SOURCE
#include "descendants.h"

#include "allocating.h"

#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "arena.h"
#include "sampler.h"
#include "start.h"
#include "target.h"

/* The functions below take the place of the C library's, for the program and
   its libraries alike: the dynamic loader finds this library first. They add
   our two variables to the environment of the new program, whose loader then
   brings this library in, which takes them away again.

   Most of them run after a vfork, in memory borrowed from the parent, so they
   write to nothing but their own stack, and call what signal handlers may. */

#define PRELOAD "LD_PRELOAD="

enum {
  MOST_VARIABLES = 8192,
  LONGEST_PRELOAD = 4096,
  ENTRY = 64,
  PATH_SIZE = 4096,
};

static struct {
  int are_followed;
  struct sl_orders orders;
  struct stat library;
  char library_path[ENTRY];
  char preload[ENTRY], start[ENTRY];
} own;

extern char **environ;

/* Where the sampler is gone, or not to be seen from here, the loader would
   complain about a library that it cannot find. */
static int sampler_is_there(void) {
  struct stat status;
  return stat(own.library_path, &status) == 0 &&
         status.st_dev == own.library.st_dev &&
         status.st_ino == own.library.st_ino;
}

struct additions {
  char preload[ENTRY + LONGEST_PRELOAD], start[ENTRY + LONGEST_PRELOAD];
};

static size_t count_of(char *const environment[]) {
  size_t count = 0;
  while (environment && environment[count]) count++;
  return count;
}

/* Fills `result`, with room for two more than in `environment`. Returns 0
   where there is no room for what is to be added. */
static int extend(char *const environment[], size_t count, char **result,
                  struct additions *additions) {
  strcpy(additions->preload, own.preload);
  strcpy(additions->start, own.start);
  size_t place = 0;
  int has_preload = 0;
  for (; place < count; place++) {
    result[place] = environment[place];
    if (has_preload || strncmp(environment[place], PRELOAD, strlen(PRELOAD)))
      continue;
    /* Its value comes back where it was. */
    const char *preload = environment[place] + strlen(PRELOAD);
    if (strlen(preload) + 2 > LONGEST_PRELOAD) return 0;
    strcat(strcat(additions->preload, ":"), preload);
    strcat(strcat(additions->start, ":"), preload);
    result[place] = additions->preload;
    has_preload = 1;
  }
  if (!has_preload) result[place++] = additions->preload;
  result[place++] = additions->start;
  result[place] = NULL;
  return 1;
}

/* Whether to add the variables for this program. */
static int follows(const char *path, size_t variable_count) {
  int saved = errno;
  int answer = own.are_followed && variable_count <= MOST_VARIABLES &&
               sl_target_is_loadable(path) && sampler_is_there();
  errno = saved;
  return answer;
}

/* Has `environment` become the one for the new program, for as long as the
   function runs. */
#define EXTEND(environment, path)                                            \
  size_t variable_count = count_of(environment);                             \
  int is_followed = follows(path, variable_count);                           \
  char *extended[is_followed ? variable_count + 3 : 1];                      \
  struct additions additions;                                                \
  if (is_followed &&                                                         \
      extend(environment, variable_count, extended, &additions))             \
    environment = extended

/* The path that a search by PATH finds; `name` itself where it has a slash, or
   nothing is found. */
static const char *search(const char *name, char path[PATH_SIZE]) {
  if (!*name || strchr(name, '/')) return name;
  const char *folders = NULL;
  for (char **variable = environ; variable && *variable; variable++)
    if (strncmp(*variable, "PATH=", 5) == 0) folders = *variable + 5;
  for (const char *begin = folders; begin;) {
    const char *end = strchrnul(begin, ':');
    size_t length = (size_t)(end - begin);
    if (length + strlen(name) + 2 < PATH_SIZE) {
      memcpy(path, begin, length);
      if (length) path[length++] = '/';
      strcpy(path + length, name);
      if (access(path, X_OK) == 0) return path;
    }
    begin = *end ? end + 1 : NULL;
  }
  return name;
}

#define PUBLIC __attribute__((visibility("default")))

static int replace_program(const char *path, char *const arguments[],
                           char *const environment[]) {
  int leaves = sl_sampler_leaves(1);
  int result = (int)syscall(SYS_execve, path, arguments, environment);
  if (leaves) sl_sampler_leaves(0);
  return result;
}

PUBLIC int execve(const char *path, char *const arguments[],
                  char *const environment[]) {
  EXTEND(environment, path);
  return replace_program(path, arguments, environment);
}

PUBLIC int execv(const char *path, char *const arguments[]) {
  return execve(path, arguments, environ);
}

static int (*real_execvpe)(const char *, char *const[], char *const[]);

PUBLIC int execvpe(const char *name, char *const arguments[],
                   char *const environment[]) {
  char path[PATH_SIZE];
  EXTEND(environment, search(name, path));
  int leaves = sl_sampler_leaves(1);
  int result = real_execvpe
                   ? real_execvpe(name, arguments, environment)
                   : (int)syscall(SYS_execve, name, arguments, environment);
  if (leaves) sl_sampler_leaves(0);
  return result;
}

PUBLIC int execvp(const char *name, char *const arguments[]) {
  return execvpe(name, arguments, environ);
}

typedef int spawn_function(pid_t *, const char *,
                           const posix_spawn_file_actions_t *,
                           const posix_spawnattr_t *, char *const[],
                           char *const[]);
static spawn_function *real_spawn, *real_spawnp;

PUBLIC int posix_spawn(pid_t *process, const char *path,
                       const posix_spawn_file_actions_t *actions,
                       const posix_spawnattr_t *attributes,
                       char *const arguments[], char *const environment[]) {
  if (!real_spawn) return ENOSYS;
  EXTEND(environment, path);
  return real_spawn(process, path, actions, attributes, arguments,
                    environment);
}

PUBLIC int posix_spawnp(pid_t *process, const char *name,
                        const posix_spawn_file_actions_t *actions,
                        const posix_spawnattr_t *attributes,
                        char *const arguments[], char *const environment[]) {
  if (!real_spawnp) return ENOSYS;
  char path[PATH_SIZE];
  EXTEND(environment, search(name, path));
  return real_spawnp(process, name, actions, attributes, arguments,
                     environment);
}

/* In a copy of a sampled process: what it inherited is its parent's ring. */
static void after_fork(void) {
  if (!sl_sampler_ring()) return;
  int saved = errno;
  struct sl_ring ring = {NULL, NULL};
  int file = sl_orders_open(&own.orders, own.orders.arena);
  if (file >= 0) {
    sl_arena_claim(file, sl_sampler_describe, &ring);
    close(file);
  }
  sl_sampler_continue(ring.shared ? &ring : NULL);
  sl_memory_continue();
  errno = saved;
}

__attribute__((constructor(101))) static void find_real_functions(void) {
  real_execvpe = (int (*)(const char *, char *const[], char *const[]))dlsym(
      RTLD_NEXT, "execvpe");
  real_spawn = (spawn_function *)dlsym(RTLD_NEXT, "posix_spawn");
  real_spawnp = (spawn_function *)dlsym(RTLD_NEXT, "posix_spawnp");
}

void sl_descendants_follow(const struct sl_orders *orders, int is_sampled) {
  own.orders = *orders;
  int sampler = (int)orders->sampler;
  snprintf(own.library_path, ENTRY, "/proc/%d/fd/%d", sampler,
           orders->library);
  snprintf(own.preload, ENTRY, PRELOAD "%s", own.library_path);
  snprintf(own.start, ENTRY, SL_START_VARIABLE "=%d:%d:%d:%d", sampler,
           orders->library, orders->control, orders->arena);
  own.are_followed =
      stat(own.library_path, &own.library) == 0 && sl_target_know_own();
  if (is_sampled) pthread_atfork(NULL, NULL, after_fork);
}
