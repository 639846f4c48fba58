# shellcheck shell=bash
# Installs the Debian packages that Desil needs, those only that are missing. Sourced by demo.sh and
# test.sh; not a program of its own.
#
#   install_packages build         what the build needs
#   install_packages build checks  also what the sanitizer builds, the emulated processor and the comparison with R need

build_packages=(g++ cmake ninja-build pkg-config libtbb-dev libeigen3-dev libmimalloc-dev libsimdjson-dev
  libbenchmark-dev catch2 libcli11-dev libfmt-dev libtomlplusplus-dev libzstd-dev zlib1g-dev libssl-dev libxxhash-dev
  nlohmann-json3-dev)
check_packages=(clang-16 libclang-rt-16-dev qemu-user openssl r-base-core r-cran-survey r-cran-sandwich)

install_packages() {
  local wanted=() missing=() kind package
  for kind in "$@"; do
    case $kind in
      build) wanted+=("${build_packages[@]}") ;;
      checks) wanted+=("${check_packages[@]}") ;;
    esac
  done
  if ! command -v dpkg-query >/dev/null; then
    echo "setup: this is no Debian system. Cure: install the equivalents of: ${wanted[*]}" >&2
    return 1
  fi
  for package in "${wanted[@]}"; do
    if [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) != installed ]]; then
      missing+=("$package")
    fi
  done
  if ((${#missing[@]} == 0)); then
    return 0
  fi

  local as_root=()
  if ((EUID != 0)); then
    # sudo may ask for a password on a terminal, never in a script without one.
    if ! command -v sudo >/dev/null || { [[ ! -t 0 ]] && ! sudo -n true 2>/dev/null; }; then
      {
        echo "setup: packages are missing and this user can use neither root nor sudo."
        echo "Cure: let an administrator run"
        echo "  apt-get install --no-install-recommends ${missing[*]}"
      } >&2
      return 1
    fi
    as_root=(sudo)
  fi
  echo "setup: installing ${missing[*]}" >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update >&2
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get -qq -o Dpkg::Use-Pty=0 install --no-install-recommends -y "${missing[@]}" >&2
}
