/** {@code lanyard duties}: who is charged with what. The registers do the work; here is only what is typed and told. */
package org.lanyard.dist.duty;
