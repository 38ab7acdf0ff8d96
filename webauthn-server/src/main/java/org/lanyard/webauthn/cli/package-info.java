/** The command {@code lanyard webauthn}: reads its configuration, builds the service and lets it listen. Nothing else. */
package org.lanyard.webauthn.cli;
