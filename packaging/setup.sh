#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Installs what Rhoscope needs to build: system packages, and LibTorch into .deps of the checkout.
# Does nothing, in well under a second, when nothing is missing.
#
#   packaging/setup.sh [--core-only] [--check]
#     --core-only   leave out the packages of the window and of the tests (Qt, QCustomPlot, Orthanc)
#     --check       install nothing; say what is missing and exit with 1
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
torch_version=2.13.0
torch_at_least=2.6
cmake_at_least=3.25
private=$root/.deps/torch

# Libraries count by their package, tools by their command, wherever that comes from.
libraries=(libopencv-dev libgdcm-dev libopenjp2-7-dev libzip-dev libarchive-dev libssl-dev libfmt-dev
  nlohmann-json3-dev libcli11-dev zlib1g-dev libsqlitecpp-dev libsqlite3-dev)
window_libraries=(qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools libqcustomplot-dev)
# What the program runs, and the archive that the tests start.
servers=(dcmtk orthanc)
tools=(g++:g++ cmake:cmake ninja:ninja-build ccache:ccache pkg-config:pkg-config python3:python3)

check_only=false
with_window=true
for option in "$@"; do
  case $option in
    --core-only) with_window=false ;;
    --check) check_only=true ;;
    *) echo "setup: unknown option $option (there are --core-only and --check)" >&2; exit 2 ;;
  esac
done
if $with_window; then libraries+=("${window_libraries[@]}" "${servers[@]}"); fi

say() { echo "setup: $*"; }
fail() { echo "setup: $*" >&2; exit 1; }
has() { command -v "$1" > /dev/null 2>&1; }

# step TEXT COMMAND...: says what is done and how long it took.
step() {
  local text=$1 begin=$SECONDS
  shift
  say "$text ..."
  "$@"
  say "$text: done in $((SECONDS - begin)) s"
}

# at_least FOUND NEEDED
at_least() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" = "$2" ]; }

# ---- system packages ----------------------------------------------------------------------------

missing_packages() {
  local tool package
  for tool in "${tools[@]}"; do
    has "${tool%%:*}" || echo "${tool##*:}"
  done
  has dpkg-query || return 0
  local installed
  installed=" $(dpkg-query --show --showformat '${db:Status-Status}/${Package} ' "${libraries[@]}" \
    2> /dev/null || true)"
  for package in "${libraries[@]}"; do
    [[ $installed == *" installed/$package "* ]] || echo "$package"
  done
}

install_packages() {
  if ! has apt-get; then
    fail "this system has no apt-get; install what Debian calls: $*"
  fi
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! has sudo || ! sudo -n true 2> /dev/null; then
      fail "these packages are missing, and installing them needs a password. Run this, then again:
    sudo apt-get install --no-install-recommends $*"
    fi
    as_root=(sudo -n)
  fi
  step "looking up packages" \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q -q
  # Debian starts a server when it is installed; the tests start one of their own.
  local has_service=false
  if [[ " $* " == *" orthanc "* ]] && has systemctl; then
    has_service=true
    "${as_root[@]}" systemctl --quiet mask orthanc 2> /dev/null || true
  fi
  step "installing $*" \
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -q -y --no-install-recommends "$@"
  if $has_service; then
    "${as_root[@]}" systemctl --quiet unmask orthanc 2> /dev/null || true
    "${as_root[@]}" systemctl --quiet disable orthanc 2> /dev/null || true
  fi
}

# ---- LibTorch -----------------------------------------------------------------------------------

torch_version_of() {
  sed -n "s/^__version__ = '\([0-9.]*\).*/\1/p" "$1/version.py" 2> /dev/null \
    || sed -n 's/^\([0-9.]*\).*/\1/p' "$1/build-version" 2> /dev/null || true
}

# The libraries that the loader would not find for FOLDER/lib/LIBRARY.
unfound_by() { { ldd "$1" 2> /dev/null || true; } | sed -n 's/^[[:space:]]*\(.*\) => not found/\1/p'; }

usable_torch() {
  [ -e "$1/lib/libtorch_cpu.so" ] && [ -e "$1/include/torch/csrc/api/include/torch/torch.h" ] \
    && at_least "$(torch_version_of "$1")" "$torch_at_least" \
    && [ -z "$(unfound_by "$1/lib/libtorch_cpu.so")" ]
}

