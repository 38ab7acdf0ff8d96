/**
 * The room of the command line: one class a subcommand (picocli), put together by {@code dist}.
 *
 * <p>Rule: arguments in, an exit code out; an error is one line and a hint. Nothing is decided here, and no secret is
 * ever an argument.
 */
package org.lanyard.card.cli;
