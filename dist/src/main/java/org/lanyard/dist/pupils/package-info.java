/** {@code lanyard pupils}: which pupils may have keys of their own, and how one begins. */
package org.lanyard.dist.pupils;
