/** Notices and addresses, as the office types about them. */
package org.lanyard.dist.recovery;
