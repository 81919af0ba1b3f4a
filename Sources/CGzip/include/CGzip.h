#ifndef SWIFTLET_GZIP_H
#define SWIFTLET_GZIP_H

#include <stddef.h>

/* Room that is enough for `size` bytes, compressed. */
size_t sl_gzip_bound(size_t size);

/* Compresses all of the input to a gzip file in memory (RFC 1952). Returns its
   size, or 0 where it does not fit or there is no memory. */
size_t sl_gzip(const unsigned char *input, size_t size, unsigned char *output,
               size_t room);

#endif
