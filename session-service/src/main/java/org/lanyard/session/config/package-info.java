/**
 * What an operator can set for the session service, with defaults that are safe. Checked as a whole when it is made: what would
 * not be safe does not start.
 */
package org.lanyard.session.config;
