#!/bin/sh
# Makes what a virtual key attests with, in the folder given:
#
#   root.pem                  certificate of a test root CA, for servers to trust
#   attestation.pem, .key     certificate and key of the keys' batch (WebAuthn section 8.2.1)
#
# The AAGUID in the certificate is that of virtualkey's default, or the second argument (32
# hexadecimal digits). Run again, it leaves everything as it is.
set -eu

if [ $# -lt 1 ]; then
    echo "usage: attestation.sh DIR [AAGUID]" >&2
    exit 2
fi
folder=$1
aaguid=${2:-2fc0579f811347eab116bb5a8db9202a}
days=3650

mkdir -p "$folder"
cd "$folder"
if [ -s root.pem ] && [ -s attestation.pem ] && [ -s attestation.key ]; then
    exit 0
fi

umask 077
work=$(mktemp -d ./making.XXXXXX)
trap 'rm -rf "$work"' EXIT

# 0410 is the head of the OCTET STRING with the AAGUID, inside that of every extension.
cat >"$work/openssl.cnf" <<CONFIG
[req]
distinguished_name = given_by_subj
[given_by_subj]
[root]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[leaf]
basicConstraints = critical, CA:false
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
1.3.6.1.4.1.45724.1.1.4 = DER:0410$aaguid
CONFIG

# openssl talks on stderr when all is well, too.
quietly() {
    "$@" 2>"$work/log" || {
        cat "$work/log" >&2
        exit 1
    }
}

# certify NAME SUBJECT EXTENSIONS SIGNER...: makes NAME.key and NAME.pem.
certify() {
    name=$work/$1 subject=$2 extensions=$3
    shift 3
    quietly openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$name.key"
    quietly openssl req -new -config "$work/openssl.cnf" -key "$name.key" -subj "$subject" \
        -out "$name.csr"
    quietly openssl x509 -req -in "$name.csr" -days $days -sha256 \
        -extfile "$work/openssl.cnf" -extensions "$extensions" -out "$name.pem" "$@"
}

certify root "/CN=Vouch test attestation root" root -signkey "$work/root.key"
certify attestation \
    "/C=US/O=Vouch virtual key/OU=Authenticator Attestation/CN=Vouch virtual key attestation" \
    leaf -CA "$work/root.pem" -CAkey "$work/root.key" -CAcreateserial

# The root's key is not kept: nothing more is ever to be signed with it.
mv "$work/root.pem" "$work/attestation.pem" "$work/attestation.key" .
