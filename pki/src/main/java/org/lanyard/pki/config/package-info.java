/**
 * Reads the one configuration file into records.
 *
 * <p>Strict: every key has a default that its record gives, an unknown key is an error with the nearest known one, and
 * the file is judged as a whole, so that one start shows all that is wrong with it. This room knows no key by name; each
 * room brings a record of its own.
 */
package org.lanyard.pki.config;