torch_of_active_python() {
  has python3 || return 0
  # find_spec locates the package without importing it, which would take seconds.
  python3 -c 'import importlib.util as u
s = u.find_spec("torch")
print(s.submodule_search_locations[0] if s else "")' 2> /dev/null || true
}

# Prints where LibTorch is. The order is that of cmake/FindLibTorch.cmake.
find_torch() {
  if [ -n "${LIBTORCH_ROOT:-}" ]; then
    usable_torch "$LIBTORCH_ROOT" \
      || fail "LIBTORCH_ROOT=$LIBTORCH_ROOT is no LibTorch of version $torch_at_least or newer that
    can be loaded; name an unpacked LibTorch or the torch folder of a Python wheel, or unset it"
    echo "$LIBTORCH_ROOT"
    return
  fi
  local candidate
  candidate=$(torch_of_active_python)
  if [ -n "$candidate" ] && usable_torch "$candidate"; then
    echo "$candidate"
  elif usable_torch "$private/torch"; then
    echo "$private/torch"
  fi
}

has_nvidia_gpu() { [ -e /proc/driver/nvidia/version ] || { has nvidia-smi && nvidia-smi -L > /dev/null 2>&1; }; }

pip_into() {
  local folder=$1
  shift
  python3 -m pip install --disable-pip-version-check --no-warn-script-location --upgrade \
    --target "$folder" "$@"
}

# A CUDA build without a GPU still loads the small libraries that measure time on one; the
# gigabytes of the others are left out.
complete_cuda_build() {
  [ -n "$(unfound_by "$1/torch/lib/libtorch_cpu.so")" ] || return 0
  local toolkit
  toolkit=$(sed -n 's/^Requires-Dist: cuda-toolkit\[[^]]*\]\(==[0-9.]*\).*/cuda-toolkit[cudart,cupti]\1/p' \
    "$1"/torch-*.dist-info/METADATA | head -n 1)
  if [ -n "$toolkit" ]; then pip_into "$1" "$toolkit"; fi
}

download_torch() {
  local part=$private.part
  rm -rf "$part"
  mkdir -p "$part"
  trap 'rm -rf "$part"' EXIT
  if has_nvidia_gpu; then
    say "an NVIDIA GPU is present: the CUDA build, several gigabytes"
    pip_into "$part" "torch==$torch_version,!=$torch_version+cpu"
  elif ! pip_into "$part" --no-deps "torch==$torch_version+cpu"; then
    say "pip finds no CPU build here: taking the common build without its CUDA libraries"
    pip_into "$part" --no-deps "torch==$torch_version"
    complete_cuda_build "$part"
  fi
  usable_torch "$part/torch" \
    || fail "the LibTorch that pip brought cannot be loaded: $(unfound_by "$part/torch/lib/libtorch_cpu.so")"
  rm -rf "$private"
  mv "$part" "$private"
  trap - EXIT
}

# ---- what to do ---------------------------------------------------------------------------------

mapfile -t missing < <(missing_packages)
torch=$(find_torch)
if [ -z "$torch" ] && ! python3 -m pip --version > /dev/null 2>&1; then
  missing+=(python3-pip)
fi

if $check_only; then
  [ "${#missing[@]}" -eq 0 ] || say "missing packages: ${missing[*]}"
  [ -n "$torch" ] || say "missing: LibTorch $torch_at_least or newer"
  [ "${#missing[@]}" -eq 0 ] && [ -n "$torch" ] || exit 1
  say "nothing is missing (LibTorch: $torch)"
  exit 0
fi

if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
has dpkg-query || say "cannot check libraries here; needed is what Debian calls: ${libraries[*]}"
cmake_found=$(cmake --version | sed -n '1s/.* //p')
at_least "$cmake_found" "$cmake_at_least" \
  || fail "cmake $cmake_found is too old, needed is $cmake_at_least: install a newer one, for example with pip"
if [ -z "$torch" ]; then
  step "downloading LibTorch $torch_version into ${private#"$root"/}" download_torch
fi
