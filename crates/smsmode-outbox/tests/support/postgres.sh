# A PostgreSQL of its own for tests, in a folder of its own, on a socket in it. It ends with its standard
# input: when the tests end, however they do. postgres.sh BIN [OPTION OF POSTGRES]…
set -eu
bin=$1
shift
# A socket may have a path of a hundred bytes at most.
folder=$(mktemp -d /tmp/smsmode-postgres-XXXXXXXX)
server=
trap '[ -z "$server" ] || { kill -INT "$server"; wait "$server" || true; }; rm -rf "$folder"' EXIT
trap 'exit 1' HUP INT TERM PIPE

"$bin/initdb" --pgdata "$folder/data" --username smsmode --auth trust --encoding UTF8 --no-locale \
    --no-sync >"$folder/log" 2>&1 || { cat "$folder/log" >&2; exit 1; }
# Where it listens in a network that only tests have.
echo 'host all all 10.77.0.0/16 trust' >>"$folder/data/pg_hba.conf"
# Commits wait for the disk as everywhere.
start() {
    "$bin/postgres" -D "$folder/data" -k "$folder" -c listen_addresses= -c max_connections=200 \
        -c fsync=on -c shared_buffers=64MB "$@" </dev/null >>"$folder/log" 2>&1 &
    server=$!
    until "$bin/pg_isready" --quiet --host "$folder"; do
        kill -0 "$server" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
        sleep 0.05
    done
}

start "$@"
echo "$folder"
# Until the other end of the pipe is gone. At each line the server dies without a word, and starts anew:
# by itself, or as a standby of it that takes over.
while read -r how; do
    kill -QUIT "$server"
    wait "$server" || true
    [ "$how" != fail_over ] || : >"$folder/data/standby.signal"
    start "$@"
    [ "$how" != fail_over ] || "$bin/pg_ctl" --silent --wait --pgdata "$folder/data" promote
    echo started
done
