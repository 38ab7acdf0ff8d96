/**
 * Suspending, releasing and revoking many certificates at once: by profile, kind of key, batch, authority or date.
 *
 * <p>The first commit of a job closes the door to all of them; the records follow in batches, each with its audit rows
 * and what ends with a certificate in one transaction. A job that broke off goes on where it was.
 */
package org.lanyard.pki.mass;
