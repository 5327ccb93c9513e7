#!/bin/sh
# Sets up .venv for GROUP (serve, or test = serve + what tests and checks need) from the exported pins.
# Needs git, make and some python3 with pip or venv. Does nothing when all is in place.
set -eu

group=${1:-serve}
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"
pins="requirements/$group.txt"
python_version=$(cat .python-version)

# Behind a municipality's own certificate authority the system's certificates are the ones that hold.
export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-true}"

fail() { printf 'Oppsettet stoppet: %s\n' "$1" >&2; exit 1; }
say() { printf '%s\n' "$1"; }

checksum() { cat "$pins" pyproject.toml .python-version | cksum | cut -d' ' -f1; }
stamp=".venv/.ready-$group"
[ -x .venv/bin/python ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(checksum)" ] && exit 0

find_uv() {
    if command -v uv >/dev/null 2>&1; then uv=$(command -v uv); return; fi
    uv="$root/.tools/uv/bin/uv"
    [ -x "$uv" ] && return
    say "Henter uv til .tools/ …"
    mkdir -p .tools
    command -v python3 >/dev/null 2>&1 || fail "fant ikke python3. Installer python3 (hvilken som helst fra 3.8)."
    if python3 -m venv .tools/uv >.tools/log 2>&1 && .tools/uv/bin/python -m pip install -q --require-hashes -r requirements/uv.txt >>.tools/log 2>&1; then
        return
    fi
    # A python3 without venv (Debian's, before python3-venv is installed) may still have pip.
    rm -rf .tools/uv
    python3 -m pip install -q --target .tools/uv --require-hashes -r requirements/uv.txt >>.tools/log 2>&1 && [ -x "$uv" ] ||
        fail "klarte ikke å installere uv (se .tools/log). Har maskinen nett, og python3 med pip eller venv (Debian: python3-venv)?"
}

find_python() {
    # pyenv's versions are not on PATH by themselves; uv finds the rest, or fetches one where the network allows.
    for candidate in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$python_version"*/bin/python; do
        [ -x "$candidate" ] && { python=$candidate; return; }
    done
    python=$python_version
}

find_uv
mkdir -p .tools
if [ ! -x .venv/bin/python ]; then
    find_python
    rm -rf .venv  # what is left of one whose Python is gone
    say "Lager Python $python_version-miljøet .venv …"
    "$uv" venv -q --python "$python" .venv >.tools/log 2>&1 ||
        fail "fant ikke Python $python_version og fikk ikke hentet den (se .tools/log). Installer den, for eksempel med pyenv."
fi
say "Installerer pakkene i $pins (første gang tar det et minutt eller to) …"
"$uv" pip install -q --compile-bytecode --python .venv/bin/python --require-hashes -r "$pins" 2>.tools/log ||
    fail "pakkene lot seg ikke installere (se .tools/log). Har maskinen nett?"
"$uv" pip install -q --python .venv/bin/python --no-deps --no-build-isolation -e . 2>.tools/log ||
    fail "prosjektet lot seg ikke installere i .venv (se .tools/log)."
# Whoever activates the environment and runs `rasa` by hand gets it without telemetry too.
grep -q RASA_TELEMETRY_ENABLED .venv/bin/activate || printf '\nexport RASA_TELEMETRY_ENABLED=false\n' >>.venv/bin/activate
checksum >"$stamp"
# The test group holds all of the serve group, in the same versions.
[ "$group" = test ] && (pins=requirements/serve.txt; checksum >.venv/.ready-serve)
say "Miljøet er klart."
