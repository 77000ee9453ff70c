#!/bin/sh
# SPDX-License-Identifier: MIT
# Install what building, running or testing Hemi needs and this system lacks.
#
#   scripts/deps.sh build|run|test      (each includes the ones before)
#
# Says what it installs.  Needs Debian or a relative of it; on any other system
# it prints what is needed and stops.
set -eu

# command, file, or program that needs no library, that tells : Debian package
build="gcc:gcc make:make ld:binutils nasm:nasm python3:python3"
run="qemu-system-x86_64:qemu-system-x86 grub-mkrescue:grub-common xorriso:xorriso mformat:mtools
     /usr/lib/grub/i386-pc/multiboot2.mod:grub-pc-bin
     /usr/lib/grub/x86_64-efi/multiboot2.mod:grub-efi-amd64-bin
     /usr/share/OVMF/OVMF_CODE_4M.fd:ovmf static=/bin/busybox:busybox-static"
test="git:git gdb:gdb clang:clang clang-format:clang-format cpio:cpio spin:spin
      /usr/lib/python3/dist-packages/pytest/__init__.py:python3-pytest
      /usr/lib/python3/dist-packages/xdist/__init__.py:python3-pytest-xdist
      /usr/lib/python3/dist-packages/pexpect/__init__.py:python3-pexpect"

case "${1:-}" in
build) wanted="$build" ;;
run)   wanted="$build $run" ;;
test)  wanted="$build $run $test" ;;
*)     echo "usage: $0 build|run|test" >&2; exit 2 ;;
esac

there() {
	case "$1" in
	/*) [ -e "$1" ] ;;
	static=*) [ -e "${1#*=}" ] && ! head -c 4096 "${1#*=}" | grep -q /ld-linux ;;
	*)  command -v "$1" >/dev/null 2>&1 ;;
	esac
}

missing=
for pair in $wanted; do
	there "${pair%%:*}" || missing="$missing ${pair##*:}"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
	echo "Hemi needs these, named as Debian names the packages; please install them:" >&2
	echo " $missing" >&2
	exit 1
fi
sudo=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || {
		echo "Hemi needs$missing; run as root:  apt-get install$missing" >&2
		exit 1
	}
	sudo=sudo
fi
echo "Installing what is missing:$missing"
$sudo apt-get update -qq
# shellcheck disable=SC2086 # a list of words is meant
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
