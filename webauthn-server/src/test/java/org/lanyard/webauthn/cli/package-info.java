/** The command as a sysadmin meets it: what it prints, and what it answers when it won't start. */
package org.lanyard.webauthn.cli;
