/** {@code lanyard keys}: what the office does with somebody's keys. The registers do the work; here is what is typed and told. */
package org.lanyard.dist.key;
