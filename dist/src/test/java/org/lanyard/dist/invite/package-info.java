/** Tests of {@code lanyard invite}, as the office types it. */
package org.lanyard.dist.invite;
