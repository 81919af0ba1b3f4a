#define _GNU_SOURCE
#include "target.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* See elf(5); a dynamically linked program names its loader. */

enum { LOADER = 256, HEADERS = 32, LINE = 256 };

static char loader[LOADER];

static int find_loader(struct dl_phdr_info *info, size_t size, void *data) {
  (void)size, (void)data;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *header = &info->dlpi_phdr[i];
    if (header->p_type != PT_INTERP || header->p_memsz > LOADER) continue;
    memcpy(loader, (const void *)(info->dlpi_addr + header->p_vaddr),
           header->p_memsz);
    loader[LOADER - 1] = 0;
  }
  return 1; /* the first is the program */
}

int sl_target_know_own(void) {
  dl_iterate_phdr(find_loader, NULL);
  return loader[0] != 0;
}

static int has_same_loader(int file, const ElfW(Ehdr) * head) {
  ElfW(Phdr) headers[HEADERS];
  int count = head->e_phnum < HEADERS ? head->e_phnum : HEADERS;
  size_t size = (size_t)count * sizeof *headers;
  if (head->e_phentsize != sizeof *headers ||
      pread(file, headers, size, (off_t)head->e_phoff) != (ssize_t)size)
    return 0;
  for (int i = 0; i < count; i++) {
    if (headers[i].p_type != PT_INTERP) continue;
    char name[LOADER] = {0};
    size_t length = headers[i].p_filesz;
    return length < LOADER &&
           pread(file, name, length, (off_t)headers[i].p_offset) ==
               (ssize_t)length &&
           strcmp(name, loader) == 0;
  }
  return 0;
}

/* The interpreter that the first line of a script names, in place. */
static char *interpreter(char *line) {
  char *path = line + 2;
  while (*path == ' ' || *path == '\t') path++;
  path[strcspn(path, " \t\r\n")] = 0;
  return *path ? path : NULL;
}

static int is_loadable(const char *path, int depth) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  union {
    ElfW(Ehdr) head;
    char line[LINE];
  } start = {.line = {0}};
  struct stat status;
  ssize_t size = pread(file, start.line, LINE - 1, 0);
  int answer = 0;
  if (fstat(file, &status) < 0 || status.st_mode & (S_ISUID | S_ISGID)) {
    /* The loader ignores the variable, and the program would see it. */
  } else if (size >= (ssize_t)sizeof start.head &&
             memcmp(start.line, ELFMAG, SELFMAG) == 0) {
    answer = start.head.e_ident[EI_CLASS] == ELFCLASS64 &&
             has_same_loader(file, &start.head);
  } else if (size > 2 && start.line[0] == '#' && start.line[1] == '!') {
    /* A script may name a script, a few times over. */
    const char *program = interpreter(start.line);
    answer = program && depth < 4 && is_loadable(program, depth + 1);
  }
  close(file);
  return answer;
}

int sl_target_is_loadable(const char *path) { return is_loadable(path, 0); }
