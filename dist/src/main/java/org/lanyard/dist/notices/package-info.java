/** {@code lanyard notices}: what people are told of their keys, and what waits or failed. It shows to whom, never what is said. */
package org.lanyard.dist.notices;
