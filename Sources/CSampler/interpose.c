#define _GNU_SOURCE
#include "interpose.h"

#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* A library calls what it imports through a table of addresses, which its
   dynamic section describes: see elf(5), and the ABI's chapter on dynamic
   linking. */

#if defined(__x86_64__)
enum { JUMP_SLOT = R_X86_64_JUMP_SLOT, GLOBAL_DATA = R_X86_64_GLOB_DAT };
#else
enum { JUMP_SLOT = R_AARCH64_JUMP_SLOT, GLOBAL_DATA = R_AARCH64_GLOB_DAT };
#endif

struct imports {
  uint64_t base;
  const ElfW(Sym) * symbols;
  const char *names;
};

/* The table may be read-only after relocation. */
static int replace(void **place, void *value) {
  uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
  void *begin = (void *)((uintptr_t)place & ~(page - 1));
  if (mprotect(begin, page, PROT_READ | PROT_WRITE) < 0) return 0;
  *place = value;
  return 1;
}

static uint64_t replace_in(const struct imports *imports,
                           const ElfW(Rela) * relocations, size_t count,
                           const struct sl_replacement *replacements,
                           size_t replacement_count) {
  uint64_t replaced = 0;
  for (size_t i = 0; relocations && i < count; i++) {
    unsigned type = (unsigned)ELF64_R_TYPE(relocations[i].r_info);
    if (type != JUMP_SLOT && type != GLOBAL_DATA) continue;
    const ElfW(Sym) *symbol =
        &imports->symbols[ELF64_R_SYM(relocations[i].r_info)];
    const char *name = imports->names + symbol->st_name;
    for (size_t j = 0; j < replacement_count; j++) {
      if (strcmp(name, replacements[j].name)) continue;
      void **place = (void **)(imports->base + relocations[i].r_offset);
      if (replace(place, replacements[j].function))
        replaced |= (uint64_t)1 << j;
    }
  }
  return replaced;
}

uint64_t sl_interpose(void *address, const struct sl_replacement *replacements,
                      size_t count) {
  struct link_map *map = NULL;
  Dl_info info;
  if (!dladdr1(address, &info, (void **)&map, RTLD_DL_LINKMAP) || !map)
    return 0;
  struct imports imports = {.base = map->l_addr};
  const ElfW(Rela) *plt = NULL, *data = NULL;
  size_t plt_size = 0, data_size = 0;
  for (const ElfW(Dyn) *entry = map->l_ld; entry->d_tag != DT_NULL; entry++) {
    uintptr_t value = (uintptr_t)entry->d_un.d_ptr;
    if (entry->d_tag == DT_SYMTAB) imports.symbols = (void *)value;
    if (entry->d_tag == DT_STRTAB) imports.names = (void *)value;
    if (entry->d_tag == DT_JMPREL) plt = (void *)value;
    if (entry->d_tag == DT_PLTRELSZ) plt_size = entry->d_un.d_val;
    if (entry->d_tag == DT_RELA) data = (void *)value;
    if (entry->d_tag == DT_RELASZ) data_size = entry->d_un.d_val;
  }
  if (!imports.symbols || !imports.names) return 0;
  return replace_in(&imports, plt, plt_size / sizeof *plt, replacements,
                    count) |
         replace_in(&imports, data, data_size / sizeof *data, replacements,
                    count);
}
