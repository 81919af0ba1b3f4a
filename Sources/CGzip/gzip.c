#include "CGzip.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

/* What a gzip file has around the data, with room to spare. */
enum { AROUND = 64 };

size_t sl_gzip_bound(size_t size) { return compressBound(size) + AROUND; }

size_t sl_gzip(const unsigned char *input, size_t size, unsigned char *output,
               size_t room) {
  /* zlib counts in 32 bits. */
  if (size > UINT_MAX || room > UINT_MAX) return 0;
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  /* 16 more than the window asks for gzip's header. */
  if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + 16,
                   MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
    return 0;
  stream.next_in = (unsigned char *)input;
  stream.avail_in = (unsigned)size;
  stream.next_out = output;
  stream.avail_out = (unsigned)room;
  int state = deflate(&stream, Z_FINISH);
  size_t written = room - stream.avail_out;
  deflateEnd(&stream);
  return state == Z_STREAM_END ? written : 0;
}
