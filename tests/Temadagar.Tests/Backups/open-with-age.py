# Opens a backup with age, which asks for its passphrase at a terminal and nowhere else. Usage: open-with-age.py FILE PASSPHRASE > PLAIN
import os, pty, sys

child, terminal = pty.fork()
if child == 0:
    os.execvp("age", ["age", "-d", "-o", sys.argv[1] + ".plain", sys.argv[1]])
os.read(terminal, 1024)
os.write(terminal, sys.argv[2].encode() + b"\n")
said = b""
try:
    while chunk := os.read(terminal, 1024):
        said += chunk
except OSError:
    pass
_, status = os.waitpid(child, 0)
sys.stderr.buffer.write(said)
sys.exit(os.waitstatus_to_exitcode(status))
