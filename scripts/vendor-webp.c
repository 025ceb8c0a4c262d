// What is called from Go: three functions around libwebp's encoder.

#include <stdlib.h>
#include "src/enc/vp8i_enc.h"
#include "src/enc/vp8li_enc.h"
#include "src/webp/encode.h"

#define CALLED(name) __attribute__((export_name(name)))

CALLED("allocate") void* Allocate(size_t bytes) { return malloc(bytes); }

CALLED("release") void Release(void* memory) { free(memory); }

// Encode writes a picture of brightness and two colours with a quarter of the samples,
// one plane after the other, all in the range of television. It returns the file, which
// is to be released, and its size in bytes; NULL when there is no room or it is no picture.
CALLED("encode")
void* Encode(uint8_t* planes, int width, int height, int quality, int method, size_t* size) {
  const int across = (width + 1) / 2, down = (height + 1) / 2;
  WebPConfig config;
  WebPPicture picture;
  WebPMemoryWriter file;
  int made;

  if (!WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, quality) || !WebPPictureInit(&picture)) return NULL;
  config.method = method;
  picture.width = width;
  picture.height = height;
  picture.y = planes;
  picture.u = picture.y + width * height;
  picture.v = picture.u + across * down;
  picture.y_stride = width;
  picture.uv_stride = across;
  WebPMemoryWriterInit(&file);
  picture.writer = WebPMemoryWrite;
  picture.custom_ptr = &file;
  made = WebPEncode(&config, &picture);
  WebPPictureFree(&picture);
  if (!made) {
    WebPMemoryWriterClear(&file);
    return NULL;
  }
  *size = file.size;
  return file.mem;
}

// What a photograph has no use for, and is left out: opacity, pictures without loss, and
// other colours than those of JPEGs.

void VP8EncInitAlpha(VP8Encoder* const encoder) {
  encoder->has_alpha = 0;
  encoder->alpha_data = NULL;
  encoder->alpha_data_size = 0;
}

int VP8EncStartAlpha(VP8Encoder* const encoder) { (void)encoder; return 1; }

int VP8EncFinishAlpha(VP8Encoder* const encoder) { (void)encoder; return 1; }

int VP8EncDeleteAlpha(VP8Encoder* const encoder) { (void)encoder; return 1; }

int VP8LEncodeImage(const WebPConfig* const config, const WebPPicture* const picture) {
  (void)config;
  (void)picture;
  return 0;
}

int WebPPictureARGBToYUVADithered(WebPPicture* picture, WebPEncCSP colours, float dithering) {
  (void)picture;
  (void)colours;
  (void)dithering;
  return 0;
}

int WebPPictureSharpARGBToYUVA(WebPPicture* picture) { (void)picture; return 0; }

int WebPPictureYUVAToARGB(WebPPicture* picture) { (void)picture; return 0; }
