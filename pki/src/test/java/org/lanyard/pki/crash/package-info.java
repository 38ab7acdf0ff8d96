/** An authority killed at any step of issuing, revoking and publishing, and what has to hold afterwards. */
package org.lanyard.pki.crash;
