/**
 * DER (ITU-T X.690) where a library would need the whole in memory, or would take more than DER: a writer of values and
 * headers, and a strict reader.
 *
 * <p>The rule of this room: it knows tags and lengths, and nothing of what they mean.
 */
package org.lanyard.pki.der;
