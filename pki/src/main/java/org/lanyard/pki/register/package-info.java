/**
 * Which issuing authorities there are: their certificates, what the administrator calls them, and whether they issue, are
 * retiring or are withdrawn.
 *
 * <p>There may be hundreds, so nothing here reads them all at once: one is looked up by its id or its label, and a list
 * comes in pages. Every change raises the generation in its own transaction.
 */
package org.lanyard.pki.register;
