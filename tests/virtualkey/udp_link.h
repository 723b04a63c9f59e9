// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace vouch::virtualkey {

// The host's end of the cable to a virtual key: four functions of the shape that libfido2's
// fido_dev_set_io_functions() wants (struct fido_dev_io; libfido2 1.12):
//
//     const fido_dev_io_t io{udpLinkOpen, udpLinkClose, udpLinkRead, udpLinkWrite};
//     fido_dev_t *device = fido_dev_new();
//     fido_dev_set_io_functions(device, &io);
//     fido_dev_open(device, "udp:127.0.0.1:8111");
//
// Whoever wants to look at what passes (a keepalive with status 2 means "touch needed") wraps
// them. They depend on nothing else of the virtual key, nor on libfido2.
//
// A key that is pulled out, or has never been there, ends a read with -1, as a removed USB device
// does; libfido2 makes FIDO_ERR_RX of it.

/// Takes paths of the form udp:127.0.0.1:PORT and no other address. Null if it is none, with
/// errno EINVAL, or if there is no socket to be had. It does not find out whether a key is there.
void *udpLinkOpen(const char *path);

void udpLinkClose(void *handle);

/// The next 64-byte report from the key. `size` must be 64; gives back 64, or -1: after that many
/// milliseconds (-1: never), or when the key has gone.
int udpLinkRead(void *handle, unsigned char *buffer, std::size_t size, int milliseconds);

/// `size` must be 65, the first byte being the report id that HID writes ahead of a report; gives
/// back 65, or -1. May be called while another thread reads: that is how fido_dev_cancel() works.
int udpLinkWrite(void *handle, const unsigned char *buffer, std::size_t size);

} // namespace vouch::virtualkey
