/** {@code lanyard policy}: which keys may open for whom. The registers do the work; here is what is typed, read and told. */
package org.lanyard.dist.policy;
