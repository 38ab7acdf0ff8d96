/**
 * Keys at rest and who computes with them: the master key, PKCS#12 files, passphrases, the order of the providers.
 *
 * <p>Files are written whole or not at all, with mode 0600. A passphrase comes from a file, the environment or a prompt,
 * never from a command line's argument. This room knows nothing of certificates' contents.
 */
package org.lanyard.pki.keystore;
