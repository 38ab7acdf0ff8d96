/** {@code lanyard pass}: a teacher lets a pupil in whose card is at home, until the bell. */
package org.lanyard.dist.pass;
