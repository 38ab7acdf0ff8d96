/**
 * The command line of this module, one class a subcommand. A command reads its options, calls one room, prints; it decides
 * nothing. Errors are one sentence and a hint on the error stream, outcomes are {@link org.lanyard.pki.cli.ExitCode}s, and what
 * a script would read comes as JSON with {@code --json}.
 */
package org.lanyard.pki.cli;
