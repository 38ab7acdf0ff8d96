/**
 * One encrypted file with all that a node needs to stand up again, made while it runs: the store as it is at one moment, the
 * master key, the authority's online keys, the configuration. It knows tables and files, never what they mean: what has to
 * change when an old day comes back (sessions, list numbers) is a list of steps that each module brings.
 *
 * <p>The file is in the age format (age-encryption.org/v1), for a passphrase or for recipients, so that the age tool opens
 * it too; inside is a ZIP of files and of tables as lines of JSON. What is not whole to its last byte is not put back.
 */
package org.lanyard.pki.backup;
