#!/bin/sh
# Signs programs for Windows, in place. Does nothing without a key, which is one of
#   SIGNING_PKCS12                       a file with the key and its certificates
#   SIGNING_KEY, SIGNING_CERTIFICATES    PEM files, or the key's pkcs11: URI for a token
# and what may come with it:
#   SIGNING_PASSWORD_FILE     a file with the key's password or the token's PIN
#   SIGNING_PKCS11_MODULE     the token's library
#   SIGNING_TIMESTAMPS        address of a time server (RFC 3161): the signature then outlives the certificate
#   sign.sh FILE...
set -eu

[ -n "${SIGNING_PKCS12:-}${SIGNING_KEY:-}" ] || exit 0
sign() {
  set -- -h sha256 -n Vouch -i https://vouch.sh "$@"
  [ -z "${SIGNING_PASSWORD_FILE:-}" ] || set -- -readpass "$SIGNING_PASSWORD_FILE" "$@"
  [ -z "${SIGNING_TIMESTAMPS:-}" ] || set -- -ts "$SIGNING_TIMESTAMPS" "$@"
  if [ -n "${SIGNING_PKCS12:-}" ]; then
    set -- -pkcs12 "$SIGNING_PKCS12" "$@"
  else
    set -- -certs "${SIGNING_CERTIFICATES:?names the certificates of SIGNING_KEY}" -key "$SIGNING_KEY" "$@"
    [ -z "${SIGNING_PKCS11_MODULE:-}" ] || set -- -pkcs11module "$SIGNING_PKCS11_MODULE" "$@"
  fi
  osslsigncode sign "$@"
}
for file in "$@"; do
  rm -f "$file.signed"
  sign -in "$file" -out "$file.signed" >/dev/null
  mv "$file.signed" "$file"
done
