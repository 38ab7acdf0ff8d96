/**
 * The {@code lanyard} command: the list of subcommands, and nothing else. Each subcommand is a class in the room whose work it
 * does.
 */
package org.lanyard.dist.cli;
