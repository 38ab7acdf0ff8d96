/**
 * The search for a path: from the certificate that is judged over others that came along, none of them trusted, to an anchor.
 * Best first, and bounded: whatever graph strangers hand in, it costs at most a budget of steps, signatures and names.
 */
package org.lanyard.pki.path.build;
