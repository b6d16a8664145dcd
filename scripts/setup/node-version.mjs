// Says which Node.js is wanted before an install fails for a reason that nobody would guess.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `error: Node.js ${process.versions.node} is too old; this project needs 20.19 or later.\n  try:  nvm install   (.nvmrc names the version)\n`,
  );
  process.exit(2);
}
